"""Plan: STOP, START and STAY under the article's three questions; side by side where there is room."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from kindboard.board import Draft
from kindboard.cards import COLUMNS, Card, Column, PlanItem
from kindboard.plain_text import one_line
from kindboard.tui.card_list import CardList
from kindboard.tui.keys import bindings
from kindboard.tui.lines import BLANK, Line, Span, cut, spread, wrap
from kindboard.tui.mode import ModeScreen, indented
from kindboard.tui.painted import Lines
from kindboard.tui.rows import NEEDS, Row, counted, note_day, plan_row, short_day

THREE = 90
"""Cells. From here on the three columns stand side by side."""
EMPTY = {
    "stop": "What gets in the way of kindness here? It goes here.",
    "start": "What would you like to begin? It goes here.",
    "stay": "What is good as it is, and must not be lost? It goes here.",
}


class Plan(ModeScreen):
    place = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("plan"),
        Binding("right,tab", "column(1)", show=False),
        Binding("left,shift+tab", "column(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._column = 0

    def body(self) -> ComposeResult:
        yield Lines(id="plan-head")
        with Horizontal(id="lanes"):
            for column in COLUMNS:
                with Vertical(id=f"lane-{column}", classes="lane"):
                    yield CardList(margin=1, quiet=True, id=column)
                    yield Lines(id=f"more-{column}")
        yield Lines(id="rule-detail", classes="rule")
        yield Lines(id="detail")

    @property
    def wide(self) -> bool:
        return self.size.width >= THREE

    @property
    def column(self) -> Column:
        return COLUMNS[self._column]

    @property
    def in_hand(self) -> Card | Draft | None:
        row = self.query_one(f"#{self.column}", CardList).in_hand
        return row.value if row else None

    def joints(self) -> tuple[int, ...]:
        return self._edges() if self.wide else ()

    def _edges(self) -> tuple[int, ...]:
        first = (self.size.width - 2) // 3
        return first, first + 1 + (self.size.width - 2 - first) // 2

    def draw(self, *, mine: bool = False) -> None:
        edges = (-1, *self._edges(), self.size.width)
        widths = [edges[n + 1] - edges[n] - 1 if self.wide else self.size.width for n in range(3)]
        self._draw_heads(widths)
        for n, column in enumerate(COLUMNS):
            lane = self.query_one(f"#lane-{column}")
            lane.display = self.wide or n == self._column
            beside = self.wide and n < 2
            lane.styles.width = widths[n] + beside
            lane.set_class(beside, "-beside")
            self._draw_lane(column, widths[n], mine)
        self.query_one("#rule-detail", Lines).show((Span(self._ruled("┴")),))
        self.query_one("#rule-detail").display = not self.low
        self.query_one("#rule-bottom").display = False
        self._draw_detail()
        self.call_after_refresh(self._draw_more)
        if self.focused is None or not self.focused.display:
            self.query_one(f"#{self.column}").focus()

    def _ruled(self, joint: str) -> str:
        rule = list("─" * self.size.width)
        for column in self.joints():
            rule[column] = joint
        return "".join(rule)

    def _draw_heads(self, widths: list[int]) -> None:
        """STOP, START and STAY with their questions, side by side or the one in hand."""
        shown = range(3) if self.wide else (self._column,)
        heads = [self._head(n, widths[n]) for n in shown]
        high = max(len(head) for head in heads)
        lines: list[Line] = []
        for y in range(high):
            line: list[Span] = []
            for n, head in zip(shown, heads, strict=True):
                spans = spread(head[y] if y < len(head) else (), (), widths[n] - 1)
                line += [Span("│", "rule")] if line else []
                line += [Span(" "), *spans]
            lines.append(tuple(line))
        rule: list[Line] = [] if self.low else [(Span(self._ruled("┼"), "rule"),)]
        self.query_one("#plan-head", Lines).show(*lines, *rule)

    def _head(self, nth: int, width: int) -> list[Line]:
        column = COLUMNS[nth]
        items = self.board.lane(column)
        keys = () if self.wide else (Span(f"{nth + 1} of 3, left and right change it ", "muted"),)
        head: list[Line] = [spread((Span(f"{column.upper()}, {len(items)}", "strong"),), keys, width - 1)]
        return head + [(Span(line),) for line in wrap(self.board.plan_question_text(column), width - 1, 2)]

    def _draw_lane(self, column: Column, width: int, mine: bool) -> None:
        items, today = self.board.lane(column), self.kind_app.work.today
        rows = [plan_row(item, width - 4, today) for item in items]
        rows = [Row(row.key, (*row.lines, BLANK), row.value) for row in rows]
        cards = self.query_one(f"#{column}", CardList)
        cards.show(rows, mine=mine)
        cards.styles.height = "1fr" if cards.rows else 1

    def _draw_more(self) -> None:
        """What a lane's foot says: how many stand further down, or what goes into an empty lane."""
        for column in COLUMNS:
            cards = self.query_one(f"#{column}", CardList)
            below = len(cards.rows) - 1 - cards.in_sight[1]
            lines: list[Line] = [(Span(f"   {below} more below", "muted"),)] if cards.rows and below else []
            if not cards.rows:
                words = "Nothing here holds those words." if self.kind_app.filter_text else EMPTY[column]
                width = (self.size.width // 3 if self.wide else self.size.width) - 4
                lines = [(Span(f"   {line}", "muted"),) for line in wrap(words, width - 2)]
            self.query_one(f"#more-{column}", Lines).show(*lines)

    def _draw_detail(self) -> None:
        item, width = self.in_hand, self.size.width - 2
        lines: list[Line] = []
        if isinstance(item, PlanItem) and not self.low:
            lane = self.board.lane(item.column)
            at = [other.id for other in lane].index(item.id) + 1 if item in lane else 0
            lines.append(
                (Span(cut(f"{item.column.upper()}, {at} of {len(lane)}: {one_line(item.title)}", width), "strong"),)
            )
            lines += [(Span(line),) for line in wrap(" ".join(self._facts(item)), width, 3)]
        self.query_one("#detail", Lines).show(*indented(lines))

    def _facts(self, item: PlanItem) -> list[str]:
        today = self.kind_app.work.today
        parts = [item.when_then or "", f"Review by {short_day(item.review_by, today)}." if item.review_by else ""]
        parts.append(f"Barrier: {', '.join(item.barriers)}." if item.barriers else "")
        parts.append(f"Needs: {', '.join(NEEDS[need] for need in item.needs)}." if item.needs else "")
        sources = self.board.known(item.sources)
        parts.append(f"From: {counted(len(sources), 'card')}." if sources else "")
        if item.notes:
            latest = max(item.notes)
            last = item.notes[latest]
            parts.append(f"Latest note, {note_day(latest, today)}, {last.by or 'no name'}: {last.text}")
        return [one_line(part) for part in parts if part]

    def action_column(self, by: int) -> None:
        self._column = (self._column + by) % 3
        self.draw()
        self.query_one(f"#{self.column}").focus()
        self.draw_footer()

    def moved(self) -> None:
        self._draw_detail()
        self._draw_more()
        self.draw_footer()

    def on_descendant_focus(self) -> None:
        if self.focused is not None and self.focused.id in COLUMNS:
            self._column = COLUMNS.index(self.focused.id)
            self._draw_detail()
