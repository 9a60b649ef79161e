"""Tables of pandas, polars, Arrow and others: which columns go into an extraction, and which are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from . import _core
from .columns import arrow_columns, kept_column

_TAKEN = ("attributions", "documents")  # the tables that kept columns go into


class Columns(NamedTuple):
    """What an extraction takes of a table; `kept` with the names that they get."""

    texts: Any
    ids: Any
    dates: Any
    titles: Any
    kept: list[tuple[str, _core.Column]]


def columns_of(
    df: Any, text: str, id: str | None, date: str | None, title: str | None, keep: Iterable[str] | Mapping[str, str]
) -> Columns:
    """The columns by their names, as `Extractor.extract_frame` takes them. KeyError where one is not there."""
    if isinstance(keep, str):
        raise TypeError("keep must be a list of columns, not a string")
    names = dict(keep) if isinstance(keep, Mapping) else {name: name for name in keep}
    wanted = [name for name in (text, id, date, title) if name is not None]
    columns = _columns(df, list(dict.fromkeys([*wanted, *names])))
    kept = [(new, kept_column(columns[old])) for old, new in unique(names).items()]
    ids, dates, titles = (None if name is None else columns[name] for name in (id, date, title))
    return Columns(columns[text], ids, dates, titles, kept)


def unique(names: Mapping[str, str]) -> dict[str, str]:
    """The names of kept columns beside ours: "_input" behind one that is taken. ValueError for two of one name."""
    ours = {name for table in _TAKEN for name in _core.empty_table(table).names}
    out = {old: f"{new}_input" if new in ours else new for old, new in names.items()}
    twice = [new for new in out.values() if list(out.values()).count(new) > 1]
    if twice:
        raise ValueError(f"two columns to keep have one name, {twice[0]!r}; give a dict with new names")
    return out


def _columns(df: Any, names: list[str]) -> dict[str, Any]:
    """The columns by name: pandas', Arrow's memory of anything else. KeyError names one that is not there."""
    if type(df).__module__.partition(".")[0] == "pandas":
        _check(names, [str(name) for name in df.columns], df.columns)
        return {name: df[name] for name in names}
    if isinstance(df, Mapping):
        _check(names, list(df), df)
        return {name: df[name] for name in names}
    if type(df).__name__ == "LazyFrame":  # of polars
        return _columns(df.select(names).collect(), names)
    select = getattr(df, "select", None)
    known = getattr(df, "column_names", None) or getattr(df, "columns", None)
    if known is not None and all(isinstance(name, str) for name in known):
        _check(names, list(known), list(known))
        if select is not None and type(df).__module__.partition(".")[0] in ("polars", "pyarrow"):
            df = df.select(names)
    columns = arrow_columns(df)
    if columns is None:
        raise TypeError(f"no table of pandas, polars or Arrow: {type(df).__name__}")
    found = {column.name: column for column in columns}
    _check(names, list(found), found)
    return {name: found[name] for name in names}


def _check(names: list[str], listed: list[str], known: Any) -> None:
    for name in names:
        if name not in known:
            raise KeyError(f"no column {name!r}; there are {', '.join(map(repr, listed))}")
