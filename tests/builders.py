"""Boards in memory, in sentences: `a_board().with_answer("Tea first").build()`. On disk: see `teams`.

Names, days and ids are the same in every run.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kindboard.board.board import Attention, Board, Draft, assemble
from kindboard.cards.cards import KINDS, Card
from kindboard.cards.paths import path_of
from tests import generated

DAY = generated.DAY
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
SLUG = generated.SLUG

_USUAL: dict[str, dict[str, Any]] = {
    "board": {"title": "Riverside Day Team"},
    "principle": {"title": "Kindness counts", "text": "Our own working words.", "wording": "working"},
    "learn": {"section": "What this means", "title": "Kindness is squeezed"},
    "round": {"title": "Autumn 2026", "started": DAY},
    "review": {"held": DAY},
    "answer": {"principle": "walk-a-mile", "question": "improve", "by": "Sam", "text": "We ask people twice."},
    "theme": {"title": "Rushed mornings"},
    "plan": {"column": "start", "title": "Ten quiet minutes after a hard call"},
}


def a_card(kind: str, id: str, **fields: Any) -> Card:
    """A card that lies on no disk."""
    path = path_of(SLUG, kind, id)
    values = {"id": id, "board": SLUG, "path": path, "created": DAY, "changed": NOW} | _USUAL[kind] | fields
    return KINDS[kind].card(**values)


@dataclass(frozen=True)
class ABoard:
    """A board in the making; every `with_` gives a new one, with one thing more."""

    cards: tuple[Card, ...] = ()
    drafts: tuple[Draft, ...] = ()
    attention: tuple[Attention, ...] = ()
    _number: int = field(default=0, repr=False)

    def with_card(self, card: Card) -> "ABoard":
        return replace(self, cards=(*self.cards, card), _number=self._number + 1)

    def _dated(self, kind: str, id: str | None, fields: dict[str, Any]) -> "ABoard":
        """`NOW` moves on by a minute a card, so that the order of making is the order on the board."""
        changed = NOW + timedelta(minutes=self._number)
        return self.with_card(a_card(kind, id or f"{DAY}-{self._number:08d}", **{"changed": changed} | fields))

    def with_answer(self, text: str = "We ask people twice.", id: str | None = None, **fields: Any) -> "ABoard":
        return self._dated("answer", id, {"text": text} | fields)

    def with_theme(self, title: str = "Rushed mornings", id: str | None = None, **fields: Any) -> "ABoard":
        return self._dated("theme", id, {"title": title} | fields)

    def with_plan_item(
        self, column: str = "start", title: str = "Ten quiet minutes after a hard call", id: str | None = None,
        **fields: Any,
    ) -> "ABoard":  # fmt: skip
        return self._dated("plan", id, {"column": column, "title": title} | fields)

    def with_principle(self, slug: str, **fields: Any) -> "ABoard":
        return self.with_card(a_card("principle", slug, **{"order": self._number} | fields))

    def with_round(self, slug: str = generated.ROUND, **fields: Any) -> "ABoard":
        return self.with_card(a_card("round", slug, **fields))

    def with_review(self, slug: str = "2026-autumn", **fields: Any) -> "ABoard":
        return self.with_card(a_card("review", slug, **fields))

    def with_learn(self, slug: str, **fields: Any) -> "ABoard":
        return self.with_card(a_card("learn", slug, **{"order": self._number} | fields))

    def with_draft(self, kind: str = "answer", card: str | None = None, **fields: Any) -> "ABoard":
        usual = {name: _USUAL["answer"][name] for name in ("principle", "question", "text")} if kind == "answer" else {}
        draft = Draft(f"draft-{len(self.drafts)}", kind, card, None, usual | fields, NOW)
        return replace(self, drafts=(*self.drafts, draft))

    def needing_attention(self, path: str, problem: str) -> "ABoard":
        return replace(self, attention=(*self.attention, Attention(path, problem)))

    def build(self) -> Board:
        return assemble(SLUG, self.cards, self.drafts, self.attention)


def a_board(principles: int = 7, **about: Any) -> ABoard:
    """A board with its principles, a running round and no answer yet."""
    made = ABoard((a_card("board", SLUG, **about),)).with_round()
    for order, (slug, title) in enumerate(generated.PRINCIPLES[:principles], 1):
        made = made.with_principle(slug, title=title, order=order)
    return made
