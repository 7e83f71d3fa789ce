"""No name means no name: which way a change goes, and what time it tells (design, section 4).

What somebody wrote without a name goes alone, without a name and without a time of day, whoever's hand changes it.
What others could change as well (its theme, a note, "me too") goes as theirs would, or who did it first would tell;
unless the answer still waits to be sent, when there is no other way yet.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kindboard.cards.cards import Answer, Card
from kindboard.errors import KindboardError

if TYPE_CHECKING:
    from kindboard.clone.clone import Clone

_WRITERS = frozenset(("text", "principle", "question", "round", "heard", "wish", "tags"))
"""The fields of an answer that its writer alone decides on."""


def is_own(clone: Clone, card: Card) -> bool:
    """Whether it is an answer that was written on this computer without a name."""
    return isinstance(card, Answer) and card.by is None and clone.own.wrote(card.id)


def goes_alone(clone: Clone, card: Card, fields: Collection[str]) -> bool:
    """Whether a change of these fields goes the way of the answers without a name."""
    return is_own(clone, card) and (_WRITERS.issuperset(fields) or card.path in clone.queued())


def counted_up(card: Card) -> datetime:
    """When a change without a name was made: its instants count up from where the card stands."""
    return card.changed + timedelta(microseconds=1)


def check(clone: Clone, card: Card, fields: Collection[str], *, nameless: bool) -> None:
    """Raises KindboardError for a change that would tell whose an answer is, or change somebody else's words."""
    if not isinstance(card, Answer) or card.by is not None:
        return
    if "text" in fields and not clone.own.wrote(card.id):
        raise KindboardError(
            "no-name",
            "An answer without a name can only be corrected on the computer it was written on.",
            "Add a note to it instead.",
        )
    signed = "echoes" in fields or ("notes" in fields and not nameless)
    if signed and is_own(clone, card) and card.path in clone.queued():
        raise KindboardError(
            "waits",
            "This answer still waits to be sent without a name, and what you add now would tell whose it is.",
            "Add it without your name, or when the answer was sent.",
        )
