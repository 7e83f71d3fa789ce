"""Write, then look: while a round is in its first stage, what others said to a question stays folded until one has
answered it, or asks to see it. It is a courtesy, so that everybody's own words come first, and no secret. Pure.
"""

from collections.abc import Callable

from kindboard.board.board import Board
from kindboard.cards.cards import Answer


def is_folded(board: Board, principle: str, question: str, wrote: Callable[[Answer], bool]) -> bool:
    """Whether the answers to a question are for later. `wrote`: whether the reader wrote an answer."""
    if board.round is None or board.looked_at is not None or board.stage != "reflect":
        return False
    there = board.answers_to(principle, question)
    return bool(there) and not any(map(wrote, there)) and not board.drafts_to(principle, question)
