"""Every effect on disk and every start of git in this process, counted; before the chosen one the process dies.

An effect is a file opened for writing, flushed, renamed or removed, a folder made or removed, and a git that changes
something: before it starts, when it has begun, and when it was told what to do.
"""

import contextlib
import io
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_READS = {"cat-file", "diff-index", "diff-tree", "for-each-ref", "fsck", "grep", "log", "ls-files", "ls-remote",
          "ls-tree", "merge-base", "rev-list", "status", "version"}  # fmt: skip
"""The commands of git that change nothing."""

_LOCKS = {"lock", "sync"}
"""Files that are there to be locked, and hold nothing."""

LONGEST_GIT = 0.004
"""Seconds that a git of a small board works once it was told what to do."""


LONGEST_END = 60.0
"""Seconds until a killed process is gone, at the very most."""


class Effects:
    """`stop`: the number of the effect to die before. `power`: as if the power went, else git lives on.

    Then gits die, too, and what was written and not flushed to disk is only half there.
    """

    def __init__(self, stop: int, power: bool, say: Callable[[str], None]) -> None:
        self._stop, self._power, self._say = stop, power, say
        self._count = 0
        self._children: list[subprocess.Popen[bytes]] = []
        self._unflushed: dict[tuple[int, int], Path] = {}

    def next(self, what: str, delay: float = 0) -> None:
        self._count += 1
        self._say(what)
        if self._count == self._stop:
            time.sleep(delay)
            self._die()

    def _die(self) -> NoReturn:
        if self._power:
            for child in self._children:
                _end_with_its_own(child)
            for file, path in self._unflushed.items():
                with contextlib.suppress(FileNotFoundError):
                    if _identity(path) == file and (size := path.stat().st_size):
                        os.truncate(path, size // 2)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def count(self) -> None:
        """From now on."""
        self._count_files()
        self._count_gits()

    def _count_files(self) -> None:
        for name in ("replace", "rename", "unlink", "remove", "rmdir", "mkdir"):
            setattr(os, name, self._named(name, getattr(os, name)))
        plain_open, plain_io_open, plain_fsync = os.open, io.open, os.fsync

        def opening(path: Any, flags: int, *more: Any, **named: Any) -> int:
            counts = bool(flags & _WRITING) and Path(os.fsdecode(path)).name not in _LOCKS
            if counts:
                self.next(f"write {_shown(path)}")
            descriptor = plain_open(path, flags, *more, **named)
            if counts:
                self._wrote(descriptor, path)
            return descriptor

        def io_opening(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            counts = isinstance(file, str | os.PathLike) and set(mode) & set("wax+")
            if counts:
                self.next(f"write {_shown(file)}")
            opened = plain_io_open(file, mode, *more, **named)
            if counts:
                self._wrote(opened.fileno(), file)
                self.next(f"fill {_shown(file)}")
            return opened

        def flushing(descriptor: int) -> None:
            self.next("flush")
            plain_fsync(descriptor)
            found = os.fstat(descriptor)
            self._unflushed.pop((found.st_dev, found.st_ino), None)

        os.open, io.open, os.fsync = opening, io_opening, flushing  # type: ignore[assignment]

    def _named(self, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def counted(path: Any, *more: Any, **named: Any) -> Any:
            self.next(f"{name} {_shown(path)}")
            result = plain(path, *more, **named)
            if name in ("replace", "rename"):
                moved = Path(os.fsdecode(more[0]))
                file = _identity(moved)
                if file in self._unflushed:
                    self._unflushed[file] = moved
            return result

        return counted

    def _wrote(self, descriptor: int, path: Any) -> None:
        found = os.fstat(descriptor)
        self._unflushed[found.st_dev, found.st_ino] = Path(os.fsdecode(path))

    def _count_gits(self) -> None:
        effects, plain_start, plain_communicate = self, subprocess.Popen.__init__, subprocess.Popen.communicate
        working: dict[int, str] = {}

        def starting(process: Any, command: list[str], *more: Any, **named: Any) -> None:
            changes = not _READS & set(command)
            what = " ".join(command[1:3])
            if changes:
                effects.next(f"git {what}")
            plain_start(process, command, *more, **named)
            effects._children.append(process)
            if changes:
                working[process.pid] = what
                effects.next(f"git {what} begun")

        def communicating(process: Any, input: bytes | None = None, timeout: float | None = None) -> Any:
            what = working.pop(process.pid, None)
            if what is not None:
                if process.stdin is not None:
                    with contextlib.suppress(BrokenPipeError):
                        process.stdin.write(input or b"")
                        process.stdin.close()
                    process.stdin = None
                    input = None
                effects.next(f"git {what} told", random.Random(effects._stop).uniform(0, LONGEST_GIT))
            return plain_communicate(process, input, timeout)

        subprocess.Popen.__init__ = starting  # type: ignore[method-assign]
        subprocess.Popen.communicate = communicating  # type: ignore[method-assign]


def _end_with_its_own(child: subprocess.Popen[bytes]) -> None:
    """When this returns none of them is left: after a power cut, no git is at work."""
    end = time.monotonic() + LONGEST_END
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.killpg(child.pid, signal.SIGKILL)
            child.poll()
            assert time.monotonic() < end, f"{child.args} can't be ended"
            time.sleep(0.001)


def _identity(path: Path) -> tuple[int, int]:
    found = path.lstat()
    return found.st_dev, found.st_ino


def _shown(path: Any) -> str:
    """The end of a path, the same in every run but for names that are drawn by chance."""
    return "/".join(Path(os.fsdecode(path)).parts[-2:])
