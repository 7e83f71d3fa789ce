"""Write, then look: others' answers to a question come after one's own, or when somebody asks."""

from pathlib import Path
from typing import Any

import pytest

import kindboard
from kindboard.board.folding import is_folded
from kindboard.cards.cards import Stage
from kindboard.workspace.workspace import Workspace
from tests.plain.talks import a_talk
from tests.screens.frames import text
from tests.screens.live import of, opened, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
FOLDED = "1 after yours"
THEIRS = "I thank people by name."


@pytest.fixture
def board(tmp_path: Path) -> Workspace:
    """Ann has answered; Sam has not."""
    workspace = a_workspace(tmp_path, name="Sam")
    workspace.set_name("Ann")
    workspace.add("answer", WHERE | {"text": THEIRS})
    workspace.set_name("Sam")
    return workspace


async def test_what_others_said_is_shown_after_ones_own_answer(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await until_said(pilot, FOLDED)
            assert THEIRS not in text(of(pilot))
            assert "It is a courtesy, and no secret" in text(of(pilot))
            await pilot.press("n", *"I listen", "ctrl+s", "enter")
            await until_said(pilot, "Put on the board")
            assert THEIRS in text(of(pilot))
            assert FOLDED not in text(of(pilot))


@pytest.mark.parametrize("no_name", [False, True])
async def test_who_has_answered_sees_the_others_also_where_they_gave_no_name(board: Workspace, no_name: bool) -> None:
    with board:
        board.add("answer", WHERE | {"text": "I listen."}, no_name=no_name)
        async with opened(board) as pilot:
            await until_said(pilot, THEIRS)


async def test_who_has_begun_an_answer_sees_the_others(board: Workspace) -> None:
    with board:
        board.new_draft("answer", WHERE | {"text": "I listen"})
        async with opened(board) as pilot:
            await until_said(pilot, THEIRS)


async def test_v_shows_them_before_and_they_stay_in_sight(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await until_said(pilot, FOLDED)
            await pilot.press("v")
            await until_said(pilot, THEIRS)
            await pilot.press("right", "left", "v")
            await until_said(pilot, "Nothing is folded here")
            assert THEIRS in text(of(pilot))
            await pilot.press("up", "enter")
            await until_said(pilot, "An answer")


async def test_whoever_looks_for_words_finds_them(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await pilot.press("slash", *"thank", "enter")
            await until_said(pilot, f"> {THEIRS}")


@pytest.mark.parametrize("stage", ["pool", "plan", "review"])
async def test_after_the_first_stage_everything_is_in_sight(board: Workspace, stage: Stage) -> None:
    with board:
        round_now = board.board().round
        assert round_now is not None
        board.change(round_now, {"stage": stage})
        async with opened(board) as pilot:
            await pilot.press("1")
            await until_said(pilot, THEIRS)


async def test_between_two_rounds_and_in_an_earlier_one_everything_is_in_sight(board: Workspace) -> None:
    with board:
        round_now = board.board().round
        assert round_now is not None
        board.change(round_now, {"closed": board.today})
        async with opened(board) as pilot:
            await pilot.press("1")
            await until_said(pilot, THEIRS)


async def test_a_colleagues_answer_that_comes_meanwhile_is_folded_where_nothing_was_and_shown_where_one_looks(
    board: Workspace,
) -> None:
    with board:
        async with opened(board) as pilot:
            await pilot.press("right")
            board.set_name("Ann")
            board.add("answer", WHERE | {"question": "organisation", "text": "We have supper together."})
            board.set_name("Sam")
            of(pilot).refresh_board()
            await until_said(pilot, "Press n to write yours, or v to see what others said.")
            assert "We have supper together." not in text(of(pilot))


def test_in_plain_lines_it_is_the_same(board: Workspace) -> None:
    with board:
        way = (">Principles", ">Kindness counts", ">How do I")
        told = a_talk(board, *way, ">See what others said", ">Card 1", "q").text
        assert "1 answer, shown after yours. It is a courtesy, and no secret:" in told
        before, _, after = told.partition("See what others said")
        assert THEIRS not in before
        assert THEIRS in after
        told = a_talk(board, *way, ">Write a new", "I listen.", ".", ">With", ">Put on", ">Card 1", "q").text
        assert THEIRS in told


def test_it_is_looked_up_once_what_was_written_here_without_a_name(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for with every key; and it may be that it can't be read."""
    with board:
        board.set_name("Ann")
        board.add("answer", WHERE | {"text": "From nobody."}, no_name=True)
        read: list[Path] = []
        plain = Path.read_text

        def counted(path: Path, *how: Any) -> str:
            read.extend([path] if path.name == "own" else [])
            return plain(path, *how)

        monkeypatch.setattr(Path, "read_text", counted)
        with kindboard.open(board.root) as again:
            for _ in range(3):
                assert not is_folded(again.board(), *WHERE.values(), None, again.own_nameless)
            assert len(read) == 1
        (board.root / ".git/kindboard/own").unlink()
        (board.root / ".git/kindboard/own").mkdir()
        with kindboard.open(board.root) as again:
            assert is_folded(again.board(), *WHERE.values(), None, again.own_nameless)
