"""What a new round opens with: the plan items that are due, to be looked at before anything else."""

from typing import ClassVar

from kindboard.tui.frame import LOW
from kindboard.tui.parts.lines import Line, Span, wrap
from kindboard.tui.parts.rows import Row
from kindboard.tui.sheets.waiting import Waiting, due_rows

FIRST = "Look at these first: their review is due. What came of each?"
HOW = "Read one with enter: there m says how it stands, and e gives it another day."
FIRST_SHORT = "Look at these first: they are due."


class DueFirst(Waiting):
    nothing: ClassVar[tuple[str, ...]] = ("Each of them has been looked at. esc goes on to the questions.",)
    way_out: ClassVar[str] = "Go on to the questions"

    def __init__(self, title: str) -> None:
        """`title`: what the new round is called."""
        super().__init__()
        self._title = title

    def head(self, width: int) -> list[Line]:
        low = self.size.height < LOW
        titles = [] if low else wrap(f"{self._title} has begun", width, 2)
        words = [FIRST_SHORT] if low else [*wrap(FIRST, width, 2), *wrap(HOW, width, 2)]
        return [*((Span(line, "strong"),) for line in titles), *((Span(line),) for line in words)]

    def rows(self, width: int) -> list[Row]:
        return due_rows(self.app.board_shown, width, self.app.work.today)
