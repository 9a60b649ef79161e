"""What a value of a flat table is in a cell of CSV or XLSX."""

from __future__ import annotations

import datetime
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a text that begins so for a formula
NO_CELL = frozenset({"content_spans", "mention_spans"})  # lists of places, which JSONL and Parquet hold
BETWEEN = "; "


def plain(value: Any) -> Any:
    """A number, a truth value or None as it is, a list of names or numbers as one text, a date as ISO 8601."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(one, (str, int)) for one in value):
        return BETWEEN.join(map(str, value)) or None
    if isinstance(value, (list, dict)):
        import json

        return json.dumps(value, ensure_ascii=False, default=str)
    return value
