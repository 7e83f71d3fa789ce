"""What Pool says: answers with a box and their question over them, themes with what is in them, empty places. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from kindboard.board.board import Board
from kindboard.board.pool import Pooled, standing
from kindboard.cards.cards import Answer, Theme
from kindboard.terms import QUESTION_WORDS
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, spread, wrap
from kindboard.tui.parts.rows import AT_ONCE, BEGUN, Row, answer_facts, card_lines, counted
from kindboard.tui.parts.ticked import BOX
from kindboard.tui.parts.words import NOTHING_THEN
from kindboard.words.inert import one_line

UNGROUPED, ALL = "ungrouped", "all"
"""What stands before the themes: the answers in no theme yet, and all of them."""
UNFINISHED = "Unfinished words here."
TITLES = {UNGROUPED: "No theme yet", ALL: "All answers"}


class Look(NamedTuple):
    """What an answer's row says beside the answer."""

    marked: bool = False
    heading: str = ""
    """Whose question it answers, where the answer above is to another."""
    theme: str = ""
    """The title of the one it is in, where that is not said elsewhere."""
    begun: bool = False
    """Words about it are kept on this computer, not finished."""


def answer_row(answer: Answer, width: int, look: Look) -> Row:
    facts = (f"In “{one_line(look.theme)}”",) if look.theme else ()
    facts = (*facts, *answer_facts(answer), *((BEGUN,) if look.begun else ()))
    lines = card_lines(answer.text, facts, width - BOX, warn=bool(answer.also))
    box = Span("[x] ", "strong") if look.marked else Span("[ ] ", "muted")
    boxed = [(box if n == 0 else Span(" " * BOX), *line) for n, line in enumerate(lines)]
    over: list[Line] = [(Span(cut(look.heading, width), "muted"),)] if look.heading else []
    return Row(answer.path, (*over, *boxed, BLANK), answer, len(over))


def place_words(board: Board, answer: Answer) -> str:
    """Which question of which principle an answer is to, on one line."""
    principle = board.principle(answer.principle)
    title = one_line(principle.title) if principle else "A principle that is no longer here"
    return f"{QUESTION_WORDS[answer.question].capitalize()} · {title}"


def place_lines(board: Board, answer: Answer, width: int, most: int) -> list[Line]:
    """The principle and the question in full, for the foot."""
    principle = board.principle(answer.principle)
    title = principle.title if principle else "A principle that is no longer here"
    lines = wrap(board.question_text(answer.question), width, most)
    return [(Span(cut(title, width), "strong"),), *((Span(line),) for line in lines)]


def theme_rows(pool: Pooled, width: int, planned: frozenset[str], begun: frozenset[str]) -> list[Row]:
    """What can be shown beside: first the answers in no theme, and all; then the themes.

    `planned`: ids that plan items came from. `begun`: paths of themes about which words are kept here.
    """
    rows = [
        Row(key, card_lines(TITLES[key], (counted(len(answers), "answer"),), width))
        for key, answers in ((UNGROUPED, pool.ungrouped), (ALL, pool.answers))
    ]
    if pool.themes:
        rows[-1] = Row(ALL, (*rows[-1].lines, BLANK))
    for theme in pool.themes:
        answers = pool.grouped[theme.path]
        facts = [counted(len(answers), "answer") if answers else "empty"]
        facts += ["in the plan"] if theme.id in planned else []
        facts += ["others say it too"] if theme.echoes else []
        facts += [counted(len(theme.notes), "note")] if theme.notes else []
        lines = card_lines(theme.title, facts, width, head="strong")
        lines += ((Span(cut(AT_ONCE, width), "warning"),),) if theme.also else ()
        lines += ((Span(cut(UNFINISHED, width), "kept"),),) if theme.path in begun else ()
        rows.append(Row(theme.path, lines, theme))
    return rows


def head_lines(title: str, theme: Theme | None, count: str, width: int, most: int) -> list[Line]:
    """What is shown, how much of it, and a theme's summary in at most `most` lines."""
    lines: list[Line] = [spread((Span(cut(title, width - len(count) - 2), "strong"),), (Span(count, "muted"),), width)]
    if theme and theme.summary and most:
        lines += [(Span(line),) for line in wrap(theme.summary, width, most)]
    return lines


def marked_words(marked: Sequence[Answer], shown: Sequence[Answer], low: bool, narrow: bool) -> str:
    """How many answers are marked, and what can be done with them; how to mark, where none is."""
    if not marked:
        how = "space marks answers, then g groups them." if shown else ""
        return "" if low else f"{how} tab: themes".strip() if narrow else how
    here = {answer.path for answer in shown}
    away = sum(answer.path not in here for answer in marked)
    words = f"{counted(len(marked), 'answer')} {'is' if len(marked) == 1 else 'are'} marked"
    if away:
        words += ", not in this list" if away == len(marked) else f", {away:,} of them not in this list"
    words += "."
    return words if low else f"{words} g groups {'it' if len(marked) == 1 else 'them'}, esc unmarks."


def empty_words(board: Board, key: str, filtered: bool, elsewhere: bool, to_read: bool) -> tuple[str, ...]:
    """What an empty list says: what goes there, and which key begins. `elsewhere`: another list holds the words.

    `to_read`: it is not today's.
    """
    if filtered and elsewhere:
        return ("Nothing in this list holds those words.", "Others do: left and right go there, esc shows all again.")
    if filtered:
        return ("Nothing here holds those words.", "esc shows every answer again.")
    if to_read:
        return (NOTHING_THEN,)
    if not board.current:
        return ("There is nothing to pool yet.", "Answers come from Reflect: press 1, then n to write one.")
    if key == UNGROUPED:
        return ("Every answer is in a theme.", "Which one matters most? Go to it, and l takes it into the plan.")
    return ("Nothing is in this theme yet.", "Mark answers with space, then press g.")


def teaching(board: Board, themes: int, filtered: bool) -> str:
    """What stands under the themes: how much is in none yet, or how the first one comes about."""
    if not themes and board.current and not filtered:
        return "No themes yet. Mark answers that say one thing with space, then press g."
    return standing(board)
