"""HTML pages: the article's text by trafilatura. That text is kept, and offsets refer to it."""

from __future__ import annotations

from typing import Any

from .article import USUAL, Article, Fields, Problem, article_of

KEPT = {"url": "url", "author": "author", "sitename": "outlet", "hostname": "hostname", "language": "language"}


def read_html(place: str, data: bytes, fields: Fields = USUAL, url: str | None = None) -> Article | Problem:
    """The article of a page: its text, title, date, outlet and address, as far as the page says them."""
    try:
        import trafilatura
    except ImportError as error:
        return Problem(place, f"HTML needs trafilatura: pip install 'inquit[html]' ({error})")
    try:
        page: Any = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    except Exception as error:  # noqa: BLE001  one odd page must not end the rest
        return Problem(place, f"trafilatura: {type(error).__name__}: {error}")
    if page is None:
        return Problem(place, "no article found in this page")
    found = page if isinstance(page, dict) else page.as_dict()
    if not found.get("text"):
        return Problem(place, "no text found in this page")
    record = {"text": found["text"], "title": found.get("title"), "date": found.get("date"), "id": url or place}
    record |= {name: found[key] for key, name in KEPT.items() if found.get(key)}
    return article_of(place, record)
