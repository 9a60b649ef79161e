"""Texts without end, in groups of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

# Characters of the texts of one group: it is closed when they reach this, however few rows it has.
_CHARACTERS = 32_000_000


class Group(NamedTuple):
    """The next texts with what belongs to them, and how many came before."""

    first: int
    texts: list[Any]
    ids: list[Any] | None
    dates: list[Any] | None
    titles: list[Any] | None


def groups(texts: Iterable[Any], ids: Any, dates: Any, titles: Any, rows: int) -> Iterator[Group]:
    """Takes only what the next group needs. ValueError where there are fewer ids, dates or titles than texts."""
    given = {"ids": ids, "dates": dates, "titles": titles}
    return _groups(iter(texts), {name: iter(values) for name, values in given.items() if values is not None}, rows)


def _groups(texts: Iterator[Any], columns: dict[str, Iterator[Any]], rows: int) -> Iterator[Group]:
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
        yield Group(first, group, others.get("ids"), others.get("dates"), others.get("titles"))
        first += len(group)


def _plain(value: Any) -> Any:
    """A cell of pyarrow as its Python value."""
    return value.as_py() if hasattr(value, "as_py") else value
