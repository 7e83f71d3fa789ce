"""Cards as plain text, to be pasted or kept elsewhere: a title, the question, the words, whose they are, the day. Pure.

Nothing in it acts on a terminal, and what is not on the board says so.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kindboard.board.board import Board, Draft
from kindboard.board.finding import fold
from kindboard.cards.cards import QUESTIONS, Answer, Card, PlanItem, Principle, Theme
from kindboard.cards.written import written
from kindboard.terms import KEPT, answer_facts, board_title, note_day, plan_facts
from kindboard.words.days import spoken
from kindboard.words.inert import inert, one_line

LONGEST_NAME = 60
"""Characters of a file's name."""


def words_of(card: Card | Draft) -> str:
    """What a card says, and nothing else; of a draft, that it is not on the board, too."""
    if isinstance(card, Draft):
        words = [str(card.fields.get(name) or "") for name in ("title", "text", "summary", "why")]
        return _joined([*words, f"({KEPT.rstrip('.')})"])
    words = [str(getattr(card, name) or "") for name in written(card.kind)]
    return _joined(dict.fromkeys(words))


def page_of(board: Board, card: Card | Draft, today: date) -> str:
    """One card with where it stands; a theme with its answers."""
    if isinstance(card, Theme):
        return _page(board, [_entry(one, today) for one in (card, *board.grouped(card))])
    fields = card.fields if isinstance(card, Draft) else {}
    slug = getattr(card, "principle", None) or fields.get("principle")
    question = getattr(card, "question", None) or fields.get("question")
    if slug is None and question is None:
        return _page(board, [_entry(card, today)])
    return _page(board, [_title(board, slug), _question(board, question), _entry(card, today)])


def page_of_question(board: Board, principle: Principle, question: str, today: date) -> str:
    return _page(board, [_title(board, principle.id), *_answers(board, principle, question, today)])


def page_of_principle(board: Board, principle: Principle, today: date) -> str:
    parts = [part for question in QUESTIONS for part in _answers(board, principle, question, today)]
    return _page(board, [_title(board, principle.id), *parts])


def file_name(words: str, today: date) -> str:
    """A name that every system takes, e.g. `kindboard-walk-a-mile-2026-11-23`."""
    plain = re.sub(r"[^\w]+", "-", fold(one_line(words))).strip("-_")[:LONGEST_NAME].strip("-_")
    return f"kindboard-{plain}-{today}" if plain else f"kindboard-{today}"


def _page(board: Board, parts: Iterable[str]) -> str:
    return "\n\n".join([board_title(board), *parts]) + "\n"


def _title(board: Board, slug: str | None) -> str:
    found = next((principle for principle in board.principles if principle.id == slug), None)
    return one_line(found.title) if found else "A principle that is no longer here"


def _question(board: Board, key: str | None) -> str:
    number = f"{QUESTIONS.index(key) + 1} " if key in QUESTIONS else ""
    return f"{number}{one_line(board.question_text(str(key)))}"


def _answers(board: Board, principle: Principle, question: str, today: date) -> list[str]:
    answers, drafts = board.answers_to(principle.id, question), board.drafts_to(principle.id, question)
    cards: tuple[Card | Draft, ...] = (*answers, *drafts)
    return [_question(board, question), *([_entry(card, today) for card in cards] or ["Nobody has answered this yet."])]


def _entry(card: Card | Draft, today: date) -> str:
    """The words; under them, set in, whose they are and the day, and the notes."""
    if isinstance(card, Draft):
        words = _joined(str(card.fields.get(name) or "") for name in ("title", "text"))
        return f"{words}\n  {KEPT}"
    facts: Sequence[str] = ()
    if isinstance(card, Answer):
        facts = answer_facts(card)
    elif isinstance(card, PlanItem):
        facts = (card.column.upper(), *plan_facts(card, today))
    told = ". ".join(one_line(fact[:1].upper() + fact[1:]) for fact in (*facts, spoken(card.created)))
    notes = getattr(card, "notes", {})
    lines = [words_of(card), f"  {told}."]
    for key in sorted(notes):
        text = inert(notes[key].text).replace("\n", "\n    ")
        lines.append(f"  Note, {note_day(key, today)}, {one_line(notes[key].by or 'no name')}: {text}")
    return "\n".join(lines)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(inert(part) for part in parts if part)
