"""The rounds of a board: what a new one may be called, which stage comes next, and how each is told. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

from kindboard.board.board import Board
from kindboard.board.finding import fold
from kindboard.cards.cards import Round, Stage
from kindboard.words.days import season, spoken

STAGES: tuple[Stage, ...] = get_args(Stage)
STAGE_WORDS: Mapping[Stage, str] = {
    "reflect": "Reflect: answer the questions",
    "pool": "Pool: bring answers together",
    "plan": "Plan: what to stop, start, keep",
    "review": "Review: look back together",
}


def next_stage(stage: Stage) -> Stage | None:
    """None after the last one."""
    at = STAGES.index(stage) + 1
    return STAGES[at] if at < len(STAGES) else None


def current_round(board: Board) -> Round | None:
    """The round that new answers go to, whichever is looked at."""
    return next((round for round in reversed(board.rounds) if round.closed is None), None)


def titled(board: Board, title: str) -> Round | None:
    """The round of this title, whatever its capitals and spaces."""
    wanted = fold(title).split()
    return next((round for round in board.rounds if fold(round.title).split() == wanted), None)


def offered_title(board: Board, today: date) -> str:
    """What a round begun today may be called: after the season, and unlike every round there is."""
    words = season(today)
    return next(title for title in _counted(words) if titled(board, title) is None)


def _counted(words: str) -> Iterator[str]:
    yield words
    number = 2
    while True:
        yield f"{words}, round {number}"
        number += 1


def newest_first(board: Board) -> tuple[Round, ...]:
    return tuple(reversed(board.rounds))


def standing_of(board: Board, round: Round) -> str:
    """Where a round stands, in a few words: `now, at Pool`, `closed 3 Mar 2027`."""
    if round.closed is not None:
        return f"closed {spoken(round.closed)}"
    now = "now" if round == current_round(board) else "still open"
    return f"{now}, at {round.stage.capitalize()}"


def changed_at_once(round: Round) -> bool:
    """Whether two people chose differently about it. The day each of two began it on is nobody's choice."""
    return any(other.field not in ("created", "started") for other in round.also)
