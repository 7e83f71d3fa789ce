"""What leaves this computer, in words: shown before something goes on the board. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kindboard.board.board import Board, Draft
from kindboard.cards.cards import QUESTIONS
from kindboard.terms import CHOICES, QUESTION_WORDS, counted
from kindboard.told import Leaving
from kindboard.words.days import spoken
from kindboard.words.fields import label
from kindboard.words.inert import one_line

LOOK_AGAIN = "This may tell who somebody is:"
A_HELP = "kindboard finds numbers only. Names, and what a story gives away, are for you to look at."


def title(leaving: Sequence[Leaving]) -> str:
    """`This goes on the board:`, or how many do."""
    return "This goes on the board:" if len(leaving) == 1 else f"These {len(leaving)} go on the board:"


def whose(one: Leaving) -> str:
    """The name and the day that go with it."""
    return f"{'Changed by' if one.corrects else 'Name'}: {one_line(one.name or 'none')}. Day: {spoken(one.day)}."


def words(
    board: Board, where: Sequence[str], leaving: Sequence[Leaving], *, named: bool = True
) -> tuple[str | tuple[str, str], ...]:
    """`where`: what each stands under on the board. Not `named`: whose it is has been said."""
    parts: list[str | tuple[str, str]] = []
    telling = [one.key for one in leaving if one.details]
    for place, one in zip(where, leaving, strict=True):
        parts += [whose(one), ""] if named else []
        parts += [one.text, "", *([("Under", place)] if place else [])]
        told = [(label(field), _value(board, field, value)) for field, value in one.fields]
        parts += [*told, ""] if told or place else []
        if one.details:
            parts += [LOOK_AGAIN, *(f"  “{one_line(found.words)}”: {found.what}" for found in one.details)]
            parts += [A_HELP, ""] if one.key == telling[-1] else [""]
    return (*parts, *dict.fromkeys(sentence for one in leaving for sentence in one.sentences))


def where_words(board: Board, draft: Draft) -> str:
    """What a draft would stand under, such as `Kindness counts, first question`; empty for what has no such place."""
    card = board.cards.get(draft.card or "")
    at = [draft.fields.get(name) or getattr(card, name, "") for name in ("principle", "question", "column")]
    principle = board.principle(str(at[0]))
    if principle is not None and at[1] in QUESTIONS:
        return f"{one_line(principle.title)}, {QUESTION_WORDS[str(at[1])]}"
    return str(at[2]).upper()


def principle_words(board: Board, ids: Iterable[str]) -> str:
    """Principles by their titles."""
    return "; ".join(one_line(one.title) for one in board.principles if one.id in set(ids))


def _value(board: Board, field: str, value: Any) -> str:
    if field == "principles":
        return principle_words(board, value)
    if field in ("sources", "cards"):
        return counted(len(value), "card")
    if isinstance(value, tuple | list):
        return ", ".join(CHOICES.get(field, {}).get(part, part) for part in map(str, value))
    return spoken(value) if isinstance(value, date) else CHOICES.get(field, {}).get(value, str(value))
