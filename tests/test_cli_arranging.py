"""Putting cards in their places by the command line: out of a theme, two themes into one, plan items about the plan."""

from datetime import date
from pathlib import Path

import pytest

from kindboard.words.days import spoken
from tests.commands import done, kindboard, refused

PLACE = ("--principle", "walk-a-mile", "--question", "improve")


@pytest.fixture
def board(tmp_path: Path) -> Path:
    done("init", tmp_path / "board", "--title", "Riverside", "--name", "Sam")
    return tmp_path / "board"


def answered(board: Path, *texts: str) -> list[str]:
    return [done("add", "answer", *PLACE, "--text", text, at=board)["id"] for text in texts]


def planned(board: Path, column: str, *titles: str) -> list[str]:
    return [done("add", "plan", column, "--title", title, at=board)["id"] for title in titles]


def lane(board: Path, column: str) -> list[str]:
    return [item["title"] for item in done("list", "plan", at=board) if item["column"] == column]


def test_a_theme_with_its_answers_is_one_save_that_one_undo_takes_back(board: Path) -> None:
    ids = answered(board, "One", "Two")
    theme = done("add", "theme", "--title", "Twice", "--summary", "Both", "--card", ids[0], "--card", ids[1], at=board)
    assert theme["summary"] == "Both"
    assert [card["theme"] for card in done("list", "answer", at=board)] == [theme["id"]] * 2
    done("undo", at=board)
    assert done("list", "theme", at=board) == []
    assert [card["theme"] for card in done("list", "answer", at=board)] == [None, None]


def test_answers_are_taken_out_of_their_theme(board: Path) -> None:
    one, two = answered(board, "One", "Two")
    theme = done("add", "theme", "--title", "Twice", "--card", one, "--card", two, at=board)["id"]
    assert [card["theme"] for card in done("take-out", one, at=board)] == [None]
    assert {card["id"]: card["theme"] for card in done("list", "answer", at=board)} == {one: None, two: theme}
    assert kindboard("take-out", two, at=board).out.startswith("1 answer taken out.")


def test_what_is_in_no_theme_cannot_be_taken_out(board: Path) -> None:
    (one,) = answered(board, "One")
    refused(kindboard("take-out", one, "--json", at=board), 2, "in-no-theme")


def test_two_themes_are_put_together(board: Path) -> None:
    one, two = answered(board, "One", "Two")
    first = done("add", "theme", "--title", "Mornings", "--card", one, at=board)["id"]
    other = done("add", "theme", "--title", "Rushed mornings", "--card", two, at=board)["id"]
    assert done("put-together", first, other, at=board)["id"] == other
    assert [theme["id"] for theme in done("list", "theme", at=board)] == [other]
    assert {card["theme"] for card in done("list", "answer", at=board)} == {other}
    done("undo", at=board)
    assert {theme["id"] for theme in done("list", "theme", at=board)} == {first, other}


def test_a_theme_is_not_put_together_with_itself(board: Path) -> None:
    theme = done("add", "theme", "--title", "Mornings", at=board)["id"]
    refused(kindboard("put-together", theme, theme, "--json", at=board), 2, "same-theme")


def test_a_plan_item_is_moved_to_the_end_of_a_column_or_before_another(board: Path) -> None:
    one, two, three = planned(board, "start", "One", "Two", "Three")
    (other,) = planned(board, "stop", "Other")
    done("move", three, "--before", one, at=board)
    assert lane(board, "start") == ["Three", "One", "Two"]
    done("move", other, "start", "--before", two, at=board)
    assert lane(board, "start") == ["Three", "One", "Other", "Two"]
    done("move", three, "start", at=board)
    assert lane(board, "start") == ["One", "Other", "Two", "Three"]
    assert kindboard("move", one, "STAY", at=board).out.startswith("Moved to STAY: “One”, ")


@pytest.mark.parametrize(("where", "code"), [((), "unknown-column"), (("begin",), "unknown-column")])
def test_where_it_goes_must_be_said(board: Path, where: tuple[str, ...], code: str) -> None:
    (one,) = planned(board, "start", "One")
    refused(kindboard("move", one, *where, "--json", at=board), 2, code)


def test_a_column_and_an_item_of_another_column_are_not_both_meant(board: Path) -> None:
    one, other = *planned(board, "start", "One"), *planned(board, "stop", "Other")
    refused(kindboard("move", one, "stay", "--before", other, "--json", at=board), 2, "other-column")


def test_an_answer_tells_its_story_from_reflection_to_the_done_plan_item(board: Path) -> None:
    (answer,) = answered(board, "We rush every morning.")
    theme = done("add", "theme", "--title", "Rushed mornings", "--card", answer, at=board)["id"]
    item = done("add", "plan", "stop", "--title", "Fewer early visits", "--from", theme, at=board)["id"]
    done("set", item, "status=done", "outcome=Two fewer, and calm", at=board)
    told = done("show", answer, at=board)
    assert [(card["kind"], card["id"]) for card in told["became"]] == [("theme", theme), ("plan", item)]
    assert (told["became"][1]["status"], told["became"][1]["outcome"]) == ("done", "Two fewer, and calm")
    today = date.today()
    assert told["became"][1]["ended"] == today.isoformat()
    lines = kindboard("show", answer, at=board).out.splitlines()
    assert "Theme: Rushed mornings" in lines
    done_today = f"In the plan: STOP, done {spoken(today)}: Fewer early visits, {item}."
    assert f"{done_today} What came of it: Two fewer, and calm" in lines
