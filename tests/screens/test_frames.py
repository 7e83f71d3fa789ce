"""Every screen as it is meant to look, at the sizes people have."""

import pytest

from kindboard.board import Board
from tests.builders import a_board
from tests.screens.frames import same_as_golden
from tests.screens.stills import a_still, planned, riverside

SIZES = [(80, 24), (100, 30), (200, 50), (60, 20), (40, 10)]
TO_THE_PICTURE = ("full_stop", "full_stop", "right", "right")


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_reflect_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(riverside(), size) as pilot:
        await pilot.press(*TO_THE_PICTURE)
        same_as_golden(pilot.app, f"reflect-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_an_empty_reflect_teaches(size: tuple[int, int]) -> None:
    async with a_still(a_board().build(), size) as pilot:
        await pilot.press("right", "right", "right")
        same_as_golden(pilot.app, f"reflect-empty-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=named)
@pytest.mark.parametrize(("key", "name"), [("2", "pool"), ("3", "plan"), ("4", "review"), ("5", "learn")])
async def test_the_other_modes_show_their_cards(key: str, name: str, size: tuple[int, int]) -> None:
    async with a_still(planned(), size) as pilot:
        await pilot.press(key)
        await pilot.pause(0.2)
        same_as_golden(pilot.app, f"{name}-{named(size)}")


@pytest.mark.parametrize(("key", "name"), [("2", "pool"), ("3", "plan"), ("4", "review"), ("5", "learn")])
async def test_the_other_modes_teach_where_they_are_empty(key: str, name: str) -> None:
    async with a_still(a_board().build()) as pilot:
        await pilot.press(key)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-empty-80x24")


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("enter",), "reading"),
        (("n",), "editor"),
        (("question_mark",), "help"),
        (("w",), "who"),
        (("e", "down", "up"), "edit-own"),
        (("slash", "f", "o", "r", "m", "s"), "filter"),
    ],
)
async def test_what_opens_over_reflect(keys: tuple[str, ...], name: str) -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press(*TO_THE_PICTURE, *keys)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-80x24")


async def test_the_board_opens_in_the_mode_of_its_rounds_stage() -> None:
    async with a_still(riverside("plan")) as pilot:
        assert type(pilot.app.screen).__name__ == "Plan"


async def test_a_screen_made_small_and_large_again_looks_as_before() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press(*TO_THE_PICTURE)
        for size in ((40, 10), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        same_as_golden(pilot.app, "reflect-80x24")


def test_the_picture_holds_every_mark() -> None:
    board: Board = riverside()
    marks = {mark.value for principle in board.principles for mark in board.marks(principle.id)}
    assert marks == {"+", "·", "~"}
