"""Several small saves of one sitting, told as one. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kindboard.cards.cards import Card

SITTING = timedelta(minutes=30)
"""Between two saves of one sitting there is at most so much."""


class Step(Struct, frozen=True):
    """What one save made of one card. `who`: by the history, None for nobody; `saves`: of how many it is made up.

    `again`: it had been taken off before. `reviews`: the days on which reviews were held until then. `theme`: what
    the theme is called that it is in, or was in before; "" where that is not known.
    """

    path: str
    when: datetime
    who: str | None
    before: Card | None
    after: Card | None
    again: bool = False
    reviews: tuple[date, ...] = ()
    theme: str = ""
    saves: int = 1


class Believed:
    """When the saves of a history were made, asked one after the other. `now`: the hour of whoever reads.

    A wrong clock wrote what is still to come, or what was before the first day: that came when the one before did.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._first: date | None = None
        self._last: datetime | None = None

    def __call__(self, when: datetime) -> datetime:
        if when > self._now or (self._first is not None and when.date() < self._first):
            when = self._last or self._now
        elif self._first is None:
            self._first = when.date()
        self._last = when
        return when


def in_sittings(steps: Iterable[Step]) -> Sequence[Step]:
    """The steps in their order, what one person did to one card in one sitting as one of them, where it began.

    Taking a card off and bringing it back stay by themselves, and so does "me too": nobody learns from the words
    beside it who said it.
    """
    told: list[Step] = []
    last: dict[str, int] = {}
    for step in steps:
        at = last.get(step.path)
        if at is not None and _goes_on(told[at], step):
            began = told[at]
            told[at] = replace(step, before=began.before, again=began.again, saves=began.saves + step.saves)
        else:
            last[step.path] = len(told)
            told.append(step)
    return told


def _goes_on(began: Step, step: Step) -> bool:
    return (
        began.who == step.who
        and began.after is not None
        and step.after is not None
        and began.after is step.before  # nothing came between, such as others' changes that a merge brought
        and timedelta() <= step.when - began.when <= SITTING
        and not _echoed(began)
        and not _echoed(step)
    )


def _echoed(step: Step) -> bool:
    return step.before is not None and getattr(step.before, "echoes", None) != getattr(step.after, "echoes", None)
