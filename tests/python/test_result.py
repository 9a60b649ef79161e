import os
import signal
import subprocess
import sys
import threading
import time

import inquit
import pytest
from by_hand import SAID

MIXED = [SAID, None, "b\ud800", b"\xff", float("nan"), 3, SAID]


def test_result_keeps_the_order():
    texts = [f"{SAID} Number {n}." for n in range(200)]
    for threads in (1, 2, 5):
        result = inquit.extract_many(texts, ids=range(200), threads=threads)
        assert [doc.id for doc in result] == [str(n) for n in range(200)]
        assert [doc.text for doc in result] == texts
        assert result.errors == ()


def test_result_is_the_same_for_any_number_of_threads(example_text):
    texts = [example_text[n:] for n in range(0, 1500, 50)]
    texts = [text for text in texts if not text.startswith("\u0301")]
    one = [doc.to_json() for doc in inquit.extract_many(texts)]
    assert one == [doc.to_json() for doc in inquit.extract_many(texts, threads=4)]
    assert one == [inquit.extract(text).to_json() for text in texts]


def test_result_one_bad_text_fails_alone():
    result = inquit.extract_many(MIXED, ids=list("abcdefg"), threads=2)
    assert [bool(item) for item in result] == [True, False, False, False, False, False, True]
    assert [failure.index for failure in result.errors] == [1, 2, 3, 4, 5]
    assert [failure.id for failure in result.errors] == list("bcdef")
    assert [type(failure.error) for failure in result.errors] == [
        TypeError, UnicodeEncodeError, ValueError, TypeError, TypeError
    ]  # fmt: skip
    assert str(result.errors[0]) == "text 1 (b): TypeError: a text must be str or bytes (UTF-8), not None"
    assert repr(result) == "<Result: 2 documents, 5 failed>"
    assert result[0] == inquit.extract(SAID, id="a")


def test_result_document_raises_the_error_of_its_text():
    result = inquit.extract_many([SAID, None])
    assert result.document(0).attributions[0].speaker == "John Kirby"
    with pytest.raises(TypeError, match="not None"):
        result.document(1)


def test_result_bad_date_or_id_fails_alone():
    result = inquit.extract_many([SAID] * 3, dates=["2023-09-19", "soon", None], ids=[1, 2, 3.5])
    assert [failure.index for failure in result.errors] == [1, 2]
    assert "'soon'" in str(result.errors[0])
    assert "id must be" in str(result.errors[1])


def test_result_is_a_sequence():
    result = inquit.extract_many([SAID, SAID, ""])
    assert len(result) == 3
    assert result[-1] == result[2]
    assert [len(doc) for doc in result[1:]] == [1, 0]
    with pytest.raises(IndexError):
        result[3]


def test_result_of_nothing():
    assert len(inquit.extract_many([])) == 0
    assert list(inquit.extract_many(iter(()), threads=4)) == []


def test_result_takes_any_iterable():
    assert [len(doc) for doc in inquit.extract_many(text for text in (SAID, ""))] == [1, 0]


@pytest.mark.parametrize("column", ["ids", "dates", "titles"])
def test_result_columns_must_be_as_many_as_texts(column):
    with pytest.raises(ValueError, match=f"2 texts but 1 {column}"):
        inquit.extract_many([SAID, SAID], **{column: [None]})


def test_result_of_one_text_is_refused():
    with pytest.raises(TypeError, match=r"inquit\.extract takes one"):
        inquit.extract_many(SAID)


@pytest.mark.parametrize("threads", [0, -1, 1.5, True, "2"])
def test_result_threads_are_counted_from_one(threads):
    with pytest.raises(ValueError, match="threads"):
        inquit.extract_many([SAID], threads=threads)


def test_result_documents_outlive_it():
    doc = inquit.extract_many([SAID])[0]
    assert doc.attributions[0].cue.text == "said"


def test_progress_ends_with_all():
    seen = []
    inquit.extract_many([SAID] * 40, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40, 40)


def test_progress_may_stop_the_work():
    def stop(done, total):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        inquit.extract_many([SAID] * 10, progress=stop)
    assert len(inquit.extract(SAID)) == 1


def test_batch_releases_the_gil(example_text):
    texts = [example_text] * 3000
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    inquit.extract_many(texts)
    end = time.monotonic()
    stop.set()
    thread.join()
    inside = [t for t in ticks if start < t < end]
    assert len(inside) > (end - start) / 0.05


STOPPED = """
import sys, time, inquit
texts = [open(sys.argv[1], encoding="utf-8").read()] * 400_000
print("ready", flush=True)
try:
    inquit.extract_many(texts, threads=2)
except KeyboardInterrupt:
    print("stopped", len(inquit.extract(texts[0])), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_batch_stops_on_ctrl_c(tmp_path, example_text):
    article = tmp_path / "article.txt"
    article.write_text(example_text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, article],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored in what a shell runs behind it
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.4)
    start = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    line = process.stdout.readline()
    took = time.monotonic() - start
    process.stdout.close()
    assert process.wait(30) == 0
    assert line.startswith("stopped ")
    assert took < 10  # a hang; the 0.2 s that are promised are counted by tests/battery/test_12_interrupt.py
