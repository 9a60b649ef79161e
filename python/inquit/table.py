"""The flat tables: columns in C++, handed to pandas, polars, DuckDB and pyarrow by Arrow's capsules without a copy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _core

_SHOWN = 10  # rows in a notebook
_CELL = 80  # characters of a cell there
_ONLY_ARROW = "content_spans"
_GAPS = frozenset({"speaker_id", "addressee_id", "parent"})  # Int32 in pandas even where there is no gap


class Table:
    """A flat table; docs/tables.md lists the columns.

    Whatever reads Arrow takes it: `pa.table(t)`, `pl.DataFrame(t)`, `duckdb.sql("select * from t")`. Each call gets a
    fresh stream of the same memory.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Table):
        self._core = core

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.stream()

    def __arrow_c_schema__(self) -> object:
        return self._core.schema()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return self._core.names

    def __len__(self) -> int:
        return len(self._core)

    def to_arrow(self) -> Any:
        """A `pyarrow.Table` (needs pyarrow)."""
        return _need("pyarrow", "pandas").table(self)

    def to_polars(self) -> Any:
        """A `polars.DataFrame` (needs polars)."""
        return _need("polars", "polars").DataFrame(self)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` (needs pandas): dates are datetime64, whole numbers with gaps Int32.

        Without the column content_spans, which pandas has no type for; the table `spans` holds the pieces.
        """
        pandas = _need("pandas", "pandas")
        names = [name for name in self.columns if name != _ONLY_ARROW]
        try:
            import pyarrow
        except ImportError:
            rows = self.to_pylist()
            frame = pandas.DataFrame({name: [row[name] for row in rows] for name in names}, columns=names)
            return _typed(frame, rows)
        table = pyarrow.table(self).select(names)
        gaps = {pyarrow.int32(): pandas.Int32Dtype(), pyarrow.int64(): pandas.Int64Dtype()}
        with_gaps = [
            n for n in names if (n in _GAPS or table.column(n).null_count) and table.schema.field(n).type in gaps
        ]
        frame = table.drop_columns(with_gaps).to_pandas(date_as_object=False)
        for name in with_gaps:
            column = table.column(name)
            frame[name] = column.to_pandas(types_mapper=gaps.get)
        return frame[names]

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain Python values; needs nothing else."""
        return list(self)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts, a few at a time."""
        names = self.columns
        for row in self.rows():
            yield dict(zip(names, row, strict=True))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as tuples of plain Python values, a few at a time."""
        for begin in range(0, len(self), 1000):
            yield from self._core.rows(begin, begin + 1000)

    def __repr__(self) -> str:
        n = len(self)
        return f"<Table: {n} row{'' if n == 1 else 's'}, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        import html

        names = self.columns
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>"
            for row in self._core.rows(0, _SHOWN)
        )
        n = len(self)
        more = f" (the first {_SHOWN} are shown)" if n > _SHOWN else ""
        return (
            f'<div style="overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
            f"<p>{n} row{'' if n == 1 else 's'}{more}</p></div>"
        )

    def __reduce__(self) -> Any:
        raise TypeError("a Table does not pickle; write it to a file, or send to_arrow()")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    from html import escape

    return escape(text if len(text) <= _CELL else text[: _CELL - 1] + "…")


def _need(module: str, extra: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise ImportError(f"this needs {module}: pip install 'inquit[{extra}]'") from None


def _typed(frame: Any, rows: list[dict[str, Any]]) -> Any:
    """Types as `to_pandas` promises, told by the values: for a pandas without pyarrow."""
    import pandas

    for name in frame.columns:
        kinds = {type(row[name]) for row in rows}
        if kinds - {type(None)} == {datetime.date}:
            frame[name] = pandas.to_datetime(frame[name])
        elif kinds == {int, type(None)} or name in _GAPS:
            frame[name] = frame[name].astype("Int32")
    return frame
