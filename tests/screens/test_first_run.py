"""From nothing to a board, by what the screen says."""

from pathlib import Path

import pytest

from kindboard import starters
from kindboard.tui.app import KindboardApp
from tests.screens.frames import frame, same_as_golden, text
from tests.screens.live import until
from tests.teams import a_team, at_the_computer_of


@pytest.fixture(autouse=True)
def documents(computer: Path) -> Path:
    folder = computer / "Documents"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_first_question_looks_as_drawn(size: tuple[int, int]) -> None:
    async with KindboardApp(None).run_test(size=size) as pilot:
        await pilot.pause()
        same_as_golden(pilot.app, f"first-run-{size[0]}x{size[1]}")  # type: ignore[arg-type]


async def test_from_nothing_to_the_first_answer_takes_at_most_twelve_keys(documents: Path) -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        before_typing = ["enter", "enter", "enter"]
        await pilot.press(*"Jo", *before_typing)
        await until(pilot, lambda: "Principles" in text(app), "the board")
        after = ["n", *"Tea", "ctrl+s", "enter"]
        await pilot.press(*after)
        await until(pilot, lambda: "Put on the board" in text(app), "the answer")
        assert len(before_typing) + len(after) - len("Tea") <= 12
        assert app.work.root.is_relative_to(documents / "kindboard")
        assert [(a.text, a.by) for a in app.work.board().answers] == [("Tea", "Jo")]


async def test_no_name_and_other_principles() -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "down", "enter")
        await until(pilot, lambda: "Principles" in text(app), "the board")
        assert app.work.name is None
        assert {p.wording for p in app.work.board().principles} == {"missing"}
        assert "Its wording is missing." in text(app)


async def test_joining_a_shared_folder_takes_at_most_ten_keys(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        sam.add("answer", {"principle": "kindness-counts", "question": "self", "text": "Already here"})
        sam.sync()
        with at_the_computer_of(tmp_path / "new-computer"):
            app = KindboardApp(None)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press(*"Jo", "enter", "down", "enter")
                pilot.app.screen.query_one("#typed").value = str(team.shared)  # type: ignore[attr-defined]
                await pilot.press("enter")
                await until(pilot, lambda: "Already here" in text(app), "the shared board")


async def test_an_address_that_leads_nowhere_is_said_and_can_be_changed() -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "down", "enter", "enter")
        await pilot.pause()
        assert "Type the folder or the address first." in text(app)
        await pilot.press(*"/nowhere/at/all", "enter")
        await until(pilot, lambda: "Just a moment" not in text(app), "the answer")
        assert "/nowhere/at/all" in frame(app)
        assert app.workspace is None
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "1 of 3" in text(app)


def test_there_is_something_to_say_about_every_starter() -> None:
    from kindboard.tui.first_run import ABOUT

    assert {slug for slug, _ in starters.names()} == set(ABOUT)
