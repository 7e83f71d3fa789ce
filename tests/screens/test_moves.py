"""Where an item goes when it is moved, also among those that a filter shows."""

import pytest

from kindboard.cards.cards import PlanItem
from kindboard.moves import after, choices, goal
from tests.builders import a_board

LANE = a_board(0).with_plan_item(title="a", rank=1).with_plan_item(title="b", rank=2).with_plan_item(title="c", rank=3)
ITEMS = LANE.with_plan_item(title="d", rank=4).build().lane("start")
A, B, C, D = ITEMS


@pytest.mark.parametrize(
    ("item", "way", "before"),
    [(B, "up", A), (C, "top", A), (B, "down", D), (C, "down", None), (A, "bottom", None)],
)
def test_each_way_leads_there(item: PlanItem, way: str, before: PlanItem | None) -> None:
    assert goal(item, way, ITEMS, ITEMS) == ("start", before.id if before else None)


@pytest.mark.parametrize(("item", "way"), [(A, "up"), (A, "top"), (D, "down"), (D, "bottom")])
def test_at_an_end_there_is_no_further(item: PlanItem, way: str) -> None:
    assert goal(item, way, ITEMS, ITEMS) is None


def test_another_column_is_entered_at_its_end() -> None:
    assert goal(A, "stay", ITEMS, ITEMS) == ("stay", None)


def test_a_filter_counts_only_what_it_shows() -> None:
    assert goal(A, "down", ITEMS, (A, C)) == ("start", D.id)
    assert goal(C, "up", ITEMS, (A, C)) == ("start", A.id)


def test_after_leaves_the_moved_one_out() -> None:
    assert after(A, ITEMS, B) == C.id
    assert after(D, ITEMS, B) is None


def test_only_what_does_something_is_offered() -> None:
    names = [name for name, _ in choices(A, ITEMS)]
    assert names == ["down", "bottom", "stop", "stay", "under way", "done", "let go"]
    assert [name for name, _ in choices(A, (A,))][:2] == ["stop", "stay"]
