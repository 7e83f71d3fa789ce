"""Who writes, what of theirs is in sight, and who is named: chosen by name from every action."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.verbs import board as verbs
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import same_as_golden, text
from tests.screens.live import choose, of, opened, until, until_as_golden, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def test_on_a_computer_of_several_people_each_start_asks_who_writes_and_hides_drafts(
    board: Workspace,
) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Sam's own draft", "escape")
        await choose(pilot, "ask at each start")
        await until_said(pilot, "asks at each start who is writing")
        assert "Sam's own draft" in text(of(pilot)), "its writer still sits here"
    async with opened(board) as pilot:
        await until_said(pilot, "Who is writing?")
        await pilot.press("down", "enter", *"Jo", "enter")
        await until_said(pilot, "You write as Jo from now on.")
        shown = text(of(pilot))
        assert "Sam's own draft" not in shown
        assert "p Put on board" not in shown
        await pilot.press("n", *"Jo's own draft", "escape")
        await until_said(pilot, "Jo's own draft Kept on this computer")
        assert "Sam's own draft" not in text(of(pilot))
        await choose(pilot, "show everything")
        await until_said(pilot, "Sam's own draft")
        await choose(pilot, "somebody else writes")
        await until_said(pilot, "> Jo Sam Somebody else No name")
        await pilot.press("down", "enter")
        await until_said(pilot, "You write as Sam from now on.")
        assert "own draft" not in text(of(pilot))
        await choose(pilot, "stop asking")
        await until_said(pilot, "does not ask at each start who is writing")
        assert "Sam's own draft" in text(of(pilot))
    assert not board.several
    assert board.name == "Sam"


async def test_the_question_who_is_writing_can_be_asked_for(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "ask at each start")
        await until_said(pilot, "From now on kindboard asks at each start who is writing.")
    assert board.several


async def test_the_board_gets_another_title(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "what this board is called")
        await pilot.press("ctrl+u", *"Riverside", "enter")
        await until_said(pilot, "The board has a new title.")
        await until_said(pilot, "Riverside ·")
        await pilot.press("u")
        await until(pilot, lambda: board.board().about.title != "Riverside", "the undo")


async def test_escape_at_the_question_who_is_writing_writes_under_nobodys_name_and_hides_the_drafts(
    board: Workspace,
) -> None:
    board.new_draft("answer", WHERE | {"text": "A draft"})
    board.share_computer(True)
    async with opened(board) as pilot:
        await until_said(pilot, "Who is writing?")
        await pilot.press("escape")
        await pilot.pause()
        assert "A draft" not in text(of(pilot))
        await until_said(pilot, "You write without a name from now on.")
    assert board.name is None


async def test_my_name_can_be_changed_and_taken_away(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "change your name")
        assert "Your name on this computer" in text(of(pilot))
        await pilot.press("ctrl+u", *"Sam Oak", "enter")
        await until_said(pilot, "You write as Sam Oak from now on.")
        await choose(pilot, "change your name")
        await pilot.press("ctrl+u", "enter")
        await until_said(pilot, "You write without a name from now on.")
        await choose(pilot, "change your name")
        await pilot.press(*"nobody", "escape")
    assert board.name is None


async def test_shown_to_a_room_no_draft_is_in_sight_and_new_answers_carry_no_name(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "Not for the room"})
    async with opened(board, (100, 30)) as pilot:
        assert "How does my organisation" in text(of(pilot))
        await choose(pilot, "show to a room")
        await until_said(pilot, "Shown to a room")
        shown = text(of(pilot))
        assert "Not for the room" not in shown
        assert "How does my organisation" not in shown, "one question at a time"
        await pilot.press("right")
        assert "How does my organisation" in text(of(pilot))
        await pilot.press("n")
        await pilot.pause()
        assert "Name with it: ‹ none: nobody is named ›" in text(of(pilot))
        await pilot.press(*"Said aloud", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board")
        await choose(pilot, "stop showing")
        await until_said(pilot, "No longer shown to a room.")
        await pilot.press("left")
        assert "Not for the room" in text(of(pilot))
    assert [(answer.text, answer.by) for answer in board.board().answers] == [("Said aloud", None)]


async def test_somebody_to_talk_to_is_named_and_taken_back(board: Workspace) -> None:
    async with opened(board) as pilot:
        await choose(pilot, "name somebody")
        await pilot.press(*"Ann, our manager", "enter", *"ring 0161 496 0000", "enter")
        await until_said(pilot, "Added to the people to talk to. u undo")
        await pilot.press("w")
        await pilot.pause()
        assert "Ann, our manager ring 0161 496 0000" in text(of(pilot))
        await pilot.press("escape", "u")
        await until(pilot, lambda: not board.board().about.support, "the undo")


async def test_who_to_talk_to_offers_to_name_somebody(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("w", "down", "enter")
        await pilot.press(*"Bo, safeguarding lead", "enter", *"room by the door", "enter")
        await until_said(pilot, "Added to the people to talk to. u undo")
        assert [(one.name, one.how) for one in board.board().about.support] == [
            ("Bo, safeguarding lead", "room by the door")
        ]


async def test_who_is_named_already_is_named_anew_and_who_left_is_taken_off(board: Workspace) -> None:
    verbs.add_support(board, "Ann, our manager", "room 3")
    verbs.add_support(board, "Bo, safeguarding lead", "")
    verbs.add_support(board, "ann, our manager", "room 5")
    async with opened(board) as pilot:
        await pilot.press("w", "down", "down", "enter")
        await until_said(pilot, "Who is no longer to be talked to?")
        await pilot.press("escape")
        await choose(pilot, "take somebody off")
        await until_said(pilot, "Who is no longer to be talked to?")
        await pilot.press("down", "enter")
        await until_said(pilot, "Bo, safeguarding lead is no longer named as somebody to talk to. u undo")
        assert [(one.name, one.how) for one in board.board().about.support] == [("ann, our manager", "room 5")]
        await pilot.press("u")
        await until(pilot, lambda: len(board.board().about.support) == 2, "the undo")


async def test_a_leavers_plan_items_are_handed_over_and_what_is_done_stays_theirs(board: Workspace) -> None:
    for title, owner, status in (("One", "Ann", "planned"), ("Two", "Ann", "under way"), ("Three", "Ann", "done")):
        board.add("plan", {"column": "start", "title": title, "owner": owner, "status": status})
    async with opened(board) as pilot:
        await pilot.press("3")
        await choose(pilot, "hand over")
        assert "Whose plan items are handed over?" in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "Who takes these on from Ann? · One · Two" in text(of(pilot))
        await pilot.press(*"Bo", "enter")
        await until_said(pilot, "2 plan items handed over from Ann to Bo.")
    assert {item.title: item.owner for item in board.board().plan} == {"One": "Bo", "Two": "Bo", "Three": "Ann"}


async def test_with_nobody_in_the_plan_nothing_can_be_handed_over(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("ctrl+p", *"hand over")
        await until_said(pilot, "to somebody else No plan item has anybody's name on it.")
        await pilot.press("enter")
        assert "What would you like to do?" in text(of(pilot))


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_question_who_is_writing_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    board.set_name("Jo")
    board.share_computer(True)
    async with opened(board, size) as pilot:
        await until_said(pilot, "Who is writing?")
        await until_as_golden(pilot, f"who-writes-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_question_with_a_line_to_type_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    async with opened(board, size) as pilot:
        await choose(pilot, "change your name")
        same_as_golden(of(pilot), f"name-{size[0]}x{size[1]}")
