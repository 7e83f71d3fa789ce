"""Cards as rows of a list: pre-wrapped, a hanging indent, at most three lines each. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from rich.cells import cell_len

from kindboard.board import CLOSED, Draft
from kindboard.cards import Answer, PlanItem, Theme
from kindboard.dates import MONTHS, spoken
from kindboard.plain_text import one_line
from kindboard.tui.lines import Line, Span, cut, wrap

MOST_LINES = 3
MORE = "more: enter"

HEARD = {
    "me": "I draw on care myself",
    "directly": "heard directly",
    "survey": "from a survey",
    "guess": "a guess",
    "not-asked": "we have not asked yet",
}
"""How an answer about what people say was come by."""

NEEDS = {"funding": "funding", "staffing": "staffing", "training": "training", "rule-change": "rule change"}
AT_ONCE = "Two people changed this at once."
BEGUN = "Unfinished words about it are kept here"
KEPT = "Kept on this computer, not on the board."


class Row(Struct, frozen=True):
    """One entry of a list. `key` stays the same for the same card, whatever else changes."""

    key: str
    lines: tuple[Line, ...]
    value: Any = None
    """What the row stands for: a card, a draft, a choice."""
    above: int = 0
    """How many of the lines stand over the row as a heading, and are never highlighted."""


def answer_row(answer: Answer, width: int, begun: bool = False) -> Row:
    """`begun`: words about it are kept on this computer, not finished."""
    facts = (*answer_facts(answer), *([BEGUN] if begun else []))
    return Row(answer.id, card_lines(answer.text, facts, width, warn=bool(answer.also)), answer)


def draft_row(draft: Draft, width: int) -> Row:
    text = str(draft.fields.get("text") or draft.fields.get("title") or "(nothing typed yet)")
    return Row(draft.key, card_lines(text, (KEPT,), width, role="kept", alone=True), draft)


def answer_facts(answer: Answer) -> tuple[str, ...]:
    """What stands under an answer: whose it is, how it was heard, what others say."""
    facts = [answer.by or "no name"]
    if answer.heard:
        facts.append(HEARD[answer.heard])
    if answer.echoes:
        facts.append("Others say it too")
    if answer.notes:
        facts.append(counted(len(answer.notes), "note"))
    if answer.also:
        facts.append(AT_ONCE.rstrip("."))
    return tuple(facts)


def theme_row(theme: Theme, answers: int, width: int) -> Row:
    return Row(theme.id, card_lines(theme.title, (counted(answers, "answer"),), width, head="strong"), theme)


def plan_row(item: PlanItem, width: int, today: date) -> Row:
    """A title of up to three lines, and one line of facts under it."""
    lines = [(Span(line),) for line in ended(item.title, width, MOST_LINES)]
    return Row(item.id, (*lines, (Span(cut(" · ".join(plan_facts(item, today)), width), "muted"),)), item)


def plan_facts(item: PlanItem, today: date) -> tuple[str, ...]:
    """What a person needs to know of a plan item at a glance."""
    waits = bool(item.needs) and item.status not in CLOSED
    facts = [item.owner] if item.owner else [] if waits else ["no owner yet"]
    if waits:
        facts.append(f"needs: {', '.join(NEEDS[need] for need in item.needs)}")
    if item.review_by and item.status not in CLOSED:
        due = item.review_by <= today
        facts.append(f"review was due {short_day(item.review_by, today)}" if due else item.status)
    else:
        facts.append(item.status)
    if item.sources:
        facts.append(counted(len(item.sources), "source"))
    return tuple(facts)


def card_lines(
    text: str,
    facts: Sequence[str],
    width: int,
    *,
    head: str = "",
    role: str = "muted",
    warn: bool = False,
    alone: bool = False,
) -> tuple[Line, ...]:
    """The text and, under it or at its end, the facts; `more: enter` where the text goes on.

    `alone`: the facts get a line of their own, as a sentence.
    """
    role = "warning" if warn else role
    texts = [line for line in wrap(text, width, MOST_LINES + 1) if line]
    fact = (
        one_line(facts[0])
        if len(facts) == 1
        else ". ".join(one_line(fact[:1].upper() + fact[1:]) for fact in facts) + "."
    )
    beside = len(facts) == 1 and not alone
    last = texts[-1] if texts else ""
    if beside and 0 < len(texts) <= MOST_LINES and cell_len(last) + 2 + cell_len(fact) <= width:
        gap = " " * (width - cell_len(last) - cell_len(fact))
        return (*((Span(line, head),) for line in texts[:-1]), (Span(last, head), Span(gap), Span(fact, role)))
    if len(texts) < MOST_LINES:
        return (*((Span(line, head),) for line in texts), (Span(cut(fact, width), role),))
    kept = ended(text, width, MOST_LINES - 1)
    room = width - len(MORE) - 2
    if cell_len(fact) > room:
        fact = cut(fact.split(",")[0] if alone else fact, room)
    gap = " " * (width - cell_len(fact) - len(MORE))
    return (*((Span(line, head),) for line in kept), (Span(fact, role), Span(gap), Span(MORE, "muted")))


def ended(text: str, width: int, most: int) -> list[str]:
    """At most `most` lines; where the text goes on, the last ends in ` …`."""
    lines = [line for line in wrap(text, width, most + 2) if line]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    if cell_len(last) + 2 > width:
        last = cut(last, width - 2).rstrip("…").rsplit(" ", 1)[0]
    return [*lines[: most - 1], f"{last} …"]


def principle_row(
    number: int, slug: str, title: str, marks: str, width: int, *, spaced: bool = False, on_one: bool = False
) -> Row:
    """A principle of the left pane: its title, wrapped, and its marks at the end of the last line.

    `on_one`: a title of one line has its marks beside it; else they always stand under it, in one column of air.
    """
    marks = " ".join(marks) if spaced else marks
    indent = f"{number} "
    room = width - len(indent) - 2
    titles = wrap(title, room, 6)
    if (len(titles) == 1 and not on_one) or cell_len(titles[-1]) + 1 + len(marks) > width - len(indent):
        titles.append("")
    lines: list[Line] = [(Span(f"{indent if n == 0 else ' ' * len(indent)}{t}"),) for n, t in enumerate(titles[:-1])]
    last = (indent if len(titles) == 1 else " " * len(indent)) + titles[-1]
    gap = " " * (width - cell_len(last) - len(marks))
    return Row(slug, (*lines, (Span(last), Span(gap), Span(marks, "marks"))))


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
