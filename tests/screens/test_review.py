"""Review: what is due first, then and now, any day before, and a review that is held on the screen."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.cards.cards import PlanItem
from kindboard.tui.parts.card_list import CardList
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", f"{day}T10:00:00+00:00")


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Begun in March; an answer in April; in November one item is due and one is to be kept."""
    on(monkeypatch, "2026-03-02")
    workspace = a_workspace(tmp_path)
    on(monkeypatch, "2026-04-10")
    workspace.add("answer", {**WHERE, "text": "We ask twice."})
    on(monkeypatch, "2026-05-04")
    workspace.add("plan", {"column": "start", "title": "Ten quiet minutes", "review_by": date(2026, 6, 1)})
    workspace.add("plan", {"column": "stay", "title": "Tea before paperwork"})
    on(monkeypatch, "2026-11-23")
    return workspace


def plan(workspace: Workspace) -> dict[str, PlanItem]:
    return {item.title: item for item in workspace.board().plan}


async def read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: of(pilot).looked_back is not None, "the past")


async def at_review(pilot: Pilot[None]) -> None:
    await pilot.press("4")
    await read(pilot)


async def test_what_is_due_stands_first_then_what_was_to_be_kept_then_what_moved(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await until_said(pilot, "What moved")
            shown = text(of(pilot))
    places = [shown.index(words) for words in ("Ten quiet minutes", "Tea before", "From 2 Mar 2026", "New in START")]
    assert places == sorted(places)
    assert "Did we keep it? Not asked yet" in shown


async def test_every_sentence_can_be_read_with_the_keys(board: Workspace) -> None:
    with board:
        async with opened(board, (80, 24)) as pilot:
            await at_review(pilot)
            await until_said(pilot, "From 2 Mar 2026")
            await pilot.press("end")
            await until_said(pilot, "Whose voice is missing?")
            await pilot.press("enter")
            assert "Nobody has said anything yet" in text(of(pilot))


async def test_one_steps_back_and_forward_through_the_days_and_nothing_of_what_was_can_be_changed(
    board: Workspace,
) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            await read(pilot)
            assert "Ten quiet minutes" in text(of(pilot))
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026")
            await read(pilot)
            assert "Ten quiet minutes" not in text(of(pilot))
            assert "1 of 28 questions" in text(of(pilot))
            await pilot.press("x", "t", "e", "enter", "v")
            await pilot.pause()
            assert len(of(pilot).screen_stack) == 1
            await pilot.press(*["left_square_bracket"] * 3)
            await until_said(pilot, "As it was on 2 Mar 2026")
            await pilot.press("right_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026")
            await pilot.press("escape")
            await until_said(pilot, "1 plan item waited for a look")
            assert of(pilot).day is None
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            await pilot.press("right_square_bracket")
            await until_said(pilot, "1 plan item waited for a look")


async def test_what_others_save_meanwhile_is_looked_at_again(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            board.add("plan", {"column": "stop", "title": "Rushing mornings"})
            of(pilot).refresh_board()
            await until_said(pilot, "New in STOP: “Rushing mornings”")


async def test_a_review_is_held_one_item_at_a_time_and_the_next_begins_from_it(board: Workspace) -> None:
    with board:
        async with opened(board, (80, 24)) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "How does it stand? (1 of 2)")
            await pilot.press("enter")
            await until_said(pilot, "A note for the next review?")
            await pilot.press(*"Most days", "enter")
            await until_said(pilot, "Did we keep it? (2 of 2)")
            await pilot.press("down", "enter")
            await until_said(pilot, "What came of it?")
            await pilot.press(*"A habit", "enter")
            await until_said(pilot, "What does the review come to?")
            await pilot.press(*"We began", "enter")
            await until_said(pilot, "Written down, for 23 Nov 2026.")
            assert "Hold a review" not in text(of(pilot))
        items = plan(board)
        (review,) = board.board().reviews
    (going,), (done,) = (tuple(item.checks.values()) for item in items.values())
    assert (review.summary, going.review, done.review) == ("We began", review.id, review.id)
    assert {(going.answer, going.note), (done.answer, done.note)} == {("going", "Most days"), ("done", "")}
    assert items["Ten quiet minutes"].status == "under way"
    assert (items["Tea before paperwork"].status, items["Tea before paperwork"].outcome) == ("done", "A habit")


async def test_a_review_can_be_left_at_any_question_and_what_was_found_stays(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            await pilot.press("enter", "enter")
            await until_said(pilot, "(2 of 2)")
            await pilot.press("escape")
            await until_said(pilot, "What does the review come to?")
            await pilot.press("escape")
            await pilot.pause()
            assert len(of(pilot).screen_stack) == 1
        assert [len(item.checks) for item in board.board().plan] == [1, 0]


async def test_a_history_that_can_not_be_read_is_said_so(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Board:
        raise OSError

    monkeypatch.setattr(board, "look_back", fails)
    with board:
        async with opened(board) as pilot:
            await pilot.press("4")
            await until_said(pilot, "The board's history can't be read just now.")
            assert of(pilot).screen.query_one("#cards", CardList).rows
