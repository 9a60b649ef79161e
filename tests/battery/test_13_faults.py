"""Row 13: killed while it writes, a full disk, a cap on the size of files: no torn file, the older one untouched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import inquit
import inquit.export
import pytest
from hostile import SAID
from lane import EXTRA, count, need_extra, python

ENDS = ["a.jsonl", "a.csv", "a.parquet", "a.xlsx", "a.tei.xml", "a.brat.zip", "a.labelstudio.json", "a.jsonld"]
WRITE = """
import sys, inquit
result = inquit.extract_many([sys.argv[2] * 40] * 60)
print("ready", flush=True)
for n in range(10**9):
    result.write(sys.argv[1])
    print(n, flush=True)
"""


@pytest.mark.parametrize("name", ENDS)
def test_killed_while_it_writes(name, tmp_path):
    """The file is one of two: the older one, or the new one, whole. What a killed run left beside has another name."""
    need_extra(name)
    path = tmp_path / name
    whole = tmp_path / f"whole_{name}"
    inquit.extract_many([SAID * 40] * 60).write(whole)
    for n in range(count(2, 50)):
        path.write_bytes(b"older")
        child = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", WRITE, str(path), SAID], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.Random(n).uniform(0, 0.3))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert path.stat().st_size in (5, whole.stat().st_size), "a torn file"
        if path.read_bytes() != b"older" and not name.endswith((".xlsx", ".parquet")):  # those hold a time or a version
            assert path.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("name", ENDS)
def test_a_cap_on_the_size_of_files(name, tmp_path):
    """As a full disk: OSError, the older file as it was, nothing left beside."""
    need_extra(name)
    path = tmp_path / name
    path.write_bytes(b"older")
    code = """
import resource, signal, sys, warnings
import inquit, inquit.export, zipfile
warnings.simplefilter("ignore")
result = inquit.extract_many([f"“We {n} are {n * 7919},” John Kirby said.\\n\\n" * 20 for n in range(400)])
for module in sys.argv[2:]:  # what it writes by is loaded before the cap is there
    __import__(module)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    result.write(sys.argv[1])
except OSError:
    sys.exit(7)
"""
    loaded = [module for end, module in EXTRA.items() if name.endswith(end)]
    done = python(code, str(path), *loaded, env=os.environ | {"TMPDIR": str(tmp_path)})
    assert done.returncode == 7, done.stderr
    assert path.read_bytes() == b"older"
    if not name.endswith(".xlsx"):  # openpyxl keeps its sheets in the folder for temporary files
        assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_full_disk_under_the_command_line(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(SAID * 5000, encoding="utf-8")
    run = [sys.executable, "-m", "inquit", "extract", str(source)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    done = subprocess.run([*run, "-o", "/dev/full"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        inquit.extract_many([SAID]).write(tmp_path / "missing" / "a.csv")


def test_a_file_that_changes_while_it_is_read(tmp_path):
    """Another program writes it meanwhile: records or named errors, and no crash."""
    path = tmp_path / "a.jsonl"
    line = '{"id": "a", "text": "“We are ready,” John Kirby said."}\n'
    path.write_text(line * 4000, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-m", "inquit", "extract", str(path), "-o", str(tmp_path / "out.jsonl")],
        stderr=subprocess.PIPE,
        text=True,
    )
    for n in range(30):
        with path.open("r+", encoding="utf-8") as file:
            file.truncate(random.Random(n).randrange(1, len(line) * 4000))
        time.sleep(0.01)
    _, told = child.communicate(timeout=600)
    assert child.returncode in (0, 1, 2), told
    assert "Traceback" not in told


def test_a_corrupted_pack_is_named(tmp_path):
    pack = tmp_path / "pack.toml"
    good = (Path(inquit.__file__).parent / "templates" / "pack.toml").read_bytes()
    rng = random.Random(1)
    for _ in range(count(60, 2000)):
        bad = bytearray(good)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(bad))
            bad[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
        pack.write_bytes(bad[: rng.randrange(len(bad))] if rng.random() < 0.2 else bad)
        try:
            inquit.Extractor(packs=[pack]).extract(SAID)
        except inquit.DataError as error:
            assert "pack.toml" in str(error)  # noqa: PT017  most of them load
