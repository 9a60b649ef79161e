"""Articles out of files: plain text, JSONL, JSON, HTML, WARC, XLSX, folders and zips of them, told apart by the name.

Standard input is told by its first line. Files are read as bytes, so that no newline is translated: offsets refer to
what stands in the file, behind a byte order mark, which is no part of the text; of HTML, to the text that is kept.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from .reading.article import USUAL, Article, Fields, Problem, Watch, article_of, unwatched
from .reading.encoding import Warn, decode, without_mark

__all__ = ["USUAL", "Article", "Fields", "Problem", "Warn", "read"]

JSONL = (".jsonl", ".ndjson")
HTML = (".html", ".htm")
WARC = (".warc", ".warc.gz")
# Formats whose bytes are no article text: to take them for one would give nonsense.
TABLES = (".csv", ".tsv")
NOT_TEXT = {".xls", ".docx", ".pdf", ".gz", ".png", ".jpg", ".jpeg"}
IN_FOLDERS = (".txt", *JSONL, ".json", *TABLES, *HTML, *WARC, ".xlsx", ".zip")  # what is looked for in a folder
IN_ZIPS = IN_FOLDERS[:-1]
STDIN = "-"


def read(
    path: str, warn: Warn, fields: Fields = USUAL, keep: tuple[str, ...] = (), watch: Watch = unwatched
) -> Iterator[Article | Problem]:
    """The articles of a file, one by one, and a `Problem` in the place of each that cannot be read.

    `warn(place, message)` is called for what was read with a doubt. `fields` says what the fields of JSON and the
    columns of tables are called, `keep` what else is wanted of a Parquet file. `watch` is called for each file that is opened.
    """
    try:
        if path == STDIN:
            yield from _read_stdin(sys.stdin.buffer, warn, fields)
        elif os.path.isdir(path):
            yield from _read_folder(path, warn, fields, watch)
        elif path.lower().endswith(".zip"):
            yield from _read_zip(path, warn, fields)
        else:
            suffix = os.path.splitext(path)[1].lower()
            if suffix in NOT_TEXT and not path.lower().endswith(WARC):
                told = "give plain text, JSONL, JSON, CSV, Parquet, HTML, WARC, XLSX, or a folder or zip of them"
                yield Problem(path, f"{suffix} files are not read; {told}", True)
                return
            if suffix == ".parquet":
                from .reading.tables import read_parquet

                yield from read_parquet(path, fields, keep, watch)
                return
            with open(path, "rb") as file:
                watch(file.tell, os.path.getsize(path))
                yield from _read_file(path, file, warn, fields)
    except OSError as error:
        yield Problem(path, error.strerror or str(error), True)


def _read_file(path: str, file: BinaryIO, warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    suffix = os.path.splitext(path)[1].lower()
    if suffix in JSONL:
        yield from _read_lines(path, file, warn, fields)
    elif suffix == ".json":
        yield from _read_json(path, file.read(), warn, fields)
    elif suffix in TABLES:
        from .reading.tables import read_csv

        yield from read_csv(path, file, warn, fields)
    elif suffix in HTML:
        from .reading.html import read_html

        yield read_html(path, file.read(), fields)
    elif path.lower().endswith(WARC):
        from .reading.warc import read_warc

        yield from read_warc(path, file, fields)
    elif suffix == ".xlsx":
        from .reading.sheet import read_xlsx

        yield from read_xlsx(path, file, fields)
    else:
        yield from _read_text(path, file.read(), warn)


def _read_folder(path: str, warn: Warn, fields: Fields, watch: Watch) -> Iterator[Article | Problem]:
    from .reading.archive import files_of_folder

    found = False
    for name in files_of_folder(path, IN_FOLDERS):
        found = True
        yield from read(name, warn, fields, watch=watch)
    if not found:
        yield Problem(path, f"no article in this folder: it holds no file that ends with {', '.join(IN_FOLDERS)}", True)


def _read_zip(path: str, warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    from .reading.archive import files_of_zip

    found = False
    for item in files_of_zip(path, IN_ZIPS):
        found = True
        if isinstance(item, Problem):
            yield item
        else:
            place, data = item
            yield from _read_file(place, io.BytesIO(data), warn, fields)
    if not found:
        yield Problem(path, f"no article in this zip: it holds no file that ends with {', '.join(IN_ZIPS)}", True)


def _read_stdin(file: BinaryIO, warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    first = file.readline()
    try:
        is_jsonl = isinstance(json.loads(without_mark(first)), dict)
    except (ValueError, RecursionError):
        is_jsonl = False
    if is_jsonl:
        yield from _read_lines("stdin", _chain(first, file), warn, fields)
    else:
        yield from _read_text("stdin", first + file.read(), warn)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _read_text(path: str, data: bytes, warn: Warn) -> Iterator[Article | Problem]:
    text = decode(path, data, warn)
    yield text if isinstance(text, Problem) else Article(path, path, text, None, None)


def _read_lines(path: str, lines: Iterable[bytes], warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = without_mark(line)
        if not line.isspace() and line:
            place = f"{path}:{number}"
            record = _parsed(place, line, warn)
            yield record if isinstance(record, Problem) else article_of(place, record, fields)


def _read_json(path: str, data: bytes, warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    """A JSON file: one article, or a list of them."""
    record = _parsed(path, data, warn)
    if isinstance(record, list):
        for number, item in enumerate(record):
            yield article_of(f"{path}[{number}]", item, fields)
    else:
        yield record if isinstance(record, Problem) else article_of(path, record, fields)


def _parsed(place: str, data: bytes, warn: Warn) -> object:
    text = decode(place, data, warn)
    if isinstance(text, Problem):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        return Problem(place, f"not JSON: {error}")
    except RecursionError:
        return Problem(place, "not JSON that can be read: nested too deep")
