"""Write, then look: while a round is in its first stage, what others said to a question stays folded until one has
answered it, or asks to see it. It is a courtesy, so that everybody's own words come first, and no secret. Pure.
"""

from collections.abc import Callable, Collection

from kindboard.board.board import Board


def is_folded(
    board: Board, principle: str, question: str, name: str | None, nameless: Callable[[], Collection[str]]
) -> bool:
    """Whether the answers to a question are for later.

    `name`: the reader's. `nameless`: the ids of what was written at their computer without a name; asked for only where
    there is an answer without one.
    """
    if board.round is None or board.looked_at is not None or board.stage != "reflect":
        return False
    there = board.answers_to(principle, question)
    if not there or board.drafts_to(principle, question):
        return False
    if name is not None and any(answer.by == name for answer in there):
        return False
    without = {answer.id for answer in there if answer.by is None}
    return not (without and without.intersection(nameless()))
