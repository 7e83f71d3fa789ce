"""What happens beside the screens, in threads that only post messages: looking for others' saves, and sync.

The threads are daemons: closing the board never waits for a slow network. What they leave undone is done at the next
start, as after a kill.
"""

import contextlib
from datetime import datetime
from threading import Event, Thread
from typing import Any

from textual.app import App
from textual.message import Message

from kindboard.board import Board
from kindboard.errors import KindboardError
from kindboard.tui.words import Standing
from kindboard.workspace import Synced, Workspace

LOOK_SECONDS = 0.7
NOT_SENT = "Not sent just now. Everything is saved on this computer; it is tried again by itself."
SCAN_EVERY = 10
"""Looks. A file edited in place moves no folder, so the files themselves are looked at now and then, too."""


class BoardSeen(Message):
    """The board on disk is another one than was seen before."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board


class StandingSeen(Message):
    """What is saved, sent and waiting."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


class SyncDone(Message):
    def __init__(self, synced: Synced, at: datetime, asked: bool) -> None:
        super().__init__()
        self.synced, self.at, self.asked = synced, at, asked


class Lookout(Thread):
    """Looks for what other windows, commands and hands saved, a little more often than every second."""

    def __init__(self, app: App[Any], workspace: Workspace, board: Board) -> None:
        super().__init__(daemon=True, name="lookout")
        self._app, self._workspace, self._board = app, workspace, board
        self._woken = Event()
        self._ended = False

    def look_now(self) -> None:
        self._woken.set()

    def end(self) -> None:
        self._ended = True
        self._woken.set()

    def run(self) -> None:
        looks = 0
        while not self._ended:
            # A look that fails (a folder taken away, git busy, a fault of ours) is tried again: a thread that ends
            # would print over the screen and leave it blind.
            with contextlib.suppress(Exception):
                self._look(scan=looks % SCAN_EVERY == 0, asked=self._woken.is_set() or looks == 0)
            self._woken.clear()
            looks += 1
            self._woken.wait(LOOK_SECONDS)

    def _look(self, *, scan: bool, asked: bool) -> None:
        if not (scan or asked or self._workspace.moved()):
            return
        board = self._workspace.board()
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


class Sync(Thread):
    """One sync."""

    def __init__(self, app: App[Any], workspace: Workspace, *, now: bool) -> None:
        super().__init__(daemon=True, name="sync")
        self._app, self._workspace, self._now = app, workspace, now

    def run(self) -> None:
        try:
            synced = self._workspace.sync(now=self._now)
        except Exception as error:
            # As above; and whoever asked waits for an answer.
            words = str(error) if isinstance(error, KindboardError) else NOT_SENT
            synced = Synced("busy", message=words)
        self._app.post_message(SyncDone(synced, self._workspace.now.astimezone(), self._now))
