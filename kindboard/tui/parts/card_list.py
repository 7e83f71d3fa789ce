"""A list of rows that costs the same with ten thousand cards as with ten: it draws lines, not widgets.

A refresh keeps the highlight and what stands where on the screen by the row's key: nothing moves under the
highlight. A card that others take away while it is highlighted stays, marked as gone, until the highlight leaves it,
so that no key ever acts on a card its presser was not looking at.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kindboard.tui.parts.lines import Span
from kindboard.tui.parts.painted import Lines, Painted
from kindboard.tui.parts.rows import Row

GONE = (Span("Taken off the board meanwhile.", "warning"),)


class CardList(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a highlight, and `>` before the one in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "open", show=False),
    ]
    MARK = 2
    """Cells that `> ` takes before a row's lines."""

    class Moved(Message):
        """Another row is in hand, or none."""

        def __init__(self, cards: "CardList") -> None:
            super().__init__()
            self.cards = cards

        @property
        def control(self) -> "CardList":
            return self.cards

    class Opened(Moved):
        """Enter, or a click on the row in hand."""

    def __init__(
        self,
        *,
        margin: int = 0,
        quiet: bool = False,
        apart: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`margin`: cells left free before the mark. `quiet`: no row is marked unless the list has the focus.

        `apart`: each row begins with a dash, so that two never read as one.
        """
        super().__init__(id=id, classes=classes)
        self._margin = margin
        self._quiet = quiet
        self._free = "- " if apart else "  "
        self._rows: Sequence[Row] = ()
        self._starts: list[int] = [0]
        self._at = 0
        self._gone = False
        self.foot: Lines | None = None
        """Where to say how many rows stand further down; drawn together with the list, not a frame later."""

    # What is shown

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def in_hand(self) -> Row | None:
        """The highlighted row, unless others took its card away."""
        return self._rows[self._at] if self._rows and not self._gone else None

    @property
    def line_count(self) -> int:
        return self._starts[-1]

    @property
    def in_sight(self) -> tuple[int, int]:
        """The first and the last row that are at least partly drawn."""
        return self._sight(self.size.height)

    def _sight(self, height: int) -> tuple[int, int]:
        top = self.scroll_offset.y
        last = max(top + height - 1, top)
        return bisect_right(self._starts, top) - 1, min(bisect_right(self._starts, last), len(self._rows)) - 1

    def count_below(self, height: int) -> None:
        """Say in the foot how many rows a list of this height leaves out of sight."""
        if self.foot is not None:
            below = len(self._rows) - 1 - self._sight(height)[1]
            words = f"{' ' * (self._margin + self.MARK)}{below} more below" if below > 0 else ""
            self.foot.show((Span(words, "muted"),))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.count_below(self.size.height)

    def show(self, rows: Sequence[Row], *, fresh: bool = False, mine: bool = False) -> None:
        """Show these rows. `fresh`: another list than before. `mine`: what is gone was taken away here, knowingly."""
        if fresh or not self._rows:
            if rows or self._rows:
                self._set(rows, 0, top=0)
            return
        now = self._rows[self._at]
        above = self._starts[self._at] - self.scroll_offset.y
        keys = {row.key: at for at, row in enumerate(rows)}
        at, gone = keys.get(now.key), False
        if at is None and mine:
            at = min(self._at, max(len(rows) - 1, 0))
        elif at is None:
            before = (keys[row.key] + 1 for row in reversed(self._rows[: self._at]) if row.key in keys)
            at, gone = next(before, 0), True
            if not self._gone:
                now = replace(now, lines=(*now.lines[: max(len(now.lines) - 1, 1)], GONE))
            rows = [*rows[:at], now, *rows[at:]]
        if at == self._at and gone == self._gone and list(rows) == list(self._rows):
            return
        self._set(rows, at, gone=gone, above=above)

    def change(self, row: Row) -> None:
        """Show one row, as high as before, in its new look: among thousands, the others need not be looked at."""
        at = next((at for at, old in enumerate(self._rows) if old.key == row.key), None)
        if at is not None and len(row.lines) == len(self._rows[at].lines):
            self._rows = [*self._rows[:at], row, *self._rows[at + 1 :]]
            self.refresh_lines(self._starts[at], len(row.lines))

    def go_to(self, key: str) -> None:
        """Take the row of this key in hand, if it is here."""
        at = next((at for at, row in enumerate(self._rows) if row.key == key), None)
        if at is not None:
            self._take(at)

    def _set(self, rows: Sequence[Row], at: int, *, gone: bool = False, top: int | None = None, above: int = 0) -> None:
        """`above`: how many lines of the list stay drawn above the row in hand; or `top`, the first line drawn."""
        self._rows, self._at, self._gone = rows, at, gone
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row.lines))
        self._starts = starts
        self.virtual_size = Size(self.size.width, starts[-1])
        if top is None:
            top = max(starts[at] - above, 0) if rows else 0
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Moved(self))

    # Moving

    def _take(self, at: int) -> None:
        at = max(0, min(at, len(self._rows) - 1))
        if not self._rows or at == self._at:
            return
        if self._gone:
            above = self._starts[at] - self.scroll_offset.y
            rows = [*self._rows[: self._at], *self._rows[self._at + 1 :]]
            self._set(rows, at - (at > self._at), above=above)
            self.reveal()
            return
        old, self._at = self._at, at
        top = self.scroll_offset.y
        self.reveal()
        if self.scroll_offset.y == top:
            for row in (old, at):
                self.refresh_lines(self._starts[row], len(self._rows[row].lines))
        self.post_message(self.Moved(self))

    def reveal(self) -> None:
        """Scroll as little as shows the row in hand."""
        if not self._rows or not self.size.height:
            return
        top, height = self.scroll_offset.y, self.size.height
        first, end = self._starts[self._at], self._starts[self._at + 1]
        wanted = max(end - height, top)
        wanted = min(first, wanted)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)

    def action_move(self, by: int) -> None:
        self._take(self._at + by)

    def action_first(self) -> None:
        self._take(0)

    def action_last(self) -> None:
        self._take(len(self._rows) - 1)

    def action_page(self, by: int) -> None:
        line = self._starts[self._at] + by * max(self.size.height - 1, 1)
        at = bisect_right(self._starts, max(line, 0)) - 1
        self._take(at if at != self._at else at + by)

    def action_open(self) -> None:
        if self.in_hand is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        if 0 <= line < self._starts[-1]:
            at = bisect_right(self._starts, line) - 1
            if at == self._at:
                self.action_open()
            self._take(at)

    def on_resize(self) -> None:
        self.count_below(self.size.height)
        self.call_after_refresh(self.reveal)

    # Drawing

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor goes: the mark of the row in hand."""
        line = (self._starts[self._at] + self._rows[self._at].above if self._rows else 0) - self.scroll_offset.y
        return self.region.offset + Offset(self._margin, max(0, min(line, self.size.height - 1)))

    def render_line(self, y: int) -> Strip:
        line, width = y + self.scroll_offset.y, self.size.width
        if line >= self._starts[-1]:
            return Strip.blank(width, self.rich_style)
        at = bisect_right(self._starts, line) - 1
        nth = line - self._starts[at]
        row = self._rows[at]
        mine = at == self._at and nth >= row.above and bool(row.lines[nth]) and (self.has_focus or not self._quiet)
        begins = nth == row.above and bool(row.lines[nth])
        mark = Span(" " * self._margin + ("> " if mine and begins else self._free if begins else "  "))
        over = "" if not mine else "focused" if self.has_focus else "in hand"
        return self.paint((mark, *row.lines[nth]), width, over)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if self._rows:
            self.refresh_lines(self._starts[self._at], len(self._rows[self._at].lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._starts[-1]
