"""Every action by name: type a few letters of what you want to do, and choose it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from kindboard.board.finding import fold
from kindboard.tui.parts.boxes import LineBox
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import Command
from kindboard.tui.parts.lines import Line, Span, cut, spread
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row

WIDEST = 76
NOTHING = "Nothing is called that. Try another word."


class Palette(ModalScreen[str | None]):
    """Gives the action that was chosen."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    AUTO_FOCUS = "#palette-typed"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        with Vertical(id="palette"):
            yield Lines((Span(" What would you like to do?", "strong"),))
            yield LineBox(id="palette-typed", placeholder="Type a few letters of it")
            yield CardList(id="palette-list")
            yield Lines((), (Span(" up and down, then enter   esc Back", "muted"),), id="palette-foot")

    @on(events.Resize)
    @on(LineBox.Changed)
    def find(self) -> None:
        if not self.size:
            return
        width = min(WIDEST, self.size.width - 2)
        self.query_one("#palette").styles.width = width
        typed = fold(self.query_one(LineBox).value).strip()
        words = typed.split()
        rows = [
            Row(one.title, _lines(one, width), one)
            # What begins with the very words comes first, then what holds them so, or holds them at all.
            for one in sorted(self._commands, key=lambda one: (one.not_now != "", _nearness(typed, fold(one.title))))
            if all(word in fold(f"{one.title} {one.also}") for word in words)
        ]
        if not rows:
            rows = [Row("", ((Span(NOTHING),),))]
        shown = self.query_one(CardList)
        shown.show(rows, fresh=True)
        shown.styles.height = max(min(shown.line_count, self.size.height - 6), 1)

    def action_move(self, by: int) -> None:
        self.query_one(CardList).action_move(by)

    def action_page(self, by: int) -> None:
        self.query_one(CardList).action_page(by)

    @on(LineBox.Submitted)
    def run_in_hand(self) -> None:
        row = self.query_one(CardList).in_hand
        if row is not None and row.value is not None and row.value.action:
            self.dismiss(row.value.action)

    @on(CardList.Opened)
    def run_clicked(self) -> None:
        self.run_in_hand()


def _lines(command: Command, width: int) -> tuple[Line, ...]:
    """Its name and its key; where it can't be done just now, why."""
    if command.not_now:
        return (Span(cut(command.title, width - 5), "muted"),), (Span(cut(f"  {command.not_now}", width - 5), "muted"),)
    return (spread((Span(cut(command.title, width - 14)),), (Span(command.glyph, "key"),), width - 5),)


def _nearness(typed: str, title: str) -> int:
    if typed in title:
        return 0 if title.startswith(typed) else 1
    return 2 if all(word in title for word in typed.split()) else 3
