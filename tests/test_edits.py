"""What a person may write into a card, and what is made of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kindboard.cards.cards import PlanItem
from kindboard.cards.fields import LINE_LIMIT, TEXT_LIMIT
from kindboard.cards.reading import GREATEST
from kindboard.edits import edits
from kindboard.errors import WrongUse
from tests.builders import a_board

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("answer", {"colour": "red"}, "no field called colour"),
        ("answer", {"changed": NOW}, "no field called changed"),
        ("answer", {"text": "  \n "}, "can't be empty"),
        ("answer", {"text": "a" * (TEXT_LIMIT + 1)}, "20,001 characters"),
        ("answer", {"question": "why"}, "must be one of: self"),
        ("answer", {"tags": "rota"}, "a list of words"),
        ("plan", {"title": "a" * (LINE_LIMIT + 1)}, "301 characters"),
        ("plan", {"review_by": "soon"}, "a date, such as"),
        ("plan", {"rank": True}, "a whole number"),
        ("plan", {"needs": ("money",)}, "must be one of: funding"),
    ],
)
def test_what_no_card_can_hold_is_refused_in_words(kind: str, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        edits.checked(kind, fields)


def test_text_is_made_plain_and_nothing_of_its_words_is_lost() -> None:
    typed = {"text": "\nCafe\u0301\r\n\tfor all \n\n", "tags": ("b", " a  c ", "b"), "by": "  Sam\tJones "}
    assert edits.checked("answer", typed) == {"text": "Café\n\tfor all", "tags": ["a c", "b"], "by": "Sam Jones"}


def test_changed_always_rises_also_when_a_clock_ran_ahead() -> None:
    ahead = NOW + timedelta(days=4000)
    for last in (NOW - timedelta(days=1), NOW, ahead):
        assert edits.edited_doc("answer", {"changed": last, "text": "a"}, {"text": "b"}, NOW)["changed"] > last
    assert edits.edited_doc("answer", {"changed": GREATEST, "text": "a"}, {}, NOW)["changed"] == GREATEST


def test_choosing_the_other_text_by_hand_settles_it() -> None:
    doc = {"changed": NOW, "text": "mine", "also": [{"field": "text", "value": "theirs"}]}
    assert "also" not in edits.edited_doc("answer", doc, {"text": "theirs"}, NOW)
    assert "also" in edits.edited_doc("answer", doc, {"text": "a third"}, NOW)


def order(changed: list[tuple[Any, Any]], board: Any) -> list[str]:
    ranks = {item.id: (item.column, item.rank) for item in board.plan}
    ranks |= {item.id: (fields["column"], fields["rank"]) for item, fields in changed}
    there = [id for id, (column, _) in ranks.items() if column == "start"]
    return [id[-1] for id in sorted(there, key=lambda id: ranks[id][1])]


@pytest.mark.parametrize("gap", [1024, 1])
@pytest.mark.parametrize(("before", "expected"), [(0, "9012"), (1, "0912"), (2, "0192"), (None, "0129")])
def test_a_plan_item_goes_where_it_is_put(gap: int, before: int | None, expected: str) -> None:
    made = a_board()
    for number in range(3):
        made = made.with_plan_item("start", id=f"2026-11-23-0000000{number}", rank=gap * (number + 1))
    board = made.with_plan_item("stop", id="2026-11-23-00000009", rank=7).build()
    moved = board.find("2026-11-23-00000009")
    assert isinstance(moved, PlanItem)
    changes = edits.placed(board, moved, "start", None if before is None else f"2026-11-23-0000000{before}")
    assert changes[0][0] is moved
    assert "".join(order(changes, board)) == expected
    if gap == 1024:
        assert len(changes) == 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Riverside Day Team", "riverside-day-team"), ("Café · 2", "cafe-2"), ("CON", ""), ("日本", ""), ("../x", "x")],
)
def test_a_title_becomes_a_safe_name_for_a_file(title: str, slug: str) -> None:
    assert edits.slug_of(title) == slug
