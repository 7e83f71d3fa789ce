"""Keys that come in a burst, as from a slow computer or over a line that stalls, act as if pressed one by one."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from kindboard.tui import in_order
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


async def burst(pilot: Pilot[None], *keys: str) -> None:
    driver = of(pilot)._driver
    assert driver is not None
    for key in keys:
        driver.send_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def test_an_answer_typed_in_one_burst_is_on_the_board_to_its_last_letter(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await burst(pilot, "n", *"axe-rust", "ctrl+s", "enter")
            await until_said(pilot, "Put on the board")
        assert [answer.text for answer in board.board().answers] == ["axe-rust"]


async def test_letters_right_before_ctrl_s_go_with_it(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await pilot.press("n", *"Te", "ctrl+s", "enter", "n")
            for number in range(10):
                await burst(pilot, *f"Tea {number}".replace(" ", ""), "ctrl+s", "n")
                await until(pilot, lambda n=number: len(board.board().answers) == n + 2, f"answer {number}")  # type: ignore[misc]
        assert {answer.text for answer in board.board().answers} == {"Te", *(f"Tea{n}" for n in range(10))}


async def test_a_question_and_its_answer_in_one_burst(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        for text in ("One", "Two", "Three"):
            board.add("answer", WHERE | {"text": text})
        async with opened(board) as pilot:
            second = [row.value for row in pilot.app.screen.query_one("#answers").rows][1]  # type: ignore[attr-defined]
            await burst(pilot, "down", "x", "down", "enter")
            await until_said(pilot, "Taken off the board")
        assert second.id not in {answer.id for answer in board.board().answers}
        assert len(board.board().answers) == 2


async def test_modes_and_reading_in_one_burst(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        board.add("plan", {"column": "start", "title": "Ten quiet minutes"})
        async with opened(board) as pilot:
            await burst(pilot, "3", "right", "enter")
            await until_said(pilot, "A plan item")


async def test_a_part_that_never_answers_holds_the_keys_up_for_a_moment_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "AT_MOST", 0.1)
    monkeypatch.setattr(in_order.InOrder, "_one_round", lambda self: asyncio.sleep(60))
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            screen = pilot.app.screen
            await burst(pilot, "down", "down", "3")
            await until(pilot, lambda: pilot.app.screen is not screen, "the plan")
