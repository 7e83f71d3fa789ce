"""What somebody typed as `FIELD=VALUE`, as the values of a card's fields. Pure but for the reader it is given.

`FIELD=` clears, `+=` and `-=` add to and take from a set, commas part the members of one. `FIELD=@FILE` and `FIELD=-`
read the value from a file or from what is piped in.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kindboard.cards.cards import KINDS, Card
from kindboard.cards.fields import Field, Rule
from kindboard.errors import WrongUse
from kindboard.words.days import day_typed

Read = Callable[[str], str]
"""The text behind `-` or `@FILE`. Raises WrongUse."""

_PART = re.compile(r"\s*(.*?)\s*(?::\s+(.*))?\s*")
_YES = {"yes": True, "true": True, "no": False, "false": False}


def changes(card: Card, typed: Sequence[str], today: date, read: Read) -> dict[str, Any]:
    """Field name -> new value (None clears; sets whole), for `Workspace.change`. Raises WrongUse."""
    result: dict[str, Any] = {}
    for word in typed:
        name, sign, value = _split(word)
        field = _field(card, name)
        if value == "-" or value.startswith("@"):
            value = read(value)
        if sign:
            seen = result.get(name, getattr(card, name))
            result[name] = _joined(field, sign, seen or (), _members(value))
        else:
            result[name] = _value(field, value, today)
    return result


def _split(word: str) -> tuple[str, str, str]:
    """(field, "+" or "-" or "", value), split at the first `=`."""
    name, equals, value = word.partition("=")
    if not equals:
        raise WrongUse("wrong-use", f'"{word}" says no new value.', 'Write it as FIELD=VALUE, such as "owner=Sam".')
    sign = name[-1:] if name[-1:] in ("+", "-") else ""
    return name.removesuffix(sign).strip().replace("-", "_"), sign, value


def _field(card: Card, name: str) -> Field:
    fields = KINDS[card.kind].fields
    own = ("schema", "created", "changed")
    if name not in fields or name in own:
        known = ", ".join(known for known, field in fields.items() if known not in own and field.type is not dict)
        raise WrongUse(
            "unknown-field", f'This card ({card.kind}) has no field "{name}" to change.', f"It has: {known}."
        )
    if fields[name].type is dict:
        verb = {"notes": 'Add one with "kindboard note".', "echoes": 'Say so with "kindboard echo".'}.get(name, "")
        raise WrongUse("wrong-use", f"The {name} of a card can't be set as a whole.", verb)
    return fields[name]


def _joined(field: Field, sign: str, seen: Sequence[str], members: Sequence[str]) -> tuple[str, ...]:
    if field.rule is not Rule.SET:
        raise WrongUse("not-a-set", f'{field.name} holds one value, so "{sign}=" does nothing.', f"Use {field.name}=…")
    if sign == "-":
        return tuple(member for member in seen if member not in members)
    return (*seen, *(member for member in members if member not in seen))


def _value(field: Field, value: str, today: date) -> Any:
    if not value.strip():
        return None
    if field.fields:
        return [_part(field, line) for line in value.splitlines() if line.strip()]
    if field.type is tuple:
        return _members(value)
    if field.type is date:
        return day_typed(value, today)
    if field.type is bool:
        return _YES.get(value.strip().lower(), value)
    return value


def _members(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member for part in re.split(r"[,\n]", value) if (member := part.strip())))


def _part(field: Field, line: str) -> dict[str, str]:
    """`Ann: ring 0161 …` as the two fields of one entry."""
    match = _PART.fullmatch(line)
    values = match.groups() if match else (line, None)
    return {name: value for name, value in zip(field.fields, values, strict=False) if value}
