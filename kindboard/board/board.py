"""An immutable board: everything on it, in the order the screen shows, and the questions one asks of it. Pure.

A `Board` is a value; a change gives a new one. It counts places and plan items, never people. An id that points
nowhere (a theme, round or source that is gone) counts as absent everywhere here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from kindboard.board.finding import by_ending, fold, named, words_to_find
from kindboard.cards.cards import (
    COLUMNS,
    QUESTIONS,
    About,
    Answer,
    Card,
    Column,
    Learn,
    Need,
    PlanItem,
    Principle,
    Question,
    Review,
    Round,
    Stage,
    Theme,
)
from kindboard.cards.paths import path_of

QUESTION_TEXT: Mapping[str, str] = {
    "self": "How do I personally embody this principle in my work?",
    "organisation": "How does my organisation embody this principle?",
    "improve": "What do I think needs to be improved?",
    "people-say": "What do people with care and support needs say needs to be improved?",
}
"""The four questions in the article's exact words."""

PLAN_QUESTION_TEXT: Mapping[str, str] = {
    "stop": "What do we need to stop doing?",
    "start": "What do we need to start doing?",
    "stay": "What do we need to keep doing?",
}
"""The three plan questions in the article's exact words."""

NEEDS: tuple[Need, ...] = get_args(Need)
CLOSED = ("done", "let go")
"""The states in which a plan item waits for nothing more."""


class Attention(Struct, frozen=True):
    """A file that needs somebody's attention, and why, in plain words."""

    path: str
    problem: str


UNSETTLED = "Two people changed this at once. Both texts are kept until somebody chooses between them."


class Draft(Struct, frozen=True):
    """What somebody typed and has not put on the board: kept on this computer, never sent."""

    key: str
    kind: str
    """answer, theme, plan or note."""
    card: str | None
    """The id of the card it edits or is a note on; None for a new card."""
    seen: bytes | None
    """That card's file as its writer saw it."""
    fields: dict[str, Any]
    saved: datetime
    path: str | None = None
    """That card's file: one id may lie in two places."""

    @property
    def no_name(self) -> bool:
        """Whether its writer chose to leave their name off: `by` is there and empty."""
        return "by" in self.fields and not self.fields["by"]


class Mark(Enum):
    """Where one question of a principle stands."""

    ANSWERED = "+"
    NOBODY = "·"
    KEPT = "~"


class Board(Struct, frozen=True, dict=True, eq=False):
    """One team's board. Made by `assemble`; compared by identity."""

    slug: str
    about: About
    principles: tuple[Principle, ...] = ()
    learn: tuple[Learn, ...] = ()
    rounds: tuple[Round, ...] = ()
    reviews: tuple[Review, ...] = ()
    answers: tuple[Answer, ...] = ()
    themes: tuple[Theme, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    drafts: tuple[Draft, ...] = ()
    attention: tuple[Attention, ...] = ()
    looking_at: str | None = None
    """The id of another round than the current one that is looked at."""

    # Words of the board

    def question_text(self, key: str) -> str:
        return _worded(self.about.questions, QUESTION_TEXT, key)

    def plan_question_text(self, column: str) -> str:
        return _worded(self.about.plan_questions, PLAN_QUESTION_TEXT, column)

    # Single cards

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every card by `key_of`. Where one id lies in two places, the card in its proper place."""
        cards: dict[str, Card] = {}
        for card in self:
            key = key_of(card)
            if key not in cards or card.path == path_of(card.board, card.kind, card.id):
                cards[key] = card
        return cards

    @cached_property
    def by_path(self) -> Mapping[str, Card]:
        return {card.path: card for card in self}

    def __iter__(self) -> Iterator[Card]:
        """Every card, in the order the screen shows."""
        yield self.about
        for cards in (self.principles, self.learn, self.rounds, self.reviews, self.answers, self.themes, self.plan):
            yield from cards

    def known(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The answers, themes and plan items of these ids that are on the board."""
        return tuple(self.cards[id] for id in ids if id in self.cards)

    def principle(self, slug: str) -> Principle | None:
        return next((principle for principle in self.principles if principle.id == slug), None)

    def find(self, ending: str, kinds: Collection[str] | None = None) -> Card:
        """The card whose id is `ending` or, alone of its kinds, ends so. Raises WrongUse."""
        wanted = {key: card for key, card in self.cards.items() if not kinds or card.kind in kinds}
        return by_ending(wanted, ending, lambda card: card.id, named(kinds))

    @property
    def standing_nowhere(self) -> tuple[Draft, ...]:
        """New answers kept on this computer to principles that are no longer on the board."""
        there = {principle.id for principle in self.principles}
        new = (draft for draft in self.drafts if draft.kind == "answer" and draft.card is None)
        return tuple(draft for draft in new if draft.fields.get("principle") not in there)

    def find_draft(self, ending: str) -> Draft:
        """As `find`, among the drafts kept on this computer. Raises WrongUse."""
        return by_ending({draft.key: draft for draft in self.drafts}, ending, lambda draft: draft.key, "draft")

    # The round and its answers

    @cached_property
    def looked_at(self) -> Round | None:
        return next((round for round in self.rounds if round.id == self.looking_at), None)

    @cached_property
    def round(self) -> Round | None:
        """The round that is shown: the one looked at, or else the current one, the latest that is not closed."""
        return self.looked_at or next((round for round in reversed(self.rounds) if round.closed is None), None)

    @property
    def stage(self) -> Stage:
        return self.round.stage if self.round else "reflect"

    @cached_property
    def current(self) -> tuple[Answer, ...]:
        """The current round's answers and those of no round; where there is no current round, all of them.

        Of a round that is looked at, its own.
        """
        if self.round is None:
            return self.answers
        if self.looked_at is not None:
            return tuple(answer for answer in self.answers if answer.round == self.looked_at.id)
        others = {round.id for round in self.rounds} - {self.round.id}
        return tuple(answer for answer in self.answers if answer.round not in others)

    def answers_to(self, principle: str | None, question: str) -> tuple[Answer, ...]:
        """The current answers to one question of a principle; of None: those whose principle is not on the board."""
        return self._places.get((principle, question), ())

    def drafts_to(self, principle: str, question: str) -> tuple[Draft, ...]:
        """Unsent new answers to one question of a principle, of any round: what was typed stays in sight."""
        return tuple(
            draft
            for draft in self.drafts
            if draft.kind == "answer"
            and draft.card is None
            and (draft.fields.get("principle"), draft.fields.get("question")) == (principle, question)
        )

    @property
    def brought(self) -> tuple[Principle, ...]:
        """The principles that came with the board, so that others may have published them; all, where none did."""
        return tuple(p for p in self.principles if p.source or p.wording != "working") or self.principles

    @property
    def unsettled(self) -> tuple[Attention, ...]:
        """Cards that two people changed at once, while nobody has chosen between their words."""
        return tuple(Attention(path, UNSETTLED) for path, card in self.by_path.items() if card.also)

    def drafts_beside(self, draft: Draft) -> tuple[Draft, ...]:
        """The unsent new answers to the question of one of them, itself among them; of any other draft, itself."""
        beside = self.drafts_to(str(draft.fields.get("principle")), str(draft.fields.get("question")))
        return beside if draft in beside else (draft,)

    def drafts_in(self, column: str) -> tuple[Draft, ...]:
        """Unsent new plan items of a column."""
        new = (draft for draft in self.drafts if draft.kind == "plan" and draft.card is None)
        return tuple(draft for draft in new if draft.fields.get("column") == column)

    def marks(self, principle: str) -> tuple[Mark, Mark, Mark, Mark]:
        first, second, third, fourth = (self._mark(principle, question) for question in QUESTIONS)
        return first, second, third, fourth

    @cached_property
    def coverage(self) -> tuple[int, int]:
        """How many places (a question of a principle) have an answer, and how many there are."""
        places = [(principle.id, question) for principle in self.principles for question in QUESTIONS]
        return sum(place in self._places for place in places), len(places)

    # Themes

    def grouped(self, theme: Theme) -> tuple[Answer, ...]:
        return self._by_theme.get(theme.id, ())

    @cached_property
    def ungrouped(self) -> tuple[Answer, ...]:
        """The current answers that are in no theme, but for those that ask for none: they are there to be heard."""
        themes = {theme.id for theme in self.themes}
        return tuple(answer for answer in self.current if answer.theme not in themes and answer.wish is None)

    # The plan

    def lane(self, column: Column) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.plan if item.column == column)

    def due(self, day: date) -> tuple[PlanItem, ...]:
        """What should have been looked at by `day` and is neither done nor let go; the longest due first."""
        dated = [(item.review_by, item) for item in self.plan if item.review_by and item.status not in CLOSED]
        due = [(by, item) for by, item in dated if by <= day]
        return tuple(item for _, item in sorted(due, key=lambda pair: pair[0]))

    @cached_property
    def waiting(self) -> Mapping[Need, tuple[PlanItem, ...]]:
        """Open plan items by what they need that kindness alone cannot give; only needs that some item has."""
        items = [item for item in self.plan if item.status not in CLOSED]
        by_need = {need: tuple(item for item in items if need in item.needs) for need in NEEDS}
        return {need: waiting for need, waiting in by_need.items() if waiting}

    # Filter

    def matching(self, text: str) -> "Board":
        """This board with only the answers, themes, plan items, pages and drafts that hold every word of `text`."""
        words = fold(text).split()
        if not words:
            return self
        folded = self._folded

        def holds(key: str) -> bool:
            return all(word in folded[key] for word in words)

        return replace(
            self,
            answers=tuple(card for card in self.answers if holds(card.path)),
            themes=tuple(card for card in self.themes if holds(card.path)),
            plan=tuple(card for card in self.plan if holds(card.path)),
            learn=tuple(card for card in self.learn if holds(card.path)),
            drafts=tuple(draft for draft in self.drafts if holds(draft.key)),
        )

    # Indexes

    @cached_property
    def _places(self) -> Mapping[tuple[str | None, str], tuple[Answer, ...]]:
        principles = {principle.id for principle in self.principles}
        places: dict[tuple[str | None, str], list[Answer]] = defaultdict(list)
        for answer in self.current:
            places[answer.principle if answer.principle in principles else None, answer.question].append(answer)
        return {place: tuple(answers) for place, answers in places.items()}

    @cached_property
    def _by_theme(self) -> Mapping[str, tuple[Answer, ...]]:
        themes: dict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            if answer.theme:
                themes[answer.theme].append(answer)
        return {theme: tuple(answers) for theme, answers in themes.items()}

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        shown: tuple[Answer | Theme | PlanItem | Learn, ...] = (*self.answers, *self.themes, *self.plan, *self.learn)
        cards = {card.path: fold(" ".join(words_to_find(card))) for card in shown}
        drafts = {
            draft.key: fold(" ".join(value for value in draft.fields.values() if isinstance(value, str)))
            for draft in self.drafts
        }
        return cards | drafts

    def _mark(self, principle: str, question: Question) -> Mark:
        if (principle, question) in self._places:
            return Mark.ANSWERED
        return Mark.KEPT if self.drafts_to(principle, question) else Mark.NOBODY


def assemble(
    slug: str, cards: Iterable[Card], drafts: Iterable[Draft] = (), attention: Iterable[Attention] = ()
) -> Board:
    """The board of these cards, in the order the screen shows. Without a readable board.toml its title is its slug."""
    by_type: dict[type[Card], list[Any]] = defaultdict(list)
    for card in cards:
        by_type[type(card)].append(card)
    abouts: list[About] = by_type[About]
    return Board(
        slug,
        about=abouts[0] if abouts else _unread_about(slug),
        principles=_sorted(by_type[Principle], lambda card: (card.order, card.id)),
        learn=_sorted(by_type[Learn], lambda card: (card.order, card.id)),
        rounds=_sorted(by_type[Round], lambda card: (card.started or date.min, card.closed or date.max, card.id)),
        reviews=_sorted(by_type[Review], lambda card: (card.held, card.id)),
        answers=_sorted(by_type[Answer], lambda card: (card.created, card.id)),
        themes=_sorted(by_type[Theme], lambda card: (card.created, card.id)),
        plan=_sorted(by_type[PlanItem], lambda card: (COLUMNS.index(card.column), card.rank, card.id)),
        drafts=_in_order_of_saving(drafts),
        attention=tuple(attention),
    )


def key_of(card: Card) -> str:
    """A card's key on its board: its id, or `kind:slug` where the id is a slug, since two kinds may share one."""
    return card.id if card.dated else f"{card.kind}:{card.id}"


T = TypeVar("T")


def _sorted(cards: list[T], key: Callable[[T], Any]) -> tuple[T, ...]:
    return tuple(sorted(cards, key=key))


def _in_order_of_saving(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    return tuple(sorted(drafts, key=lambda draft: (draft.saved, draft.key)))


def _unread_about(slug: str) -> About:
    changed = datetime.min.replace(tzinfo=UTC)
    path = path_of(slug, "board", slug)
    return About(id=slug, board=slug, path=path, created=changed.date(), changed=changed, title=slug)


def _worded(own: Iterable[Any], ours: Mapping[str, str], key: str) -> str:
    return next((worded.text for worded in own if worded.key == key and worded.text), ours.get(key, key))
