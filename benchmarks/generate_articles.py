#!/usr/bin/env python3
"""Writes invented news articles, the same for the same seed: benchmarks/generate_articles.py --bytes 1000000 > a.jsonl

Every family of rules comes up: quotations before and after their source, inverted, interrupted, indirect, partly quoted,
"according to", passives, second reports of one speaker, quotations over paragraphs, dialogue, transcripts, bylines,
datelines, bullets and links. All names are invented. Standard library only.
"""

import argparse
import json
import random
import sys

GIVEN = [
    "Ada",
    "Boris",
    "Carla",
    "Dmitri",
    "Elena",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Katrin",
    "Lorenzo",
    "Mira",
    "Nils",
    "Odette",
    "Pavel",
    "Rosa",
    "Stefan",
    "Tamara",
    "Umar",
]
FAMILY = [
    "Fenn",
    "Okereke",
    "Lindqvist",
    "Achterberg",
    "Quillan",
    "Marchetti",
    "Dowrick",
    "Halloway",
    "Penhale",
    "Restrepo",
    "Szabados",
    "Tull",
    "Varga",
    "Whitlow",
    "Yarrow",
    "Zelenka",
    "Brightwater",
    "Castellane",
    "Delacroix",
    "Esterhazy",
]
TITLES = [
    "Finance Minister",
    "Mayor",
    "police chief",
    "spokeswoman",
    "Professor",
    "union leader",
    "Senator",
    "Dr.",
    "coach",
    "opposition leader",
    "chief executive",
    "Judge",
    "Foreign Minister",
    "council member",
]
PLACES = ["Cardow", "Port", "Ellery", "Norwell", "Tarn", "Hythe", "Brackenford", "Saltmere", "Dunvale"]
BODIES = [
    "the Harbour Authority",
    "the Ministry of Works",
    "Corrand Securities",
    "the Teachers’ Union of Norwell",
    "the Eastern Ledger",
    "Saltmere University",
    "the Cardow city council",
    "Northline",
    "the Court of Accounts",
]
ROLES = [
    "the minister",
    "a senior official",
    "residents",
    "two officials with knowledge of the talks",
    "the company",
    "analysts",
    "a spokesman for the ministry",
    "critics",
    "her lawyer",
    "the mayor’s office",
]
CLAUSES = [
    "the bridge would stay closed until the spring",
    "the budget had been agreed in private",
    "no ship had left the harbour since Friday",
    "the plan was too expensive for a town of its size",
    "prices could rise again before the election",
    "the talks had gone well",
    "nobody had been told about the letter",
    "the school needed a new roof and forty more teachers",
    "the vote was a turning point",
    "the company had paid the fine in full",
    "the river would flood again unless the wall was raised",
    "she had never met the man who wrote the report",
    "the strike could last for weeks",
    "the evidence did not support the charge",
]
SAYINGS = [
    "We have been here for three years and we are not going anywhere",
    "This is not the end of it",
    "Nobody asked us",
    "I told them the wall would not hold, and it did not",
    "It is a good day for the town",
    "There is no money left for a second bridge",
    "You cannot run a hospital on promises",
    "The numbers speak for themselves",
    "We were lucky that nobody was hurt",
    "What they are doing is against the law, and they know it",
    "My father built this house with his own hands",
    "We will read the report before we say anything more",
    "I have never seen the water rise so fast",
]
PARTS = ["a disgrace", "the best news in years", "a step in the wrong direction", "deeply worrying", "beyond repair"]
NEWS = [
    "The fire broke out shortly before midnight in a warehouse by the old dock, and it took six crews four hours to put it out.",
    "About 300 people marched through the centre of {place} on Saturday in the third such protest since the spring.",
    "The contract, which was signed in 2016, gives {body} the right to run the ferries for another ten years.",
    "Unemployment in the region fell to 6.4 percent in the last quarter, its lowest level since 2008.",
    "A second hearing is set for next Tuesday. The two sides have not met since the end of August.",
    "In the north of the county, farmers have begun to move their animals to higher ground as more rain is expected this week.",
    "The team has won four of its last five games and goes into the final with its captain back from injury.",
]
VERBS = ["said", "said", "said", "said", "told reporters", "added", "insisted", "argued", "warned", "explained"]
THAT = [
    "said that",
    "said",
    "told the committee that",
    "warned that",
    "insisted that",
    "argued that",
    "admitted",
    "announced that",
]
WHEN = [
    "",
    "",
    "",
    " on Monday",
    " late Tuesday",
    " in a statement",
    " at a news conference in {place}",
    " in an interview with {body}",
]


class Article:
    def __init__(self, random_: random.Random):
        self.r = random_
        self.people = [f"{self.r.choice(GIVEN)} {self.r.choice(FAMILY)}" for _ in range(4)]
        self.titles = self.r.sample(TITLES, 4)
        self.known: set[int] = set()
        self.place = self.r.choice(PLACES)

    def fill(self, text: str) -> str:
        return text.replace("{place}", self.r.choice(PLACES)).replace("{body}", self.r.choice(BODIES))

    def source(self) -> str:
        if self.r.random() < 0.15:
            return self.r.choice(ROLES)
        if self.r.random() < 0.1:
            return self.r.choice(BODIES)
        i = self.r.randrange(len(self.people))
        if i not in self.known:
            self.known.add(i)
            comma = self.r.random() < 0.3
            return (
                f"{self.people[i]}, {self.titles[i].lower()} of {self.place},"
                if comma
                else f"{self.titles[i]} {self.people[i]}"
            )
        return self.r.choice(["he", "she", self.people[i].split()[1], self.people[i].split()[1]])

    def saying(self) -> str:
        return self.r.choice(SAYINGS)

    def paragraph(self) -> str:
        r, s = self.r, self.source()
        clause, other, when = r.choice(CLAUSES), r.choice(CLAUSES), self.fill(r.choice(WHEN))
        start, bare = s[0].upper() + s[1:], s.rstrip(",")
        return self.fill(
            r.choice(
                [
                    f"“{self.saying()},” {s} {r.choice(VERBS)}{when}.",
                    f"“{self.saying()},” said {bare}{when}. “{self.saying()}.”",
                    f"“{self.saying()},” {s} {r.choice(VERBS)}, “and {self.saying().lower()}.”",
                    f"{start} {r.choice(THAT)} {clause}.",
                    f"{start} {r.choice(THAT)} {clause}, adding: “{self.saying()}.”",
                    f"{start} said {clause} and warned that {other}.",
                    f"{start} called the decision “{r.choice(PARTS)}” and promised to appeal{when}.",
                    f"{clause[0].upper() + clause[1:]}, according to {bare}.",
                    f"According to {bare}, {clause}. {r.choice(NEWS)}",
                    f"{clause[0].upper() + clause[1:]}, {s} {r.choice(['said', 'told reporters'])}{when}.",
                    f"Asked whether {clause}, {bare} shook his head: “{self.saying()}.”",
                    f"{start} was told by {r.choice(ROLES)} that {clause}.",
                    f"When {bare} said that {clause}, {r.choice(ROLES)} laughed. {r.choice(NEWS)}",
                    f"A report by {r.choice(BODIES)} found that {clause}, but {bare} denied it{when}.",
                    f"{start} said: “{self.saying()}. {self.saying()}.\n\n“{self.saying()}.”",
                    f"“{self.saying()}?” {bare} asked. “{self.saying()}.”\n\n“{self.saying()}.”",
                    r.choice(NEWS),
                    r.choice(NEWS) + " " + r.choice(NEWS),
                    f"The film, titled “The Long {r.choice(FAMILY)} Road”, opens in {{place}} on Friday. {r.choice(NEWS)}",
                ]
            )
        )

    def text(self) -> str:
        r = self.r
        if r.random() < 0.06:  # a transcript
            a, b = (p.split()[1].upper() for p in self.people[:2])
            turns = "\n".join(f"{x}: {self.saying()}. {self.saying()}." for _ in range(4) for x in (a, b))
            return f"Interview with {self.people[0]}, {self.titles[0].lower()}\n\n{turns}"
        body_name = r.choice(BODIES)
        out = [
            f"{body_name[0].upper()}{body_name[1:]} in {self.place}: {r.choice(PARTS)}, says {self.people[0].split()[1]}"
        ]
        if r.random() < 0.5:
            out.append(f"By {r.choice(GIVEN)} {r.choice(FAMILY)}")
        body = [self.paragraph() for _ in range(r.randint(8, 24))]
        if r.random() < 0.4:
            body[0] = f"{self.place.upper()}, March {r.randint(1, 28)} — {self.fill(r.choice(NEWS))}"
        if r.random() < 0.2:
            body.insert(len(body) // 2, "READ MORE: The winter that nobody saw coming")
        if r.random() < 0.2:
            body.append("\n".join(f"• {r.choice(CLAUSES).capitalize()}" for _ in range(3)))
        return "\n\n".join(out + body)


def articles(size: int, seed: int):
    """Yields (id, date, text) until the texts have `size` bytes."""
    random_ = random.Random(seed)
    written = n = 0
    while written < size:
        text = Article(random_).text()
        if random_.random() < 0.3:  # straight marks
            text = text.replace("“", '"').replace("”", '"').replace("’", "'")
        yield f"made-{n}", f"2024-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}", text
        written += len(text.encode())
        n += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for id_, date, text in articles(options.bytes, options.seed):
        sys.stdout.write(json.dumps({"id": id_, "date": date, "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
