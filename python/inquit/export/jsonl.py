"""JSONL: the records, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from ..document import Document


def write_jsonl(documents: Iterable[Document], out: BinaryIO) -> None:
    """Each record as it is, with its text where it has one."""
    for doc in documents:
        out.write(doc.to_json().encode() + b"\n")
