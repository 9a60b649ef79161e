"""Articles out of files: plain text and JSONL, told apart by the name; standard input by its first line.

Files are read as bytes, so that no newline is translated: offsets refer to what stands in the file, behind a byte order
mark, which is no part of the text.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

JSONL = (".jsonl", ".ndjson")
# Formats whose bytes are no article text: to take them for one would give nonsense.
NOT_TEXT = {".csv", ".tsv", ".parquet", ".xlsx", ".xls", ".docx", ".pdf", ".zip", ".gz", ".html", ".htm", ".json"}
IN_FOLDERS = (".txt", *JSONL)  # what is looked for in a folder
STDIN = "-"
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Article(NamedTuple):
    """One text to extract, and where it came from ("corpus.jsonl:17"). `extra`: its other fields (outlet, url …)."""

    place: str
    id: str | int
    text: str
    date: str | None
    title: str | None
    extra: Mapping[str, Any] = NOTHING


class Problem(NamedTuple):
    """What could not be read, and why. `fatal`: the whole file."""

    place: str
    why: str
    fatal: bool = False


Warn = Callable[[str, str], None]


def read(path: str, warn: Warn) -> Iterator[Article | Problem]:
    """The articles of a file, one by one, and a `Problem` in the place of each that cannot be read.

    `warn(place, message)` is called for what was read with a doubt.
    """
    try:
        if path == STDIN:
            yield from _read_stdin(sys.stdin.buffer, warn)
            return
        if os.path.isdir(path):
            yield from _read_folder(path, warn)
            return
        suffix = os.path.splitext(path)[1].lower()
        if suffix in NOT_TEXT:
            yield Problem(
                path, f"{suffix} files are not read; give plain text or JSONL (fields id, text, date, title)", True
            )
            return
        with open(path, "rb") as file:
            yield from _read_lines(path, file, warn) if suffix in JSONL else _read_text(path, file.read(), warn)
    except OSError as error:
        yield Problem(path, error.strerror or str(error), True)


def _read_folder(path: str, warn: Warn) -> Iterator[Article | Problem]:
    """The files of a folder and of those in it, in the order of their names; hidden ones and other formats left out."""
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(IN_FOLDERS) and not name.startswith("."):
                found = True
                yield from read(os.path.join(folder, name), warn)
    if not found:
        yield Problem(path, f"no article in this folder: it holds no file that ends with {', '.join(IN_FOLDERS)}", True)


def _read_stdin(file: BinaryIO, warn: Warn) -> Iterator[Article | Problem]:
    first = file.readline()
    try:
        is_jsonl = isinstance(json.loads(first.removeprefix(b"\xef\xbb\xbf")), dict)
    except ValueError:
        is_jsonl = False
    if is_jsonl:
        yield from _read_lines("stdin", _chain(first, file), warn)
    else:
        yield from _read_text("stdin", first + file.read(), warn)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _read_text(path: str, data: bytes, warn: Warn) -> Iterator[Article | Problem]:
    text = _decode(path, data.removeprefix(b"\xef\xbb\xbf"), warn)
    yield text if isinstance(text, Problem) else Article(path, path, text, None, None)


def _read_lines(path: str, lines: Iterable[bytes], warn: Warn) -> Iterator[Article | Problem]:
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.isspace() and line:
            place = f"{path}:{number}"
            text = _decode(place, line, warn)
            yield text if isinstance(text, Problem) else _article(place, text)


def _article(place: str, line: str) -> Article | Problem:
    try:
        record = json.loads(line)
    except ValueError as error:
        return Problem(place, f"not JSON: {error}")
    except RecursionError:
        return Problem(place, "not JSON that can be read: nested too deep")
    if not isinstance(record, dict):
        return Problem(place, 'not a JSON object with a field "text"')
    text = record.get("text")
    if not isinstance(text, str):
        return Problem(place, 'no field "text"' if text is None else 'the field "text" is no string')
    for name, kinds in (("id", (str, int)), ("date", (str,)), ("title", (str,))):
        value = record.get(name)
        if value is not None and (not isinstance(value, kinds) or isinstance(value, bool)):
            return Problem(place, f'the field "{name}" is no string')
    article_id = record.get("id")
    extra = {name: value for name, value in record.items() if name not in ("id", "text", "date", "title")}
    name = place if article_id is None else article_id
    return Article(place, name, text, record.get("date"), record.get("title"), extra)


def _decode(place: str, data: bytes, warn: Warn) -> str | Problem:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if b"\0" in data:
        return Problem(place, f"not text: byte {data.index(0)} is NUL")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return Problem(place, f"neither UTF-8 (byte {bad}) nor Windows-1252")
    warn(place, f"not UTF-8 (byte {bad}): read as Windows-1252")
    return text
