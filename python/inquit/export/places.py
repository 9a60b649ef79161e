"""Offsets of a document as code points, whatever unit its record has."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from ..document import Document, Spans


def text_of(doc: Document) -> str:
    """The text; ValueError where the record came without it."""
    if doc.text is None:
        raise ValueError(f"the record {doc.id!r} has no text, which this format needs (write it without --no-text)")
    return doc.text


class CodePoints:
    """Called with spans, gives pairs of code points."""

    def __init__(self, doc: Document):
        self._starts: list[int] | None = None
        if doc.offsets != "codepoints":
            wide = doc.offsets == "utf16"
            sizes = (1 + (c > "\uffff") if wide else len(c.encode()) for c in text_of(doc))
            self._starts = list(accumulate(sizes, initial=0))

    def __call__(self, spans: Spans) -> list[tuple[int, int]]:
        return [(self.one(start), self.one(end)) for start, end in spans.spans]

    def one(self, offset: int) -> int:
        return offset if self._starts is None else bisect_left(self._starts, offset)
