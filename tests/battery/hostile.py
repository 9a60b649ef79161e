"""Odd texts, by class, and what must hold of the document of any text."""

from __future__ import annotations

import inquit

SAID = "“We are ready,” John Kirby said on Monday. "
DATED = "2023-09-19"

# One text a class, around a plain attribution, so that the odd thing stands beside something to find.
TEXTS: dict[str, str] = {
    "empty": "",
    "a space": " ",
    "only newlines": "\n\n\n",
    "plain": SAID,
    "NUL": f"\0{SAID}\0\0{SAID}",
    "control characters": "".join(map(chr, range(32))) + SAID + "\x7f\x80\x85\x9f",
    "byte order mark": "\ufeff" + SAID,
    "byte order marks inside": f"{SAID}\ufeff{SAID}\ufeff",
    "CRLF": f"{SAID}\r\n\r\n{SAID}\r\n",
    "CR": f"{SAID}\r{SAID}\r\r",
    "mixed line ends": f"{SAID}\n\r{SAID}\r\n\n{SAID}\x85{SAID}",
    "line and paragraph separators": f"{SAID}\u2028{SAID}\u2029{SAID}",
    "vertical tab and form feed": f"{SAID}\x0b{SAID}\x0c{SAID}",
    "tabs": "\t" + SAID.replace(" ", "\t"),
    "no-break spaces": SAID.replace(" ", "\u00a0"),
    "thin and ideographic spaces": SAID.replace(" ", "\u2009\u3000"),
    "zero-width spaces": SAID.replace(" ", " \u200b"),
    "bidi controls": f"\u202e{SAID}\u202c\u2066{SAID}\u2069\u200f",
    "bidi controls inside words": "“We\u202e are” Kir\u200eby sa\u2069id.",
    "right to left": "“אנחנו מוכנים,” John Kirby said. قال كيربي: «نحن مستعدون».",
    "combining marks": "“Wé are,” Jöhn Kirby sàid.",
    "a heap of combining marks": "“We” Kirby" + "\u0301" * 500 + " said.",
    "a combining mark first": "\u0301" + SAID,
    "combining mark on a quotation mark": "“\u0301We are ready,”\u0308 John Kirby said.",
    "ZWJ emoji": f"👩‍👩‍👧‍👦 {SAID}🏳️‍🌈",
    "flags and skin tones": f"🇩🇪🇫🇷🇺 {SAID}👍🏽👍🏿",
    "beyond the BMP": "“𝐖𝐞 are ready,” 𝕁𝕠𝕙𝕟 𐐀irby said. \U0010ffff\U000e0001",
    "noncharacters": f"\ufffe\uffff\U0001fffe{SAID}\ufdd0",
    "private use": f"\ue000\uf8ff{SAID}\U000f0000",
    "replacement characters": SAID.replace("e", "\ufffd"),
    "soft hyphens": "“We are rea\u00addy,” John Kir\u00adby sa\u00adid.",
    "unclosed": "“We are ready, John Kirby said. " * 3 + "\n\n" + SAID,
    "unopened": "We are ready,” John Kirby said. " * 3 + "\n\n" + SAID,
    "nested": "“He said ‘she said “they said ‘we said “no” ’ ” ’ ”, Kirby said." * 2,
    "crossed": "“We are ‘ready,” Kirby’ said. «We “are» ready” he said.",
    "marks alone": "“”‘’\"\"''«»‹›„‟‚‛『』「」《》〈〉" * 3,
    "marks of one sort": "“" * 200 + "”" * 199 + '"' * 101 + "'" * 77,
    "apostrophes": "’tis the ’90s, rock ’n’ roll, the workers’ James’s ‘we’re’ o’clock 5'10\" said.",
    "markup": '<script>alert(1)</script> “<b onclick="x">We</b>,” said <img src=x onerror=alert(1)>. &lt;&#0;',
    "CSV, shell, SQL": "=cmd|' /C calc'!A0, \"a,b;c\td\" “=1+1,” said John; DROP TABLE said; $(rm -rf) `x` %s %n {0}",
    "a long word": "a" * 10_000 + " said. " + SAID,
    "a long line": SAID * 200,
    "many short lines": "a\n" * 2000 + SAID,
    "full width and ligatures": "“Ｗｅ ａｒｅ，” Ｊｏｈｎ Ｋｉｒｂｙ ｓａｉｄ． ﬁﬂﬃ",
    "case that changes length": "“İIıi ẞß ŉ ΐ,” said İstanbul’s MİNİSTER Straße. ΣΑΣ said.",
    "scripts without spaces": "「我们准备好了，」王毅说。 เขาพูดว่าพร้อม 。「はい」と言った。",
    "digits of other scripts": "On ٢٠٢٣-٠٩-١٩ “we,” said १२. Ⅳ ½ ² 1,000.5 1e309 0x00",
    "dates at the edge": "Kirby said on Feb. 30 and on 9999-99-99 in 0000 that on Monday on Monday on Monday, May 99.",
    "addresses": "Kirby said http://[::1]:80/?q=“a” mailto:a@b javascript:alert(1) data:text/html,<x> @a #b",
    "transcript": "KIRBY: Yes.\nQ: “Why?”\n: no\nA:\nQ:\n\nKIRBY:KIRBY: “x",
    "tag characters": f"\U000e0001\U000e0061\U000e007f{SAID}",
    "variation selectors": "“\ufe0fWe\ufe0e,”\ufe0f\U000e0100 Kirby\ufe0f said.",
    "Hangul jamo": "“\u1112\u1161\u11ab,” \u1100\u1161 said. 한글 said.",
}
# Half a surrogate pair has no UTF-8: the documented exception, from whatever entry.
SURROGATES = {
    "a lone high surrogate": f"\ud800{SAID}",
    "a lone low surrogate": f"{SAID}\udfff",
    "a pair of surrogates": f"\ud83d\ude00{SAID}",
    "surrogates the wrong way round": f"\udc00\ud800{SAID}",
}
# Bytes that are not UTF-8, and the first byte that is wrong.
NOT_UTF8 = {
    "a byte that never stands": (b"abc\xff", 3),
    "a trailing byte alone": (b"\x80abc", 0),
    "cut short": ("“".encode()[:2], 0),
    "overlong": (b"a\xc0\xaf", 1),
    "overlong NUL": (b"\xc0\x80", 0),
    "a surrogate": (b"ab\xed\xa0\x80", 2),
    "beyond U+10FFFF": (b"\xf4\x90\x80\x80", 0),
    "five bytes": (b"\xf8\x88\x80\x80\x80", 0),
    "Latin-1": ("Müller said".encode("latin-1"), 1),
    "UTF-16": ("Über".encode("utf-16-le"), 0),
}
UNITS = ("codepoints", "bytes", "utf16")


def cut(text: str, unit: str, start: int, end: int) -> str:
    """The words of a span, worked out anew. Fails where it does not lie on code-point boundaries."""
    if unit == "codepoints":
        assert 0 <= start <= end <= len(text)
        return text[start:end]
    encoding, width = ("utf-8", 1) if unit == "bytes" else ("utf-16-le", 2)
    data = text.encode(encoding)
    assert 0 <= start <= end <= len(data) // width
    return data[start * width : end * width].decode(encoding)  # raises where a character is cut


def check(doc: inquit.Document, text: str) -> None:
    """Promise (c), and what else holds of every record."""
    record = doc.to_dict()
    unit = record["offsets"]
    assert record["text"] == text == doc.text
    speakers = len(record["speakers"])
    for n, a in enumerate(record["attributions"]):
        assert a["id"] == n
        assert a["content"], "an attribution without content"
        for role in ("content", "source", "cue", "addressee", "time", "place", "document"):
            _check_spans(text, unit, a[role])
        for start, end in a["content"]:
            assert start < end
        for name in ("speaker_id", "addressee_id"):
            assert a[name] is None or 0 <= a[name] < speakers
        assert all(0 <= s < speakers for s in a["mentions"])
        assert a["parent"] is None or (0 <= a["parent"] < len(record["attributions"]) and a["parent"] != n)
        assert 0 <= a["confidence"] <= 1
        assert 0 <= a["speaker_confidence"] <= 1
    for s in record["speakers"]:
        _check_spans(text, unit, s["mentions"])
        assert all(0 <= m < speakers for m in s["members"])
        assert s["name"].strip() or not s["name"]
    for u in record["unattributed"]:
        _check_spans(text, unit, u["content"])
    for a, given in zip(doc.attributions, record["attributions"], strict=True):
        assert a.content.texts == tuple(cut(text, unit, s, e) for s, e in given["content"])


def _check_spans(text: str, unit: str, spans: list[list[int]]) -> None:
    for start, end in spans:
        cut(text, unit, start, end)
    assert spans == sorted(spans), "the pieces of a part stand in the order of the text"
