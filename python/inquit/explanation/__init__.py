"""Why an answer was given: one sentence for an editor, then the steps.

>>> print(inquit.explain(doc, "never going to"))    # by number, offset or quoted words
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..document import Attribution, Document
from ..place import Bytes, Place, find_words
from .sentences import NUMBERS, quoted, rule_story, sentence_of, steps_of

if TYPE_CHECKING:
    from ..extractor import Extractor

__all__ = ["NUMBERS", "Explanation", "explain", "quoted", "rule_story"]


class Explanation:
    """What `explain` gives: `sentence`, `steps`, `to_dict()`; prints as text, shows itself as HTML in a notebook."""

    __slots__ = ("_record", "sentence", "steps")

    def __init__(self, record: dict[str, Any]):
        self._record = record
        self.sentence: str = sentence_of(record)
        self.steps: list[str] = steps_of(record)

    def to_dict(self) -> dict[str, Any]:
        """Everything, in plain types; docs/explain.md lists the keys. Offsets are the document's."""
        import json

        out: dict[str, Any] = json.loads(json.dumps(self._record))
        return {"sentence": self.sentence, "steps": list(self.steps), **out}

    def __str__(self) -> str:
        return "\n".join([self.sentence, "", *self.steps])

    def __repr__(self) -> str:
        return f"<Explanation: {self.sentence}>"

    def _repr_html_(self) -> str:
        from .html import explanation_html

        return explanation_html(self.sentence, self.steps, self._record)


def explain(
    doc: Document, what: int | str | Attribution | tuple[int, int], *, extractor: Extractor | None = None
) -> Explanation:
    """Why an attribution was found, or why quoted words have no source.

    `what` is the attribution itself or its number; words of the text; or a place, as `(start, end)` in the document's
    offsets. `extractor` is needed only for a record that was read back and made with people of its own.

    ValueError where the text has no such words or the document has no text, IndexError where there is no such number.
    """
    import json

    text = doc.text
    if text is None:
        raise ValueError("the document has no text; give it to Document.from_dict(record, text)")
    place = Place(text, doc.offsets)
    a, span = _find(doc, text, place, what)
    if a is not None and a.origin == "correction":
        return Explanation(_correction(doc, a))
    core = _extractor(doc, extractor)
    to_byte = Bytes(text)
    raw = _core.explain(core, text, doc.id, doc.date, doc.title, to_byte.byte(span[0]), to_byte.byte(span[1]))
    found = json.loads(raw)
    _to_document(found, to_byte, place)
    mark = place.from_text([span])[0]
    record = {
        "text": text[span[0] : span[1]],
        "span": mark,
        "attribution": _matching(found["attributions"], a, mark),
        "unattributed": None,
        "paragraphs": found["paragraphs"],
    }
    if record["attribution"] is None:
        record["unattributed"] = next((q for q in found["quotations"] if not q["claimed"]), None)
    _add_words(record, text, place)
    return Explanation(record)


def _find(doc: Document, text: str, place: Place, what: Any) -> tuple[Attribution | None, tuple[int, int]]:
    """The attribution that is meant, if one is, and the stretch of the text in code points."""
    if isinstance(what, Attribution):
        what = what.id
    if isinstance(what, bool) or not isinstance(what, (int, str, tuple)):
        raise TypeError(f"what must be a number, words of the text or a place (start, end), not {what!r}")
    if isinstance(what, int):
        if not 0 <= what < len(doc):
            raise IndexError(f"the document has no attribution {what}; they are numbered 0 to {len(doc) - 1}")
        a = doc.attributions[what]
        return a, place.to_text(a.content.spans)[0]
    if isinstance(what, str):
        places = find_words(text, what)
        if not places:
            raise ValueError(f"the text does not have the words {what!r}")
        span = places[0]
    else:
        start, end = what
        span = place.to_text([(start, end)])[0]
        if not 0 <= span[0] <= span[1] <= len(text):
            raise ValueError(f"no such place in the text: {what!r}")
        span = (span[0], max(span[1], span[0] + 1))
    return _over(doc, place, span), span


def _over(doc: Document, place: Place, span: tuple[int, int]) -> Attribution | None:
    """The attribution at a place: the smallest content around it, else one whose source or cue it touches."""
    best: tuple[int, Attribution] | None = None
    for a in doc.attributions:
        for part, spans in enumerate((a.content.spans, a.source.spans + a.cue.spans)):
            for s, e in place.to_text(spans):
                if s < span[1] and span[0] < e:
                    size = e - s + part * len(doc.text or "")
                    if best is None or size < best[0]:
                        best = size, a
    return best[1] if best else None


def _extractor(doc: Document, extractor: Extractor | None) -> Any:
    if extractor is not None:
        return extractor._core
    if doc._batch is not None:
        return doc._batch.extractor(doc._index)
    from ..extractor import Extractor as Made

    options = doc._get().get("options", {})
    return Made(language=doc.language, packs=options.get("packs", ()), attitudes=options.get("attitudes", False))._core


def _to_document(found: Any, to_byte: Bytes, place: Place) -> None:
    """Replaces every place in bytes by one in the document's unit."""

    def turn(span: list[int]) -> list[int]:
        return place.from_text([(to_byte.point(span[0]), to_byte.point(span[1]))])[0]

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if _is_span(value):
                    node[key] = turn(value)
                elif isinstance(value, list) and value and all(_is_span(v) for v in value):
                    node[key] = [turn(v) for v in value]
                else:
                    walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(found)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)


def _matching(candidates: list[dict[str, Any]], a: Attribution | None, mark: list[int]) -> dict[str, Any] | None:
    if a is not None:
        return next((c for c in candidates if [list(s) for s in a.content.spans] == c["content"]), None)
    return None


def _add_words(record: dict[str, Any], text: str, place: Place) -> None:
    """Puts the words beside the places, so that the record reads alone."""

    def words(span: list[int]) -> str:
        s, e = place.to_text([span])[0]
        return text[s:e]

    for paragraph in record["paragraphs"]:
        for window in paragraph["windows"]:
            for unit in window["units"]:
                unit["text"] = words(unit["span"])
            for pivot in window["pivots"]:
                pivot["text"] = words(pivot["span"])
                for group in pivot["groups"]:
                    group["text"] = words(group["span"])
    a = record["attribution"]
    if a:
        for part in ("content", "source", "cue", "addressee"):
            a[f"{part}_text"] = [words(span) for span in a[part]]
        for who in (a["speaker"], a["addressee_is"]):
            for at in ("named_at", "spoke_at"):
                if who[at]:
                    who[at]["text"] = words(who[at]["span"])
    if record["unattributed"]:
        record["unattributed"]["text"] = words(record["unattributed"]["span"])


def _correction(doc: Document, a: Attribution) -> dict[str, Any]:
    return {
        "text": a.content.text,
        "span": list(a.content.spans[0]),
        "attribution": {
            "rule": a.rule,
            "kind": a.kind,
            "corrected_to": a.speaker,
            "content_text": list(a.content.texts),
        },
        "unattributed": None,
        "paragraphs": [],
    }
