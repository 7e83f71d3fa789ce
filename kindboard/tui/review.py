"""Review: what has been talked about, what is due, and what earlier reviews found. To read, for now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kindboard.board import Board, Draft
from kindboard.cards import Card, PlanItem
from kindboard.cards import Review as ReviewCard
from kindboard.dates import spoken
from kindboard.tui.card_list import CardList
from kindboard.tui.keys import bindings
from kindboard.tui.lines import BLANK, Line, Span, hanging
from kindboard.tui.mode import ModeScreen, indented
from kindboard.tui.painted import Lines
from kindboard.tui.rows import NEEDS, Row, card_lines, counted, ended, short_day


class Review(ModeScreen):
    place = "review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]

    def body(self) -> ComposeResult:
        yield Lines(id="head")
        yield CardList(margin=1, id="cards")

    def joints(self) -> tuple[int, ...]:
        return ()

    @property
    def in_hand(self) -> Card | Draft | None:
        row = self.query_one("#cards", CardList).in_hand
        return row.value if row else None

    def draw(self, *, mine: bool = False) -> None:
        width = self.size.width - 2
        today = self.kind_app.work.today
        due = self.board.due(today)
        rows = [
            _due_row(item, width - 4, f"was due {short_day(item.review_by, today)}") for item in due if item.review_by
        ]
        rows += [_review_row(review, width - 4) for review in reversed(self.board.reviews)]
        lines = [line for words in _summary(self.board, len(due)) for line in hanging("", words, width)]
        if not rows:
            lines += [
                BLANK,
                *hanging("", "When plan items fall due and reviews are held, they stand here.", width, "muted"),
            ]
        self.query_one("#head", Lines).show(*indented(lines), BLANK)
        cards = self.query_one("#cards", CardList)
        cards.show(rows, mine=mine)
        if self.focused is None:
            cards.focus()


def _summary(board: Board, due: int) -> list[str]:
    """Coverage and follow-through, in words; places and plan items are counted, people never."""
    answered, places = board.coverage
    words = [f"{answered} of {counted(places, 'question')} have been talked about."]
    open_ = [item for item in board.plan if item.status in ("planned", "under way")]
    done = sum(item.status == "done" for item in board.plan)
    if board.plan:
        words.append(f"In the plan: {len(open_)} open, {done} done, {len(board.plan) - len(open_) - done} let go.")
    if due:
        words.append(f"{counted(due, 'plan item')} waited for a look; the longest due stands first.")
    for need, items in board.waiting.items():
        words.append(
            f"{counted(len(items), 'plan item')} can't move without {NEEDS[need]}: kindness alone can't fix that."
        )
    return words


def _due_row(item: PlanItem, width: int, due: str) -> Row:
    facts = (f"{item.column.upper()}", item.owner or "no owner yet", due)
    return Row(item.id, (*card_lines(item.title, facts, width), BLANK), item)


def _review_row(review: ReviewCard, width: int) -> Row:
    head: Line = (Span(f"Review held {spoken(review.held)}", "strong"),)
    return Row(
        f"review:{review.id}", (head, *((Span(line),) for line in ended(review.summary, width, 3)), BLANK), review
    )
