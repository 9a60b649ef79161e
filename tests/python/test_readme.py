"""Every block of README.md is run. A block ```text holds the output of the block before it; with
`python tests/python/test_readme.py` these outputs are written anew."""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
WRITTEN = Path(tempfile.mkdtemp(prefix="inquit-readme-"))  # the files that its commands write
atexit.register(shutil.rmtree, WRITTEN, ignore_errors=True)
RUN_BY_OTHERS = {"make demo", "make test"}  # by people and by CI


def run(readme: str) -> list[tuple[str, str | None]]:
    """Runs the blocks in order, those in Python in one namespace; each stated output with the real one."""
    names: dict = {}
    outputs = []
    last = ""
    here = os.getcwd()
    os.chdir(ROOT)
    try:
        for kind, body in BLOCK.findall(readme):
            if kind == "python":
                out = io.StringIO()
                with contextlib.redirect_stdout(out):
                    exec(compile(body, "README.md", "exec"), names)  # noqa: S102
                last = out.getvalue()
            elif kind == "console":
                last = "".join(command(line[2:]) for line in body.splitlines() if line.startswith("$ "))
            elif kind == "sh":
                for line in body.splitlines():
                    told = line.partition("#")[0].strip()
                    assert told in RUN_BY_OTHERS or command(told) is not None
            elif kind == "text":
                outputs.append((body, last))
            else:
                raise AssertionError(f"a block that nobody runs: {kind}")
    finally:
        os.chdir(here)
    return outputs


def command(line: str) -> str:
    """The output of a command of the README, its files standing in for the user's."""
    program, *arguments = shlex.split(line)
    if line.endswith(".xlsx") and importlib.util.find_spec("openpyxl") is None:
        return ""  # an extra
    assert program == "inquit", line
    stand_in = {"corpus.jsonl": "tests/data/example.jsonl"}
    stand_in |= {name: str(WRITTEN / name) for name in ("quotes.jsonl", "report.html", "quotes.xlsx")}
    done = subprocess.run(
        [sys.executable, "-m", "inquit", *(stand_in.get(a, a) for a in arguments)], capture_output=True, timeout=600
    )
    assert (done.returncode, done.stderr) == (0, b""), line
    return done.stdout.decode()


def without_space(output: str) -> list[str]:
    return [line.rstrip() for line in output.strip().splitlines()]


def test_readme_blocks_run_and_print_what_it_says():
    outputs = run(README.read_text(encoding="utf-8"))
    assert len(outputs) >= 4
    for stated, real in outputs:
        assert without_space(stated) == without_space(real)


@pytest.mark.parametrize("name", ["README.md", "HACKING.md", "CHANGELOG.md", "docs/record.md", "cpp/data/README.md"])
def test_links_of_documents_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (ROOT / name).parent.joinpath(target).exists(), target


def test_record_document_lists_all_keys():
    import inquit

    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    record = inquit.extract("“We are ready,” John Kirby said.").to_dict()
    keys = {*record, *record["attributions"][0], *record["speakers"][0], "content", "why"}
    assert not [key for key in keys if f"`{key}`" not in text]


if __name__ == "__main__":
    written = README.read_text(encoding="utf-8")
    fresh = iter([real for _, real in run(written)])
    new = BLOCK.sub(lambda m: f"```text\n{next(fresh)}```" if m.group(1) == "text" else m.group(0), written)
    README.write_text(new, encoding="utf-8")
