"""The kinds of card: their fields, how each field merges, their limits, ids and paths. Pure.

A card is a frozen value read from one TOML file. The annotation of a field is its whole truth: the type for reading
(checked by msgspec), the merge rule of design section 5, the limit on what a person may type, and the words to show.
`KINDS` turns the annotations into tables, which the merge, the writer, the command line and the screens share.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from kindboard.errors import NotReadable

SCHEMA = 1
TEXT_LIMIT = 20_000
LINE_LIMIT = 300
SIZE_LIMIT = 1_000_000
"""Bytes. A file larger than this is not loaded as a card but listed as needing attention."""

Doc: TypeAlias = dict[str, Any]
"""A card as plain TOML values: str, int, float, bool, date, datetime, time, list, dict."""


class Rule(Enum):
    """How a field merges when both sides changed it (design, section 5)."""

    ONE = "the later value wins, the other is kept in `also`"
    TEXT = "line by line; where lines overlap, as ONE"
    SET = "(base and adds) less removes"
    TABLE = "key by key, then field by field"


def _meta(rule: Rule, limit: int | None = None, unit: str | None = None) -> Meta:
    return Meta(extra={"rule": rule, "limit": limit, "unit": unit})


Line = Annotated[str, _meta(Rule.ONE, LINE_LIMIT)]
LongText = Annotated[str, _meta(Rule.TEXT, TEXT_LIMIT)]
Names = Annotated[tuple[str, ...], _meta(Rule.SET, LINE_LIMIT)]

Question = Literal["self", "organisation", "improve", "people-say"]
Column = Literal["stop", "start", "stay"]
Heard = Literal["me", "directly", "survey", "guess", "not-asked"]
Status = Literal["planned", "under way", "done", "let go"]
Barrier = Literal["risk", "regulation", "performance", "radical"]
Need = Literal["funding", "staffing", "training", "rule-change"]
Stage = Literal["reflect", "pool", "plan", "review"]
Wording = Literal["published", "working", "missing"]
CheckAnswer = Literal["going", "done", "let go", "kept", "slipped"]

QUESTIONS: tuple[Question, ...] = get_args(Question)
COLUMNS: tuple[Column, ...] = get_args(Column)
STAGES: tuple[Stage, ...] = get_args(Stage)


class Part(Struct, frozen=True, kw_only=True):
    """An entry of a table inside a card."""


class Note(Part, frozen=True, kw_only=True):
    """A dated line on a card; its key is a card id, so its day is the key's."""

    text: LongText = ""
    by: Line | None = None


class Check(Part, frozen=True, kw_only=True):
    """What a review found of a plan item."""

    review: Line
    answer: Annotated[CheckAnswer, _meta(Rule.ONE)]
    note: LongText = ""


class Support(Part, frozen=True, kw_only=True):
    """Somebody to talk to."""

    name: Line
    how: Line = ""


class Worded(Part, frozen=True, kw_only=True):
    """A question as the article words it."""

    key: Line
    text: Line


class Also(Part, frozen=True, kw_only=True):
    """The other value of a field that two people changed at once. No value: the other side cleared the field.

    `field` is a dotted path inside the card; for `column` the value is a table of `column` and `rank`.
    """

    field: str
    value: Any = None


class Card(Struct, frozen=True, kw_only=True):
    """What every kind of card has. `raw` is the file's bytes as they were read: the version its reader has seen."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    dated: ClassVar[bool] = False

    id: str
    board: str
    path: str
    raw: bytes = b""
    draft: bool = False
    schema: Annotated[int, _meta(Rule.ONE)] = SCHEMA
    created: Annotated[date, _meta(Rule.ONE)]
    changed: Annotated[datetime, Meta(tz=True), _meta(Rule.ONE)] = datetime.min.replace(tzinfo=UTC)
    also: tuple[Also, ...] = ()

    @property
    def newer(self) -> bool:
        """Written by a newer kindboard: shown and merged, never edited here."""
        return self.schema > SCHEMA


class Answer(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "answer"
    folder: ClassVar[str] = "answers"
    dated: ClassVar[bool] = True

    principle: Line
    question: Annotated[Question, _meta(Rule.ONE)]
    round: Line | None = None
    by: Line | None = None
    heard: Annotated[Heard, _meta(Rule.ONE)] | None = None
    theme: Line | None = None
    tags: Names = ()
    text: LongText
    echoes: Annotated[dict[str, bool], _meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], _meta(Rule.TABLE)] = {}


class Theme(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "theme"
    folder: ClassVar[str] = "themes"
    dated: ClassVar[bool] = True

    title: Line
    round: Line | None = None
    summary: LongText = ""
    echoes: Annotated[dict[str, bool], _meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], _meta(Rule.TABLE)] = {}


class PlanItem(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "plan"
    folder: ClassVar[str] = "plan"
    dated: ClassVar[bool] = True

    column: Annotated[Column, _meta(Rule.ONE, unit="column")]
    rank: Annotated[int, _meta(Rule.ONE, unit="column")] = 0
    title: Line
    principles: Names = ()
    sources: Names = ()
    owner: Line | None = None
    review_by: Annotated[date, _meta(Rule.ONE)] | None = None
    status: Annotated[Status, _meta(Rule.ONE)] = "planned"
    when_then: Line | None = None
    barriers: Annotated[tuple[Barrier, ...], _meta(Rule.SET)] = ()
    needs: Annotated[tuple[Need, ...], _meta(Rule.SET)] = ()
    why: LongText = ""
    outcome: LongText = ""
    echoes: Annotated[dict[str, bool], _meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], _meta(Rule.TABLE)] = {}
    checks: Annotated[dict[str, Check], _meta(Rule.TABLE)] = {}


class Principle(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "principle"
    folder: ClassVar[str] = "principles"

    order: Annotated[int, _meta(Rule.ONE)] = 0
    title: Line
    source: Line = ""
    wording: Annotated[Wording, _meta(Rule.ONE)] = "working"
    text: LongText = ""


class Learn(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "learn"
    folder: ClassVar[str] = "learn"

    section: Line
    order: Annotated[int, _meta(Rule.ONE)] = 0
    title: Line
    source: Line = ""
    url: Line | None = None
    text: LongText = ""


class Round(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "round"
    folder: ClassVar[str] = "rounds"

    title: Line
    stage: Annotated[Stage, _meta(Rule.ONE)] = "reflect"
    started: Annotated[date, _meta(Rule.ONE)] | None = None
    closed: Annotated[date, _meta(Rule.ONE)] | None = None


class Review(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "review"
    folder: ClassVar[str] = "reviews"

    round: Line | None = None
    held: Annotated[date, _meta(Rule.ONE)]
    summary: LongText = ""


class About(Card, frozen=True, kw_only=True):
    """board.toml: what the board is for, its questions, and who to talk to."""

    kind: ClassVar[str] = "board"
    folder: ClassVar[str] = ""

    title: Line
    source: Line = ""
    starter: Annotated[bool, _meta(Rule.ONE)] = False
    purpose: LongText = ""
    support: Annotated[tuple[Support, ...], _meta(Rule.ONE)] = ()
    questions: Annotated[tuple[Worded, ...], _meta(Rule.ONE)] = ()
    plan_questions: Annotated[tuple[Worded, ...], _meta(Rule.ONE)] = ()


class Field(Struct, frozen=True):
    """One field of a kind of card, as data."""

    name: str
    rule: Rule
    required: bool
    limit: int | None = None
    """Characters a person may type; what merging or another program wrote may be longer."""
    unit: str | None = None
    """Fields of one unit win or lose together."""
    choices: tuple[str, ...] = ()
    type: type = str
    """str, int, bool, date, datetime, tuple (a set, or a list of tables) or dict (a table)."""
    fields: Mapping[str, "Field"] = {}
    """Of a table: the fields of each of its entries; empty where an entry is one value."""


class Kind(Struct, frozen=True):
    """One kind of card, as data. `fields` is in the order of the file."""

    name: str
    card: type[Card]
    fields: Mapping[str, Field]
    long: frozenset[str]
    """Fields written over several lines, also when their text has one."""


_NOT_IN_THE_FILE = {"id", "board", "path", "raw", "draft", "also"}
_LAST = ("created", "changed")


def _field(name: str, hint: Any, required: bool) -> Field:
    metas = [m for m in _annotations(hint) if isinstance(m, Meta) and m.extra]
    extra: dict[str, Any] = next((m.extra for m in metas if m.extra), {"rule": Rule.ONE, "limit": None, "unit": None})
    plain = _plain(hint)
    choices: tuple[str, ...] = ()
    entries: Mapping[str, Field] = {}
    for part in (plain, *get_args(plain)):
        if get_origin(part) is Literal:
            choices = get_args(part)
        elif isinstance(part, type) and issubclass(part, Part):
            entries = _fields(part)
    origin = get_origin(plain) or plain
    kind_of_value = str if origin is Literal else origin
    return Field(name, extra["rule"], required, extra["limit"], extra["unit"], choices, kind_of_value, entries)


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


def _fields(struct: type[Struct]) -> dict[str, Field]:
    hints = get_type_hints(struct, include_extras=True)
    required = {field.name for field in msgspec.structs.fields(struct) if field.required}
    names = [name for name in struct.__struct_fields__ if name not in _NOT_IN_THE_FILE]
    if issubclass(struct, Card):
        own = [name for name in names if name not in Card.__struct_fields__]
        plain = [n for n in own if not _spreads(hints[n])]
        names = ["schema", *plain, *_LAST, *(n for n in own if n not in plain)]
    return {name: _field(name, hints[name], name in required) for name in names}


def _spreads(hint: Any) -> bool:
    """Long texts and tables stand after the short fields, so that a card's head is readable at a glance."""
    field = _field("", hint, False)
    return field.rule in (Rule.TEXT, Rule.TABLE) or bool(field.fields)


def _kind(card: type[Card]) -> Kind:
    fields = _fields(card)
    return Kind(card.kind, card, fields, frozenset(n for n, f in fields.items() if f.rule is Rule.TEXT))


KINDS: Mapping[str, Kind] = {
    card.kind: _kind(card) for card in (About, Principle, Learn, Round, Review, Answer, Theme, PlanItem)
}
"""Every kind of card by its name: board principle learn round review answer theme plan."""


# Ids and paths ---------------------------------------------------------------------------------------------------

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's, in lower case: no letter is taken for another when read aloud."""

ID = re.compile(rf"\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-[{BASE32}]{{8}}")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def new_id(day: date) -> str:
    """A fresh id: the UTC day and 8 random letters, e.g. `2026-11-23-k7f3m9q2`."""
    return f"{day.isoformat()}-{''.join(secrets.choice(BASE32) for _ in range(8))}"


def is_slug(text: str) -> bool:
    """Whether `text` may name a board, principle, round, review or Learn card: safe as a file name everywhere."""
    return bool(SLUG.fullmatch(text)) and text not in _RESERVED


def is_id(kind: str, text: str) -> bool:
    return bool(ID.fullmatch(text)) if KINDS[kind].card.dated else is_slug(text)


def path_of(board: str, kind: str, id: str) -> str:
    """Where a card lives, from the root of the repository; always with `/`. Raises ValueError for an unsafe name."""
    if not is_slug(board) or not (kind == "board" or is_id(kind, id)):
        raise ValueError(f"not a safe name: {board!r} {id!r}")
    card = KINDS[kind].card
    if kind == "board":
        return f"boards/{board}/board.toml"
    month = f"{id[:7]}/" if card.dated else ""
    return f"boards/{board}/{card.folder}/{month}{id}.toml"


_PATH = re.compile(rf"boards/({SLUG.pattern})/(?:(board)|([a-z]+)/(?:([^/]+)/)?([^/]+))\.toml")
_BY_FOLDER = {kind.card.folder: name for name, kind in KINDS.items()}


class Place(Struct, frozen=True):
    """Which card a path holds. `proper` is false where the card lies in a folder that is not its own."""

    board: str
    kind: str
    id: str
    proper: bool


def place_of(path: str) -> Place | None:
    """The card a path holds, or None for a path that holds no card."""
    match = _PATH.fullmatch(path)
    if match is None or match[1] in _RESERVED:
        return None
    board, is_about, folder, month, id = match.groups()
    if is_about:
        return Place(board, "board", board, True)
    kind = _BY_FOLDER.get(folder)
    if kind is None or not is_id(kind, id):
        return None
    return Place(board, kind, id, month == (id[:7] if KINDS[kind].card.dated else None))


# Values ----------------------------------------------------------------------------------------------------------

GREATEST = datetime.max.replace(tzinfo=UTC)


def next_changed(last: datetime, now: datetime) -> datetime:
    """The `changed` of an edit: now, but always above the card's last, also when a clock ran ahead (section 5)."""
    if last >= GREATEST - timedelta(microseconds=1):
        return GREATEST
    return max(now.astimezone(UTC), last.astimezone(UTC) + timedelta(microseconds=1))


def read(place: Place, path: str, raw: bytes, doc: Doc) -> Card:
    """The card of a parsed file. Its name in the folder wins over an `id` inside it. Raises NotReadable."""
    card = KINDS[place.kind].card
    known = doc | {"id": place.id, "board": place.board, "path": path, "raw": raw, "draft": False}
    known.pop("kind", None)
    try:
        return msgspec.convert(known, card)
    except (msgspec.ValidationError, OverflowError) as error:
        schema = doc.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            return _read_newer(card, known, error)
        raise NotReadable(f"A field is not what it should be: {error}.") from None


def _read_newer(card: type[Card], known: Doc, error: Exception) -> Card:
    """A newer kindboard may have given a field another shape: show what can be shown."""
    field = re.search(r"\$\.(\w+)", str(error))
    if field is None or field[1] not in known:
        raise NotReadable("It was written by a newer kindboard and can't be shown by this one.")
    known = {name: value for name, value in known.items() if name != field[1]}
    try:
        return msgspec.convert(known, card)
    except (msgspec.ValidationError, OverflowError) as next_error:
        return _read_newer(card, known, next_error)


def as_json(card: Card) -> dict[str, Any]:
    """Every field of the card plus `id`, `kind`, `path`, `board`, `also`; dates as ISO strings."""
    values: dict[str, Any] = msgspec.to_builtins(card, builtin_types=(bytes,))
    del values["raw"]
    return {"id": card.id, "kind": card.kind, "path": card.path, "board": card.board} | values
