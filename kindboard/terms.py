"""What people read of a card beside its own words, on the screens and in plain lines alike. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kindboard.board.board import CLOSED, Board, Draft
from kindboard.cards.cards import QUESTIONS, Also, Answer, Card, Note, PlanItem, Round, Theme
from kindboard.words.days import MONTHS, spoken
from kindboard.words.fields import words_of
from kindboard.words.inert import one_line, shortened

HEARD = {
    "me": "I draw on care myself",
    "directly": "heard directly",
    "survey": "from a survey",
    "guess": "a guess",
    "not-asked": "we have not asked yet",
}
"""How an answer about what people say was come by."""
WISHES = {"just-heard": "just to be heard"}
"""What an answer asks for; without one it is there to be talked about."""
WISH_NONE = "to be talked about"
WHO_THERE_IS = "It is there to be heard. There are people to talk to, too."
"""After an answer that asks for no more."""

NEEDS = {"funding": "funding", "staffing": "staffing", "training": "training", "rule-change": "rule change"}
NEEDS_WORDS = NEEDS | {"rule-change": "a rule changed"}
BARRIERS = {
    "risk": "fear of risk",
    "regulation": "rules and regulation",
    "performance": "targets and performance",
    "radical": "fear of radical kindness",
}
"""The Kindness Innovation Network's four."""
QUESTION_WORDS: Mapping[str, str] = dict(
    zip(QUESTIONS, ("first question", "second question", "third question", "fourth question"), strict=True)
)
"""By its place, where there is no room for its words: a number would look like the key of a mode."""
STATUSES = {"planned": "planned", "under way": "under way", "done": "done", "let go": "let go"}
WORDING = {
    "published": "as published",
    "working": "our own working words",
    "missing": "not filled in yet",
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "heard": HEARD,
    "wish": WISHES,
    "status": STATUSES,
    "barriers": BARRIERS,
    "needs": NEEDS,
    "wording": WORDING,
}
"""What the choices of a field are called; one that is not here is called as it is."""
STARTERS = {
    "kindness-in-practice": "seven working principles, ready to use",
    "be-human": "seven numbered cards, for a team that has the Be Human wording to paste in",
}
"""What each of the boards to begin from is."""
REMOVED_LISTED = 30
"""So many of the cards that were taken off last are offered to be brought back."""
NAMED = 60
"""Characters of a card's words that it is named by."""
NOBODY_NAMED = "Nobody is named as somebody to talk to."
TAKE_BACK = "take-back"
TAKE_BACK_CHOICES = ((TAKE_BACK, "Yes"), ("leave", "No, leave it as it is"))
A_COURTESY = "It is a courtesy, and no secret: Pool and the filter show them."
"""Of answers that are shown after one's own."""
SEEN = "Others may have seen it."
"""Of a change that is taken back after it was sent."""
LOOK_ROUND = "Look round a made-up example first"

KEPT = "Kept on this computer, not on the board."
NOT_A_REPORT = (
    "A card is not a report of harm. If somebody is in danger or being hurt, tell a person now; "
    "in an emergency, call the emergency services."
)
DUE = "Look at these again: their review is due"
ALONE = "Kindness alone cannot fix these"

# Answers without a name, which are not sent at once
WAIT, TOO = "wait", "too"
WAITING_CHOICES = ((WAIT, "Let it wait, and send the rest"), (TOO, "Send it now, and the rest the next time"))
WHY_IT_WAITS = (
    "It goes out by itself some minutes later, alone, so that nobody can tell by the time whose it is. "
    "Sent now, it goes alone, too; but somebody may tell by the time."
)


def waits(count: int) -> str:
    return f"{counted(count, 'answer')} without a name {'waits' if count == 1 else 'wait'}."


# Two people changed this at once
SETTLING = (("keep", "Keep what the card shows"), ("other", "Use the other"), ("both", "Keep both"))
SETTLED = {"keep": "The card stays as it is", "other": "The other is on the card now", "both": "Both are kept"}


def at_once_words(other: Also, count: int) -> str:
    field = one_line(words_of(other.field).phrase)
    more = "" if count == 1 else f" (1 of {count})"
    return f"Two people changed this at once{more}. The card shows one; the other {field}:"


def other_words(other: Also, board: Board) -> str:
    """What the other person wrote or chose; a theme by its title."""
    value: Any = other.value
    if value is None:
        return "(nothing: the other person took it away)"
    if other.field == "theme":
        theme = board.cards.get(str(value))
        return theme.title if isinstance(theme, Theme) else "(a theme that is no longer here)"
    if isinstance(value, dict):
        return str(value.get("column", "")).upper() or ", ".join(f"{k}: {v}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(part) for part in value)
    return spoken(value) if isinstance(value, date) else str(value)


# Facts -----------------------------------------------------------------------------------------------------------


def answer_facts(answer: Answer) -> tuple[str, ...]:
    """What stands under an answer: whose it is, how it was heard, what others say."""
    facts = ["Two people changed this at once"] if answer.also else []
    facts.append(answer.by or "no name")
    if answer.heard:
        facts.append(HEARD[answer.heard])
    if answer.wish:
        facts.append(WISHES[answer.wish])
    if answer.echoes:
        facts.append("Others say it too")
    if answer.notes:
        facts.append(counted(len(answer.notes), "note"))
    return tuple(facts)


def plan_facts(item: PlanItem, today: date) -> tuple[str, ...]:
    """What a person needs to know of a plan item at a glance."""
    open_ = item.status not in CLOSED
    due = bool(item.review_by and item.review_by <= today and open_)
    waits = bool(item.needs) and open_
    facts = [item.owner] if item.owner else [] if waits else ["no owner yet"]
    if item.status != "planned" or not (waits or due):
        facts.append(item.status)
    if waits:
        facts.append(f"needs: {', '.join(NEEDS[need] for need in item.needs)}")
    if item.review_by and due:
        facts.append(f"review was due {short_day(item.review_by, today)}")
    if item.sources:
        facts.append(counted(len(item.sources), "source"))
    if item.review_by and open_ and not due:
        facts.append(f"review by {short_day(item.review_by, today)}")
    if item.echoes:
        facts.append("others say it too")
    if item.notes:
        facts.append(counted(len(item.notes), "note"))
    return tuple(facts)


def draft_words(draft: Draft) -> str:
    """What a draft is known by: its words, or whatever of it was written first."""
    names = ("text", "title", "why", "when_then", "outcome", "owner", "review_by")
    return next((str(draft.fields[name]) for name in names if draft.fields.get(name)), "")


def board_title(board: Board) -> str:
    title = one_line(board.about.title)
    earlier = ", earlier" if board.looked_at else ""
    return f"{title} · {one_line(board.round.title)}{earlier}" if board.round else title


def round_facts(round: Round) -> tuple[str, ...]:
    """Where a round stands, for its page."""
    facts = [f"At its {round.stage.capitalize()} stage"] if round.closed is None else []
    facts += [f"Begun {spoken(round.started)}"] if round.started else []
    return (*facts, f"Closed {spoken(round.closed)}") if round.closed else tuple(facts)


def quoted(card: Card | Draft) -> str:
    """The beginning of a card's words, in quotation marks, to name it by."""
    text = draft_words(card) if isinstance(card, Draft) else getattr(card, "text", "") or getattr(card, "title", "")
    return f"“{shortened(text, NAMED)}”"


def counted(number: int, word: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def short_day(day: date, today: date) -> str:
    """`3 Nov`, with the year where it is another one."""
    return spoken(day) if day.year != today.year else f"{day.day} {MONTHS[day.month - 1]}"


def note_day(key: str, today: date) -> str:
    """The day a note's key begins with."""
    try:
        return short_day(date.fromisoformat(key[:10]), today)
    except ValueError:
        return one_line(key)


def note_line(key: str, note: Note, today: date) -> str:
    """A note in one line: its day, whose it is, and the beginning of its words."""
    return f"{note_day(key, today)}, {one_line(note.by or 'no name')}: {shortened(note.text, NAMED)}"
