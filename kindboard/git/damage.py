"""Damage that a failing disk or a power cut does to a repository: known by what git says, and set aside.

Nothing is thrown away: what can't be read moves to a folder of its own, so that a good copy can take its place.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kindboard.git.failed import Failed
from kindboard.git.repository import Repository
from kindboard.git.run import Git

_SIGNS = re.compile(
    r"corrupt|is empty|inflate|garbage at end|bad (object|tree|sha1|signature|index)|missing (blob|tree|commit|object)"
    r"|unable to (read|find|parse|unpack)|could not (read|parse)|broken|unable to resolve reference|not a valid object"
    r"|does not point to a valid|index file|invalid (sha1 pointer|object|header)|did not receive expected object"
    r"|unexpected line in|can't load tree|revision walk setup failed|bad packed-refs",
    re.IGNORECASE,
)


_PACKED = re.compile(rb"[0-9a-f]{40} refs/[!-~]+|\^[0-9a-f]{40}")
"""A line of packed-refs."""


class Damaged(Failed):
    """A ref or an object that must be there is not, or can't be read."""

    def __init__(self, what: str) -> None:
        super().__init__(-1, f"corrupt: {what}")


def is_damage(failed: Failed) -> bool:
    """Whether a git failed because the repository itself is damaged."""
    return isinstance(failed, Damaged) or _SIGNS.search(failed.stderr) is not None


def set_objects_aside(git: Git, common_dir: Path, aside: Path) -> None:
    """Move every object that can't be read out of the way; of a broken pack, what can be read stays."""
    for file in _loose(common_dir):
        if not _is_sound(file):
            _move(file, aside)
    for index in sorted((common_dir / "objects" / "pack").glob("*.idx")):
        if not git.ok("verify-pack", str(index)):
            for file in index.parent.glob(f"{index.stem}.*"):
                _move(file, aside)
            pack = aside / f"{index.stem}.pack"
            if pack.exists():
                git.ok("unpack-objects", "-r", "-q", stdin=pack.read_bytes())


def set_refs_aside(git: Git, repository: Repository, refs: Iterable[str], aside: Path) -> None:
    """Move the files of refs that hold no commit out of the way; of the packed ones, what can be read stays."""
    for ref in refs:
        if repository.is_broken(ref):
            _move(repository.common_dir / ref, aside)
    packed = repository.common_dir / "packed-refs"
    if packed.exists() and not git.ok("for-each-ref", "--count=1"):
        lines = packed.read_bytes().splitlines()
        _move(packed, aside)
        packed.write_bytes(b"".join(line + b"\n" for line in lines if _PACKED.fullmatch(line)))


def reflog(common_dir: Path, ref: str) -> list[str]:
    """The commits a ref has stood on, newest first."""
    try:
        lines = (common_dir / "logs" / ref).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    stood = [line.split()[1] for line in reversed(lines) if re.match(r"[0-9a-f]{40} [0-9a-f]{40} ", line)]
    return list(dict.fromkeys(stood))


def is_whole(git: Git, commit: str) -> bool:
    """Whether a commit and all that it leads to is there."""
    return git.ok("fsck", "--connectivity-only", "--no-dangling", "--no-progress", commit)


def _loose(common_dir: Path) -> Iterator[Path]:
    for folder in (common_dir / "objects").glob("[0-9a-f][0-9a-f]"):
        yield from (file for file in folder.iterdir() if len(file.name) == 38)


def _is_sound(file: Path) -> bool:
    try:
        return hashlib.sha1(zlib.decompress(file.read_bytes())).hexdigest() == file.parent.name + file.name
    except (OSError, zlib.error):
        return False


def _move(file: Path, aside: Path) -> None:
    aside.mkdir(parents=True, exist_ok=True)
    file.replace(aside / file.name)
