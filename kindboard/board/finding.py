"""Finding a card by its words or by the ending of its id. Pure."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from kindboard.cards.cards import Answer, Learn, PlanItem, Theme
from kindboard.cards.written import written
from kindboard.errors import WrongUse

T = TypeVar("T")


def fold(text: str) -> str:
    """The text without case, accents and curly quotes, so that "cafe" finds "Café" and "don't" finds "don’t"."""
    if text.isascii():
        return text.lower()
    text = text.translate(_STRAIGHT)
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()


_STRAIGHT = str.maketrans("’‘ʼ“”", "'''\"\"")
_ACCENTS = re.compile("[\u0300-\u036f]+")


def words_to_find(card: Answer | Theme | PlanItem | Learn) -> Iterator[str]:
    """Everything on a card that a person would look for."""
    if isinstance(card, Learn):
        yield from (card.section, card.title, card.text, card.source)
        return
    for note in card.notes.values():
        yield note.text
    yield from (str(getattr(card, name) or "") for name in written(card.kind))
    if isinstance(card, Answer):
        yield from (card.by or "", *card.tags)
    elif isinstance(card, PlanItem):
        yield card.owner or ""


def named(kinds: Collection[str] | None) -> str:
    """What a card of one of these kinds is called in a sentence."""
    return " or ".join(sorted(kinds)) if kinds else "card"


def by_ending(cards: Mapping[str, T], ending: str, id_of: Callable[[T], str], name: str) -> T:
    """The one whose key or id is `ending` or, alone of all, ends so. `name`: what it is called. Raises WrongUse."""
    ending = ending.strip().lower()
    exact = [card for key, card in cards.items() if ending in (key, id_of(card))]
    found = exact or [card for key, card in cards.items() if ending and key.endswith(ending)]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(id_of(card) for card in found[:3]) + (" and others" if len(found) > 3 else "")
        raise WrongUse("ambiguous-id", f'More than one {name} ends in "{ending}": {some}.', "Give more of its id.")
    raise WrongUse(
        "unknown-id", f'There is no {name} "{ending}" on this board.', 'See "kindboard list" for every card and its id.'
    )
