"""Row 5: very large and very odd texts: linear memory, no deep stack. Speed is measured and printed; instructions, not
seconds, are the gate (row 6)."""

from __future__ import annotations

import pytest
from lane import LONG, SANITIZED, count, python

MB = 1_000_000
SHAPES = {
    "one line": ("'The minister told reporters that the plan would work, and left. ' * (n // 65)", 100 * MB),
    "one word": ("'a' * n", 10 * MB),
    "opening marks": ("'“' * (n // 3)", 3 * MB),
    "nested": ("'“‘' * (n // 12) + '’”' * (n // 12)", 6 * MB),
    "said": ("'said ' * (n // 5)", 10 * MB),
    "news": (
        "('“We go,” John Kirby said on Monday. ' + 'The road was wet, and the long harbour lay empty in the rain. ' * 7"
        " + '\\n\\n') * (n // 480)",
        20 * MB,
    ),
    "paragraphs": ("'“We go,” John Kirby said.\\n\\n' * (n // 30)", 10 * MB),
}
CODE = """
import resource, sys, threading, time
import inquit
n = int(sys.argv[2])
text = eval(sys.argv[1])
inquit.extract("“We,” he said.")
size = len(text.encode())
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
before = peak()
threading.stack_size(256 * 1024)
def work():
    start = time.process_time()
    batch = inquit.Extractor()._core.extract(text, None, None, None)
    print(size, batch.counts(0)[0], (peak() - before) / size, size / MB / (time.process_time() - start))
MB = 1_000_000
worker = threading.Thread(target=work)
worker.start(); worker.join()
"""


@pytest.mark.skipif(SANITIZED, reason="needs more memory and stack")
@pytest.mark.parametrize("shape", SHAPES)
def test_memory_and_stack(shape, record_property):
    """In a thread with a stack of 256 KB. What is found takes room of its own beside the text; it is stated per shape."""
    code, size = SHAPES[shape]
    done = python(CODE, code, str(count(size // 20, size)), timeout=900)
    assert done.returncode == 0, done.stderr
    size, found, extra, speed = map(float, done.stdout.split())
    record_property("extra memory per byte", extra)
    print(
        f"{shape}: {size / MB:.1f} MB, {found:.0f} attributions, extra memory {extra:.1f} × the text, {speed:.1f} MB/s"
    )
    assert not LONG or extra <= WORST, "extra memory"
    if LONG and extra > PROMISED:
        pytest.xfail(f"extra memory {extra:.1f} times the text: known, docs/reliability.md")


PROMISED, WORST = 5, 40  # times the text; the second is a gate against what is worse than known


@pytest.mark.skipif(not LONG, reason="2 GiB: the long lane")
def test_2_gib_raise():
    code = """
import inquit
try:
    inquit.extract(b"a" * 2**31)
except ValueError as error:
    assert "2 GiB" in str(error), error
else:
    raise SystemExit("no error")
"""
    assert python(code, timeout=300).returncode == 0
