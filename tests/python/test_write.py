import csv
import json
import os
import resource
import subprocess
import sys

import inquit
import pytest
from by_hand import SAID
from inquit.export import csv as export_csv

ODD = "“We are \"ready\", 'now';\t=1+1,” John Kirby said."


@pytest.fixture
def result():
    return inquit.extract_frame({"text": [SAID, None, ODD], "outlet": ["a", "b", '=c\r\n"d"']}, keep=["outlet"])


def test_jsonl_has_the_records(result, tmp_path):
    path = tmp_path / "x.jsonl"
    result.write(path)
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    assert [json.loads(line) for line in lines] == [result[0].to_dict(), result[2].to_dict()]
    assert [inquit.Document.from_json(line) for line in lines] == [result[0], result[2]]


def test_csv_is_verbatim(result, tmp_path):
    path = tmp_path / "x.CSV"
    result.write(str(path))
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = result.attributions.to_pylist()
    assert list(rows[0]) == [name for name in expected[0] if name != "content_spans"]
    assert [row["content"] for row in rows] == [row["content"] for row in expected]
    assert [row["outlet"] for row in rows] == ["a", '=c\r\n"d"']
    assert (rows[0]["negated"], rows[0]["parent"], rows[0]["confidence"]) == (
        "false",
        "",
        str(expected[0]["confidence"]),
    )


def test_parquet_has_the_table(result, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    path = tmp_path / "x.parquet"
    result.write(path)
    assert pq.read_table(path).to_pylist() == result.attributions.to_pylist()


def test_unknown_suffix_names_the_known_ones(result, tmp_path):
    with pytest.raises(ValueError, match=r"names end with one of \.jsonl"):
        result.write(tmp_path / "x.docx")
    assert os.listdir(tmp_path) == []


def test_failed_write_leaves_the_older_file(result, tmp_path, monkeypatch):
    def fail(result, file):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_csv, "write_csv", fail)
    (tmp_path / "x.csv").write_text("old")
    with pytest.raises(OSError, match="No space"):
        result.write(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == "old"
    assert os.listdir(tmp_path) == ["x.csv"]


LIMITED = """
import resource, signal, sys, inquit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
result = inquit.extract_many([sys.argv[2]] * 2000)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    result.write(sys.argv[1])
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit of file sizes")
def test_full_disk_leaves_nothing(tmp_path, suffix):
    path = tmp_path / f"x.{suffix}"
    done = subprocess.run([sys.executable, "-c", LIMITED, path, SAID], capture_output=True, text=True, timeout=600)
    assert done.stdout == "OSError\n", done.stderr
    assert os.listdir(tmp_path) == []


def test_written_file_has_the_usual_rights(result, tmp_path):
    result.write(tmp_path / "x.csv")
    (tmp_path / "y").touch()
    assert (tmp_path / "x.csv").stat().st_mode == (tmp_path / "y").stat().st_mode
