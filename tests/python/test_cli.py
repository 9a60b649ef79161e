import json
import os
import pty
import subprocess
import sys

import inquit
import pytest
from by_hand import DATA, SAID

COMMAND = [sys.executable, "-m", "inquit"]


def run(*arguments, data=b"", **options):
    return subprocess.run([*COMMAND, *map(str, arguments)], input=data, capture_output=True, timeout=600, **options)


def records(output):
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(SAID.encode())
    return path


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": f"a{n}", "text": f"{SAID} Number {n}.", "outlet": "x"} for n in range(5)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_version():
    done = run("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"inquit {inquit.__version__}\n")


def test_script_is_installed():
    script = os.path.join(os.path.dirname(sys.executable), "inquit")
    assert subprocess.run([script, "--version"], capture_output=True, check=True).stdout.startswith(b"inquit ")


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"]])
def test_help_tells_exit_codes_or_examples(arguments):
    done = run(*arguments)
    assert done.returncode == 0
    assert b"Exit codes" in done.stdout or b"inquit extract corpus.jsonl" in done.stdout


def test_pipe_gets_jsonl_of_the_record(article):
    done = run("extract", article, "--date", "2023-09-19", "--title", "T")
    assert (done.returncode, done.stderr) == (0, b"")
    expected = inquit.extract(SAID, id=str(article), date="2023-09-19", title="T")
    assert records(done.stdout) == [expected.to_dict()]


def test_jsonl_keeps_ids_and_order(corpus):
    done = run("extract", corpus, "--threads", "2")
    assert [record["id"] for record in records(done.stdout)] == ["a0", "a1", "a2", "a3", "a4"]
    assert all(len(record["attributions"]) == 1 for record in records(done.stdout))


def test_json_is_a_list(corpus):
    done = run("extract", corpus, "--format", "json", "--no-text")
    assert [record["id"] for record in json.loads(done.stdout)] == ["a0", "a1", "a2", "a3", "a4"]
    assert "text" not in json.loads(done.stdout)[0]


def test_no_text_leaves_the_text_out(article):
    assert "text" not in records(run("extract", article, "--no-text").stdout)[0]
    assert records(run("extract", article).stdout)[0]["text"] == SAID


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_offsets(article, unit):
    done = run("extract", article, "--offsets", unit)
    assert records(done.stdout)[0] == inquit.extract(SAID, id=str(article), offsets=unit).to_dict()


def test_table_says_who_said_what(article):
    done = run("extract", article, "--format", "table")
    assert done.returncode == 0
    table = done.stdout.decode()
    assert "John Kirby" in table
    assert "“We are ready,”" in table
    assert "\x1b" not in table


def test_table_lets_no_control_character_through(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("“We are \x1b[31mready\x07,” John Kirby said.".encode())
    done = run("extract", path, "--format", "table")
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_terminal_gets_a_table(article):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "extract", str(article)], stdout=theirs, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "100"}
    )
    os.close(theirs)
    output = b""
    try:
        while chunk := os.read(ours, 4096):
            output += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    process.stderr.close()
    assert process.wait(60) == 0
    os.close(ours)
    assert b"John Kirby" in output
    assert b'"schema"' not in output


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (SAID.encode(), [SAID]),
        (b"\xef\xbb\xbf" + SAID.encode(), [SAID]),
        (b'{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n', ["a", "b"]),
        (b'{"not": closed', ['{"not": closed']),
        (b"", [""]),
    ],
)
def test_standard_input_is_told_by_its_first_line(data, texts):
    done = run("extract", "-", data=data)
    assert [record["text"] for record in records(done.stdout)] == texts
    assert done.returncode == 0


def test_output_file_is_written_whole(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    done = run("extract", corpus, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(records(out.read_bytes())) == 5
    assert sorted(os.listdir(tmp_path)) == ["corpus.jsonl", "out.jsonl"]


def test_output_may_be_a_device(corpus):
    done = run("extract", corpus, "-o", "/dev/stdout")
    assert len(records(done.stdout)) == 5


def test_output_into_no_folder_is_one_line(corpus, tmp_path):
    done = run("extract", corpus, "-o", tmp_path / "none" / "out.jsonl")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"No such file" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_output_on_a_full_disk_is_one_line(corpus):
    done = run("extract", corpus, "-o", "/dev/full")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["inquit: /dev/full: No space left on device"]


def test_bad_article_is_named_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": "b"}\n{"id": "c", "text": "\\ud800"}\n{"id": "d", "text": "y"}\n')
    done = run("extract", path)
    assert done.returncode == 1
    assert [record["id"] for record in records(done.stdout)] == ["a", "d"]
    first, second = done.stderr.decode().splitlines()
    assert first.startswith(f'inquit: {path}:2: no field "text"')
    assert second.startswith(f"inquit: {path}:3: ")
    assert "surrogates not allowed" in second


def test_bad_date_of_an_article_is_a_warning(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a", "text": "x", "date": "soon"}\n')
    done = run("extract", path)
    assert done.returncode == 0
    assert records(done.stdout)[0]["date"] is None
    assert f"inquit: {path}:1: date 'soon'" in done.stderr.decode()


def test_missing_file_does_not_stop_the_others(article, tmp_path):
    done = run("extract", tmp_path / "none.txt", article)
    assert done.returncode == 1
    assert len(records(done.stdout)) == 1
    assert done.stderr.decode() == f"inquit: {tmp_path / 'none.txt'}: No such file or directory\n"


def test_nothing_read_is_an_error_and_leaves_the_old_output(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    done = run("extract", tmp_path / "none.txt", "-o", out)
    assert done.returncode == 2
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x.txt", "--date", "soon"],
        ["extract", "x.txt", "--format", "xml"],
        ["extract", "x.txt", "--threads", "0"],
        ["extract", "x.txt", "--language", "xx"],
        ["extract", "x.txt", "--pack", "/no/such/pack.toml"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Error: " in done.stderr
    assert b"Traceback" not in done.stderr


def test_annotated_file_can_be_fed_as_it_is(example):
    done = run("extract", DATA / "example.jsonl")
    (record,) = records(done.stdout)
    assert record["attributions"][0]["content"] == [list(span) for span in example.attributions[0].content.spans]
    assert record["id"] == "seed"


def test_closed_pipe_is_no_error(corpus, tmp_path):
    big = tmp_path / "big.jsonl"
    big.write_bytes(corpus.read_bytes() * 2000)
    process = subprocess.Popen(
        [*COMMAND, "extract", str(big)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    process.stdout.read(10)
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert error == b""


def test_interrupt_leaves_no_output(corpus, tmp_path):
    import signal
    import time

    big, out = tmp_path / "big.jsonl", tmp_path / "out.jsonl"
    big.write_bytes(corpus.read_bytes() * 40_000)
    process = subprocess.Popen(
        [*COMMAND, "extract", str(big), "-o", str(out)],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored in what a shell runs behind it
    )
    while not any(name.startswith(".out") for name in os.listdir(tmp_path)):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 130
    assert b"Traceback" not in error
    assert sorted(os.listdir(tmp_path)) == ["big.jsonl", "corpus.jsonl"]
