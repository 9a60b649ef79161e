"""The attribution rules in force: reading them, and running their examples."""

from __future__ import annotations

import json
import os
from typing import Any

from . import _core
from .extractor import Extractor


def rules(extractor: Extractor | None = None) -> list[dict[str, Any]]:
    """All rules in force, the heaviest first: id, doc, pattern, weight, precision, examples, file, line …"""
    out: list[dict[str, Any]] = json.loads(_core.rules((extractor or Extractor())._core))
    return out


def check_rules(extractor: Extractor | None = None) -> dict[str, Any]:
    """Runs every example and counter-example: {"passed", "failed", "failures": [{"rule", "file", "line", "text", "problem"}]}."""
    out: dict[str, Any] = json.loads(_core.check_rules((extractor or Extractor())._core))
    return out


def template() -> str:
    """A pack with one rule and comments that explain every key."""
    with open(os.path.join(os.path.dirname(__file__), "templates", "pack.toml"), encoding="utf-8") as file:
        return file.read()
