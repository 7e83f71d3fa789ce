"""Notes on the screen: one is taken off, chosen by its words."""

from pathlib import Path

from tests.screens.live import choose, opened, until_said
from tests.teams import a_workspace
from tests.test_notes import noted, notes


async def test_on_the_screen_it_is_chosen_by_its_words(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name="Sam") as board:
        noted(board, "One.", "Two.")
        async with opened(board, (100, 30)) as pilot:
            await pilot.press("2", "enter")
            await until_said(pilot, "Notes")
            await choose(pilot, "take a note off")
            await until_said(pilot, "Take which note off, for everybody?")
            await until_said(pilot, "Sam: Two.")
            await pilot.press("down", "enter")
            await until_said(pilot, "Note taken off. u undo")
            await pilot.press("u")
            await until_said(pilot, "Took back taking a note off.")
        assert notes(board) == ["One.", "Two."]
