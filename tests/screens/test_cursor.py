"""The terminal's own cursor stands where the person is, so that magnifiers and screen readers follow."""

from pathlib import Path

import pytest

from kindboard.tui.parts.card_list import CardList
from tests.screens.frames import frame
from tests.screens.live import of, opened
from tests.screens.stills import a_still, planned, riverside
from tests.teams import a_workspace


@pytest.mark.parametrize(
    "keys",
    [
        ("full_stop", "full_stop", "right", "right"),
        ("full_stop", "full_stop", "right", "right", "down", "down"),
        ("tab", "down"),
        ("x",),
        ("x", "down"),
        ("2",),
        ("2", "down", "space"),
        ("2", "tab", "down"),
        ("3", "right"),
        ("5", "down"),
    ],
    ids=" ".join,
)
async def test_it_stands_on_the_mark_of_the_card_in_hand(keys: tuple[str, ...]) -> None:
    async with a_still(planned() if keys[0] in "35" else riverside()) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(pilot.app.focused, CardList)
        spot = of(pilot).cursor_spot
        assert frame(of(pilot)).splitlines()[spot.y][spot.x] == ">"


async def test_it_stands_behind_what_is_typed() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("slash", *"tea")
        await pilot.pause()
        spot = of(pilot).cursor_spot
        assert frame(of(pilot)).splitlines()[spot.y][: spot.x].endswith("tea")


async def test_it_stands_in_the_editor_where_the_next_letter_goes(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await pilot.press("n", "a", "enter", "b")
            await pilot.pause()
            spot = of(pilot).cursor_spot
            assert frame(of(pilot)).splitlines()[spot.y][: spot.x] == " b"


async def test_it_stands_at_the_head_of_a_page_to_read() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        spot = of(pilot).cursor_spot
        assert frame(of(pilot)).splitlines()[spot.y][spot.x :].startswith("Take a principle")
