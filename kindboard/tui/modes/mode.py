"""What the five modes share: the status line, the modes, the footer; verbs for a card in hand; the filter."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from kindboard.actions.actions import Action, Place
from kindboard.board.board import Board, Draft
from kindboard.cards.cards import Card
from kindboard.tui.drawable import drawable
from kindboard.tui.frame import LOW, NARROW, indented, rule, status
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import footer, mode_line
from kindboard.tui.parts.lines import Line, Span, cut
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.round_words import day_lines, note_lines
from kindboard.tui.parts.words import board_title
from kindboard.tui.session import SessionScreen

WIDEST = 100
"""Cells of text: no more than the eye follows from one line to the next."""
TO_POOL = frozenset({"mark", "group", "new_theme", "take_out", "join_theme", "rename_theme"})
"""What makes themes of answers: that is done in the round that is open."""


FILTERING: Line = (
    Span(" "), Span("enter", "key"), Span(" To the list   "), Span("esc", "key"), Span(" Show all   "),
    Span("F1", "key"), Span(" Help"),
)  # fmt: skip
"""The keys while words to filter by are typed: letters are letters then."""


class ModeScreen(SessionScreen[None]):
    """One of the five modes. It draws the board it was last shown and keeps nothing else of it."""

    place: ClassVar[Place]
    AUTO_FOCUS = ""
    TITLE = None

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Board, Size] | None = None
        self._sight: tuple[object, ...] = ()
        self._searching = False
        self._status_high = 1
        self._note_high = 0

    @property
    def board(self) -> Board:
        """The board as it is shown here: filtered, where there is a filter."""
        return self.app.filtered_board

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

    @property
    def subject(self) -> Card | Draft | None:
        """What there may be a background to."""
        return self.in_hand

    def can(self, action: Action) -> bool:
        """Whether an action does something here and now; the footer shows no other."""
        return self.app.may(action) and self.does(action)

    def does(self, action: Action) -> bool:
        """Whether it does something here, on whichever day."""
        return self.app.can(action, self._acted_on(action))

    def not_now(self, action: Action) -> str:
        """Why it does nothing here and now, where there is something to say."""
        return "" if self.does(action) else self.app.not_now(action, self._acted_on(action))

    def _acted_on(self, action: Action) -> Card | Draft | None:
        return self.subject if action.name == "background" else self.in_hand

    # The frame

    def compose(self) -> ComposeResult:
        yield Lines(id="status")
        yield Lines(id="modes")
        yield Lines(id="note")
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
        """Cells for the right side's words."""
        return min(self.size.width - (0 if self.narrow else self.left_width + 1) - 2, WIDEST)

    @property
    def room(self) -> int:
        """Lines between the rules."""
        return self.size.height - (2 + self._searching if self.low else 5) - self._note_high - self._pushing

    @property
    def _giving_way(self) -> list[str]:
        """What a status of several lines is drawn over, so that the cards stay where they are."""
        return [] if self.low else ["#rule-top"] if self._searching else ["#modes", "#rule-top"]

    @property
    def _pushing(self) -> int:
        """The lines of the status for which nothing gave way."""
        return max(self._status_high - 1 - len(self._giving_way), 0)

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
        if not drawable(self):
            return
        shown, sight = (self.board, self.size), self.app.sight
        mine, self._sight = mine or sight != self._sight, sight
        if again or mine or shown != self._shown:
            self._shown = shown
            self.frame()
            self.draw(mine=mine)
            self.draw_footer()
        else:
            self.draw_status()

    def show_past(self) -> None:
        """A day gone by was read, or is gone to."""
        self.show_board(again=True)

    def frame(self) -> None:
        """Status line, modes and rules."""
        width = self.size.width
        self.draw_status()
        modes = self.query_one("#modes", Lines)
        app = self.app
        right = (
            f'filter "{cut(app.filter_text, 16)}", esc: all '
            if app.filter_text
            else "only mine, esc: all "
            if app.only_mine and self.place == "plan"
            else "shown to a room "
            if app.room
            else "some drafts are hidden "
            if app.hides_drafts
            else ""
        )
        modes.show(mode_line(self.place, right, width))
        note = day_lines(app.day, app.wanted_day, width - 2, low=self.low, name=app.name_of_day)
        note = note or note_lines(app.board_shown, self.place, width - 2, low=self.low)
        self._note_high = len(note)
        self.query_one("#note", Lines).show(*indented(note))
        for id, joint in (("#rule-top", "┬"), ("#rule-bottom", "┴")):
            self.query_one(id, Lines).show(rule(width, self.joints(), joint))
        self.query_one("#rule-bottom").display = not self.low

    def draw_status(self) -> None:
        lines, pushing = self._status(), self._pushing
        self._status_high = len(lines)
        self.query_one("#status", Lines).show(*lines)
        hidden = self._giving_way[: self._status_high - 1]
        self.query_one("#modes").display = not self.low and not self._searching and "#modes" not in hidden
        self.query_one("#rule-top").display = not self.low and "#rule-top" not in hidden
        if self._pushing != pushing and self._shown is not None:
            self.draw(mine=False)

    def _status(self) -> list[Line]:
        app = self.app
        return status(board_title(app.board_shown), app.said, app.standing_ways, self.size.width)

    def draw_footer(self) -> None:
        foot = FILTERING if self._searching else footer(self.place, self.can, self.size.width)
        self.query_one("#footer", Lines).show(foot)

    @on(CardList.Moved)
    def card_in_hand_changed(self) -> None:
        self.moved()

    def moved(self) -> None:
        """Another card is in hand."""
        self.draw_footer()

    # The filter

    async def action_filter(self) -> None:
        from kindboard.tui.modes.filter_line import FilterLine

        if not self._searching:
            self._searching = True
            await self.mount(FilterLine(self.app.filter_text, id="filter"), after=self.query_one("#modes"))
            self.frame()
            self.draw_footer()
        self.query_one("#filter LineBox").focus()

    def key_escape(self) -> None:
        if self.app.filter_text:
            self.app.set_filter("")
        elif self.app.only_mine and self.place == "plan":
            self.app.action_only_mine()
        elif self.app.wanted_day is not None:
            self.app.stand_on(None)
        else:
            self.app.action_this_round()

    def first_focus(self) -> Widget | None:
        """Where the keys go when the filter is done."""
        return next((widget for widget in self.query(CardList) if widget.display), None)

    def on_filter_line_finished(self) -> None:
        self.end_filter()

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
        await self.app.action_do("read")
