"""Folders, zips, JSON of other tools, HTML, XLSX, encodings: what is read, and that one bad article fails alone."""

import datetime
import json
import zipfile

import pytest
from by_hand import SAID
from click.testing import CliRunner
from inquit.cli import cli
from inquit.readers import Fields, Problem, read

PAGE = """<html><head><title>Ready</title><meta property="og:site_name" content="The Daily">
<meta property="og:url" content="https://example.org/1"><meta property="article:published_time" content="2023-09-19">
</head><body><nav><a href="/">Home</a></nav><article><h1>Ready</h1>
<p>“We are ready,” Ann Bell told Carl Dunn on Monday. The paragraph goes on so that it is long enough to be kept.</p>
<p>“Nothing is decided yet, and nothing will be decided before the spring,” said Eve Fox, who leads the council.</p>
</article><footer>Subscribe</footer></body></html>"""


def read_all(path, fields=None):
    warnings = []

    def warn(place, message):
        warnings.append(message)

    return list(read(str(path), warn, fields) if fields else read(str(path), warn)), warnings


def test_folder_is_read_in_order_with_what_it_holds(tmp_path):
    for name in ("b.txt", "a/z.TXT", "a/c.jsonl", ".hidden.txt", ".git/d.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "x"}', encoding="utf-8")
    places = [item.place for item in read_all(tmp_path)[0]]
    assert places == [f"{tmp_path}/b.txt", f"{tmp_path}/a/c.jsonl:1", f"{tmp_path}/a/z.TXT"]


def test_zip_is_read_and_a_bad_member_fails_alone(tmp_path):
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/second.txt", "\ufefftwo\r\n")
        archive.writestr("a.jsonl", '{"text": "one", "id": "x"}\n{"no": 1}\n')
        archive.writestr("damaged.txt", "some words to damage")
        archive.writestr("__MACOSX/._a.txt", "junk")
        archive.writestr("picture.png", "junk")
    path.write_bytes(path.read_bytes().replace(b"some words to damage", b"some words to DAMAGE"))
    first, lacking, second, damaged = read_all(path)[0]
    assert (first.id, first.text) == ("x", "one")
    assert lacking.place == f"{path}/a.jsonl:2"
    assert (second.place, second.text) == (f"{path}/b/second.txt", "two\r\n")
    assert isinstance(damaged, Problem)
    assert "cannot be unpacked: Bad CRC" in damaged.why


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_zip_is_a_problem(tmp_path, data):
    (tmp_path / "c.zip").write_bytes(data)
    (problem,), _ = read_all(tmp_path / "c.zip")
    assert problem.fatal


@pytest.mark.parametrize(
    "record",
    [
        {"maintext": "x", "date_publish": "2023-09-19 10:00:00", "title": "T", "url": "https://example.org/1",
         "source_domain": "example.org", "authors": ["Ann Bell"], "text": None},  # news-please
        {"text": "x", "publish_date": "2023-09-19", "title": "T", "url": "https://example.org/1"},  # newspaper4k
        {"text": "x", "date": "2023-09-19", "title": "T", "id": None, "url": "https://example.org/1"},  # trafilatura
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["jsonl", "json", "list"])
def test_records_of_other_tools_are_read(tmp_path, record, form):
    path = tmp_path / f"a.{'jsonl' if form == 'jsonl' else 'json'}"
    path.write_text(json.dumps([record] if form == "list" else record), encoding="utf-8")
    (article,), _ = read_all(path)
    assert (article.text, article.title, article.id) == ("x", "T", "https://example.org/1")
    assert article.date.startswith("2023-09-19")
    assert article.extra["url"] == "https://example.org/1"


def test_json_list_has_a_bad_article_fail_alone(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": "x"}, {"headline": "y"}, 3]), encoding="utf-8")
    good, lacking, odd = read_all(path)[0]
    assert good.place == f"{path}[0]"
    assert lacking == Problem(f"{path}[1]", 'no field "text" or "maintext"; there are \'headline\'')
    assert "not a JSON object" in odd.why


def test_fields_can_be_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "x", "text": "not this", "day": "2023-01-01", "nr": 3, "head": "T"}', encoding="utf-8")
    (article,), _ = read_all(path, Fields.named("body", "day", "head", "nr"))
    assert article[1:5] == (3, "x", "2023-01-01", "T")


def test_html_page_gives_its_article(tmp_path):
    pytest.importorskip("trafilatura", reason="trafilatura is not installed (extra: html)")
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    (article,), _ = read_all(path)
    assert "“We are ready,” Ann Bell told Carl Dunn on Monday." in article.text
    assert "Subscribe" not in article.text
    assert (article.title, article.date) == ("Ready", "2023-09-19")
    assert article.extra["outlet"] == "The Daily"


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"<html>", b"<p>", b"\xff\xfe<", PAGE.encode("cp1252", "replace")])
def test_odd_pages_are_articles_or_problems(tmp_path, data):
    pytest.importorskip("trafilatura", reason="trafilatura is not installed (extra: html)")
    (tmp_path / "a.htm").write_bytes(data)
    (item,), _ = read_all(tmp_path / "a.htm")
    assert item.place


def sheet(path, *rows):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra: xlsx)")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_xlsx_rows_are_articles(tmp_path):
    path = tmp_path / "a.xlsx"
    day = datetime.datetime(2023, 9, 19)
    sheet(
        path,
        ("id", "text", "date", "outlet"),
        (1, "x", day, "The Daily"),
        (),
        (2, None, None, None),
        (3, 5, None, None),
    )
    first, lacking, number = read_all(path)[0]
    assert (first.place, first.id, first.text, first.date) == (f"{path}:2", 1, "x", "2023-09-19T00:00:00")
    assert first.extra == {"outlet": "The Daily"}
    assert lacking.place == f"{path}:4"
    assert number.why == 'the field "text" is no string'


def test_xlsx_without_the_column_says_which_there_are(tmp_path):
    path = tmp_path / "a.xlsx"
    sheet(path, ("nr", "body"), (1, "x"))
    (problem,), _ = read_all(path)
    assert problem.fatal
    assert "there are 'nr', 'body': name it by --text-column" in problem.why
    (article,), _ = read_all(path, Fields.named(text="body"))
    assert article.text == "x"
    (tmp_path / "b.xlsx").write_bytes(b"PK no sheet")
    assert read_all(tmp_path / "b.xlsx")[0][0].fatal


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xff\xfe" + "“é😀”".encode("utf-16-le"), "“é😀”"),
        (b"\xfe\xff" + "“é😀”".encode("utf-16-be"), "“é😀”"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ],
)
def test_byte_order_marks_tell_the_encoding(tmp_path, data, text):
    (tmp_path / "a.txt").write_bytes(data)
    (article,), warnings = read_all(tmp_path / "a.txt")
    assert (article.text, warnings) == (text, [])


def test_command_reads_any_of_them_and_names_what_failed(tmp_path):
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("a.txt", SAID)
    (tmp_path / "d.jsonl").write_text(json.dumps({"body": SAID}) + "\n{}\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["extract", str(tmp_path), "--format", "jsonl", "--text-column", "body"])
    assert done.exit_code == 1
    assert done.output.count('"speaker": "John Kirby"') + done.output.count('"speaker":"John Kirby"') == 2
    assert 'd.jsonl:2: no field "body"' in done.output
