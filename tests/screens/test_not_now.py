"""A key that does nothing here says why; what is being written keeps every key; a filter says where else it found."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from kindboard.actions.actions import MODES, available
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.sheets.editor import Editor
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        workspace.add("answer", WHERE | {"text": "Tea first"})
        yield workspace


async def test_in_no_field_of_an_editor_does_a_letter_or_a_number_lead_away(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Mine")
        for _ in range(6):
            await pilot.press("tab", "2", "q", "4")
            await pilot.pause()
            assert isinstance(of(pilot).screen, Editor)


async def test_a_key_that_does_nothing_to_what_is_in_hand_says_what_it_is_for(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("tab", "e")
        await until_said(pilot, "That is for answers, themes and plan items only.")
        await pilot.press("tab", "a")
        await until_said(pilot, "These are your own words; others can say that they could have written them.")
        await pilot.press("p")
        await until_said(pilot, "Nothing that could go on the board from here is kept on this computer.")


@pytest.mark.parametrize("there", ["nothing", "one of each"])
async def test_every_key_of_every_mode_does_something_or_says_why_not(board: Workspace, there: str) -> None:
    if there == "nothing":
        board.undo()
    else:
        board.add("theme", {"title": "Mornings"})
        board.add("plan", {"column": "stop", "title": "Rushing"})
    async with opened(board) as pilot:
        app = of(pilot)
        for mode in MODES:
            await pilot.press(mode.key)
            await pilot.pause()
            shown = cast(ModeScreen, app.screen)
            for action in available(mode.name):
                if not action.key or action.name in ("back", "read") or shown.can(action):
                    continue  # escape at the top is for whoever presses it twice; enter opens what is highlighted
                app.say("")
                await pilot.press(action.key)
                await pilot.pause()
                assert app.said or app.screen is not shown, (mode.name, action.name)
                while app.screen is not shown:
                    await pilot.press("escape")
                    await pilot.pause()


async def test_the_palette_lists_last_what_can_not_be_done_now_and_why(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("tab", "ctrl+p", *"dated note")
        await until_said(pilot, "> Add a dated note to a card That is for answers, themes and plan items only.")
        await pilot.press("enter")
        assert "What would you like to do?" in text(of(pilot)), "there is nothing to run"
        await pilot.press("escape", "tab", "ctrl+p", *"dated note")
        await until_said(pilot, "> Add a dated note to a card t")


async def test_the_help_says_why_a_key_does_nothing_just_now(board: Workspace) -> None:
    async with opened(board, (80, 100)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Not just now:" in text(of(pilot))
        assert "p Put drafts from this computer on the board: nothing that could go" in text(of(pilot))


async def test_s_on_a_board_that_is_not_shared_asks_where_to_share_it(board: Workspace) -> None:
    async with opened(board) as pilot:
        await until_said(pilot, "not shared yet")
        await pilot.press("s")
        await until_said(pilot, "Where is the board to be shared?")


async def test_a_filter_says_where_else_it_found_something_and_how_much(board: Workspace) -> None:
    for principle in ("walk-a-mile", "walk-a-mile", "look-after-each-other"):
        board.add("answer", {"principle": principle, "question": "improve", "text": "Biscuits"})
    board.add("answer", WHERE | {"question": "people-say", "text": "Tea and cake"})
    async with opened(board) as pilot:
        await pilot.press("slash", *"biscuits")
        await until_said(
            pilot,
            "Found under 3 We walk a mile in people's shoes; 4 We look after each other.",
        )
        assert "··2·" in text(of(pilot))
        await pilot.press(*["backspace"] * 8, *"cake")
        await until_said(pilot, "Nothing under this question holds those words.")


async def test_each_answer_begins_with_a_mark_so_that_two_never_read_as_one(board: Workspace) -> None:
    board.add(
        "answer", WHERE | {"text": "We ask what matters today before opening the folder, at each visit, every day."}
    )
    board.add("answer", WHERE | {"text": "Breakfast"})
    async with opened(board) as pilot:
        drawn = frame(of(pilot))
        assert drawn.count("> ") == 2, "the principle in hand, and one answer"
        assert sum("- " in line for line in drawn.splitlines()) == 2


@pytest.mark.parametrize("mode", ["1", "2", "3"])
async def test_where_the_list_on_the_left_has_the_focus_no_card_on_the_right_looks_in_hand(
    board: Workspace, mode: str
) -> None:
    async with opened(board) as pilot:
        await pilot.press(mode, "tab")
        await pilot.pause()
        assert frame(of(pilot)).count("> ") <= 1


@pytest.mark.parametrize("way", ["", "n", "t", "e", "enter", "2", "3", "3,n", "4", "5", "slash", "tab"])
async def test_f1_helps_wherever_one_is_and_esc_goes_on_there(board: Workspace, way: str) -> None:
    async with opened(board) as pilot:
        await pilot.press(*filter(None, way.split(",")))
        await pilot.pause()
        there = of(pilot).screen
        await pilot.press("f1")
        await until_said(pilot, "What the keys do: ")
        await pilot.press("escape")
        await pilot.pause()
        assert of(pilot).screen is there


async def test_on_a_wide_screen_the_lines_that_are_written_end_near_a_hundred_columns(board: Workspace) -> None:
    async with opened(board, (200, 50)) as pilot:
        await pilot.press("n", *("word " * 30))
        await until_said(pilot, "word word")
        assert max(len(line) for line in frame(of(pilot)).splitlines() if "word word" in line) <= 105
