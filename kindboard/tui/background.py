"""What happens beside the screens, in threads that only post messages: looking for others' saves, and sync.

The threads are daemons: closing the board never waits for a slow network. What they leave undone is done at the next
start, as after a kill.
"""

from datetime import date, datetime
from threading import Event, Thread
from time import monotonic
from typing import Any

from textual.app import App
from textual.message import Message

from kindboard.board.board import Board
from kindboard.board.review import LookBack
from kindboard.errors import KindboardError
from kindboard.tui.parts.words import Standing
from kindboard.workspace.workspace import Synced, Workspace

LOOK_SECONDS = 0.7
NOT_SENT = "Not sent just now. Everything is saved on this computer; it is tried again by itself."
LOST = "This computer can't read the board's folder just now. What you write is kept; it is tried again by itself."
FAILURES = 3
"""So many looks in a row that fail in an unknown way are told: one alone may have met a file that was just written."""
SCAN_SHARE = 0.02
"""A file edited in place moves no folder, so the files themselves are looked at, too; it takes so much of the time at
most: every look on a board of a thousand cards, every fifth or so on one of ten thousand."""


class BoardSeen(Message):
    """The board on disk is another one than was seen before."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def can_replace(self, message: Message) -> bool:
        """What was seen later is all that counts."""
        return isinstance(message, BoardSeen)


class StandingSeen(Message):
    """What is saved, sent and waiting."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, StandingSeen)


class TroubleSeen(Message):
    """Looking at the board failed, and why, in words; none, where it succeeds again."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class SyncDone(Message):
    def __init__(self, synced: Synced, at: datetime, asked: bool) -> None:
        super().__init__()
        self.synced, self.at, self.asked = synced, at, asked


class PastSeen(Message):
    """The past as it was read; `look` is None where it could not be."""

    def __init__(self, board: Board, day: date | None, look: LookBack | None, days: tuple[date, ...]) -> None:
        """`board`: today's, when this was read. `day`: the one it looks back from; None for today."""
        super().__init__()
        self.board, self.day, self.look, self.days = board, day, look, days


class Lookout(Thread):
    """Looks for what other windows, commands and hands saved, a little more often than every second."""

    def __init__(self, app: App[Any], workspace: Workspace, board: Board) -> None:
        super().__init__(daemon=True, name="lookout")
        self._app, self._workspace, self._board = app, workspace, board
        self._woken = Event()
        self._ended = False
        self._told = ""
        self._failures = 0
        self._next_scan = 0.0

    def look_now(self) -> None:
        self._woken.set()

    def end(self) -> None:
        self._ended = True
        self._woken.set()

    def run(self) -> None:
        asked = True
        while not self._ended:
            # A look that fails (a folder taken away, git busy, a fault of ours) is tried again: a thread that ends
            # would print over the screen and leave it blind.
            try:
                self._look(asked=asked)
            except KindboardError as error:
                self._tell(str(error))
            except Exception:
                self._failures += 1
                if self._failures >= FAILURES:
                    self._tell(LOST)
            asked = self._woken.wait(LOOK_SECONDS)
            if asked:
                self._woken.clear()
            asked = asked or bool(self._told) or self._failures > 0

    def _tell(self, words: str) -> None:
        if words != self._told:
            self._told = words
            self._app.post_message(TroubleSeen(words))

    def _look(self, *, asked: bool) -> None:
        began = monotonic()
        if not (asked or began >= self._next_scan or self._workspace.moved()):
            return
        board = self._workspace.board()
        self._next_scan = monotonic() + (monotonic() - began) / SCAN_SHARE
        moved = board is not self._board
        if moved:
            self._board = board
            self._app.post_message(BoardSeen(board))
        if moved or asked:
            status = self._workspace.status()
            standing = Standing(
                shared=status.remote is not None,
                unsent=status.unsent,
                waiting=status.waiting,
                attention=len(status.attention),
            )
            self._app.post_message(StandingSeen(standing))
            self._tell("")
        self._failures = 0


class Sync(Thread):
    """One sync."""

    def __init__(
        self, app: App[Any], workspace: Workspace, *, asked: bool, nameless: bool = False, idle: bool = False
    ) -> None:
        """`asked`: somebody waits for what it says. `nameless`: what waits without a name goes, too."""
        super().__init__(daemon=True, name="sync")
        self._app, self._workspace, self._asked = app, workspace, asked
        self._nameless, self._idle = nameless, idle

    def run(self) -> None:
        try:
            synced = self._workspace.sync(now=self._nameless, idle=self._idle)
        except Exception as error:
            # As above; and whoever asked waits for an answer.
            words = str(error) if isinstance(error, KindboardError) else NOT_SENT
            synced = Synced("busy", message=words)
        self._app.post_message(SyncDone(synced, self._workspace.now.astimezone(), self._asked))
