"""Git's left-over lock files. Git never takes away a lock whose process was killed; we do, where it is provably ours.

Each git of ours that may lock something is marked while it is at work. A mark whose kindboard died, or whose git was
ended, tells that a git of ours was cut short: a lock made since then is its lock, unless another git is at work here.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from kindboard.git import owner
from kindboard.git.repository import Repository

LONGEST = 900.0
"""Seconds in which a git of ours may have made a lock after its mark: none is given longer."""

_CUT_SHORT = ".cut-short"
_NEVER_LOCKS = ("cat-file", "log", "upload-pack")


class Mark:
    """There while one git is at work. A disk that takes no mark takes no lock either, and git says so itself.

    Its name tells whose it is: a file that is only named is there or not, also when its writer is killed.
    """

    def __init__(self, git_dir: Path) -> None:
        self._file = _folder(git_dir) / f"{owner.as_name(owner.this_process())}-{os.urandom(4).hex()}"
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            self._file.touch()

    def done(self, *, cut_short: bool = False) -> None:
        """The git has ended; `cut_short`: it was killed, and may have left its locks."""
        with suppress(OSError):
            if cut_short:
                self._file.rename(self._file.with_name(f"{self._file.name}{_CUT_SHORT}"))
            else:
                self._file.unlink()


def _folder(git_dir: Path) -> Path:
    return git_dir / "kindboard" / "at-work"


@dataclass(frozen=True, slots=True)
class Offered:
    """What was being sent to a shared folder: `git_dir` is the folder's, `branch` a full ref name."""

    git_dir: Path
    branch: str
    oids: frozenset[str]

    @property
    def lock(self) -> Path:
        return self.git_dir / f"{self.branch}.lock"

    def locks(self) -> list[Path]:
        """Our locks there. Many computers lock there, with clocks of their own, but a lock names a commit.

        HEAD is locked after the branch's own lock was written, and let go after that has become the branch.
        """
        head, branch = self.git_dir / "HEAD.lock", self.git_dir / self.branch
        if self._names(self.lock):
            return [self.lock, head] if _in_order(self.lock, head) else [self.lock]
        return [head] if not self.lock.exists() and self._names(branch) and _in_order(head, branch) else []

    @property
    def is_over(self) -> bool:
        """Whether the folder is there, and no lock of ours in it."""
        return self.git_dir.exists() and not self.locks()

    def _names(self, file: Path) -> bool:
        try:
            return file.read_text().strip() in self.oids
        except (OSError, UnicodeDecodeError):
            return False


def _in_order(first: Path, then: Path) -> bool:
    try:
        return first.stat().st_mtime_ns <= then.stat().st_mtime_ns
    except OSError:
        return False


def release(repository: Repository, offered: Offered | None = None) -> None:
    """Take away the locks of gits of ours that were cut short; those of others, and of the living, stay."""
    dead = [mark for mark in _entries(_folder(repository.git_dir)) if _was_cut_short(mark)]
    within = [repository.root, repository.common_dir, *([offered.git_dir] if offered else [])]
    if not dead or is_git_at_work(within):
        return
    began = [mark.stat().st_mtime for mark in dead]
    for lock in _locks(repository):
        with suppress(FileNotFoundError):
            made = lock.stat().st_mtime
            if any(since <= made <= since + LONGEST for since in began):
                lock.unlink()
    if offered is not None:
        for lock in offered.locks():
            lock.unlink(missing_ok=True)
        if not offered.git_dir.exists():
            return  # it can't be looked at now: the marks are the proof for its locks
    for mark in dead:
        mark.unlink(missing_ok=True)


def left_by_others(repository: Repository) -> Path | None:
    """A lock that is there now, for the person who has to find out whose it is."""
    return next(iter(_locks(repository)), None)


def is_git_at_work(folders: Sequence[Path]) -> bool:
    """Whether any git runs in these folders that could hold a lock; one that we can't look into might."""
    for process in psutil.process_iter(["name"]):
        if not (process.info["name"] or "").startswith("git"):
            continue
        try:
            inside = Path(process.cwd())
            if not any(inside.is_relative_to(folder) for folder in folders):
                continue
            if not any(word in _NEVER_LOCKS for word in process.cmdline()):
                return True
        except psutil.AccessDenied:
            return True
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return False


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()


def _was_cut_short(mark: Path) -> bool:
    if mark.suffix == _CUT_SHORT:
        return True
    whose = owner.of_name(mark.name.rpartition("-")[0])
    return whose is not None and owner.is_dead(whose)


def _locks(repository: Repository) -> Iterable[Path]:
    common = repository.common_dir
    found = {*repository.git_dir.glob("*.lock"), *common.glob("*.lock"), *common.glob("refs/**/*.lock")}
    return sorted({*found, *common.glob("objects/info/**/*.lock")})
