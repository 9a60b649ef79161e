"""Row 21: every code point that Unicode calls a quotation mark, and look-alikes: one documented outcome each
(docs/reliability.md lists them)."""

from __future__ import annotations

import inquit
import pytest

# Pairs in which English, and what English news quotes, writes speech: found as a quotation.
PAIRS = [
    "“”",
    '""',
    "‘’",
    "''",
    "«»",
    "»«",
    "„“",
    "„”",
    "‹›",
    "›‹",
    "‚‘",
    "‚’",
    "‛’",
    "「」",
    "『』",
    "〝〞",
    "〝〟",
    "｢｣",
    "＂＂",
    "＇＇",
    "‟”",
    "””",
    "““",
]
# As it stands no quotation: nothing is found, nothing breaks.
NO_QUOTATION = {
    "one mark, presentation form": "﹁﹂", "one mark, white, presentation form": "﹃﹄", "primes": "′′", "double primes": "″″",
    "ornaments": "❝❞", "single ornaments": "❛❜", "grave and acute": "`´", "modifier apostrophes": "ʼʼ", "modifier turned": "ʻʼ",
    "Hebrew": "״״", "low reversed": "⹂⹂", "angle brackets": "《》", "less and greater": "<>", "double less": "<<", "low ornaments": "❟❠",
    "dittos": "〃〃", "tortoise shell": "〔〕",
}  # fmt: skip
QUOTATION_MARK = [0x22, 0x27, 0xAB, 0xBB, *range(0x2018, 0x2020), 0x2039, 0x203A, 0x2E42, *range(0x300C, 0x3010), *range(0x301D, 0x3020), *range(0xFE41, 0xFE45), 0xFF02, 0xFF07, 0xFF62, 0xFF63]  # fmt: skip


def direct(opening: str, closing: str) -> list[str]:
    text = f"The hall was full. {opening}We are ready for the winter,{closing} John Kirby said on Monday."
    doc = inquit.extract(text)
    return [a.content.text for a in doc.attributions if a.kind == "direct"]


def test_there_are_thirty():
    assert len(QUOTATION_MARK) == 30
    named = {ord(c) for pair in [*PAIRS, *NO_QUOTATION.values()] for c in pair}
    assert set(QUOTATION_MARK) <= named


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_a_quotation(pair):
    opening, closing = pair
    assert direct(opening, closing) == [f"{opening}We are ready for the winter,{closing}"]


@pytest.mark.parametrize("pair", NO_QUOTATION.values(), ids=NO_QUOTATION)
def test_a_look_alike_is_none(pair):
    opening, closing = pair
    assert direct(opening, closing) == []
