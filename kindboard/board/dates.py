"""Days gone by, as people type them: `30 June`, `9 months ago`, `end of Autumn 2026`, or their name. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from kindboard.board.board import Board
from kindboard.board.finding import fold
from kindboard.board.rounds import titled
from kindboard.cards.cards import NamedDay
from kindboard.errors import WrongUse
from kindboard.words.days import counted, day_typed, shifted, spoken

_NEXT_STEP = 'Type it like "30 June", "9 months ago", "last review" or 2026-06-30.'
_AGO = re.compile(r"(?P<count>\d{1,6}|an?|one) (?P<unit>day|week|month|year)s? ago", re.ASCII)
_LAST = re.compile(r"yesterday|last (?P<unit>week|month|year)")
_ROUND = re.compile(r"(?:the )?(?P<which>end|start|beginning) of (?P<title>.+)", re.IGNORECASE)
_WITHOUT_YEAR = re.compile(r"(?!.*(?:day|week|month|year))\D*\d{1,2}\D*", re.ASCII)


def past_day(text: str, board: Board, today: date) -> date:
    """The day somebody typed, today or before it. A day without a year is the last such day. Raises WrongUse."""
    typed = " ".join(text.lower().replace(",", " ").split())
    if typed in ("last review", "the last review"):
        return _last_review(board, today)
    if match := _ROUND.fullmatch(" ".join(text.split())):
        return _of_round(board, match["title"], ended=match["which"].lower() == "end")
    if moment := named(board, text):
        return _not_to_come(moment.day, today)
    try:
        day = _day(typed, today)
    except (WrongUse, ValueError, OverflowError):
        raise WrongUse("not-a-date", f'"{text}" is not a day.', _NEXT_STEP) from None
    return _not_to_come(day, today)


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise WrongUse("to-come", f"{spoken(day)} is still to come.", _NEXT_STEP)
    return day


def says_a_day(text: str, board: Board, today: date) -> bool:
    """Whether what somebody typed says a day, be it one that is none yet."""
    try:
        past_day(text, board, today)
    except WrongUse as why_not:
        return why_not.code not in ("not-a-date", "unknown-round")
    return True


def named(board: Board, name: str) -> NamedDay | None:
    """The day of this name, whatever its capitals and spaces; the last one, where several have it."""
    wanted = fold(name).split()
    found = [one for one in board.about.days.values() if fold(one.name).split() == wanted]
    return max(found, key=lambda one: one.day, default=None)


def named_days(board: Board) -> Sequence[NamedDay]:
    """Newest first."""
    return sorted(board.about.days.values(), key=lambda one: (one.day, one.name), reverse=True)


def names_of(board: Board, day: date) -> str:
    """What a day is called; "" for one without a name."""
    return ", ".join(one.name for one in named_days(board) if one.day == day)


def _day(typed: str, today: date) -> date:
    if match := _AGO.fullmatch(typed):
        return shifted(today, -counted(match["count"]), match["unit"])
    if match := _LAST.fullmatch(typed):
        return shifted(today, -1, match["unit"] or "day")
    day = day_typed(typed, today)
    if day > today and _WITHOUT_YEAR.fullmatch(typed):
        # The 29th of February may be eight years back.
        return next(
            past for back in range(1, 9) if (past := shifted(day, -back, "year")) <= today and past.day == day.day
        )
    return day


def _last_review(board: Board, today: date) -> date:
    held = [review.held for review in board.reviews if review.held <= today]
    if not held:
        raise WrongUse("no-review", "No review has been held yet.", _NEXT_STEP)
    return max(held)


def _of_round(board: Board, title: str, *, ended: bool) -> date:
    round = titled(board, title)
    if round is None:
        known = ", ".join(round.title for round in board.rounds)
        raise WrongUse("unknown-round", f'There is no round called "{title}".', f"There are: {known}." if known else "")
    day = round.closed if ended else round.started
    if day is None:
        raise WrongUse("round-open", f"{round.title} has not {'ended' if ended else 'begun'} yet.", _NEXT_STEP)
    return day
