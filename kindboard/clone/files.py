"""A look at the files of a work tree: which there are, and whether they are as they were at the last look."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kindboard.cards.cards import SIZE_LIMIT
from kindboard.clone.atomic import PART

Signature = tuple[int, int, int]
"""What a look at a file's entry tells: time of change in ns, size, inode."""


def signature(found: os.stat_result) -> Signature:
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def plain_bytes(path: Path) -> bytes:
    """What a plain file holds. Raises OSError for a link, a pipe (reading one waits for ever), or one too large to be
    a card.
    """
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_size > SIZE_LIMIT:
        raise OSError(errno.EINVAL, "It is no plain file", str(path))
    return path.read_bytes()


def is_part(entry: os.DirEntry[str]) -> bool:
    """Whether a file is one that is still being written, or was when its writer was cut short."""
    return entry.name.startswith(".") and entry.name.endswith(PART)


def files(root: Path, under: str = "boards") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry below a folder that is no real folder itself: (path from the root, entry). Links are not followed."""
    try:
        with os.scandir(root / under) as entries:
            found = list(entries)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    if any(entry.name == ".git" for entry in found):
        return  # a repository of its own inside ours
    for entry in found:
        path = f"{under}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files(root, path)
        else:
            yield path, entry
