"""Invented news articles for the notebooks, the same for the same seed: a fixed circle of people over a year, who speak to
and about one another; some articles without a quotation, some that cannot be read. All names are invented."""

import datetime
import random

PEOPLE = [
    ("Ada Fenn", "Mayor"), ("Boris Okereke", "Finance Minister"), ("Carla Lindqvist", "police chief"),
    ("Dmitri Quillan", "union leader"), ("Elena Marchetti", "Senator"), ("Farid Dowrick", "opposition leader"),
    ("Greta Halloway", "chief executive"), ("Hugo Penhale", "Foreign Minister"), ("Ines Restrepo", "spokeswoman"),
    ("Jonas Szabados", "Professor"), ("Katrin Tull", "Judge"), ("Lorenzo Varga", "council member"),
]  # fmt: skip
OUTLETS = ["The Cardow Courier", "Norwell Gazette", "Eastern Ledger", "The Saltmere Post"]
SAYINGS = [
    "We are not going anywhere", "There is no money left for a second bridge", "Nobody asked us",
    "You cannot run a hospital on promises", "The numbers speak for themselves", "This is not the end of it",
]  # fmt: skip
CLAUSES = [
    "the bridge would stay closed until the spring", "the talks had gone well", "the plan was too expensive",
    "the strike could last for weeks", "the budget had been agreed in private",
]  # fmt: skip
NEWS = [
    "The fire broke out shortly before midnight in a warehouse by the old dock.",
    "About 300 people marched through the centre of the town, the third such march since the spring.",
    "The contract gives the company the right to run the ferries for another ten years.",
]
FIRST = datetime.date(2024, 1, 1)


def articles(n, seed=1):
    """`n` dicts with id, date, outlet, title, text. One in six has no quotation; one in five hundred has no text."""
    chance = random.Random(seed)  # noqa: S311  invention, no secrets
    for i in range(n):
        day = FIRST + datetime.timedelta(days=chance.randrange(366))
        about = {"id": f"made-{i}", "date": day.isoformat(), "outlet": chance.choice(OUTLETS)}
        if chance.random() < 1 / 500:
            yield about | {"title": None, "text": None}
            continue
        month = day.month
        circle = [PEOPLE[(month + k * k) % len(PEOPLE)] for k in range(4)]  # those of the month
        (who, title), (other, other_title), (third, third_title), _ = chance.sample(circle, 4)
        lines = [f"{title} {who} met {other_title} {other} on Tuesday. {chance.choice(NEWS)}"]
        if chance.random() > 1 / 6:
            family = who.split()[1]
            lines += [
                f"“{chance.choice(SAYINGS)},” {family} told {other} on Monday. “{chance.choice(SAYINGS)}.”",
                f"{other.split()[1]} said {chance.choice(CLAUSES)}. {chance.choice(NEWS)}",
            ]
            if chance.random() < 0.6:
                lines.append(f"“{third} knows that {chance.choice(CLAUSES)},” {family} added.")
            if chance.random() < 0.3:
                lines.append(f"According to {third_title} {third}, {chance.choice(CLAUSES)}.")
        yield about | {"title": f"{family_of(who)} meets {family_of(other)}", "text": "\n\n".join(lines)}


def family_of(name):
    return name.split()[1]
