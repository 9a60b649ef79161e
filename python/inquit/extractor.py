"""The extractor, and the functions that keep one for each set of options."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import _core
from .columns import checked, values_of
from .corrections import Corrections
from .document import Document
from .languages import language_of, need
from .options import Options, OptionValues, date_text, missing, name_text, takes_options, whole
from .result import Result, Text

if TYPE_CHECKING:
    from typing_extensions import Unpack

AUTO = "auto"  # the language of each text is told by itself
Progress = Callable[[int, int], object]
Keep = Iterable[str] | Mapping[str, str]


class Extractor:
    """Words and rules, loaded once, for any number of texts. Immutable; threads may share one; pickles by its options.

    `Extractor(language="fr", attitudes=True)`: the options are those of `inquit.options.OptionValues`, which says what
    each means. Raises `DataError` where words or rules cannot be loaded, TypeError and ValueError where an option is wrong.
    """

    __slots__ = ("_core", "_options", "corrections")
    corrections: Corrections | None

    @takes_options
    def __init__(self, **options: Unpack[OptionValues]):
        checked, corrections = Options.of(options)
        self._load(checked)
        self.corrections = corrections

    def _load(self, options: Options) -> None:
        self._options = options
        self.corrections = None
        if options.language == AUTO:
            need()
        self._core = _core.Extractor(
            language=Options.language if options.language == AUTO else options.language,
            packs=list(options.packs),
            people=[(p.name, list(p.aliases), p.gender or "", p.title or "", p.id or "") for p in options.people],
            attitudes=options.attitudes,
            offsets=options.offsets,
            min_confidence=round(options.min_confidence * 1000),
        )

    @classmethod
    def _of(cls, options: Options) -> Extractor:
        self = object.__new__(cls)
        self._load(options)
        return self

    def _core_for(self, text: object) -> _core.Extractor:
        """The core for the language of the text, where each has its own."""
        if self._options.language != AUTO:
            return self._core
        return _cache.get(replace(self._options, language=language_of(text)))._core

    def _cores_for(self, texts: list[Any]) -> list[_core.Extractor]:
        """One for each text; the exception stands in the place of a text whose language is not known."""
        cores = []
        for i, text in enumerate(texts):
            try:
                cores.append(self._core_for(text))
            except ValueError as error:
                texts[i] = error
                cores.append(self._core)
        return cores

    def _with(self, corrections: Corrections | None) -> Extractor:
        """The same words and rules, with these corrections."""
        if corrections is self.corrections:
            return self
        other = object.__new__(Extractor)
        other._options, other._core, other.corrections = self._options, self._core, corrections
        return other

    @property
    def data_hash(self) -> str:
        """SHA-256 of all words and rules in force, packs included."""
        return self._core.data_hash

    def extract(
        self, text: Text, *, id: str | int | None = None, date: object = None, title: str | None = None
    ) -> Document:
        """The attributions of one text.

        `text` is str, or bytes in UTF-8; it is never changed, trimmed or normalised. `date` (a string, date or
        Timestamp) dates "on Monday"; `title` helps to resolve names, nothing is extracted from it.

        Raises TypeError for anything that is no text, ValueError for bytes that are not UTF-8 (it names the byte), a
        text of 2 GiB or more, or a bad date, UnicodeEncodeError for a lone surrogate.
        """
        if isinstance(text, bytearray):
            text = bytes(text)
        batch = self._core_for(text).extract(text, name_text(id, "id"), date_text(date), name_text(title, "title"))
        if self.corrections is not None:
            self.corrections.into(batch)
        return Document._of_batch(batch, 0, text)

    def extract_many(
        self,
        texts: Iterable[Text | None],
        *,
        ids: Iterable[str | int | None] | None = None,
        dates: Iterable[object] | None = None,
        titles: Iterable[str | None] | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Result:
        """The attributions of many texts, in their order; `threads` work at once without the GIL.

        `texts`, `ids`, `dates` and `titles` are any iterables; columns of Arrow, polars and pandas' `str` are read
        where they lie. One bad text (None, not UTF-8, a bad date …) fails alone: the result has a `Failure` in its
        place. ValueError where `ids`, `dates` or `titles` are not as many as the texts. `progress(done, total)` is
        called now and then. Ctrl-C stops it.
        """
        return self._many(texts, ids, dates, titles, threads=threads, progress=progress)

    def extract_stream(
        self,
        texts: Iterable[Text | None],
        *,
        ids: Iterable[str | int | None] | None = None,
        dates: Iterable[object] | None = None,
        titles: Iterable[str | None] | None = None,
        rows: int = 1000,
        threads: int = 1,
    ) -> Iterator[Result]:
        """The attributions of texts without end: a `Result` for each `rows` of them, sooner where they are long.

        Takes from the iterables only what the next result needs, so that memory is bounded; `doc_row` counts on.
        """
        from .stream import groups

        if isinstance(texts, (str, bytes, bytearray)):
            raise TypeError("texts must be an iterable of texts, not one text; inquit.extract takes one")
        whole(threads, "threads")
        of_groups = groups(texts, ids, dates, titles, whole(rows, "rows"))
        return (self._many(g.texts, g.ids, g.dates, g.titles, threads=threads, first=g.first) for g in of_groups)

    def extract_frame(
        self,
        df: Any,
        *,
        text: str = "text",
        id: str | None = None,
        date: str | None = None,
        title: str | None = None,
        keep: Keep = (),
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Result:
        """The attributions of a table of pandas, polars, Arrow or anything else that exports Arrow.

        `text`, `id`, `date` and `title` name columns. The columns in `keep` (a list, or a dict from their names to new
        ones) go into the tables of attributions and documents as they are; one whose name is taken there gets "_input"
        behind it. KeyError where a column is not there.
        """
        from .frame import columns_of

        of = columns_of(df, text, id, date, title, keep)
        return self._many(of.texts, of.ids, of.dates, of.titles, threads=threads, progress=progress, kept=of.kept)

    def _many(
        self,
        texts: Iterable[Text | None],
        ids: Iterable[Any] | None = None,
        dates: Iterable[Any] | None = None,
        titles: Iterable[Any] | None = None,
        *,
        threads: int = 1,
        progress: Progress | None = None,
        kept: list[tuple[str, _core.Column]] | None = None,
        first: int = 0,
    ) -> Result:
        """`kept`: columns that go into the tables. `first`: the place of the first text in the whole input."""
        if isinstance(texts, (str, bytes, bytearray)):
            raise TypeError("texts must be a list of texts, not one text; inquit.extract takes one")
        threads = whole(threads, "threads")
        auto = self._options.language == AUTO
        sent = values_of("text", texts)
        if auto and isinstance(sent, _core.Column):  # each text is looked at
            sent = list(_core.texts_of(sent))
        columns = {name: values_of(name, values) for name, values in (("id", ids), ("date", dates), ("title", titles))}
        n = len(sent or ())
        for name, column in columns.items():
            if column is not None and len(column) != n:
                raise ValueError(f"{n} texts but {len(column)} {name}s")
        if isinstance(sent, list):
            for i, text in enumerate(sent):
                if type(text) is not str and missing(text):
                    sent[i] = None
        for name, column in columns.items():
            columns[name] = checked(name, column)
        others = self._cores_for(sent) if auto and isinstance(sent, list) else []
        batch = self._core.extract_many(
            sent, columns["id"], columns["date"], columns["title"], kept or [], first, threads, progress, others
        )
        if self.corrections is not None:
            self.corrections.into(batch)
        return Result(batch, first)

    def __repr__(self) -> str:
        changed = [
            f"{name}={value!r}" for name, value in _fields(self._options).items() if value != getattr(Options, name)
        ]
        return f"Extractor({', '.join(changed)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extractor):
            return NotImplemented
        return self._options == other._options and self.data_hash == other.data_hash

    def __hash__(self) -> int:
        return hash(self._options)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (self._options, self.corrections)


def _unpickled(options: Options, corrections: Corrections | None) -> Extractor:
    return Extractor._of(options)._with(corrections)


def _fields(options: Options) -> dict[str, Any]:
    return {name: getattr(options, name) for name in Options.__dataclass_fields__}


class _Cache:
    """Extractors by their options, the last few that were used. A pack that changes on disk is loaded anew."""

    SIZE = 8  # an extractor holds a few megabytes

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[object, Extractor] = OrderedDict()

    def get(self, options: Options) -> Extractor:
        key = (options, tuple(_state_of(pack) for pack in options.packs))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = Extractor._of(options)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.SIZE:
                self._kept.popitem(last=False)
        return made

    def unlock(self) -> None:
        self._lock = threading.Lock()


def _state_of(pack: str) -> tuple[Any, ...]:
    files = [os.path.join(pack, name) for name in sorted(os.listdir(pack))] if os.path.isdir(pack) else [pack]
    return tuple((name, *_stat(name)) for name in files)


def _stat(name: str) -> tuple[int, ...]:
    try:
        stat = os.stat(name)
    except OSError:
        return ()  # the core says what is wrong with it
    return stat.st_mtime_ns, stat.st_size


_cache = _Cache()
if hasattr(os, "register_at_fork"):  # a thread that the child does not have may hold the parent's lock
    os.register_at_fork(after_in_child=_cache.unlock)


def kept(options: Mapping[str, Any]) -> Extractor:
    """The extractor for these options, kept from the last call that had them."""
    checked, corrections = Options.of(options)
    return _cache.get(checked)._with(corrections)


@takes_options
def extract(
    text: Text,
    *,
    id: str | int | None = None,
    date: object = None,
    title: str | None = None,
    **options: Unpack[OptionValues],
) -> Document:
    """The attributions of one text: `Extractor(**options).extract(text, …)`, the extractor kept for the next call.

    >>> doc = inquit.extract("“We are ready,” Kirby said.", date="2023-09-19")
    >>> doc.attributions[0].speaker
    'Kirby'
    """
    return kept(options).extract(text, id=id, date=date, title=title)


@takes_options
def extract_many(
    texts: Iterable[Text | None],
    *,
    ids: Iterable[str | int | None] | None = None,
    dates: Iterable[object] | None = None,
    titles: Iterable[str | None] | None = None,
    threads: int = 1,
    progress: Progress | None = None,
    **options: Unpack[OptionValues],
) -> Result:
    """The attributions of many texts: `Extractor(**options).extract_many(texts, …)`, the extractor kept."""
    return kept(options).extract_many(texts, ids=ids, dates=dates, titles=titles, threads=threads, progress=progress)


@takes_options
def extract_stream(
    texts: Iterable[Text | None],
    *,
    ids: Iterable[str | int | None] | None = None,
    dates: Iterable[object] | None = None,
    titles: Iterable[str | None] | None = None,
    rows: int = 1000,
    threads: int = 1,
    **options: Unpack[OptionValues],
) -> Iterator[Result]:
    """Results of at most `rows` texts each, of texts without end: `Extractor(**options).extract_stream(texts, …)`."""
    return kept(options).extract_stream(texts, ids=ids, dates=dates, titles=titles, rows=rows, threads=threads)


@takes_options
def extract_frame(
    df: Any,
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    title: str | None = None,
    keep: Keep = (),
    threads: int = 1,
    progress: Progress | None = None,
    **options: Unpack[OptionValues],
) -> Result:
    """The attributions of a table, by the names of its columns: `Extractor(**options).extract_frame(df, …)`."""
    return kept(options).extract_frame(
        df, text=text, id=id, date=date, title=title, keep=keep, threads=threads, progress=progress
    )
