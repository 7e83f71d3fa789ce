"""Other boards: the list of those this computer knows, one begun beside this, one in a folder of its own, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.starters import boards as starters_boards
from kindboard.starters import starters
from kindboard.tui.app import KindboardApp
from kindboard.tui.session import Elsewhere
from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.faults.window import Window
from tests.screens.frames import frame, text
from tests.screens.live import choose, of, opened, until, until_as_golden, until_said
from tests.teams import a_workspace

SIZES = [(80, 24), (100, 30), (40, 10)]


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def another(tmp_path: Path) -> Path:
    with starters.init(tmp_path / "nights", title="Night team", name="Sam") as other:
        return other.root


async def test_another_board_is_gone_to_with_what_was_being_written_kept(board: Workspace, tmp_path: Path) -> None:
    root = another(tmp_path)
    async with opened(board) as pilot:
        app = of(pilot)
        await pilot.press("b")
        await until_said(pilot, "This one is Riverside Day Team.")
        assert "> Night team, in …" in text(app)
        assert str(root)[-30:] in text(app)
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running or app._exit, "the end of this board")
    assert app.going is not None
    there = app.going.workspace
    assert there is not None
    with there:
        assert (there.root, there.board().about.title) == (root, "Night team")


async def test_another_board_is_begun_beside_this_one(board: Workspace) -> None:
    async with opened(board) as pilot:
        app = of(pilot)
        await pilot.press("b")
        await until_said(pilot, "Go to which board?")
        await pilot.press("enter", *"Night team", "enter")
        await until(pilot, lambda: app._exit, "the end of this board")
    assert app.going is not None
    there = app.going.workspace
    assert there is not None
    with there:
        assert (there.root, there.slug) == (board.root, "night-team")
        assert len(there.board().principles) == 7
        assert there.board().round is not None
    assert board.boards() == ("night-team", "riverside-day-team")
    assert board.status().unsent >= 0
    assert "night-team" not in {card.board for card in board.board()}, "the first board is as it was"


async def test_a_board_in_another_folder_is_started_from_the_first_run_and_escape_comes_back(board: Workspace) -> None:
    async with opened(board) as pilot:
        app = of(pilot)
        await pilot.press("b")
        await until_said(pilot, "Go to which board?")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app._exit, "the end of this board")
    assert app.going is not None
    assert app.going.workspace is None
    first = KindboardApp(None, app.going)
    async with first.run_test(size=(80, 24)) as pilot:
        await until_said(pilot, "1 of 3: What may we call you?")
        assert "Sam" in text(first), "who is known is not asked again"
        assert "Others write here, too" not in text(first)
        await pilot.press("escape")
        await until(pilot, lambda: first._exit, "the way back")
    assert first.going is not None
    back = first.going.workspace
    assert back is not None
    with back:
        assert back.root == board.root


async def test_a_board_whose_folder_is_away_is_named_and_not_offered(board: Workspace, tmp_path: Path) -> None:
    root = another(tmp_path)
    root.rename(tmp_path / "away")
    async with opened(board) as pilot:
        await pilot.press("b")
        await until_said(pilot, "Not found just now:")
        assert "Night team" not in text(of(pilot))
        await pilot.press("end", "enter")
        await pilot.pause()
        assert len(of(pilot).screen_stack) == 1


async def test_a_board_that_cannot_be_opened_leaves_this_one_open(board: Workspace, tmp_path: Path) -> None:
    root = another(tmp_path)
    async with opened(board) as pilot:
        app = of(pilot)
        await pilot.press("b")
        await until_said(pilot, "Night team")
        root.rename(tmp_path / "away")
        await pilot.press("enter")
        await until_said(pilot, "There is no board in")
        assert app.going is None
        assert not app._exit


def test_of_several_boards_in_a_folder_the_one_opened_last_is_opened(board: Workspace) -> None:
    slug = starters_boards.add(board, "Another")
    assert slug == "another"
    with kindboard.open(board.root, slug) as other:
        starters_boards.remember(other)
    with kindboard.open(board.root) as again:
        assert again.slug == slug
    assert [(known.slug, known.title) for known in starters_boards.known()] == [
        ("another", "Another"), ("riverside-day-team", "Riverside Day Team"),
    ]  # fmt: skip
    assert starters_boards.add(board, "Another") == "another-2", "a second one of that title is another one"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_looks_as_drawn(
    board: Workspace, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    starters_boards.add(board, "Night team")
    monkeypatch.setattr("kindboard.tui.mixins.elsewhere._short", lambda folder: "Documents/kindboard/riverside")
    async with opened(board, size) as pilot:
        await until(pilot, lambda: of(pilot).standing.known, "the first look")
        await pilot.press("b")
        await until_said(pilot, "Go to which board?")
        await until_as_golden(pilot, f"boards-{size[0]}x{size[1]}")
        spot = of(pilot).cursor_spot
        assert frame(of(pilot)).splitlines()[spot.y][spot.x :].startswith("> Night team")


def test_in_a_real_terminal_there_and_back(board: Workspace, tmp_path: Path) -> None:
    needs("tmux")
    another(tmp_path)
    with Window("-C", str(board.root)) as window:
        window.until("Riverside Day Team · .*n New answer")
        window.press("b")
        window.until("Go to which board.*> Night team")
        window.press("Enter")
        window.until("^Night team · .*n New answer")
        window.press("b")
        window.until("> Riverside Day Team, in")
        window.press("Enter")
        window.until("^Riverside Day Team · .*n New answer")
        window.press("q")
        assert window.status() == 0


# Principles of one's own, and published ones


async def test_a_principle_of_ones_own_comes_after_the_others(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "add a principle")
        await pilot.press(*"We laugh together", "enter", *"Often.", "enter")
        await until_said(pilot, "The principle is on the board, after the others.")
    last = board.board().principles[-1]
    assert (last.title, last.text, last.wording) == ("We laugh together", "Often.", "working")


async def test_the_published_wording_is_pasted_and_what_is_not_finished_stays(board: Workspace) -> None:
    lines = [f"Wording number {n}." for n in range(1, 8)]
    async with opened(board) as pilot:
        app = of(pilot)
        await choose(pilot, "paste the principles")
        await until_said(pilot, "0 lines of 7")
        await pilot.press(*"Only one", "ctrl+s")
        await until_said(pilot, "1 line here, and 7 principles on the board.")
        await pilot.press("escape")
        await choose(pilot, "paste the principles")
        await until_said(pilot, "Only one")
        app.screen.query_one("#sheet-lines").text = "\n".join(lines)  # type: ignore[attr-defined]
        await until_said(pilot, "7 lines of 7")
        await pilot.press("tab", *"A report, 2021", "ctrl+s")
        await until_said(pilot, "The wording of 7 principles is on the board.")
    principles = board.board().principles
    assert [principle.title for principle in principles] == lines
    assert {(principle.wording, principle.source) for principle in principles} == {("published", "A report, 2021")}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_wording_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    async with opened(board, size) as pilot:
        await until(pilot, lambda: of(pilot).standing.known, "the first look")
        await choose(pilot, "paste the principles")
        await until_said(pilot, "0 lines of 7")
        await until_as_golden(pilot, f"wording-{size[0]}x{size[1]}")
        await pilot.press("tab", *"A report")
        await pilot.pause()
        spot = of(pilot).cursor_spot
        assert frame(of(pilot)).splitlines()[spot.y][: spot.x].endswith("A report")


def test_the_app_that_was_gone_to_says_what_was_left_to_send(board: Workspace) -> None:
    assert KindboardApp(board, Elsewhere(board, said="2 to send next time.")).said == "2 to send next time."
