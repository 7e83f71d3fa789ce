"""A column of the plan: a list whose cards can be dragged to another place, with a line where one would land."""

from bisect import bisect_right

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.lines import Span


class Lane(CardList):
    """Says where the mouse goes with a card; the plan, which knows all columns, says what it means."""

    class Dragged(Message):
        """A card is over another place of the screen; `done`: it was let go there."""

        def __init__(self, key: str, spot: Offset, *, done: bool) -> None:
            super().__init__()
            self.key, self.spot, self.done = key, spot, done

    def __init__(self, *, margin: int = 0, quiet: bool = False, id: str | None = None) -> None:
        super().__init__(margin=margin, quiet=quiet, id=id)
        self._grabbed: tuple[str, int] | None = None
        self._dragging = False
        self._landing: int | None = None

    # Where it would land

    def show_landing(self, at: int | None) -> None:
        """A line before the row `at`; none for None."""
        if at != self._landing:
            self._landing = at
            self.refresh()

    def place_at(self, y: int) -> int:
        """The row before which something let go at this line of the screen would land."""
        line = y - self.region.y + self.scroll_offset.y
        if line >= self._starts[-1]:
            return len(self._rows)
        at = max(bisect_right(self._starts, max(line, 0)) - 1, 0)
        return at + (line - self._starts[at] >= len(self._rows[at].lines) / 2)

    def render_line(self, y: int) -> Strip:
        if self._landing is not None:
            line = self._starts[min(self._landing, len(self._rows))] - 1
            if y + self.scroll_offset.y == max(line, 0):
                words = "── here " + "─" * max(self.size.width - self._margin - 9, 0)
                return self.paint((Span(" " * self._margin + words, "key"),), self.size.width)
        return super().render_line(y)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        line = event.y + self.scroll_offset.y
        self._dragging = False
        if event.button == 1 and 0 <= line < self._starts[-1]:
            self._grabbed = (self._rows[bisect_right(self._starts, line) - 1].key, event.screen_y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._grabbed is None:
            return
        key, began = self._grabbed
        if not self._dragging and event.button and (event.screen_y != began or not self.region.contains(*_of(event))):
            self._dragging = True
        if self._dragging:
            self.post_message(self.Dragged(key, Offset(*_of(event)), done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        grabbed = self._grabbed
        self.let_go()
        if self._dragging and grabbed is not None:
            self.post_message(self.Dragged(grabbed[0], Offset(*_of(event)), done=True))

    def let_go(self) -> None:
        """Hold no card any more."""
        if self._grabbed is not None:
            self.release_mouse()
        self._grabbed = None

    def on_click(self, event: events.Click) -> None:
        dragged, self._dragging = self._dragging, False
        if dragged:
            event.prevent_default()


def _of(event: events.MouseEvent) -> tuple[int, int]:
    return int(event.screen_x), int(event.screen_y)
