"""Row 16: one digest of a corpus over hash seeds, threads, batches, order, optimisation and locale."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import inquit
import pytest
from hostile import TEXTS
from lane import count, python

CODE = """
import hashlib, os, sys
sys.path.insert(0, sys.argv[1])
import locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from test_16_same_bytes import corpus, digest
import inquit
n = int(sys.argv[2])
print(digest(inquit.extract_many(corpus(n), ids=range(n), threads=int(sys.argv[3]))))
"""


def corpus(n: int) -> list[str]:
    """Texts of many lengths, odd ones among them."""
    odd = [text for text in TEXTS.values() if len(text) < 5000]
    return [
        "\n\n".join(odd[(k * 7 + j * 3) % len(odd)] for j in range(k % 9)) + f"\n\n“Item {k},” Mr. Kirby said in İzmir."
        for k in range(n)
    ]


def digest(result) -> str:
    import hashlib

    sha = hashlib.sha256()
    for doc in result:
        sha.update(doc.to_json().encode())
    for name in ("attributions", "spans", "speakers", "documents", "unattributed"):
        for row in result.table(name).rows():
            sha.update(repr(row).encode())
    return sha.hexdigest()


N = count(150, 1000)
RUNS = {
    "hash seed 0": ({"PYTHONHASHSEED": "0"}, 1),
    "hash seed 7 and threads": ({"PYTHONHASHSEED": "7"}, 3),
    "without asserts": ({"PYTHONOPTIMIZE": "2"}, 2),
    "Turkish": ({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, 2),
    "the C locale": ({"LC_ALL": "C", "PYTHONUTF8": "0"}, 1),
    "malloc fills": ({"MALLOC_PERTURB_": "165", "PYTHONMALLOC": "malloc"}, 2),
}


@pytest.fixture(scope="module")
def expected() -> str:
    return digest(inquit.extract_many(corpus(N), ids=range(N)))


@pytest.mark.parametrize("run", RUNS)
def test_in_other_processes(run, expected):
    env, threads = RUNS[run]
    done = python(CODE, os.path.dirname(__file__), str(N), str(threads), env=os.environ | env, timeout=600)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == expected


@pytest.mark.parametrize("threads", [2, 8, 16])
def test_threads(threads, expected, extractor):
    assert digest(extractor.extract_many(corpus(N), ids=range(N), threads=threads)) == expected


def test_order_batches_and_single_texts(extractor):
    texts = corpus(N)
    records = [doc.to_json() for doc in extractor.extract_many(texts, ids=range(N))]
    backwards = extractor.extract_many(texts[::-1], ids=range(N - 1, -1, -1), threads=2)
    assert [doc.to_json() for doc in backwards][::-1] == records
    streamed = extractor.extract_stream(iter(texts), ids=range(N), rows=7, threads=2)
    assert [doc.to_json() for result in streamed for doc in result] == records
    with ThreadPoolExecutor(8) as pool:
        single = pool.map(lambda n: extractor.extract(texts[n], id=n).to_json(), range(N))
        assert list(single) == records
    assert sys.getswitchinterval() > 0


def test_another_extractor_of_the_same_options_gives_the_same(extractor):
    other = inquit.Extractor()
    assert other.data_hash == extractor.data_hash
    assert other.extract(corpus(9)[8]).to_json() == extractor.extract(corpus(9)[8]).to_json()
