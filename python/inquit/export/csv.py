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
        writer = csv.writer(text, lineterminator="\r\n" if excel else "\n")
        writer.writerow(ATTRIBUTIONS)
        for doc_row, doc in enumerate(documents):
            for a in doc.attributions:
                row = attribution_row(doc, a, doc_row)
                writer.writerow([guarded(row[name]) if excel else row[name] for name in ATTRIBUTIONS])
    finally:
        text.detach()


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
