"""What `extract_many` and `extract_frame` give: flat tables, and documents and failures in the order of the texts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, overload

from .document import Document
from .table import Table

if TYPE_CHECKING:
    from . import _core

Text = str | bytes | bytearray
TABLES = ("attributions", "spans", "speakers", "documents", "unattributed")


@dataclass(frozen=True)
class Failure:
    """A text that could not be extracted: its place in the input, its id, and the exception. Falsy."""

    index: int
    id: str | None
    error: BaseException = field(compare=False)

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        name = f" ({self.id})" if self.id is not None else ""
        return f"text {self.index}{name}: {type(self.error).__name__}: {self.error}"


class Result(Sequence["Document | Failure"]):
    """The flat tables of many texts; and, as a sequence, a `Document` for each, or a `Failure` where it failed.

    >>> result.attributions.to_pandas()
    >>> pa.table(result), pl.DataFrame(result)     # the table of attributions
    >>> result.write("quotes.parquet")

    Records and columns stay in C++; tables and documents are made when they are asked for. `errors` are the failures;
    `document(i)` raises instead of giving one.
    """

    __slots__ = ("_batch", "_first", "_tables")

    def __init__(self, batch: _core.Batch, first: int = 0):
        self._batch = batch
        self._first = first
        self._tables: dict[str, Table] = {}

    # The tables

    @property
    def attributions(self) -> Table:
        """One row an attribution, and the columns kept from the input."""
        return self.table("attributions")

    @property
    def spans(self) -> Table:
        """One row a piece of a content, source, cue, addressee, time, place or document."""
        return self.table("spans")

    @property
    def speakers(self) -> Table:
        """One row a speaker of a text."""
        return self.table("speakers")

    @property
    def documents(self) -> Table:
        """One row a text, those without quotations and those that failed included; and the columns kept."""
        return self.table("documents")

    @property
    def unattributed(self) -> Table:
        """One row a quotation that nobody is found to have said."""
        return self.table("unattributed")

    def table(self, name: str) -> Table:
        """A table by its name; made once. ValueError where there is none of that name."""
        if name not in self._tables:
            if name not in TABLES:
                raise ValueError(f"no table {name!r}; there are {', '.join(TABLES)}")
            self._tables[name] = Table(self._batch.table(name))
        return self._tables[name]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.attributions.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.attributions.__arrow_c_schema__()

    def to_arrow(self) -> Any:
        """The attributions as a `pyarrow.Table`."""
        return self.attributions.to_arrow()

    def to_pandas(self) -> Any:
        """The attributions as a `pandas.DataFrame`."""
        return self.attributions.to_pandas()

    def to_polars(self) -> Any:
        """The attributions as a `polars.DataFrame`."""
        return self.attributions.to_polars()

    def write(self, path: str | os.PathLike[str]) -> None:
        """`inquit.export.write`: a file by the end of its name, whole or absent; .parquet and .csv hold the attributions."""
        from .export import write

        write(self, path)

    # The documents

    def __len__(self) -> int:
        return len(self._batch)

    @overload
    def __getitem__(self, index: int) -> Document | Failure: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document | Failure]: ...
    def __getitem__(self, index: int | slice) -> Document | Failure | list[Document | Failure]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        error = self._batch.error(place)
        if error is not None:
            return Failure(self._first + place, self._batch.id(place) or None, error)
        return Document._of_batch(self._batch, place, self._batch.text(place))

    def __iter__(self) -> Iterator[Document | Failure]:
        return (self[i] for i in range(len(self)))

    def document(self, index: int) -> Document:
        """The document at `index`; raises the error of a text that failed."""
        item = self[index]
        if isinstance(item, Failure):
            raise item.error
        return item

    @property
    def errors(self) -> tuple[Failure, ...]:
        """The texts that failed, in order."""
        failures = (self[i] for i in self._batch.failed())
        return tuple(item for item in failures if isinstance(item, Failure))

    def __repr__(self) -> str:
        failed = len(self._batch.failed())
        good = len(self) - failed
        return f"<Result: {good} document{'s' if good != 1 else ''}, {failed} failed>"

    def _repr_html_(self) -> str:
        return self.attributions._repr_html_()
