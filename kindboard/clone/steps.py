"""The changes made on this computer, to be taken back, the last one last."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kindboard.clone import atomic
from kindboard.clone.clone import Clone

REMEMBERED = 100


class Step(msgspec.Struct, frozen=True):
    """A change of mine: the Save-Id of its commit, and what it was in words, such as "your note"."""

    save_id: str
    words: str
    queued: bool = False
    takes_back: bool = False
    """It took back a change that was sent."""
    dropped: str | None = None
    """The commit, where it was taken back before it was sent: for bringing it again."""
    removed: dict[str, str] = {}
    """path -> blob of cards that were removed before they were sent: they are in no commit any more."""
    undone: bool = False
    """It was taken back, and can be brought again."""
    together: str = ""
    """Changes made by one key press, such as nine answers put on the board, have the same; they go and come as one."""


def _file(clone: Clone) -> Path:
    return clone.folder / "undo.json"


def read_steps(clone: Clone) -> list[Step]:
    try:
        return msgspec.json.decode(_file(clone).read_bytes(), type=list[Step])
    except (OSError, msgspec.DecodeError):
        return []


def keep_steps(clone: Clone, steps: Sequence[Step]) -> None:
    atomic.write(_file(clone), msgspec.json.encode(steps[-REMEMBERED:]), durable=False)


def remember(clone: Clone, step: Step) -> None:
    """A change was made: what was taken back before it can't be brought again any more."""
    keep_steps(clone, [*(earlier for earlier in read_steps(clone) if not earlier.undone), step])
