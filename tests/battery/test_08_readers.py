"""Row 8, readers: every input of cpp/fuzz/corpus/readers, and mutations of it, through the target of fuzz_readers.py."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz_readers import run
from lane import count

FOLDER = Path(__file__).parents[2] / "cpp/fuzz/corpus/readers"
NAMED = sorted(path for path in FOLDER.iterdir() if path.suffix != ".hex")
INPUTS = [path.read_bytes() for path in NAMED]


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.name)
def test_corpus_is_replayed(path):
    run(path.read_bytes())


def test_minimised_corpus_is_replayed():
    for line in (FOLDER / "minimised.hex").read_text(encoding="ascii").split():
        run(bytes.fromhex(line))


def mutated(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randint(1, 9)]
            case 2:
                out[at:at] = chance.choice(
                    [b"\0", b"\xff", b'"', b"\n", b"{", b"[", b"\xed\xa0\x80", b"-1", b"9" * 30, b","]
                )
            case 3:
                out[at:at] = out[at : at + chance.randint(1, 40)]
            case _:
                del out[at:]
    return bytes(out)


def test_mutations():
    chance = random.Random(1)
    for _ in range(count(300, 20_000)):
        run(mutated(chance.choice(INPUTS), chance))
