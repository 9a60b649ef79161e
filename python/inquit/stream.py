"""Texts without end, in results of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .options import whole

if TYPE_CHECKING:
    from .extractor import Extractor
    from .result import Result

# Characters of the texts of one result: it is closed when they reach this, however few rows it has.
_CHARACTERS = 32_000_000


def results(
    extractor: Extractor, texts: Iterable[Any], ids: Any, dates: Any, titles: Any, rows: int, threads: int
) -> Iterator[Result]:
    if isinstance(texts, (str, bytes, bytearray)):
        raise TypeError("texts must be an iterable of texts, not one text; inquit.extract takes one")
    whole(rows, "rows")
    whole(threads, "threads")
    given = {"ids": ids, "dates": dates, "titles": titles}
    return _results(
        extractor,
        iter(texts),
        {name: iter(values) for name, values in given.items() if values is not None},
        rows,
        threads,
    )


def _results(
    extractor: Extractor, texts: Iterator[Any], columns: dict[str, Iterator[Any]], rows: int, threads: int
) -> Iterator[Result]:
    first = 0
    while True:
        group: list[Any] = []
        others: dict[str, list[Any]] = {name: [] for name in columns}
        characters = 0
        for text in texts:
            group.append(_plain(text))
            for name, column in columns.items():
                try:
                    others[name].append(_plain(next(column)))
                except StopIteration:
                    raise ValueError(f"fewer {name} than texts: {first + len(group) - 1}") from None
            characters += len(text) if isinstance(text, (str, bytes, bytearray)) else 0
            if len(group) >= rows or characters >= _CHARACTERS:
                break
        if not group:
            return
        yield extractor._many(
            group, others.get("ids"), others.get("dates"), others.get("titles"), threads=threads, first=first
        )
        first += len(group)


def _plain(value: Any) -> Any:
    """A cell of pyarrow as its Python value."""
    return value.as_py() if hasattr(value, "as_py") else value
