"""Who said what to whom, when and where: attributions of quotations and reported speech in news text.

>>> import inquit
>>> doc = inquit.extract(text, id=url, date="2023-09-19", title=headline)
>>> for a in doc.attributions:
...     print(a.speaker, a.cue.text, a.content.text)

`import inquit` loads nothing but the standard library and the compiled core; words and rules are loaded by the first
extraction and kept.
"""

import sys as _sys


def _refuse_subinterpreters() -> None:
    """The compiled core serves the main interpreter only; in another one its import hangs on Python 3.11."""
    try:
        if _sys.version_info >= (3, 13):
            import _interpreters  # type: ignore[import-not-found]

            here, main = _interpreters.get_current()[0], _interpreters.get_main()[0]
        else:
            import _xxsubinterpreters as _interpreters  # type: ignore[import-not-found]

            here, main = _interpreters.get_current(), _interpreters.get_main()
    except ImportError:
        return  # a Python without sub-interpreters
    if here != main:
        raise ImportError("inquit works in the main interpreter only; use threads (threads=N) or processes instead")


_refuse_subinterpreters()

from ._core import DataError, __version__  # noqa: E402
from .corrections import Corrections  # noqa: E402
from .document import Attribution, Document, Spans, Speaker, Unattributed  # noqa: E402
from .explanation import Explanation, explain  # noqa: E402
from .extractor import Extractor, extract, extract_frame, extract_many, extract_stream  # noqa: E402
from .graphs import network  # noqa: E402
from .options import Person  # noqa: E402
from .result import Failure, Result  # noqa: E402
from .table import Table  # noqa: E402

__all__ = [
    "Attribution",
    "Corrections",
    "DataError",
    "Document",
    "Explanation",
    "Extractor",
    "Failure",
    "Person",
    "Result",
    "Spans",
    "Speaker",
    "Table",
    "Unattributed",
    "__version__",
    "explain",
    "extract",
    "extract_frame",
    "extract_many",
    "extract_stream",
    "network",
]
