"""Zips and folders: which of their files are looked at, in which order."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator

from .article import Problem

MAX_MEMBER = 1 << 31  # bytes unpacked; a text may hold no more


def files_of_folder(path: str, ends: tuple[str, ...]) -> Iterator[str]:
    """The files of a folder and of those in it, in the order of their names; hidden ones and other formats left out."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(ends) and not name.startswith("."):
                yield os.path.join(folder, name)


def files_of_zip(path: str, ends: tuple[str, ...]) -> Iterator[tuple[str, bytes] | Problem]:
    """Names and contents in the order of the names. A member that cannot be unpacked is a `Problem` alone."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # damaged, or of a later version
        yield Problem(path, f"not a zip that can be read: {error}", True)
        return
    with archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            parts = member.filename.split("/")
            hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
            if not member.filename or member.is_dir() or hidden or not member.filename.lower().endswith(ends):
                continue
            place = f"{path}/{member.filename}"
            if member.file_size >= MAX_MEMBER:
                yield Problem(place, "2 GiB or more when unpacked")
                continue
            try:
                yield place, archive.read(member)
            except Exception as error:  # noqa: BLE001  encrypted, damaged, a method that is not known
                yield Problem(place, f"cannot be unpacked: {error}")
