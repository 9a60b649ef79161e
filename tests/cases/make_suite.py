#!/usr/bin/env python3
"""Writes suite.jsonl, the behaviour suite, from the marked-up articles in suite/*.txt. Standard library only.

usage: make_suite.py [--check]        --check: only say whether suite.jsonl is what the articles give

An article:

    == trailing-direct-1 | 2024-05-14 | A headline that is given apart from the text
    {1c:“We will not wait,”} {1s:engineer Ida Moe} {1q:said}. The {x:“Needle”} is shut.
    --
    1: Ida Moe

The first line holds the id (the family, a dash, a number), the date and the title; both may be left out. A span stands
in braces, with the number of its attribution and the letter of its part: c content, s source, q cue, a addressee, t time,
p place; a content of several pieces has several c. `{1,2s:…}` is the source of two. Spans may nest. `{x:…}` is a span
that nobody said. Under the line `--` each attribution has its speaker: `1 3: Name | kind; to=Name; when=2024-05-13; in=2`,
where the kind is person if left out (`?`: not judged), `-` stands for no speaker, `in` is the number of the attribution
in whose content this one stands, and `kind=direct` says what the marks do not (turns of a transcript).
"""

import argparse
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
PARTS = {"c": "content", "s": "source", "q": "cue", "a": "addressee", "t": "time", "p": "place"}
OPENING, CLOSING = "“‘«„\"'", "”’»“\"'"
SPEAKER_KINDS = {"person", "group", "organisation", "anonymous", "?"}


def read_spans(marked):
    """The text without its markup, and the spans: (label, start, end)."""
    text, spans, open_spans, at = [], [], [], 0
    for piece in re.split(r"(\{[0-9,]*[a-z]:|\})", marked):
        if re.fullmatch(r"\{.*:", piece):
            open_spans.append((piece[1:-1], at))
        elif piece == "}":
            label, start = open_spans.pop()
            spans.append((label, start, at))
        else:
            text.append(piece)
            at += len(piece)
    if open_spans:
        raise ValueError(f"span {open_spans[-1][0]} is not closed")
    return "".join(text), spans


def kind_of(pieces):
    """direct, mixed or indirect, by the quotation marks of the content."""
    if all(p[0] in OPENING and (p[-1] in CLOSING or pieces[-1] is not p) for p in pieces):
        return "direct"
    return "mixed" if any(re.search(r"[“«„\"]|(^|\s)['‘]\w", p) for p in pieces) else "indirect"


def read_article(block):
    """One article of a file as a record of the suite."""
    head, body = block.split("\n", 1)
    name, date, title = ([h.strip() or None for h in head.split("|")] + [None, None])[:3]
    marked, notes = re.split(r"(?m)^--\n", body.strip("\n") + "\n")
    text, spans = read_spans(marked.rstrip("\n"))
    numbers = sorted({int(n) for label, _, _ in spans for n in re.findall(r"\d+", label)})
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"{name}: attributions are numbered {numbers}")
    found = [{part: [] for part in PARTS.values()} for _ in numbers]
    reject = []
    for label, start, end in sorted(spans, key=lambda s: s[1:]):
        if label == "x":
            reject.append([start, end])
        for number in re.findall(r"\d+", label):
            found[int(number) - 1][PARTS[label[-1]]].append([start, end])
    said = {}
    for line in filter(None, notes.split("\n")):
        which, _, what = line.partition(":")
        fields = what.strip().split(";")
        speaker, _, kind = (f.strip() for f in fields[0].partition("|"))
        options = dict(f.strip().split("=", 1) for f in fields[1:])
        if unknown := set(options) - {"to", "when", "in", "kind"}:
            raise ValueError(f"{name}: unknown {unknown}")
        for number in which.split():
            if int(number) in said or int(number) not in numbers:
                raise ValueError(f"{name}: no attribution {number}, or two lines for it")
            said[int(number)] = (None if speaker == "-" else speaker, kind or "person", options)
    if missing := set(numbers) - set(said):
        raise ValueError(f"{name}: no speaker for {missing}")
    attributions = []
    for number, spans_of in enumerate(found, 1):
        speaker, kind, options = said[number]
        if kind not in SPEAKER_KINDS or not spans_of["content"]:
            raise ValueError(f"{name}: attribution {number} lacks its content, or has the kind {kind!r}")
        attributions.append(
            {
                "kind": options.get("kind") or kind_of([text[s:e] for s, e in spans_of["content"]]),
                **spans_of,
                "speaker": speaker,
                "speaker_kind": kind if speaker and kind != "?" else None,
                "addressee_name": options.get("to"),
                "when": options.get("when"),
                "parent": int(options["in"]) - 1 if "in" in options else None,
            }
        )
    record = {"id": name, "family": re.sub(r"-\d+$", "", name), "date": date, "title": title, "text": text}
    return {**record, "attributions": attributions, "reject": reject}


def read_suite(folder=HERE / "suite"):
    records = []
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
            try:
                records.append(read_article(block))
            except (ValueError, IndexError) as error:
                raise SystemExit(f"{path.name}: {block.splitlines()[0]}: {error}") from None
    return records


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--check", action="store_true")
    args = ap.parse_args()
    out = HERE / "suite.jsonl"
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in read_suite())
    if args.check:
        sys.exit(0 if out.read_text(encoding="utf-8") == text else "suite.jsonl is not what suite/*.txt give")
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
