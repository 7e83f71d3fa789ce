"""Rounds in plain lines: begun, moved on, closed, looked at again; and the questions one at a time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kindboard.cards.cards import Round
from kindboard.workspace.workspace import Workspace
from tests.plain.talks import a_talk
from tests.teams import a_workspace

PLACE = {"principle": "kindness-counts", "question": "self"}
ROUNDS = ">Rounds"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    with a_workspace(tmp_path, name="Sam") as workspace:
        monkeypatch.setenv("KINDBOARD_NOW", "2026-12-05T10:15:00Z")
        yield workspace


def talk(board: Workspace, *steps: str) -> str:
    return a_talk(board, *steps, "q").text


def now(board: Workspace) -> Round:
    round = board.board().round
    assert round is not None
    return round


def test_a_round_is_begun_under_the_offered_title_and_closes_the_one_before(board: Workspace) -> None:
    told = talk(board, ROUNDS, ">Start a round", "")
    assert "Rounds.\nAutumn 2026: now, at Reflect." in told
    assert 'Enter alone calls it "Winter 2026".' in told
    assert "Autumn 2026 is closed with it." in told
    assert (now(board).title, now(board).started) == ("Winter 2026", date(2026, 12, 5))
    assert [round.closed for round in board.board().rounds] == [date(2026, 12, 5), None]


def test_a_title_that_is_there_begins_nothing(board: Workspace) -> None:
    told = talk(board, ROUNDS, ">Start a round", "AUTUMN  2026")
    assert "There is a round called Autumn 2026 already. Nothing was changed." in told
    assert len(board.board().rounds) == 1


def test_a_new_round_opens_with_what_is_due(board: Workspace) -> None:
    board.add("plan", {"column": "start", "title": "Tea first", "review_by": date(2026, 12, 1)})
    told = talk(board, ROUNDS, ">Start a round", "Advent", ">Card 1", "b", "b")
    _, after = told.split("Advent has begun.")
    assert "Look at these first: the review of 1 plan item is due." in after
    assert "Title: Tea first" in after


def test_a_round_moves_on_and_back_and_is_closed_after_the_last_stage(board: Workspace) -> None:
    told = talk(board, ROUNDS, *[">Next stage"] * 4, "no", ">Set the stage", ">Pool")
    assert [f"Autumn 2026 is at {stage} now." in told for stage in ("Pool", "Plan", "Review")] == [True] * 3
    assert (now(board).stage, now(board).closed) == ("pool", None)
    told = talk(board, ROUNDS, ">Close the round", "yes")
    assert board.board().round is None
    assert "Autumn 2026 is closed. Thank you all." in told
    assert "Between two rounds: take your time." in told
    talk(board, ROUNDS, ">Open a closed round", ">Autumn 2026, closed 5 Dec 2026")
    assert now(board).title == "Autumn 2026"


def test_between_rounds_there_is_nothing_to_move_on_or_close(board: Workspace) -> None:
    board.close_round(now(board))
    told = talk(board, ROUNDS, "2", "3", "4")
    assert told.count("There is no open round.") == 3


def test_an_earlier_rounds_answers_are_read_and_said_to_be_earlier(board: Workspace) -> None:
    board.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "The later principle"})
    board.add("answer", PLACE | {"text": "In autumn"})
    board.start_round("Winter 2026")
    board.add("answer", PLACE | {"text": "In winter"})
    told = talk(board, ROUNDS, ">Look at another", ">Autumn 2026, closed", ">Card 1")
    assert "Autumn 2026, an earlier round, to read: 2 answers.\nNew answers go to Winter 2026." in told
    assert told.index("In autumn") < told.index("The later principle")
    assert "In winter" not in told


def test_what_two_people_chose_for_a_round_at_once_is_settled(board: Workspace) -> None:
    old = now(board)
    board.move_round(old, "pool")
    board.move_round(old, "plan")
    shown = now(board).stage
    told = talk(board, ROUNDS, ">Choose between two changes", ">Use the other")
    assert "Autumn 2026: Two people changed this at once. The card shows one; the other stage:" in told
    assert (now(board).also, {shown, now(board).stage}) == ((), {"pool", "plan"})


def test_the_questions_one_at_a_time(board: Workspace) -> None:
    board.add("answer", {"principle": "safe-to-say", "question": "self", "text": "We say it"})
    answer = (">Write a new answer", "Over tea.", ".", ">No name", ">Put on")
    told = talk(
        board, ROUNDS, ">Ask one", "2", *answer, *[">Go on to the next"] * 4, ">Read the answers", "b",
        ">Go back to the question", ">Go back to the board",
    )  # fmt: skip
    assert "Question 1 of 4, principle 1 of 7: Kindness counts\nHow do I personally embody" in told
    assert "This is the first." in told
    assert "Question 1 of 4, principle 2 of 7: It is safe to say how it is" in told
    assert "The answers so far.\n1. Card 1 of 1: We say it" in told
    assert "Question 4 of 4, principle 1 of 7" in told
    assert ("Over tea.", None) in [(one.text, one.by) for one in board.board().answers]
    assert told.count("Rounds.") == 2
