"""Which lane runs: the fast one at every change, the long one by `make battery` (it sets INQUIT_BATTERY=long)."""

from __future__ import annotations

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


def python(code: str, *args: str, timeout: float = 60, **options) -> subprocess.CompletedProcess:
    """Runs a program of its own, which may crash, hang or be killed without harm to the tests."""
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=timeout, **options
    )
