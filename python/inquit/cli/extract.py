"""inquit extract: articles in, attributions out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ..document import Document
from ..extractor import Extractor
from ..options import date_text
from ..readers import USUAL, Article, Fields, Problem, read
from ..result import Failure
from .output import STDOUT, forget_stdout, opened
from .table import write_table

# Articles that are extracted together: the memory of a run is that of one such group, however long the input.
_GROUP = 512
_GROUP_CHARACTERS = 8_000_000


def complain(place: str, message: str) -> None:
    """One line on standard error."""
    click.echo(f"inquit: {place}: {' '.join(message.split())}", err=True)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-o", "--output", metavar="OUT", help="Write to this file (whole or not at all) instead of standard output."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "json"]),
    help="table for reading; jsonl: one record a line; json: a list of records. "
    "[default: table on a terminal, jsonl otherwise]",
)
@click.option("--date", metavar="D", help="Date (2023-09-19) of articles that have none: it dates “on Monday”.")
@click.option("--title", metavar="T", help="Title of articles that have none: it helps to resolve names.")
@click.option("--text-column", metavar="NAME", help="Field or column that holds the text. [default: text or maintext]")
@click.option("--date-column", metavar="NAME", help="… the date. [default: date, date_publish or publish_date]")
@click.option("--title-column", metavar="NAME", help="… the title. [default: title]")
@click.option("--id-column", metavar="NAME", help="… the id. [default: id or url]")
@click.option("--attitudes", is_flag=True, help="Also find what somebody believes, wants, backs.")
@click.option(
    "--offsets",
    type=click.Choice(["codepoints", "bytes", "utf16"]),
    default="codepoints",
    show_default=True,
    help="Unit of the offsets.",
)
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
@click.option("--with-text/--no-text", default=True, show_default=True, help="Put the text into the record.")
def extract(
    files: tuple[str, ...],
    output: str | None,
    form: str | None,
    date: str | None,
    title: str | None,
    text_column: str | None,
    date_column: str | None,
    title_column: str | None,
    id_column: str | None,
    attitudes: bool,
    offsets: str,
    min_confidence: float,
    language: str,
    packs: tuple[str, ...],
    threads: int,
    with_text: bool,
) -> None:
    """Find who said what in articles.

    A FILE is plain text (one article), JSONL, JSON or XLSX with the fields text, id, date and title or those that
    news-please, newspaper4k and trafilatura write, an HTML page, or a folder or zip of them. - is standard input.

    \b
    inquit extract article.txt --date 2023-09-19
    inquit extract corpus.jsonl -o quotes.jsonl --threads 2
    """
    try:
        date = date_text(date)
        extractor = Extractor(
            language=language, packs=packs, attitudes=attitudes, offsets=offsets, min_confidence=min_confidence
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    to_terminal = output in (None, STDOUT) and sys.stdout.isatty()
    form = form or ("table" if to_terminal else "jsonl")
    run = _Run(extractor, threads, date, title, Fields.named(text_column, date_column, title_column, id_column))
    try:
        with opened(output) as out, _progress(output) as advance:
            WRITERS[form](run.documents(files, advance), out, with_text)
            if run.read == 0 and run.failed:
                raise _NothingReadError
    except _NothingReadError:
        sys.exit(2)
    except BrokenPipeError:  # "| head" has read enough
        forget_stdout()
        sys.exit(0)
    except OSError as error:
        complain(error.filename or output or "standard output", error.strerror or str(error))
        sys.exit(2)
    sys.exit(1 if run.failed else 0)


class _NothingReadError(Exception):
    """No article could be read: leaves an older output file as it was."""


class _Run:
    """One pass over the files: groups of articles through the extractor, failures named and counted."""

    def __init__(self, extractor: Extractor, threads: int, date: str | None, title: str | None, fields: Fields = USUAL):
        self.extractor, self.threads, self.date, self.title, self.fields = extractor, threads, date, title, fields
        self.read = self.failed = 0

    def documents(self, files: Iterable[str], advance: Callable[[int], None]) -> Iterator[Document]:
        return (doc for _, doc in self.pairs(self.articles(files), advance))

    def pairs(self, articles: Iterable[Article], advance: Callable[[int], None]) -> Iterator[tuple[Article, Document]]:
        for group in _groups(articles):
            self.read += len(group)
            result = self.extractor.extract_many(
                [article.text for article in group],
                ids=[article.id for article in group],
                dates=[article.date for article in group],
                titles=[article.title or self.title for article in group],
                threads=self.threads,
            )
            for article, item in zip(group, result, strict=True):
                if isinstance(item, Failure):
                    self.fail(article.place, str(item.error))
                else:
                    yield article, item
            advance(len(group))

    def articles(self, files: Iterable[str]) -> Iterator[Article]:
        for path in files:
            for item in read(path, complain, self.fields):
                if isinstance(item, Problem):
                    self.fail(item.place, item.why)
                else:
                    yield item._replace(date=self._date_of(item))

    def _date_of(self, article: Article) -> str | None:
        try:
            return date_text(article.date) or self.date
        except ValueError as error:
            complain(article.place, f"{error}; extracted without it")
            return self.date

    def fail(self, place: str, why: str) -> None:
        self.failed += 1
        complain(place, why)


def _groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    characters = 0
    for article in articles:
        group.append(article)
        characters += len(article.text)
        if len(group) >= _GROUP or characters >= _GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _write_jsonl(documents: Iterable[Document], out: BinaryIO, with_text: bool) -> None:
    for doc in documents:
        out.write(doc.to_json(with_text=with_text).encode() + b"\n")


def _write_json(documents: Iterable[Document], out: BinaryIO, with_text: bool) -> None:
    out.write(b"[")
    for n, doc in enumerate(documents):
        out.write((b",\n" if n else b"\n") + doc.to_json(with_text=with_text).encode())
    out.write(b"\n]\n")


def _write_table(documents: Iterable[Document], out: BinaryIO, _with_text: bool) -> None:
    for doc in documents:
        write_table(doc, out)


WRITERS = {"jsonl": _write_jsonl, "json": _write_json, "table": _write_table}


@contextmanager
def _progress(output: str | None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while a file is written and somebody looks; nothing otherwise."""
    if output in (None, STDOUT) or not sys.stderr.isatty():
        yield lambda n: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extract", total=None)
        yield lambda n: bar.advance(task, n)
