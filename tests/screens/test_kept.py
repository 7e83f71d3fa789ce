"""Everything that is kept on this computer is found again, also where it would stand nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.workspace.workspace import Workspace
from tests.screens.frames import text
from tests.screens.live import choose, of, opened, until, until_said
from tests.teams import a_workspace
from tests.test_pooling import answered

WHERE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def take(pilot: Pilot[None], words: str) -> None:
    """Choose the line that begins so."""
    while f"> {words}" not in text(of(pilot)):
        await pilot.press("down")
        await pilot.pause()
    await pilot.press("enter")


async def test_every_kind_of_draft_is_listed_and_gone_on_with(board: Workspace) -> None:
    (answer,) = answered(board, "The rota comes too late")
    theme = board.new_theme("Rushed mornings", [answer])
    board.new_draft("answer", WHERE | {"text": "Half a thought"})
    board.new_draft("plan", {"column": "start", "title": "Half a plan"})
    board.new_draft("note", {"text": "Half a note"}, answer)
    board.new_draft("theme", {"title": "Rushed mornings", "summary": "Half a summary"}, theme)
    async with opened(board, (100, 30)) as pilot:
        for line, shown in (
            ("Answer: “Half a thought”", "Half a thought"),
            ("Plan item: “Half a plan”, START", "A new plan item"),
            ("Note: “Half a note”", "A note on “The rota comes too late”"),
            ("Theme: “Rushed mornings”", "Half a summary"),
        ):
            await choose(pilot, "everything that is kept")
            await until_said(pilot, line)
            await take(pilot, line)
            await until_said(pilot, "> Go on with it")
            await pilot.press("enter")
            await until_said(pilot, shown)
            await pilot.press("escape")
            await until_said(pilot, "1 Reflect")


async def test_a_draft_whose_principle_was_taken_off_is_put_under_another(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "Half a thought"})
    (gone,) = [one for one in board.board().principles if one.id == "walk-a-mile"]
    board.remove(gone)
    other = board.board().principles[1]
    async with opened(board, (100, 30)) as pilot:
        assert "Half a thought" not in text(of(pilot))
        await choose(pilot, "everything that is kept")
        await until_said(pilot, "Answer: “Half a thought”")
        await pilot.press("enter")
        await until_said(pilot, "Its principle was taken off the board, so it stands nowhere just now.")
        assert "Go on with it" not in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "Under which principle?")
        await take(pilot, other.title)
        await until_said(pilot, f"It is kept under “{other.title}” now, on this computer.")
    (draft,) = board.drafts()
    assert (draft.fields["principle"], draft.fields["text"]) == (other.id, "Half a thought")
    (card,) = board.post([draft.key])
    assert card.path.startswith("boards/")


async def test_it_is_copied_or_thrown_away_and_kept_again(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "Half a thought"})
    async with opened(board) as pilot:
        await choose(pilot, "everything that is kept")
        await until_said(pilot, "Half a thought")
        await pilot.press("enter", "down", "enter")
        await until_said(pilot, "Copied.")
        assert of(pilot).clipboard.startswith("Half a thought")
        await choose(pilot, "everything that is kept")
        await pilot.press("enter", "down", "down", "enter")
        await until_said(pilot, "Thrown away. u undo")
        assert board.drafts() == ()
        await pilot.press("u")
        await until(pilot, lambda: len(board.drafts()) == 1, "it is kept again")


async def test_where_nothing_is_kept_it_says_so(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "everything that is kept")
        await until_said(pilot, "Nothing is kept on this computer that is not on the board.")
