"""Row 18: many calls, most of them by error paths: memory does not grow."""

from __future__ import annotations

import os

import pytest
from lane import SANITIZED, count, python

CODE = """
import sys
import inquit
extractor = inquit.Extractor()
good = "“We are ready,” John Kirby told Han on Monday."
bad = [None, 7, b"\\xff", "\\ud800", good]
def calls():
    for text in bad:
        try:
            extractor.extract(text, date="2023-09-19" if text != 7 else "soon").attributions
        except (TypeError, ValueError):
            pass
    result = extractor.extract_many(bad, ids=[1, None, "\\udc00", "c", "d"])
    result.documents.__arrow_c_stream__(); result.attributions.to_pylist(); list(result); result.errors
    try:
        inquit.Document.from_json('{"schema": 1}')
    except (KeyError, ValueError):
        pass
    try:
        inquit.Extractor(language="xx")
    except inquit.DataError:
        pass
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
n = int(sys.argv[1])
for _ in range(n // 4): calls()
before = resident()
for _ in range(n): calls()
print(resident() - before)
"""


@pytest.mark.skipif(SANITIZED or not os.path.exists("/proc/self/statm"), reason="memory is not the product's")
def test_memory_does_not_grow():
    rounds = count(1000, 15_000)  # of 14 calls each
    done = python(CODE, str(rounds), timeout=1500)
    assert done.returncode == 0, done.stderr
    print(f"{rounds * 14:,} calls: {int(done.stdout):,} bytes more")
    assert int(done.stdout) <= 1_000_000
