"""Where results go: standard output, or a file that is whole or absent."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

STDOUT = "-"


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """A binary file to write to. A path is written beside and renamed at the end; on an error nothing is left."""
    if path is None or path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif _is_special(path):  # /dev/stdout, a pipe: cannot be renamed over
        with open(path, "wb") as file:
            yield file
    else:
        yield from _beside(os.path.realpath(path))


def forget_stdout() -> None:
    """After its reader has closed the pipe: what is still buffered, Python's own flush at exit writes to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_special(path: str) -> bool:
    return os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)


def _beside(path: str) -> Iterator[BinaryIO]:
    folder, name = os.path.split(path)
    handle, beside = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _mode_for(path))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _mode_for(path: str) -> int:
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
