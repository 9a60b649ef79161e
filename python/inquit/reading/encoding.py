"""Bytes to text: by the byte order mark, as strict UTF-8, as Windows-1252, then a guess by charset-normalizer."""

from __future__ import annotations

from collections.abc import Callable

from .article import Problem

Warn = Callable[[str, str], None]
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def without_mark(data: bytes) -> bytes:
    """The bytes behind a byte order mark of UTF-8."""
    return data.removeprefix(MARKS[0][0])


def decode(place: str, data: bytes, warn: Warn) -> str | Problem:
    """The text, or why it is none. `warn(place, message)` is called where the encoding was guessed."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    data = data[len(mark) :]
                elif b"\0" in data:  # it looks like UTF-16 and is not
                    return Problem(place, f"not text: a mark of {encoding}, and byte {error.start} is no such text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if b"\0" in data:
        return Problem(place, f"not text: byte {data.index(0)} is NUL")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return _guess(place, data, bad, warn)
    warn(place, f"not UTF-8 (byte {bad}): read as Windows-1252")
    return text


def _guess(place: str, data: bytes, bad: int, warn: Warn) -> str | Problem:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return Problem(
            place, f"neither UTF-8 (byte {bad}) nor Windows-1252 (pip install charset-normalizer guesses more)"
        )
    best = from_bytes(data).best()
    if best is None or best.coherence <= 0:  # no language that it knows: a guess about nothing
        return Problem(place, f"neither UTF-8 (byte {bad}) nor Windows-1252, nor any other encoding that can be told")
    warn(place, f"not UTF-8 (byte {bad}): read as {best.encoding}, by a guess")
    return str(best)
