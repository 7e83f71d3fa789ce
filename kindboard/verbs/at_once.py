"""The verbs that need nothing but a card. Every face offers them by itself, from the name of their action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from kindboard.errors import WrongUse
from kindboard.verbs.done import Done

if TYPE_CHECKING:
    from kindboard.cards.cards import Card
    from kindboard.workspace.workspace import Workspace


OWN_WORDS = "These are your own words; others can say that they could have written them."


def me_too(work: Workspace, card: Card) -> Done:
    """Said again, it is taken back."""
    after = work.echo(card)
    return Done("You say it, too" if work.is_mine_too(after) else "“Me too” taken back", (after,))


def own_words(work: Workspace, card: Card) -> str:
    """Why nobody says "me too" to what they wrote themselves; nothing where they may, or did and take it back."""
    return OWN_WORDS if work.wrote(card) and not work.is_mine_too(card) else ""


def _never(work: Workspace, card: Card) -> str:
    return ""


class AtOnce(Struct, frozen=True):
    """`refused` tells why it does nothing to a card just now, in words; nothing where it does."""

    do: Callable[[Workspace, Card], Done]
    refused: Callable[[Workspace, Card], str] = _never


AT_ONCE: Mapping[str, AtOnce] = {
    "me_too": AtOnce(me_too, own_words),
}


def refused(work: Workspace, name: str, card: Card) -> str:
    """Why the verb of this name does nothing to a card just now; of a verb that is not among these, nothing."""
    return AT_ONCE[name].refused(work, card) if name in AT_ONCE else ""


def carried_out(work: Workspace, name: str, card: Card) -> Done:
    """Raises WrongUse where it is refused."""
    if words := refused(work, name, card):
        raise WrongUse("refused", words)
    return AT_ONCE[name].do(work, card)
