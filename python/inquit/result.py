"""What `extract_many` gives: documents and failures in the order of the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from .document import Document

if TYPE_CHECKING:
    from . import _core

Text = str | bytes | bytearray


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
    """Documents in the order of the texts, a `Failure` in the place of each text that could not be extracted.

    The records stay in C++; a `Document` is made when it is asked for. `errors` are the failures; `document(i)` raises
    instead of giving one.
    """

    __slots__ = ("_batch", "_texts")

    def __init__(self, batch: _core.Batch, texts: list[Text]):
        self._batch = batch
        self._texts = texts

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
            return Failure(place, self._batch.id(place) or None, error)
        return Document._of_batch(self._batch, place, self._texts[place])

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
