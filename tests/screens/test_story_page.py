"""What happened, on the screen: to one card, or on the whole board."""

from pathlib import Path

import pytest

from kindboard.tui import story_page
from tests.screens.frames import text
from tests.screens.live import choose, of, opened, until_said
from tests.teams import a_workspace
from tests.test_pooling import answered


async def test_the_whole_board_tells_what_happened_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_page, "MOST", 2)
    with a_workspace(tmp_path, name="Sam") as board:
        (card,) = answered(board, "The rota comes too late")
        board.change(card, {"text": "The rota comes on Fridays"})
        board.new_theme("Rotas")
        async with opened(board, (100, 30)) as pilot:
            await choose(pilot, "show what happened on the whole")
            await until_said(pilot, "What happened on this board")
            await until_said(pilot, "Sam: added the theme “Rotas”.")
            await until_said(pilot, "Sam: changed the words of the answer “The rota comes on Fridays”.")
            assert "Before “The rota comes too late”" in text(of(pilot))
            assert "“kindboard story” tells 2 earlier changes, too." in text(of(pilot))


async def test_h_without_a_card_in_hand_tells_of_the_board_and_with_one_of_that(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name="Sam") as board:
        async with opened(board) as pilot:
            await pilot.press("2", "h")
            await until_said(pilot, "What happened on this board")
            await pilot.press("escape")
            answered(board, "The rota comes too late")
            of(pilot).refresh_board()
            await until_said(pilot, "[ ] The rota comes too late")
            await pilot.press("tab", "h")
            await until_said(pilot, "What happened to this card")
