"""An article of a record, whatever its fields are called."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Article(NamedTuple):
    """One text to extract, and where it came from ("corpus.jsonl:17"). `extra`: its other fields (outlet, url …)."""

    place: str
    id: str | int
    text: str
    date: str | None
    title: str | None
    extra: Mapping[str, Any] = NOTHING


class Problem(NamedTuple):
    """What could not be read, and why. `fatal`: the whole file."""

    place: str
    why: str
    fatal: bool = False


# Is told how far a file has been read, in bytes, by a function, and its size.
Watch = Callable[[Callable[[], int], int], None]


def unwatched(_position: Callable[[], int], _size: int) -> None:
    """The watch of nobody."""


class Fields(NamedTuple):
    """The names of the fields to read, the first that is there; as news-please, newspaper4k, trafilatura write."""

    text: tuple[str, ...] = ("text", "maintext", "raw_text")
    date: tuple[str, ...] = ("date", "date_publish", "publish_date")
    title: tuple[str, ...] = ("title",)
    id: tuple[str, ...] = ("id", "url")

    @classmethod
    def named(
        cls, text: str | None = None, date: str | None = None, title: str | None = None, id: str | None = None
    ) -> Fields:
        """The usual names, but for those that are given."""
        given = {"text": text, "date": date, "title": title, "id": id}
        return cls(**{role: (name,) for role, name in given.items() if name is not None})


USUAL = Fields()


def article_of(place: str, record: object, fields: Fields = USUAL) -> Article | Problem:
    """The article of a JSON object or of a row; a `Problem` says what it lacks."""
    if not isinstance(record, dict):
        return Problem(place, 'not a JSON object with a field "text"')
    found: dict[str, str | None] = {}
    values: dict[str, Any] = {}
    for role, names in fields._asdict().items():
        found[role] = next((name for name in names if record.get(name) is not None), None)
        values[role] = None if found[role] is None else record[found[role]]
    if isinstance(values["date"], (datetime.date, datetime.datetime)):
        values["date"] = values["date"].isoformat()
    if not isinstance(values["text"], str):
        names = " or ".join(f'"{name}"' for name in fields.text[:2])
        if found["text"] is None:
            return Problem(place, f"no field {names}{_others(record)}")
        return Problem(place, f'the field "{found["text"]}" is no string')
    for role, kinds in (("id", (str, int)), ("date", (str,)), ("title", (str,))):
        value = values[role]
        if value is not None and (not isinstance(value, kinds) or isinstance(value, bool)):
            return Problem(place, f'the field "{found[role]}" is no string')
    used = {found["text"], found["date"], found["title"], *(name for name in (found["id"],) if name != "url")}
    extra = {name: value for name, value in record.items() if name not in used and name not in _EMPTY}
    name = place if values["id"] in (None, "") else values["id"]
    return Article(place, name, values["text"], values["date"], values["title"], extra)


_EMPTY = ("id", "text", "date", "title")  # a field of these names that holds nothing


def _others(record: dict[Any, Any]) -> str:
    return f"; there are {', '.join(map(repr, list(record)[:8]))}" if record else ""
