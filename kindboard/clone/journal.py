"""The intent of every save, on disk before the tip moves: a save that was told to a person is never forgotten."""

import contextlib
import os
import platform
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
import psutil

from kindboard.clone import atomic


class Wanted(msgspec.Struct, frozen=True):
    """One file of a save: the bytes its writer saw, and the bytes they want. None: there was, or shall be, no file."""

    path: str
    seen: bytes | None
    new: bytes | None


class Owner(msgspec.Struct, frozen=True):
    """A process, told apart from every other one on every computer that shares the drive."""

    host: str
    boot: int
    pid: int
    start: float


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """A save that is meant to happen exactly once. `name` None: nobody's name, through the queue if `queued`."""

    id: str
    owner: Owner
    when: datetime
    name: str | None
    subject: str
    changes: Sequence[Wanted]
    queued: bool = False
    tip: str | None = None
    """The tip when this was written: the save is nowhere in the history before it."""


@cache
def this_process() -> Owner:
    process = psutil.Process()
    return Owner(platform.node(), int(psutil.boot_time()), process.pid, process.create_time())


def new_id() -> str:
    return os.urandom(10).hex()


def write(folder: Path, intent: Intent) -> Path:
    path = folder / f"{intent.id}.json"
    atomic.write(path, msgspec.json.encode(intent))
    return path


def clear(folder: Path, intent: Intent) -> None:
    (folder / f"{intent.id}.json").unlink(missing_ok=True)


def left_over(folder: Path) -> Iterator[Intent]:
    """Intents whose process has died on this computer, oldest first. A live window's and another host's are left."""
    if not folder.is_dir():
        return
    found = []
    for path in folder.glob("*.json"):
        with contextlib.suppress(OSError, msgspec.DecodeError):
            intent = msgspec.json.decode(path.read_bytes(), type=Intent)
            if _is_dead(intent.owner):
                found.append(intent)
    yield from sorted(found, key=lambda intent: intent.when)


def _is_dead(owner: Owner) -> bool:
    here = this_process()
    if owner.host != here.host or owner == here:
        return False
    # The boot time is read to the second and may differ by one between two reads.
    if abs(owner.boot - here.boot) > 2:
        return True
    try:
        return abs(psutil.Process(owner.pid).create_time() - owner.start) > 1
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
