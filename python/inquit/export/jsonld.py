"""JSON-LD: W3C web annotations whose bodies are schema.org Quotations, anchored by TextQuoteSelector."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from ..document import Attribution, Document
from .places import CodePoints, text_of

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
AROUND = 32  # characters of prefix and suffix
TYPES = {"person": "schema:Person", "group": "schema:Thing", "organisation": "schema:Organization"}


def write_jsonld(documents: Iterable[Document], out: BinaryIO) -> None:
    """One object with a graph of annotations, in the order of the text."""
    head = json.dumps(CONTEXT)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    first = True
    for n, doc in enumerate(documents):
        for item in web_annotations(doc, n):
            line = json.dumps(item, ensure_ascii=False)
            out.write(("\n" if first else ",\n").encode() + line.encode())
            first = False
    out.write(b"\n]}\n")


def web_annotations(doc: Document, doc_row: int) -> list[dict[str, Any]]:
    """The annotations of one document."""
    text = text_of(doc)
    places = CodePoints(doc)
    article: dict[str, Any] = {"type": "schema:NewsArticle", "schema:identifier": doc.id}
    if doc.title:
        article["schema:headline"] = doc.title
    if doc.date:
        article["schema:datePublished"] = doc.date
    name = doc.id if doc.id and doc.id.startswith(("http://", "https://")) else f"urn:inquit:document:{doc_row}"
    return [_annotation(doc, a, text, places, {"id": name, **article}) for a in doc.attributions]


def _annotation(
    doc: Document, a: Attribution, text: str, places: CodePoints, article: dict[str, Any]
) -> dict[str, Any]:
    quotation: dict[str, Any] = {"type": "schema:Quotation", "schema:text": a.content.text}
    if a.speaker:
        who: dict[str, Any] = {"type": TYPES.get(a.speaker_kind or "", "schema:Thing"), "schema:name": a.speaker}
        title = doc.speakers[a.speaker_id].title if a.speaker_id is not None else None
        if title:
            who["schema:jobTitle"] = title
        quotation["schema:creator"] = who
    to_whom = a.addressee_name or a.addressee.text
    if to_whom:
        quotation["schema:audience"] = {"type": "schema:Audience", "schema:name": to_whom}
    if a.when:
        quotation["schema:dateCreated"] = a.when
    quotation["schema:isPartOf"] = article
    targets = [
        {
            "source": article["id"],
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
        for start, end in places(a.content)
    ]
    return {"id": f"urn:inquit:{a.uid}", "type": "Annotation", "body": quotation, "target": targets}
