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


def python(code: str, *args: str, timeout: float = 600, **options) -> subprocess.CompletedProcess:
    """Runs a program of its own, which may crash, hang or be killed without harm to the tests. `timeout` tells a hang from a
    slow program: under a sanitizer, on a machine that others use, a second of the processor takes a minute."""
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=timeout, **options
    )
