"""Where results go: standard output, or a file that is whole or absent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ..export import atomic

STDOUT = "-"


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """A binary file to write to. A path is written beside and renamed at the end; on an error nothing is left."""
    if path is None or path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with atomic.opened(path) as file:
            yield file


def forget_stdout() -> None:
    """After its reader has closed the pipe: what is still buffered, Python's own flush at exit writes to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
