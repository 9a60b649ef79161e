"""The pages of docs/: every block is run as a reader would, every data file has its page, every page is in the index.

A block of Python is run, page by page in one namespace; of a block `sh` each line is, in a folder that holds the files
which the pages speak of. A block `text` or `json` shows something and is not run.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import shlex
import subprocess
import sys
import warnings

import inquit
import pytest
from by_hand import ROOT
from inquit import export

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("howto/*.md")])
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.M | re.S)
SHOWN = {"text", "json", "python-console"}
# What a page needs that is an extra, or that other tests run.
NEEDS = {
    "howto/network.md": ("networkx", "matplotlib"),
    "howto/read.md": ("openpyxl",),
    "howto/review.md": ("anywidget",),
    "howto/spacy.md": ("spacy",),
    "howto/tables.md": ("pandas", "pyarrow", "polars", "duckdb"),
    "howto/write.md": ("openpyxl",),
    "languages.md": ("py3langid",),
    "tables.md": ("pandas", "pyarrow", "polars"),
}
RUN_BY_OTHERS = {"spark.md": "tests/python/test_spark.py"}
COMMANDS_OF_OTHERS = ("pip install", "make ", "pytest ", "benchmarks/speed", "scripts/")
TEXTS = ["“We are ready,” Ann Bell told Carl Dunn on Monday.", "“We will wait,” said Lin Moss.", "Nobody spoke."]


def blocks(path):
    return [(kind, body) for _, kind, body in BLOCK.findall(path.read_text(encoding="utf-8"))]


@pytest.fixture
def folder(tmp_path, monkeypatch, example_text):
    """The files that the pages speak of."""
    monkeypatch.chdir(tmp_path)
    articles = [
        {"id": f"a{n}", "text": text, "date": "2023-09-19", "title": f"Title {n}", "outlet": "The Daily"}
        for n, text in enumerate(TEXTS)
    ]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    for name in ("corpus.jsonl", "articles.jsonl"):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    (tmp_path / "article.txt").write_text(example_text, encoding="utf-8")
    (tmp_path / "page.txt").write_text("“The tide decides.” | Ada Fenn\n", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    for article in articles:
        (tmp_path / "corpus" / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "people.tsv").write_text("Ann Bell\tBell\tfemale\tMayor\n", encoding="utf-8")
    result = inquit.extract_many(TEXTS, ids=[a["id"] for a in articles], dates=["2023-09-19"] * 3)
    for name in ("gold.jsonl", "predicted.jsonl", "other.jsonl", "quotes.jsonl"):
        export.write(result, tmp_path / name)
    return tmp_path


@pytest.fixture
def names(folder, example):
    """What a reader of the pages has at hand."""
    result = inquit.extract_many(TEXTS, ids=["a0", "a1", "a2"], dates=["2023-09-19"] * 3)
    return {
        "inquit": inquit, "doc": example, "text": example.text, "url": example.id, "texts": TEXTS, "result": result,
        "dates": ["2023-09-19"] * 3, "outlets": ["The Daily"] * 3, "documents": list(result),
    }  # fmt: skip


def prepare(page, folder, names):
    """What single pages need beside."""
    if page in ("tables.md", "howto/tables.md"):
        pandas = importlib.import_module("pandas")
        names["df"] = pandas.DataFrame(
            {"body": TEXTS, "url": ["a", "b", "c"], "published": ["2023-09-19"] * 3, "headline": "x", "outlet": "y"}
        )
    if page == "howto/read.md":
        book = importlib.import_module("openpyxl").Workbook()
        for row in (["body", "day"], [TEXTS[0], "2023-09-19"]):
            book.active.append(row)
        book.save(folder / "survey.xlsx")
    if page == "tutorial_rule.md":
        (toml,) = [body for kind, body in blocks(DOCS / page) if kind == "toml"]
        (folder / "house.toml").write_text(toml, encoding="utf-8")
    if page == "howto/network.md":
        importlib.import_module("matplotlib").use("agg")


def run_python(body, names, where):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(body, where, "exec"), names)  # noqa: S102
    return out.getvalue()


def lacks_extra(output):
    """Whether a file of this name needs a library that is not installed."""
    needed = {".xlsx": "openpyxl", ".parquet": "pyarrow"}.get(os.path.splitext(output)[1])
    return needed is not None and importlib.util.find_spec(needed) is None


def run_command(line, folder):
    words = shlex.split(line, comments=True)
    if not words or line.startswith(COMMANDS_OF_OTHERS) or lacks_extra(words[-1]):
        return
    if words[0] == "inquit":
        command = [sys.executable, "-m", "inquit", *words[1:]]
    else:
        assert words[0] == "benchmarks/accuracy", f"a command that nobody runs: {line}"
        command = [sys.executable, str(ROOT / words[0]), *(w if "/" not in w else str(ROOT / w) for w in words[1:])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=folder)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_blocks_of_a_page_run(path, folder, names):
    page = str(path.relative_to(DOCS))
    if page in RUN_BY_OTHERS:
        pytest.skip(f"run by {RUN_BY_OTHERS[page]}")
    for module in NEEDS.get(page, ()):
        pytest.importorskip(module, reason=f"{module} is not installed (an extra)")
    prepare(page, folder, names)
    for kind, body in blocks(path):
        if kind == "python":
            run_python(body, names, page)
        elif kind == "sh":
            for line in body.splitlines():
                run_command(line, folder)
        else:
            assert kind in SHOWN or kind == "toml", f"a block that nobody runs: {kind}"


def test_no_block_of_a_page_escapes_by_its_form():
    """Commands and Python stand between fences that say what they are: an indented block is run by nobody."""
    for path in PAGES:
        text = BLOCK.sub("", path.read_text(encoding="utf-8"))
        for line in re.findall(r"^    (?:inquit|python|pip|>>>|\w+ = inquit).*", text, re.M):
            raise AssertionError(f"{path.name}: {line.strip()}")


def test_every_page_is_in_the_index():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = {
        line.strip() for block in re.findall(r"```\{toctree\}(.*?)```", index, re.S) for line in block.splitlines()
    }
    pages = {str(path.relative_to(DOCS).with_suffix("")) for path in PAGES} - {"index"}
    pages |= {f"notebooks/{path.stem}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert pages <= listed


def test_everything_public_is_in_the_reference():
    reference = (DOCS / "api.md").read_text(encoding="utf-8")
    assert [name for name in inquit.__all__ if f" inquit.{name}\n" not in reference] == ["__version__"]


def test_links_of_pages_lead_somewhere():
    for path in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("data/"):
                assert (path.parent / target).exists(), f"{path.name}: {target}"


# Each file of cpp/data/<language>/ has its page, which says columns, use and classes and gives a line.


@pytest.fixture(scope="module")
def pages():
    sys.path.insert(0, str(DOCS))
    try:
        return importlib.import_module("data_pages")
    finally:
        sys.path.remove(str(DOCS))


def test_each_data_file_has_a_use_and_no_use_has_lost_its_file(pages):
    assert set(pages.uses()) == set(pages.names())


def test_a_page_of_each_data_file_can_be_made(pages):
    for name in pages.names():
        made = pages.page(name)
        assert pages.columns(name) in made
        assert [f"## In `{language}`" in made for language in pages.languages()] == [
            (pages.DATA / language / name).exists() for language in pages.languages()
        ]


def test_headers_that_pages_of_data_files_name_are_there(pages):
    for header, _ in pages.uses().values():
        assert (ROOT / "cpp" / "src" / header).is_file(), header


def test_classes_of_words_that_no_name_explains_are_explained(pages):
    unexplained = {name for name, meaning in pages.class_meanings().items() if not meaning}
    plain = "be have do modal noun plural adjective past participle gerund infinitive mainly-noun mainly-verb"
    plain += " mainly-adjective given-name surname weekday month"
    assert unexplained <= set(plain.split())


def test_help_of_every_command_says_what_it_is_for():
    import click
    from inquit.cli import cli

    def commands(group, name):
        for sub, command in group.commands.items():
            yield f"{name} {sub}", command
            if isinstance(command, click.Group):
                yield from commands(command, f"{name} {sub}")

    for name, command in commands(cli, "inquit"):
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts[0]}"
        if not isinstance(command, click.Group):
            assert "inquit " in command.help, f"{name}: no example"


def test_help_shows_its_examples_and_they_run(folder):
    from inquit.cli import cli

    with open(folder / "corpus.csv", "w", encoding="utf-8") as file:
        file.write('id,body,outlet\na1,"“Go,” Ann Bell said.",The Daily\n')
    run_command("inquit rules new mine.toml", folder)

    def examples(group):
        for command in group.commands.values():
            yield from re.findall(r"^ *(inquit .*)$", command.help or "", re.M)
            yield from examples(command) if hasattr(command, "commands") else ()

    found = [*re.findall(r"^ *(inquit .*?)(?:   .*)?$", cli.help, re.M), *examples(cli)]
    assert len(found) >= 10
    for line in found:
        if line.startswith("inquit rules new") and os.path.exists(folder / line.split()[-1]):
            continue
        run_command(line, folder)
