"""Row 5: very large and very odd texts: linear memory, no deep stack. Speed is measured and printed; instructions, not
seconds, are the gate (row 6)."""

from __future__ import annotations

import pytest
from lane import LONG, SANITIZED, count, python

MB = 1_000_000
NEWS = "'“We go,” John Kirby said on Monday. ' + 'The road was wet, and the long harbour lay empty in the rain. ' * 7"
# The code of each, its size, and the memory that it may take beside the text, in times the text. That is five; where a text
# is hardly more than attributions, what is found takes more (docs/reliability.md).
SHAPES = {
    "one line": (f"({NEWS} + ' ') * (n // 474)", 100 * MB, 5),
    "one word": ("'a' * n", 10 * MB, 5),
    "opening marks": ("'“' * (n // 3)", 3 * MB, 5),
    "nested": ("'“‘' * (n // 12) + '’”' * (n // 12)", 6 * MB, 5),
    "said": ("'said ' * (n // 5)", 10 * MB, 5),
    "news": (f"({NEWS} + '\\n\\n') * (n // 475)", 20 * MB, 5),
    "reports in one line": (
        "'The minister told reporters that the plan would work, and left. ' * (n // 65)",
        100 * MB,
        12,
    ),
    "quotations": ("'“We go,” John Kirby said.\\n\\n' * (n // 30)", 10 * MB, 30),
}
CODE = """
import resource, sys, threading, time
import inquit
n = int(sys.argv[2])
text = eval(sys.argv[1])
extractor = inquit.Extractor()  # its words and rules are no memory of the text
extractor.extract("“We,” he said.")
size = len(text.encode())
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
before = peak()
threading.stack_size(256 * 1024)
def work():
    start = time.process_time()
    batch = extractor._core.extract(text, None, None, None)
    print(size, batch.counts(0)[0], (peak() - before) / size, size / MB / (time.process_time() - start))
MB = 1_000_000
worker = threading.Thread(target=work)
worker.start(); worker.join()
"""


@pytest.mark.skipif(SANITIZED, reason="needs more memory and stack")
@pytest.mark.parametrize("shape", SHAPES)
def test_memory_and_stack(shape, record_property):
    """In a thread with a stack of 256 KB. What is found takes room of its own beside the text; it is stated per shape."""
    code, size, times = SHAPES[shape]
    done = python(CODE, code, str(count(size // 20, size)), timeout=900)
    assert done.returncode == 0, done.stderr
    size, found, extra, speed = map(float, done.stdout.split())
    record_property("extra memory per byte", extra)
    print(
        f"{shape}: {size / MB:.1f} MB, {found:.0f} attributions, extra memory {extra:.1f} × the text, {speed:.1f} MB/s"
    )
    assert not LONG or extra <= times, "extra memory"


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
