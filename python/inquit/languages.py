"""The language of a text, for `language="auto"`: py3langid tells it, and there must be words and rules for it."""

from __future__ import annotations

import importlib.util
from functools import cache
from typing import Any

from . import _core

_HEAD = 2000  # characters that are looked at
_SURE = 200  # characters from which a language without words and rules is believed


def need() -> None:
    """ImportError where the library is missing."""
    if importlib.util.find_spec("py3langid") is None:
        raise ImportError("language='auto' needs py3langid: pip install 'inquit[languages]'")


@cache
def _known() -> tuple[str, ...]:
    return tuple(_core.languages())


def language_of(text: Any) -> str:
    """The code of the text's language: of those that inquit knows the likeliest.

    ValueError where the text is long enough to tell and is in a language that inquit does not know.
    """
    import py3langid  # type: ignore[import-untyped]

    if isinstance(text, (bytes, bytearray)):
        text = bytes(text[: 4 * _HEAD]).decode("utf-8", "ignore")
    if not isinstance(text, str):
        return _known()[0]  # what it is will be said where it is read
    ranked = [language for language, _ in py3langid.rank(text[:_HEAD])]
    if ranked[0] not in _known() and len(text) >= _SURE:
        raise ValueError(f"the text seems to be in the language {ranked[0]!r}; there are {', '.join(_known())}")
    return next((language for language in ranked if language in _known()), _known()[0])
