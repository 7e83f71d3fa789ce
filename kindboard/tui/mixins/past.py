"""The past, beside the screens: read in a thread, as a long history takes a second, and no key waits for it."""

from datetime import date
from threading import Thread

from textual import on

from kindboard.board.board import Board
from kindboard.tui.background import PastSeen
from kindboard.tui.session import Session


class Past(Session):
    """Mixed into the app."""

    day: date | None = None
    """The day that Review stands on; None for today."""
    past: PastSeen | None = None
    _reading: tuple[Board, date | None] | None = None

    @property
    def looked_back(self) -> PastSeen | None:
        """What was read of the day that is looked from now; None until it is there."""
        seen, board = self.past, self.whole
        return seen if seen is not None and (seen.board, seen.day) == (board, self.day) else None

    def read_past(self) -> None:
        """Read what is not read yet; `PastSeen` comes when it is there."""
        wanted = (self.whole, self.day)
        if self._reading != wanted:
            self._reading = wanted
            Thread(target=self._read_past, args=wanted, daemon=True, name="past").start()

    def _read_past(self, board: Board, day: date | None) -> None:
        work = self.work
        try:
            self.post_message(PastSeen(board, day, work.look_back(until=day), work.days()))
        except Exception:
            # A thread that ends with a traceback would print over the screen.
            self.post_message(PastSeen(board, day, None, ()))

    @on(PastSeen)
    def past_seen(self, message: PastSeen) -> None:
        self.past = message
        self._reading = None
        if self.looked_back is not None:
            self.tell_screens("show_board", again=True)

    def stand_on(self, day: date | None) -> None:
        """Look at the board as it was at the end of a day; None for today."""
        self.day = day
        self.show_again()
