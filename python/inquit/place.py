"""Places in a text: from one unit of offsets to another, and words found again after the text was edited."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]

_CONTEXT_BYTES = 40  # as cpp/src/record/make_record.cc takes around a content for its uid
_OPENING = "“„«‘\"'‹"
_MARKS = "“”„«»‘’\"'‹›"


class Place:
    """Offsets of a text in the unit of its record ("codepoints", "bytes", "utf16"), to and from code points."""

    def __init__(self, text: str, unit: str):
        self._text, self._unit = text, unit

    def to_text(self, spans: Iterable[Sequence[int]]) -> list[Span]:
        """Spans of the record as code points."""
        if self._unit == "codepoints":
            return [(s, e) for s, e in spans]
        return [(self._point(s), self._point(e)) for s, e in spans]

    def from_text(self, spans: Iterable[Span]) -> list[list[int]]:
        """Spans in code points as the record has them."""
        return [[self.count(s), self.count(e)] for s, e in spans]

    def count(self, point: int) -> int:
        """The offset in the record's unit of a code point."""
        head = self._text[:point]
        if self._unit == "bytes":
            return len(head.encode())
        return len(head.encode("utf-16-le")) // 2 if self._unit == "utf16" else point

    def _point(self, offset: int) -> int:
        if self._unit == "bytes":
            return len(self._text.encode()[:offset].decode())
        return len(self._text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le"))


class Bytes:
    """Offsets in UTF-8 bytes, as the core counts, to and from code points. Encodes once."""

    def __init__(self, text: str):
        self._data = text.encode()
        self._text = text
        self._ascii = len(self._data) == len(text)

    def point(self, byte: int) -> int:
        """The code point at a byte."""
        return byte if self._ascii else len(self._data[:byte].decode())

    def byte(self, point: int) -> int:
        """The byte at a code point."""
        return point if self._ascii else len(self._text[:point].encode())


def find_words(text: str, words: str) -> list[Span]:
    """All places of these words: as they stand; else with any white space and any quotation marks between them."""
    if not words.strip():
        return []
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    if found:
        return found
    parts = words.translate(str.maketrans(_MARKS, " " * len(_MARKS))).split()
    if not parts:
        return []
    between = rf"[\s{re.escape(_MARKS)}]+"
    start = rf"[{re.escape(_MARKS)}]?" if words.strip()[0] in _MARKS else r"(?<!\w)"
    end = rf"[{re.escape(_MARKS)}]?" if words.strip()[-1] in _MARKS else r"(?!\w)"
    return [m.span() for m in re.finditer(start + between.join(map(re.escape, parts)) + end, text)]


def near(text: str, places: Sequence[Span], before: str, after: str) -> Span | None:
    """Of several places the one with most of the same words around it."""

    def score(span: Span) -> int:
        left = os.path.commonprefix([text[: span[0]][-len(before) :][::-1] if before else "", before[::-1]])
        right = os.path.commonprefix([text[span[1] : span[1] + len(after)], after])
        return len(left) + len(right)

    return max(places, key=score, default=None)


def kind_of(text: str, span: Span) -> str:
    """direct: quotation marks at both ends; mixed: some inside; else indirect."""
    words = text[span[0] : span[1]].strip()
    around = text[max(0, span[0] - 1) : span[0]] + text[span[1] : span[1] + 1]
    if words and words[0] in _OPENING and words.rstrip(".,;")[-1:] in _MARKS:
        return "direct"
    if len(around) == 2 and around[0] in _OPENING and around[1] in _MARKS:
        return "direct"
    return "mixed" if any(mark in words for mark in '“„«"') else "indirect"


def uid_of(doc_id: str | None, text: str, spans: Sequence[Span]) -> str:
    """The uid that the core gives to a content: see cpp/src/record/make_record.cc."""
    import hashlib

    data = text.encode()
    place = Bytes(text)
    pieces = [(place.byte(s), place.byte(e)) for s, e in spans]
    begin, end = pieces[0][0], pieces[-1][1]
    key = (doc_id or "").encode() + b"\0" + b"".join(data[s:e] + b"\0" for s, e in pieces)
    key += data[max(0, begin - _CONTEXT_BYTES) : begin] + b"\0" + data[end : end + _CONTEXT_BYTES]
    return hashlib.sha256(key).hexdigest()[:16]
