"""Flat tables of documents, row by row, for CSV and XLSX: attributions, speakers, documents, unattributed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document import Attribution, Document, Spans

Row = dict[str, Any]
Value = str | int | float | bool | None

ATTRIBUTIONS = [
    "uid",
    "doc_id",
    "doc_row",
    "attribution_id",
    "doc_date",
    "doc_title",
    "kind",
    "act",
    "negated",
    "zone",
    "content",
    "content_start",
    "content_end",
    "content_n",
    "source",
    "source_start",
    "source_end",
    "cue",
    "cue_start",
    "cue_end",
    "speaker",
    "speaker_id",
    "speaker_kind",
    "speaker_status",
    "speaker_title",
    "affiliation",
    "gender",
    "gender_basis",
    "addressee",
    "addressee_name",
    "addressee_id",
    "time_text",
    "said_on",
    "place",
    "document",
    "about",
    "parent",
    "rule",
    "confidence",
    "speaker_confidence",
    "origin",
]
SPEAKERS = [
    "doc_id",
    "doc_row",
    "speaker_id",
    "name",
    "kind",
    "title",
    "affiliation",
    "gender",
    "gender_basis",
    "aliases",
    "members",
    "mentions_n",
    "quotations",
]
DOCUMENTS = [
    "doc_id",
    "doc_row",
    "doc_date",
    "title",
    "language",
    "n_chars",
    "attributions",
    "speakers",
    "unattributed",
]
UNATTRIBUTED = ["doc_id", "doc_row", "content", "content_start", "content_end", "why"]
SHEETS = {
    "attributions": ATTRIBUTIONS,
    "speakers": SPEAKERS,
    "documents": DOCUMENTS,
    "unattributed": UNATTRIBUTED,
}
BETWEEN_NAMES = "; "


def _text(spans: Spans) -> str | None:
    return spans.text if spans else None


def attribution_row(doc: Document, a: Attribution, doc_row: int) -> Row:
    """One attribution; the names are those of ATTRIBUTIONS, parts that are not there None."""
    who = doc.speakers[a.speaker_id] if a.speaker_id is not None else None
    return {
        "uid": a.uid,
        "doc_id": doc.id,
        "doc_row": doc_row,
        "attribution_id": a.id,
        "doc_date": doc.date,
        "doc_title": doc.title,
        "kind": a.kind,
        "act": a.act,
        "negated": a.negated,
        "zone": a.zone,
        "content": a.content.text,
        "content_start": a.content.start,
        "content_end": a.content.end,
        "content_n": len(a.content),
        "source": _text(a.source),
        "source_start": a.source.start,
        "source_end": a.source.end,
        "cue": _text(a.cue),
        "cue_start": a.cue.start,
        "cue_end": a.cue.end,
        "speaker": a.speaker,
        "speaker_id": a.speaker_id,
        "speaker_kind": a.speaker_kind,
        "speaker_status": a.speaker_status,
        "speaker_title": who and who.title,
        "affiliation": who and who.affiliation,
        "gender": who and who.gender,
        "gender_basis": who and who.gender_basis,
        "addressee": _text(a.addressee),
        "addressee_name": a.addressee_name,
        "addressee_id": a.addressee_id,
        "time_text": _text(a.time),
        "said_on": a.when,
        "place": _text(a.place),
        "document": _text(a.document),
        "about": BETWEEN_NAMES.join(doc.speakers[n].name for n in a.mentions) or None,
        "parent": a.parent,
        "rule": a.rule,
        "confidence": a.confidence,
        "speaker_confidence": a.speaker_confidence,
        "origin": a.origin,
    }


def rows(doc: Document, doc_row: int) -> Iterator[tuple[str, Row]]:
    """All rows of a document, each with the name of its table."""
    quotations = [0] * len(doc.speakers)
    for a in doc.attributions:
        yield "attributions", attribution_row(doc, a, doc_row)
        if a.speaker_id is not None:
            quotations[a.speaker_id] += 1
    here = {"doc_id": doc.id, "doc_row": doc_row}
    for s in doc.speakers:
        yield (
            "speakers",
            here
            | {
                "speaker_id": s.id,
                "name": s.name,
                "kind": s.kind,
                "title": s.title,
                "affiliation": s.affiliation,
                "gender": s.gender,
                "gender_basis": s.gender_basis,
                "aliases": BETWEEN_NAMES.join(s.aliases) or None,
                "members": BETWEEN_NAMES.join(doc.speakers[n].name for n in s.members) or None,
                "mentions_n": len(s.mentions),
                "quotations": quotations[s.id],
            },
        )
    yield (
        "documents",
        here
        | {
            "doc_date": doc.date,
            "title": doc.title,
            "language": doc.language,
            "n_chars": len(doc._cutter()),
            "attributions": len(doc.attributions),
            "speakers": len(doc.speakers),
            "unattributed": len(doc.unattributed),
        },
    )
    for u in doc.unattributed:
        yield (
            "unattributed",
            here
            | {
                "content": u.content.text,
                "content_start": u.content.start,
                "content_end": u.content.end,
                "why": u.why,
            },
        )
