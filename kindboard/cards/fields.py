"""Fields of a card as data: the annotation of a field is its whole truth. Pure.

The type is for reading (msgspec checks it); beside it stand the merge rule of design section 5 and the limit on what a
person may type.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

TEXT_LIMIT = 20_000
LINE_LIMIT = 300


class Rule(Enum):
    """How a field merges when both sides changed it (design, section 5)."""

    ONE = "the later value wins, the other is kept in `also`"
    TEXT = "line by line; where lines overlap, as ONE"
    SET = "(base and adds) less removes"
    TABLE = "key by key, then field by field"


def meta(rule: Rule, limit: int | None = None, unit: str | None = None, words: bool = False) -> Meta:
    return Meta(extra={"rule": rule, "limit": limit, "unit": unit, "words": words})


Line = Annotated[str, meta(Rule.ONE, LINE_LIMIT, words=True)]
LongText = Annotated[str, meta(Rule.TEXT, TEXT_LIMIT, words=True)]
Link = Annotated[str, meta(Rule.ONE, LINE_LIMIT)]
"""The id or slug of another card, a key, or an address."""
Names = Annotated[tuple[str, ...], meta(Rule.SET, LINE_LIMIT)]


class Part(Struct, frozen=True, kw_only=True):
    """An entry of a table inside a card."""


class Field(Struct, frozen=True):
    """One field of a kind of card, as data."""

    name: str
    rule: Rule
    required: bool
    limit: int | None = None
    """Characters a person may type; what merging or another program wrote may be longer."""
    unit: str | None = None
    """Fields of one unit win or lose together."""
    words: bool = False
    """Free words, of which two may stand side by side; not so an id or an address."""
    choices: tuple[str, ...] = ()
    type: type = str
    """str, int, bool, date, datetime, tuple (a set, or a list of tables) or dict (a table)."""
    fields: Mapping[str, "Field"] = {}
    """Of a table: the fields of each of its entries; empty where an entry is one value."""


def _field(name: str, hint: Any, required: bool) -> Field:
    metas = [m for m in _annotations(hint) if isinstance(m, Meta) and m.extra]
    told: dict[str, Any] = next((m.extra for m in metas if m.extra), meta(Rule.ONE).extra or {})
    plain = _plain(hint)
    choices: tuple[str, ...] = ()
    entries: Mapping[str, Field] = {}
    for part in (plain, *get_args(plain)):
        if get_origin(part) is Literal:
            choices = get_args(part)
        elif isinstance(part, type) and issubclass(part, Part):
            entries = fields_of(part)
    origin = get_origin(plain) or plain
    kind_of_value = str if origin is Literal else origin
    return Field(name, required=required, **told, choices=choices, type=kind_of_value, fields=entries)


def _annotations(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
    for part in get_args(hint):
        if part is not hint:
            yield from _annotations(part)


def _plain(hint: Any) -> Any:
    """The hint without its annotations and without `| None`."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    parts = [part for part in get_args(hint) if part is not type(None)]
    if type(None) in get_args(hint):
        return _plain(parts[0])
    return hint


def fields_of(struct: type[Struct]) -> dict[str, Field]:
    """The fields of a kind of card, or of a part of one, by name, in the order of the class."""
    hints = get_type_hints(struct, include_extras=True)
    required = {field.name for field in msgspec.structs.fields(struct) if field.required}
    return {name: _field(name, hints[name], name in required) for name in struct.__struct_fields__}
