import itertools
import subprocess
import sys

import inquit
import pytest
from by_hand import SAID


def test_stream_takes_only_what_a_result_needs():
    taken = itertools.count()
    texts = (f"{SAID} {next(taken)}" for _ in itertools.count())
    stream = inquit.extract_stream(texts, ids=itertools.count(), rows=10)
    assert len(next(stream)) == 10
    assert next(taken) == 10
    second = next(stream)
    assert second.document(0).id == "10"
    assert [row["doc_row"] for row in second.documents.to_pylist()] == list(range(10, 20))
    assert {row["doc_row"] for row in second.attributions.to_pylist()} == set(range(10, 20))


def test_stream_ends_with_what_is_left_and_failures_count_on():
    results = list(inquit.extract_stream([SAID] * 4 + [None], rows=2, threads=2))
    assert [len(result) for result in results] == [2, 2, 1]
    assert [failure.index for result in results for failure in result.errors] == [4]
    assert list(inquit.extract_stream([])) == []


def test_stream_closes_a_result_of_long_texts_sooner():
    long = "x" * 20_000_000
    sizes = [len(result) for result in inquit.extract_stream([long, long, long], rows=1000)]
    assert sizes == [2, 1]


def test_stream_takes_arrow_columns():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    results = list(inquit.extract_stream(pa.array([SAID, None, SAID]), ids=pa.array([1, 2, 3]), rows=2))
    assert [row["doc_id"] for result in results for row in result.attributions.to_pylist()] == ["1", "3"]


def test_stream_wants_as_many_ids_as_texts():
    with pytest.raises(ValueError, match="fewer ids than texts: 1"):
        list(inquit.extract_stream([SAID] * 2, ids=["a"]))


@pytest.mark.parametrize("options", [{"rows": 0}, {"rows": 2.5}, {"threads": 0}])
def test_stream_checks_its_options_at_once(options):
    with pytest.raises(ValueError, match=r"whole number from 1"):
        inquit.extract_stream([SAID], **options)


def test_stream_of_one_text_is_refused():
    with pytest.raises(TypeError, match=r"inquit\.extract takes one"):
        inquit.extract_stream(SAID)


MEMORY = """
import itertools, resource, inquit
text = "“We are ready,” John Kirby said. " * 50
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
stream = inquit.extract_stream((f"{n} {text}" for n in itertools.count()), rows=100)
for n, result in enumerate(stream):
    len(result.attributions), len(result.documents)
    if n == 5: before = peak()
    if n == 60: break
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in KiB on Linux")
def test_stream_has_bounded_memory():
    done = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True, timeout=300)
    assert int(done.stdout) < 16_000  # KiB, while ten times as many texts pass
