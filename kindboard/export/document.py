"""The board as one JSON document, from which it can be made again."""

from datetime import date
from typing import Any

from kindboard.board.board import Board
from kindboard.cards.cards import as_json

FORMAT = 1


def document(board: Board, day: date) -> dict[str, Any]:
    """`cards`: every field of each, and in `toml` its whole file, to be written to `path` again."""
    return {
        "format": FORMAT,
        "board": board.slug,
        "title": board.about.title,
        "day": day,
        "cards": [as_json(card) | {"toml": card.raw.decode()} for card in board if card.raw],
        "attention": [{"path": item.path, "problem": item.problem} for item in board.attention],
    }
