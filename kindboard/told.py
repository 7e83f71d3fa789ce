"""What a workspace tells of a board, a sync, an undo, and of what would leave this computer. Values only."""

from datetime import date
from typing import Literal

import msgspec

from kindboard.board import Attention

State = Literal["synced", "local", "offline", "sign-in", "refused", "busy"]


class Status(msgspec.Struct, frozen=True):
    """`unsent`: changes to send; `waiting`: no-name answers that go on their own; `remote`: None if not shared."""

    repo: str
    board: str
    remote: str | None
    unsent: int
    waiting: int
    drafts: int
    attention: tuple[Attention, ...]


class Synced(msgspec.Struct, frozen=True):
    """What a sync did. `sent` and `received` count changes; `message` is for a person."""

    state: State
    sent: int = 0
    received: int = 0
    message: str = ""


class Undone(msgspec.Struct, frozen=True):
    """What was taken back, in words, and which cards it touched. `seen`: others may have read it before."""

    sentence: str
    cards: tuple[str, ...]
    seen: bool


class Leaving(msgspec.Struct, frozen=True):
    """What exactly leaves this computer with a draft: `name` None means no name."""

    key: str
    kind: str
    text: str
    name: str | None
    day: date
    sentences: tuple[str, ...]
