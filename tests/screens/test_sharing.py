"""Sharing a board with the team, from the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import same_as_golden, text
from tests.screens.live import choose, of, opened, until, until_said
from tests.teams import a_workspace, at_the_computer_of


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def type_in(pilot: object, words: str) -> None:
    of(pilot).screen.query_one("#sheet-typed").value = words  # type: ignore[arg-type, attr-defined]


async def test_a_board_is_shared_in_a_folder_and_joined_from_there(board: Workspace, tmp_path: Path) -> None:
    shared = tmp_path / "team" / "kindness"
    shared.parent.mkdir()
    board.add("answer", {"principle": "kindness-counts", "question": "self", "text": "Tea first"})
    async with opened(board) as pilot:
        await until(pilot, lambda: of(pilot).standing.known, "the first look")
        await choose(pilot, "share this board")
        type_in(pilot, str(shared))
        await pilot.press("enter")
        await until_said(pilot, "Your colleagues start kindboard")
        assert shared.name in text(of(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: of(pilot).standing.state == "synced", "the first sync")
        assert "Share this board with your team" not in [command.title for command in of(pilot).commands()]
    with at_the_computer_of(tmp_path / "elsewhere"), starters.join(str(shared), tmp_path / "joined") as joined:
        assert [answer.text for answer in joined.board().answers] == ["Tea first"]


async def test_a_place_that_cannot_be_reached_is_said_and_can_be_changed(board: Workspace) -> None:
    async with opened(board) as pilot:
        await until(pilot, lambda: of(pilot).standing.known, "the first look")
        await choose(pilot, "share this board")
        type_in(pilot, "/nowhere/at/all/kindness")
        await pilot.press("enter")
        await until(pilot, lambda: len(of(pilot).screen_stack) == 2, "the question again")
        assert of(pilot).screen.query_one("#sheet-typed").value == "/nowhere/at/all/kindness"  # type: ignore[attr-defined]
        await pilot.press("escape")
    assert board.status().remote is None


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_question_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    async with opened(board, size) as pilot:
        await until(pilot, lambda: of(pilot).standing.known, "the first look")
        await choose(pilot, "share this board")
        same_as_golden(of(pilot), f"share-{size[0]}x{size[1]}")
