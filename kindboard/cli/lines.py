"""Cards as plain lines of `Label: value`, for screen readers and for anybody without a terminal that draws. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kindboard.board.board import Board, Draft
from kindboard.board.pool import became
from kindboard.board.rounds import standing_of
from kindboard.cards.cards import KINDS, QUESTIONS, Also, Answer, Card, Check, Note, PlanItem, Principle, Round, Theme
from kindboard.cards.fields import Part
from kindboard.privacy import Detail
from kindboard.terms import CHOICES
from kindboard.words.days import spoken
from kindboard.words.fields import label
from kindboard.words.inert import inert, one_line, shortened

NO_DAYS: Mapping[str, date] = {}
WIDTH = 100
"""Characters of a card's words in a list; the whole is in `show`."""

LISTED: Mapping[str, str] = {
    "board": "Boards",
    "principle": "Principles",
    "question": "Questions",
    "answer": "Answers",
    "draft": "Drafts, kept on this computer",
    "theme": "Themes",
    "plan": "Plan",
    "round": "Rounds",
    "review": "Reviews",
    "learn": "Learn",
}
"""Every kind that can be listed, in the order of a whole listing, and its heading."""

_APART = ("schema", "changed", "notes", "echoes", "checks", "starter", "rank")
"""Fields that `card_lines` shows in words of their own, or not at all."""


def title(card: Card) -> str:
    """What a person calls the card: its title, or the beginning of its words."""
    words = getattr(card, "title", "") or getattr(card, "text", "") or getattr(card, "summary", "") or card.id
    return shortened(words, 60)


# One line a card -------------------------------------------------------------------------------------------------


def list_lines(board: Board, found: Sequence[tuple[str, Sequence[Any]]]) -> Iterator[str]:
    """A heading a kind with its count, then a line a card: its id, then its words."""
    for kind, cards in found:
        yield f"{LISTED[kind]}: {len(cards)}"
        for card in cards:
            yield f"  {_listed(board, card)}"


def _listed(board: Board, card: Any) -> str:
    if isinstance(card, str):
        return f"{card}: {one_line(board.question_text(card))}"
    if isinstance(card, Draft):
        return f"{card.key}: {card.kind}: {shortened(draft_words(card), WIDTH)}"
    if isinstance(card, Answer):
        place = f"{_principle(board, card.principle)}, {QUESTIONS.index(card.question) + 1}"
        return f"{card.id}: {place}: {shortened(card.text, WIDTH)} ({one_line(card.by or 'no name')})"
    if isinstance(card, PlanItem):
        more = [card.owner or "no owner yet", card.status]
        more += [f"review by {spoken(card.review_by)}"] if card.review_by else []
        more += [f"needs {', '.join(need.replace('-', ' ') for need in card.needs)}"] if card.needs else []
        return f"{card.id}: {card.column.upper()}: {one_line(card.title)} ({one_line(', '.join(more))})"
    if isinstance(card, Principle):
        answered = sum(mark.value == "+" for mark in board.marks(card.id))
        return f"{card.id}: {one_line(card.title)} ({answered} of {len(QUESTIONS)} questions answered)"
    if isinstance(card, Theme):
        return f"{card.id}: {one_line(card.title)} ({_count(len(board.grouped(card)), 'answer')})"
    if isinstance(card, Round):
        return f"{card.id}: {one_line(card.title)} ({standing_of(board, card)})"
    return f"{card.id}: {title(card)}"


def _principle(board: Board, slug: str) -> str:
    principle = board.principle(slug)
    return one_line(principle.title if principle else slug)


def _count(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


# One card whole --------------------------------------------------------------------------------------------------


def card_lines(board: Board, card: Card, ended: Mapping[str, date] = NO_DAYS) -> Iterator[str]:
    """Everything on a card, a line a field; further lines of a long text are set in.

    `ended`: when the plan items that came of it were done or let go, by their ids.
    """
    yield f"{'Plan item' if isinstance(card, PlanItem) else card.kind.capitalize()}: {card.id}"
    for name in KINDS[card.kind].fields:
        value = getattr(card, name)
        if name not in _APART and value not in (None, "", (), {}):
            yield f"{label(name)}: {_shown(board, card, name, value)}"
    if isinstance(card, Answer) and card.by is None:
        yield "Name: none given"
    for item in became(board, card):
        if isinstance(item, PlanItem):
            came = f" What came of it: {one_line(item.outcome)}" if item.outcome else ""
            day = f" {spoken(ended[item.id])}" if item.id in ended else ""
            yield f"In the plan: {item.column.upper()}, {item.status}{day}: {title(item)}, {item.id}.{came}"
    if getattr(card, "echoes", None):
        yield "Others say it too."
    for key, note in sorted(getattr(card, "notes", {}).items()):
        yield _note(key, note)
    for _, check in sorted(getattr(card, "checks", {}).items()):
        yield _check(check)
    for other in card.also:
        yield from _two_at_once(card, other)


def _shown(board: Board, card: Card, name: str, value: Any) -> str:
    if name == "principle":
        return _principle(board, value)
    if name == "question":
        return one_line(board.question_text(value))
    if name == "theme":
        return ", ".join(title(theme) for theme in board.known([value])) or one_line(value)
    if name == "principles":
        return "; ".join(_principle(board, slug) for slug in value)
    if name == "round":
        return next((one_line(round.title) for round in board.rounds if round.id == value), one_line(value))
    if name in ("barriers", "needs"):
        return ", ".join(CHOICES[name][part] for part in value)
    if name == "sources":
        return "; ".join(title(source) for source in board.known(value)) or "none on the board"
    return field_words(name, value)


def field_words(name: str, value: Any) -> str:
    """The value of a field, as people read it."""
    return CHOICES.get(name, {}).get(value) or value_words(value)


def value_words(value: Any) -> str:
    """Any value of a field, as people read it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return spoken(value.astimezone().date())
    if isinstance(value, date):
        return spoken(value)
    if isinstance(value, Part):
        first, *more = [str(getattr(value, name)) for name in value.__struct_fields__]
        return one_line(": ".join([first, *(part for part in more if part)]))
    if isinstance(value, tuple | list):
        parts = [value_words(part) for part in value]
        return "".join(f"\n  {part}" for part in parts) if value and isinstance(value[0], Part) else ", ".join(parts)
    if isinstance(value, dict):
        return ", ".join(f"{label(str(name))} {value_words(part)}" for name, part in value.items())
    return inert(str(value)).replace("\n", "\n  ")


def _note(key: str, note: Note) -> str:
    try:
        day = spoken(date.fromisoformat(key[:10]))
    except ValueError:
        day = one_line(key)
    return f"Note, {day}, {one_line(note.by or 'no name')}: {value_words(note.text)}"


def _check(check: Check) -> str:
    return f"At the review {one_line(check.review)}: {check.answer}. {value_words(check.note)}".strip()


def _two_at_once(card: Card, other: Also) -> Iterator[str]:
    field = one_line(other.field)
    yield f"Two people changed this at once: {label(field)}. The other is: {value_words(other.value)}"
    yield f'Settle it: "kindboard settle {card.id} {field} keep", "other" or "both"'


# Drafts ----------------------------------------------------------------------------------------------------------


def look_again(detail: Detail) -> str:
    return f'Look again, this may tell who somebody is: "{one_line(detail.words)}", {detail.what}.'


def draft_words(draft: Draft) -> str:
    return str(draft.fields.get("text") or draft.fields.get("title") or draft.fields.get("summary") or "")


def draft_lines(board: Board, draft: Draft) -> Iterator[str]:
    yield f"Draft: {draft.key}"
    yield "Kept on this computer, not on the board."
    for card in board.known([draft.card] if draft.card else []):
        yield f"Of: {title(card)}"
    for name, value in draft.fields.items():
        if value not in (None, "", (), [], {}):
            yield f"{label(name)}: {value_words(value)}"
    if draft.no_name:
        yield "Name: none given"


def draft_json(board: Board, draft: Draft) -> dict[str, Any]:
    """A draft as JSON: the fields it has so far, and `of`, the kind of card it will be."""
    head = {"id": draft.key, "kind": "draft", "of": draft.kind, "card": draft.card, "path": None, "board": board.slug}
    said = draft.fields | ({"by": None} if draft.no_name else {})
    return head | {"also": [], "draft": True, "saved": draft.saved} | said


def question_json(board: Board, key: str) -> dict[str, Any]:
    """A question as a card: its id is its key, its words are `text`."""
    head = {"id": key, "kind": "question", "path": board.about.path, "board": board.slug, "also": []}
    return head | {"order": QUESTIONS.index(key) + 1, "text": board.question_text(key)}
