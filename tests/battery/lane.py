"""Which lane runs: the fast one at every change, the long one by `make battery` (it sets INQUIT_BATTERY=long)."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys

import pytest

LONG = os.environ.get("INQUIT_BATTERY") == "long"
long_lane = pytest.mark.skipif(not LONG, reason="the long lane: make battery")
SANITIZED = bool(os.environ.get("INQUIT_SANITIZED"))  # memory and time are not the product's then


def count(fast: int, long: int) -> int:
    """How many of something this lane tries."""
    return long if LONG else fast


def python(code: str, *args: str, timeout: float = 600, **options) -> subprocess.CompletedProcess:
    """Runs a program of its own, which may crash, hang or be killed without harm to the tests. `timeout` tells a hang from a
    slow program: under a sanitizer, on a machine that others use, a second of the processor takes a minute."""
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=timeout, **options
    )


EXTRA = {".parquet": "pyarrow.parquet", ".xlsx": "openpyxl"}  # what writes files of these endings


def need_extra(name: str) -> None:
    """Skips the test where the optional package that writes such a file is not installed."""
    for end, module in EXTRA.items():
        if name.endswith(end):
            pytest.importorskip(module, reason=f"{module} is an extra")


def csv_rows(text: str) -> list[list[str]]:
    """A CSV read back. Python's reader refuses NUL before 3.11: another character that no test has stands for it."""
    stand_in = "\U000fabcd"
    assert stand_in not in text
    read = csv.reader(io.StringIO(text.replace("\0", stand_in), newline=""))
    return [[cell.replace(stand_in, "\0") for cell in row] for row in read]


def csv_records(text: str) -> list[dict[str, str]]:
    """The same, by the names in the first row."""
    names, *rows = csv_rows(text)
    return [dict(zip(names, row, strict=True)) for row in rows]
