#!/usr/bin/env python3
"""Derives word lists from WordNet 3.0 (data.*, index.*, *.exc, cntlist.rev) and, for frequencies, from texts.

    derive_words.py WORDNET_FOLDER OUTPUT_FOLDER --excluded cpp/tools/excluded_words.txt [--texts FILE.jsonl …]

Writes into OUTPUT_FOLDER:
  roles_wordnet.words.tsv          nouns whose first (most frequent) sense is a person, with plural, gender and kin
  organisations_wordnet.words.tsv  nouns whose first sense is an organisation or a body of people
  parts_of_speech.words.tsv        classes of lower-case words in all inflected forms

A text is a line of JSON with the field "text". Of the texts only counts of words are used: which words are worth a line, and
which part of speech a form mainly is. Rows with "person", "organisation" or "word" of the file of excluded words name what to
leave out of the first, second or third list. Standard library only.
"""
import argparse
import collections
import json
import os
import re

VOWELS = "aeiou"
PERSON_ENDINGS = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "ant", "ent", "ess", "ive", "ee", "ster", "crat", "logist")
# Of words that no text has, only these kinds of person are kept: who one is, not what one is like.
KEPT_WHEN_RARE = ("worker professional expert leader scientist entertainer creator official serviceman religious_person intellectual contestant "
                  "inhabitant relative capitalist juvenile communicator preserver traveler disputant signer negotiator owner").split()
POS_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
COGNITION_FILES, SPEECH_FILES = {31, 39}, {32}

# Verbs whose past and past participle differ; of all other irregular verbs the two are alike.
STRONG = """arise arose arisen|awake awoke awoken|be was/were been|bear bore borne/born|beat beat beaten|become became become|begin began begun
bid bade/bid bidden/bid|bite bit bitten|blow blew blown|break broke broken|choose chose chosen|come came come|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|forego forewent foregone|forsake forsook forsaken|freeze froze frozen|get got got/gotten|give gave given|go went gone|grow grew grown
hide hid hidden|know knew known|lie lay lain|mistake mistook mistaken|overcome overcame overcome|overdo overdid overdone|override overrode overridden
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|outgrow outgrew outgrown|outdo outdid outdone|partake partook partaken|prove proved proved/proven|redo redid redone
ride rode ridden|ring rang rung|rise rose risen|run ran run|rerun reran rerun|outrun outran outrun|rewrite rewrote rewritten|see saw seen|foresee foresaw foreseen|sew sewed sewn/sewed|shake shook shaken|show showed shown/showed
shrink shrank shrunk|sing sang sung|sink sank sunk|sow sowed sown/sowed|speak spoke spoken|spring sprang sprung|steal stole stolen|stink stank stunk|stride strode stridden
strive strove/strived striven/strived|swear swore sworn|swell swelled swollen/swelled|swim swam swum|take took taken|tear tore torn|throw threw thrown|tread trod trodden
undergo underwent undergone|undertake undertook undertaken|undo undid undone|wake woke/waked woken|wear wore worn|weave wove/weaved woven|withdraw withdrew withdrawn|write wrote written|foreshadow foreshadowed foreshadowed"""
# British and American spellings with a doubled or single l, p, s, t; both are given.
DOUBLE_BOTH = set("travel cancel label model signal quarrel counsel marvel level channel total fuel rival equal duel dial pedal tunnel shovel "
                  "shrivel snorkel spiral initial focus bias worship kidnap program".split())
DOUBLE_ONE = set("deadpan demur extol enthral begin admit commit permit submit omit refer prefer defer infer confer transfer deter occur recur incur concur regret forget upset reset "
                 "control patrol compel propel repel expel rebel excel rebut abet allot acquit equip outfit rerun upset input output bet hit let put quit rid set shed shut slit split cut".split())


def read_lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if not line.startswith("  ")]


class WordNet:
    def __init__(self, folder):
        self.senses = {}         # (lemma, pos) -> offsets, most frequent first
        self.tagged = collections.Counter()     # (lemma, pos) -> occurrences in the tagged corpus
        self.tagged_first = collections.Counter()
        self.file = {}           # (pos, offset) -> lexicographer file
        self.words = {}          # (pos, offset) -> words
        self.gloss = {}          # (pos, offset) -> definition
        self.hyponyms = collections.defaultdict(list)
        self.exceptions = {}     # pos -> lemma -> irregular forms
        for pos, name in POS_FILES.items():
            for line in read_lines(folder, "index." + name):
                fields = line.split()
                count = int(fields[2])
                self.senses[fields[0], pos] = [int(x) for x in fields[-count:]]
            for line in read_lines(folder, "data." + name):
                fields = line.split()
                offset, n_words = int(fields[0]), int(fields[3], 16)
                self.file[pos, offset] = int(fields[1])
                self.words[pos, offset] = [re.sub(r"\(.*\)$", "", w) for w in fields[4:4 + 2 * n_words:2]]
                self.gloss[pos, offset] = line.partition(" | ")[2]
                if pos == "n":
                    at = 4 + 2 * n_words
                    for i in range(int(fields[at])):
                        pointer, target = fields[at + 1 + 4 * i], int(fields[at + 2 + 4 * i])
                        if pointer == "@":
                            self.hyponyms[target].append(offset)
            self.exceptions[pos] = collections.defaultdict(list)
            for line in read_lines(folder, name + ".exc"):
                form, *lemmas = line.split()
                for lemma in lemmas:
                    if form not in self.exceptions[pos][lemma]:
                        self.exceptions[pos][lemma].append(form)
        types = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
        for line in read_lines(folder, "cntlist.rev"):
            key, number, count = line.split()
            lemma, rest = key.split("%")
            pos = types[rest[0]]
            self.tagged[lemma, pos] += int(count)
            if pos == "v" and int(rest.split(":")[1]) in SPEECH_FILES:
                self.tagged_first[lemma] += int(count)

    def closure(self, *names):
        """Offsets under the first sense of each noun; "body#2" names the second."""
        out = set()
        for name in names:
            lemma, _, number = name.partition("#")
            out |= self.under(self.senses[lemma, "n"][int(number or 1) - 1])
        return out

    def under(self, offset):
        """The offset and all its hyponyms."""
        todo, seen = [offset], set()
        while todo:
            offset = todo.pop()
            if offset not in seen:
                seen.add(offset)
                todo += self.hyponyms[offset]
        return seen

    def is_common(self, lemma, pos, offset):
        return any(word.lower() == lemma and word == lemma for word in self.words[pos, offset])


def plurals(noun, wordnet):
    head, _, last = noun.rpartition("_")
    prefix = head + "_" if head else ""
    if "_of_" in noun or "-in-" in noun or "-of-" in noun or "-at-" in noun:
        return []
    irregular = wordnet.exceptions["n"].get(noun) or [prefix + form for form in wordnet.exceptions["n"].get(last, [])]
    if last.endswith("woman"):
        return [prefix + last[:-5] + "women"]
    if last.endswith("man") and last not in ("human", "german", "roman", "shaman", "talisman", "ottoman", "caiman", "ataman", "hetman", "brahman"):
        return [prefix + last[:-3] + "men"]
    if last.endswith("person") and last != "person":
        return [prefix + last[:-6] + "people", prefix + last + "s"]
    if last == "person":
        return [prefix + "people", prefix + "persons"]
    if irregular:
        return irregular
    if re.search(r"(s|x|z|ch|sh)$", last):
        return [noun + "es"]
    if re.search(r"[^aeiou]y$", last):
        return [noun[:-1] + "ies"]
    if re.search(r"[^aeiou]o$", last) and last in ("hero", "potato", "tomato", "echo", "veto", "embargo", "torpedo", "negro", "cargo", "volcano"):
        return [noun + "es"]
    return [noun + "s"]


INVARIANT = ("bet broadcast burst bust cast cost cut forecast hit hurt input let miscast offset output outbid preset proofread put quit read "
             "rebroadcast recast reread reset rid set shed shut slit split spread sublet telecast thrust undercut upset").split()
STRONG_FORMS = {verb: ([verb], [verb]) for verb in INVARIANT}
for entry in re.split(r"[|\n]", STRONG):
    base, past, participle = entry.split()
    STRONG_FORMS[base] = (past.split("/"), participle.split("/"))


def syllables(word):
    return len(re.findall(r"[aeiouy]+", word))


def doubles(verb):
    if not re.search(r"[^aeiou][aeiou][bdgklmnprtvz]$", verb) and not re.search(r"qu[aei][tpz]$", verb):
        return False
    return syllables(verb) == 1 or verb in DOUBLE_ONE or verb in INVARIANT and verb[-2] in VOWELS and verb[-3] not in VOWELS


def inflect(verb, wordnet):
    """present, past, participle, gerund: lists of forms."""
    irregular = wordnet.exceptions["v"].get(verb, [])
    if re.search(r"(s|x|z|ch|sh)$", verb) or verb in ("go", "do", "undergo", "forego", "outdo", "overdo", "undo", "redo", "veto", "echo"):
        present = verb + "es"
    elif re.search(r"[^aeiou]y$", verb):
        present = verb[:-1] + "ies"
    else:
        present = verb + "s"
    if verb.endswith("ie"):
        gerunds = [verb[:-2] + "ying"]
    elif verb.endswith("e") and not re.search(r"(ee|oe|ye)$", verb) and verb not in ("be", "singe", "tinge"):
        gerunds = [verb[:-1] + "ing"]
    else:
        gerunds = [verb + "ing"]
        if doubles(verb):
            gerunds = [verb + verb[-1] + "ing"]
        elif verb in DOUBLE_BOTH:
            gerunds.append(verb + verb[-1] + "ing")
        elif verb.endswith("c") and verb + "king" in irregular:
            gerunds = [verb + "king"]
    if verb in STRONG_FORMS:
        past, participle = STRONG_FORMS[verb]
        return [present], past, participle, gerunds
    forms = [f for f in irregular if not f.endswith("ing") and f != present and "_" not in f
             and not (f.endswith("s") and not f.endswith("ss"))]
    doubled = [f for f in forms if f == verb + verb[-1] + "ed"]
    if forms and not doubled:
        past = forms
        if verb in ("burn", "learn", "dream", "spell", "spill", "lean", "leap", "spoil", "smell", "kneel", "plead"):
            past = [verb + "ed"] + [f for f in forms if f != verb + "ed"]
        past = list(dict.fromkeys(past))
    elif doubles(verb):
        past = [verb + verb[-1] + "ed"]
    else:
        past = [verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"]
        if verb in DOUBLE_BOTH:
            past.append(verb + verb[-1] + "ed")
        elif verb.endswith("c") and doubled == [] and verb + "ked" in irregular:
            past = [verb + "ked"]
    return [present], past, past, gerunds


FEMALE_GLOSS = re.compile(r"(?:an?|the|your) (?:\w+ )?(?:female|woman|wife|girl|mother|sister|daughter|widow|nun)\b")
MALE_GLOSS = re.compile(r"(?:an?|the|your) (?:\w+ )?(?:male|husband|boy|father|brother)\b(?! or )")
NOUN_BEFORE = set("the a an this these those his her its their our my your some many several no every each any another of two three four five "
                  "more most other new such former 's".split())
VERB_BEFORE = set("to will would can could may might must shall should not n't do does did he she they we i you it who also never".split())


def count_contexts(paths):
    count, noun, verb, adjective, pairs = (collections.Counter() for _ in range(5))
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)["text"].replace("’", "'")
                words = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|[.,;:!?]", text)
                previous = "."
                for i, word in enumerate(words):
                    count[word] += 1
                    if i and word.islower():
                        pairs[previous.lower() + "_" + word] += 1
                        following = words[i + 1].lower() if i + 1 < len(words) else "."
                        before = previous.lower()
                        if before in NOUN_BEFORE or before.endswith("'s"):
                            is_before_noun = following.isalpha() and following not in FUNCTION
                            (adjective if is_before_noun else noun)[word] += 1
                        elif before in VERB_BEFORE:
                            verb[word] += 1
                    previous = word
    return count, noun, verb, adjective, pairs


FUNCTION = set("the a an and or but of in on at to for from with by as is are was were has had have will would can could may might must should be been "
               "that who which when where while if because after before than then so not also it he she they his her its their said says about over "
               "into up out off down".split())


def read_excluded(path):
    out = collections.defaultdict(set)
    if path:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    kind, words = line.rstrip("\n").split("\t")
                    out[kind].update(words.split())
    return out


def write_grouped(path, head, rows):
    """rows: word -> (classes, features). Words of the same classes and features share one line of defaults."""
    groups = collections.defaultdict(list)
    for word, (classes, features) in rows.items():
        groups[",".join(classes), features].append(word.replace("_", " "))
    with open(path, "w", encoding="utf-8") as file:
        for line in head:
            file.write("# " + line + "\n")
        for (classes, features), words in sorted(groups.items()):
            file.write("#! classes=%s%s\n" % (classes, " features=" + features if features else ""))
            file.write("\n".join(sorted(words)) + "\n")
    print(os.path.basename(path), len(rows), "entries")


def person_rows(wordnet, count, pairs, excluded):
    person = wordnet.closure("person")
    female, male = wordnet.closure("woman", "girl"), wordnet.closure("man", "boy")
    kept_when_rare = wordnet.closure(*KEPT_WHEN_RARE)
    for name, group in (("female", female), ("male", male)):
        for offset in wordnet.senses[name, "n"]:
            if offset in person:
                group |= wordnet.under(offset)
    kin = wordnet.closure("relative")
    rows = {}
    for (lemma, pos), senses in wordnet.senses.items():
        if pos != "n" or senses[0] not in person or not wordnet.is_common(lemma, "n", senses[0]):
            continue
        if lemma in excluded["person"] or not re.fullmatch(r"[a-z]+(?:[-_][a-z]+)*", lemma) or len(lemma) < 3:
            continue
        forms = [lemma] + plurals(lemma, wordnet)
        seen = sum(count[f] if "_" not in f else pairs[f] for f in forms)
        tagged = wordnet.tagged[lemma, "n"]
        other = sum(wordnet.tagged[lemma, p] for p in "var")
        if other > max(tagged, 1) and seen < 200 and not lemma.endswith(PERSON_ENDINGS):
            continue
        words = lemma.count("_") + 1
        if words > 2 or (words == 2 and seen < 2 and tagged < 1):
            continue
        if not seen and not tagged and senses[0] not in kept_when_rare:
            continue
        classes = ["role"]
        if senses[0] in kin:
            classes = ["kin"] if lemma not in ("descendant", "ancestor") else ["role"]
        gloss = wordnet.gloss["n", senses[0]]
        if senses[0] in female or re.search(r"[a-z]woman$", lemma) or FEMALE_GLOSS.match(gloss):
            gender = "female"
        elif senses[0] in male or MALE_GLOSS.match(gloss) or (re.search(r"[a-z]{2}man$", lemma) and lemma[:-2] + "en" in plurals(lemma, wordnet)):
            gender = "male"
        else:
            gender = ""
        base = ["gender=" + gender] if gender else []
        rows[lemma] = (classes, ",".join(base))
        for plural in plurals(lemma, wordnet):
            if plural != lemma and plural not in rows and plural not in excluded["person"]:
                rows[plural] = (classes + ["group"], ",".join(["number=plural"] + base))
    return rows


def organisation_rows(wordnet, count, pairs, excluded):
    bodies = wordnet.closure("organization", "administration#2") | wordnet.closure("gathering")
    for lemma in ("establishment", "unit", "force", "militia", "court", "committee", "police", "jury", "tribunal", "legislature"):
        for offset in wordnet.senses[lemma, "n"]:
            if offset in wordnet.under(wordnet.senses["social_group", "n"][0]):
                bodies |= wordnet.under(offset)
    rows = {}
    for (lemma, pos), senses in wordnet.senses.items():
        if pos != "n" or senses[0] not in bodies or not wordnet.is_common(lemma, "n", senses[0]):
            continue
        if lemma in excluded["organisation"] or not re.fullmatch(r"[a-z]+(?:[-_][a-z]+)*", lemma) or len(lemma) < 3:
            continue
        forms = [lemma] + plurals(lemma, wordnet)
        seen = sum(count[f] if "_" not in f else pairs[f] for f in forms)
        if lemma.count("_") > 1 or (seen < 2 and wordnet.tagged[lemma, "n"] < 1):
            continue
        rows[lemma] = (["organisation-noun"], "")
        for plural in plurals(lemma, wordnet):
            if plural != lemma and plural not in excluded["organisation"] and (pairs if "_" in plural else count)[plural]:
                rows[plural] = (["organisation-noun"], "number=plural")
    return rows


def american(word):
    """The American spelling of a British one; other words as they are."""
    for british, other in (("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ourable", "orable"), ("tre", "ter"), ("ence", "ense")):
        if word.endswith(british):
            return word[:-len(british)] + other
    return word


def speech_rows(wordnet, count, noun, verb, adjective, excluded):
    classes = collections.defaultdict(set)
    score = collections.defaultdict(collections.Counter)   # form -> part of speech -> evidence
    def family(lemma, pos):
        if pos == "n":
            return {lemma: "noun", **{p: "plural" for p in plurals(lemma, wordnet)}}
        if pos == "a":
            return {lemma: "adjective"}
        return {lemma: "adverb"}
    for (lemma, pos), senses in wordnet.senses.items():
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", lemma) or lemma in excluded["word"] or len(lemma) < 2 and lemma != "a":
            continue
        if not any(wordnet.is_common(lemma, pos, s) for s in senses):
            continue
        tagged = wordnet.tagged[lemma, pos]
        if pos == "v":
            present, past, participle, gerund = inflect(lemma, wordnet)
            forms = collections.defaultdict(set)
            forms[lemma].add("verb")
            for names, kind in ((present, "verb"), (past, "past"), (participle, "participle"), (gerund, "gerund")):
                for f in names:
                    forms[f].add(kind)
        else:
            forms = {f: {c} for f, c in family(lemma, pos).items()}
        is_speech = pos == "v" and wordnet.file["v", senses[0]] in SPEECH_FILES
        if not tagged and not is_speech and not any(count[f] for f in forms) and not wordnet.tagged[american(lemma), pos]:
            continue
        if len(lemma) == 2 and not tagged:
            continue
        for form, kinds in forms.items():
            if form in excluded["word"]:
                continue
            if form != lemma and not count[form] and pos != "v" and not tagged:
                continue
            classes[form] |= kinds
            score[form][pos] += tagged + 0.1
            if pos == "v":
                main = wordnet.file["v", senses[0]]
                if main in SPEECH_FILES or 2 * wordnet.tagged_first[lemma] > max(tagged, 1):
                    classes[form].add("speech-verb")
                elif main in COGNITION_FILES:
                    classes[form].add("cognition-verb")
    for form in list(classes):
        if form.endswith(("er", "est")) and len(classes[form]) == 0:
            del classes[form]
    # comparatives and superlatives that occur
    for lemma in [w for w, c in classes.items() if "adjective" in c]:
        stem = lemma[:-1] + "i" if re.search(r"[^aeiou]y$", lemma) else lemma[:-1] if lemma.endswith("e") else lemma
        if re.search(r"[^aeiou][aeiou][bdgmnpt]$", lemma) and syllables(lemma) == 1:
            stem = lemma + lemma[-1]
        for form in (stem + "er", stem + "est", *wordnet.exceptions["a"].get(lemma, [])):
            if count[form] and re.fullmatch(r"[a-z]+", form):
                classes[form].add("adjective")
                score[form]["a"] += 1
    order = ["noun", "plural", "adjective", "adverb", "verb", "past", "participle", "gerund", "speech-verb", "cognition-verb"]
    rows = {}
    for form, kinds in classes.items():
        evidence = score[form]
        total = noun[form] + verb[form] + adjective[form]
        verbal = kinds & {"verb", "past", "participle", "gerund"}
        if total:
            weight = max(sum(evidence.values()), 10) / total
            evidence = collections.Counter(evidence)
            if kinds & {"noun", "plural"}:
                evidence["n"] += 1.0 * noun[form] * weight
            if "adjective" in kinds:
                evidence["a"] += 1.0 * adjective[form] * weight
            elif kinds & {"noun", "plural"}:
                evidence["n"] += 0.5 * adjective[form] * weight
            if verbal:
                evidence["v"] += verb[form] * weight
        best = max("nvar", key=lambda p: evidence[p])
        rest = sum(evidence.values()) - evidence[best]
        main = {"n": "mainly-noun", "v": "mainly-verb", "a": "mainly-adjective"}.get(best)
        names = [c for c in order if c in kinds]
        if main and evidence[best] >= 3 * rest:
            names.append(main)
        rows[form] = (names, "")
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wordnet")
    parser.add_argument("output")
    parser.add_argument("--excluded")
    parser.add_argument("--texts", nargs="*", default=[])
    arguments = parser.parse_args()
    wordnet = WordNet(arguments.wordnet)
    count, noun, verb, adjective, pairs = count_contexts(arguments.texts)
    excluded = read_excluded(arguments.excluded)
    source = "Derived from WordNet 3.0 by cpp/tools/derive_words.py; do not edit. Licence: cpp/data/LICENSE-WordNet.txt."
    def target(name):
        return os.path.join(arguments.output, name)
    write_grouped(target("roles_wordnet.words.tsv"), ["Nouns whose most frequent sense is a person.", source],
                  person_rows(wordnet, count, pairs, excluded))
    write_grouped(target("organisations_wordnet.words.tsv"), ["Nouns whose most frequent sense is a body of people.", source],
                  organisation_rows(wordnet, count, pairs, excluded))
    write_grouped(target("parts_of_speech.words.tsv"), ["Parts of speech of lower-case words, inflected forms included.", source],
                  speech_rows(wordnet, count, noun, verb, adjective, excluded))


if __name__ == "__main__":
    main()
