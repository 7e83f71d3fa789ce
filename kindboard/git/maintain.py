"""Keeping a repository small: each save leaves some small files behind, which git packs together now and then."""

import contextlib
from pathlib import Path

from kindboard.git.remote import git_folder
from kindboard.git.run import Failed, Git

LOOSE = 6700
"""The bound of git itself. One of the 256 folders of small files tells how many there are in all."""


def maintain(git: Git, folder: Path) -> None:
    """Pack a clone's or shared folder's objects if there are many. A failure is no harm: it is tried again later."""
    git_dir = git_folder(folder)
    if git_dir is None or _loose(git_dir) < LOOSE:
        return
    with contextlib.suppress(Failed):
        git.run("-c", f"safe.directory={git_dir}", "--git-dir", str(git_dir), "gc", "--quiet", seconds=600)


def _loose(git_dir: Path) -> int:
    try:
        return 256 * len(list((git_dir / "objects" / "17").iterdir()))
    except OSError:
        return 0
