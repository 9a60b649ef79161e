"""Row 17: forks, threads, sub-interpreters, half-made objects, hostile ones, parts that outlive the whole, pickles."""

from __future__ import annotations

import contextlib
import copy
import gc
import pickle
import sys
import threading

import inquit
import pytest
from hostile import SAID, TEXTS
from inquit import _core
from lane import SANITIZED, count, python

# A child of a process whose other threads allocate waits for ever for the sanitizer's own lock (seen with GCC 12's).
forks = pytest.mark.skipif(SANITIZED, reason="a sanitizer's allocator does not survive a fork under threads")

# A child that waits for a lock which a thread of its parent held when it forked waits for ever: it is killed and counted.
FORK = """
import os, signal, sys, threading, time, warnings
import inquit
warnings.simplefilter("ignore")

def child(work):
    if (pid := os.fork()) == 0:
        try:
            os._exit(0 if work() else 1)
        except BaseException:
            os._exit(2)
    for _ in range(30_000):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            assert status == 0, status
            return 0
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return 1
"""
UNDER_THREADS = """
extractor = inquit.Extractor()
stop = threading.Event()
def work():
    while not stop.is_set():
        extractor.extract_many(["BERGEN — “We are ready,” John Kirby said. " * 20] * 50, threads=2)
        inquit.extract("KIRBY: “We are ready,” John Kirby said. ")
def in_child():
    return inquit.extract("“We,” he said.").attributions and extractor.extract_many(["“We,” he said."] * 50, threads=2)
def start():  # and end: a thread that is half made or half gone when the process forks
    while not stop.is_set():
        extractor.extract_many(["He said."] * 40, threads=2)
threads = [threading.Thread(target=target) for target in (work, work, start)]
for t in threads: t.start()
try:
    hung = sum(child(in_child) for _ in range(int(sys.argv[1])))
finally:
    stop.set()
for t in threads: t.join()
assert hung == 0, hung
"""
WHILE_LOADING = """
thread = threading.Thread(target=inquit.Extractor)
thread.start()
time.sleep(float(sys.argv[1]))
hung = child(lambda: inquit.Extractor().extract("“We,” he said.").attributions)
thread.join()
assert hung == 0, hung
"""


@forks
def test_fork_under_threads():
    done = python(FORK + UNDER_THREADS, str(count(20, 1000)), timeout=1800)
    assert done.returncode == 0, done.stderr


@forks
def test_fork_while_another_thread_loads():
    for n in range(count(4, 60)):
        done = python(FORK + WHILE_LOADING, str(n % 30 / 3000), timeout=600)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="another module there")
def test_a_sub_interpreter_is_refused_at_once():
    code = """
import _xxsubinterpreters as sub
one = sub.create()
try:
    sub.run_string(one, "import inquit")
except sub.RunFailedError as error:
    assert "main interpreter only" in str(error), error
else:
    raise SystemExit("imported")
"""
    done = python(code, timeout=600)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["Extractor", "Batch", "Table", "Column"])
def test_a_core_object_without_init_raises(name):
    code = f"""
from inquit import _core
try:
    one = _core.{name}.__new__(_core.{name})
except TypeError:  # refused
    one = None
for attribute in dir(one):
    if attribute.startswith("__") and attribute != "__len__":
        continue
    for args in ((), ("a",), (0,), (0, True), (0, 1), ("a", None, None, None), ([], None, None, None, [], 0, 1, None)):
        try:
            value = getattr(one, attribute)
            value(*args) if callable(value) else None
        except (TypeError, ValueError, IndexError, AttributeError):
            pass
print("alive")
"""
    done = python(code)
    assert done.stdout == "alive\n", (done.returncode, done.stderr)


@pytest.mark.parametrize("cls", [inquit.Extractor, inquit.Document, inquit.Result, inquit.Table, inquit.Spans])
def test_a_python_object_without_init_raises(cls):
    one = cls.__new__(cls)
    for use in (repr, len, list, lambda x: x.extract(SAID), lambda x: x.attributions, lambda x: x.text):
        with pytest.raises((AttributeError, TypeError)):
            use(one)


def test_parts_outlive_the_whole():
    doc = inquit.extract(SAID)
    content, speaker = doc.attributions[0].content, doc.speakers[0]
    table = inquit.extract_many([SAID]).attributions
    capsule = table.__arrow_c_stream__()
    result = inquit.Extractor().extract_many([SAID] * 3)
    last = result[2]
    del doc, table, result
    gc.collect()
    assert content.text == "“We are ready,”"
    assert speaker.name == "John Kirby"
    assert last.attributions[0].speaker == "John Kirby"
    assert _core.read_arrow(capsule)[0].name == "uid"
    assert all(len(column) == 0 for column in _core.read_arrow(capsule))  # used up


def test_capsules_that_nobody_takes():
    table = inquit.extract_many([SAID]).attributions
    for _ in range(100):
        table.__arrow_c_stream__()
        table.__arrow_c_schema__()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickles(protocol):
    extractor = inquit.Extractor(people=["Ada Fenn"], offsets="bytes")
    doc = extractor.extract(SAID, id="a", title="b")
    for one in (extractor, doc, doc.attributions[0], doc.speakers[0], doc.attributions[0].content):
        assert pickle.loads(pickle.dumps(one, protocol)) == one
        assert copy.deepcopy(one) == one


def test_no_code_is_in_a_record_or_pack(tmp_path):
    """Loading runs nothing: what looks like a pickle, YAML tag or import in a record or pack is text or an error."""
    record = inquit.extract(SAID, id="!!python/object/apply:os.system ['x']").to_dict()
    assert inquit.Document.from_dict(record).id.startswith("!!python")
    pack = tmp_path / "p.toml"
    pack.write_text("titles = [\"__import__('os').system('touch pwned')\"]\n", encoding="utf-8")
    inquit.Extractor(packs=[pack]).extract(SAID)
    assert not (tmp_path / "pwned").exists()


class Loud(str):
    """A str that shouts when it is asked for itself."""

    def __str__(self):
        raise RuntimeError("__str__")

    def __repr__(self):
        raise RuntimeError("__repr__")

    def __hash__(self):
        raise RuntimeError("__hash__")

    def __eq__(self, other):
        raise RuntimeError("__eq__")

    def encode(self, *args):
        raise RuntimeError("encode")

    def __len__(self):
        return 10**9


class Index:
    def __index__(self):
        raise RuntimeError("__index__")


class Sized(list):
    def __len__(self):
        return 10**6


def test_a_hostile_str_is_read_as_the_str_it_is(extractor):
    assert extractor._core.extract(Loud(SAID), None, None, None).counts(0)[0] == 1
    assert extractor.extract_many([Loud(SAID)])._batch.counts(0)[0] == 1


def test_hostile_objects_raise_their_own_error_or_ours(extractor):
    for use in (
        lambda: extractor.extract(SAID, id=Index()),
        lambda: extractor.extract(SAID, date=Loud("x")),
        lambda: extractor.extract(SAID, title=Index()),
        lambda: extractor.extract(Index()),
        lambda: extractor.extract_many(Index()),
        lambda: inquit.extract(SAID, people=[Loud("x"), Index()]),
        lambda: inquit.extract(SAID, packs=[Index()]),
        lambda: extractor.extract_many([SAID], threads=10**30),
        lambda: extractor.extract_many([SAID], threads=-1),
    ):
        with pytest.raises((TypeError, ValueError, RuntimeError, OverflowError)):
            use()
    assert extractor.extract(SAID).attributions


def test_a_list_that_lies_about_its_length(extractor):
    try:
        result = extractor.extract_many(Sized([SAID]))
    except (TypeError, ValueError, IndexError):
        return
    assert len(result) == 1


def test_a_list_that_changes_while_it_is_read(extractor):
    texts = [SAID] * 2000

    class Shrinks(str):
        def __eq__(self, other):
            texts.clear()
            return False

        __hash__ = None

    with contextlib.suppress(TypeError, ValueError):
        extractor.extract_many(texts, ids=[Shrinks(n) for n in range(2000)], dates=[Shrinks("x")] * 2000)
    assert extractor.extract(SAID).attributions


def test_a_bytearray_that_another_thread_changes(extractor):
    data = bytearray((SAID * 2000).encode())
    stop = threading.Event()

    def change():
        while not stop.is_set():
            data[:] = b"x" * len(data)
            data[:] = (SAID * 2000).encode()
            with contextlib.suppress(BufferError):
                data.append(0)
                data.pop()

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(20):
            assert extractor.extract(data).text is not None
    finally:
        stop.set()
        thread.join()


def test_threads_share_one_extractor(extractor):
    wrong: list[BaseException] = []
    texts = [t for t in TEXTS.values() if len(t) < 5000]
    expected = [extractor.extract(t).to_json() for t in texts]

    def work():
        try:
            for n in range(count(3, 30)):
                assert [extractor.extract(t).to_json() for t in texts] == expected, n
        except BaseException as error:  # noqa: BLE001  told below
            wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
