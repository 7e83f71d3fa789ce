"""Keeping a repository small and quick: each save leaves some small files behind, which git packs together at times.

The garbage collector itself is run, not `git maintenance`, whose own lock stays when it is killed and ends all further
maintenance in silence. What nothing leads to stays for two weeks, whatever anybody's settings say.
"""

import contextlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from kindboard.git.failed import Failed
from kindboard.git.run import Git, Settings

SECONDS = 600.0

_GC: Settings = (
    ("gc.pruneExpire", "2.weeks.ago"),
    ("gc.writeCommitGraph", "false"),
    # A lock on the packed refs that a kill left in a shared folder could be proved to be nobody's.
    ("gc.packRefs", "false"),
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pack at so many small files or packs, and not again for so many seconds: what is young is kept loose by gc."""

    loose: int
    packs: int
    pause: float


AT_SYNC = Bounds(6700, 50, 3600)
WHEN_IDLE = Bounds(1000, 20, 86400)
"""At a sync the bounds of git itself, for somebody waits; when nobody does, a few days of work."""


def maintain(git: Git, common_dir: Path, notes: Path, bounds: Bounds) -> None:
    """Pack a clone's objects if there are many. A failure is no harm: it is tried again later."""
    with contextlib.suppress(Failed, OSError):
        if _due(common_dir, notes / "packed", bounds):
            git.run("gc", "--quiet", seconds=SECONDS, settings=_GC)
            _graph(git, notes, afresh=True)


def maintain_shared(git: Git, git_dir: Path, notes: Path, bounds: Bounds) -> None:
    """The same for a shared folder on a drive, by its owner alone: others could leave files there that are not theirs.

    What is packed can be read by whoever can read the folder, whatever new files are otherwise made like here.
    """
    with contextlib.suppress(Failed, OSError):
        found = (git_dir / "objects").stat()
        if hasattr(os, "getuid") and found.st_uid != os.getuid():
            return
        if _due(git_dir, notes / "packed-shared", bounds):
            readers = ("core.sharedRepository", f"0{stat.S_IMODE(found.st_mode) & 0o666:o}")
            git.run("gc", "--quiet", seconds=SECONDS, settings=(*_GC, readers))


def graph(git: Git, notes: Path, tip: str | None) -> None:
    """Note which commit changed which files, for the newest: one card's story then takes 6 ms instead of 90."""
    with contextlib.suppress(Failed, OSError):
        if tip is not None and tip != _read(notes / "graphed"):
            _graph(git, notes)
            (notes / "graphed").write_text(tip)


def _graph(git: Git, notes: Path, *, afresh: bool = False) -> None:
    (notes / "graphed").unlink(missing_ok=True)
    how = "--split=replace" if afresh else "--split"
    git.run("commit-graph", "write", "--reachable", "--changed-paths", how, "--no-progress", seconds=SECONDS)


def _due(git_dir: Path, stamp: Path, bounds: Bounds) -> bool:
    if _loose(git_dir) < bounds.loose and len(list((git_dir / "objects" / "pack").glob("*.pack"))) < bounds.packs:
        return False
    with contextlib.suppress(FileNotFoundError):
        if 0 <= time.time() - stamp.stat().st_mtime < bounds.pause:
            return False
    stamp.touch()
    return True


def _loose(git_dir: Path) -> int:
    """One of the 256 folders of small files tells how many there are in all."""
    try:
        return 256 * len(list((git_dir / "objects" / "17").iterdir()))
    except FileNotFoundError:
        return 0


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""
