"""The four questions on paper, for whoever would rather write by hand."""

from kindboard.board.board import Board
from kindboard.cards.cards import QUESTIONS
from kindboard.export.blocks import Block, Heading, Lines, Page, Text
from kindboard.terms import NOT_A_REPORT
from kindboard.words.inert import one_line

ROOM = 5
"""Lines to write on under each question."""


def worksheet(board: Board) -> Page:
    blocks: list[Block] = [
        Text("Principle:"),
        Lines(1),
        *(
            block
            for number, question in enumerate(QUESTIONS, 1)
            for block in (Heading(f"{number} {one_line(board.question_text(question))}"), Lines(ROOM))
        ),
        Text(NOT_A_REPORT),
    ]
    return Page(
        one_line(board.about.title), "Write as much or as little as you like. You need not give a name.", tuple(blocks)
    )
