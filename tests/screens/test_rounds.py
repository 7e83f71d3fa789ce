"""Rounds on the screens: begun with what is due, moved on, closed, looked at again, and the pause between two."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.cards.cards import Also, Round
from kindboard.workspace.workspace import Workspace
from tests.builders import ABoard, a_board
from tests.screens.frames import frame, same_as_golden, text
from tests.screens.live import choose, of, opened, until, until_as_golden, until_said
from tests.screens.stills import StillApp, a_still, hostile, riverside
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
SIZES = [(80, 24), (100, 30), (40, 10)]
DUE = date(2026, 11, 3)
CLOSED = date(2026, 11, 23)


def sized(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-12-05T10:15:00Z")
    with a_workspace(tmp_path) as workspace:
        (first,) = workspace.board().rounds
        workspace.change(first, {"title": "Autumn 2026", "started": date(2026, 9, 1)})
        yield workspace


def now(board: Workspace) -> Round | None:
    return board.board().round


def mode(pilot: Pilot[None]) -> str:
    return str(getattr(of(pilot).screen, "place", ""))


def without_rounds() -> ABoard:
    return ABoard(tuple(card for card in a_board().cards if card.kind != "round"))


def two_rounds() -> Board:
    """Autumn is closed and has answers and a theme; winter has just begun."""
    theme = "2026-11-23-theme000"
    made = without_rounds().with_round(closed=CLOSED, started=date(2026, 9, 1))
    made = made.with_round("winter-2026", title="Winter 2026", started=CLOSED)
    made = made.with_answer("I sit down before I open the folder.", round="2026-autumn", theme=theme, **WHERE)
    made = made.with_answer("Nobody takes a break on a double shift.", round="2026-autumn", **WHERE)
    made = made.with_theme("Time", id=theme, round="2026-autumn").with_draft(**WHERE, text="For winter")
    return made.with_answer("Tea before paperwork.", round="winter-2026", **WHERE).build()


def between() -> Board:
    made = without_rounds().with_round(closed=CLOSED)
    return made.with_answer("Tea before paperwork.", round="2026-autumn", **WHERE).build()


# Where a board opens


@pytest.mark.parametrize("stage", ["reflect", "pool", "plan", "review"])
async def test_the_board_opens_in_the_mode_of_its_rounds_stage(stage: str) -> None:
    async with a_still(riverside(stage)) as pilot:  # type: ignore[arg-type]
        assert mode(pilot) == stage


# Begin


async def test_a_round_is_started_under_the_offered_title_and_taken_back(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "start a round")
        shown = text(of(pilot))
        assert "What is the new round called?" in shown
        assert "Autumn 2026 is closed with it; its answers stay, to be looked at." in shown
        assert "Winter 2026" in shown
        await pilot.press("enter")
        await until_said(pilot, "Winter 2026 has begun. u undo")
        assert "Riverside Day Team · Winter 2026" in text(of(pilot))
        assert mode(pilot) == "reflect"
        await pilot.press("u")
        await until(pilot, lambda: len(board.board().rounds) == 1, "the undo")
        await until_said(pilot, "Riverside Day Team · Autumn 2026")


async def test_a_title_that_is_there_is_asked_for_again(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "start a round")
        await pilot.press("ctrl+u", *"autumn 2026", "enter")
        await pilot.pause()
        assert "There is a round called Autumn 2026 already." in text(of(pilot))
        await pilot.press("ctrl+u", *"Advent", "enter")
        await until_said(pilot, "Advent has begun.")
    assert [round.title for round in board.board().rounds] == ["Autumn 2026", "Advent"]


async def test_escape_and_an_empty_title_begin_nothing(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "start a round")
        await pilot.press("escape")
        await choose(pilot, "start a round")
        await pilot.press("ctrl+u", "enter")
        await pilot.pause()
        assert mode(pilot) == "reflect"
    assert len(board.board().rounds) == 1


async def test_a_new_round_opens_with_the_plan_items_that_are_due(board: Workspace) -> None:
    board.add("plan", {"column": "start", "title": "Ask what matters", "review_by": DUE})
    board.add("plan", {"column": "stop", "title": "Two forms", "needs": ("rule-change",)})
    async with opened(board) as pilot:
        await choose(pilot, "start a round")
        await pilot.press("enter")
        await until_said(pilot, "Look at these first")
        shown = text(of(pilot))
        assert "Winter 2026 has begun" in shown
        assert "> START Ask what matters" in shown
        assert "Two forms" not in shown, "only what is due"
        await pilot.press("enter", "m")
        await until_said(pilot, "or say how it stands")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: any(item.status == "done" for item in board.board().plan), "the mark")
        while len(of(pilot).screen_stack) > 2:
            await pilot.press("escape")
            await pilot.pause()
        await until_said(pilot, "Each of them has been looked at.")
        await pilot.press("escape")
        await pilot.pause()
        assert mode(pilot) == "reflect"


async def test_where_nothing_is_due_a_new_round_opens_with_its_questions(board: Workspace) -> None:
    board.add("plan", {"column": "start", "title": "Later", "review_by": date(2027, 1, 1)})
    async with opened(board) as pilot:
        await pilot.press("3")
        await choose(pilot, "start a round")
        await pilot.press("enter")
        await until_said(pilot, "Winter 2026 has begun.")
        assert mode(pilot) == "reflect"


# From stage to stage


async def test_next_stage_moves_the_round_and_the_screen_on_and_offers_to_close_it_after_the_last(
    board: Workspace,
) -> None:
    async with opened(board) as pilot:
        for stage in ("pool", "plan", "review"):
            await choose(pilot, "next stage")
            await until_said(pilot, f"Autumn 2026 is at {stage.capitalize()} now. u undo")
            assert (mode(pilot), getattr(now(board), "stage", "")) == (stage, stage)
        await choose(pilot, "next stage")
        assert "Review is the last stage. Close Autumn 2026?" in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert now(board) is not None
        await choose(pilot, "next stage")
        await pilot.press("down", "enter")
        await until_said(pilot, "Autumn 2026 is closed.")
        assert now(board) is None
        await pilot.press("u")
        await until(pilot, lambda: now(board) is not None, "the undo")


async def test_the_stage_is_set_back(board: Workspace) -> None:
    (round,) = board.board().rounds
    board.move_round(round, "plan")
    async with opened(board) as pilot:
        await choose(pilot, "set the stage")
        assert "Autumn 2026 is at Plan." in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "Autumn 2026 is at Reflect now.")
        assert mode(pilot) == "reflect"
    assert getattr(now(board), "stage", "") == "reflect"


# Between two rounds


async def test_a_closed_round_leaves_a_kind_sentence_and_how_to_begin_one(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "close the round")
        assert "Close Autumn 2026? Its answers stay, to be looked at." in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert now(board) is not None
        await choose(pilot, "close the round")
        await pilot.press("down", "enter")
        await until_said(pilot, "Between two rounds, take your time. ctrl+p, “Start a round” begins one.")
        for key in ("2", "3", "4", "1"):
            await pilot.press(key)
            await pilot.pause()
            assert "Between two rounds" in text(of(pilot))
        for words in ("next stage", "set the stage", "close the round"):
            await pilot.press("ctrl+p", *words)
            await pilot.pause()
            assert "Nothing is called that." in text(of(pilot))
            await pilot.press("escape")
        await choose(pilot, "open a closed round")
        await until_said(pilot, "Autumn 2026 is open again.")
        assert "Between two rounds" not in text(of(pilot))
    assert getattr(now(board), "title", "") == "Autumn 2026"


# An earlier round


async def test_an_earlier_round_is_read_and_new_answers_go_to_the_one_that_is_open(board: Workspace) -> None:
    board.add("answer", WHERE | {"text": "Said in autumn"})
    board.start_round("Winter 2026")
    async with opened(board, (100, 30)) as pilot:
        assert "Said in autumn" not in text(of(pilot))
        await choose(pilot, "look at another")
        assert "> Autumn 2026, closed 5 Dec 2026" in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        shown = text(of(pilot))
        assert "Riverside Day Team · Autumn 2026, earlier" in shown
        assert "An earlier round, to read: Autumn 2026. New answers go to Winter 2026. esc goes back." in shown
        assert "Said in autumn" in shown
        await pilot.press("n")
        await pilot.pause()
        assert "Autumn 2026 is an earlier round, to read." in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Said in winter", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board.")
        assert "Said in autumn" not in text(of(pilot))
    rounds = {answer.text: answer.round for answer in board.board().answers}
    assert rounds["Said in winter"] == "winter-2026"


async def test_in_an_earlier_round_nothing_is_kept_and_no_themes_are_made() -> None:
    async with a_still(two_rounds(), (100, 30)) as pilot:
        assert "For winter" in text(of(pilot))
        await choose(pilot, "look at another")
        await pilot.press("enter")
        await pilot.pause()
        assert "For winter" not in text(of(pilot)), "what is begun is for the round that is open"
        await pilot.press("right")
        await pilot.pause()
        assert "Nobody had answered this then." in text(of(pilot))
        await pilot.press("2")
        await pilot.pause()
        shown = text(of(pilot))
        assert "Time 1 answer" in shown
        assert "space marks answers" not in shown
        assert "Mark" not in frame(of(pilot)).splitlines()[-1]
        await pilot.press("space")
        await until_said(pilot, "This is an earlier round, to read.")
        assert "[x]" not in text(of(pilot))
        await pilot.press("3")
        await pilot.pause()
        assert "earlier round" not in text(of(pilot)).replace("This is an earlier round, to read.", "")


@pytest.mark.parametrize("way", ["escape", "back to the round"])
async def test_one_comes_back_to_the_round_that_is_open(way: str) -> None:
    async with a_still(two_rounds()) as pilot:
        await choose(pilot, "look at another")
        await pilot.press("enter")
        await pilot.pause()
        assert "Tea before paperwork." not in text(of(pilot))
        if way == "escape":
            await pilot.press("escape")
        else:
            await choose(pilot, "back to the round")
        await pilot.pause()
        assert "Tea before paperwork." in text(of(pilot))
        assert "earlier" not in text(of(pilot))


async def test_a_round_that_somebody_takes_off_while_it_is_looked_at_leaves_the_board_as_it_is_now() -> None:
    board = two_rounds()
    async with a_still(board) as pilot:
        await choose(pilot, "look at another")
        await pilot.press("enter")
        await pilot.pause()
        made = [card for card in board if card.id != "2026-autumn"]
        cast(StillApp, of(pilot)).see(ABoard(tuple(made)).build())
        await pilot.pause()
        assert "earlier" not in text(of(pilot))
        assert "Tea before paperwork." in text(of(pilot))


async def test_two_changes_to_a_round_are_said_and_chosen_between(board: Workspace) -> None:
    (round,) = board.board().rounds
    board.move_round(round, "pool")
    board.move_round(round, "plan")
    async with opened(board, (100, 30)) as pilot:
        await until_said(pilot, "Two people changed this round at once. ctrl+p, “Choose between two changes” shows")
        await choose(pilot, "choose between two changes")
        await until_said(pilot, "The card shows one; the other stage:")
        await pilot.press("down", "enter")
        await until_said(pilot, "The other is on the card now.")
    assert getattr(now(board), "also", None) == ()


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (riverside("plan"), "Autumn 2026 is at Plan now: 3 goes there."),
        (two_rounds(), "Winter 2026 is the round that is open now."),
        (between(), "Autumn 2026 was closed."),
        (riverside(), ""),
    ],
)
async def test_what_somebody_else_does_to_the_round_is_said_and_moves_nobodys_screen(then: Board, words: str) -> None:
    async with a_still(riverside(), (100, 30)) as pilot:
        cast(StillApp, of(pilot)).see(then)
        await pilot.pause()
        assert of(pilot).said == words
        assert mode(pilot) == "reflect"


# As drawn


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize(
    ("words", "keys", "name"),
    [
        ("start a round", (), "round-start"),
        ("set the stage", (), "round-stage"),
        ("look at another", (), "round-choice"),
        ("look at another", ("enter",), "round-earlier"),
        ("close the round", (), "round-close"),
    ],
)
async def test_rounds_look_as_drawn(words: str, keys: tuple[str, ...], name: str, size: tuple[int, int]) -> None:
    async with a_still(two_rounds(), size) as pilot:
        await choose(pilot, words)
        await pilot.press(*keys)
        await pilot.pause()
        same_as_golden(of(pilot), f"{name}-{sized(size)}")


@pytest.mark.parametrize("size", SIZES, ids=sized)
async def test_between_two_rounds_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(between(), size) as pilot:
        same_as_golden(of(pilot), f"round-between-{sized(size)}")


@pytest.mark.parametrize("size", SIZES, ids=sized)
async def test_what_a_new_round_opens_with_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    for title, review_by in (("Ask what matters today", DUE), ("Ten quiet minutes after a hard call", CLOSED)):
        board.add("plan", {"column": "start", "title": title, "review_by": review_by, "owner": "Ann"})
    async with opened(board, size) as pilot:
        await choose(pilot, "start a round")
        await pilot.press("enter")
        await until_said(pilot, "Look at these first")
        await until_as_golden(pilot, f"round-due-{sized(size)}")


async def test_a_rounds_title_is_shown_as_it_is_and_nothing_in_it_acts() -> None:
    async with a_still(hostile(), (100, 30)) as pilot:
        for words in ("close the round", "set the stage", "start a round"):
            await choose(pilot, words)
            assert "done [/x] [@click=app.quit]now" in text(of(pilot))
            await pilot.press("escape")


def test_two_changes_to_the_day_a_round_began_on_are_not_told_above_every_mode() -> None:
    from kindboard.tui.parts.round_words import note_lines

    day = a_board(0).with_round("r", also=(Also(field="started", value=DUE),), started=date(2027, 1, 1)).build()
    stage = a_board(0).with_round("r", also=(Also(field="stage", value="pool"),), started=date(2027, 1, 1)).build()
    assert note_lines(day, "reflect", 78, low=False) == []
    assert len(note_lines(stage, "reflect", 78, low=False)) == 2
    assert len(note_lines(stage, "reflect", 38, low=True)) == 1
    assert note_lines(stage, "learn", 78, low=False) == []
