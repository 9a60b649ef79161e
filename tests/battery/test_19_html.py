"""Row 19: a report, a display, a review page, an evaluation page of hostile texts has the elements and attributes that one
of "a" has; proved by parsing it back."""

from __future__ import annotations

import json
import random
from html.parser import HTMLParser

import inquit
import pytest
from hostile import SAID
from inquit.report import Entry, report_html
from lane import count
from payloads import HTML

SAFE = "a"


class Shape(HTMLParser):
    """The elements and attributes of a page; of a data island its JSON instead of its text."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple] = []
        self.islands: list[str] = []
        self.script: str | None = None
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.script = dict(attrs).get("type", "") if tag == "script" else None
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "srcdoc", "formaction")]
        assert dict(attrs).get("style", "overflow-x:auto") == "overflow-x:auto"
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag):
        self.shape.append((f"/{tag}",))
        self.script = None

    def handle_data(self, data):
        if self.script and "json" in self.script:
            self.islands.append(data)

    def handle_comment(self, data):
        self.shape.append(("comment",))

    def unknown_decl(self, data):
        self.shape.append(("declaration",))


def document(bad: str) -> inquit.Document:
    """One record whose every field holds the words: made by hand, so that its parts do not depend on what the words are."""
    text = f"“{bad}” {bad} {bad} {bad}. “{bad}”"
    record = inquit.extract(SAID + "He is “the fixer”.").to_dict()
    n = len(bad)
    places = {"content": [[0, n + 2]], "source": [[n + 3, 2 * n + 3]], "cue": [[2 * n + 4, 3 * n + 4]]}
    a = record["attributions"][0]
    a |= places
    a |= {"addressee": [[3 * n + 5, 4 * n + 5]], "time": [], "place": [], "document": []}
    a |= {
        "speaker": bad,
        "addressee_name": bad,
        "when": "2023-09-18",
        "rule": bad,
        "act": bad,
        "uid": bad,
        "mentions": [0],
    }
    record["speakers"] = [record["speakers"][0] | {"name": bad, "title": bad, "affiliation": bad, "aliases": [bad]}]
    record["speakers"][0] |= {"external_id": bad, "gender_basis": bad, "mentions": places["source"]}
    record["unattributed"] = [{"content": [[4 * n + 7, 5 * n + 9]], "why": bad}]
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    record |= {
        "id": bad,
        "title": bad,
        "language": bad,
        "date": bad,
        "text": text,
        "text_sha256": digest,
        "n_chars": len(text),
    }
    return inquit.Document.from_dict(record)


def pages(bad: str) -> dict[str, str]:
    doc = document(bad)
    return {
        "report": report_html([Entry(doc, bad, bad)], title=bad),
        "display": doc._repr_html_(),
        "table": inquit.extract_many([f"“{bad},” Kirby said."], ids=[bad])._repr_html_(),
    }


EXPECTED = {name: Shape(page).shape for name, page in pages(SAFE).items()}


@pytest.mark.parametrize("bad", HTML)
def test_hostile_words_in_every_field(bad):
    for name, page in pages(bad).items():
        found = Shape(page)
        if name != "table":  # how many rows it has is the words' to say
            assert found.shape == EXPECTED[name], name
        assert {tag for tag, *_ in found.shape} <= {tag for tag, *_ in EXPECTED[name]}
        for island in found.islands:
            assert "<" not in island
            assert any(q["speaker"] == bad for q in json.loads(island)["quotations"])
        assert not [link for link in found.links if link and not link.startswith("#")]


def test_no_script_in_a_notebook():
    for bad in HTML:
        doc = inquit.extract(f"{SAID}\n\n“{bad},” said Mr. {bad}. {SAID}", id=bad, title=bad)
        shown = doc._repr_html_() + inquit.extract_many([doc.text])._repr_html_()
        if len(doc):
            shown += inquit.explain(doc, 0)._repr_html_()
        assert not {"script", "iframe", "object", "embed", "link", "meta", "base", "form"} & {
            t for t, *_ in Shape(shown).shape
        }


def test_many_hostile_articles():
    rng = random.Random(19)
    texts = [
        "\n\n".join(f"“{rng.choice(HTML)},” John Kirby said. {rng.choice(HTML)}" for _ in range(4))
        for _ in range(count(100, 1000))
    ]
    docs = [
        doc
        for doc in inquit.extract_many(texts, ids=[rng.choice(HTML) for _ in texts])
        if isinstance(doc, inquit.Document)
    ]
    assert len(docs) == len(texts)
    assert Shape(report_html(docs)).shape == EXPECTED["report"]
    allowed = {tag for tag, *_ in Shape(inquit.extract(SAID * 3)._repr_html_()).shape} | {"li", "/li", "span", "/span"}
    for doc in docs:
        assert {tag for tag, *_ in Shape(doc._repr_html_()).shape} <= allowed
