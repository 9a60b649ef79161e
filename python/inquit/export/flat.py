"""The rows of the flat tables, whatever holds the attributions: a `Result`, or documents and records that were read back.

The columns, their order and their types are the core's (docs/tables.md): a Result's own tables are taken as they are, and
of documents the same rows are made. What no record holds (NOT_IN_RECORD) is None there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from .. import _core
from ..document import Attribution, Document, Spans, Speaker, Unattributed

if TYPE_CHECKING:
    from ..result import Result

SHEETS = ("attributions", "speakers", "documents", "unattributed")
NOT_IN_RECORD = ("paragraph", "source_form", "cue_lemma")

Row = tuple[Any, ...]
_PARTS = ("content", "source", "cue", "addressee", "place", "document")


def columns(documents: Any, table: str) -> list[str]:
    """The names of a table's columns; those that an extraction kept are there too."""
    own: list[str] = documents.table(table).columns if has_tables(documents) else _core.empty_table(table).names
    return own


def rows(documents: Iterable[Any], tables: Iterable[str] = SHEETS) -> Iterator[tuple[str, Row]]:
    """The rows, each with the name of its table. What is no `Document`, a failure, has a row in a Result's tables only."""
    if has_tables(documents):
        for table in tables:
            for row in documents.table(table).rows():
                yield table, row
        return
    wanted = [(table, columns(None, table), _ROWS_OF[table]) for table in tables]
    for doc_row, doc in enumerate(documents):
        if isinstance(doc, Document):
            for table, names, rows_of in wanted:
                for values in rows_of(doc):
                    values |= {"doc_id": doc.id, "doc_row": doc_row}
                    yield table, tuple(values.get(name) for name in names)


def has_tables(documents: Any) -> TypeGuard[Result]:
    """Whether they are a `Result`, which has the tables already."""
    return hasattr(documents, "table") and hasattr(documents, "attributions")


def _attributions(doc: Document) -> Iterator[dict[str, Any]]:
    for a in doc.attributions:
        row = {name: getattr(a, name) for name in Attribution.__dataclass_fields__}
        who = doc.speakers[a.speaker_id] if a.speaker_id is not None else None
        for part in _PARTS:
            row[part], row[f"{part}_start"], row[f"{part}_end"] = _place(row[part])
        yield row | {
            "attribution_id": a.id,
            "doc_date": _day(doc.date),
            "content_n": len(a.content),
            "speaker_title": who and who.title,
            "affiliation": who and who.affiliation,
            "gender": who and who.gender,
            "gender_basis": who and who.gender_basis,
            "time_text": a.time.text or None,
            "said_on": _day(a.when),
            "content_spans": _spans(a.content),
        }


def _speakers(doc: Document) -> Iterator[dict[str, Any]]:
    said = [a.speaker_id for a in doc.attributions]
    for s in doc.speakers:
        yield {name: getattr(s, name) for name in Speaker.__dataclass_fields__} | {
            "speaker_id": s.id,
            "aliases": list(s.aliases),
            "members": list(s.members),
            "attributions_n": said.count(s.id),
            "mentions_n": len(s.mentions),
            "mention_spans": _spans(s.mentions),
        }


def _documents(doc: Document) -> Iterator[dict[str, Any]]:
    yield {
        "doc_date": _day(doc.date),
        "title": doc.title,
        "language": doc.language,
        "n_chars": doc.n_chars,
        "attributions_n": len(doc.attributions),
        "speakers_n": len(doc.speakers),
        "unattributed_n": len(doc.unattributed),
    }


def _unattributed(doc: Document) -> Iterator[dict[str, Any]]:
    for u in doc.unattributed:
        row = {name: getattr(u, name) for name in Unattributed.__dataclass_fields__}
        row["content"], row["content_start"], row["content_end"] = _place(u.content)
        yield row | {"content_n": len(u.content), "content_spans": _spans(u.content)}


_ROWS_OF = {
    "attributions": _attributions,
    "speakers": _speakers,
    "documents": _documents,
    "unattributed": _unattributed,
}


def _place(spans: Spans) -> tuple[str | None, int | None, int | None]:
    return spans.text or None, spans.start, spans.end


def _spans(spans: Spans) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _day(date: str | None) -> datetime.date | str | None:
    try:
        return None if date is None else datetime.date.fromisoformat(date)
    except ValueError:
        return date  # of a record that others wrote: as it stands
