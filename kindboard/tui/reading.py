"""One card with everything on it: the whole text, whose it is, its notes, and what two people changed at once."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from kindboard.actions import Action, Place
from kindboard.board import Board, key_of
from kindboard.cards import QUESTIONS, Also, Answer, Card, PlanItem, Principle, Theme
from kindboard.dates import spoken
from kindboard.plain_text import one_line
from kindboard.tui.card_list import CardList
from kindboard.tui.keys import bindings, footer
from kindboard.tui.lines import BLANK, Line, Span, cut, hanging, spread, wrap
from kindboard.tui.mode import LOW
from kindboard.tui.painted import Lines
from kindboard.tui.rows import NEEDS, Row, answer_facts, note_day, plan_facts
from kindboard.tui.words import UNDO, principle_note

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp

WIDEST = 90
CHOICES = (("keep", "Keep what the card shows"), ("other", "Use the other"), ("both", "Keep both"))
SETTLED = {"keep": "The card stays as it is.", "other": "The other is on the card now.", "both": "Both are kept."}


class Reading(Screen[None]):
    """Follows its card by id as the board changes."""

    place: ClassVar[Place] = "reading"
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reading")]
    AUTO_FOCUS = ""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card
        self._gone = False

    @property
    def _app(self) -> "KindboardApp":
        return cast("KindboardApp", self.app)

    @property
    def in_hand(self) -> Card | None:
        return None if self._gone else self._card

    def compose(self) -> ComposeResult:
        yield Lines(id="status")
        yield Lines(id="reading-head")
        with VerticalScroll(id="page"):
            yield Lines(id="page-text")
        yield Lines(id="at-once")
        yield CardList(id="choices")
        yield Lines(id="footer")

    def on_screen_resume(self) -> None:
        if self.is_mounted and self.size:
            self.show_board()

    @on(events.Resize)
    def at_new_size(self) -> None:
        if self.size:
            self.show_board()

    def show_board(self, *, mine: bool = False) -> None:
        board = self._app.board_shown
        now = board.cards.get(key_of(self._card))
        self._gone = now is None
        self._card = now or self._card
        width = min(self.size.width - 2, WIDEST)
        low = self.size.height < LOW
        self.draw_status()
        head = [(Span(" "), *line) for line in _head(self._card, board, width)]
        rule: Line = (Span("─" * self.size.width, "rule"),)
        self.query_one("#reading-head", Lines).show(*head, *([] if low else [rule]))
        gone = [(Span(" Taken off the board meanwhile.", "warning"),), BLANK] if self._gone else []
        lines = _page(self._card, board, width, self._app.work.today)
        self.query_one("#page-text", Lines).show(*gone, *((Span(" "), *line) if line else line for line in lines))
        self._show_also(width, low)
        self.query_one("#footer", Lines).show(footer(self.place, self.can, self.size.width))
        if self.focused is None or not self.focused.display:
            self.query_one("#choices" if self._card.also and not self._gone else "#page").focus()

    def draw_status(self) -> None:
        width = self.size.width - 2
        app = self._app
        ways = [app.said] if app.said else list(app.standing_ways)
        name = KIND_WORDS[self._card.kind]
        right = next((way for way in ways if len(way) + len(name) + 2 <= width), cut(ways[0], width - len(name) - 2))
        line = spread((Span(name, "strong"),), (Span(right, "strong" if app.said else ""),), width)
        self.query_one("#status", Lines).show((Span(" "), *line))

    # Two people changed this at once

    def _show_also(self, width: int, low: bool) -> None:
        at_once, choices = self.query_one("#at-once", Lines), self.query_one("#choices", CardList)
        also = () if self._gone else self._card.also
        at_once.display = choices.display = bool(also)
        if not also:
            return
        other = also[0]
        most = 2 if low else 6
        words = [(Span(f" {line}", "warning"),) for line in wrap(_at_once_words(other, len(also)), width)]
        value = [(Span(f"   {line}"),) for line in wrap(_value_words(other.value), width - 2, most)]
        at_once.show(*([] if low else [(Span("─" * self.size.width, "rule"),)]), *words, *value)
        choices.styles.height = len(CHOICES)
        choices.show([Row(name, tuple(hanging("", text, width, most=1)), name) for name, text in CHOICES])

    @on(CardList.Opened, "#choices")
    def chosen(self, event: CardList.Opened) -> None:
        row, card = event.cards.in_hand, self._card
        if row is None or not card.also:
            return
        field, choice = card.also[0].field, row.value

        def settle() -> str:
            self._app.work.settle(card, field, choice)
            return f"{SETTLED[choice]} {UNDO}"

        self._app.attempt(settle)

    # Keys

    def can(self, action: Action) -> bool:
        return self._app.can(action, self.in_hand)

    def reading(self) -> None:
        """Nothing more to open from here."""

    def action_back(self) -> None:
        self.app.pop_screen()


KIND_WORDS = {
    "answer": "An answer", "theme": "A theme", "plan": "A plan item", "principle": "A principle", "learn": "Background",
    "round": "A round", "review": "A review", "board": "This board",
}  # fmt: skip

FIELD_WORDS = {
    "text": "words", "title": "title", "column": "column", "by": "name", "review_by": "review date",
    "when_then": "if-then line", "theme": "theme", "summary": "summary", "outcome": "outcome", "why": "reason",
}  # fmt: skip


def _at_once_words(other: Also, count: int) -> str:
    field = FIELD_WORDS.get(other.field, one_line(other.field.replace("_", " ")))
    more = "" if count == 1 else f" ({count} such choices here; this is the first)"
    return f"Two people changed this at once{more}. The other {field}:"


def _value_words(value: Any) -> str:
    if value is None:
        return "(nothing: the other person took it away)"
    if isinstance(value, dict):
        return str(value.get("column", "")).upper() or ", ".join(f"{k}: {v}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(part) for part in value)
    return spoken(value) if isinstance(value, date) else str(value)


def _head(card: Card, board: Board, width: int) -> list[Line]:
    """Where the card stands: for an answer its principle and question."""
    if isinstance(card, Answer):
        principle = board.principle(card.principle)
        title = principle.title if principle else "A principle that is no longer here"
        number = f"{QUESTIONS.index(card.question) + 1} "
        return [(Span(cut(title, width), "strong"),), *hanging(number, board.question_text(card.question), width)]
    if isinstance(card, PlanItem):
        words = f"{card.column.upper()} · {board.plan_question_text(card.column)}"
        return [(Span(cut(words, width)),), *((Span(line, "strong"),) for line in wrap(card.title, width))]
    title = getattr(card, "title", "") or card.id
    return [(Span(line, "strong"),) for line in wrap(title, width)]


def _page(card: Card, board: Board, width: int, today: date) -> list[Line]:
    parts: list[tuple[str, str]] = []
    if isinstance(card, Answer):
        parts = [("", card.text), ("muted", _sentence(*answer_facts(card))), ("muted", _written(card))]
        if card.tags:
            parts.append(("muted", f"Tags: {', '.join(card.tags)}"))
    elif isinstance(card, PlanItem):
        parts = [("", card.why), ("", card.when_then or ""), ("muted", _sentence(*plan_facts(card, today)))]
        parts.append(("muted", f"Needs: {', '.join(NEEDS[need] for need in card.needs)}." if card.needs else ""))
        parts.append(("muted", f"Barrier: {', '.join(card.barriers)}." if card.barriers else ""))
        parts.append(("", f"What came of it: {card.outcome}" if card.outcome else ""))
        parts += [("muted", f"From: {one_line(getattr(source, 'text', '') or getattr(source, 'title', ''))}")
                  for source in board.known(card.sources)]  # fmt: skip
    elif isinstance(card, Principle):
        parts = [("", card.text), ("muted", principle_note(card))]
        if card.source and card.wording != "published":
            parts.append(("muted", f"From: {card.source}"))
    elif isinstance(card, Theme):
        parts = [("", card.summary), *(("", f"· {answer.text}") for answer in board.grouped(card))]
    else:
        parts = [("", getattr(card, "text", "") or getattr(card, "summary", ""))]
    lines: list[Line] = []
    for role, text in parts:
        if text:
            lines += [*((Span(line, role),) if line else BLANK for line in wrap(text, width)), BLANK]
    return [*lines, *_notes(card, width, today)]


def _notes(card: Card, width: int, today: date) -> list[Line]:
    notes = getattr(card, "notes", {})
    lines: list[Line] = [(Span("Notes", "strong"),)] if notes else []
    for key in sorted(notes):
        note = notes[key]
        lines.append((Span(f"{note_day(key, today)}, {one_line(note.by or 'no name')}", "muted"),))
        lines += [(Span(f"  {line}"),) for line in wrap(note.text, width - 2)]
    return lines


def _written(card: Card) -> str:
    return f"Written {spoken(card.created)}."


def _sentence(*facts: str) -> str:
    return ". ".join(one_line(fact[:1].upper() + fact[1:]) for fact in facts) + "."
