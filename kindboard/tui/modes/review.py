"""Review: then and now. What is due first, then what was to be kept, then what moved; and any day before."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kindboard.actions.actions import Action
from kindboard.board.board import Board, Draft
from kindboard.board.review import last_check, to_ask
from kindboard.cards.cards import Card, PlanItem
from kindboard.cards.cards import Review as ReviewCard
from kindboard.review_words import CHECK_WORDS, Section, open_words, sections
from kindboard.tui.frame import indented
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, hanging
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import NEEDS_WORDS, Row, card_lines, counted, ended, short_day
from kindboard.tui.parts.words import UNREADABLE
from kindboard.words.days import spoken

EMPTY = "When plan items fall due and reviews are held, they stand here."
SHOWN_ABOVE = ("Due, and not done", "Did we keep it?", "What kindness alone cannot fix")
"""Sections whose plan items stand in the list themselves, or whose figures stand in the summary."""


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

    def does(self, action: Action) -> bool:
        if action.name == "hold_review":
            return bool(to_ask(self.board, self.app.today))
        return super().does(action)

    def draw(self, *, mine: bool = False) -> None:
        app, width = self.app, self.size.width - 2
        if app.looked_back is None:
            app.read_past()
        seen = app.looked_back
        head = self._head(width)
        rows = [*_cards(self.board, app.today, width - 4)]
        if seen is not None and seen.look is None:
            head += [BLANK, *hanging("", UNREADABLE, width, "warning")]
        elif seen is not None and seen.look is not None:
            rows += [
                row for part in sections(seen.look) if part.heading not in SHOWN_ABOVE for row in _told(part, width)
            ]
        self.query_one("#head", Lines).show(*indented(head), BLANK)
        cards = self.query_one("#cards", CardList)
        cards.show(rows, mine=mine)
        if self.focused is None:
            cards.focus()

    def _head(self, width: int) -> list[Line]:
        board = self.board
        due = board.due(self.app.today)
        lines: list[Line] = []
        for words in _summary(board, len(due)):
            more = hanging("", words, width)
            if self.low and lines and len(lines) + len(more) > self.room // 3:
                break  # what is due is worth more than figures
            lines += more
        if not (due or board.reviews or board.plan):
            lines += [BLANK, *hanging("", EMPTY, width, "muted")]
        return lines

    def action_over_time(self) -> None:
        from kindboard.tui.sheets.over_time import over_time

        app, day = self.app, self.app.today
        app.push_screen(over_time(app.board_shown, lambda: app.work.plan_over_time(day)))

    def action_hold_review(self) -> None:
        from kindboard.tui.sheets.holding import hold

        app = self.app
        if to_ask(self.board, app.today):
            hold(app)
        else:
            app.say("Nothing is due, and nothing waits to be kept.")


def _cards(board: Board, today: date, width: int) -> Iterator[Row]:
    """What is due, what was to be kept, and what earlier reviews came to."""
    due = board.due(today)
    for item in due:
        assert item.review_by is not None
        facts = [item.column.upper(), item.owner or "no owner yet", f"was due {short_day(item.review_by, today)}"]
        yield _item(item, [*facts, *filter(None, [open_words(board, item)])], width)
    for item in board.lane("stay"):
        if item not in due and item.status not in ("done", "let go"):
            check = last_check(item)
            found = f"Last time: {CHECK_WORDS[check.answer]}" if check else "Not asked yet"
            yield _item(item, ["STAY", f"did we keep it? {found}"], width)
    yield from (_review(review, width) for review in reversed(board.reviews))


def _item(item: PlanItem, facts: list[str], width: int) -> Row:
    return Row(item.path, (*card_lines(item.title, facts, width), BLANK), item)


def _review(review: ReviewCard, width: int) -> Row:
    head: Line = (Span(f"Review held {spoken(review.held)}", "strong"),)
    lines = ((Span(line),) for line in ended(review.summary, width, 3))
    return Row(f"review:{review.id}", (head, *lines, BLANK), review)


def _told(part: Section, width: int) -> Iterator[Row]:
    """A section as rows of a sentence each, so that up and down read through it."""
    for number, words in enumerate(part.lines):
        above: tuple[Line, ...] = ((Span(part.heading, "strong"),),) if number == 0 else ()
        below = (BLANK,) if number == len(part.lines) - 1 else ()
        lines = (*above, *hanging("", words, width - 4), *below)
        yield Row(f"{part.heading}:{number}", lines, above=len(above))


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
            f"{counted(len(items), 'plan item')} can't move without {NEEDS_WORDS[need]}: kindness alone can't fix that."
        )
    return words
