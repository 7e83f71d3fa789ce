"""How a card was worded before, to be brought back as a new change. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from kindboard.cards.cards import Card
from kindboard.story.story import Happening
from kindboard.terms import NAMED, short_day
from kindboard.words.fields import label
from kindboard.words.inert import shortened

WHICH = "Which earlier wording comes back?"
SURE = "Word it so again?"
NEVER_OTHERWISE = "It has never been worded otherwise."
WORDED = ("text", "title", "summary", "why", "outcome", "when_then")
"""The fields that are worded by somebody; the others are chosen or follow from what was done."""


class Earlier(Struct, frozen=True):
    """`until`: the last day on which the field said so."""

    field: str
    words: str
    until: date


def line(one: Earlier, today: date) -> str:
    """In one line: which field, until which day, and the beginning of its words."""
    return f"{label(one.field)} until {short_day(one.until, today)}: {shortened(one.words, NAMED)}"


def earlier(story: Iterable[Happening], card: Card) -> Sequence[Earlier]:
    """Every wording that a card had, as its story tells, newest first; not the one it has now, and none twice."""
    found: dict[tuple[str, str], Earlier] = {}
    for happening in story:
        for change in happening.changes:
            words = change.before
            if change.field in WORDED and isinstance(words, str) and words != getattr(card, change.field, None):
                found.setdefault((change.field, words), Earlier(change.field, words, happening.day))
    return tuple(found.values())
