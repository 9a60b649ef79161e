"""Options and values as users give them, checked and brought to one form."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

if TYPE_CHECKING:
    from .corrections import Corrections

_F = TypeVar("_F", bound=Callable[..., Any])

_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")


@dataclass(frozen=True)
class Person:
    """Somebody whom you know to be in the text; helps to resolve names."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    title: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise ValueError(f"a person needs a name, not {self.name!r}")
        if isinstance(self.aliases, str):
            raise TypeError(f"aliases of {self.name!r} must be a list of names, not a string")
        object.__setattr__(self, "aliases", tuple(self.aliases))
        if self.gender not in (None, "female", "male"):
            raise ValueError(f"gender of {self.name!r} must be 'female', 'male' or None, not {self.gender!r}")


class OptionValues(TypedDict, total=False):
    """The options of an extractor as they are given: the keyword arguments of everything that extracts.

    language        code of a folder of words and rules: "en", "fr"; "auto": of each text its own (needs `inquit[languages]`)
    packs           files or folders of your own words and rules
    people          people known to be in the texts: names, dicts (name, aliases, gender, title, id) or `Person`
    attitudes       also find what somebody believes, wants, backs
    offsets         unit of all offsets: "codepoints" (of Python's str), "bytes" (of UTF-8) or "utf16"
    min_confidence  leave out attributions below it, 0 to 1
    corrections     decisions of yours (`Corrections`), applied to what is found: documents, tables and files have them
    """

    language: str
    packs: Iterable[str | os.PathLike[str]]
    people: Iterable[Person | Mapping[str, Any] | str]
    attitudes: bool
    offsets: str
    min_confidence: float
    corrections: Corrections | None


@dataclass(frozen=True)
class Options:
    """The same, checked: what is fixed for the life of an extractor. Hashable; the key of the cache of extractors.

    The one list of options: their names, order and defaults come from here; `corrections`, which change, stand apart.
    """

    language: str = "en"
    packs: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    attitudes: bool = False
    offsets: str = "codepoints"
    min_confidence: float = 0.0

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> tuple[Options, Corrections | None]:
        """Checks; TypeError and ValueError say which option is wrong."""
        values = {field.name: given.get(field.name, field.default) for field in fields(cls)}
        if unknown := set(given) - set(values) - {"corrections"}:
            raise TypeError(f"no option {sorted(unknown)[0]!r}; there are {', '.join([*values, 'corrections'])}")
        if not isinstance(values["language"], str):
            raise TypeError(f"language must be a code such as 'en', not {values['language']!r}")
        if isinstance(values["packs"], (str, os.PathLike)):
            values["packs"] = (values["packs"],)
        if isinstance(values["people"], (str, Mapping, Person)):
            raise TypeError("people must be a list of people")
        if values["offsets"] not in ("codepoints", "bytes", "utf16"):
            raise ValueError(f"offsets must be 'codepoints', 'bytes' or 'utf16', not {values['offsets']!r}")
        least = values["min_confidence"]
        if not isinstance(least, (int, float)) or not 0 <= least <= 1:
            raise ValueError(f"min_confidence must be a number from 0 to 1, not {least!r}")
        values["packs"] = tuple(os.fspath(pack) for pack in values["packs"])
        values["people"] = tuple(_person(person) for person in values["people"])
        values["attitudes"], values["min_confidence"] = bool(values["attitudes"]), float(least)
        return cls(**values), _checked(given.get("corrections"))


def _checked(corrections: object) -> Corrections | None:
    from .corrections import Corrections

    if corrections is not None and not isinstance(corrections, Corrections):
        raise TypeError(f"corrections must be inquit.Corrections, not {corrections!r}")
    return corrections


def takes_options(function: _F) -> _F:
    """Shows the options by name in the signature of a function that takes them as `**options`: for help() and notebooks."""
    own = inspect.signature(function)
    parameters = [p for p in own.parameters.values() if p.kind is not p.VAR_KEYWORD]
    kinds = OptionValues.__annotations__
    for field in fields(Options):
        parameters.append(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=getattr(kinds[field.name], "__forward_arg__", str(kinds[field.name])),
            )
        )
    parameters.append(
        inspect.Parameter("corrections", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Corrections | None")
    )

    function.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    return function


def _person(value: Person | Mapping[str, Any] | str) -> Person:
    if isinstance(value, Person):
        return value
    if isinstance(value, str):
        return Person(value)
    if isinstance(value, Mapping):
        try:
            return Person(**value)
        except TypeError as why:
            raise TypeError(f"people: {dict(value)!r} is not a person: {why}") from None
    raise TypeError(f"people: {value!r} is not a person: give a name, a dict or inquit.Person")


def people_of(path: str | os.PathLike[str]) -> list[Person]:
    """The people of a file: a name a line; behind a tab each aliases (apart by ;), gender, title and id, as people.tsv of
    a pack has them. ValueError names the line that is wrong."""
    people = []
    with open(path, encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
            name, aliases, gender, title, id = (cells + [""] * 5)[:5]
            try:
                others = tuple(alias.strip() for alias in aliases.split(";") if alias.strip())
                people.append(Person(name, others, gender or None, title or None, id or None))
            except ValueError as error:
                raise ValueError(f"{os.fspath(path)}:{number}: {error}") from None
    return people


def missing(value: object) -> bool:
    """None, and what pandas puts in its place: NaN, NaT, NA."""
    if value is None:
        return True
    if isinstance(value, str):
        return False
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and value != value


def date_text(value: object) -> str | None:
    """An ISO 8601 date of a string ("2023-09-19", "20230919", a time behind it ignored), a date or a Timestamp.

    None where it is missing or empty. ValueError names a string that is no date, TypeError anything else.
    """
    if missing(value) or value == "":
        return None
    if isinstance(value, str):
        found = _DATE.fullmatch(value.strip())
        if found:
            import datetime

            try:
                return datetime.date(*map(int, found.groups())).isoformat()
            except ValueError:
                pass
        raise ValueError(f"date {value!r} is no ISO 8601 date such as '2023-09-19'")
    day = value
    if callable(getattr(day, "date", None)):  # datetime, pandas.Timestamp
        day = day.date()  # type: ignore[attr-defined]
    if callable(getattr(day, "isoformat", None)):
        return day.isoformat()[:10]  # type: ignore[attr-defined,no-any-return]
    if type(value).__name__ == "datetime64":  # numpy
        return date_text(str(value))
    raise TypeError(f"a date must be a string such as '2023-09-19', a date or a Timestamp, not {value!r}")


def whole(value: object, what: str) -> int:
    """A whole number from 1. ValueError names anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{what} must be a whole number from 1, not {value!r}")
    return value


def name_text(value: object, what: str) -> str | None:
    """An id or a title: a string; of an id, a whole number too. None where it is missing."""
    if missing(value):
        return None
    if isinstance(value, str):
        return value
    if what == "id" and not isinstance(value, bool) and hasattr(value, "__index__"):
        return str(value.__index__())
    raise TypeError(f"{what} must be a string, not {value!r}")
