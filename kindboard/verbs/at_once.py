"""The verbs that need nothing but a card. Every face offers them by itself, from the name of their action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from kindboard.errors import WrongUse
from kindboard.verbs import cards

if TYPE_CHECKING:
    from kindboard.cards.cards import Card
    from kindboard.verbs.done import Done
    from kindboard.workspace.workspace import Workspace


def _never(work: Workspace, card: Card) -> str:
    return ""


class AtOnce(Struct, frozen=True):
    """`refused` tells why it does nothing to a card just now, in words; nothing where it does."""

    do: Callable[[Workspace, Card], Done]
    refused: Callable[[Workspace, Card], str] = _never


AT_ONCE: Mapping[str, AtOnce] = {
    "me_too": AtOnce(cards.me_too, cards.own_words),
}


def refused(work: Workspace, name: str, card: Card) -> str:
    """Why the verb of this name does nothing to a card just now; of a verb that is not among these, nothing."""
    return AT_ONCE[name].refused(work, card) if name in AT_ONCE else ""


def carried_out(work: Workspace, name: str, card: Card) -> Done:
    """Raises WrongUse where it is refused."""
    if words := refused(work, name, card):
        raise WrongUse("refused", words)
    return AT_ONCE[name].do(work, card)
