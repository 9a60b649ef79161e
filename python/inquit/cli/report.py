"""inquit report: articles or records in, one page out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

import click

from ..document import Document
from ..extractor import Extractor
from ..options import date_text
from ..readers import Article
from ..report import Entry, report_html
from .extract import _Run, complain
from .output import opened
from .progress import progress


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("-o", "--output", required=True, metavar="OUT", help="The page to write, such as report.html.")
@click.option("--heading", default="Who said what", show_default=True, metavar="H", help="Heading of the page.")
@click.option("--date", metavar="D", help="Date (2023-09-19) of articles that have none: it dates “on Monday”.")
@click.option("--attitudes", is_flag=True, help="Also find what somebody believes, wants, backs.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="C", help="Leave out below C (0 to 1)."
)
@click.option("--language", default="en", show_default=True, metavar="CODE", help="Language of the texts.")
@click.option(
    "--pack", "packs", multiple=True, metavar="FILE", help="Words and rules of your own: a file or folder; repeatable."
)
@click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Work on N at once."
)
def report(
    files: tuple[str, ...],
    output: str,
    heading: str,
    date: str | None,
    attitudes: bool,
    min_confidence: float,
    language: str,
    packs: tuple[str, ...],
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
        extractor = Extractor(language=language, packs=packs, attitudes=attitudes, min_confidence=min_confidence)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    run = _Run(extractor, threads, date, None)
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
