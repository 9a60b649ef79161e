#!/usr/bin/env python3
"""Learns from annotated texts how often each cue reports, by the frame that stands after it.

    learn_cues.py GOLD.jsonl cpp/data/en/cues.tsv [--write] [--counts COUNTS.tsv] [--strong 40]

A line of GOLD is a record: "id", "publisher" (may be missing), "text", "attributions" with "source", "cue" and "content" as lists of
[start, end) in code points. The texts may be of any origin; only counts of words leave this script.

Every form of every verb and noun of the list (with its further words, its "tail") is looked for outside quotations. What follows or
goes before it gives the frame, by plain regular expressions: quote, that, clause, whether, to, np, of, as, trailing. The place
reports when the word lies inside an annotated cue. Passives ("was told", "is expected") are left out. So, for each cue and frame,
`places` and `reports`. A figure counts as learned when the reporting places stand in MIN_ARTICLES articles of MIN_PUBLISHERS
publishers, or when there are MIN_PLACES places in as many articles and publishers; then

    strength = 1000 * (reports + WEIGHT * mean) / (places + WEIGHT)

where the mean is that of the cue's act in that frame. Else the strength is the mean of the act itself, drawn to the mean of all cues
in the same way. Means are over cues (each cue's places cut to CAP), so that "say" does not drown the others.

A frame of ADDED that the list does not give to a cue is added when it was learned and NEW_FRAME per mille of its places report. With --write the
column `takes` of the list is replaced; its order of rows, forms and flags stay. Running it twice gives the same file. Standard
library only.
"""
import argparse
import collections
import json
import re
import sys

FRAMES = ["quote", "that", "clause", "whether", "to", "np", "of", "as", "trailing"]
ADDED = ("quote", "that", "whether", "trailing")   # what follows them is plain to see; a clause or a noun phrase is not
MIN_ARTICLES, MIN_PUBLISHERS, MIN_PLACES = 3, 2, 8
WEIGHT, CAP, NEW_FRAME = 4.0, 20, 250

OPEN_QUOTE = "[“‘\"]"
PREPOSITIONS = ("about|above|across|after|against|along|amid|among|around|as|at|before|behind|below|beneath|beside|between|beyond|by|despite|down|"
                "during|for|from|in|inside|into|like|near|of|off|on|onto|out|outside|over|past|per|since|through|throughout|to|toward|towards|"
                "under|until|up|upon|via|with|within|without")
DETERMINERS = ("the|a|an|this|these|those|his|her|its|their|our|my|your|some|many|most|several|few|all|both|no|any|every|each|one|two|three|four|"
               "five|six|seven|eight|nine|ten|dozens|hundreds|thousands|millions|more|other|another|such")
SUBJECT = "he|she|they|it|we|i|you|there|nobody|everyone|everybody|someone|somebody|nothing|everything"
FINITE = (r"(?:is|was|are|were|has|had|have|will|would|could|can|may|might|must|should|did|does|do|isn't|wasn't|aren't|weren't|won't|wouldn't|"
          r"couldn't|can't|didn't|doesn't|don't|hasn't|hadn't|haven't|[a-z]{3,}ed|came|went|made|took|got|knew|gave|left|lost|won|thought|felt|"
          r"began|became|ran|saw|said|told|put|set|held|brought|needs?|wants?)")
ADVERB = (r"(?:\s+(?:[a-z]+ly|also|then|later|earlier|today|yesterday|again|now|recently|once|only|just|back|often|simply|further)"
          r"|\s+(?:on|late|early)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
          r"|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
          r"|\s+last\s+(?:week|month|year|night)|\s+this\s+(?:week|month|year|morning)"
          r"|\s+(?:in|during|at|on|via)\s+(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){0,2}(?:statement|interview|email|e-mail|speech|letter|tweet|post|"
          r"call|conference|rally|debate|hearing|briefing|report|memo|filing|op-ed|event|press\s+release))")
ADDRESSEE = r"(?:\s+(?!that\b|he\b|she\b|they\b|it\b|we\b|i\b)[\w'.&-]+){1,6}?"

AFTER_QUOTE = re.compile(r"^(?:%s)?[,:]?\s*(?:—|--)?\s*%s" % (ADVERB, OPEN_QUOTE))
AFTER_THAT = re.compile(r"^(?:%s){0,2},?\s+that\b(?!\s+(?:was|is|day|night|week|year|the\s+\w+\s+was)\b)" % ADVERB, re.I)
AFTER_WHETHER = re.compile(r"^(?:%s)?:?\s+(?:whether|if|how|why|what|when|where|who)\b" % ADVERB, re.I)
AFTER_TO = re.compile(r"^(?:%s)?\s+(?:not\s+)?to\s+(?!(?:%s|%s|me|him|them|us|reporters|president|congress|mr|ms)\b)[a-z]{2,}\b"
                      % (ADVERB, DETERMINERS, PREPOSITIONS))
CLAUSE_PRONOUN = re.compile(r"^(?:%s){0,2},?:?\s+(?:(?:%s)(?:'(?:s|d|ll|re|ve|m))|(?:%s)\s+(?:[a-z]+ly\s+|also\s+|never\s+|still\s+)?[a-z]+)" % (ADVERB, SUBJECT, SUBJECT), re.I)
CLAUSE_NOUN = re.compile(r"^(?:%s){0,2},?:?\s+(?:(?:%s)\s+|[A-Z])[^,.;:?!\"“”()\n]{0,60}?\s%s\b" % (ADVERB, DETERMINERS, FINITE))
CLAUSE_BARE = re.compile(r"^(?:%s){0,2}:?\s+[a-z-]+s?\s+%s\b" % (ADVERB, FINITE))
AFTER_AS = re.compile(r"^(?:\s+[\w'’.-]+){1,8}?\s+as\s+(?!(?:well|he|she|they|it|part|much|long|soon|if)\b)", re.I)
AFTER_NOUN = re.compile(r"^(?:\s+[a-z]+ly)?\s+(?:(?:%s|it|him|her|them|himself|herself|themselves|us|me|you)\b|[A-Z$]|%s|(?!(?:%s|and|or|but|that|not|then|when|while)\b)[a-z-]+\b)"
                        % (DETERMINERS, OPEN_QUOTE, PREPOSITIONS), re.I)
AFTER_END = re.compile(r"^(?:%s){0,3}\s*(?:[.,;:?!)]|$|\n)" % ADVERB)
AFTER_SOURCE = re.compile(r"^\s+(?:(?:%s)\s+)?(?:[\w'’.-]+\s*){1,8}?[.,;:?!\n]" % DETERMINERS)
BEFORE_QUOTE = re.compile(r"[,?!.…—-][”\"’']\s+(?:[^\s“”\"]+\s+){0,9}?$")
OTHER_CLAUSE = re.compile(r"\b(?:said|says|told|wrote|as|while|when|after|before|and|but)\b")
BEFORE_COMMA = re.compile(r"[^.?!\n]{12,},\s+(?:(?!and\b|but\b|who\b|which\b)[^\s“”\",]+\s+){1,8}$")
PASSIVE = re.compile(r"\b(?:is|was|are|were|be|been|being|am|'s|'re|get|got)\s+(?:\w+ly\s+|also\s+|not\s+|n't\s+|never\s+|widely\s+|still\s+){0,2}$", re.I)


ARTICLES = set("the a an this these those his its their our my your of".split())
NOMINAL_BEFORE = set((DETERMINERS + "|" + PREPOSITIONS + "|and|or|new|former|first|last|recent").split("|")) | {"'s"}
VERBAL_BEFORE = set("to he she they we i you who which not will would can could may might must should do does did also never".split())
ADJECTIVE_ENDING = re.compile(r"(?:al|ive|ous|ary|ic|ern|ful|less|able)$")


def quotations(text):
    """Spans of quotations, with double marks; one that does not close ends with its paragraph."""
    out, start, straight = [], None, False
    for match in re.finditer(r"[“”\"]|\n\s*\n", text):
        mark = match.group()
        if mark[0] == "\n":
            if start is not None:
                out.append((start, match.start()))
            start = None
        elif start is None and mark in "“\"":
            start, straight = match.start(), mark == "\""
        elif start is not None and (mark == "”" or mark == "\"" and straight):
            out.append((start, match.end()))
            start = None
    return out


def read_cues(path):
    lines, cues = [], []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file):
            lines.append(line.rstrip("\n"))
            if line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                fields += [""] * (7 - len(fields))
                lemma, act, kind, forms, tail, takes, flags = fields
                frames = {pair.split("=")[0] for pair in takes.split()}
                cues.append(dict(line=number, lemma=lemma, act=act, kind=kind, forms=forms, tail=tail, frames=frames, flags=flags))
    return lines, cues


def entries(cues):
    """First word -> [(words that follow, participle only?, cue)], longest first."""
    out = collections.defaultdict(list)
    for cue in cues:
        tail = cue["tail"].split()
        if cue["forms"] == "-":
            first, *rest = cue["lemma"].split()
            out[first.lower()].append((rest, False, cue))
            continue
        slots = cue["forms"].split()
        seen = collections.defaultdict(set)
        for i, slot in enumerate(slots):
            for form in slot.split("/"):
                seen[form].add(i)
        for form, where in seen.items():
            out[form].append((tail, cue["kind"] == "verb" and 3 in where, cue))
    for found in out.values():
        found.sort(key=lambda e: -len(e[0]))
    return out


def is_preposition(word):
    return re.fullmatch(PREPOSITIONS, word) is not None


def is_reading(text, words, i, cue):
    """Whether the word may be the verb, or the noun, that the cue is; by the word before it. Infinitives are left out."""
    start, _, word = words[i]
    gap = text[words[i - 1][1]:start] if i else "\n"
    previous = words[i - 1][2] if gap.strip(" ") == "" or gap in ("'", "’") else ""
    if gap in ("'", "’"):
        return True
    if gap[:2] in ("'s", "’s"):
        return cue["kind"] == "noun"
    is_nominal = previous in NOMINAL_BEFORE
    if cue["kind"] == "noun":
        return previous not in VERBAL_BEFORE
    if text[start].isupper() and gap.strip(" ") == "":
        return False
    slots = [slot.split("/") for slot in cue["forms"].split()]
    if len(slots) == 5 and word in slots[0] and word not in slots[2]:
        adverb = re.search(r"(?:ly|also|still|often|now|even)$", previous) is not None
        return previous in VERBAL_BEFORE - {"to"} or adverb or previous.endswith("s") and not is_nominal or not previous
    if len(slots) == 5 and word in slots[1] and word not in slots[0]:
        return not is_nominal and not ADJECTIVE_ENDING.search(previous)
    return previous not in ARTICLES


def frame_of(text, start, end, cue):
    before, after = text[max(0, start - 160):start], text[end:end + 160]
    after = after.replace("’", "'")
    before = before[before.rfind("\n") + 1:]
    if cue["kind"] in ("noun", "adjective"):
        if AFTER_THAT.match(after):
            return "that"
        if AFTER_TO.match(after) and not cue["tail"]:
            return "to"
        if AFTER_WHETHER.match(after):
            return "whether"
        if AFTER_QUOTE.match(after):
            return "quote"
        return "of" if cue["tail"] or cue["lemma"].split()[-1] in ("of", "about", "to", "for") else None
    addressed = after
    if "addressee" in cue["flags"]:
        match = re.match(ADDRESSEE + r"(?=(?:%s)?(?:,?\s+(?:that|whether|if|how|why|what|to|he|she|they|it|we|i|there|the|his|her|their)\b|[,:]?\s*[“\"]))" % ADVERB, after, re.I)
        if match and not AFTER_QUOTE.match(after) and not AFTER_THAT.match(after):
            addressed = after[match.end():]
    for rest in dict.fromkeys((after, addressed)):
        if AFTER_QUOTE.match(rest):
            return "quote"
        if AFTER_THAT.match(rest):
            return "that"
        if AFTER_WHETHER.match(rest):
            return "whether"
    between = BEFORE_QUOTE.search(before)
    if between and not OTHER_CLAUSE.search(between.group()):
        return "trailing"
    if "clause" in cue["frames"] and BEFORE_COMMA.search(before) and AFTER_END.match(after):
        return "trailing"
    last = (cue["tail"] or (cue["lemma"] if cue["forms"] == "-" else "")).split()[-1:]
    if last and is_preposition(last[0]):
        if last[0] == "to" and re.match(r"^\s+[a-z]+\b", after) and AFTER_TO.match(" to" + after):
            return "of"
        if cue["kind"] == "preposition":
            return "np"
        return "of" if AFTER_NOUN.match(after) or AFTER_QUOTE.match(after) else None
    for rest in dict.fromkeys((addressed, after)):
        if AFTER_TO.match(rest):
            return "to"
    if AFTER_AS.match(after) and "as" in cue["frames"]:
        return "as"
    for rest in dict.fromkeys((addressed, after)):
        if "clause" in cue["frames"] and (CLAUSE_PRONOUN.match(rest) or CLAUSE_NOUN.match(rest) or CLAUSE_BARE.match(rest)):
            return "clause"
    if AFTER_NOUN.match(after):
        return "np"
    return None


WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def count(path, cues):
    index = entries(cues)
    places = collections.defaultdict(list)     # (cue, frame) -> [(article, publisher, reports?)]
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = record["text"]
            article, publisher = record["id"], record.get("publisher", "")
            gold = [tuple(span) for a in record["attributions"] for span in a["cue"]]
            inside = bytearray(len(text) + 1)
            for start, end in quotations(text):
                inside[start:end] = b"\x01" * (end - start)
            marked = bytearray(len(text) + 1)
            for start, end in gold:
                marked[start:end] = b"\x01" * (end - start)
            words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
            for i, (start, end, word) in enumerate(words):
                if word not in index or inside[start]:
                    continue
                for tail, participle, cue in index[word]:
                    if [w for _, _, w in words[i + 1:i + 1 + len(tail)]] != [t.lower() for t in tail]:
                        continue
                    last = words[i + len(tail)][1]
                    if "\n" in text[start:last]:
                        continue
                    if participle and PASSIVE.search(text[max(0, start - 40):start].replace("’", "'")):
                        break
                    if cue["forms"] != "-" and not is_reading(text, words, i, cue):
                        continue
                    frame = frame_of(text, start, last, cue)
                    if frame:
                        places[cue["line"], frame].append((article, publisher, bool(marked[start])))
                    if not (cue["kind"] == "verb" and any(e[2]["kind"] == "noun" for e in index[word])):
                        break
    return places


def is_spread(found):
    return len({a for a, _, _ in found}) >= MIN_ARTICLES and len({p for _, p, _ in found}) >= MIN_PUBLISHERS


def learn(cues, places):
    for cue in cues:
        for frame in ADDED:
            found = places.get((cue["line"], frame), [])
            good = [f for f in found if f[2]]
            if is_spread(good) and 1000 * len(good) >= NEW_FRAME * len(found):
                cue["frames"].add(frame)
    pooled = collections.defaultdict(lambda: [0.0, 0.0])
    for cue in cues:
        for frame in FRAMES:
            found = places.get((cue["line"], frame), [])
            if found and frame in cue["frames"]:
                share = min(1.0, CAP / len(found))
                for key in ((cue["kind"] == "verb", cue["act"], frame), (frame,)):
                    pooled[key][0] += share * sum(r for _, _, r in found)
                    pooled[key][1] += share * len(found)
    def mean(kind, act, frame):
        reports, total = pooled[(frame,)]
        general = (reports + 1) / (total + 2)
        reports, total = pooled[kind == "verb", act, frame]
        return (reports + WEIGHT * general) / (total + WEIGHT)
    rows = []
    for cue in cues:
        strengths, detail = {}, {}
        for frame in FRAMES:
            found = places.get((cue["line"], frame), [])
            good = [f for f in found if f[2]]
            prior = mean(cue["kind"], cue["act"], frame)
            learned = is_spread(good) or (len(found) >= MIN_PLACES and is_spread(found))
            value = (len(good) + WEIGHT * prior) / (len(found) + WEIGHT) if learned else prior
            value = max(1, min(995, round(1000 * value)))
            detail[frame] = (len(good), len(found), learned)
            if frame in cue["frames"]:
                strengths[frame] = value
        rows.append((cue, strengths, detail))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("cues")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--counts")
    parser.add_argument("--strong", type=int, default=40)
    arguments = parser.parse_args()
    lines, cues = read_cues(arguments.cues)
    rows = learn(cues, count(arguments.gold, cues))
    order = sorted(rows, key=lambda r: -sum(d[0] for d in r[2].values()))
    for cue, strengths, detail in order[:arguments.strong]:
        print("%-16s %s" % (cue["lemma"], " ".join("%s=%d(%d/%d)%s" % (f, strengths.get(f, 0), *detail[f][:2], "" if detail[f][2] else "*")
                                                   for f in FRAMES if detail[f][1] or f in strengths)))
    if arguments.counts:
        with open(arguments.counts, "w", encoding="utf-8") as file:
            for cue, strengths, detail in order:
                for frame in FRAMES:
                    if detail[frame][1]:
                        file.write("%s\t%s\t%s\t%d\t%d\t%d\n" % (cue["lemma"], cue["kind"], frame, *detail[frame][:2], strengths.get(frame, 0)))
    if arguments.write:
        for cue, strengths, _ in rows:
            fields = lines[cue["line"]].split("\t")
            fields += [""] * (7 - len(fields))
            fields[5] = " ".join("%s=%d" % (f, strengths[f]) for f in FRAMES if f in strengths)
            lines[cue["line"]] = "\t".join(fields)
        with open(arguments.cues, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
