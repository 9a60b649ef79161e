"""Tables of pandas, polars, Arrow and others: which columns go into an extraction, and which are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import _core
from .columns import arrow_columns, kept_column
from .result import Result

if TYPE_CHECKING:
    from .extractor import Extractor

_TAKEN = ("attributions", "documents")  # the tables that kept columns go into


def extract_frame(
    extractor: Extractor,
    df: Any,
    text: str,
    id: str | None,
    date: str | None,
    title: str | None,
    keep: Iterable[str] | Mapping[str, str],
    threads: int,
    progress: Any,
    first: int = 0,
) -> Result:
    """As `Extractor.extract_frame`; `first` is the number of the first row in the whole input."""
    if isinstance(keep, str):
        raise TypeError("keep must be a list of columns, not a string")
    names = dict(keep) if isinstance(keep, Mapping) else {name: name for name in keep}
    wanted = [name for name in (text, id, date, title) if name is not None]
    columns = _columns(df, list(dict.fromkeys([*wanted, *names])))
    kept = [(new, kept_column(columns[old])) for old, new in unique(names).items()]
    return extractor._many(
        columns[text],
        columns[id] if id is not None else None,
        columns[date] if date is not None else None,
        columns[title] if title is not None else None,
        threads=threads,
        progress=progress,
        kept=kept,
        first=first,
    )


def unique(names: Mapping[str, str]) -> dict[str, str]:
    """The names of kept columns beside ours: "_input" behind one that is taken. ValueError for two of one name."""
    ours = set()
    empty = _core_names()
    for table in _TAKEN:
        ours.update(empty[table])
    out = {old: f"{new}_input" if new in ours else new for old, new in names.items()}
    twice = [new for new in out.values() if list(out.values()).count(new) > 1]
    if twice:
        raise ValueError(f"two columns to keep have one name, {twice[0]!r}; give a dict with new names")
    return out


def _core_names() -> dict[str, list[str]]:
    return {table: _core.table_columns(table) for table in _TAKEN}


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
