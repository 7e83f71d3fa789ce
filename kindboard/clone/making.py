"""Making a folder so that it is there whole or not at all, also when the making is stopped, or the computer is."""

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from kindboard.clone.atomic import cannot_write
from kindboard.errors import KindboardError
from kindboard.git.failed import Failed
from kindboard.git.owner import as_name, is_dead, of_name, this_process

_PART = re.compile(r"\.(?P<owner>.*)-[0-9a-f]{8}\.kindboard-part")
_LAST = {"HEAD", ".git"}
"""What makes a folder a repository comes last into a folder that was there before."""

DROPS, DROP_SECONDS = 40, 0.05
"""How often, and how far apart, what is left over is taken away until it stays away."""


@contextlib.contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """A folder to make things in, which becomes `folder` at the end of the block. After an error there is nothing.

    `folder` is new or empty; an empty one is filled rather than replaced, as it may be a drive's or somebody else's.
    Raises KindboardError where it can't be written to.
    """
    was_there = folder.is_dir()
    place = folder if was_there else folder.parent
    made = [] if was_there else [parent for parent in folder.parents if not parent.exists()]
    part = place / f".{as_name(this_process())}-{os.urandom(4).hex()}.kindboard-part"
    try:
        try:
            place.mkdir(parents=True, exist_ok=True)
            _drop_left_over(place)
            part.mkdir()
        except OSError as error:
            raise _not_there(folder, error) from error
        try:
            yield part
            _move_up(part, folder) if was_there else part.rename(folder)
        except OSError as error:
            raise _not_there(folder, error) from error
        except Failed as failed:
            why = OSError(errno.ENOSPC if failed.disk_is_full else errno.EACCES, "")
            raise _not_there(folder, why) from failed
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()
        raise


def is_free(folder: Path) -> bool:
    """Whether there is nothing in a folder but what a killed kindboard may have begun to make."""
    return not folder.exists() or (folder.is_dir() and all(_PART.fullmatch(path.name) for path in folder.iterdir()))


def _move_up(part: Path, folder: Path) -> None:
    moved: list[Path] = []
    try:
        for path in sorted(part.iterdir(), key=lambda path: path.name in _LAST):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
        # Who may write there is decided for the repository, not for what it is put in.
        with contextlib.suppress(PermissionError):
            folder.chmod(folder.stat().st_mode | part.stat().st_mode)
        part.rmdir()
    except BaseException:
        for path in moved:
            path.rename(part / path.name)
        raise


def _drop_left_over(place: Path) -> None:
    """Take away what a killed kindboard had begun to make."""
    for path in place.iterdir():
        found = _PART.fullmatch(path.name)
        maker = of_name(found["owner"]) if found else None
        if maker and is_dead(maker):
            _end_who_works_in(path)
            drop(path)


def _end_who_works_in(folder: Path) -> None:
    """End the gits of a killed kindboard: one that fetches makes its folder anew when it finds it gone."""
    working, folder = [], folder.resolve()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.name().startswith("git") and Path(process.cwd()).is_relative_to(folder):
                process.kill()
                working.append(process)
    psutil.wait_procs(working, timeout=DROPS * DROP_SECONDS)


def drop(folder: Path) -> None:
    """Take a folder of ours away.

    A git that outlived a killed kindboard, or is only just ending, may still write there: it ends when it finds its
    folder gone.
    """

    def writable(remove: Callable[[str], object], path: str, error: object) -> None:
        # Git's files are read-only, which on some systems keeps them from being removed.
        with contextlib.suppress(OSError):
            Path(path).chmod(0o700)
            remove(path)

    for _ in range(DROPS):
        shutil.rmtree(folder, onerror=writable)
        if not folder.exists():
            break
        time.sleep(DROP_SECONDS)


def _not_there(folder: Path, error: OSError) -> KindboardError:
    words = cannot_write(folder, error)
    if words.code == "disk-full":
        return KindboardError(words.code, "The disk is full. Nothing was changed.", "Make some room, then try again.")
    return KindboardError(words.code, f"The folder {folder} can't be written to. Nothing was changed.", words.next)
