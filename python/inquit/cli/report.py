"""inquit report: articles or records in, one page out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import click

from ..document import Document
from ..options import date_text
from ..readers import Article
from ..report import Entry, report_html
from .extract import _Run, complain
from .options import date_option, extractor_of, extractor_options, threads_option
from .output import opened
from .progress import progress


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("-o", "--output", required=True, metavar="OUT", help="The page to write, such as report.html.")
@click.option("--heading", default="Who said what", show_default=True, metavar="H", help="Heading of the page.")
@date_option
@extractor_options(but=("offsets",))
@threads_option
def report(
    files: tuple[str, ...],
    output: str,
    heading: str,
    date: str | None,
    options: dict[str, Any],
    threads: int,
) -> None:
    """Make one page to look through who said what.

    The page opens from disk in any browser and needs nothing else: search, filters, the article beside each quotation,
    who told whom. A FILE is what `inquit extract` reads (a folder too), or JSONL that it wrote.

    \b
    inquit report corpus/ -o report.html
    inquit extract corpus.jsonl -o quotes.jsonl
    inquit report quotes.jsonl -o report.html
    """
    try:
        date = date_text(date)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    run = _Run(extractor_of(options), threads, date, None)
    try:
        with progress(output, files) as run.reach:
            page = report_html(_entries(run, files), title=heading)
        if run.read == 0 and run.failed:
            sys.exit(2)
        with opened(output) as out:
            out.write(page.encode())
    except ValueError as error:
        complain(output, str(error))
        sys.exit(2)
    except OSError as error:
        complain(error.filename or output, error.strerror or str(error))
        sys.exit(2)
    sys.exit(1 if run.failed else 0)


def _entries(run: _Run, files: tuple[str, ...]) -> Iterator[Entry]:
    for are_records, articles in groupby(run.articles(files), key=_is_record):
        if not are_records:
            for article, doc in run.pairs(articles):
                yield Entry.of(doc, article.extra)
            continue
        for article in articles:
            record = {**article.extra, "id": article.id, "text": article.text, "date": article.date}
            try:
                doc = Document.from_dict(record | {"title": article.title})
                yield Entry.of(doc, article.extra)
                run.read += 1
            except (KeyError, TypeError, ValueError) as error:
                run.fail(article.place, f"not a record of inquit: {error!r}")


def _is_record(article: Article) -> bool:
    return article.extra.get("schema") == 1 and "attributions" in article.extra
