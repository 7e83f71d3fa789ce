"""What the five modes share: the status line, the modes, the footer; verbs for a card in hand; the filter."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from kindboard.actions import Action, Place
from kindboard.board import Board, Draft
from kindboard.cards import Card
from kindboard.tui.card_list import CardList
from kindboard.tui.keys import footer, mode_line
from kindboard.tui.lines import Line, Span, cut, spread
from kindboard.tui.painted import Lines
from kindboard.tui.words import board_title, fitting

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp

LOW = 16
"""Lines. A screen this low keeps the heading, the cards and the footer, and nothing else."""
NARROW = 70
"""Cells. A screen this narrow has no left side."""
TALL = 28
WIDEST = 100


class ModeScreen(Screen[None]):
    """One of the five modes. It draws the board it was last shown and keeps nothing else of it."""

    place: ClassVar[Place]
    AUTO_FOCUS = ""
    TITLE = None

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Board, Size] | None = None
        self._searching = False

    @property
    def kind_app(self) -> "KindboardApp":
        return cast("KindboardApp", self.app)

    @property
    def board(self) -> Board:
        """The board as it is shown here: filtered, where there is a filter."""
        return self.kind_app.filtered_board

    # What a mode gives

    def body(self) -> ComposeResult:
        """The widgets between the two rules."""
        yield from ()

    def draw(self, *, mine: bool) -> None:
        """Show `self.board` at the present size. `mine`: what changed was changed here."""

    def joints(self) -> tuple[int, ...]:
        """The columns at which a vertical line meets the rules."""
        return () if self.narrow else (self.left_width,)

    @property
    def in_hand(self) -> Card | Draft | None:
        """What verbs act on: the card that is shown as highlighted now."""
        return None

    def can(self, action: Action) -> bool:
        """Whether an action does something here and now; the footer shows no other."""
        return self.kind_app.can(action, self.in_hand)

    # The frame

    def compose(self) -> ComposeResult:
        yield Lines(id="status")
        yield Lines(id="modes")
        yield Lines(id="rule-top", classes="rule")
        yield from self.body()
        yield Lines(id="rule-bottom", classes="rule")
        yield Lines(id="footer")

    @property
    def low(self) -> bool:
        return self.size.height < LOW

    @property
    def narrow(self) -> bool:
        return self.size.width < NARROW

    @property
    def left_width(self) -> int:
        """Cells of the left side, without the line beside it."""
        width = self.size.width
        return 27 if width < 100 else 34 if width < 150 else 48

    @property
    def text_width(self) -> int:
        """Cells for the right side's words: no more than the eye follows from one line to the next."""
        return min(self.size.width - (0 if self.narrow else self.left_width + 1) - 2, WIDEST)

    @property
    def room(self) -> int:
        """Lines between the rules."""
        return self.size.height - (2 + self._searching if self.low else 5)

    def shape_left(self) -> None:
        """Give the left side its width, or take it away."""
        left = self.query_one("#left")
        left.display = not self.narrow
        left.styles.width = self.left_width + 1

    @on(events.ScreenResume)
    @on(events.Resize)
    def look_again(self) -> None:
        self.show_board()

    def show_board(self, *, mine: bool = False, again: bool = False) -> None:
        """Draw the app's board if it is another one than is shown, or the size is, or `again`."""
        if not self.size or not self.is_mounted:
            return
        shown = (self.board, self.size)
        if again or mine or shown != self._shown:
            self._shown = shown
            self.frame()
            self.draw(mine=mine)
            self.draw_footer()
        else:
            self.draw_status()

    def frame(self) -> None:
        """Status line, modes and rules."""
        width = self.size.width
        self.draw_status()
        modes = self.query_one("#modes", Lines)
        modes.display = not self.low and not self._searching
        right = f'filter "{cut(self.kind_app.filter_text, 16)}", esc: all ' if self.kind_app.filter_text else ""
        modes.show(mode_line(self.place, right, width))
        for id, joint in (("#rule-top", "┬"), ("#rule-bottom", "┴")):
            rule = self.query_one(id, Lines)
            rule.display = not self.low
            line = list("─" * width)
            for column in self.joints():
                line[column] = joint
            rule.show((Span("".join(line)),))

    def draw_status(self) -> None:
        width = self.size.width - 2
        app = self.kind_app
        title = board_title(app.board_shown)
        if app.said:
            right = cut(app.said, width)
        else:
            right = fitting(app.standing_ways, max(width - len(title) - 3, width // 2))
        left = cut(title, max(width - len(right) - 3, 0))
        role = "strong" if app.said else ""
        line = spread((Span(left, "strong"),), (Span(right, role),), width)
        self.query_one("#status", Lines).show((Span(" "), *line))

    def draw_footer(self) -> None:
        self.query_one("#footer", Lines).show(footer(self.place, self.can, self.size.width))

    @on(CardList.Moved)
    def card_in_hand_changed(self) -> None:
        self.moved()

    def moved(self) -> None:
        """Another card is in hand."""
        self.draw_footer()

    # The filter

    async def action_filter(self) -> None:
        from kindboard.tui.filter_line import FilterLine

        if not self._searching:
            self._searching = True
            await self.mount(FilterLine(self.kind_app.filter_text, id="filter"), after=self.query_one("#modes"))
            self.frame()
        self.query_one("#filter Input").focus()

    def key_escape(self) -> None:
        self.kind_app.set_filter("")

    def first_focus(self) -> Widget | None:
        """Where the keys go when the filter is done."""
        return next((widget for widget in self.query(CardList) if widget.display), None)

    def end_filter(self) -> None:
        """Back to the list, with the filter as it is."""
        self._searching = False
        self.query("#filter").remove()
        self.show_board(again=True)
        if focus := self.first_focus():
            focus.focus()

    def reading(self) -> Card | Draft | None:
        """What `enter` opens; None for nothing."""
        return self.in_hand

    @on(CardList.Opened)
    async def opened(self) -> None:
        await self.kind_app.action_do("read")


def indented(lines: Iterable[Line]) -> list[Line]:
    """One cell from the edge."""
    return [(Span(" "), *line) if line else line for line in lines]
