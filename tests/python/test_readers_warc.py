"""WARC: pages among other records, compressed or not, and files that break off."""

import io

import pytest
from inquit.readers import Problem, read
from test_readers_formats import PAGE

warcio = pytest.importorskip("warcio", reason="warcio is an extra")
pytest.importorskip("trafilatura", reason="trafilatura is an extra")
# warcio's writer, which only the tests use, leaves its buffers to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def warc(path, records):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=str(path).endswith(".gz"))
        for address, status, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(body.encode()), http_headers=headers)
            )


RECORDS = [
    ("https://example.org/robots.txt", "200 OK", "text/plain", "User-agent: *"),
    ("https://example.org/1", "200 OK", "text/html; charset=utf-8", PAGE),
    ("https://example.org/2", "404 Not Found", "text/html", PAGE),
    ("https://example.org/3", "200 OK", "text/html", "<html></html>"),
]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_are_articles_and_one_without_text_fails_alone(tmp_path, name):
    path = tmp_path / name
    warc(path, RECORDS)
    article, empty = read(str(path), lambda *_: None)
    assert (article.id, article.place) == ("https://example.org/1", f"{path}#https://example.org/1")
    assert "“We are ready,” Ann Bell told Carl Dunn on Monday." in article.text
    assert article.date == "2023-09-19"
    assert isinstance(empty, Problem)
    assert not empty.fatal


@pytest.mark.parametrize("data", [b"", b"no warc\n", b"\x1f\x8bno gzip"])
def test_what_is_no_warc_is_a_problem(tmp_path, data):
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    (problem,) = read(str(path), lambda *_: None)
    assert problem.fatal


def test_a_file_that_breaks_off_gives_what_stands_before(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    warc(path, [RECORDS[1], RECORDS[1]])
    path.write_bytes(path.read_bytes()[:-60])
    items = list(read(str(path), lambda *_: None))
    assert "We are ready" in items[0].text
