"""The report as a page: what stands in it, that it is inert, what the command does. test_report_browser.py uses it."""

import json
import re
from html.parser import HTMLParser

import inquit
import pytest
from by_hand import DATA, SAID, attribution, record_of, speaker, split_document
from click.testing import CliRunner
from inquit import report
from inquit.cli import cli

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&lt;]]>\u2028\" ' ${data} $title"


class Page(HTMLParser):
    """Elements with attributes (their values but for hashes and text), and the words of the JSON island."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.island, self.inside = [], "", None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(attrs)))
        self.inside = dict(attrs).get("id", tag)

    def handle_data(self, words):
        if self.inside == "data":
            self.island += words

    def handle_endtag(self, tag):
        self.inside = None

    @property
    def data(self):
        return json.loads(self.island)


def hostile(words):
    text = f"“{words},” {words} said."
    said = [[0, len(words) + 3]]
    doc = inquit.Document.from_dict(
        record_of(
            text,
            [attribution(0, uid=words, content=said, speaker=words, speaker_id=0, rule=words, when=words, act=words)],
            [speaker(0, words, title=words)],
            id=words,
            title=words,
            date=words,
            language=words,
        )
    )
    return report.Entry(doc, outlet=words, url=words)


def test_report_holds_text_and_places(split):
    data = Page(report.report_html([report.Entry(split, "The Daily", "https://example.org/1")])).data
    (article,), (quotation,) = data["articles"], data["quotations"]
    assert article["text"] == split.text
    assert (article["outlet"], article["url"]) == ("The Daily", "https://example.org/1")
    cut = [article["text"][start:end] for start, end in quotation["content"]]
    assert cut == ["“We are ready,”", "“and will go.”"]
    assert (quotation["speaker"], quotation["to"], quotation["when"]) == ("John Kirby", "Han Zheng", "2023-09-18")


def test_report_of_hostile_text_has_the_elements_of_plain_text():
    page = Page(report.report_html([hostile(HOSTILE)], title=HOSTILE))
    assert page.elements == Page(report.report_html([hostile("a")], title="a")).elements
    assert page.data["articles"][0]["title"] == HOSTILE
    assert page.data["articles"][0]["text"] == f"“{HOSTILE},” {HOSTILE} said."


def test_report_loads_nothing():
    html = report.report_html([])
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "@import" not in html
    assert "url(" not in html
    assert "innerHTML" not in html
    assert "default-src 'none'" in html
    assert html.count("<script") == 2


@pytest.mark.parametrize("unit", ["codepoints", "bytes", "utf16"])
def test_report_gives_offsets_of_javascript_strings(unit):
    doc = inquit.extract("😀 “Ça va 😀 bien,” Élise Roy said. 😀", offsets=unit)
    data = Page(report.report_html([doc])).data
    wide = data["articles"][0]["text"].encode("utf-16-le")
    ((start, end),) = data["quotations"][0]["content"]
    assert wide[2 * start : 2 * end].decode("utf-16-le") == "“Ça va 😀 bien,”"


def test_report_refuses_too_many(monkeypatch):
    monkeypatch.setattr(report, "MAX_QUOTATIONS", 1)
    with pytest.raises(report.TooManyError, match="fewer articles"):
        report.report_html([split_document(), split_document()])


def test_report_needs_the_text():
    doc = inquit.Document.from_dict(split_document().to_dict(with_text=False))
    with pytest.raises(ValueError, match="no text"):
        report.report_html([doc])


def run(*arguments):
    return CliRunner().invoke(cli, ["report", *map(str, arguments)])


def test_report_command_reads_a_folder_and_names_outlets(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "b").mkdir(parents=True)
    (corpus / "a.txt").write_text(SAID, encoding="utf-8")
    line = {"text": SAID, "outlet": "The Daily", "url": "https://example.org/1"}
    (corpus / "b" / "c.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (corpus / "picture.png").write_bytes(b"\x89PNG")
    page = tmp_path / "report.html"
    done = run(corpus, "-o", page, "--heading", "Our <corpus>")
    assert (done.exit_code, done.output) == (0, "")
    html = page.read_text(encoding="utf-8")
    assert "<h1>Our &lt;corpus&gt;</h1>" in html
    assert [article["outlet"] for article in Page(html).data["articles"]] == [None, "The Daily"]


def test_report_command_reads_what_extract_wrote(tmp_path):
    quotes, page = tmp_path / "q.jsonl", tmp_path / "r.html"
    CliRunner().invoke(cli, ["extract", str(DATA / "example.txt"), "--date", "2023-09-19", "-o", str(quotes)])
    assert run(quotes, "-o", page).exit_code == 0
    record = json.loads(quotes.read_text(encoding="utf-8"))
    data = Page(page.read_text(encoding="utf-8")).data
    assert [q["uid"] for q in data["quotations"]] == [a["uid"] for a in record["attributions"]]
    assert data["articles"][0]["date"] == "2023-09-19"


def test_report_command_keeps_going_over_a_bad_article(tmp_path):
    corpus = tmp_path / "c.jsonl"
    rows = [{"text": SAID}, {"text": None}, {"text": SAID, "schema": 1, "attributions": []}]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    page = tmp_path / "r.html"
    done = run(corpus, "-o", page)
    assert done.exit_code == 1
    assert [line.split(": ")[1] for line in done.output.splitlines()] == [f"{corpus}:2", f"{corpus}:3"]
    assert len(Page(page.read_text(encoding="utf-8")).data["articles"]) == 1


def test_report_command_writes_nothing_of_nothing(tmp_path):
    done = run(tmp_path, "-o", tmp_path / "r.html")
    assert done.exit_code == 2
    assert "no article in this folder" in done.output
    assert list(tmp_path.iterdir()) == []
