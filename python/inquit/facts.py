"""What networks, plots and counts need of each attribution, from whatever holds attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .document import Document
from .options import missing
from .result import Failure, Result


class Said(NamedTuple):
    """One attribution, in short. `about` is None where the source does not say whom the content names."""

    speaker: str | None
    speaker_kind: str | None
    to: str | None
    about: tuple[str, ...] | None
    date: str | None
    kind: str


def said(source: Any) -> Iterator[Said]:
    """The attributions of a `Result`, a `Document`, a list of documents or records, or a table of attributions.

    A table is a pandas, polars or Arrow one with the columns speaker, addressee_name, doc_date, kind. Failures are
    passed over.
    """
    if isinstance(source, (Document, dict)):
        source = [source]
    # A Result is a table too, but its documents say more: whom the contents name.
    rows = None if isinstance(source, Result) else _rows_of_table(source)
    if rows is not None:
        yield from map(_of_row, rows)
        return
    for item in source:
        if isinstance(item, Failure):
            continue
        if isinstance(item, dict):
            item = Document.from_dict(item)
        if not isinstance(item, Document):
            raise TypeError(f"attributions are read from documents, records or a table, not from {type(item).__name__}")
        yield from _of_document(item)


def _of_document(doc: Document) -> Iterator[Said]:
    names = [speaker.name for speaker in doc.speakers]
    for a in doc.attributions:
        to = a.addressee_name
        if to is None and a.addressee and doc.text is not None:
            to = " ".join(a.addressee.text.split())
        about = tuple(names[n] for n in a.mentions)
        yield Said(a.speaker, a.speaker_kind, to, about, doc.date, a.kind)


def _rows_of_table(source: Any) -> Iterable[dict[str, Any]] | None:
    if hasattr(source, "iter_rows"):  # polars
        return source.iter_rows(named=True)  # type: ignore[no-any-return]
    if hasattr(source, "to_pylist"):  # pyarrow
        return source.to_pylist()  # type: ignore[no-any-return]
    if hasattr(source, "columns") and hasattr(source, "to_dict"):  # pandas
        return source.to_dict("records")  # type: ignore[no-any-return]
    if hasattr(source, "__arrow_c_stream__"):
        import pyarrow

        return pyarrow.table(source).to_pylist()  # type: ignore[no-any-return]
    return None


def _of_row(row: dict[str, Any]) -> Said:
    if "speaker" not in row:
        raise ValueError("this is no table of attributions: it has no column 'speaker'")

    def text(name: str) -> str | None:
        value = row.get(name)
        return None if missing(value) else str(value)

    date = text("doc_date")
    to = text("addressee_name") or text("addressee")
    return Said(text("speaker"), text("speaker_kind"), to, None, date and date[:10], text("kind") or "")
