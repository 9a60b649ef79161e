#!/usr/bin/env python3
"""Learns the strengths in cues.tsv and the precisions in rules.toml from annotated text. Standard library only.

usage: learn_strengths.py GOLD.jsonl PREDICTED.jsonl RULES.toml CUES.tsv

PREDICTED is what the extractor says of GOLD's texts with `explore` and `attitudes` on, so that every cue is taken
in every frame that its entry allows, however weak. An answer counts as right when its content shares at least half of the
words of a gold content (intersection over union) and a word of the gold source. For each cue and frame the strength is

    (right + K * prior) / (answers + K)

where the prior is the mean of the cues that were seen at most RARE times in that frame. A cue that was not seen in at
least three documents of two publishers gets the prior blended with its present strength. The file is rewritten in
place; the figures stand in a thousand.
"""
import collections
import json
import re
import sys

K = 4
RARE = 8
WORD = re.compile(r"\w+")


def words(text):
    return [m.span() for m in WORD.finditer(text)]


def covered(spans, parts):
    return {i for i, (s, e) in enumerate(spans) for a, b in parts if s < b and a < e}


def frames_of(rules):
    out = {}
    for block in re.split(r"(?m)^\[\[rule\]\]", rules)[1:]:
        rule = re.search(r'(?m)^id = "(.*?)"', block).group(1)
        frame = re.search(r'(?m)^frame = "(.*?)"', block)
        out[rule] = frame.group(1) if frame else "quote"
    return out


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    gold_path, predicted_path, rules_path, cues_path = sys.argv[1:]
    frames = frames_of(open(rules_path, encoding="utf-8").read())
    predicted = {}
    for line in open(predicted_path, encoding="utf-8"):
        doc = json.loads(line)
        predicted[doc["id"]] = doc["attributions"]
    seen = collections.defaultdict(lambda: [0, 0, set(), set()])
    for line in open(gold_path, encoding="utf-8"):
        doc = json.loads(line)
        spans = words(doc["text"])
        gold = [(covered(spans, g["content"]), covered(spans, g["source"])) for g in doc["attributions"]]
        for p in predicted.get(doc["id"], []):
            lemma = p.get("cue_lemma")
            if not lemma or p.get("parent") is not None and p.get("kind") == "direct":
                continue
            content, source = covered(spans, p["content"]), covered(spans, p["source"])
            right = any(2 * len(c & content) >= len(c | content) > 0 and (s & source or not (s or source)) for c, s in gold)
            entry = seen[lemma, frames.get(p["rule"], "quote")]
            entry[0] += 1
            entry[1] += right
            entry[2].add(doc["id"])
            entry[3].add(doc.get("publisher"))
    prior = {}
    for frame in set(frames.values()):
        rare = [e for (_, f), e in seen.items() if f == frame and e[0] <= RARE]
        n = sum(e[0] for e in rare)
        prior[frame] = (sum(e[1] for e in rare) + 1) / (n + 2)
    out = []
    for line in open(cues_path, encoding="utf-8"):
        row = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(row) < 6:
            out.append(line)
            continue
        takes = []
        for item in row[5].split():
            frame, value = item.split("=")
            n, right, docs, publishers = seen.get((row[0], frame), (0, 0, (), ()))
            base = prior.get(frame, 0.5)
            if len(docs) < 3 or len(publishers) < 2:
                base = (base + int(value) / 1000) / 2
            takes.append(f"{frame}={round(1000 * (right + K * base) / (n + K))}")
        row[5] = " ".join(takes)
        out.append("\t".join(row) + "\n")
    open(cues_path, "w", encoding="utf-8").writelines(out)
    for frame in sorted(prior):
        print(f"{frame:10} prior {prior[frame]:.3f}")


if __name__ == "__main__":
    main()
