"""What waits: the items whose review is due, and those that need what kindness alone cannot give."""

from datetime import date
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from kindboard.board.board import Board
from kindboard.cards.cards import PlanItem
from kindboard.terms import ALONE, DUE, NEEDS_WORDS
from kindboard.tui.drawable import drawable
from kindboard.tui.frame import LOW, rule
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.lines import BLANK, Line, Span, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row, plan_row
from kindboard.tui.session import Session

WIDEST = 100
NOTHING = (
    "Nothing waits.",
    "A plan item whose review day has come is gathered here, and one that needs funding, staffing, training or a rule "
    "changed. Press e on an item to say so.",
)


class Waiting(ModalScreen[None]):
    CSS_PATH = "waiting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,d", "dismiss", show=False)]
    app = getters.app(Session)
    AUTO_FOCUS = "#waiting"
    nothing: ClassVar[tuple[str, ...]] = NOTHING
    way_out: ClassVar[str] = "Back"

    def compose(self) -> ComposeResult:
        yield Lines(id="waiting-head")
        yield CardList(margin=1, id="waiting")
        yield Lines((Span(" "), Span("enter", "key"), Span(" Read   "), Span("esc", "key", "screen.dismiss"),
                     Span(f" {self.way_out}", "", "screen.dismiss")), id="waiting-foot")  # fmt: skip

    @on(events.ScreenResume)
    @on(events.Resize)
    def look_again(self) -> None:
        self.show_board()

    def head(self, width: int) -> list[Line]:
        return [(Span("What is due, and what is needed", "strong"),)]

    def rows(self, width: int) -> list[Row]:
        return waiting_rows(self.app.board_shown, width, self.app.today)

    def show_board(self, *, mine: bool = False) -> None:
        if not drawable(self):
            return
        width = min(self.size.width - 2, WIDEST)
        below = () if self.size.height < LOW else (rule(self.size.width),)
        rows = self.rows(width - 2)
        nothing = [] if rows else [BLANK, *((Span(f" {line}"),) for text in self.nothing for line in wrap(text, width))]
        head = ((Span(" "), *line) for line in self.head(width))
        self.query_one("#waiting-head", Lines).show(*head, *below, *nothing)
        self.query_one("#waiting", CardList).show(rows, mine=mine)

    @on(CardList.Opened)
    def read(self, event: CardList.Opened) -> None:
        from kindboard.tui.sheets.reading import Reading

        row = event.cards.in_hand
        if row is not None:
            self.app.push_screen(Reading(row.value))


def waiting_rows(board: Board, width: int, today: date) -> list[Row]:
    """Grouped: what is due, then each need. An item that waits for two things stands under both."""
    groups = [([DUE], due_rows(board, width, today))]
    above = [ALONE]
    for need, items in board.waiting.items():
        titles = [*above, f"They need {NEEDS_WORDS[need]}"]
        groups.append((titles, [_row(f"{need}:{item.path}", item, width, today) for item in items]))
        above = []
    return [row for titles, rows in groups for row in _titled(titles, rows, width)]


def due_rows(board: Board, width: int, today: date) -> list[Row]:
    return [_row(f"due:{item.path}", item, width, today) for item in board.due(today)]


def _titled(titles: list[str], rows: list[Row], width: int) -> list[Row]:
    """Some rows, the first of them under its group's titles."""
    if not rows:
        return []
    above: list[Line] = [(Span(line, "strong"),) for title in titles for line in wrap(title, width)]
    return [Row(rows[0].key, (*above, *rows[0].lines), rows[0].value, above=len(above)), *rows[1:]]


def _row(key: str, item: PlanItem, width: int, today: date) -> Row:
    row = plan_row(item, width - 10, today)
    first, *rest = row.lines
    column = Span(f"{item.column.upper():<7}", "muted")
    lines = [(column, *first), *((Span(" " * 7), *line) for line in rest)]
    return Row(key, (*lines, BLANK), item)
