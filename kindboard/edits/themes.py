"""What to change so that two themes become one. Pure."""

from kindboard.board.board import Board
from kindboard.cards.cards import Card, Theme
from kindboard.cards.toml import parse
from kindboard.edits.edits import Values, without_gone
from kindboard.errors import WrongUse


def joined(board: Board, theme: Theme, into: Theme) -> list[tuple[Card, Values]]:
    """Everything of `theme` goes to `into`: its answers, summary, notes, and the plan items that came from it.

    Raises WrongUse.
    """
    if theme.path == into.path:
        raise WrongUse("same-theme", "That is the same theme.", "Choose another one.")
    if theme.also:
        raise WrongUse(
            "not-settled", "Two people changed this theme at once.", "Read it and choose first, then put them together."
        )
    old, new = parse(theme.raw), parse(into.raw)
    values: dict[str, object] = {}
    if theme.summary.strip() and theme.summary not in into.summary:
        values["summary"] = "\n\n".join(part for part in (into.summary, theme.summary) if part.strip())
    for table in ("notes", "echoes"):
        if old.get(table):
            values[table] = {**old[table], **new.get(table, {})}
    changes: list[tuple[Card, Values]] = [(into, values)] if values else []
    changes += [(answer, {"theme": into.id}) for answer in board.grouped(theme)]
    for item in board.plan:
        if theme.id in item.sources:
            sources = {"sources": tuple({*item.sources, into.id} - {theme.id})}
            changes.append((item, without_gone(board, "plan", sources)))
    return changes
