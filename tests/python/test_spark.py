"""On a local cluster of two executors, each a process of its own. Slow to start: `pytest -m spark` runs it."""

import os
import shutil
import sys

import pytest
from by_hand import SAID

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="no java"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def session():
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is an extra")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # of the workers
    session = (
        sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_gives_a_row_for_every_document(session):
    import inquit.spark

    rows = [(f"u{n}", f"{SAID} Number {n}." if n % 10 else None, "2023-09-19", f"o{n % 3}") for n in range(100)]
    df = session.createDataFrame(rows, "url string, body string, day string, outlet string").repartition(4)
    docs = inquit.spark.extract(df, text="body", id="url", date="day", keep=["outlet"])
    got = {row["doc_id"]: row for row in docs.collect()}
    assert len(got) == 100
    for url, body, _, outlet in rows:
        row = got[url]
        assert row["outlet"] == outlet
        if body is None:
            assert (row["error_code"], row["attributions"]) == ("no-text", [])
            continue
        expected = inquit.extract(body, id=url, date="2023-09-19")
        assert [a["uid"] for a in row["attributions"]] == [a.uid for a in expected.attributions]
        assert [s["name"] for s in row["speakers"]] == [s.name for s in expected.speakers]
        assert str(row["doc_date"]) == "2023-09-19"
    flat = inquit.spark.explode(docs)
    assert flat.columns[:4] == ["doc_id", "doc_date", "outlet", "uid"]
    assert flat.filter("speaker = 'John Kirby'").count() == 90


def test_spark_names_a_missing_column(session):
    import inquit.spark

    with pytest.raises(ValueError, match="no column 'text'; there are 'x'"):
        inquit.spark.extract(session.createDataFrame([("a",)], "x string"))
