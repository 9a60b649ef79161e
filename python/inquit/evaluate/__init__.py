"""How good the answers are on annotated articles: figures, their intervals, calibration and errors.

>>> from inquit.evaluate import evaluate
>>> report = evaluate("gold.jsonl")              # extracts the gold's texts; or evaluate(gold, predicted)
>>> print(report)
>>> report.figures["attributions"].value

docs/evaluate.md defines every figure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .figures import RATES, Figure, Scored, calibration, compare, figures, score_document
from .gold import GoldError, read_gold
from .sampling import sample

__all__ = ["Figure", "GoldError", "Report", "evaluate", "read_gold", "sample"]

FIELDS = ("family", "publisher", "outlet")  # of documents: figures for each value, where they are there
_CONTEXT = 60  # characters around an error


class Report:
    """What `evaluate` gives: `figures`, `calibration`, `groups`, `errors`, `comparison`; prints as a table."""

    def __init__(
        self,
        scored: list[Scored],
        docs: Mapping[str, Any],
        by: tuple[str, ...],
        seed: int,
        other: list[Scored] | None = None,
    ):
        self.documents = len(scored)
        self.figures: dict[str, Figure] = figures(scored, seed)
        self.calibration = calibration(scored)
        self.groups: dict[str, dict[str, tuple[int, dict[str, Figure]]]] = {}
        for field in by:
            values: dict[str, list[Scored]] = {}
            for s in scored:
                value = docs[s.id].get(field)
                if value is not None:
                    values.setdefault(str(value), []).append(s)
            if values:
                self.groups[field] = {v: (len(some), figures(some, seed)) for v, some in sorted(values.items())}
        self.comparison = compare(scored, other, seed) if other is not None else None
        self._scored = scored

    @property
    def errors(self) -> dict[str, list[dict[str, Any]]]:
        """By sort ("missed direct", "wrong source", "spurious indirect" …): document, words, context."""
        out: dict[str, list[dict[str, Any]]] = {}
        for s in self._scored:
            for e in s.errors:
                out.setdefault(e.sort, []).append(_error(s, e))
        return dict(sorted(out.items(), key=lambda item: -len(item[1])))

    def to_dict(self, errors: int | None = None) -> dict[str, Any]:
        """All in plain types; `errors` of each sort at most (all of them by default)."""
        return {
            "documents": self.documents,
            "figures": {name: f._asdict() for name, f in self.figures.items()},
            "calibration": self.calibration,
            "groups": {
                field: {
                    v: {"documents": n, "figures": {k: f._asdict() for k, f in some.items()}}
                    for v, (n, some) in g.items()
                }
                for field, g in self.groups.items()
            },
            "comparison": self.comparison,
            "errors": {sort: {"cases": len(some), "shown": some[:errors]} for sort, some in self.errors.items()},
        }

    def to_html(self, title: str = "Evaluation", errors: int = 50) -> str:
        """One page that needs nothing else; every text is escaped, no script."""
        from .html import report_html

        return report_html(self, title, errors)

    def __str__(self) -> str:
        lines = [f"{self.documents} articles", f"{'':36}{'P':>7}{'R':>7}{'F1':>7}  95 % interval   cases"]
        for name, f in self.figures.items():
            lines.append(line_of(name, f))
        if self.calibration["cases"]:
            lines.append(
                f"\ncalibration: expected error {self.calibration['ece']:.3f} over {self.calibration['cases']} cases"
            )
            for row in self.calibration["bins"]:
                lines.append(
                    f"  confidence {row['from']:.1f} to {row['to']:.1f}: {row['cases']:6} cases, "
                    f"mean {row['confidence']:.2f}, right {row['right']:.2f}"
                )
        for field, group in self.groups.items():
            lines.append(f"\nby {field}: F1 of attributions, of quoted words with the right source")
            for value, (n, some) in group.items():
                a, q = some["attributions"], some["quoted words, right source"]
                lines.append(f"  {value:30} {n:5} articles  {_rate(a)} of {a.cases:5}  {_rate(q)} of {q.cases:6} words")
        if self.comparison:
            lines.append("\ndifference of F1 from the other (paired bootstrap over articles)")
            for name, c in self.comparison.items():
                lines.append(
                    f"  {name:34} {c['difference']:+.3f} [{c['low']:+.3f}, {c['high']:+.3f}]  p = {c['p']:.3f}"
                )
        return "\n".join(lines)

    def to_json(self, errors: int | None = None) -> str:
        """`to_dict` as JSON."""
        return json.dumps(self.to_dict(errors), ensure_ascii=False, indent=1)


def _rate(f: Figure) -> str:
    """Value and interval; a dash where there was nothing to find and nothing was found."""
    return f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}]" if f.cases or f.value else f"{'–':>20}"


def line_of(name: str, f: Figure) -> str:
    """One figure as a line of the table."""
    pr = f"{f.precision:7.3f}{f.recall:7.3f}" if f.precision is not None else " " * 14
    return f"{name:36}{pr}{f.value:7.3f}  [{f.low:.3f}, {f.high:.3f}] {f.cases:7}"


def _error(s: Scored, e: Any) -> dict[str, Any]:
    out: dict[str, Any] = {"doc": e.doc}
    for name, item in (("gold", e.gold), ("predicted", e.predicted)):
        if item is not None:
            out[name] = {part: s.words.show(getattr(item, part)) for part in ("source", "cue", "content")}
            if item.record.get("rule"):
                out[name]["rule"] = item.record["rule"]
    where = (e.gold or e.predicted).content
    start, end = s.words.spans[min(where)][0], s.words.spans[max(where)][1]
    text = s.words.text
    out["context"] = [text[max(0, start - _CONTEXT) : start], text[start:end], text[end : end + _CONTEXT]]
    return out


def evaluate(
    gold: str | Mapping[str, Any],
    predicted: str | Mapping[str, Any] | None = None,
    *,
    other: str | Mapping[str, Any] | None = None,
    by: tuple[str, ...] = FIELDS,
    texts: str | None = None,
    seed: int = 0,
    threads: int = 1,
    **options: Any,
) -> Report:
    """Scores predictions against gold; both are paths or documents by id.

    Without `predicted` the gold's own texts are extracted, with `options` as of `Extractor`. `other` are predictions
    to compare with. A document that was not predicted counts as predicted empty. A spreadsheet's texts are those of its
    own column, of the JSONL `texts`, or of the predictions.
    """
    answers: Mapping[str, Any]
    given = read_gold(predicted) if isinstance(predicted, str) else predicted
    docs = read_gold(gold, texts or given) if isinstance(gold, str) else gold
    answers = _extracted(docs, threads, options) if given is None else given
    rival = (read_gold(other) if isinstance(other, str) else other) if other is not None else None
    language = options.get("language", "en")
    scored = _score(docs, answers, language)
    return Report(scored, docs, by, seed, None if rival is None else _score(docs, rival, language))


def _extracted(docs: Mapping[str, Any], threads: int, options: dict[str, Any]) -> dict[str, Any]:
    from ..document import Document
    from ..extractor import Extractor

    result = Extractor(**options).extract_many(
        [doc["text"] for doc in docs.values()],
        ids=list(docs),
        dates=[doc.get("date") for doc in docs.values()],
        titles=[doc.get("title") for doc in docs.values()],
        threads=threads,
    )
    return {key: item.to_dict() for key, item in zip(docs, result, strict=True) if isinstance(item, Document)}


def _score(docs: Mapping[str, Any], answers: Mapping[str, Any], language: str) -> list[Scored]:
    empty: dict[str, Any] = {"attributions": []}
    return [
        score_document(
            key,
            doc["text"],
            doc["attributions"],
            answers.get(key, empty)["attributions"],
            doc.get("language") or language,
        )
        for key, doc in docs.items()
    ]


RATE_NAMES = tuple(rate[0] for rate in RATES)
