"""Records and documents made by hand, which need no extraction; where the test data lie."""

from __future__ import annotations

import hashlib
from pathlib import Path

import inquit

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SAID = "“We are ready,” John Kirby said."  # the plainest attribution there is


def attribution(n: int, **parts) -> dict:
    """One attribution of a record, every field of it; `parts` say what differs from the plainest one."""
    record = {
        "id": n, "uid": f"uid{n}", "kind": "direct", "act": "say", "negated": False, "zone": "body",
        "content": [], "source": [], "cue": [],
        "speaker": None, "speaker_id": None, "speaker_kind": None, "speaker_status": "none",
        "addressee": [], "addressee_name": None, "addressee_id": None,
        "time": [], "when": None, "place": [], "document": [], "mentions": [],
        "parent": None, "rule": "quote-source-cue", "confidence": 0.98, "speaker_confidence": 0.99, "origin": "rule",
    }  # fmt: skip
    assert set(parts) <= set(record)
    return record | parts


def speaker(n: int, name: str, **parts) -> dict:
    record = {
        "id": n, "name": name, "kind": "person", "title": None, "affiliation": None, "gender": None,
        "gender_basis": None, "external_id": None, "aliases": [], "members": [], "mentions": [],
    }  # fmt: skip
    return record | parts


def record_of(text: str, attributions=(), speakers=(), unattributed=(), **parts) -> dict:
    """A whole record made by hand."""
    record = {
        "schema": 1, "inquit": "0.1.0", "data": "0" * 64, "options": {}, "offsets": "codepoints",
        "id": "a1", "date": "2023-09-19", "title": None, "language": "en", "n_chars": len(text),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "text": text,
        "attributions": list(attributions), "speakers": list(speakers), "unattributed": list(unattributed),
    }  # fmt: skip
    return record | parts


def find(text: str, words: str) -> list[list[int]]:
    """The span of words that stand once in the text."""
    assert text.count(words) == 1, words
    at = text.index(words)
    return [[at, at + len(words)]]


def split_document(
    text: str = "“We are ready,” Kirby told Han on Monday, “and will go.” He is “the fixer”.",
) -> inquit.Document:
    """An interrupted quotation, an addressee, a date and an unattributed nickname, made by hand."""
    return inquit.Document.from_dict(
        record_of(
            text,
            [
                attribution(
                    0,
                    content=find(text, "“We are ready,”") + find(text, "“and will go.”"),
                    source=find(text, "Kirby"),
                    cue=find(text, "told"),
                    speaker="John Kirby",
                    speaker_id=0,
                    speaker_kind="person",
                    speaker_status="resolved",
                    addressee=find(text, "Han"),
                    addressee_name="Han Zheng",
                    addressee_id=1,
                    time=find(text, "on Monday"),
                    when="2023-09-18",
                )
            ],
            [
                speaker(0, "John Kirby", title="spokesman", aliases=["Kirby"], mentions=find(text, "Kirby")),
                speaker(1, "Han Zheng", mentions=find(text, "Han")),
            ],
            [{"content": find(text, "“the fixer”"), "why": "nickname"}],
        )
    )
