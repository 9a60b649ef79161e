#!/usr/bin/env python3
"""What 50,000 people of a pack cost: the time to load them, and what they add to the extraction, in one run.

    python benchmarks/people.py                    # 50,000 invented people, 1 MB of invented articles
    python benchmarks/people.py --people 5000 --jsonl corpus.jsonl

Extraction with and without the pack goes by turns and the least processor time of each counts, so that the ratio does not
depend on how busy the machine is. Names are put together from the names of the articles, so that many of them are met.
"""

import argparse
import itertools
import json
import pathlib
import random
import re
import sys
import tempfile
import time

import inquit

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from generate_articles import articles

ROUNDS = 9


def names_in(texts: list[str]) -> list[str]:
    """Words with a capital inside a sentence."""
    return sorted({word for text in texts for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text)})


def write_pack(path: str, people: int, words: list[str]) -> None:
    """`people` of two names each; a name that the words are too few for gets a number's letters behind it."""
    tails = itertools.cycle(["", *(a + b for a in "aeiou" for b in "lmnrst")])
    pairs = list({(random.choice(words), random.choice(words) + next(tails)) for _ in range(people * 3)})[:people]
    with open(path, "w", encoding="utf-8") as out:
        for n, (given, family) in enumerate(pairs):
            out.write(f"{given} {family}\t{given[0]}. {family}\t{random.choice(['female', 'male'])}\t\tQ{n}\n")


def seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--jsonl", help="articles of your own: the field “text”")
    options = parser.parse_args()
    random.seed(7)
    if options.jsonl:
        with open(options.jsonl, encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file]
    else:
        texts = [text for _, _, text in articles(1_000_000, 1)]
    with tempfile.TemporaryDirectory() as folder:
        write_pack(f"{folder}/people.tsv", options.people, names_in(texts))
        load = min(seconds(lambda: inquit.Extractor(packs=[folder])) for _ in range(3))
        bare, packed = inquit.Extractor(), inquit.Extractor(packs=[folder])
        least = {}
        for _ in range(ROUNDS):
            for name, extractor in (("bare", bare), ("packed", packed)):
                took = seconds(lambda extractor=extractor: extractor.extract_many(texts, threads=1))
                least[name] = min(took, least.get(name, took))
    print(
        f"{options.people} people: loaded in {load:.2f} s; extraction takes {least['packed'] / least['bare']:.3f} times as long"
    )


if __name__ == "__main__":
    main()
