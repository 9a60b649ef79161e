"""XLSX, a sheet for each table. No cell is live: what looks like a formula is text. Needs the extra `inquit[xlsx]`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, BinaryIO

from .cells import FORMULA, NO_CELL, plain
from .flat import SHEETS, columns, rows
from .warn import Changes

MAX_CELL = 32_767  # UTF-16 units; Excel's limit, as the next
MAX_ROWS = 1_048_576


def write_xlsx(documents: Iterable[Any], out: BinaryIO) -> None:
    """Writes the tables of a `Result` or of documents. Longer cells are cut and control characters replaced, with an `ExportWarning`.

    ValueError for more rows than a sheet can hold: nothing is left out in silence.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise ImportError("XLSX needs openpyxl: pip install 'inquit[xlsx]'") from None
    book = Workbook(write_only=True)
    changes = Changes("XLSX")
    sheets: dict[str, Any] = {}
    counts = dict.fromkeys(SHEETS, 1)
    shown = {}
    for name in SHEETS:
        names = columns(documents, name)
        shown[name] = [i for i, column in enumerate(names) if column not in NO_CELL]
        sheets[name] = sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        if name == "attributions":
            sheet.column_dimensions[get_column_letter(names.index("content") + 1)].width = 70
        sheet.append([names[i] for i in shown[name]])
    try:
        for name, row in rows(documents):
            counts[name] += 1
            if counts[name] > MAX_ROWS:
                raise ValueError(f"more than {MAX_ROWS:,} rows of {name}: a sheet holds no more; write CSV or Parquet")
            sheet = sheets[name]
            sheet.append([_cell(sheet, row[i], changes) for i in shown[name]])
    except BaseException as error:
        for sheet in sheets.values():  # openpyxl's open files, which would complain when they are collected
            with suppress(Exception):
                sheet.close()
            with suppress(Exception):
                sheet._writer.cleanup()
        if type(error).__name__ == "SerialisationError":  # lxml's word for a full disk
            raise OSError(f"XLSX: its temporary files cannot be written: {error}") from error
        raise
    book.save(out)
    changes.warn()


def _cell(sheet: Any, value: Any, changes: Changes) -> Any:
    value = plain(value)
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _text(value, changes))
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and "#N/A" for an error
    if value.startswith(FORMULA):
        cell.quotePrefix = True  # stays text when somebody edits it
    return cell


def _text(value: str, changes: Changes) -> str:
    if "\r" in value:
        changes.note("line ends CR or CRLF written as LF", value.count("\r"))
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = changes.for_xml(value)
    if len(value) > MAX_CELL // 2 and len(value.encode("utf-16-le")) // 2 > MAX_CELL:
        changes.note(f"cells cut at {MAX_CELL:,} characters")
        value = value.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    return value
