"""CSV and Parquet of the flat tables."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from .atomic import beside
from .csv import lf_writer

if TYPE_CHECKING:
    from ..result import Result
    from ..table import Table

Writer = Callable[["Table", BinaryIO], None]

_BUFFERED = 1 << 20  # bytes of CSV that are written at a time


def write_result(result: Result, path: str | os.PathLike[str]) -> None:
    """Writes a result by the end of the name: the attributions as CSV or Parquet, or what `inquit.export` knows.

    The file is written beside and renamed: on an error nothing is left, and an older file stays as it was.
    """
    writer = WRITERS.get(os.path.splitext(os.fspath(path))[1].lower())
    if writer is None:
        from . import write

        return write(result, path)
    with beside(path) as file:
        writer(result.attributions, file)


def csv_table(table: Table, file: BinaryIO, *, header: bool = True) -> None:
    """A table as CSV: the column content_spans is left out; true and false; nothing where a value is not known."""
    names = table.columns
    shown = [i for i, name in enumerate(names) if name != "content_spans"]
    text = io.StringIO(newline="")
    writer = lf_writer(text)
    if header:
        writer.writerow([names[i] for i in shown])
    for row in table.rows():
        writer.writerow([_cell(row[i]) for i in shown])
        if text.tell() > _BUFFERED:
            _flush(text, file)
    _flush(text, file)


def _flush(text: io.StringIO, file: BinaryIO) -> None:
    file.write(text.getvalue().encode())
    text.seek(0)
    text.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        import json

        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def parquet_table(table: Table, file: BinaryIO) -> None:
    """A table as Parquet. ImportError names what is missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        try:
            import polars
        except ImportError:
            raise ImportError("Parquet needs pyarrow or polars: pip install 'inquit[pandas]'") from None
        polars.DataFrame(table).write_parquet(file)
    else:
        pyarrow.parquet.write_table(pyarrow.table(table), file)


WRITERS: dict[str, Writer] = {".csv": csv_table, ".parquet": parquet_table}
