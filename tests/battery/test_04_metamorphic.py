"""Row 4: changes of a text that change nothing in what is said: same quotations and speakers, offsets shifted exactly."""

from __future__ import annotations

import unicodedata

import inquit
import pytest

SPANS = ("content", "source", "cue", "addressee", "time", "place", "document")
FIRST = (
    "BERGEN — The harbour will close for a month, the port authority’s director, Ingrid Møller, said on Monday.\n\n"
    "“We have no choice,” Ms. Møller told reporters. “The piers are unsafe, and we cannot wait.”\n\n"
    "She added that fishermen would be paid. “That is a promise,” she said.\n\n"
    "According to a union spokesman, José Ángel Núñez, the sum is “an insult”."
)
SECOND = (
    "“Our orchestra plays on,” conductor Tamsin Okafor wrote in a letter, “whatever the council decides.”\n\n"
    "Councillor Bertrand Achterberg replied that the budget was final."
)
NEUTRAL = "Rain fell over the hills, and water ran along the old stone walls."


def said(doc: inquit.Document, moved=lambda at: at) -> list[tuple]:
    """What was said by whom, and where once each offset is moved."""

    def places(a: inquit.Attribution) -> list:
        return [[(moved(s), moved(e)) for s, e in getattr(a, role).spans] for role in SPANS]

    return [(a.kind, a.act, a.speaker, a.addressee_name, a.rule, places(a)) for a in doc.attributions]


@pytest.mark.parametrize("text", [FIRST, SECOND])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends(text, ending, extractor):
    changed = text.replace("\n", ending)
    width = len(ending)

    def moved(at):
        return at + (width - 1) * text[:at].count("\n")

    assert said(extractor.extract(changed)) == said(extractor.extract(text), moved)


@pytest.mark.parametrize("text", [FIRST, SECOND])
def test_a_byte_order_mark(text, extractor):
    assert said(extractor.extract("\ufeff" + text)) == said(extractor.extract(text), lambda at: at + 1)


def test_decomposed(extractor):
    """Names come as they stand in the text, so they are compared composed."""
    changed = unicodedata.normalize("NFD", FIRST)
    assert changed != FIRST

    def moved(at):
        return len(unicodedata.normalize("NFD", FIRST[:at]))

    def composed(rows):
        return [tuple(unicodedata.normalize("NFC", v) if isinstance(v, str) else v for v in row) for row in rows]

    assert composed(said(extractor.extract(changed))) == composed(said(extractor.extract(FIRST), moved))


@pytest.mark.parametrize("text", [FIRST, SECOND])
def test_a_neutral_paragraph_behind(text, extractor):
    assert said(extractor.extract(f"{text}\n\n{NEUTRAL}")) == said(extractor.extract(text))


def test_two_articles_without_a_name_in_common(extractor):
    joined = extractor.extract(f"{FIRST}\n\n{NEUTRAL}\n\n{SECOND}")
    start = len(FIRST) + len(NEUTRAL) + 4
    apart = said(extractor.extract(FIRST)) + said(extractor.extract(SECOND), lambda at: at + start)
    assert said(joined) == apart


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_units_of_offsets_mark_the_same_words(unit):
    text = "👍 " + FIRST
    other = inquit.extract(text, offsets=unit)
    for a, b in zip(inquit.extract(text).attributions, other.attributions, strict=True):
        for role in SPANS:
            assert getattr(a, role).texts == getattr(b, role).texts
