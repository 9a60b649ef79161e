from html.parser import HTMLParser

import inquit
import pytest
from by_hand import attribution, find, record_of, speaker, split_document

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;\" onmouseover='x' ${css} $text </style>"


class Page(HTMLParser):
    """The elements with their attributes' names, the words, and the attributes that are shown."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.titles, self.classes = [], [], [], []
        self.in_style = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.in_style = tag == "style"
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        values = dict(attrs)
        self.classes.append(values.get("class", "").split())
        if "title" in values:
            self.titles.append(values["title"])

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if not self.in_style:
            self.words.append(data)


def test_display_shows_the_whole_text(split):
    assert split.text in "".join(Page(split._repr_html_()).words)


def test_display_marks_the_parts(split):
    html = split._repr_html_()
    assert 'class="iq-cue"' in html
    assert ">told</span>" in html
    assert html.count('class="iq-c iq-s0" title=') == 2
    assert ">“the fixer”</span>" in html


def test_display_tells_who_whom_when_and_why(split):
    tip = Page(split._repr_html_()).titles[0]
    for part in ("John Kirby", "to Han Zheng", "2023-09-18", "quote-source-cue", "0.98", "0.99"):
        assert part in tip


def test_display_has_a_legend(split):
    words = "".join(Page(split._repr_html_()).words)
    assert "John Kirby (spokesman)" in words


def test_display_is_inert(split):
    page = Page(split._repr_html_())
    assert {tag for tag, _ in page.elements} == {"style", "div", "span", "ul", "li"}
    assert {name for _, names in page.elements for name in names} <= {"class", "title", "lang", "dir"}
    assert "http" not in split._repr_html_()
    assert "url(" not in split._repr_html_()


def hostile(words):
    text = f"“{words},” {words} said."
    names = find(text, f"“{words},”"), [[len(words) + 4, 2 * len(words) + 4]]
    return inquit.Document.from_dict(
        record_of(
            text,
            [attribution(0, content=names[0], source=names[1], speaker=words, speaker_id=0, rule=words, when=words)],
            [speaker(0, words, title=words)],
            [{"content": names[1], "why": words}],
            id=words,
            title=words,
            date=words,
            language=words,
        )
    )


def test_display_of_hostile_text_has_the_elements_of_plain_text():
    assert Page(hostile(HOSTILE)._repr_html_()).elements == Page(hostile("a")._repr_html_()).elements
    assert HOSTILE in "".join(Page(hostile(HOSTILE)._repr_html_()).words)


def test_display_gives_nested_contents_the_inner_colour():
    text = "Miller said Blinken had agreed to “go on”."
    doc = inquit.Document.from_dict(
        record_of(
            text,
            [
                attribution(0, content=find(text, "Blinken had agreed to “go on”"), speaker="Miller", speaker_id=0),
                attribution(1, content=find(text, "“go on”"), speaker="Blinken", speaker_id=1, parent=0),
            ],
            [speaker(0, "Miller"), speaker(1, "Blinken")],
        )
    )
    html = doc._repr_html_()
    assert 'class="iq-c iq-s1 iq-n"' in html
    assert "".join(Page(html).words).count("“go on”") == 1


def test_display_of_many_speakers_starts_again_with_another_line():
    text = " ".join(f"“{n}”" for n in range(20))
    doc = inquit.Document.from_dict(
        record_of(
            text,
            [attribution(n, content=find(text, f"“{n}”"), speaker=f"S{n}", speaker_id=n) for n in range(20)],
            [speaker(n, f"S{n}") for n in range(20)],
        )
    )
    marks = {tuple(classes) for classes in Page(doc._repr_html_()).classes if "iq-c" in classes}
    assert len(marks) == 20


def test_display_of_nobody():
    text = "They were told that it would rain."
    doc = inquit.Document.from_dict(record_of(text, [attribution(0, content=find(text, "it would rain"))]))
    assert "nobody named" in "".join(Page(doc._repr_html_()).words)


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_display_works_in_every_unit(unit):
    text = "😀 “Ça va,” Élise said. 😀"
    doc = inquit.extract(text, offsets=unit)
    assert text in "".join(Page(doc._repr_html_()).words)


def test_display_needs_the_text():
    doc = inquit.Document.from_dict(split_document().to_dict(with_text=False))
    with pytest.raises(ValueError, match="no text"):
        doc._repr_html_()


def test_display_of_the_example_shows_its_text(example):
    assert example.text in "".join(Page(example._repr_html_()).words)
