"""What a look back says of a plan that changed and of what was talked about, and that it counts nobody."""

from datetime import date
from typing import Any

import pytest

from kindboard.board.board import Board
from kindboard.board.review import LookBack
from kindboard.review_words import each_question, sections, side_by_side
from tests.builders import ABoard, a_board

JUNE, TODAY = date(2026, 6, 1), date(2026, 11, 23)
ALL = ("self", "organisation", "improve", "people-say")
TITLE = "“Kindness counts”"


def moved(then: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """What is said of one plan item that was so and is so."""
    look = LookBack(an_item(then), an_item(now), JUNE, TODAY)
    return next(part.lines for part in sections(look) if part.heading == "What moved")


def an_item(fields: dict[str, Any]) -> Board:
    usual = {"id": "2026-06-01-00000001", "title": "Tea before paperwork"}
    return a_board(1).with_plan_item(**usual | fields).build()


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({}, {}, "Nothing in the plan has moved."),
        ({}, {"title": "Tea first"}, "Changed: “Tea first”. It was called “Tea before paperwork”."),
        ({}, {"owner": "Bo"}, "Changed: “Tea before paperwork”. Bo looks after it now."),
        ({"owner": "Bo"}, {}, "Changed: “Tea before paperwork”. Nobody looks after it now."),
        (
            {},
            {"review_by": date(2027, 1, 4)},
            "Changed: “Tea before paperwork”. It is looked at again on 4 Jan 2027.",
        ),
        ({"review_by": TODAY}, {}, "Changed: “Tea before paperwork”. It has no review date now."),
        ({}, {"outcome": "We sit down"}, "Changed: “Tea before paperwork”. What came of it: We sit down."),
        ({"outcome": "Odd"}, {}, "Changed: “Tea before paperwork”. What came of it: no longer said."),
    ],
)
def test_what_is_said_otherwise_now_is_told(then: dict[str, Any], now: dict[str, Any], said: str) -> None:
    assert moved(then, now) == (said,)


def test_what_has_ended_tells_its_outcome_once_and_what_else_changed() -> None:
    now = {"status": "done", "outcome": "We sit down", "title": "Tea first", "review_by": TODAY}
    assert moved({}, now) == (
        "Started, and done: “Tea first”. We sit down.",
        "Changed: “Tea first”. It was called “Tea before paperwork”.",
    )


def test_what_moved_and_changed_is_told_in_two_sentences() -> None:
    assert moved({}, {"column": "stay", "owner": "Bo"}) == (
        "Moved from START to STAY: “Tea before paperwork”.",
        "Changed: “Tea before paperwork”. Bo looks after it now.",
    )


def answers(*questions: str) -> ABoard:
    board = a_board(1)
    for question in questions:
        board = board.with_answer(principle=the_principle(), question=question)
    return board


def the_principle() -> str:
    (principle,) = a_board(1).build().principles
    return principle.id


def test_how_much_a_principle_was_talked_about_stands_beside_how_much_it_was() -> None:
    look = LookBack(answers("self").build(), answers(*ALL[:3], "self").build(), JUNE, TODAY)
    assert [(heading, [row.sentence for row in rows]) for heading, rows in side_by_side(look)] == [
        ("What has been talked about", [f"{TITLE}: 1 of 4 questions, now 3 of 4 questions."])
    ]


def test_a_principle_that_was_not_there_then_is_said_to_be_new() -> None:
    look = LookBack(a_board(0).build(), answers("self").build(), JUNE, TODAY)
    ((_, (row,)),) = side_by_side(look)
    assert (row.then, row.now) == ("not there yet", "1 of 4 questions")


def test_each_question_of_a_principle_has_its_number_of_answers_and_silence_is_told() -> None:
    assert each_question(answers("self", "self", "improve").build()) == [("Kindness counts", [2, 0, 1, 0])]


def test_a_look_back_counts_nobody() -> None:
    """Whether one person gave every answer, or each was another's, not a word of it is another."""

    def told(*names: str | None) -> str:
        board = a_board(1)
        for question, name in zip(ALL, names, strict=True):
            board = board.with_answer(principle=the_principle(), question=question, by=name)
        look = LookBack(a_board(1).build(), board.build(), JUNE, TODAY)
        return f"{sections(look)} {side_by_side(look)} {each_question(look.now)}"

    one = told(*["Sam"] * 4)
    assert one == told("Sam", "Jo", "Ann", "Bo") == told(None, None, None, "Sam")
    assert "Sam" not in one
