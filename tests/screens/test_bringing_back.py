"""What was taken off the board, and how a card was worded before, is listed on the screen and comes back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from kindboard.cards.cards import Card
from kindboard.workspace.workspace import Workspace, open_workspace
from tests.screens.frames import text
from tests.screens.live import choose, of, opened, until, until_said
from tests.teams import a_team, a_workspace
from tests.test_pooling import answered


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def test_a_card_that_was_taken_off_is_chosen_by_its_words_and_comes_back(board: Workspace) -> None:
    one, two = answered(board, "One", "Two")
    item = board.add("plan", {"column": "stop", "title": "Tea"})
    for card in (one, two, item):
        board.remove(card)
    async with opened(board) as pilot:
        await choose(pilot, "bring a removed")
        await until_said(pilot, "Plan item: “Tea”")
        assert "Answer: “One”" in text(of(pilot))
        while "> Answer: “One”" not in text(of(pilot)):
            await pilot.press("down")
        await pilot.press("enter")
        await until_said(pilot, "Back on the board, with all its words. u undo")
    assert [answer.text for answer in board.board().answers] == ["One"]


async def test_what_a_colleague_took_off_comes_back_too(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        (card,) = answered(jo, "One")
        team.sync()
        jo.remove(card)
        team.sync()
        async with opened(sam) as pilot:
            await choose(pilot, "bring a removed")
            await until_said(pilot, "> Answer: “One”")
            await pilot.press("enter")
            await until_said(pilot, "Back on the board")
        assert [answer.text for answer in sam.board().answers] == ["One"]


async def test_where_nothing_was_taken_off_it_says_so(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "bring a removed")
        await until_said(pilot, "Nothing was taken off this board.")


async def test_an_undo_of_what_is_on_another_screen_names_the_card_before_and_after(board: Workspace) -> None:
    board.add("plan", {"column": "stop", "title": "Tea before paperwork"})
    async with opened(board) as pilot:
        await pilot.press("1", "u")
        await until_said(pilot, "Take back a new plan item?")
        assert "It says “Tea before paperwork”." in text(of(pilot))
        await pilot.press("down", "enter")
        await until_said(pilot, "1 Reflect")
        assert len(board.board().plan) == 1, "it was left as it is"
        await pilot.press("u", "enter")
        await until_said(pilot, "Took back a new plan item. Its words are kept on this computer.")
        assert "It says “Tea before paperwork”." in text(of(pilot))
        await pilot.press("3")
        assert "STOP, 0" in text(of(pilot))
        await pilot.press("ctrl+y")
        await until_said(pilot, "STOP, 1")
        assert "It says" not in text(of(pilot)), "here it is in sight"
    assert [item.title for item in board.board().plan] == ["Tea before paperwork"]


async def test_an_undo_of_what_was_sent_names_the_card_before(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        first, second = answered(sam, "One", "Two")
        sam.change(first, {"text": "One and more."})
        async with opened(sam) as pilot:
            await pilot.press("u")
            await until_said(pilot, "Took back your change")
            await pilot.press("ctrl+y")
            await until_said(pilot, "There again")
        team.sync()
        async with opened(sam) as pilot:
            await pilot.press("u")
            await until_said(pilot, "It says “One and more.”. Others may have seen it.")
            await pilot.press("escape", "u", "enter")
            await until_said(pilot, "Took back your change")
        assert {answer.text for answer in sam.board().answers} == {"One", "Two"}
        assert second in sam.board().answers


async def test_an_undo_of_several_that_were_sent_says_how_many(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        for words in ("One", "Two"):
            sam.new_draft("answer", {"principle": "walk-a-mile", "question": "improve", "text": words})
        sam.post()
        team.sync()
        async with opened(sam) as pilot:
            await pilot.press("u")
            await until_said(pilot, "Take back 2 changes that were made at once?")
            await pilot.press("enter")
            await until_said(pilot, "Took back 2 changes that were made at once.")
        assert sam.board().answers == ()


async def test_where_the_history_cannot_be_read_it_says_so_and_nothing_more_happens(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ValueError("odd")

    monkeypatch.setattr(board, "removed", fails)
    async with opened(board) as pilot:
        await choose(pilot, "bring a removed")
        await until_said(pilot, "The board's history can't be read just now. Everything on the board is safe.")


async def test_whoever_has_gone_on_to_write_is_not_disturbed_by_what_was_looked_for(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = answered(board, "One")
    board.remove(one)
    looked, look = Event(), board.removed

    def slowly() -> tuple[Card, ...]:
        looked.wait(30)
        return look()

    monkeypatch.setattr(board, "removed", slowly)
    async with opened(board) as pilot:
        await choose(pilot, "bring a removed")
        await pilot.press("n", *"Two")
        looked.set()
        await until(pilot, lambda: all(thread.name != "removed" for thread in enumerate_threads()), "it was looked")
        await pilot.pause()
        assert "Which card comes back?" not in text(of(pilot))
        assert "Two" in text(of(pilot))


# How a card was worded before

YESTERDAY, TODAY = "2026-11-22T10:15:00Z", "2026-11-23T10:15:00Z"


async def test_an_earlier_wording_is_read_whole_and_comes_back_as_a_new_change(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", YESTERDAY)
    (one,) = answered(board, f"We ask. {'So it is. ' * 20}The end.")
    monkeypatch.setenv("KINDBOARD_NOW", TODAY)
    board.change(one, {"text": "Hm."})
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("2", "enter")
        await choose(pilot, "bring an earlier")
        await until_said(pilot, "> Text until 23 Nov: We ask. So it is.")
        await pilot.press("enter")
        await until_said(pilot, "The end.")
        assert "Text now: Hm." in text(of(pilot))
        await pilot.press("enter")  # no, back to the list
        await until_said(pilot, "Which earlier wording comes back?")
        await pilot.press("enter")
        await until_said(pilot, "Word it so again?")
        await pilot.press("down", "enter")
        await until_said(pilot, "Worded as it was before. u undo")
    (answer,) = board.board().answers
    assert answer.text == one.text  # type: ignore[attr-defined]
    assert [happening.what for happening in board.story(answer)][-1] == "added it"
    board.undo()
    assert board.board().answers[0].text == "Hm."


async def test_a_card_that_was_never_worded_otherwise_says_so(board: Workspace) -> None:
    answered(board, "One")
    async with opened(board) as pilot:
        await pilot.press("2", "enter")
        await choose(pilot, "bring an earlier")
        await until_said(pilot, "It has never been worded otherwise.")


async def test_a_wording_can_t_be_looked_for_where_the_history_cannot_be_read(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(card: Card) -> None:
        raise ValueError("odd")

    answered(board, "One")
    monkeypatch.setattr(board, "story", fails)
    async with opened(board) as pilot:
        await pilot.press("2", "enter")
        await choose(pilot, "bring an earlier")
        await until_said(pilot, "The board's history can't be read just now. Everything on the board is safe.")


async def test_whoever_changed_the_card_meanwhile_loses_nothing(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", YESTERDAY)
    (one,) = answered(board, "One")
    monkeypatch.setenv("KINDBOARD_NOW", TODAY)
    two = board.change(one, {"text": "Two"})
    async with opened(board) as pilot:
        await pilot.press("2", "enter")
        await choose(pilot, "bring an earlier")
        await until_said(pilot, "> Text until 23 Nov: One")
        board.change(two, {"text": "Three"})
        await pilot.press("enter", "down", "enter")
        await until_said(pilot, "Somebody changed it at the same time")
    (answer,) = board.board().answers
    assert {answer.text, answer.also[0].value} == {"One", "Three"}


async def test_an_undo_takes_back_what_it_named_and_nothing_that_came_while_it_asked(board: Workspace) -> None:
    board.add("plan", {"column": "stop", "title": "Tea before paperwork"})
    async with opened(board) as pilot:
        await pilot.press("1", "u")
        await until_said(pilot, "It says “Tea before paperwork”.")
        with open_workspace(board.root) as other:
            other.add("plan", {"column": "stop", "title": "From the other window"})
        await pilot.press("enter")
        await until_said(pilot, "It says “From the other window”.")
        await pilot.press("escape")
    assert len(board.board().plan) == 2
