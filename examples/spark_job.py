"""Quotations of a corpus in Parquet: spark-submit examples/spark_job.py articles.parquet quotes.parquet"""

import sys

import inquit.spark
from pyspark.sql import SparkSession

source, target = sys.argv[1:]
session = SparkSession.builder.appName("inquit").getOrCreate()
documents = inquit.spark.extract(session.read.parquet(source), text="text", id="id")
inquit.spark.explode(documents).write.mode("errorifexists").parquet(target)
session.stop()
