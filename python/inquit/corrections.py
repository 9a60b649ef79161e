"""Decisions of a person about single quotations, kept in a file and applied after every extraction.

>>> fix = inquit.Corrections("fix.jsonl")
>>> fix.set(doc, 3, speaker="Matthew Miller", scope="document")
>>> fix.reject(doc, 5)                        # this is no quotation
>>> fix.add(doc, "never again", speaker="Ada Fenn")
>>> fix.save()
>>> doc = inquit.extract(text, id=url, corrections=fix)

A decision is found again by the document's id and the quoted words with the words around them, so that it survives new
rules and edits elsewhere in the text. What found no place is in `fix.unplaced`. docs/corrections.md describes the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from .document import Attribution, Document
from .place import Bytes, Place, find_words, kind_of, near, uid_of

if TYPE_CHECKING:
    from . import _core

CONTEXT = 60  # characters kept on each side
_ACTIONS = ("set", "reject", "add")
_SCOPES = ("attribution", "document")


@dataclass(frozen=True)
class Decision:
    """One line of the file. `speaker` and `source` are None where the decision does not touch them."""

    doc: str | None
    do: str
    quote: str
    before: str = ""
    after: str = ""
    speaker: str | None = None
    source: str | None = None
    scope: str = "attribution"
    was: str | None = None  # the speaker that was wrong: scope "document" changes all that have it

    def __post_init__(self) -> None:
        if self.do not in _ACTIONS:
            raise ValueError(f"do must be one of {', '.join(_ACTIONS)}, not {self.do!r}")
        if self.scope not in _SCOPES:
            raise ValueError(f"scope must be one of {', '.join(_SCOPES)}, not {self.scope!r}")
        for name in ("doc", "quote", "before", "after", "speaker", "source", "was"):
            value = getattr(self, name)
            if not isinstance(value, str) and not (value is None and name not in ("quote", "before", "after")):
                raise ValueError(f"{name} must be a string, not {value!r}")
        if not self.quote.strip():
            raise ValueError("quote is empty; give the words that were said")
        if self.do == "set" and self.speaker is None and self.source is None:
            raise ValueError("nothing is set; give speaker, source or both")

    @property
    def key(self) -> tuple[str | None, str, str, str]:
        """A later decision on the same place takes the place of an earlier one."""
        return self.doc, self.quote, self.before, self.after

    def to_json(self) -> str:
        """The line, keys that say nothing left out."""
        import json

        values = {k: v for k, v in asdict(self).items() if v not in (None, "") and (k, v) != ("scope", "attribution")}
        return json.dumps({"doc": self.doc, **values}, ensure_ascii=False)


class Corrections:
    """Decisions from a file, and those made since. Not for several threads at once while decisions are added."""

    def __init__(self, path: str | os.PathLike[str] | None = None):
        self.path = None if path is None else os.fspath(path)
        self._decisions: dict[tuple[str | None, str, str, str], Decision] = {}
        self._unplaced: dict[Decision, str] = {}
        self._seen: set[str | None] = set()  # ids of the documents that were looked at
        if self.path is not None and os.path.exists(self.path):
            self._load(self.path)

    def _load(self, path: str) -> None:
        import json

        with open(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    self._keep(Decision(**json.loads(line)))
                except (ValueError, TypeError) as error:
                    raise ValueError(f"{path}:{number}: not a decision: {error}") from None

    def _keep(self, decision: Decision) -> Decision:
        self._decisions.pop(decision.key, None)
        self._decisions[decision.key] = decision
        return decision

    # Making decisions

    def set(
        self,
        doc: Document,
        which: int | Attribution,
        *,
        speaker: str | None = None,
        source: str | None = None,
        scope: str = "attribution",
    ) -> Decision:
        """Who speaks (`speaker`), and which words of the text say so (`source`), of attribution number `which`.

        With `scope="document"` all attributions of the document that have the same speaker get the new one.
        """
        a = _attribution(doc, which)
        return self._keep(self._decision(doc, "set", a.content.spans, speaker, source, scope, a.speaker))

    def reject(self, doc: Document, which: int | Attribution) -> Decision:
        """Attribution number `which` is none."""
        return self._keep(self._decision(doc, "reject", _attribution(doc, which).content.spans))

    def add(self, doc: Document, quote: str, *, source: str | None = None, speaker: str | None = None) -> Decision:
        """These words of the text, given as they stand there, were said."""
        if doc.text is None:
            raise ValueError("the document has no text")
        if source is None and speaker is None:
            raise ValueError("nobody is named; give source, speaker or both")
        found = find_words(doc.text, quote)
        if not found:
            raise ValueError(f"the text does not have the words {quote!r}")
        if len(found) > 1:
            raise ValueError(f"the text has the words {quote!r} {len(found)} times; give more of them")
        return self._keep(self._decision(doc, "add", [found[0]], speaker, source, in_text=True))

    def _decision(
        self,
        doc: Document,
        do: str,
        spans: Any,
        speaker: str | None = None,
        source: str | None = None,
        scope: str = "attribution",
        was: str | None = None,
        in_text: bool = False,
    ) -> Decision:
        if doc.text is None:
            raise ValueError("the document has no text")
        if not in_text:
            spans = Place(doc.text, doc.offsets).to_text(spans)
        start, end = spans[0][0], spans[0][1]
        text = doc.text
        return Decision(
            doc.id, do, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
            speaker, source, scope, was if scope == "document" else None,
        )  # fmt: skip

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Writes the file, whole or not at all."""
        from .export.atomic import beside

        target = self.path if path is None else os.fspath(path)
        if target is None:
            raise ValueError("no file was named; give one to Corrections() or to save()")
        target = os.path.realpath(target)
        with beside(target) as file:
            file.writelines((decision.to_json() + "\n").encode() for decision in self)
        self.path = self.path or target

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._decisions.values())

    def __len__(self) -> int:
        return len(self._decisions)

    def __repr__(self) -> str:
        return f"<Corrections: {len(self)} decisions{f' in {self.path}' if self.path else ''}>"

    # Applying them

    @property
    def unplaced(self) -> list[tuple[Decision, str]]:
        """Decisions that found no place in the documents seen so far, each with the reason."""
        return list(self._unplaced.items())

    @property
    def unseen(self) -> list[Decision]:
        """Decisions about documents that have not come by."""
        return [decision for decision in self if decision.doc not in self._seen]

    def of(self, doc_id: str | None) -> list[Decision]:
        """The decisions about a document, in the order in which they were made."""
        return [decision for decision in self if decision.doc == doc_id]

    def apply(self, doc: Document) -> Document:
        """The document with its decisions applied; the same document where there are none."""
        self._seen.add(doc.id)
        decisions = self.of(doc.id)
        if not decisions or doc.text is None:
            return doc
        edit = _Edit(doc)
        for decision in decisions:
            problem = edit.apply(decision)
            if problem:
                self._unplaced[decision] = problem
            else:
                self._unplaced.pop(decision, None)
        return edit.document()

    def into(self, batch: _core.Batch) -> None:
        """Applies the decisions to the records of a batch, so that its tables, its JSON and its documents have them."""
        about = {decision.doc for decision in self}
        if not about:
            return
        for index in range(len(batch)):
            doc_id = batch.id(index) or None
            self._seen.add(doc_id)
            if doc_id not in about or batch.error(index) is not None:
                continue
            doc = Document._of_batch(batch, index, batch.text(index))
            fixed = self.apply(doc)
            if fixed is doc or doc.text is None:
                continue
            place, to_byte = Place(doc.text, doc.offsets), Bytes(doc.text)
            record = fixed.to_dict(with_text=False)

            def spans(of: list[list[int]], place: Place = place, to_byte: Bytes = to_byte) -> list[tuple[int, int]]:
                return [(to_byte.byte(s), to_byte.byte(e)) for s, e in place.to_text(of)]

            attributions = [
                {
                    **a,
                    "content": spans(a["content"]),
                    "source": spans(a["source"]),
                    "confidence": round(a["confidence"] * 1000),
                    "speaker_confidence": round((a["speaker_confidence"] or 0) * 1000),
                }
                for a in record["attributions"]
            ]
            speakers = [{**s, "mentions": spans(s["mentions"])} for s in record["speakers"]]
            unattributed = [{**u, "content": spans(u["content"])} for u in record["unattributed"]]
            batch.correct(index, attributions, speakers, unattributed)


def _attribution(doc: Document, which: int | Attribution) -> Attribution:
    number = which.id if isinstance(which, Attribution) else which
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < len(doc):
        raise IndexError(f"the document has no attribution {which!r}; they are numbered 0 to {len(doc) - 1}")
    return doc.attributions[number]


class _Edit:
    """A record while decisions are applied to it. Positions of the text are code points; the record's are its own."""

    def __init__(self, doc: Document):
        self.doc = doc
        self.text: str = doc.text or ""
        self.place = Place(self.text, doc.offsets)
        self.record = doc.to_dict(with_text=False)
        self.attributions: list[dict[str, Any]] = self.record["attributions"]

    def apply(self, decision: Decision) -> str | None:
        """None, or why the decision found no place."""
        span = near(self.text, find_words(self.text, decision.quote), decision.before, decision.after)
        if span is None:
            return "the text no longer has these words"
        at = self._at(span)
        if decision.do == "reject":
            if at is not None:
                self._reject(at)
            return None  # nobody is said to have said it: as decided
        source = None
        if decision.source is not None:
            source = self._source(decision.source, span)
            if source is None:
                return f"the text has no source {decision.source!r}"
        if at is None:
            at = self._add(span)
        self._set(at, decision, source)
        return None

    def _at(self, span: tuple[int, int]) -> dict[str, Any] | None:
        """The attribution whose content these words are: the one that shares most of them."""
        best, best_share = None, 0.5
        for a in self.attributions:
            for piece in self.place.to_text(a["content"]):
                both = min(piece[1], span[1]) - max(piece[0], span[0])
                share = both / (max(piece[1], span[1]) - min(piece[0], span[0]))
                if share >= best_share and share > 0:
                    best, best_share = a, share
        return best

    def _source(self, words: str, span: tuple[int, int]) -> tuple[int, int] | None:
        """The place of these words that is nearest to the quotation."""
        places = [p for p in find_words(self.text, words) if p[1] <= span[0] or p[0] >= span[1]]
        return min(places, key=lambda p: max(p[0] - span[1], span[0] - p[1]), default=None)

    def _reject(self, a: dict[str, Any]) -> None:
        number = self.attributions.index(a)
        for other in self.attributions:
            if other["parent"] == number:
                other["parent"] = a["parent"]
        for other in self.attributions:
            if other["parent"] is not None and other["parent"] > number:
                other["parent"] -= 1
        self.attributions.remove(a)
        if a["kind"] == "direct":
            self.record["unattributed"].append({"content": a["content"], "why": "correction"})
            self.record["unattributed"].sort(key=lambda u: u["content"])

    def _add(self, span: tuple[int, int]) -> dict[str, Any]:
        spans = self.place.from_text([span])
        empty: dict[str, Any] = {name: [] for name in ("source", "cue", "addressee", "time", "place", "document")}
        unknown = ("speaker", "speaker_id", "speaker_kind", "addressee_name", "addressee_id", "when", "parent")
        a = {
            **dict.fromkeys(Attribution.__dataclass_fields__),
            **empty,
            **dict.fromkeys(unknown),
            "uid": uid_of(self.doc.id, self.text, [span]),
            "kind": kind_of(self.text, span),
            "act": "say",
            "negated": False,
            "zone": "body",
            "content": spans,
            "speaker_status": "none",
            "mentions": [],
            "rule": "correction",
            "confidence": 1.0,
            "speaker_confidence": 0.0,
            "origin": "correction",
        }
        holder = self._holder(spans)
        number = next((i for i, b in enumerate(self.attributions) if _begin(b) > spans[0][0]), len(self.attributions))
        for b in self.attributions:
            if b["parent"] is not None and b["parent"] >= number:
                b["parent"] += 1
        self.attributions.insert(number, a)
        a["parent"] = None if holder is None else self.attributions.index(holder)
        self.record["unattributed"] = [
            u
            for u in self.record["unattributed"]
            if not all(spans[0][0] <= s and e <= spans[0][1] for s, e in u["content"])
        ]
        return a

    def _holder(self, spans: list[list[int]]) -> dict[str, Any] | None:
        """The smallest attribution in whose content the new one lies."""
        start, end = spans[0]
        holders = [
            (e - s, i, a)
            for i, a in enumerate(self.attributions)
            for s, e in a["content"]
            if s <= start and end <= e and (s, e) != (start, end)
        ]
        return min(holders)[2] if holders else None

    def _set(self, a: dict[str, Any], decision: Decision, source: tuple[int, int] | None) -> None:
        if source is not None:
            a["source"] = self.place.from_text([source])
        changed = [a]
        if decision.scope == "document" and decision.was is not None:
            changed += [b for b in self.attributions if b is not a and b["speaker"] == decision.was]
        for b in changed:
            if decision.speaker is not None:
                speaker = self._speaker(decision.speaker)
                b["speaker"], b["speaker_id"], b["speaker_kind"] = speaker["name"], speaker["id"], speaker["kind"]
                b["speaker_status"] = "named"
                b["speaker_confidence"] = 1.0
            b["origin"] = "correction"
        a["confidence"] = 1.0

    def _speaker(self, name: str) -> dict[str, Any]:
        speakers: list[dict[str, Any]] = self.record["speakers"]
        wanted = name.casefold()
        for of in (lambda s: [s["name"]], lambda s: s["aliases"]):
            bearers = [s for s in speakers if wanted in [n.casefold() for n in of(s)]]
            if len(bearers) == 1:
                return bearers[0]
        known = dict.fromkeys(speakers[0]) if speakers else {}
        places = self.place.from_text(find_words(self.text, name))
        speakers.append(
            {**known, "id": len(speakers), "name": name, "kind": "person", "title": None, "affiliation": None,
             "gender": None, "gender_basis": None, "external_id": None, "aliases": [], "members": [], "mentions": places}
        )  # fmt: skip
        return speakers[-1]

    def document(self) -> Document:
        for number, a in enumerate(self.attributions):
            a["id"] = number
        return Document.from_dict(self.record, self.text)


def _begin(a: dict[str, Any]) -> int:
    starts: list[int] = [s for name in ("content", "source", "cue") for s, _ in a[name]]
    return min(starts)
