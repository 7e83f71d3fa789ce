"""Three small questions, for whoever does not know how to begin: offered, and never in the way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.words.stub import PROMPTS, STUB, without_the_unanswered
from kindboard.workspace.workspace import Workspace
from tests.plain.talks import a_talk
from tests.screens.frames import text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WORDS = st.text("ab ?\n", max_size=12)


@pytest.fixture
def board(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path, name="Sam")


def texts(board: Workspace) -> list[str]:
    return [answer.text for answer in board.board().answers]


def test_what_nothing_was_written_under_is_left_out() -> None:
    assert without_the_unanswered(STUB) == ""
    assert without_the_unanswered(STUB.replace("like?\n", "like?\nSad.")) == "What did it feel like?\nSad."
    assert without_the_unanswered("A word before.\n\n" + STUB) == "A word before."
    assert without_the_unanswered("Tea.\nWhat happened?\n\n  \n") == "Tea."


@given(st.lists(st.tuples(st.sampled_from(PROMPTS), WORDS), max_size=4), WORDS)
def test_no_word_that_was_written_is_lost(parts: list[tuple[str, str]], first: str) -> None:
    whole = "\n".join([first, *(f"{prompt}\n{words}" for prompt, words in parts)])
    kept = without_the_unanswered(whole)
    for words in (first, *(words for _, words in parts)):
        for line in words.split("\n"):
            assert line.strip() in kept
    assert kept.count("?") >= sum(words.count("?") for _, words in parts)


async def test_ctrl_t_begins_an_empty_answer_with_them(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 30)) as pilot:
            await pilot.press("n")
            await until_said(pilot, "ctrl+t Three questions")
            await pilot.press("ctrl+t", *"Supper was late", "ctrl+s")
            await until_said(pilot, "What happened? Supper was late")
            assert "What did it feel like?" not in text(of(pilot))
            await pilot.press("enter")
            await until_said(pilot, "Put on the board")
        assert texts(board) == ["What happened?\nSupper was late"]


async def test_nothing_is_kept_of_them_alone_and_they_come_into_no_words_that_are_there(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 30)) as pilot:
            await pilot.press("n", "ctrl+t", "ctrl+s")
            await until_said(pilot, "There is nothing written yet.")
            await pilot.press("escape")
            await until(pilot, lambda: board.drafts() == (), "no draft")
            await pilot.press("n", *"Tea", "ctrl+t")
            await until_said(pilot, "Three small questions are for a new answer that is empty yet.")
            assert "ctrl+t Three questions" not in text(of(pilot))
            await pilot.press("escape")
        (draft,) = board.drafts()
        assert draft.fields["text"] == "Tea"


async def test_in_a_plan_items_form_the_key_says_what_it_is_for(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 30)) as pilot:
            await pilot.press("3", "n", "ctrl+t")
            await until_said(pilot, "Three small questions are for a new answer that is empty yet.")


def test_in_plain_lines_each_is_asked_and_may_be_left_out(board: Workspace) -> None:
    with board:
        way = (">Principles", ">Kindness counts", ">How do I", ">Begin an answer")
        a_talk(board, *way, "Supper was late.", "", "Two more hands.", ">With", ">Put on", "q")
        assert texts(board) == ["What happened?\nSupper was late.\n\nWhat would have helped?\nTwo more hands."]
