"""Values as users give them, as columns for the core: Arrow's memory where there is some, lists elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import _core
from .options import date_text, missing, name_text

Values = list[Any] | _core.Column | None

_KINDS = {
    "text": {"text"},
    "id": {"text", "integers"},
    "date": {"text", "dates"},
    "title": {"text"},
}


def values_of(name: str, values: Iterable[Any] | None) -> Values:
    """A column of the core where `values` has Arrow's memory of a type that fits, otherwise a list of what it gives."""
    if values is None:
        return None
    if isinstance(values, _core.Column):
        if values.kind not in _KINDS[name]:
            raise TypeError(f"the column {values.name!r} holds no {name}s (Arrow format {values.format!r})")
        return values
    if not _is_of_objects(values):
        column = arrow_column(values)
        if column is not None and column.kind in _KINDS[name] and not _in_a_zone(column.format):
            return column
        to_list = getattr(values, "to_pylist", None)  # pyarrow: its cells are no Python values
        if to_list is not None:
            return list(to_list())
    return list(values)


def _is_of_objects(values: object) -> bool:
    """A pandas column of Python objects: they are taken as they are."""
    return str(getattr(values, "dtype", "")) == "object" or isinstance(values, (list, tuple))


def _in_a_zone(form: str) -> bool:
    """A time in a zone of its own: its day there is what pandas and Python say, not that of UTC."""
    return form.startswith("ts") and form[4:] not in ("", "UTC", "Etc/UTC", "Z", "+00:00")


def arrow_column(values: object) -> _core.Column | None:
    """The values by Arrow's stream, or None where they have none."""
    columns = arrow_columns(values)
    return columns[0] if columns is not None and len(columns) == 1 else None


def arrow_columns(values: object) -> list[_core.Column] | None:
    """The columns of a table by Arrow's stream, or None where it has none."""
    export = getattr(values, "__arrow_c_stream__", None)
    if export is None:
        if not hasattr(values, "__arrow_c_array__"):
            return None
        try:
            import pyarrow
        except ImportError:
            return None
        export = pyarrow.chunked_array([pyarrow.array(values)]).__arrow_c_stream__
    try:
        return _core.read_arrow(export())
    except (ImportError, NotImplementedError):
        return None  # pandas needs pyarrow for it
    except Exception as error:
        if type(error).__module__.startswith("pyarrow"):
            return None
        raise


def checked(name: str, values: Values) -> Values:
    """Brings a list of ids, dates or titles to strings; where a value is wrong, its error takes its place."""
    if not isinstance(values, list):
        return values
    for i, value in enumerate(values):
        if type(value) is str and name != "date":
            continue
        try:
            values[i] = date_text(value) if name == "date" else name_text(value, name)
        except (TypeError, ValueError) as error:
            values[i] = error
    return values


def kept_column(values: Any) -> _core.Column:
    """A column of the input that goes into the tables as it is."""
    if isinstance(values, _core.Column):
        return values
    if not _is_of_objects(values):
        column = arrow_column(values)
        if column is not None:
            return column
    return _core.column_of([None if missing(value) else value for value in values])
