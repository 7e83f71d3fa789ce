"""An answer may ask for nothing but to be heard: then nobody need group it, and whoever wrote it is shown the way."""

from pathlib import Path

import pytest

from kindboard.board.pool import standing
from kindboard.workspace.workspace import Workspace
from tests.builders import a_board
from tests.commands import done, kindboard
from tests.plain.talks import a_talk
from tests.screens.frames import text
from tests.screens.live import of, opened, until_said
from tests.teams import a_team, a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
WISH = {"wish": "just-heard"}


@pytest.fixture
def board(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path, name="Sam")


def wishes(board: Workspace) -> dict[str, str | None]:
    return {answer.text: answer.wish for answer in board.board().answers}


def test_it_waits_for_no_theme() -> None:
    made = a_board().with_answer("Hear me.", **WISH).with_answer("Do something.")
    assert [answer.text for answer in made.build().ungrouped] == ["Do something."]
    assert standing(made.build()) == "1 of 2 answers is in no theme yet."
    alone = a_board().with_answer("Hear me.", **WISH).build()
    assert standing(alone) == "Every answer is in a theme, or there just to be heard."


def test_it_may_be_put_into_a_theme_all_the_same() -> None:
    made = a_board().with_theme("Rushed mornings", id="2026-11-23-theme000")
    board = made.with_answer("Hear me.", theme="2026-11-23-theme000", **WISH).build()
    assert len(board.grouped(board.themes[0])) == 1


async def test_it_is_chosen_beside_the_words_shown_before_it_leaves_and_ends_with_who_to_talk_to(
    board: Workspace,
) -> None:
    with board:
        async with opened(board) as pilot:
            await pilot.press("n", *"It was a hard week", "shift+tab", "space", "ctrl+s")
            await until_said(pilot, "What it asks for just to be heard")
            await pilot.press("enter")
            await until_said(pilot, "There are people to talk to, too. w names them.")
            assert "It was a hard week Sam. Just to be heard" in text(of(pilot))
            await pilot.press("w")
            await until_said(pilot, "A card is not a report")
        assert wishes(board) == {"It was a hard week": "just-heard"}


async def test_it_can_be_changed_afterwards(board: Workspace) -> None:
    with board:
        board.add("answer", WHERE | {"text": "Hear me."} | WISH)
        async with opened(board) as pilot:
            await pilot.press("e", "shift+tab", "space", "ctrl+s", "enter")
            await until_said(pilot, "Changed on the board")
            assert "There are people to talk to" not in text(of(pilot))
        assert wishes(board) == {"Hear me.": None}


def test_in_plain_lines_it_is_asked_for_by_name(board: Workspace) -> None:
    with board:
        way = (">Principles", ">Kindness counts", ">How do I", ">Write a new", "A hard week.", ".", ">With")
        told = a_talk(board, *way, ">Say what it asks for", ">just to be heard", ">Put on", "q").text
        assert "What it asks for: just to be heard" in told
        assert "It is there to be heard. There are people to talk to, too." in told
        assert wishes(board) == {"A hard week.": "just-heard"}


def test_on_the_command_line(board: Workspace) -> None:
    with board:
        given = ("--principle", "kindness-counts", "--question", "self", "--text", "Hear me.")
        done("add", "answer", *given, "--wish", "just-heard", at=board.root)
        assert wishes(board) == {"Hear me.": "just-heard"}
        wrong = kindboard("add", "answer", *given, "--wish", "a pony", at=board.root)
        assert wrong.status == 2
        assert "just-heard" in wrong.err


def test_without_a_name_it_says_no_more_than_any_other(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.add("answer", WHERE | {"text": "Hear me."} | WISH, no_name=True)
        team.sync()
        (answer,) = jo.board().answers
        assert (answer.by, answer.wish) == (None, "just-heard")
        (own,) = sam.board().answers
        sam.change(own, {"wish": None})
        team.sync()
        assert [answer.wish for answer in jo.board().answers] == [None]
        authors = set(jo.clone.git.run("log", "--format=%an", "--", answer.path).decode().split("\n"))
        assert "Sam" not in authors
