"""The record of an explanation, in words that an editor understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# By the basis of a resolution (cpp/src/speakers/resolve.cc): why the words mean this speaker. {who} man, woman, body …
_BASES = {
    "own name": "the name stands there",
    "same name": "the same name stands in the text in full{named}",
    "part of name": "the name stands in full{named}",
    "role bound to a name": "the text calls {pronoun} that{title}{named}",
    "last speaker": "the last {who} who spoke{spoke}",
    "subject before": "the last {who} before it who fits{named}",
    "first person": "the one who is speaking there{spoke}",
    "possessor": "the one whom the words before it belong to",
    "relative": "the one whom the clause is about",
    "members of a group": "the people whom it counts up",
    "label": "the name stands before the turn",
    "issuer": "the body that issued it",
    "own phrase": "nobody is named, so the words themselves stand for the speaker",
    "continued": "the quotation goes on from the one before{spoke}",
    "turn of a dialogue": "the two take turns{spoke}",
    "place for its government": "the place stands for those who govern it",
    "user": "your list of people has the name",
}
_WHY = {
    "scare": "a few words in quotation marks that nobody is said to have spoken",
    "title": "the title of a work",
    "nickname": "a nickname inside a name",
    "slogan": "a slogan or an inscription",
    "headline": "a headline",
    "related": "a link to another article",
    "no cue": "no word that reports stands beside it",
    "unclosed": "its quotation mark is never closed",
    "too long": "it is too long to be one quotation",
    "correction": "a person said that it is none",
}
_OUTCOMES = {
    "won": "answers",
    "conflict": "fits, but a surer answer has its words",
    "zone": "is not for paragraphs of this sort",
    "window": "is not for this place (inside a quotation, or outside)",
    "attitude": "would fit, but attitudes were not asked for (attitudes=True)",
    "weak": "fits no more: the cue reports this way in {strength:.0%} of its places, and the rule asks for {min:.0%}",
    "no match": "fits the word and its neighbours, not all that stands there",
    "refused": "fits, but gives no content",
    "lighter": "fits too, but a heavier rule goes first",
}
# How near a rule came that did not answer: the nearest first.
_NEARNESS = ("conflict", "refused", "weak", "attitude", "zone", "window", "no match", "lighter")
_SHOWN = 90  # characters of a quotation


def quoted(text: str) -> str:
    """In quotation marks, on one line, not too long."""
    text = " ".join(text.split())
    return f"‘{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}’"


def sentence_of(record: dict[str, Any]) -> str:
    """One sentence for an editor."""
    a = record["attribution"]
    if a and "corrected_to" in a:
        return f"{quoted(record['text'])} is {a['corrected_to'] or 'nobody’s'}: a person corrected it."
    if a:
        return _speaker_sentence(a)
    u = record["unattributed"]
    if u:
        words = quoted(u["text"].strip('“”"«»„'))
        nearest = next(_nearest(record), None)
        if nearest is None:
            return f"{words} has no source: {_WHY.get(u['why'], u['why'])}."
        pivot, tried = nearest
        return (
            f"{words} has no source: {_WHY.get(u['why'], u['why'])}; "
            f"the nearest was the rule “{tried['id']}” at {quoted(pivot['text'])}, which {_outcome(tried)}."
        )
    return f"{quoted(record['text'])} is no quotation and belongs to none."


def _speaker_sentence(a: dict[str, Any]) -> str:
    who = a["speaker"]
    source = quoted(a["source_text"][0]) if a["source_text"] else None
    cue = " … ".join(a["cue_text"])
    if who["name"] is None:
        return (
            f"{source} is nobody whom the text names."
            if source
            else f"{quoted(a['content_text'][0])} has a report, but nobody is named as its source."
        )
    reason = _reason(who, a)
    rivals = _rivals(who)
    if source and source[1:-1] == who["name"]:
        return (
            f"{source} says it: the name stands beside {quoted(cue)}{rivals}."
            if cue
            else f"{source} says it: {reason}{rivals}."
        )
    subject = source or f"The speaker of {quoted(a['content_text'][0])}"
    return f"{subject} is {who['name']}: {reason}{rivals}."


def _reason(who: dict[str, Any], a: dict[str, Any]) -> str:
    noun = {"female": "woman", "male": "man"}.get(who["gender"] or "", "one")
    if who["kind"] in ("organisation", "group"):
        noun = "body" if who["kind"] == "organisation" else "group"
    pronoun = {"female": "her", "male": "him"}.get(who["gender"] or "", "it" if noun in ("body",) else "them")
    template = _BASES.get(who["basis"], "no better one was found")
    return template.format(
        who=noun,
        pronoun=pronoun,
        title=f" ({who['title']})" if who["title"] else "",
        named=_distance(who["named_at"]),
        spoke=_distance(who["spoke_at"] or who["named_at"]),
    )


def _distance(place: dict[str, Any] | None) -> str:
    if place is None:
        return ""
    up = place["paragraphs_up"]
    if up <= 0:
        return ", in the same paragraph"
    count = NUMBERS[up] if up < len(NUMBERS) else str(up)
    return f", {count} paragraph{'s' if up != 1 else ''} up"


def _rivals(who: dict[str, Any]) -> str:
    others = [name for name in who["candidates"] if name != who["name"]]
    if not others:
        return ""
    if len(others) == 1:
        return f"; the other candidate was {others[0]}"
    return f"; the other candidates were {', '.join(others[:-1])} and {others[-1]}"


def _outcome(tried: dict[str, Any]) -> str:
    return _OUTCOMES[tried["outcome"]].format(strength=tried["strength"], min=tried["min_strength"])


def rule_story(tried: dict[str, Any]) -> str:
    """A rule that was tried, and what became of it."""
    return f"{tried['id']} (weight {tried['weight']}) {_outcome(tried)}"


def _pivots(
    record: dict[str, Any], kinds: tuple[str, ...] = ("outside", "clause", "quotation")
) -> Iterator[dict[str, Any]]:
    for paragraph in record["paragraphs"]:
        for window in paragraph["windows"]:
            if window["kind"] in kinds:
                yield from window["pivots"]


def _nearest(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Rules that were tried and did not answer: those that came nearest first, then by their distance in the text."""
    middle = sum(record["span"]) / 2
    tries = [
        (_NEARNESS.index(t["outcome"]), abs(sum(p["span"]) / 2 - middle), n, p, t)
        for p in _pivots(record, ("outside", "clause"))  # what stands inside the quotation says nothing of its source
        if not p["accepted"]
        for n, t in enumerate(p["rules"])
        if t["outcome"] in _NEARNESS
    ]
    for *_, pivot, tried in sorted(tries, key=lambda x: x[:3]):
        yield pivot, tried


def pivot_of(record: dict[str, Any]) -> dict[str, Any] | None:
    """The word at which the attribution's rule matched."""
    a = record["attribution"]
    if not a:
        return None
    matching = [p for p in _pivots(record) if p["accepted"] and p["content"] and _within(p["content"], a["content"])]
    by_rule = [p for p in matching if any(t["id"] == a["rule"] and t["outcome"] == "won" for t in p["rules"])]
    return next(iter(by_rule or matching), None)


def _within(span: list[int], spans: list[list[int]]) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def steps_of(record: dict[str, Any]) -> list[str]:
    """The steps, a line each."""
    lines: list[str] = []
    for paragraph in record["paragraphs"]:
        for window in paragraph["windows"]:
            inside = "" if window["kind"] == "outside" else f", inside a {window['kind']}"
            lines.append(f"Paragraph {paragraph['number'] + 1} ({paragraph['zone']}{inside}), as the rules see it:")
            lines += [f"    {_unit(u)}" for u in window["units"]]
    a = record["attribution"]
    if a and "corrected_to" not in a:
        lines += _attribution_steps(record, a)
    elif not a:
        nearest = list(_nearest(record))[:6]
        lines.append("Rules that came nearest:" if nearest else "No rule came near: none has what stands there.")
        lines += [f"    at {quoted(p['text'])}: {rule_story(t)}" for p, t in nearest]
    return lines


def _unit(unit: dict[str, Any]) -> str:
    text = " ".join(unit["text"].split())
    return f"{unit['symbol']:<34} {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}".rstrip()


def _attribution_steps(record: dict[str, Any], a: dict[str, Any]) -> list[str]:
    lines = []
    pivot = pivot_of(record)
    if pivot is None:
        lines.append(f"The rule “{a['rule']}” works on whole paragraphs, not on units.")
    else:
        lines.append(f"Rules tried at {quoted(pivot['text'])} ({pivot['symbol']}):")
        lines += [f"    {rule_story(t)}" for t in pivot["rules"]]
        lines.append("What the rule bound:")
        lines += [f"    {g['role']:<10} {quoted(g['text'])}" for g in pivot["groups"]]
    who = a["speaker"]
    lines.append(f"Who speaks: {who['name'] or 'nobody named'} (by: {who['basis']}; confidence {who['confidence']:g}).")
    if who["candidates"]:
        lines.append(f"    others that were possible: {', '.join(who['candidates'])}")
    if a["addressee_text"]:
        told = a["addressee_is"]
        lines.append(
            f"Who is told: {quoted(a['addressee_text'][0])}, {told['name'] or 'nobody named'} (by: {told['basis']})."
        )
    lines.append(_confidence(a, pivot))
    return lines


def _confidence(a: dict[str, Any], pivot: dict[str, Any] | None) -> str:
    won = next((t for t in pivot["rules"] if t["outcome"] == "won"), None) if pivot else None
    if won is None:
        return f"Confidence {a['confidence']:g}: fixed for this rule."
    line = f"Confidence {a['confidence']:g}: the rule is right in {won['precision']:.0%} of its answers"
    if pivot and pivot["symbol"].startswith("CUE"):
        line += f", the cue reports this way in {won['strength']:.0%} of its places"
    if pivot and pivot["inherited_from"]:
        line += f", and the source comes from an attribution of confidence {pivot['inherited_from']:g}"
    return line + "."
