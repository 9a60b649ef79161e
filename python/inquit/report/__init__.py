"""A report: one page, complete in itself, that opens from disk and shows many quotations with their articles.

The page is report.html, its look report.css, what it does report.js; here the data are put into it. All texts travel as
one JSON island in which `<` is escaped, and the script writes them as text only, so that hostile words stay words. The
page's policy (CSP) lets run this script by its hash and nothing else, and loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from html import escape
from string import Template
from typing import Any, NamedTuple

from ..document import Attribution, Document

MAX_QUOTATIONS = 10_000  # what a browser was seen to show and filter without delay
OUTLET_FIELDS = ("outlet", "source_domain", "sitename", "hostname", "source", "publisher")
_FOLDER = os.path.dirname(__file__)


class Entry(NamedTuple):
    """A document, and what is known of its article beside it: outlet, url, author."""

    document: Document
    outlet: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, document: Document, extra: Mapping[str, Any]) -> Entry:
        """Takes outlet and url from an article's other fields."""
        outlet = next((extra[name] for name in OUTLET_FIELDS if _is_word(extra.get(name))), None)
        url = extra.get("url")
        return cls(document, outlet, url if _is_word(url) else None)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


class TooManyError(ValueError):
    """More quotations than a page can show."""


def report_html(entries: Iterable[Entry | Document], *, title: str = "Who said what") -> str:
    """The page. `TooManyError` where there are more than `MAX_QUOTATIONS`; ValueError for a document without text."""
    articles: list[dict[str, Any]] = []
    quotations: list[dict[str, Any]] = []
    for item in entries:
        entry = item if isinstance(item, Entry) else Entry(item)
        quotations += _quotations(entry.document, len(articles))
        articles.append(_article(entry))
        if len(quotations) > MAX_QUOTATIONS:
            raise TooManyError(
                f"more than {MAX_QUOTATIONS:,} quotations: a page cannot show so many; "
                "give fewer articles, or leave out the doubtful ones with --min-confidence"
            )
    script, style = _file("report.js"), _file("report.css")
    return Template(_file("report.html")).substitute(
        title=escape(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=_island({"title": title, "articles": articles, "quotations": quotations}),
    )


def _file(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _island(data: object) -> str:
    """JSON that ends no element and opens no comment, and that is UTF-8 whatever the texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029\r":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _article(entry: Entry) -> dict[str, Any]:
    doc = entry.document
    if doc.text is None:
        raise ValueError(f"the record {doc.id!r} has no text: a report shows the articles (write it without --no-text)")
    return {
        "id": doc.id,
        "date": doc.date,
        "title": doc.title,
        "outlet": entry.outlet,
        "url": entry.url,
        "language": doc.language,
        "text": doc.text,
    }


def _quotations(doc: Document, article: int) -> list[dict[str, Any]]:
    unit = _Utf16(doc)
    return [_quotation(doc, a, article, unit) for a in doc.attributions]


def _quotation(doc: Document, a: Attribution, article: int, unit: _Utf16) -> dict[str, Any]:
    def spans(part: Any) -> list[list[int]]:
        return [[unit(start), unit(end)] for start, end in part.spans]

    return {
        "uid": a.uid,
        "article": article,
        "kind": a.kind,
        "act": a.act,
        "negated": a.negated,
        "speaker": a.speaker,
        "title": doc.speakers[a.speaker_id].title if a.speaker_id is not None else None,
        "speakerKind": a.speaker_kind,
        "to": a.addressee_name or " ".join(a.addressee.text.split()) or None,
        "about": [doc.speakers[n].name for n in a.mentions],
        "when": a.when,
        "place": " ".join(a.place.text.split()) or None,
        "rule": a.rule,
        "confidence": round(a.confidence, 3),
        "content": spans(a.content),
        "source": spans(a.source),
        "cue": spans(a.cue),
        "addressee": spans(a.addressee),
    }


class _Utf16:
    """Brings offsets of a document to those of JavaScript strings, in which 😀 counts two."""

    def __init__(self, doc: Document):
        text = doc.text or ""
        self._same = doc.offsets == "utf16"
        self._wide = [i for i, c in enumerate(text) if c > "\uffff"]
        self._starts: list[int] | None = None
        if doc.offsets == "bytes":
            self._starts, at = [], 0
            for c in text:
                self._starts.append(at)
                at += len(c.encode())

    def __call__(self, offset: int) -> int:
        if self._same:
            return offset
        if self._starts is not None:
            offset = bisect_left(self._starts, offset)
        return offset + bisect_left(self._wide, offset)
