"""CSV of the attributions: verbatim, or guarded for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from ..document import Document
from .flat import ATTRIBUTIONS, attribution_row
from .xlsx import FORMULA


def write_csv(documents: Iterable[Document], out: BinaryIO, *, excel: bool = False) -> None:
    """One row an attribution, in UTF-8. A value that is not known is an empty cell.

    `excel` writes a byte order mark, by which Excel knows UTF-8, lines that end with CRLF, and an apostrophe before a
    text that begins with = + - @, a tab or a carriage return, so that no cell is live.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig" if excel else "utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n") if excel else lf_writer(text)
        writer.writerow(ATTRIBUTIONS)
        for doc_row, doc in enumerate(documents):
            for a in doc.attributions:
                row = attribution_row(doc, a, doc_row)
                writer.writerow([guarded(row[name]) if excel else row[name] for name in ATTRIBUTIONS])
    finally:
        text.detach()


class _Lf:
    """A file for csv.writer, which ends its lines with CRLF: they get LF."""

    def __init__(self, out: Any):
        self._out = out

    def write(self, row: str) -> None:
        self._out.write(row[:-2] + "\n")


def lf_writer(out: Any) -> Any:
    """A csv.writer of lines that end with LF. One asked for LF leaves a lone CR of a text without quotation marks, before
    Python 3.13, and readers take it for the end of a line."""
    return csv.writer(_Lf(out), lineterminator="\r\n")


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
