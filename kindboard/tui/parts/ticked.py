"""A list of rows that begin with a box: a click on the box ticks it, one on the rest takes the row in hand."""

from bisect import bisect_right

from textual import events
from textual.message import Message

from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.rows import Row

BOX = 4
"""Cells of `[x] `."""


class Ticked(CardList):
    class Clicked(Message):
        """The box of a row was clicked."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def on_click(self, event: events.Click) -> None:
        line, before = event.y + self.scroll_offset.y, self._margin + self.MARK
        if before <= event.x < before + BOX and 0 <= line < self._starts[-1]:
            at = bisect_right(self._starts, line) - 1
            if line - self._starts[at] == self._rows[at].above:
                event.prevent_default()
                self._take(at)
                if self.in_hand is not None:
                    self.post_message(self.Clicked(self.in_hand))
