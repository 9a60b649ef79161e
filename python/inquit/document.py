"""What comes out: a `Document` with its attributions, speakers and unattributed quotations.

Everything here is immutable and made from the record (one JSON object, see docs/record.md) when it is first asked for.
Offsets are in the unit the record names, Unicode code points by default, half-open: `text[start:end]` is the span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _core

BETWEEN_PIECES = " […] "
_ENCODINGS = {"bytes": ("utf-8", 1), "utf16": ("utf-16-le", 2)}  # name, bytes a unit
# What some readers take for the end of a line, and JSON may hold: as the core escapes it.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}
_LISTED_WIDTH = 72  # characters of a content that a listing shows


class SourceText:
    """The text that the offsets refer to, cut by the record's unit. Spans share it and may outlive the document."""

    __slots__ = ("_encoded", "text", "unit")

    def __init__(self, text: str | None, unit: str):
        self.text = text
        self.unit = unit
        self._encoded: bytes | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return SourceText, (self.text, self.unit)

    def __len__(self) -> int:
        """The length of the text in the unit of the offsets."""
        if self.text is None or self.unit not in _ENCODINGS:
            return len(self.text or "")
        encoding, width = _ENCODINGS[self.unit]
        return len(self.text.encode(encoding)) // width

    def cut(self, start: int, end: int) -> str:
        """The text from `start` to `end`. ValueError where the record came without its text."""
        if self.text is None:
            raise ValueError("this record has no text; give it to Document.from_dict(record, text)")
        if self.unit not in _ENCODINGS:
            return self.text[start:end]
        encoding, width = _ENCODINGS[self.unit]
        if self._encoded is None:
            self._encoded = self.text.encode(encoding)
        return self._encoded[start * width : end * width].decode(encoding)


class Spans:
    """The places of one part of an attribution: none, one, or the pieces of an interrupted quotation. Empty is falsy.

    >>> spans.text     # '“We are ready,” […] “and will go.”'
    >>> spans.texts    # ('“We are ready,”', '“and will go.”')
    >>> spans.spans    # ((0, 15), (29, 45))
    >>> spans.start, spans.end   # (0, 45); None where there is no piece
    """

    __slots__ = ("_source", "spans")
    spans: tuple[tuple[int, int], ...]
    _source: SourceText

    def __init__(self, spans: Any, source: SourceText):
        object.__setattr__(self, "spans", tuple((start, end) for start, end in spans))
        object.__setattr__(self, "_source", source)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Spans are immutable: cannot set {name!r}")

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each piece."""
        return tuple(self._source.cut(start, end) for start, end in self.spans)

    @property
    def text(self) -> str:
        """The pieces joined by " […] "; empty where there is none."""
        return BETWEEN_PIECES.join(self.texts)

    @property
    def start(self) -> int | None:
        """Where the first piece starts."""
        return self.spans[0][0] if self.spans else None

    @property
    def end(self) -> int | None:
        """Where the last piece ends."""
        return self.spans[-1][1] if self.spans else None

    def __len__(self) -> int:
        return len(self.spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.spans)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Spans):
            return NotImplemented
        return self.spans == other.spans and self._words() == other._words()

    def __hash__(self) -> int:
        return hash(self.spans)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        places = ", ".join(f"{start}:{end}" for start, end in self.spans)
        return f"Spans({self._words()!r}, [{places}])" if self.spans else "Spans()"

    def __reduce__(self) -> tuple[Any, ...]:
        return Spans, (self.spans, self._source)

    def _words(self) -> str | None:
        return None if self._source.text is None else self.text


@dataclass(frozen=True)
class Attribution:
    """One act of reporting: `content` ascribed to `source` by `cue`, and who the source is (`speaker`)."""

    id: int
    uid: str = field(repr=False)
    kind: str
    act: str | None
    negated: bool = field(repr=False)
    zone: str = field(repr=False)
    content: Spans
    source: Spans
    cue: Spans
    speaker: str | None
    speaker_id: int | None = field(repr=False)
    speaker_kind: str | None = field(repr=False)
    speaker_status: str = field(repr=False)
    addressee: Spans
    addressee_name: str | None = field(repr=False)
    addressee_id: int | None = field(repr=False)
    time: Spans = field(repr=False)
    when: str | None = field(repr=False)
    place: Spans = field(repr=False)
    document: Spans = field(repr=False)
    mentions: tuple[int, ...] = field(repr=False)
    parent: int | None = field(repr=False)
    rule: str | None
    confidence: float
    speaker_confidence: float = field(repr=False)
    origin: str = field(repr=False)

    _SPANS = frozenset({"content", "source", "cue", "addressee", "time", "place", "document"})

    def __str__(self) -> str:
        who = self.speaker or "(nobody named)"
        to_whom = self.addressee_name or self.addressee.text
        told = f" → {to_whom}" if to_whom else ""
        return f"{who}{told} [{self.cue.text or '-'}]: {self.content.text}"


@dataclass(frozen=True)
class Speaker:
    """Somebody, or some body, whom the text names: `mentions` are all places; a group of named people has `members`."""

    id: int
    name: str
    kind: str
    title: str | None
    affiliation: str | None = field(repr=False)
    gender: str | None = field(repr=False)
    gender_basis: str | None = field(repr=False)
    external_id: str | None = field(repr=False)
    aliases: tuple[str, ...]
    members: tuple[int, ...] = field(repr=False)
    mentions: Spans = field(repr=False)

    _SPANS = frozenset({"mentions"})

    def __str__(self) -> str:
        return f"{self.name} ({self.title})" if self.title else self.name


@dataclass(frozen=True)
class Unattributed:
    """Quoted words that nobody is found to have said, and `why`: scare, title, nickname, slogan, no cue, …"""

    content: Spans
    why: str

    _SPANS = frozenset({"content"})

    def __str__(self) -> str:
        return f"{self.content.text} ({self.why})"


def _typed(cls: type, record: dict[str, Any], source: SourceText) -> Any:
    values = {}
    for name in cls.__dataclass_fields__:  # type: ignore[attr-defined]
        value = record.get(name) if name == "external_id" else record[name]  # records of 0.1.0 lack it
        if name in cls._SPANS:  # type: ignore[attr-defined]
            value = Spans(value, source)
        elif isinstance(value, list):
            value = tuple(value)
        values[name] = value
    return cls(**values)


class Document:
    """One text and what was said in it. `inquit.extract` makes it; `Document.from_dict` reads a record back.

    >>> for a in doc.attributions:
    ...     print(a.speaker, a.cue.text, a.content.text)

    `len(doc)` is the number of attributions. A document in a notebook shows its text with the speakers in colour.
    """

    __slots__ = ("_batch", "_index", "_made", "_record", "_source", "_text")
    _batch: _core.Batch | None  # the record in C++, or
    _index: int
    _record: dict[str, Any] | None  # the record itself, without its text; made of the batch when it is asked for
    _text: str | bytes | None
    _source: SourceText | None
    _made: dict[str, tuple[Any, ...]]

    def __init__(self) -> None:
        raise TypeError("documents are made by inquit.extract() or Document.from_dict()")

    @classmethod
    def _of_batch(cls, batch: _core.Batch, index: int, text: str | bytes | bytearray) -> Document:
        return cls._make(batch, index, bytes(text) if isinstance(text, bytearray) else text, None)

    @classmethod
    def from_dict(cls, record: dict[str, Any], text: str | None = None) -> Document:
        """The document of a record, as `to_dict()` or one line of JSONL holds it.

        `text` is needed where the record has none of its own. ValueError where it is not the record's text, or the
        record is not of a schema that this version reads.
        """
        if not isinstance(record, dict) or record.get("schema") != 1:
            raise ValueError("not a record of inquit: it has no schema 1")
        own = record.get("text")
        text = own if text is None else text
        if text is not None:
            import hashlib

            if hashlib.sha256(text.encode()).hexdigest() != record["text_sha256"]:
                raise ValueError(f"this is not the text of the record {record['id']!r}: its SHA-256 differs")
        return cls._make(None, 0, text, {key: value for key, value in record.items() if key != "text"})

    @classmethod
    def from_json(cls, line: str, text: str | None = None) -> Document:
        """As `from_dict`, from one line of JSONL."""
        import json

        return cls.from_dict(json.loads(line), text)

    @classmethod
    def _make(cls, batch: Any, index: int, text: Any, record: Any) -> Document:
        self = object.__new__(cls)
        for name, value in (("_batch", batch), ("_index", index), ("_text", text), ("_record", record)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_source", None)
        object.__setattr__(self, "_made", {})
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Document is immutable: cannot set {name!r}")

    # The record

    def _get(self) -> dict[str, Any]:
        record = self._record
        if record is None:
            import json

            assert self._batch is not None  # noqa: S101  for the type checker: a document has one or the other
            record = json.loads(self._batch.json(self._index, False))
            object.__setattr__(self, "_record", record)
        return record

    def to_dict(self, *, with_text: bool = True) -> dict[str, Any]:
        """The record in plain types, all of its fields, in their order; a new dict at each call."""
        import json

        return json.loads(self.to_json(with_text=with_text))  # type: ignore[no-any-return]

    def to_json(self, *, with_text: bool = True) -> str:
        """The record as one line of JSON, without the line's end."""
        if self._batch is not None:
            return self._batch.json(self._index, with_text).decode()
        import json

        record = {}
        for key, value in self._get().items():
            record[key] = value
            if key == "text_sha256" and with_text and self.text is not None:
                record["text"] = self.text
        return json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)

    # What it says

    @property
    def text(self) -> str | None:
        """The text as it was given; bytes decoded. None where a record came without it."""
        text = self._text
        if isinstance(text, bytes):
            text = text.decode()
            object.__setattr__(self, "_text", text)
        return text

    @property
    def id(self) -> str | None:
        """The id that was given."""
        return self._get()["id"]  # type: ignore[no-any-return]

    @property
    def date(self) -> str | None:
        """The date as ISO 8601: the one given, or the dateline's."""
        return self._get()["date"]  # type: ignore[no-any-return]

    @property
    def title(self) -> str | None:
        """The title that was given."""
        return self._get()["title"]  # type: ignore[no-any-return]

    @property
    def language(self) -> str:
        """The language whose words and rules were used."""
        return self._get()["language"]  # type: ignore[no-any-return]

    @property
    def offsets(self) -> str:
        """The unit of all offsets: codepoints, bytes or utf16."""
        return self._get()["offsets"]  # type: ignore[no-any-return]

    @property
    def n_chars(self) -> int:
        """The length of the text, in the unit of the offsets."""
        return self._get()["n_chars"]  # type: ignore[no-any-return]

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in the order of the text."""
        return self._all("attributions", Attribution)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks, is spoken to or is named in a content; `speaker_id` counts them."""
        return self._all("speakers", Speaker)

    @property
    def unattributed(self) -> tuple[Unattributed, ...]:
        """Quoted words that nobody is found to have said, with the reason."""
        return self._all("unattributed", Unattributed)

    def _all(self, name: str, cls: type) -> tuple[Any, ...]:
        if name not in self._made:
            source = self._cutter()
            self._made[name] = tuple(_typed(cls, record, source) for record in self._get()[name])
        return self._made[name]

    def _cutter(self) -> SourceText:
        source = self._source
        if source is None:
            source = SourceText(self.text, self.offsets)
            object.__setattr__(self, "_source", source)
        return source

    # How it behaves

    def __len__(self) -> int:
        return len(self._get()["attributions"])

    def __bool__(self) -> bool:
        return True  # a document in which nobody speaks is one all the same

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.attributions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self.text == other.text and self._get() == other._get()

    def __hash__(self) -> int:
        return hash((self.id, self._get()["text_sha256"]))

    def __reduce__(self) -> tuple[Any, ...]:
        return Document.from_dict, (self._get(), self.text)

    def __repr__(self) -> str:
        name = f" {self.id!r}" if self.id is not None else ""
        counts = (len(self), "attribution"), (len(self.speakers), "speaker"), (len(self.unattributed), "unattributed")
        says = ", ".join(f"{n} {what}{'s' if n != 1 and what != 'unattributed' else ''}" for n, what in counts)
        return f"<Document{name}: {says}>"

    def __str__(self) -> str:
        lines = [repr(self)]
        for a in self.attributions:
            content = " ".join(a.content.text.split())
            if len(content) > _LISTED_WIDTH:
                content = content[: _LISTED_WIDTH - 1] + "…"
            to_whom = a.addressee_name or a.addressee.text
            told = f" → {to_whom}" if to_whom else ""
            lines.append(f"{a.id:3}  {a.speaker or '(nobody named)'}{told} [{a.cue.text or '-'}] {content}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from .display import document_html

        return document_html(self)
