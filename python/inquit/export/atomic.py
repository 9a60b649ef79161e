"""Files that are whole or absent: written beside, brought to the disk, renamed."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write to, by `beside` where it can be renamed over; /dev/stdout and a pipe cannot."""
    if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        with open(path, "wb") as file:
            yield file
    else:
        with beside(path) as file:
            yield file


@contextmanager
def beside(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends; on an error nothing is left of it."""
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    # Named before it is made: Ctrl-C may come between the two, and then too it is taken away.
    part = os.path.join(folder, f".{name}.{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb", opener=_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        replace(part, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def replace(part: str, target: str) -> None:
    """Renames, with the rights that a file made there would have, or that the older one has."""
    os.chmod(part, _mode_for(target))
    os.replace(part, target)


def _mode_for(path: str) -> int:
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
