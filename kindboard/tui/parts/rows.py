"""Cards as rows of a list: pre-wrapped, a hanging indent, at most three lines each. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from rich.cells import cell_len

from kindboard.board.board import Draft
from kindboard.cards.cards import Answer, PlanItem, Theme
from kindboard.terms import BARRIERS as BARRIERS
from kindboard.terms import HEARD as HEARD
from kindboard.terms import KEPT as KEPT
from kindboard.terms import NEEDS as NEEDS
from kindboard.terms import NEEDS_WORDS as NEEDS_WORDS
from kindboard.terms import STATUSES as STATUSES
from kindboard.terms import answer_facts as answer_facts
from kindboard.terms import counted as counted
from kindboard.terms import draft_words as draft_words
from kindboard.terms import note_day as note_day
from kindboard.terms import plan_facts as plan_facts
from kindboard.terms import short_day as short_day
from kindboard.tui.parts.lines import Line, Span, cut, wrap
from kindboard.words.inert import one_line

MOST_LINES = 3
MORE = "more: enter"

AT_ONCE = "Two people changed this at once."
BEGUN = "Unfinished words about it are kept here"


class Row(Struct, frozen=True):
    """One entry of a list. `key` stays the same for the same card, whatever else changes: its path, as one id may lie
    in two places."""

    key: str
    lines: tuple[Line, ...]
    value: Any = None
    """What the row stands for: a card, a draft, a choice."""
    above: int = 0
    """How many of the lines stand over the row as a heading, and are never highlighted."""


def answer_row(answer: Answer, width: int, begun: bool = False) -> Row:
    """`begun`: words about it are kept on this computer, not finished."""
    facts = (*answer_facts(answer), *([BEGUN] if begun else []))
    return Row(answer.path, card_lines(answer.text, facts, width, warn=bool(answer.also)), answer)


def draft_row(draft: Draft, width: int) -> Row:
    text = draft_words(draft) or "(nothing typed yet)"
    return Row(draft.key, card_lines(text, (KEPT,), width, role="kept", alone=True), draft)


def to_read(cards: Iterable[Answer | Draft], indent: int, width: int, most: int) -> list[Line]:
    """As in a list, but none of them can be highlighted: as many, each whole, as have room in `most` lines."""
    told: list[Line] = []
    for card in cards:
        row = draft_row(card, width) if isinstance(card, Draft) else answer_row(card, width)
        if len(told) + len(row.lines) > most:
            break
        told += [(Span(" " * indent + ("  " if n else "- ")), *line) for n, line in enumerate(row.lines)]
    return told


def theme_row(theme: Theme, answers: int, width: int) -> Row:
    return Row(theme.path, card_lines(theme.title, (counted(answers, "answer"),), width, head="strong"), theme)


def plan_row(item: PlanItem, width: int, today: date, begun: bool = False) -> Row:
    """A title of up to three lines, and one line of facts under it: as many as can be read whole."""
    lines = [(Span(line),) for line in ended(item.title, width, MOST_LINES)]
    facts = [one_line(fact) for fact in plan_facts(item, today)]
    while len(facts) > 1 and cell_len(" · ".join(facts)) > width:
        facts.pop()
    lines.append((Span(cut(" · ".join(facts), width), "muted"),))
    lines += [(Span(line, "warning"),) for line in wrap(AT_ONCE, width)] if item.also else []
    lines += [(Span(cut(f"{BEGUN}.", width), "kept"),)] if begun else []
    return Row(item.path, tuple(lines), item)


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


def principle_row(slug: str, title: str, marks: str, width: int, *, spaced: bool = False, on_one: bool = False) -> Row:
    """A principle of the left pane: its title, wrapped, and its marks at the end of the last line.

    `on_one`: a title of one line has its marks beside it; else they always stand under it, in one column of air.
    """
    marks = " ".join(marks) if spaced else marks
    titles = wrap(title, width - 2, 6)
    if (len(titles) == 1 and not on_one) or cell_len(titles[-1]) + 1 + len(marks) > width:
        titles.append("")
    lines: list[Line] = [(Span(line),) for line in titles[:-1]]
    last = titles[-1]
    gap = " " * (width - cell_len(last) - len(marks))
    return Row(slug, (*lines, (Span(last), Span(gap), Span(marks, "marks"))))
