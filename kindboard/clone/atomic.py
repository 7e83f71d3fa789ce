"""Writing files so that a reader, or the next start after a power cut, finds the old bytes or the new, never half."""

import contextlib
import errno
import os
from pathlib import Path

from kindboard.errors import KindboardError

PART = ".part"
"""The ending of a file that is still being written."""


def write(path: Path, content: bytes, mode: int = 0o666, *, durable: bool = True) -> None:
    """Replace `path` with `content`, on disk when this returns (unless it need not be `durable`).

    Raises KindboardError when the disk won't take it.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                if durable:
                    os.fsync(descriptor)
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        if durable:
            settle_folder(path.parent)
    except OSError as error:
        raise cannot_write(path.parent, error) from error


def settle_folder(folder: Path) -> None:
    """Make a rename last through a power cut. Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cannot_write(folder: Path, error: OSError) -> KindboardError:
    """The sentence for a disk that is full, read-only or not ours."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    return KindboardError(
        "cannot-write",
        f"The folder {folder} can't be written to, so this was not saved. What was saved before is safe.",
        "Choose another folder, or ask whoever looks after this computer to let you write there.",
    )


def disk_full() -> KindboardError:
    return KindboardError(
        "disk-full",
        "The disk is full, so this was not saved. What was saved before is safe.",
        "Make some room, then save again.",
    )
