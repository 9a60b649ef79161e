"""A document as HTML: its text with each speaker's words in a colour. Inert: no script, no links, every text escaped.

The page and its colours are in templates/. The palette is that of Okabe and Ito, which colour-blind readers tell apart;
after eight speakers it starts again with another line below.
"""

from __future__ import annotations

import os
from html import escape
from string import Template
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .document import Attribution, Document

COLOURS = 8  # .iq-s0 to .iq-s7 in templates/document.css
LINES = ("", " iq-dash", " iq-dots")
_TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")


def _template(name: str) -> str:
    with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
        return file.read()


class _Piece(NamedTuple):
    """A stretch of the text that is shown in one way."""

    start: int
    end: int
    classes: str
    tip: str


def document_html(doc: Document) -> str:
    """The HTML of a document, complete in itself. ValueError where it has no text."""
    number = {speaker: n for n, speaker in enumerate(dict.fromkeys(a.speaker_id for a in doc.attributions))}
    source = doc._cutter()
    text = []
    at = 0
    for piece in _pieces(doc, number):
        text.append(escape(source.cut(at, piece.start)))
        tip = f' title="{escape(piece.tip)}"' if piece.tip else ""
        text.append(f'<span class="{piece.classes}"{tip}>{escape(source.cut(piece.start, piece.end))}</span>')
        at = piece.end
    text.append(escape(source.cut(at, len(source))))
    head = " · ".join(escape(part) for part in (doc.id, doc.date, doc.title) if part)
    return Template(_template("document.html")).substitute(
        css=_template("document.css"),
        language=escape(doc.language or ""),
        head=head,
        text="".join(text),
        legend="".join(_legend(doc, number)),
    )


def _colour(speaker_id: int | None, number: dict[int | None, int]) -> str:
    if speaker_id is None:
        return "iq-nobody"
    n = number[speaker_id]
    return f"iq-s{n % COLOURS}{LINES[n // COLOURS % len(LINES)]}"


def _legend(doc: Document, number: dict[int | None, int]) -> list[str]:
    counts: dict[int | None, int] = {}
    for a in doc.attributions:
        counts[a.speaker_id] = counts.get(a.speaker_id, 0) + 1
    entries = []
    for speaker, count in counts.items():
        name = "nobody named" if speaker is None else str(doc.speakers[speaker])
        entries.append(f'<li><span class="iq-c {_colour(speaker, number)}">{escape(name)}</span> {count}</li>')
    return entries


def _tip(a: Attribution) -> str:
    parts = [a.speaker or "nobody named"]
    if a.addressee:
        parts.append(f"to {a.addressee_name or a.addressee.text}")
    if a.when:
        parts.append(a.when)
    parts.append(a.kind if not a.negated else f"{a.kind}, negated")
    parts.append(f"rule {a.rule}")
    parts.append(f"confidence {a.confidence:g}, of the speaker {a.speaker_confidence:g}")
    return "\n".join(parts)


def _pieces(doc: Document, number: dict[int | None, int]) -> list[_Piece]:
    """Cuts the text at every edge of a part. Contents may contain one another: the innermost gives the colour."""
    edges: dict[int, list[tuple[str, int]]] = {}

    def mark(role: str, spans: tuple[tuple[int, int], ...], key: int) -> None:
        for start, end in spans:
            if start < end:
                edges.setdefault(start, []).append((role, key))
                edges.setdefault(end, []).append((f"/{role}", key))

    for i, a in enumerate(doc.attributions):
        mark("content", a.content.spans, i)
        mark("source", a.source.spans, i)
        mark("cue", a.cue.spans, i)
    for i, u in enumerate(doc.unattributed):
        mark("unattributed", u.content.spans, i)

    pieces: list[_Piece] = []
    open_parts: dict[tuple[str, int], int] = {}  # in the order in which they were opened
    at = 0
    for edge in sorted(edges):
        if open_parts and at < edge:
            pieces.append(_piece(doc, at, edge, open_parts, number))
        for role, key in edges[edge]:
            if role.startswith("/"):
                open_parts.pop((role[1:], key), None)
        for role, key in edges[edge]:
            if not role.startswith("/"):
                open_parts[role, key] = edge
        at = edge
    return pieces


def _piece(
    doc: Document, start: int, end: int, open_parts: dict[tuple[str, int], int], number: dict[int | None, int]
) -> _Piece:
    def of(wanted: str) -> list[int]:
        return [key for role, key in open_parts if role == wanted]

    def size(i: int) -> int:
        return sum(e - s for s, e in doc.attributions[i].content.spans)

    classes, tip = [], ""
    contents = of("content")
    if contents:
        inner = min(contents, key=size)
        classes.append(f"iq-c {_colour(doc.attributions[inner].speaker_id, number)}")
        if len(contents) > 1:
            classes.append("iq-n")
        tip = _tip(doc.attributions[inner])
    for role in ("source", "cue"):
        if of(role):
            classes.append(f"iq-{role}")
            tip = tip or _tip(doc.attributions[of(role)[-1]])
    if of("unattributed") and not contents:
        classes.append("iq-u")
        tip = tip or f"nobody's words: {doc.unattributed[of('unattributed')[0]].why}"
    return _Piece(start, end, " ".join(classes), tip)
