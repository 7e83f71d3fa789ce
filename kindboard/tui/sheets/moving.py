"""Asking where a plan item goes or how it stands, and what came of it when it is done with."""

from collections.abc import Callable, Sequence

from kindboard.board.board import CLOSED
from kindboard.cards.cards import PlanItem
from kindboard.moves import choices
from kindboard.terms import quoted
from kindboard.tui.parts.rows import STATUSES
from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.dialogs import Choose
from kindboard.verbs import plan as verbs

LATER = "One line, for when you look back. Leave it empty if you like."


def offer(app: Session, item: PlanItem, shown: Sequence[PlanItem], move: Callable[[str], object]) -> None:
    """`shown`: what stands with it in its column; none where no column is shown. `move` takes one of the ways."""

    def chosen(choice: str | None) -> None:
        if choice in STATUSES:
            mark(app, item, choice)
        elif choice is not None:
            move(choice)

    app.push_screen(Choose(f"Move {quoted(item)}, or say how it stands", (), choices(item, shown)), chosen)


def mark(app: Session, item: PlanItem, status: str) -> None:
    """Say how an item stands; where it is done with, ask what came of it."""
    if app.attempt(lambda: verbs.mark(app.work, item, status)) and status in CLOSED and not item.outcome:
        ask_outcome(app, item)


def ask_outcome(app: Session, item: PlanItem) -> None:
    ask = AskLine("What came of it?", (LATER,), "", "What came of it")
    app.push_screen(ask, lambda typed: _outcome(app, item, typed))


def _outcome(app: Session, item: PlanItem, typed: str | None) -> None:
    now = app.board_shown.by_path.get(item.path)
    outcome = (typed or "").strip()
    if isinstance(now, PlanItem) and outcome:
        app.attempt(lambda: verbs.tell_outcome(app.work, now, outcome))
