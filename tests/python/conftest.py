"""Fixtures that several test files need: the example article, its gold, a document made by hand."""

from __future__ import annotations

import json

import inquit
import pytest
from by_hand import DATA, split_document


@pytest.fixture(scope="session")
def example_text() -> str:
    return (DATA / "example.txt").read_bytes().decode()


@pytest.fixture(scope="session")
def example(example_text) -> inquit.Document:
    return inquit.extract(example_text, id="example", date="2023-09-19")


@pytest.fixture(scope="session")
def gold() -> dict:
    return json.loads((DATA / "example.jsonl").read_text(encoding="utf-8"))


@pytest.fixture
def split() -> inquit.Document:
    return split_document()
