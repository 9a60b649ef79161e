"""inquit extract says how far it has come, and nothing to a file."""

import json
import os
import subprocess
import sys

import pytest
from inquit.cli.progress import Reach
from inquit.readers import read

SAID = "“We are ready,” John Kirby said on Monday."


def write_corpus(path, n):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": f"a{k}", "text": SAID}, ensure_ascii=False) + "\n" for k in range(n))
    return path


def seen(reach, path, **more):
    reach.start(str(path))
    return [reach.done for _ in read(str(path), lambda place, why: None, watch=reach.watch, **more)] + [reach.done]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet"])
def test_reach_grows_to_the_size_of_the_file(tmp_path, name):
    path = tmp_path / name
    if name == "in.jsonl":
        write_corpus(path, 3000)
    elif name == "in.csv":
        path.write_text("id,text\n" + f'1,"{SAID}"\n' * 3000, encoding="utf-8")
    else:
        pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
        import pyarrow.parquet as pq

        pq.write_table(pa.table({"text": [SAID] * 3000}), path)
    reach = Reach([str(path)])
    places = seen(reach, path)
    assert places == sorted(places)
    assert 0 < places[len(places) // 2] < reach.total
    assert places[-1] == reach.total == os.path.getsize(path)


def test_reach_over_a_folder_and_a_file(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(SAID, encoding="utf-8")
    (folder / ".hidden.txt").write_text(SAID, encoding="utf-8")
    single = write_corpus(tmp_path / "b.jsonl", 20)
    reach = Reach([str(folder), str(single)])
    places = seen(reach, folder) + seen(reach, single)
    size = len(SAID.encode())
    assert places[:4] == [size, 2 * size, 3 * size, 3 * size]
    assert places[-1] == reach.total == 3 * size + os.path.getsize(single)


def test_nobody_knows_the_size_of_standard_input(tmp_path):
    assert Reach(["-"]).total is None
    assert Reach([str(tmp_path / "missing.txt")]).total == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_rate_and_time_left_on_a_terminal_only(tmp_path):
    import pty

    corpus = write_corpus(tmp_path / "in.jsonl", 4000)
    command = [sys.executable, "-m", "inquit", "extract", str(corpus), "-o", str(tmp_path / "out.jsonl")]
    master, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, env=environment)
    os.close(terminal)
    shown = b""
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        shown += more
    os.close(master)
    process.stdout.close()
    assert process.wait() == 0
    assert b"4000 articles" in shown
    assert b"a second" in shown
    assert b"left" in shown
    plain = subprocess.run(command, capture_output=True, check=True)
    assert (plain.stdout, plain.stderr) == (b"", b"")
