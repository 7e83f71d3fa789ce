"""The past, beside the screens: read in a thread, as a long history takes a second, and no key waits for it.

On a day gone by every mode shows the board of that day, to read; what changes a card waits until today is shown again.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual import on

from kindboard.actions.actions import Action
from kindboard.board.board import Board
from kindboard.errors import WrongUse
from kindboard.tui.background import PastSeen
from kindboard.tui.parts.words import UNREADABLE
from kindboard.tui.session import Session
from kindboard.words.days import spoken

if TYPE_CHECKING:
    from kindboard.tui.sheets.dialogs import Paragraph

WHICH = "Which day do you want to see?"
SINCE = "Since which day?"
SUCH_AS = 'Such as "30 June", "9 months ago", "last review", the name of a day, or "end of" and a round.'


class Past(Session):
    """Mixed into the app."""

    day: date | None = None
    past: PastSeen | None = None
    wanted_day: date | None = None
    then: Board | None = None
    """The whole board of that day."""
    _reading: tuple[Board, date | None] | None = None

    @property
    def today(self) -> date:
        return self.day or self.work.today

    @property
    def name_of_day(self) -> str:
        """What the day gone by is called; "" for today, and where nobody gave it a name."""
        if self.day is None:
            return ""
        from kindboard.board.dates import names_of

        return names_of(self.whole, self.day)

    def may(self, action: Action) -> bool:
        """Nothing of what was can be changed."""
        return self.day is None or action.looks

    @property
    def looked_back(self) -> PastSeen | None:
        """What was read of the day that is looked from now; None until it is there."""
        seen, board = self.past, self.whole
        return seen if seen is not None and (seen.board, seen.day) == (board, self.day) else None

    def read_past(self) -> None:
        """Read what is not read yet; `PastSeen` comes when it is there."""
        wanted = (self.whole, self.wanted_day)
        if self._reading != wanted:
            self._reading = wanted
            Thread(target=self._read_past, args=wanted, daemon=True, name="past").start()

    def _read_past(self, board: Board, day: date | None) -> None:
        work = self.work
        try:
            self.post_message(PastSeen(board, day, work.look_back(until=day), work.days()))
        except Exception:
            # A thread that ends with a traceback would print over the screen.
            self.post_message(PastSeen(board, day, None, ()))

    @on(PastSeen)
    def past_seen(self, message: PastSeen) -> None:
        if self._reading == (message.board, message.day):
            self._reading = None
        if message.day != self.wanted_day:
            return  # somebody has gone on meanwhile
        look, days = message.look, message.days
        if look is None and message.day is not None and message.day == self.day and self.past is not None:
            look, days = self.past.look, self.past.days  # it was read before, and stays as it was
        if look is None and message.day is not None:
            self.wanted_day = self.day
            self.say(UNREADABLE)
        else:
            went = message.day != self.day
            self.past, self.day = PastSeen(message.board, message.day, look, days), message.day
            self.then = look.now if look is not None and message.day is not None else None
            self.show_again(mine=went)
        self.tell_screens("show_past")

    # Going there, and back

    def stand_on(self, day: date | None) -> None:
        """Show the board as it was at the end of a day; None for today."""
        self.wanted_day = day
        if day is None:
            self.day = self.then = None
            self.show_again()
        elif day != self.day:
            self.read_past()
        self.tell_screens("show_past")

    def _beside(self, step: int) -> date | None:
        """The day before or after the one looked at, on which something happened."""
        days = self.past.days if self.past else ()
        day = self.wanted_day or self.work.today
        if step < 0:
            return max((each for each in days if each < day), default=None)
        return min((each for each in days if each > day), default=None)

    def can_go_to_day(self, name: str) -> bool:
        """Whether an action that goes through the days leads anywhere."""
        if name in ("earlier", "first_day"):
            return self._beside(-1) is not None
        return name == "go_to_day" or self.wanted_day is not None

    def action_earlier(self) -> None:
        if (day := self._beside(-1)) is not None:
            self.stand_on(day)

    def action_later(self) -> None:
        day = self._beside(1)
        self.stand_on(day if day is not None and day < self.work.today else None)

    def action_first_day(self) -> None:
        if self._beside(-1) is not None and self.past is not None:
            self.stand_on(min(self.past.days))

    def action_back_to_today(self) -> None:
        self.stand_on(None)

    def action_name_day(self) -> None:
        from kindboard.review_words import NAME_HOW
        from kindboard.tui.sheets.ask import AskLine
        from kindboard.verbs.board import name_day

        day = self.wanted_day or self.work.today

        def typed(name: str | None) -> None:
            if name and name.strip():
                self.attempt(lambda: name_day(self.work, day, name), of_a_day=True)

        self.push_screen(AskLine(f"What is {spoken(day)} called?", (NAME_HOW,), "", "A name"), typed)

    def action_then_and_now(self) -> None:
        self._ask_day(SINCE, "", SUCH_AS, self._compare)

    def _compare(self, since: date) -> None:
        from kindboard.tui.sheets.then_and_now import then_and_now

        until = self.today
        self.push_screen(then_and_now(lambda: self.work.look_back(since, until)))

    def action_go_to_day(self) -> None:
        self._ask_day(WHICH, "", SUCH_AS, lambda day: self.stand_on(day if day < self.work.today else None))

    def _ask_day(self, question: str, typed: str, words: str, then: Callable[[date], None]) -> None:
        """Ask until what is typed is a day of the board, and go on with it."""
        from kindboard.board.dates import named_days
        from kindboard.tui.sheets.ask import AskLine

        named: list[Paragraph] = [(one.name, spoken(one.day)) for one in named_days(self.whole)]
        paragraphs = [words, *(["", "Or one of these:"] if named else []), *named]
        self.push_screen(AskLine(question, paragraphs, typed, "A day"), partial(self._day_typed, question, then))

    def _day_typed(self, question: str, then: Callable[[date], None], typed: str | None) -> None:
        from kindboard.board.dates import past_day

        if not typed or not typed.strip():
            return
        today, days = self.work.today, self.past.days if self.past else ()
        try:
            day = past_day(typed, self.whole, today)
        except WrongUse as error:
            self._ask_day(question, typed, str(error), then)
            return
        if days and day < days[0]:
            no_board = f"There was no board yet on {spoken(day)}. It began on {spoken(days[0])}."
            self._ask_day(question, typed, no_board, then)
        else:
            then(day)
