"""The intent of every save, on disk before the tip moves: a save that was told to a person is never forgotten."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from kindboard.clone import atomic
from kindboard.git.owner import Owner, is_dead, this_process


class Wanted(msgspec.Struct, frozen=True):
    """One file of a save: the bytes its writer saw, and the bytes they want. None: there was, or shall be, no file."""

    path: str
    seen: bytes | None
    new: bytes | None


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """A save that is meant to happen exactly once. `name` None: nobody's name, through the queue if `queued`."""

    id: str
    when: datetime
    name: str | None
    subject: str
    changes: Sequence[Wanted]
    queued: bool = False
    owner: Owner = msgspec.field(default_factory=this_process)
    tip: str | None = None
    """The tip when this was written: the save is nowhere in the history before it."""


def new_id() -> str:
    return os.urandom(10).hex()


def write(folder: Path, intent: Intent) -> Path:
    path = folder / f"{intent.id}.json"
    atomic.write(path, msgspec.json.encode(intent))
    return path


def clear(folder: Path, intent: Intent) -> None:
    (folder / f"{intent.id}.json").unlink(missing_ok=True)


def tidy(folder: Path) -> None:
    """Drop intents that were never whole. Callers hold the clone's lock, as all do who write one."""
    for part in folder.glob(f".*{atomic.PART}"):
        with contextlib.suppress(OSError):
            part.unlink()


def left_over(folder: Path) -> Iterator[Intent]:
    """Intents whose process has died on this computer, oldest first. A live window's and another host's are left."""
    if not folder.is_dir():
        return
    found = []
    for path in folder.glob("*.json"):
        with contextlib.suppress(OSError, msgspec.DecodeError):
            intent = msgspec.json.decode(path.read_bytes(), type=Intent)
            if is_dead(intent.owner):
                found.append(intent)
    yield from sorted(found, key=lambda intent: intent.when)
