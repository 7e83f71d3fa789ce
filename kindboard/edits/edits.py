"""What a person may write into a card: their values checked against fields and board, and the card's new text. Pure."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kindboard.board.board import Board, Draft
from kindboard.board.finding import fold
from kindboard.cards.cards import KINDS, SCHEMA, About, Answer, Card, CheckAnswer, Doc, PlanItem, Theme
from kindboard.cards.fields import LINE_LIMIT, Field, Rule
from kindboard.cards.ids import is_slug
from kindboard.cards.reading import next_changed
from kindboard.cards.toml import parse
from kindboard.errors import WrongUse
from kindboard.merge.fields import drop_settled
from kindboard.words.fields import words_of
from kindboard.words.kinds import named

Values = Mapping[str, Any]
"""Field name -> value; None clears it. Sets are given whole."""

GAP = 1024
"""Between the ranks of two plan items, so that another fits in between."""

_KEPT_BY_KINDBOARD = ("schema", "created", "changed")


def checked(kind: str, values: Values) -> dict[str, Any]:
    """`values` as the file has them, each checked. Raises WrongUse with the field and what it may be."""
    fields = KINDS[kind].fields
    result = {}
    for name, value in values.items():
        field = fields.get(name)
        if field is None or name in _KEPT_BY_KINDBOARD:
            known = ", ".join(n for n in fields if n not in _KEPT_BY_KINDBOARD)
            raise WrongUse("unknown-field", f"A {kind} has no field called {name}.", f"It has: {known}.")
        result[name] = _checked(field, value)
    return result


def _checked(field: Field, value: Any) -> Any:
    if value is None or (field.type is str and isinstance(value, str) and not value.strip()):
        if field.required:
            raise WrongUse("empty", f"{_words(field)} can't be empty.", "Write something, then save again.")
        return None
    if field.type is dict or field.fields:
        return value
    if field.type is tuple:
        if isinstance(value, str) or not isinstance(value, Collection):
            raise _wrong(field, "a list of words")
        return sorted({_line(field, item) for item in value})
    if field.type is str:
        if not isinstance(value, str):
            raise _wrong(field, "words")
        return _line(field, value) if field.rule is not Rule.TEXT else _long(field, value)
    return _plain(field, value)


def _plain(field: Field, value: Any) -> Any:
    try:
        if field.type is date and isinstance(value, str):
            return date.fromisoformat(value)
        if field.type is int and isinstance(value, str):
            return int(value)
    except ValueError:
        pass
    if type(value) is field.type:
        return value
    names = {date: "a date, such as 2026-11-30", int: "a whole number", bool: "true or false", datetime: "a time"}
    raise _wrong(field, names.get(field.type, "something else"))


def _line(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(field, "words")
    line = " ".join(clean(value).split())
    if field.choices and line not in field.choices:
        raise _wrong(field, f"one of: {', '.join(field.choices)}")
    return _within(field, line)


def _long(field: Field, value: str) -> str:
    return _within(field, clean(value).strip("\n").rstrip())


def _within(field: Field, text: str) -> str:
    if field.limit is not None and len(text) > field.limit:
        raise WrongUse(
            "too-long",
            f"{_words(field)} has {len(text):,} characters; {field.limit:,} is the most a card can hold.",
            "Shorten it, or put it on more than one card. Nothing you typed is lost.",
        )
    return text


def clean(text: str) -> str:
    """NFC, LF, and none of the characters that no card can hold (NUL and halves of a pair)."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")


def _wrong(field: Field, expected: str) -> WrongUse:
    return WrongUse("wrong-value", f"{_words(field)} must be {expected}.", "Change it, then try again.")


def _words(field: Field) -> str:
    return f"The {words_of(field.name).phrase}"


def new_doc(kind: str, values: Values, created: date, changed: datetime) -> Doc:
    """A new card. Raises WrongUse where a required field is missing."""
    given = {name: value for name, value in checked(kind, values).items() if value is not None}
    for name, field in KINDS[kind].fields.items():
        if field.required and name not in given and name not in _KEPT_BY_KINDBOARD:
            raise WrongUse("empty", f"{_words(field)} can't be empty.", "Write something, then save again.")
    return {"schema": SCHEMA, "created": created, "changed": changed, **given}


def edited_doc(kind: str, doc: Doc, values: Mapping[str, Any], now: datetime) -> Doc:
    """`doc` with some fields changed (None: without them), and `changed` risen. Values are checked already."""
    new = {name: value for name, value in {**doc, **values}.items() if value is not None and value != []}
    last = doc.get("changed")
    new["changed"] = next_changed(last, now) if isinstance(last, datetime) and last.tzinfo else now
    # A value that was the other of two at once, and is now chosen, is no longer the other.
    return drop_settled(new, kind)


def check_links(board: Board, kind: str, values: Values) -> None:
    """An id that a person gives must be on the board; one that merging left behind merely counts as absent.

    Raises WrongUse.
    """
    single: tuple[tuple[str, tuple[Card, ...]], ...] = (
        ("principle", board.principles),
        ("round", board.rounds),
        ("theme", board.themes),
    )
    for name, cards in single:
        value = values.get(name)
        if value is not None and name in KINDS[kind].fields and value not in {card.id for card in cards}:
            there = ", ".join(card.id for card in cards[-10:]) or "none yet"
            raise WrongUse(
                f"unknown-{name}", f"There is no {name} called {value} on this board.", f"There are: {there}."
            )
    known = without_gone(board, kind, values)
    for name in _MANY.keys() & known.keys() & KINDS[kind].fields.keys():
        unknown = set(values[name] or ()) - set(known[name])
        if unknown:
            raise WrongUse("unknown-id", f"There is nothing called {min(unknown)} on this board.", "Check its id.")


def without_gone(board: Board, kind: str, values: Values) -> dict[str, Any]:
    """The values without ids of cards that somebody took off the board after they were chosen."""
    kept = dict(values)
    for name in KINDS[kind].fields.keys() & _MANY.keys() & values.keys():
        there = {card.id for cards in _MANY[name](board) for card in cards}
        kept[name] = tuple(id for id in values[name] or () if id in there)
    return kept


_MANY: Mapping[str, Callable[[Board], tuple[tuple[Card, ...], ...]]] = {
    "principles": lambda board: (board.principles,),
    "sources": lambda board: (board.answers, board.themes),
}
"""Fields that hold ids of several cards, and the cards that these may be of."""


def as_draft(card: Card, doc: Doc, now: datetime) -> Draft | None:
    """What a card says, as its writer would have kept it before it was put on the board. Pure.

    Put on the board again it is the same card. None for a kind of card that is not begun as a draft.
    """
    if not isinstance(card, Answer | PlanItem | Theme):
        return None
    none_of_them = {"schema", "created", "changed", "notes", "echoes", "checks", "rank", "also"}
    fields = {name: value for name, value in doc.items() if name in KINDS[card.kind].fields.keys() - none_of_them}
    if isinstance(card, Answer):
        fields["by"] = card.by
    return Draft(card.id, card.kind, None, None, fields, now)


def slug_of(title: str) -> str:
    """A title as the name of a file: plain letters, digits and hyphens; empty where none are in it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return slug if is_slug(slug) else ""


def free_slug(board: Board, kind: str, title: str) -> str:
    """A name for a new card of a kind that is named after its title."""
    taken = {card.id for card in board if card.kind == kind}
    base = slug_of(title) or kind
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def placed(board: Board, item: PlanItem, column: str, before: str | None) -> list[tuple[Card, Values]]:
    """What to change so that `item` stands in `column` before another item, or last; its own change first.

    Ranks are whole numbers far apart, so that mostly one card changes.
    """
    lane = [other for other in board.plan if other.column == column and other.id != item.id]
    at = next((number for number, other in enumerate(lane) if other.id == before), len(lane))
    lower = lane[at - 1].rank if at else (lane[at].rank - 2 * GAP if lane else 0)
    upper = lane[at].rank if at < len(lane) else lower + 2 * GAP
    if upper - lower > 1:
        return [(item, {"column": column, "rank": (lower + upper) // 2})]
    order = [*lane[:at], item, *lane[at:]]
    changes: list[tuple[Card, Values]] = [(i, {"column": column, "rank": GAP * n}) for n, i in enumerate(order, 1)]
    return sorted(changes, key=lambda change: change[0].id != item.id)


def noted(card: Card, text: str, name: str | None, id: str) -> dict[str, Any]:
    """The notes of a card with one more, under a fresh `id`. Raises WrongUse."""
    field = KINDS[card.kind].fields.get("notes")
    if field is None:
        raise WrongUse(
            "no-notes", f"{named(card.kind).capitalize()} takes no notes.", "Choose an answer, theme or plan item."
        )
    words = _long(field.fields["text"], text).strip()
    if not words:
        raise WrongUse("empty", "A note can't be empty.", "Write something, then save again.")
    note = {"text": words} | ({"by": name} if name else {})
    return {**parse(card.raw).get("notes", {}), id: note}


def without_note(card: Card, key: str) -> dict[str, Any]:
    """The notes of a card without one of them. Raises WrongUse."""
    notes = parse(card.raw).get("notes", {})
    if key not in notes:
        raise WrongUse("unknown-note", "There is no such note on this card.", 'See "kindboard show ID".')
    return {name: note for name, note in notes.items() if name != key}


def found_at(item: PlanItem, review: str, found: CheckAnswer, note: str, id: str) -> dict[str, Any]:
    """The checks of a plan item with what a review found of it, under a fresh `id`. Raises WrongUse."""
    field = KINDS["plan"].fields["checks"].fields["note"]
    check = {"review": review, "answer": found} | ({"note": words} if (words := _long(field, note).strip()) else {})
    return {**parse(item.raw).get("checks", {}), id: check}


def with_day(about: About, day: date, name: str, id: str) -> dict[str, Any]:
    """The days with a name of a board with one more, under a fresh `id`. Raises WrongUse."""
    fields = KINDS["board"].fields["days"].fields
    return {**parse(about.raw).get("days", {}), id: {"day": day, "name": _checked(fields["name"], name)}}


def with_support(about: About, name: str, how: str) -> list[dict[str, Any]]:
    """The people to talk to of a board, and one more; who is named already is named anew. Raises WrongUse."""
    fields = KINDS["board"].fields["support"].fields
    one = {"name": _checked(fields["name"], name), "how": _checked(fields["how"], how)}
    others = without_support(about, str(one["name"]))
    return [*others, {key: words for key, words in one.items() if words}]


def without_support(about: About, name: str) -> list[dict[str, Any]]:
    """The people to talk to of a board, but for one."""
    named: list[dict[str, Any]] = parse(about.raw).get("support", [])
    return [one for one in named if fold(str(one.get("name", ""))) != fold(name)]


def echoed(card: Card, code: str) -> dict[str, bool] | None:
    """The "me too" of a card with one more; with one less, where this one was there. Raises WrongUse."""
    if not isinstance(card, Answer | Theme | PlanItem):
        raise WrongUse("no-echo", f'You can\'t say "me too" to {named(card.kind)}.', "Choose an answer or a theme.")
    echoes: dict[str, bool] = dict(parse(card.raw).get("echoes", {}))
    if echoes.pop(code, None) is None:
        echoes[code] = True
    return echoes or None


def worded(board: Board, lines: Sequence[str], source: str | None) -> list[tuple[Card, dict[str, Any]]]:
    """What to change so that the principles have their published wording, a line each. Raises WrongUse.

    Principles of the team's own may be left out: nobody published them.
    """
    lines = [line.strip() for line in lines if line.strip()]
    principles, brought = board.principles, board.brought
    if len(lines) == len(brought):
        principles = brought
    elif len(lines) != len(principles):
        own = len(principles) - len(brought)
        beside = f", {own} of them your team's own," if own else ""
        raise WrongUse(
            "wrong-count",
            f"There are {len(principles)} principles here{beside} and {len(lines)} lines; nothing was changed.",
            f"Give one line for each principle, in their order{'; your own may be left out' if own else ''}.",
        )
    known = {"wording": "published", "source": source}
    return [
        (principle, {"title": line[:LINE_LIMIT], "text": line, **known})
        for principle, line in zip(principles, lines, strict=True)
    ]
