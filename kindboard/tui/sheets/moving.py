"""Asking where a plan item goes or how it stands; of one that is done with, what came of it and who knows."""

from collections.abc import Callable, Sequence

from kindboard.board.board import CLOSED
from kindboard.board.review import is_untold
from kindboard.cards.cards import PlanItem
from kindboard.moves import TOLD, choices
from kindboard.review_words import OUTCOME_ASKED, THEY_KNOW, TOLD_ASKED, TOLD_CHOICES
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
        elif choice in TOLD:
            app.attempt(lambda: verbs.tell(app.work, item))
        elif choice is not None:
            move(choice)

    app.push_screen(Choose(f"Move {quoted(item)}, or say how it stands", (), choices(item, shown)), chosen)


def mark(app: Session, item: PlanItem, status: str) -> None:
    """Say how an item stands; where it is done with, ask what came of it."""
    if app.attempt(lambda: verbs.mark(app.work, item, status)) and status in CLOSED:
        after_the_end(app, item)


def after_the_end(app: Session, item: PlanItem) -> None:
    """What came of it, if nobody has said so; then whether those who raised it know."""

    def typed(words: str | None) -> None:
        outcome, now = (words or "").strip(), _now(app, item)
        if now is not None and outcome:
            app.attempt(lambda: verbs.tell_outcome(app.work, now, outcome))
        if words is not None:
            _ask_whether_told(app, item)

    if item.outcome:
        _ask_whether_told(app, item)
    else:
        app.push_screen(AskLine(OUTCOME_ASKED, (LATER,), "", "What came of it"), typed)


def _ask_whether_told(app: Session, item: PlanItem) -> None:
    def chosen(choice: str | None) -> None:
        now = _now(app, item)
        if now is not None and choice == THEY_KNOW:
            app.attempt(lambda: verbs.tell(app.work, now))

    now = _now(app, item)
    if now is not None and is_untold(now):
        app.push_screen(Choose(TOLD_ASKED, (quoted(now),), TOLD_CHOICES), chosen)


def _now(app: Session, item: PlanItem) -> PlanItem | None:
    """The item as it stands now; None if somebody took it off meanwhile."""
    now = app.board_shown.by_path.get(item.path)
    return now if isinstance(now, PlanItem) else None
