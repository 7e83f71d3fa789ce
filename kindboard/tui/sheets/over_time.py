"""How it went over time: the plan on the days of reviews, what each round talked about, drawn and in words; and each
question of each principle."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rich.cells import set_cell_size

from kindboard.board.board import Board
from kindboard.board.review import coverage_by_round
from kindboard.cards.cards import Status
from kindboard.review_words import EACH_QUESTION, each_question, questions_numbered, round_words, standing_words
from kindboard.tui.parts.chart import bars, key
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, hanging, wrap
from kindboard.tui.sheets.looked_up import LookedUpPage
from kindboard.words.days import spoken
from kindboard.words.inert import one_line

OverTime = Sequence[tuple[date, Mapping[Status, int]]]
PLAN = "How the plan stood"
FIGURE, PRINCIPLE = 5, 40
"""Cells for a figure of a question, and the most for a principle's name."""
ROUNDS = "How many questions had an answer"
NOTHING = "There is nothing in the plan yet, and no round. When there is, it stands here."


def over_time(board: Board, look: Callable[[], OverTime]) -> LookedUpPage[OverTime]:
    """`look`: how the plan stood on some days."""

    def told(found: OverTime, width: int) -> list[Line]:
        lines = [*_plan(found, width), *_rounds(board, width), *_questions(board, width)]
        return lines or [(Span(line),) for line in wrap(NOTHING, width)]

    return LookedUpPage("How it went over time", look, told)


def _plan(series: OverTime, width: int) -> list[Line]:
    series = [(day, found) for day, found in series if any(found.values())]
    if not series:
        return []
    drawn = bars([(spoken(day), [*found.values()]) for day, found in series], width)
    names = [*series[0][1]]
    words = [line for one in series for line in hanging("", standing_words(*one), width)]
    return [(Span(PLAN, "strong"),), *([key(names, width), *drawn, BLANK] if drawn else []), *words, BLANK]


def _rounds(board: Board, width: int) -> list[Line]:
    rounds = coverage_by_round(board)
    if not rounds:
        return []
    most = max(of for _, _, of in rounds)
    drawn = bars([(one_line(title), [answered]) for title, answered, _ in rounds], width, most)
    words = [line for one in rounds for line in hanging("", round_words(*one), width)]
    return [(Span(ROUNDS, "strong"),), *([*drawn, BLANK] if drawn else []), *words, BLANK]


def _questions(board: Board, width: int) -> list[Line]:
    rows = each_question(board)
    if not rows:
        return []
    room = min(width - 4 * FIGURE, PRINCIPLE)
    heads = _figures("", [str(number) for number in range(1, 1 + len(rows[0][1]))], room)
    table = [_figures(cut(title, room), [str(number or "-") for number in numbers], room) for title, numbers in rows]
    words = [line for one in questions_numbered(board) for line in hanging("", one, width)]
    return [(Span(EACH_QUESTION, "strong"),), heads, *table, BLANK, *words]


def _figures(name: str, figures: Sequence[str], room: int) -> Line:
    return (Span(f"{set_cell_size(name, room)}{''.join(f'{figure:>{FIGURE}}' for figure in figures)}"),)
