"""inquit extract on corpora: CSV and Parquet in and out, chunks that a later run goes on after."""

import csv
import json
import os
import signal
import subprocess
import sys
import time

import inquit
import pytest
from by_hand import SAID

COMMAND = [sys.executable, "-m", "inquit", "extract"]


def run(*arguments):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, timeout=600)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "in.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["url", "body", "day", "source"])
        writer.writerows([f"a{n}", f"{SAID}\nNumber “{n}”.", "2023-09-19", f"o{n}"] for n in range(3))
    return path


ROLES = ["--text-column", "body", "--id-column", "url", "--date-column", "day", "--keep", "source"]


def test_csv_to_csv_keeps_columns(corpus, tmp_path):
    out = tmp_path / "out.csv"
    done = run(corpus, *ROLES, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    got = rows(out)
    assert [(r["doc_id"], r["doc_row"], r["speaker"], r["doc_date"], r["source_input"]) for r in got] == [
        (f"a{n}", str(n), "John Kirby", "2023-09-19", f"o{n}") for n in range(3)
    ]
    assert got[0]["content"] == "“We are ready,”"


def test_parquet_both_ways(corpus, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    pq.write_table(pa.Table.from_pylist(rows(corpus)), tmp_path / "in.parquet")
    done = run(tmp_path / "in.parquet", *ROLES, "-o", tmp_path / "out.parquet", "--threads", 2)
    assert (done.returncode, done.stderr) == (0, b"")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table["doc_id"].to_pylist() == ["a0", "a1", "a2"]
    assert table["source_input"].to_pylist() == ["o0", "o1", "o2"]
    assert run(tmp_path / "out.parquet", "--text-column", "content").returncode == 0


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"PAR1xx", "not CSV, as its name says: it is a Parquet file"),
        ("a.csv", b"PK\x03\x04", "it is a zip or XLSX file"),
        ("a.csv", b"x,y\n1,2\n", "no column 'text' or 'maintext'; there are 'x', 'y'"),
        ("a.parquet", b"text\nx\n", "not a Parquet file"),
        ("a.parquet", b"", "not a Parquet file"),
    ],
)
def test_file_that_is_not_what_its_name_says(tmp_path, name, data, why):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    (tmp_path / name).write_bytes(data)
    done = run(tmp_path / name, "-o", tmp_path / "out.csv")
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert line.startswith(f"inquit: {tmp_path / name}: ")
    assert why in line
    assert os.listdir(tmp_path) == [name]


def test_broken_rows_are_named_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.csv"
    latin = "“caf\u00e9,” Mary Smith said.".encode("cp1252")
    path.write_bytes(
        f'id,text\r\na,"{SAID}"\r\nb\r\nc,""\r\nd,"x"y\r\ne,"{SAID}"\r\n'.encode() + b'f,"' + latin + b'"\r\n'
    )
    done = run(path, "-o", tmp_path / "out.csv")
    assert done.returncode == 1
    assert [row["doc_id"] for row in rows(tmp_path / "out.csv")] == ["a", "e", "f"]
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"{path}:{n}" for n in (3, 4, 5, 7)]
    assert "1 fields where the first row has 2" in lines[0]
    assert "Windows-1252" in lines[3]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(tmp_path, delimiter):
    (tmp_path / "a.csv").write_text(f"id{delimiter}text\n1{delimiter}{SAID}\n", encoding="utf-8-sig")
    run(tmp_path / "a.csv", "-o", tmp_path / "out.csv")
    assert [row["speaker"] for row in rows(tmp_path / "out.csv")] == ["John Kirby"]


ARTICLES = 60_000  # enough that the process is killed among them, on a fast machine and on a busy one


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_resume_goes_on_and_gives_the_same(tmp_path, form):
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    corpus, out, whole = tmp_path / "in.jsonl", tmp_path / f"out.{form}", tmp_path / f"whole.{form}"
    with open(corpus, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": f"a{n}", "text": SAID}) + "\n" for n in range(ARTICLES))
    process = subprocess.Popen([*COMMAND, str(corpus), "-o", str(out), "--resume"], stderr=subprocess.PIPE)
    state = tmp_path / f".out.{form}.chunks" / "state.json"
    while not state.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    assert not out.exists()
    done = json.loads(state.read_text())["articles"]
    assert 0 < done < ARTICLES
    other = run(corpus, "-o", out, "--resume", "--attitudes")
    assert (other.returncode, b"other files or options" in other.stderr) == (2, True)
    resumed = run(corpus, "-o", out, "--resume")
    assert resumed.returncode == 0
    assert b"going on after " in resumed.stderr
    assert run(corpus, "-o", whole).returncode == 0
    if form == "parquet":
        import pyarrow.parquet as pq

        assert pq.read_table(out).equals(pq.read_table(whole))
    else:
        assert out.read_bytes() == whole.read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", f"out.{form}", f"whole.{form}"]


def test_resume_needs_a_file(corpus):
    done = run(corpus, *ROLES, "--resume")
    assert done.returncode == 2
    assert b"--resume needs -o" in done.stderr


def test_kept_columns_of_one_name_are_a_usage_error(corpus):
    done = run(corpus, "--keep", "x", "--keep", "content", "--keep", "content_input", "-o", "x.csv")
    assert done.returncode == 2
    assert b"two columns to keep have one name" in done.stderr


def test_rows_are_those_of_python(corpus, tmp_path):
    run(corpus, *ROLES, "-o", tmp_path / "cli.csv")
    columns = {name: [row[name] for row in rows(corpus)] for name in ("url", "body", "day", "source")}
    result = inquit.extract_frame(columns, text="body", id="url", date="day", keep=["source"])
    result.write(tmp_path / "python.csv")
    assert (tmp_path / "cli.csv").read_bytes() == (tmp_path / "python.csv").read_bytes()
