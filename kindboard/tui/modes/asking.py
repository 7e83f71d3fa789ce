"""One question at a time, large, for one screen and a room of people, with a gentle timer that anyone can stop."""

from functools import partial
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.timer import Timer
from textual.widget import Widget

from kindboard.actions.actions import Action
from kindboard.board.board import Draft
from kindboard.cards.cards import QUESTIONS, Answer, Card, Principle, Question
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.modes.reflect import Reflect
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.countdown import OVER, Countdown, begun
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, spread, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row, answer_row, counted

MINUTES = (2, 3, 5, 10)
GENTLE = ("It tells in words, without a sound. When it is over, nothing happens.",)
STILL_SHOWN = "Still shown to a room. ctrl+p, “Stop showing” ends that."


class Air(Struct, frozen=True):
    """How much room the words are given: less where there is less."""

    line: int
    """Cells of a line: a room takes in a short one at a glance."""
    between: int
    """Blank lines between the lines of the question."""
    before: int
    """Blank lines before it."""


AIRY = (Air(36, 1, 2), Air(36, 1, 1), Air(48, 0, 1), Air(90, 0, 1), Air(90, 0, 0))


class Asked(Lines, can_focus=True):
    """The words; the terminal's own cursor stands where the question begins."""

    question_at = Offset(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.region.offset + self.question_at


class Asking(ModeScreen):
    place = "asking"
    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("asking")]

    def __init__(self, principle: str, question: str) -> None:
        super().__init__()
        self._principle = principle
        self._question = [*QUESTIONS].index(question)  # type: ignore[arg-type]
        self._shows_said = False
        self._countdown = Countdown()
        self._tick: Timer | None = None

    # What is asked

    @property
    def principle(self) -> Principle | None:
        principles = self.app.board_shown.principles
        found = next((one for one in principles if one.id == self._principle), None)
        return found or (principles[0] if principles else None)

    @property
    def question(self) -> Question:
        return QUESTIONS[self._question]

    @property
    def _answers(self) -> tuple[Answer, ...]:
        principle = self.principle
        return self.app.board_shown.answers_to(principle.id, self.question) if principle else ()

    @property
    def _places(self) -> list[tuple[str, int]]:
        """Every question of every principle, in the order of the exercise."""
        principles = self.app.board_shown.principles
        return [(one.id, question) for one in principles for question in range(len(QUESTIONS))]

    @property
    def _at(self) -> int:
        """Where we are among the places."""
        principle = self.principle
        return self._places.index((principle.id, self._question)) if principle else 0

    @property
    def said(self) -> CardList:
        return self.query_one("#said", CardList)

    @property
    def in_hand(self) -> Card | Draft | None:
        row = self.said.in_hand if self.said.has_focus else None
        return row.value if row else None

    # Drawing

    def body(self) -> ComposeResult:
        with Vertical(id="asking"):
            yield Asked(id="asked")
            yield Lines(id="timer")
            yield Lines(id="said-head")
            yield CardList(id="said")
            yield Lines(id="said-more")

    def joints(self) -> tuple[int, ...]:
        return ()

    def frame(self) -> None:
        super().frame()
        room = "shown to a room" if self.app.room else ""
        line = spread((Span(self._where, "strong"),), (Span(room, "key"),), self.size.width - 2)
        self.query_one("#modes", Lines).show((Span(" "), *line))

    @property
    def _where(self) -> str:
        count = len(self.app.board_shown.principles)
        return f"Question {self._question + 1} of 4, principle {self._at // 4 + 1} of {count}"

    def draw(self, *, mine: bool = False) -> None:
        answers, width = self._answers, self.size.width
        shown = self._shows_said and bool(answers)
        margin = 1 if self.narrow else width // 8
        where = [(Span(f" {cut(self._where, width - 2)}", "muted"),)] if self.low else []
        widest = width - margin - 1
        _, question = self._words(widest, AIRY[-1])
        high = self._draw_timer(margin)
        high += self._draw_said(answers, margin, self.room - len(where) - high - len(question), mine)
        room = self.room - len(where) - high
        for air in AIRY:
            title, question = self._words(min(widest, air.line), air)
            if shown and self.low:
                title = []
            words = [*title, *([BLANK] * air.before if title else []), *question]
            if len(words) + air.between <= room:
                break
        above = max(room - len(words), 0) // (3 if shown else 2)
        asked = self.query_one("#asked", Asked)
        asked.question_at = Offset(margin, len(where) + above + len(words) - len(question))
        space = Span(" " * margin)
        asked.show(*where, *[BLANK] * above, *((space, *line) if line else line for line in words))
        if self.focused is None or not self.focused.display:
            asked.focus()

    def _words(self, width: int, air: Air) -> tuple[list[Line], list[Line]]:
        principle = self.principle
        title: list[Line] = [(Span(line, "muted"),) for line in wrap(principle.title if principle else "", width)]
        lines: list[Line] = []
        for line in wrap(self.app.board_shown.question_text(self.question), width):
            lines += [*([BLANK] * air.between if lines else []), (Span(line, "strong"),)]
        return title, lines

    def _draw_said(self, answers: tuple[Answer, ...], margin: int, room: int, mine: bool) -> int:
        """The lines it takes, of at most so many where it has the choice."""
        shown = self._shows_said and bool(answers)
        how = "r hides them, enter reads one" if shown and not self.narrow else "r hides" if shown else "r shows them"
        words = f"{counted(len(answers), 'answer')} so far: {how}" if answers else "Nobody has answered this yet."
        air: list[Line] = [] if self.low else [BLANK]
        head = (Span(" " * margin), Span(cut(words, self.size.width - margin - 1), "muted"))
        self.query_one("#said-head", Lines).show(*air, head, *air)
        more = self.query_one("#said-more", Lines)
        self.said.display, more.display = shown, shown and not self.low
        taken = 1 + 2 * len(air)
        if not shown:
            return taken
        before = max(margin - CardList.MARK, 0)
        rows = [answer_row(answer, min(self.size.width - before - CardList.MARK - 1, 90)) for answer in answers]
        rows = [Row(row.key, (*row.lines, *air), row.value) for row in rows]
        most = max(self.room // 2, room - taken) if self.low else self.room // 2
        high = max(min(sum(len(row.lines) for row in rows), most, room - taken - len(air)), 2)
        self.said.styles.height, self.said.styles.margin = high, (0, 0, 0, before)
        self.said.foot = more if more.display else None
        self.said.show(rows, mine=mine)
        self.said.count_below(high)
        more.styles.margin = (0, 0, 0, before)
        return taken + high + len(air)

    def _draw_timer(self, margin: int) -> int:
        """The lines it takes. Comes again by itself when its words will be others."""
        now = self.app.work.now
        words = self._countdown.words(now)
        hint = f"  space {'goes on' if self._countdown.stopped else 'stops it'}"
        fits = words != OVER and margin + len(words) + len(hint) < self.size.width
        line = (Span(" " * margin), Span(words), Span(hint if fits else "", "muted"))
        self.query_one("#timer", Lines).show(*([line] if words else []))
        if self._tick is not None:
            self._tick.stop()
        seconds = self._countdown.until_change(now)
        self._tick = self.set_timer(seconds, partial(self._draw_timer, margin)) if seconds is not None else None
        return 1 if words else 0

    # Keys

    def does(self, action: Action) -> bool:
        somewhere = {
            "ask_next": self._at < len(self._places) - 1,
            "ask_back": self._at > 0,
            "stop_timer": bool(self._countdown.minutes),
            "show_said": bool(self._answers),
        }
        return somewhere.get(action.name, super().does(action))

    def action_ask_next(self) -> None:
        self._go(1)

    def action_ask_back(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        places, at = self._places, self._at + by
        if 0 <= at < len(places):
            self._principle, self._question = places[at]
            self._shows_said = False
            self._countdown = self._countdown.anew(self.app.work.now)
            self.said.show([], fresh=True)
            self.query_one("#asked").focus()
            self.show_board(again=True)

    def action_stop_timer(self) -> None:
        if self._countdown.minutes:
            self._countdown = self._countdown.toggled(self.app.work.now)
            self.show_board(again=True)

    def action_minutes(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        choices = (("0", "No timer"), *((str(n), f"{n} minutes for each question") for n in MINUTES))
        self.app.push_screen(Choose("How long does each question have?", GENTLE, choices), self._minutes_chosen)

    def _minutes_chosen(self, choice: str | None) -> None:
        if choice is not None:
            self._countdown = begun(int(choice), self.app.work.now)
            self.show_board(again=True)

    def action_show_said(self) -> None:
        self._shows_said = not self._shows_said and bool(self._answers)
        self.show_board(again=True)
        target: Widget = self.said if self._shows_said else self.query_one("#asked")
        self.call_after_refresh(target.focus)

    def action_end_asking(self) -> None:
        app, principle, question = self.app, self.principle, self._question
        app.pop_screen()
        below = app.screen
        if isinstance(below, Reflect) and principle is not None:
            below.open_principle(principle.id)
            below.action_open_question(question)
        if app.room:
            app.say(STILL_SHOWN)

    def key_escape(self) -> None:
        """Leaves, as its binding says; there is no filter to take away."""
