"""The answers of the current round beside their themes, through the filter. Pure."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from kindboard.board.board import Board
from kindboard.cards.cards import QUESTIONS, Answer, Card, Theme


class Pooled(Struct, frozen=True):
    """What Pool shows. Answers stand in the order of their principles and questions, or the other way round."""

    answers: tuple[Answer, ...]
    ungrouped: tuple[Answer, ...]
    themes: tuple[Theme, ...]
    grouped: Mapping[str, tuple[Answer, ...]]
    """By the path of their theme."""


def pooled(whole: Board, shown: Board, *, by_question: bool = False) -> Pooled:
    """`shown`: the same board filtered. A theme that holds the words itself shows all that is in it."""
    order = {principle.id: at for at, principle in enumerate(whole.principles)}
    kept = {answer.path for answer in shown.answers}
    holding = {theme.path for theme in shown.themes}

    def place(answer: Answer) -> tuple[int, int]:
        principle, question = order.get(answer.principle, len(order)), QUESTIONS.index(answer.question)
        return (question, principle) if by_question else (principle, question)

    def in_order(answers: tuple[Answer, ...], *, all_of_them: bool = False) -> tuple[Answer, ...]:
        found = (answer for answer in answers if all_of_them or answer.path in kept)
        return tuple(sorted(found, key=place))

    themes = themes_now(whole)
    grouped = {t.path: in_order(whole.grouped(t), all_of_them=t.path in holding) for t in themes}
    seen = tuple(theme for theme in themes if theme.path in holding or grouped[theme.path])
    return Pooled(in_order(whole.current), in_order(whole.ungrouped), seen, grouped)


def themes_now(board: Board) -> tuple[Theme, ...]:
    """The current round's themes, those of no round, and earlier ones that hold an answer of now."""
    if board.round is None:
        return board.themes
    others: set[str | None] = {round.id for round in board.rounds if round.id != board.round.id}
    holding = {answer.theme for answer in board.current}
    if board.looked_at is not None:
        others.add(None)
    return tuple(theme for theme in board.themes if theme.round not in others or theme.id in holding)


def plan_fields(board: Board, source: Theme | Answer) -> dict[str, Any]:
    """What a plan item made from a theme or an answer begins with: where it came from, and the theme's title."""
    answers = board.grouped(source) if isinstance(source, Theme) else (source,)
    principles = {principle.id for principle in board.principles}
    return {
        "title": source.title if isinstance(source, Theme) else "",
        "sources": tuple(sorted({source.id, *(answer.id for answer in answers)})),
        "principles": tuple(sorted({answer.principle for answer in answers} & principles)),
    }


def became(board: Board, source: Card) -> tuple[Card, ...]:
    """What became of an answer or a theme: the theme that it is in, and the plan items that came of either."""
    if not isinstance(source, Answer | Theme):
        return ()
    theme = board.cards.get(source.theme or "") if isinstance(source, Answer) else None
    themes = (theme,) if isinstance(theme, Theme) else ()
    ids = {source.id, *(theme.id for theme in themes)}
    return (*themes, *(item for item in board.plan if ids.intersection(item.sources)))


def standing(board: Board) -> str:
    """How much is in no theme yet, in words; empty where there is no answer."""
    left, all_ = len(board.ungrouped), len(board.current)
    if not all_:
        return ""
    if not left:
        alone = any(answer.wish for answer in board.current)
        return f"Every answer is in a theme{', or there just to be heard' if alone else ''}."
    answers = "answer is" if all_ == 1 else f"answers {'is' if left == 1 else 'are'}"
    return f"{left:,} of {all_:,} {answers} in no theme yet."
