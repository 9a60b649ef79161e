"""WARC, as crawlers write it: the article of each HTML response. Needs warcio, and trafilatura for the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from .article import USUAL, Article, Fields, Problem
from .html import read_html

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: str, file: BinaryIO, fields: Fields = USUAL) -> Iterator[Article | Problem]:
    """The pages in the order of the file, compressed or not; other records and failed requests are passed over.

    A page's place is `path#address`, its id the address. A file that breaks off gives what stands before the break, and
    a `Problem`.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        yield Problem(path, "WARC needs warcio and trafilatura: pip install 'inquit[warc]'", True)
        return
    found = False
    try:
        for record in ArchiveIterator(file):
            address = _address(record)
            if address is not None:
                found = True
                yield read_html(f"{path}#{address}", record.content_stream().read(), fields, url=address)
    except Exception as error:  # noqa: BLE001  whatever a broken file makes of the library
        yield Problem(path, f"not a WARC file that can be read to its end: {error}", not found)
        return
    if not found:
        yield Problem(
            path, "no article in this WARC file: it holds no HTML page that was answered with status 200", True
        )


def _address(record: Any) -> str | None:
    """The address of a page that was there; None of any other record."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if not kind.lower().startswith(_PAGES):
        return None
    address: str | None = record.rec_headers.get_header("WARC-Target-URI")
    return address
