"""One page for people who draw on support: what was heard, and what the team does about it. It names nobody."""

from collections.abc import Iterator

from kindboard.board.board import CLOSED, Board
from kindboard.cards.cards import Column, PlanItem
from kindboard.export.blocks import Block, Bullets, Heading, Page, Text
from kindboard.review_words import quoted
from kindboard.terms import NEEDS_WORDS
from kindboard.words.days import spoken
from kindboard.words.inert import one_line, sentence

WE_WILL: dict[Column, str] = {
    "stop": "What we are stopping", "start": "What we are starting", "stay": "What we are keeping",
}  # fmt: skip
NOTHING_YET = "We have not brought together what we heard yet."


def people(board: Board) -> Page:
    blocks = (*_heard(board), *_doing(board), *_not_alone(board), *_again(board))
    return Page("You said, we are doing", f"{one_line(board.about.title)}.", blocks)


def _heard(board: Board) -> Iterator[Block]:
    yield Heading("What we heard")
    themes = tuple(
        sentence(": ".join(one_line(t) for t in (theme.title, theme.summary) if t)) for theme in board.themes
    )
    yield Bullets(themes) if themes else Text(NOTHING_YET)


def _doing(board: Board) -> Iterator[Block]:
    for column, words in WE_WILL.items():
        items = [item for item in board.lane(column) if item.status != "let go"]
        if items:
            yield Heading(words)
            yield Bullets(tuple(map(_told, items)))


def _told(item: PlanItem) -> str:
    state = {"planned": "", "under way": " We have begun.", "done": " Done."}.get(item.status, "")
    return f"{sentence(one_line(item.title))}{state}"


def _not_alone(board: Board) -> Iterator[Block]:
    if board.waiting:
        yield Heading("What we cannot do alone")
        yield Bullets(
            tuple(f"{quoted(item)} needs {' and '.join(NEEDS_WORDS[need] for need in item.needs)}."
                  for item in board.plan if item.needs and item.status not in CLOSED)
        )  # fmt: skip


def _again(board: Board) -> Iterator[Block]:
    yield Heading("When we look again")
    days = sorted(item.review_by for item in board.plan if item.review_by and item.status not in CLOSED)
    yield Text(f"We look at this again by {spoken(days[-1])}." if days else "We have not set a day yet. Please ask us.")
