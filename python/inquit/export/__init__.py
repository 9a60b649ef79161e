"""Formats to write: `write(documents, "quotes.xlsx")`, the format told by the end of the name.

A writer is a function `write(documents, out, **options)` of an iterable of `Document` and a binary file.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, NamedTuple

from ..document import Document
from .atomic import opened

Writer = Callable[..., None]


class Format(NamedTuple):
    """Ends of file names, where the writer is, and what it is for."""

    ends: tuple[str, ...]
    module: str
    function: str
    what: str


FORMATS = {
    "jsonl": Format((".jsonl", ".ndjson"), "jsonl", "write_jsonl", "records, one a line"),
    "csv": Format((".csv",), "csv", "write_csv", "attributions, a row each"),
    "parquet": Format((".parquet",), "parquet", "write_parquet", "attributions, a row each, with their types"),
    "xlsx": Format((".xlsx",), "xlsx", "write_xlsx", "all tables, a sheet each"),
    "tei": Format((".tei.xml", ".tei"), "tei", "write_tei", "TEI P5 with said, who and toWhom"),
    "brat": Format((".brat.zip",), "brat", "write_brat", "brat standoff, zipped"),
    "labelstudio": Format((".labelstudio.json",), "labelstudio", "write_labelstudio", "tasks with predictions"),
    "jsonld": Format((".jsonld",), "jsonld", "write_jsonld", "web annotations of schema.org Quotations"),
}

OF_TABLES = ("csv", "parquet", "xlsx")  # their writers take a `Result` as it is


def format_of(path: str) -> str:
    """The format that a file's name tells. ValueError lists those there are."""
    name = os.path.basename(path).lower()
    for form, known in FORMATS.items():
        if name.endswith(known.ends):
            return form
    ends = ", ".join(end for known in FORMATS.values() for end in known.ends)
    raise ValueError(f"{path!r} does not tell the format; names end with one of {ends}")


def writer(form: str) -> Writer:
    """The function that writes a format."""
    if form not in FORMATS:
        raise ValueError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    known = FORMATS[form]
    return getattr(importlib.import_module(f".{known.module}", __name__), known.function)  # type: ignore[no-any-return]


def write(documents: Iterable[Any], path: str | os.PathLike[str], form: str | None = None, **options: Any) -> None:
    """Writes a `Result` or documents to a file that is whole or absent: on an error an older one stays as it was.

    >>> inquit.export.write(result, "quotes.tei.xml")
    >>> inquit.export.write(result, "quotes.csv", excel=True)
    """
    path = os.fspath(path)
    form = form or format_of(path)
    with opened(path) as out:
        write_to(documents, out, form, **options)


def write_to(documents: Iterable[Any], out: BinaryIO, form: str, **options: Any) -> None:
    """As `write`, to a binary file that is open."""
    function = writer(form)
    if form not in OF_TABLES:  # failures are passed over; a Result's tables have them
        documents = (doc for doc in documents if isinstance(doc, Document))
    function(documents, out, **options)
