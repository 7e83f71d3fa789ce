"""What a workspace tells of a board, a sync, an undo, and of what would leave this computer. Values only."""

from datetime import date
from typing import Any, Literal

import msgspec

from kindboard.board.board import Attention
from kindboard.privacy import Detail
from kindboard.words.inert import one_line

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


class KnownBoard(msgspec.Struct, frozen=True):
    """A board that was opened on this computer. Not `there`: its folder can't be found just now."""

    root: str
    slug: str
    title: str
    there: bool = True


class Synced(msgspec.Struct, frozen=True):
    """What a sync did. `sent` and `received` count changes; `message` is for a person.

    `boards`: the titles of boards that somebody began in the same folder, and that came with it.
    """

    state: State
    sent: int = 0
    received: int = 0
    message: str = ""
    boards: tuple[str, ...] = ()

    @property
    def another(self) -> str:
        """That another board has come, in words; nothing where none has."""
        if not self.boards:
            return ""
        names = ", ".join(f"“{one_line(title)}”" for title in self.boards)
        return f"{'Another board is' if len(self.boards) == 1 else 'Other boards are'} here now: {names}."


class Undone(msgspec.Struct, frozen=True):
    """What was taken back, in words, and which cards it touched. `seen`: others may have read it before."""

    sentence: str
    cards: tuple[str, ...]
    seen: bool


class Leaving(msgspec.Struct, frozen=True):
    """What exactly leaves this computer with a draft: `name` None means no name.

    `fields`: what goes beside the text, by the name of its field. `details`: what may tell who somebody is.
    `corrects`: it changes a card that is there, which stays its writer's.
    """

    key: str
    kind: str
    text: str
    fields: tuple[tuple[str, Any], ...]
    name: str | None
    day: date
    sentences: tuple[str, ...]
    details: tuple[Detail, ...]
    corrects: bool = False
