"""Plan: STOP, START and STAY under the article's three questions; side by side where there is room."""

from datetime import date
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from kindboard.board.board import CLOSED, Draft
from kindboard.cards.cards import COLUMNS, Card, Column, PlanItem
from kindboard.moves import Goal, after, goal, next_status
from kindboard.tui.frame import indented
from kindboard.tui.modes.lane import Lane
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, spread, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import (
    BARRIERS,
    KEPT,
    NEEDS,
    Row,
    counted,
    draft_row,
    draft_words,
    ended,
    note_day,
    plan_row,
    short_day,
)
from kindboard.tui.parts.words import NOTHING_THEN
from kindboard.verbs.plan import move
from kindboard.words.inert import one_line, sentence

THREE = 90
"""Cells. From here on the three columns stand side by side."""
EMPTY = {
    "stop": "What gets in the way of kindness here? It goes here. Press n to write it.",
    "start": "What would you like to begin? It goes here. Press n to write it.",
    "stay": "What is good as it is, and must not be lost? It goes here. Press n to write it.",
}


NOT_YOURS = "Nothing here is yours. o shows everybody's."


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
        self._dragged = False

    def body(self) -> ComposeResult:
        yield Lines(id="plan-head")
        with Horizontal(id="lanes"):
            for column in COLUMNS:
                with Vertical(id=f"lane-{column}", classes="lane"):
                    yield Lane(margin=1, quiet=True, id=column)
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
        if self.app.planned is not None:
            self.show_card(self.app.planned)

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
        how = ", left and right" if width >= 60 else ""
        counts = " · ".join(f"{name.upper()} {len(self.board.lane(name))}" for name in COLUMNS)
        keys = () if self.wide else (Span(f"{counts}{how} ", "muted"),)
        head: list[Line] = [spread((Span(f"{column.upper()}, {len(items)}", "strong"),), keys, width - 1)]
        return head + [(Span(line),) for line in wrap(self.board.plan_question_text(column), width - 1, 2)]

    def _draw_lane(self, column: Column, width: int, mine: bool) -> None:
        items, today = self.board.lane(column), self.app.today
        begun = {draft.path for draft in self.board.drafts if draft.kind == "plan" and draft.card is not None}
        rows = [plan_row(item, width - 4, today, item.path in begun) for item in items]
        rows += [draft_row(draft, width - 4) for draft in self.board.drafts_in(column)]
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
                words = NOT_YOURS if self.app.only_mine else EMPTY[column] if self.app.day is None else NOTHING_THEN
                words = "Nothing here holds those words." if self.app.filter_text else words
                width = (self.size.width // 3 if self.wide else self.size.width) - 4
                lines = [(Span(f"   {line}", "muted"),) for line in wrap(words, width - 2)]
            self.query_one(f"#more-{column}", Lines).show(*lines)

    def _draw_detail(self) -> None:
        item, width = self.in_hand, self.size.width - 2
        lines: list[Line] = []
        if isinstance(item, PlanItem) and not self.low:
            lane = self.board.lane(item.column)
            at = lane.index(item) + 1 if item in lane else 0
            lines.append(
                (Span(cut(f"{item.column.upper()}, {at} of {len(lane)}: {one_line(item.title)}", width), "strong"),)
            )
            lines += [(Span(line),) for line in ended(" ".join(self._facts(item)), width, 3)]
        elif isinstance(item, Draft) and not self.low:
            title = one_line(draft_words(item) or "(no title yet)")
            lines = [(Span(cut(title, width), "strong"),), (Span(KEPT, "kept"),)]
        self.query_one("#detail", Lines).show(*indented(lines))

    def _facts(self, item: PlanItem) -> list[str]:
        today = self.app.today
        parts = [f"{item.owner or 'No owner yet'}, {item.status}.", sentence(item.when_then or ""),
                 _review(item, today)]  # fmt: skip
        parts.append(f"Barrier: {', '.join(BARRIERS[barrier] for barrier in item.barriers)}." if item.barriers else "")
        parts.append(f"Needs: {', '.join(NEEDS[need] for need in item.needs)}." if item.needs else "")
        sources = self.board.known(item.sources)
        parts.append(f"From: {counted(len(sources), 'card')}." if sources else "")
        if item.notes:
            latest = max(item.notes)
            last = item.notes[latest]
            parts.append(sentence(f"Latest note, {note_day(latest, today)}, {last.by or 'no name'}: {last.text}"))
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

    def _go_to_column(self, column: str) -> None:
        self._column = [*COLUMNS].index(cast(Column, column))
        self.draw(mine=True)
        self.query_one(f"#{column}").focus()

    def show_card(self, card: Card | Draft) -> None:
        """Take an item, or the draft of a new one, in hand, in whatever column it is now."""
        self.app.planned = None
        if isinstance(card, Draft):
            if card.kind != "plan":
                return
            column, key = str(card.fields["column"]), card.key
        else:
            now = self.app.board_shown.by_path.get(card.path)
            if not isinstance(now, PlanItem):
                return
            column, key = now.column, now.path
        self._go_to_column(column)
        cards = self.query_one(f"#{column}", Lane)
        cards.go_to(key)
        cards.reveal()
        self.moved()

    def action_new_plan_item(self) -> None:
        from kindboard.tui.sheets.plan_editor import PlanEditor

        self.app.push_screen(PlanEditor.new_item(self.column))

    def action_waiting(self) -> None:
        from kindboard.tui.sheets.waiting import Waiting

        self.app.push_screen(Waiting())

    # Moving an item

    def action_move_item(self) -> None:
        from kindboard.tui.sheets.moving import offer

        item = self.in_hand
        if isinstance(item, PlanItem):
            offer(self.app, item, self.board.lane(item.column), lambda way: self._move(item, way))

    def action_next_status(self) -> None:
        from kindboard.tui.sheets.moving import mark

        item = self.in_hand
        if isinstance(item, PlanItem):
            mark(self.app, item, next_status(item))

    def action_move_up(self) -> None:
        self._move(self.in_hand, "up")

    def action_move_down(self) -> None:
        self._move(self.in_hand, "down")

    def _move(self, item: Card | Draft | None, way: str) -> None:
        if isinstance(item, PlanItem):
            board = self.app.board_shown
            where = goal(item, way, board.lane(item.column), self.board.lane(item.column))
            if where is not None:
                self._place(item, where)

    def _place(self, item: PlanItem, where: Goal) -> None:
        column, before = where
        top = self.query_one(f"#{column}", Lane).scroll_offset.y

        if self.app.attempt(lambda: move(self.app.work, item, column, before)):
            # What stands beside it stays where it is on the screen, as far as that shows the item.
            self.query_one(f"#{column}", Lane).scroll_to(y=top, animate=False, force=True, immediate=True)
            self.show_card(item)

    # By mouse

    @on(Lane.Dragged)
    def dragged(self, event: Lane.Dragged) -> None:
        item = self.app.board_shown.by_path.get(event.key)
        lane = self._lane_at(event.spot.x)
        self._dragged = not event.done
        at = lane.place_at(event.spot.y)
        for other in self.query(Lane):
            other.show_landing(at if other is lane and isinstance(item, PlanItem) and not event.done else None)
        if not event.done:
            edge = (event.spot.y >= lane.region.bottom - 1) - (event.spot.y <= lane.region.y)
            lane.scroll_relative(y=edge, animate=False)
        elif isinstance(item, PlanItem):
            self._drop(item, lane, at)

    def _lane_at(self, x: int) -> Lane:
        shown = [lane for lane in self.query(Lane) if lane.parent is not None and cast(Widget, lane.parent).display]
        return next((lane for lane in reversed(shown) if x >= lane.region.x), shown[0])

    def _drop(self, item: PlanItem, lane: Lane, at: int) -> None:
        column = cast(Column, lane.id)
        shown = [row.value for row in lane.rows if isinstance(row.value, PlanItem)]
        beside = [n for n, one in enumerate(shown) if one.path == item.path]
        if beside and at in (beside[0], beside[0] + 1):
            self.show_card(item)
            return
        full = self.app.board_shown.lane(column)
        before = after(shown[min(at, len(shown)) - 1], full, item) if at and shown else shown[0].id if shown else None
        self._place(item, (column, before))

    def key_escape(self) -> None:
        if not self._dragged:
            super().key_escape()
            return
        self._dragged = False
        for lane in self.query(Lane):
            lane.let_go()
            lane.show_landing(None)
        self.app.say("Left where it was.")


def _review(item: PlanItem, today: date) -> str:
    if item.review_by is None or item.status in CLOSED:
        return ""
    when = short_day(item.review_by, today)
    return f"Its review was due {when}." if item.review_by <= today else f"Review by {when}."
