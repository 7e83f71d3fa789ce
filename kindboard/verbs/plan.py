"""The verbs of the plan: where an item stands, how it stands, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kindboard.cards.cards import CheckAnswer, PlanItem, Review
from kindboard.terms import counted
from kindboard.verbs.done import Done
from kindboard.words.days import spoken
from kindboard.words.inert import one_line

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


def move(work: Workspace, item: PlanItem, column: str, before: str | None = None) -> Done:
    """To a column, before another item of it or last."""
    return Done(f"Moved to {column.upper()}" if column != item.column else "Moved", (work.place(item, column, before),))


def mark(work: Workspace, item: PlanItem, status: str) -> Done:
    return Done(f"Marked as {status}", (work.change(item, {"status": status}),))


def tell_outcome(work: Workspace, item: PlanItem, outcome: str) -> Done:
    return Done("Written under it", (work.change(item, {"outcome": outcome}),))


def tell(work: Workspace, item: PlanItem) -> Done:
    """Those who raised it know, by today, what came of it."""
    return Done("Written down: those who raised it were told", (work.change(item, {"told": work.today}),))


def hand_over(work: Workspace, items: Sequence[PlanItem], owner: str) -> Done:
    """`items`: all of one owner."""
    cards = tuple(work.hand_over(items, owner))
    who = f"from {one_line(items[0].owner or 'nobody')} to {one_line(owner)}"
    return Done(f"{counted(len(items), 'plan item')} handed over {who}", cards)


def look_at(
    work: Workspace,
    item: PlanItem,
    found: CheckAnswer,
    note: str = "",
    outcome: str = "",
    again: date | None = None,
    told: date | None = None,
    review: Review | None = None,
) -> Done:
    """In a review. `again`: the day of its next one. `told`: when those who raised it were told. `review`: one of an
    earlier day that is gone on with.
    """
    work.look_at(item, found, note, outcome, again, told, review)
    return Done("Kept with the plan item")


def sum_up(work: Workspace, summary: str, review: Review | None = None) -> Done:
    """A review, in a sentence; today's, or one that was gone on with."""
    review = work.sum_up(summary, review)
    return Done(f"Written down, for {spoken(review.held)}", (review,))
