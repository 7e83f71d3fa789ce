"""What a form asks for, made from the fields of a kind of card: a new field needs no new line here. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from kindboard.cards.cards import KINDS
from kindboard.cards.fields import Field, Rule
from kindboard.terms import CHOICES
from kindboard.words.fields import Words, in_order, words_of

Input: TypeAlias = Literal["line", "text", "day", "one of", "some of", "cards"]
"""A line, several lines, a day, one or some of the field's choices, or ids of cards on the board."""

BY_THEMSELVES = frozenset({"schema", "created", "changed", "by", "principle", "question", "round", "theme", "told"})
"""Fields that say when, by whom and where; a form asks for none of them."""


class Asked(Struct, frozen=True):
    """One field of a form."""

    name: str
    input: Input
    words: Words
    limit: int | None
    """Characters."""
    options: Mapping[str, str] = {}
    """The choices with their words; of cards, the board has them."""


def form_of(kind: str) -> tuple[Asked, ...]:
    """What a form asks of a kind of card, in its order."""
    fields = KINDS[kind].fields
    asked = [name for name, field in fields.items() if name not in BY_THEMSELVES and _is_asked(field)]
    return tuple(_asked(fields[name]) for name in sorted(asked, key=in_order))


def _is_asked(field: Field) -> bool:
    """Not what others add to a card, and not where an item stands, which is moved."""
    return field.rule is not Rule.TABLE and field.unit is None and not field.fields


def _asked(field: Field) -> Asked:
    known = CHOICES.get(field.name, {})
    options = {choice: known.get(choice, choice) for choice in field.choices}
    return Asked(field.name, _input(field), words_of(field.name), field.limit, options)


def _input(field: Field) -> Input:
    if field.rule is Rule.TEXT:
        return "text"
    if field.type is date:
        return "day"
    if field.type is tuple:
        return "some of" if field.choices else "cards"
    return "one of" if field.choices else "line"
