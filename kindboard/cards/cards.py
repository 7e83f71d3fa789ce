"""The kinds of card: their fields, ids and paths. Pure.

A card is a frozen value read from one TOML file. `KINDS` tells the fields of each kind as tables, which the merge, the
writer, the command line and the screens share.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta, Struct

from kindboard.cards.fields import Field, Line, Link, LongText, Names, Part, Rule, fields_of, meta
from kindboard.errors import NotReadable

SCHEMA = 1
SIZE_LIMIT = 1_000_000
"""Bytes. A file larger than this is not loaded as a card but listed as needing attention."""

Doc: TypeAlias = dict[str, Any]
"""A card as plain TOML values: str, int, float, bool, date, datetime, time, list, dict."""


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


class Note(Part, frozen=True, kw_only=True):
    """A dated line on a card; its key is a card id, so its day is the key's."""

    text: LongText = ""
    by: Line | None = None


class Check(Part, frozen=True, kw_only=True):
    """What a review found of a plan item."""

    review: Link
    answer: Annotated[CheckAnswer, meta(Rule.ONE)]
    note: LongText = ""


class Support(Part, frozen=True, kw_only=True):
    """Somebody to talk to."""

    name: Line
    how: Line = ""


class Worded(Part, frozen=True, kw_only=True):
    """A question as the article words it."""

    key: Link
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
    schema: Annotated[int, meta(Rule.ONE)] = SCHEMA
    created: Annotated[date, meta(Rule.ONE)]
    changed: Annotated[datetime, Meta(tz=True), meta(Rule.ONE)] = datetime.min.replace(tzinfo=UTC)
    also: tuple[Also, ...] = ()

    @property
    def newer(self) -> bool:
        """Written by a newer kindboard: shown and merged, never edited here."""
        return self.schema > SCHEMA


class Answer(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "answer"
    folder: ClassVar[str] = "answers"
    dated: ClassVar[bool] = True

    principle: Link
    question: Annotated[Question, meta(Rule.ONE)]
    round: Link | None = None
    by: Line | None = None
    heard: Annotated[Heard, meta(Rule.ONE)] | None = None
    theme: Link | None = None
    tags: Names = ()
    text: LongText
    echoes: Annotated[dict[str, bool], meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], meta(Rule.TABLE)] = {}


class Theme(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "theme"
    folder: ClassVar[str] = "themes"
    dated: ClassVar[bool] = True

    title: Line
    round: Link | None = None
    summary: LongText = ""
    echoes: Annotated[dict[str, bool], meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], meta(Rule.TABLE)] = {}


class PlanItem(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "plan"
    folder: ClassVar[str] = "plan"
    dated: ClassVar[bool] = True

    column: Annotated[Column, meta(Rule.ONE, unit="column")]
    rank: Annotated[int, meta(Rule.ONE, unit="column")] = 0
    title: Line
    principles: Names = ()
    sources: Names = ()
    owner: Line | None = None
    review_by: Annotated[date, meta(Rule.ONE)] | None = None
    status: Annotated[Status, meta(Rule.ONE)] = "planned"
    when_then: Line | None = None
    barriers: Annotated[tuple[Barrier, ...], meta(Rule.SET)] = ()
    needs: Annotated[tuple[Need, ...], meta(Rule.SET)] = ()
    why: LongText = ""
    outcome: LongText = ""
    echoes: Annotated[dict[str, bool], meta(Rule.TABLE)] = {}
    notes: Annotated[dict[str, Note], meta(Rule.TABLE)] = {}
    checks: Annotated[dict[str, Check], meta(Rule.TABLE)] = {}


class Principle(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "principle"
    folder: ClassVar[str] = "principles"

    order: Annotated[int, meta(Rule.ONE)] = 0
    title: Line
    source: Line = ""
    wording: Annotated[Wording, meta(Rule.ONE)] = "working"
    background: Names = ()
    """Slugs of the Learn cards that tell more about it."""
    text: LongText = ""


class Learn(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "learn"
    folder: ClassVar[str] = "learn"

    section: Line
    order: Annotated[int, meta(Rule.ONE)] = 0
    title: Line
    source: Line = ""
    url: Link | None = None
    text: LongText = ""


class Round(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "round"
    folder: ClassVar[str] = "rounds"

    title: Line
    stage: Annotated[Stage, meta(Rule.ONE)] = "reflect"
    started: Annotated[date, meta(Rule.ONE)] | None = None
    closed: Annotated[date, meta(Rule.ONE)] | None = None


class Review(Card, frozen=True, kw_only=True):
    kind: ClassVar[str] = "review"
    folder: ClassVar[str] = "reviews"

    round: Link | None = None
    held: Annotated[date, meta(Rule.ONE)]
    summary: LongText = ""


class About(Card, frozen=True, kw_only=True):
    """board.toml: what the board is for, its questions, and who to talk to."""

    kind: ClassVar[str] = "board"
    folder: ClassVar[str] = ""

    title: Line
    source: Line = ""
    starter: Annotated[bool, meta(Rule.ONE)] = False
    purpose: LongText = ""
    support: Annotated[tuple[Support, ...], meta(Rule.ONE)] = ()
    questions: Annotated[tuple[Worded, ...], meta(Rule.ONE)] = ()
    plan_questions: Annotated[tuple[Worded, ...], meta(Rule.ONE)] = ()


class Kind(Struct, frozen=True):
    """One kind of card, as data. `fields` is in the order of the file."""

    name: str
    card: type[Card]
    fields: Mapping[str, Field]
    long: frozenset[str]
    """Fields written over several lines, also when their text has one."""


_LAST = ("created", "changed")


def _kind(card: type[Card]) -> Kind:
    found = fields_of(card)
    own = [name for name in found if name not in Card.__struct_fields__]
    # Long texts and tables stand after the short fields, so that a card's head is readable at a glance.
    plain = [name for name in own if not _spreads(found[name])]
    order = ["schema", *plain, *_LAST, *(name for name in own if name not in plain)]
    fields = {name: found[name] for name in order}
    return Kind(card.kind, card, fields, frozenset(n for n, f in fields.items() if f.rule is Rule.TEXT))


def _spreads(field: Field) -> bool:
    return field.rule in (Rule.TEXT, Rule.TABLE) or bool(field.fields)


_CARDS: Mapping[str, type[Card]] = {
    card.kind: card for card in (About, Principle, Learn, Round, Review, Answer, Theme, PlanItem)
}


class _Kinds(Mapping[str, Kind]):
    """Each is worked out when it is first asked for: eight at once would cost every start 10 ms."""

    def __init__(self) -> None:
        self._known: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._known:
            self._known[name] = _kind(_CARDS[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_CARDS)

    def __len__(self) -> int:
        return len(_CARDS)


KINDS: Mapping[str, Kind] = _Kinds()
"""Every kind of card by its name: board principle learn round review answer theme plan."""


# Ids and paths ---------------------------------------------------------------------------------------------------

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's, in lower case: no letter is taken for another when read aloud."""

ID = re.compile(rf"\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-[{BASE32}]{{8}}")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def random_letters(count: int) -> str:
    """Letters that nobody can guess."""
    from secrets import choice  # 5 ms, and reading a board makes no ids

    return "".join(choice(BASE32) for _ in range(count))


def new_id(day: date) -> str:
    """A fresh id: the UTC day and 8 random letters, e.g. `2026-11-23-k7f3m9q2`."""
    return f"{day.isoformat()}-{random_letters(8)}"


def id_of_draft(key: str, day: date, there: Iterable[str]) -> str:
    """The id of what a draft puts on the board, the same however often that is tried: the day, and its own letters.

    If it was put `there` before and the draft outlived that, by a crash, it is the one it got then.
    """
    letters = key[-8:]
    return next((id for id in there if id.endswith(letters)), f"{day.isoformat()}-{letters}")


def is_slug(text: str) -> bool:
    """Whether `text` may name a board, principle, round, review or Learn card: safe as a file name everywhere."""
    return bool(SLUG.fullmatch(text)) and text not in _RESERVED


def is_id(kind: str, text: str) -> bool:
    return bool(ID.fullmatch(text)) if _CARDS[kind].dated else is_slug(text)


def path_of(board: str, kind: str, id: str) -> str:
    """Where a card lives, from the root of the repository; always with `/`. Raises ValueError for an unsafe name."""
    if not is_slug(board) or not (kind == "board" or is_id(kind, id)):
        raise ValueError(f"not a safe name: {board!r} {id!r}")
    card = _CARDS[kind]
    if kind == "board":
        return f"boards/{board}/board.toml"
    month = f"{id[:7]}/" if card.dated else ""
    return f"boards/{board}/{card.folder}/{month}{id}.toml"


_FOLDER = re.compile(rf"boards/({SLUG.pattern})(?:/([a-z]+)(?:/([^/]+))?)?")
_BY_FOLDER = {card.folder: name for name, card in _CARDS.items()}


class Place(Struct, frozen=True):
    """Which card a path holds. `proper` is false where the card lies in a folder that is not its own."""

    board: str
    kind: str
    id: str
    proper: bool


def place_of(path: str) -> Place | None:
    """The card a path holds, or None for a path that holds no card."""
    folder, _, name = path.rpartition("/")
    known = _folder(folder)
    if known is None or name[-5:] != ".toml":
        return None
    board, kind, month = known
    id = name[:-5]
    if kind == "board":
        return Place(board, kind, board, True) if id == "board" else None
    if not is_id(kind, id):
        return None
    return Place(board, kind, id, month == (id[:7] if _CARDS[kind].dated else None))


@lru_cache(maxsize=1000)
def _folder(path: str) -> tuple[str, str, str | None] | None:
    """(board, kind, month) of a folder of cards; ten thousand cards lie in a few dozen."""
    match = _FOLDER.fullmatch(path)
    if match is None or match[1] in _RESERVED:
        return None
    kind = _BY_FOLDER.get(match[2] or "")
    return (match[1], kind, match[3]) if kind else None


# Values ----------------------------------------------------------------------------------------------------------

GREATEST = datetime.max.replace(tzinfo=UTC)


def next_changed(last: datetime, now: datetime) -> datetime:
    """The `changed` of an edit: now, but always above the card's last, also when a clock ran ahead (section 5)."""
    if last >= GREATEST - timedelta(microseconds=1):
        return GREATEST
    return max(now.astimezone(UTC), last.astimezone(UTC) + timedelta(microseconds=1))


def read(place: Place, path: str, raw: bytes, doc: Doc) -> Card:
    """The card of a parsed file. Its name in the folder wins over an `id` inside it. Raises NotReadable."""
    card = _CARDS[place.kind]
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
