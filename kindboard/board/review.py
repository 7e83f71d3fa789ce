"""Then and now: what moved between two days, what is due, what has been talked about and whose voice is missing. Pure.

Places, plan items and themes are counted; people never are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import get_args

from msgspec import Struct

from kindboard.board.board import CLOSED, Board
from kindboard.cards.cards import (
    QUESTIONS,
    Answer,
    Card,
    Check,
    CheckAnswer,
    Column,
    Heard,
    PlanItem,
    Principle,
    Question,
    Review,
    Status,
)

STATUSES: tuple[Status, ...] = get_args(Status)
WAYS: tuple[Heard, ...] = get_args(Heard)
"""How an answer about what people with care and support needs say was come by."""
GONE_ON_WITH = timedelta(days=14)
"""So long after its day a review that was broken off may be gone on with; then the team meets for another one."""
IN_PERSON: tuple[Heard, ...] = ("me", "directly")


class Moved(Struct, frozen=True):
    """What became of one plan item. `then`: as it stood before; None for one that is new."""

    then: PlanItem | None
    now: PlanItem


class LookBack(Struct, frozen=True, dict=True, eq=False):
    """A board as it stood on one day, and as it stands on a later one."""

    then: Board
    now: Board
    since: date
    until: date

    # The plan

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """The plan items that are new, in another column or of another status, in the order of the plan."""
        return tuple(
            m for m in self._pairs if m.then is None or (m.then.column, m.then.status) != (m.now.column, m.now.status)
        )

    @cached_property
    def changed(self) -> tuple[Moved, ...]:
        """The plan items that were there, and have another title, owner, review date or outcome now."""
        return tuple(m for m in self._pairs if m.then is not None and _said_of(m.then) != _said_of(m.now))

    @cached_property
    def _pairs(self) -> tuple[Moved, ...]:
        before = {item.id: item for item in self.then.plan}
        return tuple(Moved(before.get(item.id), item) for item in self.now.plan)

    def ended(self, column: Column, status: Status = "done") -> tuple[PlanItem, ...]:
        """The items of a column that came to be `status` since then."""
        return tuple(
            moved.now
            for moved in self.moved
            if moved.now.column == column
            and moved.now.status == status
            and (moved.then is None or moved.then.status != status)
        )

    @cached_property
    def gone(self) -> tuple[PlanItem, ...]:
        """The plan items that were taken off the board since then."""
        there = {item.id for item in self.now.plan}
        return tuple(item for item in self.then.plan if item.id not in there)

    @cached_property
    def due(self) -> tuple[PlanItem, ...]:
        return self.now.due(self.until)

    @cached_property
    def to_keep(self) -> tuple[PlanItem, ...]:
        """The open STAY items, of which a review asks whether they were kept."""
        return tuple(item for item in self.now.lane("stay") if item.status not in CLOSED)

    # The answers

    def added(self, kind: type[Card]) -> int:
        before = {card.id for card in self.then if isinstance(card, kind)}
        return sum(isinstance(card, kind) and card.id not in before for card in self.now)


def _said_of(item: PlanItem) -> tuple[object, ...]:
    return (item.title, item.owner, item.review_by, item.outcome)


def reviews_since(board: Board, item: PlanItem) -> int:
    """How many reviews were held while the item was on the board."""
    return sum(review.held > item.created for review in board.reviews)


def to_ask(board: Board, today: date, review: Review | None = None) -> tuple[PlanItem, ...]:
    """What a review asks of: what is due, the longest first, and what is to be kept; not what it has asked of already.

    `review`: one of an earlier day that is gone on with; today's without it.
    """
    held = {review.id} if review else {review.id for review in board.reviews if review.held == today}
    items = {item.id: item for item in (*board.due(today), *board.lane("stay")) if item.status not in CLOSED}
    return tuple(item for item in items.values() if not {check.review for check in item.checks.values()} & held)


def broken_off(board: Board, today: date) -> Review | None:
    """The last review, if it was begun on another day not long ago, nobody summed it up, and it has more to ask."""
    last = max(board.reviews, key=lambda review: review.held, default=None)
    if last is None or last.summary or not timedelta(0) < today - last.held <= GONE_ON_WITH:
        return None
    return last if to_ask(board, today, last) else None


def untold(board: Board) -> tuple[PlanItem, ...]:
    """What is done or let go, and those who raised it are not known to have been told; in the order of the plan."""
    return tuple(item for item in board.plan if is_untold(item) and may_not_know(board, item))


def may_not_know(board: Board, item: PlanItem) -> bool:
    """Whether somebody raised it who is not known to have been told what came of it."""
    return item.told is None and bool(board.known(item.sources))


def is_untold(item: PlanItem) -> bool:
    return item.status in CLOSED and item.told is None and bool(item.sources)


def waits_again(item: PlanItem, found: CheckAnswer, today: date) -> bool:
    """Whether what a review found of an item leaves it due, so that it needs another day."""
    return found not in CLOSED and item.review_by is not None and item.review_by <= today


def last_check(item: PlanItem) -> Check | None:
    """What the last review found; the keys of checks begin with their day."""
    return item.checks[max(item.checks)] if item.checks else None


def statuses(board: Board) -> Mapping[Status, int]:
    found = Counter(item.status for item in board.plan)
    return {status: found[status] for status in STATUSES}


def coverage(board: Board) -> Sequence[tuple[Principle, Mapping[Question, int]]]:
    """How many answers each question of each principle has: silence tells as much."""
    found = Counter((answer.principle, answer.question) for answer in board.current)
    return [(p, {question: found[p.id, question] for question in QUESTIONS}) for p in board.principles]


def heard(board: Board) -> Mapping[Heard, int]:
    """How the answers about what people say were come by; one that does not tell is a guess."""
    found = Counter(answer.heard or "guess" for answer in _people_say(board))
    return {way: found[way] for way in WAYS}


def unheard(board: Board) -> tuple[Principle, ...]:
    """The principles on which nobody who draws on support has been heard themselves."""
    there = {answer.principle for answer in _people_say(board) if answer.heard in IN_PERSON}
    return tuple(principle for principle in board.principles if principle.id not in there)


def coverage_by_round(board: Board) -> Sequence[tuple[str, int, int]]:
    """(a round's title, how many questions have an answer of that round, how many there are), oldest first."""
    places = {(principle.id, question) for principle in board.principles for question in QUESTIONS}
    return [
        (
            round.title,
            len({(a.principle, a.question) for a in board.answers if a.round == round.id} & places),
            len(places),
        )
        for round in board.rounds
    ]


def _people_say(board: Board) -> Sequence[Answer]:
    return [answer for answer in board.current if answer.question == "people-say"]
