"""CSV, TSV and Parquet: one article a row, read as a stream: a large file needs no more memory than a small one."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from .article import USUAL, Article, Fields, Problem, Watch, article_of, unwatched
from .encoding import Warn

_OTHERS = {
    b"PK\x03\x04": "a zip or XLSX file",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip file",
}
_ROWS = 512  # of a Parquet file that are in memory at a time


def read_csv(path: str, file: BinaryIO, warn: Warn, fields: Fields = USUAL) -> Iterator[Article | Problem]:
    """The rows under a row of names, parted by commas, semicolons or tabs, whichever the first line has most of."""
    head = file.readline()
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            yield Problem(path, f"not CSV, as its name says: it is {what}", True)
            return
    if b"\0" in head:
        yield Problem(path, "not CSV, as its name says: it holds NUL bytes", True)
        return
    file.seek(0)
    csv.field_size_limit(sys.maxsize)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _rows(path, text, head, warn, fields)
    finally:
        text.detach()


def _rows(path: str, text: io.TextIOWrapper, head: bytes, warn: Warn, fields: Fields) -> Iterator[Article | Problem]:
    delimiter = max((b",", b";", b"\t"), key=head.count).decode()
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    names: list[str] = []
    number = 0
    while True:
        number += 1
        place = f"{path}:{number}"
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Problem(place, f"broken row, up to line {reader.line_num}: {error}")
            continue
        if number == 1:
            names = row
            if not set(fields.text) & set(names):
                yield Problem(path, _no_column(fields, names), True)
                return
        elif row:
            yield _row(place, names, row, warn, fields)


def _row(place: str, names: list[str], row: list[str], warn: Warn, fields: Fields) -> Article | Problem:
    if len(row) != len(names):
        return Problem(place, f"broken row: {len(row)} fields where the first row has {len(names)}")
    values: dict[str, Any] = {}
    for name, value in zip(names, row, strict=True):
        try:
            value.encode()
        except UnicodeEncodeError:
            try:
                value = value.encode("utf-8", "surrogateescape").decode("cp1252")
            except UnicodeDecodeError:
                return Problem(place, f"column {name!r}: neither UTF-8 nor Windows-1252")
            warn(place, f"column {name!r}: not UTF-8: read as Windows-1252")
        values[name] = value or None
    return article_of(place, values, fields)


def read_parquet(
    path: str,
    fields: Fields = USUAL,
    keep: tuple[str, ...] = (),
    watch: Watch = unwatched,
) -> Iterator[Article | Problem]:
    """The rows; only the columns that are asked for are read. `watch` as in readers.read. Needs pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        yield Problem(path, "Parquet needs pyarrow: pip install 'inquit[pandas]'", True)
        return
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if not set(fields.text) & set(names):
                yield Problem(path, _no_column(fields, names), True)
                return
            wanted = {name for role in fields for name in role} | set(keep)
            number, size = 0, os.path.getsize(path)
            rows = max(file.metadata.num_rows, 1)
            watch(lambda: size * number // rows, size)
            for batch in file.iter_batches(batch_size=_ROWS, columns=[name for name in names if name in wanted]):
                for record in batch.to_pylist():
                    number += 1
                    yield article_of(f"{path}:{number}", record, fields)
    except pyarrow.ArrowException as error:
        yield Problem(path, f"not a Parquet file that can be read: {error}", True)


def _no_column(fields: Fields, names: list[str]) -> str:
    there = ", ".join(map(repr, names)) or "none"
    return f"no column {' or '.join(map(repr, fields.text[:2]))}; there are {there}: name it by --text-column"
