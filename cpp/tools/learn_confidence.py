#!/usr/bin/env python3
"""Learns from annotated texts what a raw confidence is worth: `calibration`, and the `precision` of each rule. Standard library only.

    learn_confidence.py GOLD.jsonl PREDICTED.jsonl rules.toml [--write] [--precisions]

PREDICTED holds inquit's answers to GOLD's texts as they come from rules.toml with `calibration` taken out, so that its `confidence` is
precision × strength. An answer is right when its content shares half of the words of a gold content (intersection over union, one to one),
and a word of that gold source, or both have none.

`calibration` is the isotonic fit of right over raw confidence (pool adjacent violators), thinned to at most POINTS points of at least LEAST
answers. With --precisions the `precision` of each rule that answered is changed so that the fit gives its answers the share of them that is
right, drawn to what the fit gives already with the weight of WEIGHT answers; at most MOST. Answers must then be predicted anew before
`calibration` is learned. With --write the file is rewritten in place.
"""

import argparse
import bisect
import collections
import json
import re
import sys

WORD = re.compile(r"\w+")
ARTICLES = {"a", "an", "the"}
POINTS, LEAST, WEIGHT, MOST = 10, 150, 20, 990
KEPT = re.compile(r"^(?:dialogue|turn)")  # not from the rules: their confidence is set where they are made


class Text:
    def __init__(self, text):
        self.spans = [m.span() for m in WORD.finditer(text)]
        self.ends = [end for _, end in self.spans]
        self.words = [text[s:e].lower() for s, e in self.spans]

    def covered(self, spans):
        out = set()
        for start, end in spans:
            k = bisect.bisect_right(self.ends, start)
            while k < len(self.spans) and self.spans[k][0] < end:
                out.add(k)
                k += 1
        return out

    def bare(self, spans):
        found = self.covered(spans)
        return {w for w in found if self.words[w] not in ARTICLES} or found


def judged(gold, predicted):
    """[(rule, confidence, right)] of one article."""
    text = Text(gold["text"])
    wanted = [(text.covered(a["content"]), text.bare(a["source"])) for a in gold["attributions"]]
    given = [(text.covered(a["content"]), text.bare(a["source"])) for a in predicted]
    pairs = []
    for i, (content, source) in enumerate(wanted):
        for j, (other, speaker) in enumerate(given):
            both = len(content & other)
            if 2 * both >= len(content | other) > 0:
                same = bool(source & speaker) or not (source or speaker)
                pairs.append((-both / len(content | other) - 0.001 * same, i, j, same))
    taken, right = set(), [False] * len(given)
    used = set()
    for _, i, j, same in sorted(pairs):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            right[j] = same
    return [(a["rule"], round(1000 * a["confidence"]), r) for a, r in zip(predicted, right)]


def isotonic(cases):
    """Blocks [mean confidence, mean right, number], rising in both."""
    blocks = []
    by_value = collections.defaultdict(lambda: [0, 0])
    for value, right in cases:
        by_value[value][0] += right
        by_value[value][1] += 1
    for value in sorted(by_value):
        right, n = by_value[value]
        blocks.append([value * n, right, n])
        while len(blocks) > 1 and (blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2] or blocks[-2][2] < LEAST):
            last = blocks.pop()
            for k in range(3):
                blocks[-1][k] += last[k]
    if len(blocks) > 1 and blocks[-1][2] < LEAST:
        last = blocks.pop()
        for k in range(3):
            blocks[-1][k] += last[k]
    while len(blocks) > POINTS:  # joins the two neighbours that differ least
        k = min(range(len(blocks) - 1), key=lambda b: blocks[b + 1][1] / blocks[b + 1][2] - blocks[b][1] / blocks[b][2])
        for m in range(3):
            blocks[k][m] += blocks[k + 1][m]
        del blocks[k + 1]
    return [[round(value / n), round(1000 * right / n), n] for value, right, n in blocks]


def between(points, value):
    """Linear between the points, flat outside them."""
    if value <= points[0][0]:
        return points[0][1]
    for (x, y), (above, top) in zip(points, points[1:]):
        if value <= above:
            return y + (top - y) * (value - x) / max(1, above - x)
    return points[-1][1]


def worth(blocks, raw):
    return between([(value, right) for value, right, _ in blocks], raw)


def raw_of(blocks, right):
    return between([(share, value) for value, share, _ in blocks], right)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("rules")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--precisions", action="store_true")
    arguments = parser.parse_args()
    with open(arguments.predicted, encoding="utf-8") as file:
        predicted = {d["id"]: d["attributions"] for d in map(json.loads, file)}
    cases = []
    with open(arguments.gold, encoding="utf-8") as file:
        for gold in map(json.loads, file):
            cases += judged(gold, predicted.get(gold["id"], []))
    cases = [c for c in cases if not KEPT.match(c[0])]
    with open(arguments.rules, encoding="utf-8") as file:
        rules = file.read()
    blocks = isotonic([(c, r) for _, c, r in cases])
    if arguments.precisions:
        of_rule = collections.defaultdict(list)
        for rule, confidence, right in cases:
            of_rule[rule].append((confidence, right))
        parts = re.split(r"(?m)^(?=\[\[rule\]\])", rules)
        for k, part in enumerate(parts):
            name = re.search(r'(?m)^id = "(.*?)"', part)
            line = re.search(r"(?m)^precision = (\d+)$", part)
            if not name or not line or name.group(1) not in of_rule:
                continue
            found = of_rule[name.group(1)]
            mean = sum(c for c, _ in found) / len(found)
            expected = sum(worth(blocks, c) for c, _ in found) / len(found)
            share = (1000 * sum(r for _, r in found) + WEIGHT * expected) / (len(found) + WEIGHT)
            value = round(int(line.group(1)) * raw_of(blocks, share) / raw_of(blocks, expected))
            value = max(300, min(MOST, value))
            print(f"{name.group(1):34} {sum(r for _, r in found):5} of {len(found):5}  raw {mean:4.0f}  {line.group(1)} -> {value}")
            parts[k] = part[: line.start(1)] + str(value) + part[line.end(1) :]
        rules = "".join(parts)
    else:
        points = ", ".join(f"[{value}, {right}]" for value, right, _ in blocks)
        for value, right, n in blocks:
            print(f"raw {value:4}  right {right:4}  of {n}")
        rules = re.sub(r"(?m)^calibration = .*$", f"calibration = [{points}]", rules)
        print(f"calibration = [{points}]\n{len(cases)} answers")
    if arguments.write:
        with open(arguments.rules, "w", encoding="utf-8") as file:
            file.write(rules)
    return 0


if __name__ == "__main__":
    sys.exit(main())
