"""XLSX: the first sheet, one article a row under a row of names. Needs openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from .article import USUAL, Article, Fields, Problem, article_of


def read_xlsx(path: str, file: BinaryIO, fields: Fields = USUAL) -> Iterator[Article | Problem]:
    """The rows; formulas give the values that were saved with them."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        yield Problem(path, "XLSX needs openpyxl: pip install 'inquit[xlsx]'", True)
        return
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        rows = iter(book.worksheets[0].iter_rows(values_only=True))
        names = [None if name is None else str(name) for name in next(rows, ())]
    except Exception as error:  # noqa: BLE001  whatever a broken file makes of the library
        yield Problem(path, f"not an XLSX file that can be read: {error}", True)
        return
    if not set(fields.text) & set(names):
        there = ", ".join(repr(name) for name in names if name is not None) or "none"
        yield Problem(
            path,
            f"no column {' or '.join(map(repr, fields.text[:2]))}; there are {there}: name it by --text-column",
            True,
        )
        return
    for number, row in enumerate(rows, 2):
        record = {name: _value(value) for name, value in zip(names, row, strict=False) if name is not None}
        if any(value is not None for value in record.values()):
            yield article_of(f"{path}:{number}", record, fields)


def _value(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
