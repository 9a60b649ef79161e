"""The words of a text, which of them are quoted, and which of them spans cover: what every figure counts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from .. import _core

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"''|[\"“”„«»]")
_CLOSING: dict[str, tuple[str, ...]] = {"“": ("”",), "„": ("“", "”"), "«": ("»",), '"': ('"',), "''": ("''",)}


@cache
def articles_of(language: str) -> frozenset[str]:
    """The words that do not count when two sources are compared: a setting of the language, English where it has none."""
    return frozenset((_core.setting(language, "articles") or _core.setting("en", "articles")).split())


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The stretches inside double quotation marks: “…”, „…“, «…», ''…'', or "…" by turns.

    A mark left open ends with its paragraph. A straight mark after a digit, outside a quotation, is inches.
    """
    ranges = []
    for paragraph in re.finditer(r"[^\n]+", text):
        closing: tuple[str, ...] = ()
        start = 0
        for found in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            mark = found.group()
            if closing:
                if mark in closing:
                    ranges.append((start, found.start()))
                    closing = ()
            elif mark in _CLOSING and not (mark == '"' and text[max(0, found.start() - 1) : found.start()].isdigit()):
                closing, start = _CLOSING[mark], found.end()
        if closing:
            ranges.append((start, paragraph.end()))
    return ranges


class Words:
    """The words of one document, numbered; sets of words are frozen sets of numbers."""

    def __init__(self, text: str, language: str = "en"):
        self.text = text
        self.articles = articles_of(language)
        self.spans = [m.span() for m in _WORD.finditer(text)]
        self._starts = [s for s, _ in self.spans]
        self._ends = [e for _, e in self.spans]
        self.quoted = [False] * len(self.spans)
        for start, end in quoted_ranges(text):
            for w in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                self.quoted[w] = True

    def covered(self, spans: Iterable[Sequence[int]] | None) -> frozenset[int]:
        """The words of which the spans have at least a letter."""
        out: set[int] = set()
        for start, end in spans or ():
            out.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(out)

    def bare(self, words: frozenset[int]) -> frozenset[int]:
        """Without articles, unless nothing else is there."""
        return frozenset(w for w in words if self.text[slice(*self.spans[w])].lower() not in self.articles) or words

    def show(self, words: Iterable[int]) -> str:
        """The text from the first to the last of them, on one line."""
        numbers = sorted(words)
        return " ".join(self.text[self.spans[numbers[0]][0] : self.spans[numbers[-1]][1]].split()) if numbers else "–"


class Item:
    """One attribution, gold or predicted, as sets of words."""

    __slots__ = ("any_source", "bare", "confidence", "content", "cue", "kind", "record", "source")

    def __init__(self, words: Words, record: dict[str, Any]):
        self.record = record
        self.content = words.covered(record.get("content"))
        self.source = words.covered(record.get("source"))
        self.cue = words.covered(record.get("cue"))
        self.bare = words.bare(self.source)
        self.any_source = bool(record.get("any_source"))
        self.confidence: float | None = record.get("confidence")
        inside = sum(words.quoted[w] for w in self.content)
        self.kind = "indirect" if not inside else "direct" if inside == len(self.content) else "mixed"


def same_source(gold: Item, predicted: Item) -> bool:
    """They share a word, articles aside, and the predicted one has at most eight words more; or neither has one."""
    if gold.any_source or not (gold.source or predicted.source):
        return True
    return bool(gold.bare & predicted.bare) and len(predicted.source) <= len(gold.source) + 8
