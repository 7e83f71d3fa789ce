"""One card with everything on it: the whole text, whose it is, its notes, and what two people changed at once."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from threading import Thread
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from kindboard.actions.actions import Action, Place
from kindboard.board.board import CLOSED, Board
from kindboard.board.pool import became
from kindboard.board.review import is_untold
from kindboard.cards.cards import Answer, Card, PlanItem, Principle, Round, Theme
from kindboard.cards.written import written
from kindboard.terms import SETTLING, at_once_words, other_words, round_facts
from kindboard.tui.drawable import drawable
from kindboard.tui.frame import LOW, indented, rule, status
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings, footer
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, hanging, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.round_words import day_lines
from kindboard.tui.parts.rows import (
    BARRIERS,
    NEEDS,
    Row,
    answer_facts,
    counted,
    note_day,
    short_day,
)
from kindboard.tui.parts.words import principle_note
from kindboard.tui.session import SessionScreen
from kindboard.verbs.cards import settle
from kindboard.verbs.plan import move
from kindboard.words.days import spoken
from kindboard.words.fields import label
from kindboard.words.inert import one_line

WIDEST = 90


class DaysSeen(Message):
    """When an answer's words were last changed, and when plan items were done or let go, by their ids."""

    def __init__(self, corrected: date | None, ended: Mapping[str, date]) -> None:
        super().__init__()
        self.corrected, self.ended = corrected, ended


class Reading(SessionScreen[None]):
    """Follows its card as the board changes."""

    place: ClassVar[Place] = "reading"
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reading")]
    AUTO_FOCUS = ""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card
        self._gone = False
        self._ended: Mapping[str, date] = {}
        self._corrected: date | None = None
        self._asked: tuple[Card, ...] = ()

    @property
    def in_hand(self) -> Card | None:
        return None if self._gone else self._card

    @property
    def subject(self) -> Card | None:
        return self.in_hand

    def compose(self) -> ComposeResult:
        yield Lines(id="status")
        yield Lines(id="reading-head")
        with VerticalScroll(id="page"):
            yield Lines(id="page-text")
        yield Lines(id="sources-head")
        yield CardList(id="sources", quiet=True)
        yield Lines(id="at-once")
        yield CardList(id="choices", quiet=True)
        yield Lines(id="footer")

    def on_screen_resume(self) -> None:
        if drawable(self):
            self.show_board()

    @on(events.Resize)
    def at_new_size(self) -> None:
        if drawable(self):
            self.show_board()

    def show_board(self, *, mine: bool = False) -> None:
        board = self.app.board_shown
        now = board.by_path.get(self._card.path)
        self._gone = now is None
        self._card = now or self._card
        width = min(self.size.width - 2, WIDEST)
        low = self.size.height < LOW
        self.draw_status()
        # On a low screen what two people wrote comes before where the card stands.
        head = [] if low and self._card.also else indented(_head(self._card, board, width))
        self.query_one("#reading-head", Lines).show(*head, *([] if low else [rule(self.size.width)]))
        gone = [(Span(" Taken off the board meanwhile.", "warning"),), BLANK] if self._gone else []
        if day := day_lines(self.app.day, self.app.day, width, low=low):
            gone = [*indented(day), BLANK]
        lines = _page(self._card, board, width, self.app.today, self._corrected)
        self.query_one("#page-text", Lines).show(*gone, *indented(lines))
        self._show_sources(width, low)
        self._show_also(width, low)
        self.draw_footer()
        if self.focused is None or not self.focused.display:
            self._first_focus().focus()

    def draw_footer(self) -> None:
        self.query_one("#footer", Lines).show(footer(self.place, self.can, self.size.width))

    def draw_status(self) -> None:
        lines = status(KIND_WORDS[self._card.kind], self.app.said, self.app.standing_ways, self.size.width)
        self.query_one("#status", Lines).show(*lines)

    def _first_focus(self) -> Widget:
        if self._card.also and not self._gone:
            return self.query_one("#choices")
        return self.query_one("#sources" if self._sources() else "#page")

    # What a plan item came from, and what became of an answer or a theme

    def _sources(self) -> tuple[Card, ...]:
        board = self.app.board_shown
        if isinstance(self._card, PlanItem):
            return board.known(self._card.sources)
        return became(board, self._card) if isinstance(self._card, Answer | Theme) else ()

    def _show_sources(self, width: int, low: bool) -> None:
        head, cards = self.query_one("#sources-head", Lines), self.query_one("#sources", CardList)
        found = self._sources()
        head.display = cards.display = bool(found)
        above = [] if low else [rule(self.size.width)]
        hint = "enter opens one, tab goes to the text" if width >= 60 else "enter opens one"
        words = f"From {counted(len(found), 'card')}" if isinstance(self._card, PlanItem) else "What became of it"
        head.show(*above, (Span(f" {words}", "strong"), Span(f"  {hint}", "muted")))
        cards.styles.height = min(len(found), 2 if low else max(self.size.height // 4, 3))
        today = self.app.today
        lines = [_source_line(card, width - CardList.MARK, self._ended.get(card.id), today) for card in found]
        cards.show([Row(card.path, (line,), card) for card, line in zip(found, lines, strict=True)])
        self._ask_when([card for card in found if isinstance(card, PlanItem) and card.status in CLOSED])

    def _ask_when(self, items: list[PlanItem]) -> None:
        """When they were done or let go, and this answer corrected. Only the history knows, and no key waits for it."""
        asked = (*([self._card] if isinstance(self._card, Answer) else []), *items)
        if asked and asked != self._asked:
            Thread(target=self._look_when, args=(self._card, items, self.app.day), daemon=True, name="days").start()
        self._asked = asked

    def _look_when(self, card: Card, items: list[PlanItem], until: date | None) -> None:
        work = self.app.work
        # A thread that ends with a traceback would print over the screen.
        with suppress(Exception):
            corrected = work.corrected(card, until) if isinstance(card, Answer) else None
            self.post_message(DaysSeen(corrected, work.ended(items, until) if items else {}))

    @on(DaysSeen)
    def days_seen(self, message: DaysSeen) -> None:
        told = message.corrected, message.ended
        if told != (self._corrected, self._ended):
            self._corrected, self._ended = told
            if drawable(self):
                self.show_board()

    @on(CardList.Opened, "#sources")
    def source_opened(self, event: CardList.Opened) -> None:
        if event.cards.in_hand is not None:
            self.app.push_screen(Reading(event.cards.in_hand.value))

    # Two people changed this at once

    def _show_also(self, width: int, low: bool) -> None:
        at_once, choices = self.query_one("#at-once", Lines), self.query_one("#choices", CardList)
        also = () if self._gone else self._card.also
        at_once.display = choices.display = bool(also)
        if not also:
            return
        other = also[0]
        most = 2 if low else 6
        # Where it came in while somebody was reading, the keys stay with the text.
        how = "" if self.focused is choices or self.focused is None else "   tab chooses"
        words = [(Span(f" {line}", "warning"),) for line in wrap(at_once_words(other, len(also)) + how, width, most)]
        value = other_words(other, self.app.board_shown)
        value_lines = [(Span(f"   {line}"),) for line in wrap(value, width - 2, most)]
        at_once.show(*([] if low else [rule(self.size.width)]), *words, *value_lines)
        choices.styles.height = len(SETTLING)
        choices.show([Row(name, tuple(hanging("", text, width, most=1)), name) for name, text in SETTLING])

    @on(CardList.Opened, "#choices")
    def chosen(self, event: CardList.Opened) -> None:
        row, card = event.cards.in_hand, self._card
        if row is None or not card.also:
            return
        field, choice = card.also[0].field, row.value
        self.app.attempt(lambda: settle(self.app.work, card, field, choice))

    # Keys

    def action_into_plan(self) -> None:
        from kindboard.tui.sheets.planning import offer

        card = self.in_hand
        if isinstance(card, Answer | Theme):
            offer(self.app, card)

    def can(self, action: Action) -> bool:
        return self.app.may(action) and self.app.can(action, self.in_hand)

    def not_now(self, action: Action) -> str:
        """Why it does nothing here and now, where there is something to say."""
        return "" if self.can(action) else self.app.not_now(action, self.in_hand)

    def action_move_item(self) -> None:
        from kindboard.tui.sheets.moving import offer

        item = self.in_hand
        if isinstance(item, PlanItem):
            work = self.app.work
            offer(self.app, item, (), lambda column: self.app.attempt(lambda: move(work, item, column)))

    def reading(self) -> None:
        """Nothing more to open from here."""

    def action_back(self) -> None:
        self.app.pop_screen()


KIND_WORDS = {
    "answer": "An answer", "theme": "A theme", "plan": "A plan item", "principle": "A principle", "learn": "Background",
    "round": "A round", "review": "A review", "board": "This board",
}  # fmt: skip


def _head(card: Card, board: Board, width: int) -> list[Line]:
    """Where the card stands: for an answer its principle and question."""
    if isinstance(card, Answer):
        principle = board.principle(card.principle)
        title = principle.title if principle else "A principle that is no longer here"
        question = wrap(board.question_text(card.question), width)
        return [(Span(cut(title, width), "strong"),), *((Span(line),) for line in question)]
    if isinstance(card, PlanItem):
        words = f"{card.column.upper()} · {board.plan_question_text(card.column)}"
        return [(Span(cut(words, width)),), *((Span(line, "strong"),) for line in wrap(card.title, width))]
    title = getattr(card, "title", "") or card.id
    return [(Span(line, "strong"),) for line in wrap(title, width)]


def _page(card: Card, board: Board, width: int, today: date, corrected: date | None = None) -> list[Line]:
    parts: list[tuple[str, str]] = []
    if isinstance(card, Answer):
        since = f" Words corrected {spoken(corrected)}; h shows the earlier ones." if corrected else ""
        parts = [("", card.text), ("muted", _sentence(*answer_facts(card))), ("muted", _written(card) + since)]
        if card.tags:
            parts.append(("muted", f"Tags: {', '.join(card.tags)}"))
    elif isinstance(card, PlanItem):
        parts = [*_plan_item(card, board, today), ("muted", _written(card))]
    elif isinstance(card, Principle):
        note = principle_note(card)
        parts = [("", card.text), ("muted", "" if note in card.text else note)]
        if card.source and card.wording != "published":
            parts.append(("muted", f"From: {card.source}"))
    elif isinstance(card, Theme):
        said = "Others say it too." if card.echoes else ""
        parts = [("", card.summary), ("muted", said), *(("", f"· {answer.text}") for answer in board.grouped(card))]
    elif isinstance(card, Round):
        parts = [("", _sentence(*round_facts(card)))]
    else:
        parts = [("", getattr(card, "text", "") or getattr(card, "summary", ""))]
    lines: list[Line] = []
    for role, text in parts:
        if text:
            lines += [*((Span(line, role),) if line else BLANK for line in wrap(text, width)), BLANK]
    return [*lines, *_notes(card, width, today)]


def _plan_item(item: PlanItem, board: Board, today: date) -> list[tuple[str, str]]:
    """Every field after its label."""
    due = item.review_by is not None and item.review_by <= today and item.status not in CLOSED
    titles = [principle.title for principle in board.principles if principle.id in item.principles]
    facts = {
        "owner": item.owner or "nobody yet",
        "status": item.status,
        "review_by": f"{spoken(item.review_by)}{', and that day has come' if due else ''}" if item.review_by else "",
        "needs": ", ".join(NEEDS[need] for need in item.needs),
        "barriers": ", ".join(BARRIERS[barrier] for barrier in item.barriers),
        "principles": ", ".join(titles),
    }
    lines = [f"{label(name)}: {one_line(value)}" for name, value in facts.items() if value]
    lines += ["Others say it too."] if item.echoes else []
    if item.told:
        lines.append(f"Those who raised it were told on {spoken(item.told)}.")
    elif is_untold(item):
        lines.append("Do those who raised it know what came of it? m says so.")
    texts = [(label(name), getattr(item, name)) for name in written("plan") if name != "title"]
    return [*(("", f"{name}: {words}") for name, words in texts if words), ("", "\n".join(lines))]


def _notes(card: Card, width: int, today: date) -> list[Line]:
    notes = getattr(card, "notes", {})
    lines: list[Line] = [(Span("Notes", "strong"),)] if notes else []
    for key in sorted(notes):
        note = notes[key]
        lines.append((Span(f"{note_day(key, today)}, {one_line(note.by or 'no name')}", "muted"),))
        lines += [(Span(f"  {line}"),) for line in wrap(note.text, width - 2)]
    return lines


def _source_line(card: Card, width: int, ended: date | None, today: date) -> Line:
    """`ended`: when a plan item was done or let go, where that is known."""
    words = getattr(card, "text", "") or getattr(card, "title", "")
    kind = KIND_WORDS[card.kind].split()[-1].capitalize()
    if isinstance(card, PlanItem):
        day = f" {short_day(ended, today)}" if ended else ""
        kind = f"{card.column.upper()}, {card.status}{day}"
    return (Span(cut(f"{kind}: {words}", width)),)


def _written(card: Card) -> str:
    return f"Written {spoken(card.created)}."


def _sentence(*facts: str) -> str:
    return ". ".join(one_line(fact[:1].upper() + fact[1:]) for fact in facts) + "."
