"""From nothing to a board, by what the screen says."""

from pathlib import Path

import pytest

from kindboard.demo.make import throw_away
from kindboard.starters import files as starters_files
from kindboard.terms import STARTERS
from kindboard.tui.app import EXAMPLE, KindboardApp
from tests.screens.frames import frame, same_as_golden, text
from tests.screens.live import choose, of, until, until_said
from tests.screens.stills import a_still, riverside
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


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_second_question_looks_as_drawn(size: tuple[int, int]) -> None:
    async with KindboardApp(None).run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        same_as_golden(pilot.app, f"first-run-way-{size[0]}x{size[1]}")  # type: ignore[arg-type]


async def test_from_nothing_to_the_first_answer_takes_at_most_twelve_keys(documents: Path) -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        before_typing = ["enter", "enter", "enter"]
        await pilot.press(*"Jo", *before_typing)
        await until(pilot, lambda: "Your board is ready." in text(app), "the board")
        after = ["enter", "n", *"Tea", "ctrl+s", "enter"]
        await pilot.press(*after)
        await until(pilot, lambda: "Put on the board" in text(app), "the answer")
        assert len(before_typing) + len(after) - len("Tea") <= 12
        assert app.work.root.is_relative_to(documents / "kindboard")
        assert [(a.text, a.by) for a in app.work.board().answers] == [("Tea", "Jo")]


async def test_a_new_board_is_shared_from_the_first_run_with_at_most_six_keys(documents: Path) -> None:
    app = KindboardApp(None)
    shared = documents / "team-drive"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Jo", "enter", "enter", "enter")
        await until(pilot, lambda: "You can share it now, or any time later with s." in text(app), "the board")
        keys = ["down", "down", "enter"]
        await pilot.press(*keys)
        await until_said(pilot, "Where is the board to be shared?")
        app.screen.query_one("#sheet-typed").value = str(shared)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until_said(pilot, "This board is shared now")
        assert len(keys) + 1 <= 6
    assert (shared / "HEAD").exists()


async def test_others_on_this_computer_are_asked_for_at_each_start() -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Jo", "tab", "space")
        await pilot.pause()
        assert "‹ yes: ask at each start ›" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "2 of 3" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "‹ yes: ask at each start ›" in text(app)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: app.workspace is not None, "the board")
        assert app.work.several
        assert app.work.name == "Jo"


async def test_no_name_a_team_and_other_principles() -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", *"Night Team", "down", "down", "enter")
        await until(pilot, lambda: "Your board is ready." in text(app), "the board")
        await pilot.press("enter")
        assert app.work.name is None
        assert app.work.board().about.title == "Night Team"
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
                keys = ["enter", "down", "enter"]
                await pilot.press(*"Jo", *keys)
                pilot.app.screen.query_one("#typed").value = str(team.shared)  # type: ignore[attr-defined]
                await pilot.press("enter")
                assert len(keys) + 3 <= 10
                await until(pilot, lambda: "Your board is ready." in text(app), "the shared board")
                await pilot.press("enter")
                await until_said(pilot, "1 after yours")
                await pilot.press("v")
                await until_said(pilot, "Already here")


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_tour_has_five_steps_and_ends_on_the_board(size: tuple[int, int]) -> None:
    async with a_still(riverside(), size) as pilot:
        await choose(pilot, "show me round")
        for step in range(1, 6):
            await pilot.pause()
            assert f"{step} of 5:" in text(of(pilot))
            if step in (1, 5):
                same_as_golden(of(pilot), f"tour-{step}-{size[0]}x{size[1]}")
            await pilot.press("enter")
        await pilot.pause()
        assert len(of(pilot).screen_stack) == 1


async def test_the_tour_can_be_left_at_any_step() -> None:
    async with a_still(riverside()) as pilot:
        await choose(pilot, "show me round")
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert len(of(pilot).screen_stack) == 1


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
    assert {slug for slug, _ in starters_files.names()} == set(STARTERS)


async def test_an_example_can_be_looked_round_before_anything_is_made(documents: Path) -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "down", "down", "enter")
        await pilot.pause()
    assert app.return_value == EXAMPLE
    assert app.workspace is None
    assert [*documents.iterdir()] == []


async def test_an_example_says_first_what_it_is() -> None:
    with throw_away() as workspace:
        app = KindboardApp(workspace)
        app.is_example = True
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Everything on this board is made up" in text(app), "the page")
            await pilot.press("escape")
            await until(pilot, lambda: "Made-up example: Riverside" in text(app), "the board")
