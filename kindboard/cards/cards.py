"""The kinds of card and their fields. Pure.

A card is a frozen value read from one TOML file. `KINDS` tells the fields of each kind as tables, which the merge, the
writer, the command line and the screens share.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta, Struct

from kindboard.cards.fields import Field, Line, Link, LongText, Names, Part, Rule, fields_of, meta

SCHEMA = 1
SIZE_LIMIT = 1_000_000
"""Bytes. A file larger than this is not loaded as a card but listed as needing attention."""

Doc: TypeAlias = dict[str, Any]
"""A card as plain TOML values: str, int, float, bool, date, datetime, time, list, dict."""


Question = Literal["self", "organisation", "improve", "people-say"]
Column = Literal["stop", "start", "stay"]
Wish = Literal["just-heard"]
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


class NamedDay(Part, frozen=True, kw_only=True):
    """A day that people will want to go back to, and what they call it."""

    day: Annotated[date, meta(Rule.ONE)]
    name: Line


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
    wish: Annotated[Wish, meta(Rule.ONE)] | None = None
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
    told: Annotated[date, meta(Rule.ONE)] | None = None
    """When those who raised it were told what came of it."""
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
    days: Annotated[dict[str, NamedDay], meta(Rule.TABLE)] = {}


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


CARDS: Mapping[str, type[Card]] = {
    card.kind: card for card in (About, Principle, Learn, Round, Review, Answer, Theme, PlanItem)
}
"""The card of each kind, by its name."""


class _Kinds(Mapping[str, Kind]):
    """Each is worked out when it is first asked for: eight at once would cost every start 10 ms."""

    def __init__(self) -> None:
        self._known: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._known:
            self._known[name] = _kind(CARDS[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CARDS)

    def __len__(self) -> int:
        return len(CARDS)


KINDS: Mapping[str, Kind] = _Kinds()
"""Every kind of card by its name: board principle learn round review answer theme plan."""


def as_json(card: Card) -> dict[str, Any]:
    """Every field of the card plus `id`, `kind`, `path`, `board`, `also`; dates as ISO strings."""
    values: dict[str, Any] = msgspec.to_builtins(card, builtin_types=(bytes,))
    del values["raw"]
    return {"id": card.id, "kind": card.kind, "path": card.path, "board": card.board} | values
