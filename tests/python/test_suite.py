"""The behaviour suite, tests/cases/suite.jsonl: rates per field that must not fall, articles that must stay right.

tests/cases/known_failures.txt lists the articles that are not wholly right; `python tests/python/test_suite.py`
writes it anew and prints the rates. A field counts as tests/cases/README.md says.
"""

from __future__ import annotations

import collections
import json
import pathlib
import re
import subprocess
import sys

import inquit
import pytest

CASES = pathlib.Path(__file__).parent.parent / "cases"
KNOWN = CASES / "known_failures.txt"
ARTICLES = {"a", "an", "the"}
PARTS = ("source", "cue", "addressee", "time", "place")
FLOORS = {
    "found": 0.97,
    "content": 0.96,
    "kind": 0.97,
    "speaker": 0.94,
    "speaker_kind": 0.94,
    "source": 0.97,
    "cue": 0.97,
    "addressee": 0.95,
    "addressee_name": 0.85,
    "time": 0.95,
    "when": 0.95,
    "nested": 0.80,
    "reject": 0.97,
    "nothing else": 0.93,
}  # place has too few cases
# Of the articles whose id begins with "tough-", written to find what fails: apart, so that they lower no rate above.
TOUGH_FLOORS = {"tough found": 0.97, "tough speaker": 0.74, "tough source": 0.93, "tough nothing else": 0.75}


def same_name(a, b):
    def words(name):
        found = re.findall(r"\w+", (name or "").casefold())
        return found[1:] if found and found[0] in ARTICLES else found

    return words(a) == words(b)


class Article:
    """The words of one article, and what of them a prediction and the annotation have in common."""

    def __init__(self, record):
        self.record = record
        self.words = [m.span() for m in re.finditer(r"\w+(?:['’]\w+)*", record["text"])]

    def covered(self, spans, articles=True):
        inside = {w for w in self.words for s, e in spans or [] if s <= w[0] and w[1] <= e}
        if not articles:
            rest = {w for w in inside if self.record["text"][slice(*w)].lower() not in ARTICLES}
            return rest or inside
        return inside

    def overlap(self, a, b):
        a, b = self.covered(a), self.covered(b)
        return len(a & b) / len(a | b) if a | b else 0.0

    def same_part(self, want, got):
        a, b = self.covered(want, articles=False), self.covered(got, articles=False)
        return bool(a & b) and len(b) <= len(a) + 3 if a or b else None

    def answers(self, found):
        """Number of the annotation -> number of the prediction that shares most words with its content."""
        pairs = [
            (-self.overlap(want["content"], got["content"]), -bool(self.same_part(want["source"], got["source"])), k, i)
            for k, want in enumerate(self.record["attributions"])
            for i, got in enumerate(found)
        ]
        chosen = {}
        for overlap, _, k, i in sorted(pairs):
            if -overlap >= 0.5 and k not in chosen and i not in chosen.values():
                chosen[k] = i
        return chosen


def judge(record, found):
    """(field, right or not, what) for every field of every attribution of one article."""
    article = Article(record)
    chosen = article.answers(found)
    number = {got["id"]: i for i, got in enumerate(found)}
    for k, want in enumerate(record["attributions"]):
        what = " ".join(record["text"][s:e] for s, e in want["content"])[:50]
        got = found[chosen[k]] if k in chosen else None
        yield "found", got is not None, what
        if got is None:  # every part of it is missed, too
            optional = ("speaker_kind", "addressee_name", "when", *PARTS)
            for field in ("content", "kind", "speaker", *(f for f in optional if want[f])):
                yield field, False, what
            continue
        yield "content", article.overlap(want["content"], got["content"]) >= 0.9, what
        yield "kind", want["kind"] == got["kind"], what
        yield "speaker", same_name(want["speaker"], got["speaker"]), f"{what}: {got['speaker']}"
        if want["speaker_kind"]:
            yield "speaker_kind", want["speaker_kind"] == got["speaker_kind"], what
        for part in PARTS:
            right = article.same_part(want[part], got[part])
            if right is not None:
                yield part, right, what
        for field in ("addressee_name", "when"):
            if want[field] or got[field]:
                yield field, same_name(want[field], got[field]), f"{what}: {got[field]}"
        if want["parent"] is not None or got["parent"] is not None:
            parent = number.get(got["parent"])
            yield "nested", parent is not None and chosen.get(want["parent"]) == parent, what
    for span in record["reject"]:
        said = any(article.overlap([span], got["content"]) >= 0.5 for got in found)
        yield "reject", not said, record["text"][slice(*span)]
    others = [got for i, got in enumerate(found) if i not in chosen.values()]
    yield "nothing else", not others, "; ".join(record["text"][slice(*got["content"][0])] for got in others)


def extract_suite():
    """Field -> [right, of how many], and article -> what is wrong with it."""
    rates, wrong = collections.defaultdict(lambda: [0, 0]), {}
    for line in (CASES / "suite.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        doc = inquit.extract(record["text"], id=record["id"], date=record["date"], title=record["title"])
        for field, right, what in judge(record, doc.to_dict()["attributions"]):
            rate = rates["tough " + field if record["id"].startswith("tough-") else field]
            rate[0] += right
            rate[1] += 1
            if not right:
                wrong.setdefault(record["id"], []).append(f"{field}: {what}".replace("\n", " "))
    return rates, wrong


@pytest.fixture(scope="module")
def suite():
    return extract_suite()


@pytest.mark.parametrize(("field", "floor"), sorted((FLOORS | TOUGH_FLOORS).items()))
def test_rate_of_the_suite_does_not_fall(field, floor, suite):
    right, total = suite[0][field]
    assert right / total >= floor, f"{field}: {right} of {total}"


def test_articles_that_were_right_stay_right(suite):
    known = {line.split("\t")[0] for line in KNOWN.read_text(encoding="utf-8").splitlines()}
    broken = {name: what for name, what in suite[1].items() if name not in known}
    assert not broken, f"where this is meant, {pathlib.Path(__file__).name} writes known_failures.txt anew: {broken}"


def test_suite_is_what_its_articles_give():
    subprocess.run([sys.executable, CASES / "make_suite.py", "--check"], check=True)


def test_judge_sees_a_wrong_speaker():
    want = {"content": [[0, 3]], "source": [[4, 6]], "cue": [[7, 11]], "addressee": [], "time": [], "place": []}
    want |= {"id": 0, "kind": "direct", "speaker": "Al", "speaker_kind": "person", "addressee_name": None}
    want |= {"when": None, "parent": None}
    record = {"text": "“a” Al said.", "attributions": [want], "reject": []}
    assert [f for f, right, _ in judge(record, [{**want, "speaker": "Bo"}]) if not right] == ["speaker"]
    assert [f for f, right, _ in judge(record, []) if not right][:2] == ["found", "content"]


if __name__ == "__main__":
    rates, wrong = extract_suite()
    lines = [f"{name}\t{' | '.join(what)}\n" for name, what in wrong.items()]
    KNOWN.write_text("".join(lines), encoding="utf-8")
    for field, (right, total) in sorted(rates.items()):
        print(f"{field:16} {right:4} / {total:4}  {right / total:.3f}")
