"""inquit in a spaCy pipeline: `nlp.add_pipe("inquit")`, found by an entry point, needs no import.

>>> nlp = spacy.blank("en")
>>> nlp.add_pipe("inquit", config={"attitudes": False})
>>> doc = nlp("“We are ready,” Ann Bell told Carl Dunn on Monday.")
>>> doc.spans["quotes"][0].text, doc._.attributions[0]["speaker"]
('“We are ready,”', 'Ann Bell')

`doc.spans["quotes"]` holds the pieces of the contents, each labelled by its kind and with the attribution's number as
`span.id`; a content that begins or ends inside a token takes all of it (`alignment`). `doc._.attributions` are plain
dicts with the offsets in characters of `doc.text`; they travel through `nlp.pipe(…, n_process=2)` and `doc.to_bytes()`.
A document's date is `doc._.inquit_date`, set before the component runs, or the option `date` for all.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from .extractor import Extractor

DEFAULTS: dict[str, Any] = {
    "language": "en",
    "packs": [],
    "people": [],
    "attitudes": False,
    "min_confidence": 0.0,
    "date": None,
    "spans_key": "quotes",
    "alignment": "expand",
}
_KEY = "inquit_attributions"  # in doc.user_data, which to_bytes and pickles keep


def _get(doc: Doc) -> list[dict[str, Any]]:
    return doc.user_data.get(_KEY, [])  # type: ignore[no-any-return]


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=_get)
if not Doc.has_extension("inquit_date"):
    Doc.set_extension("inquit_date", default=None)


class InquitComponent:
    """The component. It reads `doc.text` only, so that it runs anywhere in a pipeline, a blank one too."""

    def __init__(self, name: str, options: dict[str, Any]):
        self.name = name
        self.date = options.pop("date")
        self.spans_key = options.pop("spans_key")
        self.alignment = options.pop("alignment")
        self.extractor = Extractor(**options)

    def __call__(self, doc: Doc) -> Doc:
        found = self.extractor.extract(doc.text, date=doc._.inquit_date or self.date)
        names = [speaker.name for speaker in found.speakers]
        attributions = []
        spans: list[Span] = []
        for a in found.to_dict(with_text=False)["attributions"]:
            a["mentions"] = [names[n] for n in a["mentions"]]
            attributions.append(a)
            for start, end in a["content"]:
                span = doc.char_span(start, end, label=a["kind"], span_id=str(a["id"]), alignment_mode=self.alignment)
                if span is not None:
                    spans.append(span)
        doc.user_data[_KEY] = attributions
        doc.spans[self.spans_key] = spans
        return doc


@Language.factory(  # type: ignore[untyped-decorator]
    "inquit", default_config=DEFAULTS, assigns=["doc._.attributions", "doc.spans"]
)
def make(
    nlp: Language,
    name: str,
    language: str,
    packs: list[str],
    people: list[Any],
    attitudes: bool,
    min_confidence: float,
    date: str | None,
    spans_key: str,
    alignment: str,
) -> InquitComponent:
    """What `nlp.add_pipe("inquit", config={…})` calls; the options are those of `inquit.Extractor`, and

    date        the date of documents whose `doc._.inquit_date` is not set
    spans_key   where in `doc.spans` the contents go: "quotes"
    alignment   of contents to tokens: "expand", "contract" or "strict" (left out where they do not fit)
    """
    options = {
        "language": language, "packs": packs, "people": people, "attitudes": attitudes,
        "min_confidence": min_confidence, "date": date, "spans_key": spans_key, "alignment": alignment,
    }  # fmt: skip
    return InquitComponent(name, options)
