"""Counts of one document, and figures of many. docs/evaluate.md has the definitions."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .words import Item, Words, same_source

KINDS = ("direct", "mixed", "indirect")
# Rates: name, what was right of the predicted, the predicted, what was right of the gold, the gold.
RATES: tuple[tuple[str, str, str, str, str], ...] = (
    ("quoted words, found", "qw_found", "qw_pred", "qw_found", "qw_gold"),
    ("quoted words, right source", "qw_right", "qw_pred", "qw_right", "qw_gold"),
    ("attributions", "right", "pred", "right", "gold"),
    ("attributions, strict", "strict", "pred", "strict", "gold"),
    ("content only", "span", "pred", "span", "gold"),
    *((kind, f"right_p_{kind}", f"pred_{kind}", f"right_g_{kind}", f"gold_{kind}") for kind in KINDS),
)
# Shares: name, right, of how many.
SHARES: tuple[tuple[str, str, str], ...] = (
    ("source right, given the content", "right", "span"),
    ("source exact, among the right", "source_exact", "right"),
    ("cue right, among the right", "cue", "right"),
    ("speaker right, given the content", "speaker", "speaker_asked"),
    ("addressee right, given the content", "addressee", "addressee_asked"),
)
REPLICATES = 1000


@dataclass
class Error:
    """One that is missed, spurious, or has the wrong source."""

    doc: str
    sort: str
    gold: Item | None
    predicted: Item | None


@dataclass
class Scored:
    """What was counted in one document."""

    id: str
    words: Words
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)  # confidence of each prediction, and whether right


class Figure(NamedTuple):
    """A rate (precision, recall, F1) or a share (value), its interval, and the numbers behind it."""

    value: float
    low: float
    high: float
    cases: int
    precision: float | None = None
    recall: float | None = None


def _name(value: str | None, articles: frozenset[str]) -> str:
    words = re.findall(r"\w+", (value or "").casefold())
    return " ".join(words[1:] if words and words[0] in articles else words)


def score_document(
    doc_id: str, text: str, gold_records: Iterable[Any], predicted_records: Iterable[Any], language: str = "en"
) -> Scored:
    """Counts of one document; a prediction matches one gold attribution at most."""
    words = Words(text, language)
    out = Scored(doc_id, words)
    gold = [item for item in (Item(words, r) for r in gold_records) if item.content]
    predicted = [item for item in (Item(words, r) for r in predicted_records) if item.content]
    _quoted_words(words, gold, predicted, out.counts)
    answer = _match(gold, predicted)
    n = out.counts
    right = set()
    for i, g in enumerate(gold):
        n["gold"] += 1
        n[f"gold_{g.kind}"] += 1
        if i not in answer:
            out.errors.append(Error(doc_id, f"missed {g.kind}", g, None))
            continue
        p = predicted[answer[i]]
        n["span"] += 1
        _names(g, p, n, words.articles)
        if not same_source(g, p):
            out.errors.append(Error(doc_id, "wrong source", g, p))
            continue
        right.add(answer[i])
        n["right"] += 1
        n[f"right_g_{g.kind}"] += 1
        n[f"right_p_{p.kind}"] += 1
        n["cue"] += bool(g.cue & p.cue) or (not g.cue and not p.cue)
        n["source_exact"] += g.bare == p.bare
        n["strict"] += g.source == p.source and g.content == p.content
    used = set(answer.values())
    for j, p in enumerate(predicted):
        n["pred"] += 1
        n[f"pred_{p.kind}"] += 1
        if j not in used:
            out.errors.append(Error(doc_id, f"spurious {p.kind}", None, p))
        if p.confidence is not None:
            out.judged.append((p.confidence, j in right))
    return out


def _quoted_words(words: Words, gold: list[Item], predicted: list[Item], n: Counter[str]) -> None:
    """Of each quoted word the shortest predicted content speaks; its source must be that of a gold one there."""
    in_gold: defaultdict[int, list[Item]] = defaultdict(list)
    in_predicted: defaultdict[int, list[Item]] = defaultdict(list)
    for items, where in ((gold, in_gold), (predicted, in_predicted)):
        for item in items:
            for w in item.content:
                if words.quoted[w]:
                    where[w].append(item)
    n["qw_gold"] += len(in_gold)
    n["qw_pred"] += len(in_predicted)
    for w, mine in in_predicted.items():
        if w in in_gold:
            n["qw_found"] += 1
            least = min(len(p.content) for p in mine)
            shortest = [p for p in mine if len(p.content) == least]
            n["qw_right"] += all(any(same_source(g, p) for g in in_gold[w]) for p in shortest)


def _match(gold: list[Item], predicted: list[Item]) -> dict[int, int]:
    """One to one, those first that share most words: at least half of the two together."""
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            both = len(g.content & p.content)
            share = both / len(g.content | p.content) if both else 0.0
            if share >= 0.5:
                pairs.append((-(share + (0.001 if same_source(g, p) else 0)), i, j))
    answer: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in answer and j not in used:
            answer[i] = j
            used.add(j)
    return answer


def _names(g: Item, p: Item, n: Counter[str], articles: frozenset[str]) -> None:
    for part, key in (("speaker", "speaker"), ("addressee", "addressee_name")):
        if g.record.get(key):
            n[f"{part}_asked"] += 1
            n[part] += _name(g.record[key], articles) == _name(p.record.get(key), articles)


def _rate(n: Mapping[str, int], rate: tuple[str, str, str, str, str]) -> tuple[float, float, float]:
    p = n[rate[1]] / n[rate[2]] if n[rate[2]] else 0.0
    r = n[rate[3]] / n[rate[4]] if n[rate[4]] else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _total(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for c in counts:
        total.update(c)
    return total


def _samples(n: int, seed: int, replicates: int) -> list[list[int]]:
    chance = random.Random(seed)  # noqa: S311  for sampling, not for secrets
    return [chance.choices(range(n), k=n) for _ in range(replicates)]


def _sums(scored: Sequence[Scored], keys: Sequence[str], sample: Sequence[int]) -> dict[str, int]:
    return {key: sum(scored[i].counts[key] for i in sample) for key in keys}


def figures(scored: Sequence[Scored], seed: int = 0, replicates: int = REPLICATES) -> dict[str, Figure]:
    """Each rate and share with its 95 % interval, articles drawn anew with replacement."""
    n = _total(s.counts for s in scored)
    keys = sorted({k for rate in RATES for k in rate[1:]} | {k for share in SHARES for k in share[1:]})
    replicas = [_sums(scored, keys, sample) for sample in _samples(len(scored), seed, replicates)] if scored else []
    out: dict[str, Figure] = {}
    for rate in RATES:
        p, r, f1 = _rate(n, rate)
        low, high = _interval([_rate(x, rate)[2] for x in replicas])
        out[rate[0]] = Figure(f1, low, high, n[rate[4]], p, r)
    for name, right, of in SHARES:
        if not n[of]:
            continue
        low, high = _interval([x[right] / x[of] for x in replicas if x[of]])
        out[name] = Figure(n[right] / n[of], low, high, n[of])
    return out


def _interval(values: list[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 0.0
    values.sort()
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


def compare(
    first: Sequence[Scored], second: Sequence[Scored], seed: int = 0, replicates: int = REPLICATES
) -> dict[str, dict[str, float]]:
    """Differences in F1 (first less second), by a paired bootstrap over articles: both are drawn alike.

    `p` is two-sided: how often the sign turns, or the difference is nought, doubled.
    """
    keys = sorted({k for rate in RATES for k in rate[1:]})
    samples = _samples(len(first), seed, replicates)
    pairs = [(_sums(first, keys, s), _sums(second, keys, s)) for s in samples]
    one, two = _total(s.counts for s in first), _total(s.counts for s in second)
    out = {}
    for rate in RATES:
        difference = _rate(one, rate)[2] - _rate(two, rate)[2]
        drawn = [_rate(a, rate)[2] - _rate(b, rate)[2] for a, b in pairs]
        low, high = _interval(list(drawn))
        down = sum(d <= 0 for d in drawn) / max(1, len(drawn))
        up = sum(d >= 0 for d in drawn) / max(1, len(drawn))
        out[rate[0]] = {"difference": difference, "low": low, "high": high, "p": min(1.0, 2 * min(down, up))}
    return out


def calibration(scored: Sequence[Scored]) -> dict[str, Any]:
    """Ten bins of confidence with their mean and their share of right answers; the expected calibration error."""
    judged = [pair for s in scored for pair in s.judged]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for confidence, right in judged:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    table = [
        {
            "from": k / 10,
            "to": (k + 1) / 10,
            "cases": len(b),
            "confidence": sum(c for c, _ in b) / len(b),
            "right": sum(r for _, r in b) / len(b),
        }
        for k, b in enumerate(bins)
        if b
    ]
    error = sum(row["cases"] * abs(row["confidence"] - row["right"]) for row in table) / max(1, len(judged))
    return {"cases": len(judged), "ece": error, "bins": table}
