"""Row 11, with a cap on the address space (as `ulimit -v` sets): MemoryError or the right answer, never a silent "nothing
found", and the next call is right. That each single allocation may fail is tested in C++ (allocation_test.cc)."""

from __future__ import annotations

import os
import sys

import pytest
from lane import SANITIZED, count, python

CODE = """
import resource, sys
import inquit
extractor = inquit.Extractor()
said = "“We are ready,” John Kirby told Han on Monday, and the plan went on. "
small, text = said, said * 20_000
texts = [said * 20_000] * 8
few = extractor.extract(small).to_json()
def one():
    batch = extractor._core.extract(text, None, None, None)
    return batch.counts(0)[0], len(batch.json(0, True)), len(batch.table("attributions"))
def many():
    result = extractor.extract_many(texts, threads=2)
    for failure in result.errors:
        assert isinstance(failure.error, MemoryError), failure
    if result.errors:
        raise MemoryError
    return len(result.attributions), len(result.speakers)
def new():
    # Of the English words, which take megabytes: the French ones fit into what any process has in store.
    return len(inquit.Extractor(people=["Ada Fenn"]).extract("“Yes,” Ada Fenn said.").attributions)
work = {"one": one, "many": many, "new": new}[sys.argv[1]]
right, failed, unlimited = work(), 0, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
for more in range(0, 1000, int(sys.argv[2])):
    used = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmSize")) * 1024
    resource.setrlimit(resource.RLIMIT_AS, (used + (more << 18), resource.RLIM_INFINITY))
    try:
        found = work()
    except MemoryError:
        failed += 1
    else:
        assert found == right, (more, found, right)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, unlimited)
    assert extractor.extract(small).to_json() == few, more
print(failed)
"""


@pytest.mark.skipif(SANITIZED or not sys.platform.startswith("linux"), reason="address space is the sanitizer's")
@pytest.mark.parametrize("what", ["one", "many", "new"])
def test_a_cap_raises_or_changes_nothing(what):
    # Without memory in store for the next call, which then would not need what the cap refuses.
    store = {**os.environ, "MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"}
    steps = count(100, 20 if what == "many" else 4)  # a batch reads eleven megabytes at each
    done = python(CODE, what, str(steps), timeout=3600, env=store)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    print(f"{what}: {done.stdout.strip()} calls ran out of memory")
    assert int(done.stdout) > 0
