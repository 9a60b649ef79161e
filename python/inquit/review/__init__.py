"""Going through attributions in a notebook: accept, mend, reject. Needs `pip install 'inquit[notebook]'`.

>>> from inquit.review import Review
>>> review = Review(result)          # or documents; shows itself in a notebook
>>> review
>>> review.save("fix.jsonl")         # decisions, as inquit.Corrections reads them

What the widget shows is text only; its script is review.js beside this file and loads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..document import Document
from ..result import Failure

if TYPE_CHECKING:
    from ..corrections import Corrections  # type: ignore[import-not-found]

try:
    import anywidget
    import traitlets
except ImportError:
    raise ImportError("inquit.review needs anywidget: pip install 'inquit[notebook]'") from None

AROUND = 240  # characters of the article on each side of a content
_FOLDER = os.path.dirname(__file__)


def _file(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


class Review(anywidget.AnyWidget):  # type: ignore[misc]
    """The attributions of documents, one at a time, least certain first.

    `decisions` maps "document number:attribution number" to {"do": "accept" | "set" | "reject", "speaker": …}; it is
    there in Python as soon as a button is pressed. Keys: j and k step, a accepts, r rejects, m mends, u takes back.
    """

    _esm = _file("review.js")
    _css = _file("review.css")
    items = traitlets.List().tag(sync=True)
    decisions = traitlets.Dict().tag(sync=True)

    def __init__(self, documents: Document | Iterable[Document | Failure], **more: Any):
        given = [documents] if isinstance(documents, Document) else documents
        self.documents = [doc for doc in given if isinstance(doc, Document)]
        items = [item for n, doc in enumerate(self.documents) for item in _items(doc, n)]
        items.sort(key=lambda item: item["confidence"])
        super().__init__(items=items, **more)

    def counts(self) -> dict[str, int]:
        """How many are accepted, set, rejected and open."""
        counts = {"accept": 0, "set": 0, "reject": 0}
        for decision in self.decisions.values():
            counts[decision["do"]] += 1
        return counts | {"open": len(self.items) - sum(counts.values())}

    def corrections(self) -> Corrections:
        """The decisions that change something, for `inquit.extract(…, corrections=…)`. Accepting changes nothing."""
        from ..corrections import Corrections  # type: ignore[import-not-found]

        made = Corrections()
        for key, decision in self.decisions.items():
            n, number = map(int, key.split(":"))
            doc = self.documents[n]
            if decision["do"] == "reject":
                made.reject(doc, number)
            elif decision["do"] == "set":
                made.set(doc, number, speaker=decision["speaker"])
        return made

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the corrections as JSONL."""
        self.corrections().save(path)


def _items(doc: Document, n: int) -> list[dict[str, Any]]:
    source = doc._cutter()
    items = []
    for a in doc.attributions:
        start, end = a.content.start or 0, a.content.end or 0
        parts = []
        at = max(0, start - AROUND)
        for s, e in a.content.spans:
            parts += [[False, _cut(source, at, s)], [True, _cut(source, s, e)]]
            at = e
        parts.append([False, _cut(source, end, min(len(source), end + AROUND))])
        items.append(
            {
                "key": f"{n}:{a.id}",
                "doc": doc.title or doc.id or f"document {n}",
                "date": doc.date,
                "kind": a.kind,
                "speaker": a.speaker,
                "people": [speaker.name for speaker in doc.speakers],
                "to": a.addressee_name or a.addressee.text or None,
                "cue": a.cue.text,
                "when": a.when,
                "rule": a.rule,
                "confidence": min(a.confidence, a.speaker_confidence),
                "parts": parts,
            }
        )
    return items


def _cut(source: Any, start: int, end: int) -> str:
    """A stretch of the text; where its edge falls into a character of several units, that character is left out."""
    try:
        return source.cut(start, end)  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        encoded, width = source._encoded, 2 if source.unit == "utf16" else 1
        encoding = "utf-16-le" if source.unit == "utf16" else "utf-8"
        return encoded[start * width : end * width].decode(encoding, "ignore")  # type: ignore[no-any-return]
