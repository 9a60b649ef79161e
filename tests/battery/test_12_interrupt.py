"""Row 12: Ctrl-C (SIGINT) at random moments, in a single text and in a batch: KeyboardInterrupt within 200 ms, and the
extractor still works."""

from __future__ import annotations

import pytest
from lane import SANITIZED, count, python

CODE = """
import os, random, signal, sys, threading, time
import inquit
extractor = inquit.Extractor()
said = "“We are ready,” John Kirby told Han on Monday, and the plan went on. "
extractor.extract(said)
shapes = {
    "one line": lambda: extractor.extract(said * 400_000),
    "quotations": lambda: extractor.extract("“a “" * 5_000_000),
    "paragraphs": lambda: extractor.extract((said + "\\n\\n") * 300_000),
    "batch": lambda: extractor.extract_many([said * 100] * 5000, threads=2),
    "large texts": lambda: extractor.extract_many([said * 100_000] * 4, threads=2),
}
work = shapes[sys.argv[1]]
random.seed(sys.argv[1])
latest = 0.0
for n in range(int(sys.argv[2])):
    sent = []
    def strike():
        time.sleep(random.uniform(0.05, 0.6))
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)
    thread = threading.Thread(target=strike)
    thread.start()
    try:
        while True:
            work()
    except KeyboardInterrupt:
        took = time.perf_counter() - sent[0]
    thread.join()
    latest = max(latest, took)
    assert extractor.extract(said).attributions[0].speaker == "John Kirby"
print(latest)
"""


@pytest.mark.parametrize("shape", ["one line", "quotations", "paragraphs", "batch", "large texts"])
def test_ctrl_c_stops(shape, record_property):
    done = python(CODE, shape, str(count(3, 20)), timeout=600)
    assert done.returncode == 0, done.stderr
    latest = float(done.stdout)
    record_property("seconds", latest)
    print(f"{shape}: stopped after {latest * 1000:.0f} ms at the latest")
    # Not a gate of 200 ms: another program may hold the processor. One paragraph of tens of megabytes is asked between its
    # stages only, and does not keep the promise yet (docs/reliability.md).
    limit = 10 if shape in ("one line", "quotations") else 2
    assert latest < (60 if SANITIZED else limit)
