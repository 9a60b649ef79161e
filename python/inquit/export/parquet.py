"""Parquet of the attributions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from .. import _core
from .flat import columns, has_tables, rows

_GROUP = 50_000  # rows of documents that are written together


def write_parquet(documents: Iterable[Any], out: BinaryIO) -> None:
    """One row an attribution, with the columns and types of docs/tables.md, pieces of contents too.

    ImportError names what is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return _by_polars(documents, out)
    if has_tables(documents):
        return pyarrow.parquet.write_table(pyarrow.table(documents.attributions), out)  # type: ignore[no-any-return]
    schema = pyarrow.table(_Empty()).schema
    names = columns(documents, "attributions")
    every = (dict(zip(names, row, strict=True)) for _, row in rows(documents, ["attributions"]))
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        while group := list(islice(every, _GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
    return None


def _by_polars(documents: Iterable[Any], out: BinaryIO) -> None:
    try:
        import polars
    except ImportError:
        raise ImportError("Parquet needs pyarrow or polars: pip install 'inquit[pandas]'") from None
    if has_tables(documents):
        frame = polars.DataFrame(documents.attributions)
    else:
        every = [row for _, row in rows(documents, ["attributions"])]
        frame = polars.DataFrame(every, schema=polars.DataFrame(_Empty()).schema, orient="row")
    frame.write_parquet(out)


class _Empty:
    """The table of attributions without rows, for those who read Arrow."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _core.empty_table("attributions").stream()
