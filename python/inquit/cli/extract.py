"""inquit extract: articles in, attributions out."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import click

from .._core import Column
from ..columns import kept_column
from ..corrections import Corrections
from ..document import Document
from ..extractor import Extractor
from ..frame import unique
from ..options import date_text
from ..readers import USUAL, Article, Fields, Problem, read
from ..result import Result
from .batch import CHUNK, RESUMABLE, Journal, fingerprint, form_of, write_results
from .options import date_option, extractor_of, extractor_options, threads_option, title_option
from .output import STDOUT, forget_stdout, opened
from .progress import Reach, progress
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
    type=click.Choice(["table", "jsonl", "json", "csv", "parquet"]),
    help="table for reading; jsonl: one record a line; json: a list of records; csv, parquet: "
    "attributions, a row each. [default: told by the name of OUT; else table on a terminal, jsonl otherwise]",
)
@date_option
@title_option
@click.option("--text-column", metavar="NAME", help="Field or column that holds the text. [default: text or maintext]")
@click.option("--date-column", metavar="NAME", help="… the date. [default: date, date_publish or publish_date]")
@click.option("--title-column", metavar="NAME", help="… the title. [default: title]")
@click.option("--id-column", metavar="NAME", help="… the id. [default: id or url]")
@click.option("--keep", multiple=True, metavar="NAME", help="Keep this field or column in CSV and Parquet; repeatable.")
@click.option("--resume", is_flag=True, help="Work in chunks; go on after the last whole one of a run that stopped.")
@extractor_options()
@threads_option
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
    keep: tuple[str, ...],
    resume: bool,
    options: dict[str, Any],
    threads: int,
    with_text: bool,
) -> None:
    """Find who said what in articles.

    A FILE is plain text (one article), JSONL, JSON, CSV, Parquet or XLSX with the fields text, id, date and title or
    those that news-please, newspaper4k and trafilatura write, an HTML page, a WARC file, or a folder or zip of them. - is
    standard input.

    \b
    inquit extract article.txt --date 2023-09-19
    inquit extract corpus.jsonl -o quotes.jsonl --threads 2
    inquit extract corpus.csv --text-column body --keep outlet -o quotes.parquet
    """
    try:
        date = date_text(date)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    extractor = extractor_of(options)
    to_terminal = output in (None, STDOUT) and sys.stdout.isatty()
    form = form or form_of(output) or ("table" if to_terminal else "jsonl")
    fields = Fields.named(text_column, date_column, title_column, id_column)
    try:
        run = _Run(extractor, threads, date, title, fields, keep)
        if form == "parquet" and importlib.util.find_spec("pyarrow") is None:
            raise ValueError("Parquet needs pyarrow: pip install 'inquit[pandas]'")
        journal = None
        if resume:
            if form not in RESUMABLE or output in (None, STDOUT):
                raise ValueError(f"--resume needs -o and one of the formats {', '.join(RESUMABLE)}")
            told = (str(extractor), extractor.data_hash, date, title, fields, keep, form, with_text)
            journal = Journal(output, form, {"files": list(fingerprint(files)), "options": told})
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        with progress(output, files) as run.reach:
            if journal is not None:
                _in_chunks(run, files, journal, with_text)
            else:
                with opened(output) as out:
                    if form in ("csv", "parquet"):
                        write_results(form, run.results(files), out, with_text)
                    else:
                        WRITERS[form](run.documents(files), out, with_text)
                    if run.read == 0 and run.failed:
                        raise _NothingReadError
    except _NothingReadError:
        sys.exit(2)
    except BrokenPipeError:  # "| head" has read enough
        forget_stdout()
        sys.exit(0)
    except ValueError as error:
        complain(output or "standard output", str(error))
        sys.exit(2)
    except OSError as error:
        complain(error.filename or output or "standard output", error.strerror or str(error))
        sys.exit(2)
    if extractor.corrections is not None:
        _complain_of(extractor.corrections)
    sys.exit(1 if run.failed else 0)


def _complain_of(corrections: Corrections) -> None:
    """Of the decisions that were not carried out."""
    file = corrections.path or ""
    for decision, why in corrections.unplaced:
        complain(decision.doc or file, f"a correction found no place: {why}: {decision.quote[:60]!r}")
    if unseen := corrections.unseen:
        names = ", ".join(dict.fromkeys(repr(decision.doc) for decision in unseen[:3]))
        complain(file, f"{len(unseen)} corrections are about articles that are not here: {names}…")


def _in_chunks(run: _Run, files: Iterable[str], journal: Journal, with_text: bool) -> None:
    journal.open()
    run.skip, run.read, run.failed = journal.items, journal.articles, journal.failed
    if journal.items:
        complain(journal.output, f"going on after {journal.articles} articles")
    try:
        waiting: list[Result] = []
        for result in run.results(files):
            waiting.append(result)
            if len(waiting) == CHUNK:
                journal.add(waiting, run.items, run.read, run.failed, with_text)
                waiting = []
        if waiting:
            journal.add(waiting, run.items, run.read, run.failed, with_text)
    except BaseException:
        journal.give_up()
        raise
    if run.read == 0 and run.failed:
        journal.give_up()
        raise _NothingReadError
    journal.finish()


class _NothingReadError(Exception):
    """No article could be read: leaves an older output file as it was."""


class _Run:
    """One pass over the files: groups of articles through the extractor, failures named and counted."""

    def __init__(
        self,
        extractor: Extractor,
        threads: int,
        date: str | None,
        title: str | None,
        fields: Fields = USUAL,
        keep: tuple[str, ...] = (),
    ):
        self.extractor, self.threads, self.date, self.title, self.fields = extractor, threads, date, title, fields
        self.keep = unique({name: name for name in keep})
        self.read = self.failed = 0
        self.items = self.skip = 0  # of the input that were read, and that an earlier run has done
        self.reach = Reach()  # how far it has come

    def documents(self, files: Iterable[str]) -> Iterator[Document]:
        return (doc for _, doc in self.pairs(self.articles(files)))

    def pairs(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Document]]:
        for group in _groups(articles):
            for article, item in zip(group, self._extract(group), strict=True):
                if isinstance(item, Document):
                    yield article, item
            self.reach.advance(len(group))

    def results(self, files: Iterable[str]) -> Iterator[Result]:
        """The results of one group after the other; `doc_row` counts the articles of all files."""
        for group in _groups(self.articles(files)):
            yield self._extract(group)
            self.reach.advance(len(group))

    def _extract(self, group: list[Article]) -> Result:
        """A group's result; its failures are named, with file and row."""
        result = self.extractor._many(
            [article.text for article in group],
            [article.id for article in group],
            [article.date for article in group],
            [article.title or self.title for article in group],
            threads=self.threads,
            kept=[(new, self._kept(old, group)) for old, new in self.keep.items()],
            first=self.read,
        )
        for failure in result.errors:
            self.fail(group[failure.index - self.read].place, str(failure.error))
        self.read += len(group)
        return result

    def _kept(self, name: str, group: list[Article]) -> Column:
        return kept_column([_plain(article.extra.get(name)) for article in group])

    def articles(self, files: Iterable[str]) -> Iterator[Article]:
        for path in files:
            self.reach.start(path)
            for item in read(path, complain, self.fields, tuple(self.keep), self.reach.watch):
                self.items += 1
                if self.items <= self.skip:
                    continue
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


def _plain(value: object) -> str | None:
    """A kept value as a string: a column has one type, whatever its first rows hold."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


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
