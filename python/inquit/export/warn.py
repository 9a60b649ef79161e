"""What an export could not write as it stands: counted, and said once at the end."""

from __future__ import annotations

import re
import warnings
from collections import Counter

# What XML 1.0 cannot hold at all. A carriage return it can, as a character reference.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class ExportWarning(UserWarning):
    """Something was written otherwise than it stands in the result; the message says what and how often."""


class Changes:
    """Counts changes by their kind and warns of them at the end."""

    def __init__(self, form: str):
        self._form = form
        self._counts: Counter[str] = Counter()

    def note(self, what: str, n: int = 1) -> None:
        """`what` as in "3 {what}"."""
        self._counts[what] += n

    def for_xml(self, text: str) -> str:
        """The text without characters that XML cannot hold, one for one, so that offsets stay right."""
        text, n = NOT_IN_XML.subn(REPLACEMENT, text)
        if n:
            self.note("control characters replaced by \N{REPLACEMENT CHARACTER}", n)
        return text

    def warn(self) -> None:
        """One warning for all; none where nothing was changed."""
        if self._counts:
            told = "; ".join(f"{n} {what}" for what, n in self._counts.items())
            warnings.warn(f"{self._form}: {told}", ExportWarning, stacklevel=3)
