"""How far a run has come: articles, rate and time left, on standard error while somebody looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ..readers import IN_FOLDERS, STDIN
from ..reading.archive import files_of_folder
from .output import STDOUT


class Reach:
    """How much of the input has been read, in bytes: what is behind, and the place in the file that is open."""

    def __init__(self, files: Iterable[str] = ()):
        self._sizes = {path: _size(path) for path in files}
        # None: nobody knows how much standard input will bring.
        self.total = None if None in self._sizes.values() else sum(size or 0 for size in self._sizes.values())
        self._behind = self._within = self._open = 0
        self._path: str | None = None
        self._position: Callable[[], int] = lambda: 0
        self.show: Callable[[int], None] = lambda articles: None

    def start(self, path: str) -> None:
        """One of the files or folders that were given comes next."""
        if self._path is not None:
            self._behind += self._sizes.get(self._path) or 0
        self._path, self._within, self._open, self._position = path, 0, 0, lambda: 0

    def watch(self, position: Callable[[], int], size: int) -> None:
        """A file of that path is open: `position` says how far it has been read."""
        self._within += self._open
        self._open, self._position = size, position

    @property
    def done(self) -> int:
        try:
            position = min(self._position(), self._open)
        except ValueError:  # it has been closed
            position = self._open
        return self._behind + self._within + position

    def advance(self, articles: int) -> None:
        self.show(articles)


def _size(path: str) -> int | None:
    if path == STDIN:
        return None
    try:
        if os.path.isdir(path):
            return sum(os.path.getsize(name) for name in files_of_folder(path, IN_FOLDERS))
        return os.path.getsize(path)
    except OSError:
        return 0  # the reader says what is wrong with it


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        articles, elapsed = task.fields["articles"], task.elapsed or 0
        return Text(f"{articles / elapsed if elapsed else 0:.0f} a second")


@contextmanager
def progress(output: str | None, files: Iterable[str]) -> Iterator[Reach]:
    """Shown while a file is written and standard error is a terminal; otherwise the files are not looked at."""
    if output in (None, STDOUT) or not sys.stderr.isatty():
        yield Reach()
        return
    reach = Reach(files)
    columns: list[ProgressColumn] = [SpinnerColumn(), TextColumn("{task.fields[articles]} articles"), _Rate()]
    columns += [BarColumn()] if reach.total else []
    columns += [TimeElapsedColumn()]
    columns += [TextColumn("left"), TimeRemainingColumn()] if reach.total else []
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extract", total=reach.total or None, articles=0)

        def show(articles: int) -> None:
            before = bar.tasks[task].fields["articles"]
            bar.update(task, completed=reach.done, articles=before + articles)

        reach.show = show
        yield reach
