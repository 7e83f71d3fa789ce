"""Before something goes on the board, its writer sees exactly what leaves; and what may tell who somebody is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.workspace.workspace import Workspace
from tests.screens.frames import same_as_golden, text
from tests.screens.live import of, opened, until_said
from tests.teams import a_workspace

TELLING = "Room 12 waits; ring 07700 900123."


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:00:00+00:00")
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def test_identifying_details_are_shown_also_later_in_a_sitting_and_enter_alone_puts_nothing(
    board: Workspace,
) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Tea first", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board")
        await pilot.press("n", *TELLING, "ctrl+s")
        await pilot.pause()
        shown = text(of(pilot))
        assert "“Room 12”: a room or flat" in shown
        assert "“07700 900123”: a phone number" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert TELLING in text(of(pilot)), "back in the editor"
        assert len(board.board().answers) == 1
        await pilot.press("ctrl+s", "down", "enter")
        await until_said(pilot, "Put on the board")
    assert {answer.text for answer in board.board().answers} == {"Tea first", TELLING}


async def test_everything_that_leaves_is_shown(board: Workspace) -> None:
    board.new_draft("answer", {"principle": "kindness-counts", "question": "people-say", "text": "They say so.",
                               "heard": "directly", "tags": ("rota", "nights")})  # fmt: skip
    async with opened(board) as pilot:
        await pilot.press("right", "right", "right", "p")
        await pilot.pause()
        shown = text(of(pilot))
        for words in (
            "They say so.",
            "How we know heard directly",
            "Tags rota, nights",
            "Name: Sam. Day: 23 Nov 2026.",
        ):
            assert words in shown


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    board.new_draft("answer", {"principle": "kindness-counts", "question": "self", "text": TELLING, "by": ""})
    async with opened(board, size) as pilot:
        await pilot.press("p")
        await pilot.pause()
        same_as_golden(of(pilot), f"leaving-{size[0]}x{size[1]}")


async def test_down_reads_to_the_end_and_then_goes_through_the_choices(board: Workspace) -> None:
    board.new_draft("answer", {"principle": "kindness-counts", "question": "self", "text": TELLING})
    async with opened(board, (40, 10)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        for _ in range(60):
            if "> Put on board" in text(of(pilot)):
                break
            await pilot.press("down")
            await pilot.pause()
        assert "after the card is taken off." in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "Put on the board")


async def test_of_several_only_those_without_details_can_be_put(board: Workspace) -> None:
    where = {"principle": "kindness-counts", "question": "self"}
    for words in (TELLING, "Tea first"):
        board.new_draft("answer", where | {"text": words})
    async with opened(board) as pilot:
        await pilot.press("p", "down", "enter")
        await until_said(pilot, "These 2 go on the board:")
        await pilot.press(*["down"] * 20)
        while "> Put only the others on the board" not in text(of(pilot)):
            await pilot.press("up")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
    assert [answer.text for answer in board.board().answers] == ["Tea first"]
    assert [draft.fields["text"] for draft in board.drafts()] == [TELLING]


def kept_under(board: Workspace, words: dict[str, str]) -> None:
    for question, said in words.items():
        board.new_draft("answer", {"principle": "kindness-counts", "question": question, "text": said})


async def test_beside_a_colleagues_card_nothing_goes_on_the_board_but_what_is_ticked(board: Workspace) -> None:
    board.add("answer", {"principle": "kindness-counts", "question": "self", "text": "Of a colleague"})
    kept_under(board, {"people-say": "Third", "self": "First", "improve": "Second"})
    async with opened(board) as pilot:
        assert "> Of a colleague" in text(of(pilot))
        await pilot.press("p")
        await until_said(pilot, "> [ ] All 3 [ ] Answer: “First”")
        await pilot.press("end", "enter")
        assert "> Nothing is ticked yet" in text(of(pilot))
        await pilot.press("home", "down", "down", "space")
        await until_said(pilot, "> [x] Answer: “Second”")
        await pilot.press("end")
        await until_said(pilot, "> Go on with the one ticked")
        await pilot.press("enter")
        await until_said(pilot, "This goes on the board: Name: Sam. Day: 23 Nov 2026. Second")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
    assert {answer.text for answer in board.board().answers} == {"Of a colleague", "Second"}


async def test_all_are_ticked_at_once_and_taken_out_again(board: Workspace) -> None:
    kept_under(board, {"organisation": "First", "improve": "Second"})
    async with opened(board) as pilot:
        await pilot.press("p", "enter")
        await until_said(pilot, "> [x] All 2 [x] Answer: “First”")
        await pilot.press("enter")
        await until_said(pilot, "> [ ] All 2 [ ] Answer: “First”")
        await pilot.click("#sheet-choices", offset=(3, 2))
        await until_said(pilot, "[ ] Answer: “First”, Kindness counts, second question > [x] Answer: “Second”")
        await pilot.click("#sheet-choices", offset=(12, 1))
        await until_said(pilot, "> [ ] Answer: “First”")
        await pilot.click("#sheet-choices", offset=(12, 1))
        await until_said(pilot, "> [x] Answer: “First”")
        assert "Go on with the 2 ticked" in text(of(pilot))


async def test_whose_it_is_stays_in_sight_while_one_reads_on(board: Workspace) -> None:
    board.new_draft("answer", {"principle": "kindness-counts", "question": "self", "text": "A line.\n" * 40})
    async with opened(board) as pilot:
        await pilot.press("p")
        await until_said(pilot, "Name: Sam. Day: 23 Nov 2026.")
        await pilot.press(*["down"] * 45)
        await until_said(pilot, "Everybody who has the board can read it.")
        assert "Name: Sam. Day: 23 Nov 2026." in text(of(pilot))


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_tick_list_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    long = "Second, which is longer than the line that it stands on, and so it is cut"
    kept_under(board, {"organisation": "First", "improve": long, "people-say": "Third"})
    async with opened(board, size) as pilot:
        await pilot.press("p")
        while "> [ ] Answer: “First”" not in text(of(pilot)):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("space")
        await until_said(pilot, "> [x] Answer: “First”")
        same_as_golden(of(pilot), f"tick-{size[0]}x{size[1]}")
