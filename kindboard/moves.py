"""Where a plan item goes when it is moved, and what may be chosen for one. Pure."""

from collections.abc import Sequence

from kindboard.board.review import is_untold
from kindboard.cards.cards import COLUMNS, PlanItem

Goal = tuple[str, str | None]
"""A column, and the id of the item it comes before there; None for last."""

MARKS = {"under way": "It is under way", "done": "It is done", "let go": "Let it go", "planned": "It is planned again"}
NEXT = {"planned": "under way", "under way": "done"}
"""What a status leads to; every other, to where it began."""
TOLD = {"told": "Those who raised it have been told"}
WAYS = {"up": "Up by one", "down": "Down by one", "top": "To the top", "bottom": "To the bottom"}


def choices(item: PlanItem, shown: Sequence[PlanItem]) -> list[tuple[str, str]]:
    """What can be done with an item among those `shown` in its column, or said of it: (name, words)."""
    at = _at(item, shown)
    ways = (["up", "top"] if at > 0 else []) + (["down", "bottom"] if 0 <= at < len(shown) - 1 else [])
    moves = [(way, words) for way, words in WAYS.items() if way in ways]
    columns = [(column, f"To {column.upper()}") for column in COLUMNS if column != item.column]
    return [*moves, *columns, *marks(item)]


def marks(item: PlanItem) -> list[tuple[str, str]]:
    """What can be said of how an item stands: (name, words)."""
    told = TOLD.items() if is_untold(item) else ()
    return [*told, *(mark for mark in MARKS.items() if mark[0] != item.status)]


def next_status(item: PlanItem) -> str:
    return NEXT.get(item.status, "planned")


def goal(item: PlanItem, way: str, lane: Sequence[PlanItem], shown: Sequence[PlanItem]) -> Goal | None:
    """Where `way` (a name of `choices`) leads; None for where it stands. `lane`: its column without a filter."""
    if way in COLUMNS:
        return (way, None)
    at = _at(item, shown)
    if at < 0 or (way in ("up", "top") and at == 0) or (way in ("down", "bottom") and at == len(shown) - 1):
        return None
    if way == "bottom":
        return (item.column, None)
    if way == "down":
        return (item.column, after(shown[at + 1], lane, item))
    return (item.column, shown[0 if way == "top" else at - 1].id)


def after(other: PlanItem, lane: Sequence[PlanItem], item: PlanItem) -> str | None:
    """The id of what stands after another item, `item` itself left out; None where nothing does."""
    rest = [one for one in lane if one.path != item.path]
    at = _at(other, rest)
    return rest[at + 1].id if 0 <= at < len(rest) - 1 else None


def _at(item: PlanItem, items: Sequence[PlanItem]) -> int:
    return next((n for n, one in enumerate(items) if one.path == item.path), -1)
