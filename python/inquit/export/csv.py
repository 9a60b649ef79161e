"""CSV of a flat table: verbatim, or guarded for spreadsheets."""

from __future__ import annotations

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
    end = "\r\n" if excel else "\n"
    if excel:
        text.write("\ufeff")
    if header:
        text.write(",".join(quoted(names[i]) for i in shown) + end)
    for _, row in rows(documents, ["attributions"]):
        cells = [_cell(row[i]) for i in shown]
        text.write(",".join(quoted(guarded(cell) if excel else cell) for cell in cells) + end)
        if text.tell() > _BUFFERED:
            _flush(text, out)
    _flush(text, out)


def _cell(value: Any) -> Any:
    return plain(value) if not isinstance(value, bool) else "true" if value else "false"


def _flush(text: io.StringIO, out: BinaryIO) -> None:
    out.write(text.getvalue().encode())
    text.seek(0)
    text.truncate()


def quoted(value: Any) -> str:
    """A cell, in quotation marks where RFC 4180 asks for them. Not by Python's csv.writer, which refuses NUL before Python
    3.11 and, where lines end with LF, leaves a lone CR bare before 3.13, so that readers take it for the end of a line."""
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
