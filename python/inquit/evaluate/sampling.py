"""Articles to annotate, drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any


def sample(docs: Sequence[dict[str, Any]], n: int, by: str | None = None, seed: int = 0) -> list[dict[str, Any]]:
    """`n` documents, as many of each value of the field `by` as can be; in their order. The same seed draws the same."""
    if n < 0:
        raise ValueError(f"n must be a whole number from 0, not {n!r}")
    chance = random.Random(seed)  # noqa: S311  for sampling, not for secrets
    groups: dict[str, list[int]] = {}
    for i, doc in enumerate(docs):
        groups.setdefault(str(doc.get(by)) if by else "", []).append(i)
    for members in groups.values():
        chance.shuffle(members)
    order = list(groups)
    chance.shuffle(order)
    chosen: list[int] = []
    while len(chosen) < n and any(groups.values()):
        for value in order:
            if groups[value] and len(chosen) < n:
                chosen.append(groups[value].pop())
    return [docs[i] for i in sorted(chosen)]
