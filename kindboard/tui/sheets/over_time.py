"""How it went over time: the plan on the days of reviews, and what each round talked about; drawn, and in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import Thread

from textual import on
from textual.message import Message

from kindboard.board.board import Board
from kindboard.board.review import coverage_by_round
from kindboard.cards.cards import Status
from kindboard.review_words import round_words, standing_words
from kindboard.tui.parts.chart import bars, key
from kindboard.tui.parts.lines import BLANK, Line, Span, hanging, wrap
from kindboard.tui.parts.round_words import LOOKING
from kindboard.tui.parts.words import UNREADABLE
from kindboard.tui.sheets.dialogs import Page
from kindboard.words.days import spoken
from kindboard.words.inert import one_line

OverTime = Sequence[tuple[date, Mapping[Status, int]]]
TITLE = "How it went over time"
PLAN = "How the plan stood"
ROUNDS = "How many questions had an answer"
NOTHING = "There is nothing in the plan yet, and no round. When there is, it stands here."


class OverTimeSeen(Message):
    """The history was read; None where it could not be."""

    def __init__(self, series: OverTime | None) -> None:
        super().__init__()
        self.series = series


class OverTimePage(Page):
    def __init__(self, board: Board, read: Callable[[], OverTime]) -> None:
        """`read`: how the plan stood on some days, which takes a while."""
        super().__init__(TITLE, [LOOKING])
        self._board, self._read = board, read
        self._series: OverTime | None = None

    def on_mount(self) -> None:
        Thread(target=self._look, daemon=True, name="over time").start()

    def _look(self) -> None:
        # A thread that ends with a traceback would print over the screen.
        try:
            self.post_message(OverTimeSeen(self._read()))
        except Exception:
            self.post_message(OverTimeSeen(None))

    @on(OverTimeSeen)
    def seen(self, message: OverTimeSeen) -> None:
        self._series, self._paragraphs = message.series, [UNREADABLE] if message.series is None else []
        self.at_new_size()

    def _text(self, width: int) -> list[Line]:
        if self._series is None:
            return super()._text(width)
        lines = [*self._plan(self._series, width), *self._rounds(width)]
        return lines or [(Span(line),) for line in wrap(NOTHING, width)]

    def _plan(self, series: OverTime, width: int) -> list[Line]:
        series = [(day, found) for day, found in series if any(found.values())]
        if not series:
            return []
        drawn = bars([(spoken(day), [*found.values()]) for day, found in series], width)
        names = [*series[0][1]]
        words = [line for one in series for line in hanging("", standing_words(*one), width)]
        return [(Span(PLAN, "strong"),), *([key(names, width), *drawn, BLANK] if drawn else []), *words, BLANK]

    def _rounds(self, width: int) -> list[Line]:
        rounds = coverage_by_round(self._board)
        if not rounds:
            return []
        most = max(of for _, _, of in rounds)
        drawn = bars([(one_line(title), [answered]) for title, answered, _ in rounds], width, most)
        words = [line for one in rounds for line in hanging("", round_words(*one), width)]
        return [(Span(ROUNDS, "strong"),), *([*drawn, BLANK] if drawn else []), *words]
