"""An editor is open while somebody else changes the same card (case 69): both texts are kept, and it is said.

Nobody overwrites what they have not seen.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kindboard.cards.cards import Answer, Card
from kindboard.tui.app import KindboardApp
from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.faults.window import Window
from tests.screens.frames import text
from tests.screens.live import of, opened, until_said
from tests.teams import a_team, a_workspace, at_the_computer_of

WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def said(board: Workspace, words: str) -> Answer:
    answer = board.add("answer", WHERE | {"text": words})
    assert isinstance(answer, Answer)
    return answer


def all_texts(card: Card) -> set[str]:
    assert isinstance(card, Answer)
    return {card.text, *(str(also.value) for also in card.also)}


@pytest.mark.slow
def test_case_69_open_editor_while_a_colleague_changes_the_same_card(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        answer = said(sam, "We ask twice.")
        team.sync()
        with Window("-C", str(sam.root), env={"KINDBOARD_HOME": str(tmp_path / "Sam-computer")}) as window:
            window.until("> We ask twice")
            window.press("e")
            window.until("A correction")
            window.type("Sam: ")
            window.until("Sam: We ask")
            jo.change(jo.board().find(answer.id), {"text": "We ask everybody twice."})
            jo.sync()
            with at_the_computer_of(tmp_path / "Sam-computer"):
                sam.sync()
            window.until("Somebody changed this card meanwhile. Their words are not lost, and neither are yours")
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("Put on the board. Somebody changed it at the same time: read it to see both")
            window.until("Two people changed this at once")
            window.press("Enter")
            shown = window.until("Use the other")
            assert "Sam: We ask twice." in shown
            assert "We ask everybody twice." in shown
        team.sync()
        both = {"Sam: We ask twice.", "We ask everybody twice."}
        assert [all_texts(member.board().find(answer.id)) for member in team] == [both, both]


async def test_case_69_changes_of_different_lines_are_put_together_and_it_is_said(board: Workspace) -> None:
    answer = said(board, "First line.\n\nSecond line.\n\nThird line.")
    async with opened(board) as pilot:
        await pilot.press("e", *"Mine. ")
        board.change(answer, {"text": "First line.\n\nSecond line.\n\nThird line, theirs."})
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Put on the board, together with what somebody changed meanwhile. u undo")
    (merged,) = board.board().answers
    assert merged.text == "Mine. First line.\n\nSecond line.\n\nThird line, theirs."
    assert merged.also == ()


async def test_case_69_a_change_of_something_else_is_said_too(board: Workspace) -> None:
    answer = said(board, "As it was.")
    async with opened(board) as pilot:
        await pilot.press("e", *"Mine. ")
        board.change(answer, {"tags": ["rota"]})
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Put on the board, together with what somebody changed meanwhile. u undo")
    (merged,) = board.board().answers
    assert (merged.text, merged.tags) == ("Mine. As it was.", ("rota",))


async def test_case_69_a_card_taken_off_meanwhile_comes_back_with_the_new_words(board: Workspace) -> None:
    answer = said(board, "As it was.")
    async with opened(board) as pilot:
        await pilot.press("e", *"Mine. ")
        board.remove(answer)
        await until_said(pilot, "Somebody took this card off the board meanwhile.")
        assert "it comes back" in text(of(pilot))
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Put on the board")
    assert [(a.id, a.text) for a in board.board().answers] == [(answer.id, "Mine. As it was.")]


async def test_case_69_a_note_on_a_card_taken_off_meanwhile_brings_it_back(board: Workspace) -> None:
    answer = said(board, "As it was.")
    async with opened(board) as pilot:
        await pilot.press("t", *"Came up again.")
        board.remove(answer)
        await until_said(pilot, "Somebody took this card off the board meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Note added")
    (back,) = board.board().answers
    assert (back.text, [note.text for note in back.notes.values()]) == ("As it was.", ["Came up again."])


async def test_case_69_unfinished_words_about_a_card_changed_since_say_so_when_they_are_opened(
    board: Workspace,
) -> None:
    answer = said(board, "As it was.")
    async with opened(board) as pilot:
        await pilot.press("e", *"Mine. ", "escape")
        await until_said(pilot, "Your unfinished words are kept on this computer.")
    board.change(answer, {"text": "As it is now."})
    async with opened(board) as pilot:
        await pilot.press("e")
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "read it to see both")
    (merged,) = board.board().answers
    assert all_texts(merged) == {"Mine. As it was.", "As it is now."}


async def test_case_69_whoever_takes_off_a_card_changed_meanwhile_is_told_that_it_stays(board: Workspace) -> None:
    answer = said(board, "As it was.")
    async with opened(board) as pilot:
        await pilot.press("x", "down")
        board.change(answer, {"text": "As it is now."})
        await pilot.press("enter")
        await until_said(pilot, "Somebody changed this card while you were taking it off, so it stays.")
    assert [a.text for a in board.board().answers] == ["As it is now."]


async def test_case_69_me_too_on_a_card_changed_meanwhile_leaves_the_change_alone(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KindboardApp, "_begin", lambda self: None)  # the news has not come yet
    answer = said(board, "As it was.")
    board.set_name("Jo")
    async with opened(board) as pilot:
        board.change(answer, {"text": "As it is now."})
        await pilot.press("v", "a")
        await until_said(pilot, "You say it, too.")
    (merged,) = board.board().answers
    assert (merged.text, len(merged.echoes), merged.also) == ("As it is now.", 1, ())


async def test_case_69_unfinished_words_open_in_two_windows_are_both_kept(board: Workspace) -> None:
    draft = board.new_draft("answer", WHERE | {"text": "Begun."})
    async with opened(board) as pilot:
        await until_said(pilot, "Begun.")
        await pilot.press("enter", *"Here: ")
        board.keep(replace(draft, fields=draft.fields | {"text": "Begun. And there."}))
        await pilot.press(*"and here. ", "escape")
        await until_said(pilot, "p puts it on the board")
    assert {kept.fields["text"] for kept in board.drafts()} == {"Here: and here. Begun.", "Begun. And there."}
