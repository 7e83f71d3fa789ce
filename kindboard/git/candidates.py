"""Candidates: refs of a fresh name that keep commits alive while they are made and sent; the branch's move ends them.

One that was left by a kindboard that was killed is found and dropped after the next sync: what it holds is either in
the branch by then, or was taken back.
"""

import secrets
from contextlib import suppress
from pathlib import Path

from kindboard.git import commit as commits
from kindboard.git.commit import LostRace
from kindboard.git.failed import Failed
from kindboard.git.run import Git

_PREFIX = "refs/kindboard/candidate"


def new() -> str:
    return f"{_PREFIX}/{secrets.token_hex(6)}"


def drop_left_over(git: Git, common_dir: Path) -> None:
    """Drop every candidate. Callers see to it that none is in use."""
    if not _any(common_dir):
        return
    with suppress(LostRace, Failed):
        found = git.run("for-each-ref", "--format=%(refname)", _PREFIX).decode().split()
        commits.move_refs(git, dict.fromkeys(found, (None, None)))


def _any(common_dir: Path) -> bool:
    """Whether there is one: after nearly every sync there is none, and git need not be asked."""
    try:
        if any((common_dir / _PREFIX).iterdir()):
            return True
    except OSError:
        pass
    try:
        return f" {_PREFIX}/".encode() in (common_dir / "packed-refs").read_bytes()
    except OSError:
        return False
