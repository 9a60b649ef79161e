"""CSV of a flat table: verbatim, or guarded for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from .cells import FORMULA, NO_CELL, plain
from .flat import columns, rows

_BUFFERED = 1 << 20  # characters that are written at a time


def write_csv(documents: Iterable[Any], out: BinaryIO, *, excel: bool = False, header: bool = True) -> None:
    """One row an attribution of a `Result` or of documents, in UTF-8. A value that is not known is an empty cell.

    The columns are those of docs/tables.md, but for the pieces of contents. `excel` writes a byte order mark, by which
    Excel knows UTF-8, lines that end with CRLF, and an apostrophe before a text that begins with = + - @, a tab or a
    carriage return, so that no cell is live.
    """
    names = columns(documents, "attributions")
    shown = [i for i, name in enumerate(names) if name not in NO_CELL]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n") if excel else _lf_writer(text)
    if excel:
        text.write("\ufeff")
    if header:
        writer.writerow([names[i] for i in shown])
    for _, row in rows(documents, ["attributions"]):
        cells = [_cell(row[i]) for i in shown]
        writer.writerow([guarded(cell) for cell in cells] if excel else cells)
        if text.tell() > _BUFFERED:
            _flush(text, out)
    _flush(text, out)


def _cell(value: Any) -> Any:
    return plain(value) if not isinstance(value, bool) else "true" if value else "false"


def _flush(text: io.StringIO, out: BinaryIO) -> None:
    out.write(text.getvalue().encode())
    text.seek(0)
    text.truncate()


class _Lf:
    """A file for csv.writer, which ends its lines with CRLF: they get LF."""

    def __init__(self, out: Any):
        self._out = out

    def write(self, row: str) -> None:
        self._out.write(row[:-2] + "\n")


def _lf_writer(out: Any) -> Any:
    """A csv.writer of lines that end with LF. One asked for LF leaves a lone CR of a text without quotation marks, before
    Python 3.13, and readers take it for the end of a line."""
    return csv.writer(_Lf(out), lineterminator="\r\n")


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
