"""Row 10: strings that broke other programs, through every entry and exporter. A list of our own runs always; the long lane
adds npm's big-list-of-naughty-strings where INQUIT_BLNS names its blns.json (make battery fetches it)."""

from __future__ import annotations

import io
import json
import os
import warnings
from pathlib import Path

import inquit
import inquit.export
import pytest
from hostile import SAID, check
from inquit.export.warn import ExportWarning
from inquit.report import report_html
from lane import need_extra

OWN = [
    "", "undefined", "null", "NaN", "-0", "1e1000", "0x0", "True", "NIL", "()", "CON", "PRN",
    "<script>alert(1)</script>", "</textarea><svg/onload=alert(1)>", "\"'`;--", "' OR 1=1 -- ", "${{7*7}}", "{{x}}", "{0}",
    "%s%n%x%d", "$HOME", "`touch x`", "../../etc/passwd", "%00", "\x00", "\\", "\\x00", "&nbsp;&#0;&#x110000;", "<![CDATA[", "]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///x'>]>&a;", "<!--", "-->", "javascript:alert(1)", "data:,x",
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"x\")", "Ω≈ç√∫˜µ≤≥÷", "田中さん", "ﷺ", "🏳️‍⚧️", "🇺🇸🇷🇺",
    "１２３", "١٢٣", "\u202etest\u202c", "\u2066a\u2069", "\ufeff", "\u180e", "ﬃ", "İıſ", "ß", "Ǆǅǆ", "\u0345", "a\u0301\u0327",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "˙ɐnbᴉlɐ", "𝓣𝓱𝓮", "⒯⒣⒠", "\x1b[31m", "\x07", "\x9b", "Scunthorpe", "If you're reading this…",
    "Roses are \x1b[0;31mred\x1b[0m", "\u0600\u070f\u200e", "\ud7ff\ue000", "\U0001f468\u200d", "\u0e4e\u0e4d" * 20, "file:///",
]  # fmt: skip


def naughty() -> list[str]:
    given = os.environ.get("INQUIT_BLNS")
    return OWN + (json.loads(Path(given).read_text(encoding="utf-8")) if given else [])


def embedded(bad: str) -> str:
    """The string where a name, a quotation and a title could stand."""
    return f"{SAID}\n\n“{bad},” said Mr. {bad} of {bad}. {bad}: {bad} told {bad} that {bad}.\n\n{bad}\n\n{SAID}"


@pytest.fixture(scope="module")
def documents(extractor):
    docs = []
    for bad in naughty():
        text = embedded(bad)
        doc = extractor.extract(text, id=bad, title=bad)
        check(doc, text)
        assert doc.id == (bad or None)
        assert doc.title == (bad or None)
        assert any(a.speaker for a in doc.attributions), bad
        docs.append(doc)
    return docs


def test_alone(extractor):
    for bad in naughty():
        check(extractor.extract(bad), bad)


def test_as_people():
    for bad in naughty():
        if bad.strip():
            people = [{"name": bad, "aliases": [bad], "title": bad, "id": bad}]
            check(inquit.extract(SAID + bad, people=people), SAID + bad)


@pytest.mark.parametrize("form", [*inquit.export.FORMATS])
def test_exports(documents, form):
    need_extra(f".{form}")
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExportWarning)
        inquit.export.write_to(documents, out, form)
    assert out.getvalue()


def test_pages(documents):
    assert report_html(documents)
    for doc in documents:
        assert doc._repr_html_()
        assert str(doc)
