"""Plan by its keys and by the mouse, on a real board."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.cards.cards import PlanItem
from kindboard.tui.modes.plan import Plan
from kindboard.tui.sheets.plan_editor import PlanEditor
from kindboard.words.days import spoken
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def items(workspace: Workspace, column: str = "stop") -> list[str]:
    return [item.title for item in workspace.board().plan if item.column == column]


def planned(workspace: Workspace, *titles: str, column: str = "stop", **fields: object) -> PlanItem:
    made = [workspace.add("plan", {"column": column, "title": title} | fields) for title in titles]
    assert isinstance(made[-1], PlanItem)
    return made[-1]


def in_hand(pilot: Pilot[None]) -> str:
    screen = of(pilot).screen
    assert isinstance(screen, Plan)
    return str(getattr(screen.in_hand, "title", ""))


# Reading


async def test_every_field_of_a_plan_item_is_read_after_its_label(board: Workspace) -> None:
    planned(
        board, "Tea", why="It is calm.", when_then="If a visit begins, then tea.", outcome="It went well.\nMostly.",
        owner="Ann", status="done", review_by=date(2027, 6, 1), needs=("funding",), barriers=("risk",),
        principles=("walk-a-mile",),
    )  # fmt: skip
    async with opened(board, (80, 40)) as pilot:
        await pilot.press("3", "enter")
        await until_said(
            pilot,
            "Why: It is calm. If, then: If a visit begins, then tea. What came of it: It went well. Mostly. Owner: Ann "
            "Status: done Review by: 1 Jun 2027 Needs: funding Barriers: fear of risk "
            "Principles: We walk a mile in people's shoes",
        )


async def test_one_column_at_a_time_says_how_much_stands_in_all_three(board: Workspace) -> None:
    planned(board, "One", "Two")
    planned(board, "Three", column="stay")
    for size in ((80, 24), (40, 10)):
        async with opened(board, size) as pilot:
            await pilot.press("3")
            await until_said(pilot, "STOP 2 · START 0 · STAY 1")


# Writing


async def test_a_new_item_with_all_its_fields_goes_on_the_board(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "right", "n", *"Tea", "tab", *"Because", "tab", *"Ann", "tab", *"in 6 weeks")
        await pilot.pause()
        due = date.fromordinal(board.today.toordinal() + 42)
        assert "That is " in text(of(pilot))
        await pilot.press("tab", *"If so", "tab", "space", "tab", "space", "down", "down", "space")
        await pilot.press("tab", "down", "space", "tab", "down", "space", "tab", *"Calm", "ctrl+s")
        await pilot.pause()
        assert f"Tea Under START Why Because Owner Ann Review by {spoken(due)} If, then If so" in text(of(pilot))
        await pilot.press("pagedown")
        assert "Principles It is safe to say how it is" in text(of(pilot))
        await pilot.press("pageup")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
        assert in_hand(pilot) == "Tea"
    (item,) = board.board().plan
    assert (item.column, item.title, item.why, item.owner, item.when_then, item.status, item.outcome) == (
        "start", "Tea", "Because", "Ann", "If so", "under way", "Calm",
    )  # fmt: skip
    assert item.review_by == due
    assert (item.barriers, item.needs) == (("performance", "risk"), ("staffing",))
    assert item.principles == (board.board().principles[1].id,)
    assert board.drafts() == ()


async def test_a_day_that_is_none_is_said_when_it_is_left_and_is_not_put_on_the_board(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "n", *"Tea", "tab", "tab", "tab", *"30 Foo")
        await pilot.pause()
        assert "is not a day" not in text(of(pilot)), "it is still being typed"
        await pilot.press("tab")
        await pilot.pause()
        assert '"30 Foo" is not a day.' in text(of(pilot))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(of(pilot).screen, PlanEditor)
        await pilot.press("escape")
        await until_said(pilot, "Kept on this computer")
        await pilot.press("e")
        await pilot.pause()
        assert "30 Foo" in frame(of(pilot))
    assert board.board().plan == ()
    assert [draft.fields["review_by"] for draft in board.drafts()] == ["30 Foo"]


async def test_a_day_that_has_passed_is_asked_about_once(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "n", *"Tea", "tab", "tab", "tab", *"1 Feb 2026", "tab")
        await until_said(pilot, "That is Sunday, 1 Feb 2026. It has passed.")
        await pilot.press("ctrl+s")
        await until_said(pilot, "Sunday, 1 Feb 2026, has passed. If that is what you mean, press ctrl+s again.")
        assert board.board().plan == ()
        await pilot.press("ctrl+s")
        await until_said(pilot, "This goes on the board")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
    assert [item.review_by for item in board.board().plan] == [date(2026, 2, 1)]


async def test_an_item_whose_review_was_due_is_changed_without_being_asked(board: Workspace) -> None:
    planned(board, "Tea", review_by="2026-02-01")
    async with opened(board) as pilot:
        of(pilot).shown_what_leaves = True
        await pilot.press("3", "e", "end", *" first", "ctrl+s")
        await until_said(pilot, "Changed on the board. u undo")
    assert items(board) == ["Tea first"]


async def test_without_a_title_it_stays_here(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "n", "tab", *"Why", "ctrl+s")
        await until_said(pilot, "It has no title yet.")
        assert of(pilot).focused is of(pilot).screen.query_one("#title")
        await pilot.press("escape")
        await until_said(pilot, "> Why Kept on this computer, not on the board.")
    assert board.board().plan == ()
    assert [draft.fields["why"] for draft in board.drafts()] == ["Why"]


async def test_what_was_kept_is_in_hand_afterwards(board: Workspace) -> None:
    planned(board, "One", "Two")
    async with opened(board) as pilot:
        await pilot.press("3", "n", *"Tea", "escape")
        await pilot.pause()
        assert "> Tea" in frame(of(pilot))


async def test_a_draft_stands_in_its_column_is_opened_put_on_the_board_and_thrown_away(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "n", *"Tea", "escape")
        await until_said(pilot, "> Tea Kept on this computer, not on the board.")
        await pilot.press("enter", *"pot", "escape")
        await until_said(pilot, "> Teapot")
        await pilot.press("x", "down", "enter")
        await until_said(pilot, "Thrown away. u undo")
        assert board.drafts() == ()
        await pilot.press("u")
        await until_said(pilot, "> Teapot")
        await pilot.press("p")
        await until_said(pilot, " Teapot Under STOP")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
    assert items(board) == ["Teapot"]


async def test_an_item_is_changed_and_an_unfinished_change_is_kept(board: Workspace) -> None:
    planned(board, "Forms", why="Two of them", needs=("funding",))
    async with opened(board) as pilot:
        await pilot.press("3", "e", "end", *" twice", "escape")
        await until_said(pilot, "Your unfinished words are kept on this computer.")
        assert items(board) == ["Forms"]
        assert "Unfinished words about it are kept here." in text(of(pilot))
        await pilot.press("e", "ctrl+s", "enter")
        await until_said(pilot, "Changed on the board. u undo")
        await pilot.press("u")
        await until(pilot, lambda: items(board) == ["Forms"], "the title before")
    (item,) = board.board().plan
    assert (item.why, item.needs) == ("Two of them", ("funding",))


async def test_a_field_that_is_emptied_is_taken_off_the_card(board: Workspace) -> None:
    planned(board, "Forms", owner="Ann", review_by="2026-12-01", barriers=("risk",))
    async with opened(board) as pilot:
        await pilot.press("3", "e", "tab", "tab", "ctrl+u", "tab", "end", "ctrl+u", "tab", "tab", "tab", "space")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Changed on the board. u undo")
    (item,) = board.board().plan
    assert (item.title, item.owner, item.review_by, item.barriers) == ("Forms", None, None, ())


async def test_a_colleagues_change_meanwhile_is_said_and_both_are_kept(board: Workspace) -> None:
    item = planned(board, "Forms", owner="Ann")
    async with opened(board) as pilot:
        await pilot.press("3", "e", "tab", *"Long")
        board.change(item, {"owner": "Bo"})
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Put on the board, together with what somebody changed meanwhile.")
    (now,) = board.board().plan
    assert (now.owner, now.why, now.also) == ("Bo", "Long", ())


async def test_both_titles_are_kept_where_two_people_change_it_at_once(board: Workspace) -> None:
    item = planned(board, "Forms")
    async with opened(board) as pilot:
        await pilot.press("3", "e", "end", *"!")
        board.change(item, {"title": "One form"})
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Somebody changed it at the same time: read it to see both.")
    (now,) = board.board().plan
    assert {now.title, *(other.value for other in now.also)} == {"Forms!", "One form"}


# Moving


async def test_shift_and_the_arrows_move_an_item_and_it_stays_in_hand(board: Workspace) -> None:
    planned(board, "One", "Two", "Three")
    async with opened(board) as pilot:
        await pilot.press("3", "shift+down")
        await until(pilot, lambda: items(board) == ["Two", "One", "Three"], "the move down")
        assert in_hand(pilot) == "One"
        await pilot.press("shift+down", "shift+down")
        await until(pilot, lambda: items(board) == ["Two", "Three", "One"], "the next move down")
        await pilot.press("shift+up")
        await until(pilot, lambda: items(board) == ["Two", "One", "Three"], "the move up")
        assert in_hand(pilot) == "One"
        await pilot.press("u")
        await until(pilot, lambda: items(board) == ["Two", "Three", "One"], "the move taken back")


@pytest.mark.parametrize(
    ("choice", "stop", "start"),
    [
        ("Up by one", ["Two", "One", "Three"], ["Four"]),
        ("To the top", ["Two", "One", "Three"], ["Four"]),
        ("Down by one", ["One", "Three", "Two"], ["Four"]),
        ("To the bottom", ["One", "Three", "Two"], ["Four"]),
        ("To START", ["One", "Three"], ["Four", "Two"]),
    ],
)
async def test_m_moves_an_item(board: Workspace, choice: str, stop: list[str], start: list[str]) -> None:
    planned(board, "One", "Two", "Three")
    planned(board, "Four", column="start")
    async with opened(board) as pilot:
        await pilot.press("3", "down", "m")
        await choose(pilot, choice)
        await until(pilot, lambda: (items(board), items(board, "start")) == (stop, start), choice)
        await until(pilot, lambda: in_hand(pilot) == "Two", "the item in hand")


async def test_what_came_of_a_thing_done_is_asked_and_may_be_left_empty(board: Workspace) -> None:
    planned(board, "One")
    async with opened(board) as pilot:
        await pilot.press("3", "m")
        await choose(pilot, "It is done")
        assert "What came of it?" in text(of(pilot))
        await pilot.press(*"Calm", "enter")
        await until_said(pilot, "Written under it.")
        await pilot.press("m")
        await choose(pilot, "Let it go")
        assert "What came of it?" not in text(of(pilot)), "that is told already"
    (item,) = board.board().plan
    assert (item.status, item.outcome) == ("let go", "Calm")


async def test_m_works_while_an_item_is_read(board: Workspace) -> None:
    planned(board, "One", "Two")
    async with opened(board) as pilot:
        await pilot.press("3", "enter", "m")
        await choose(pilot, "It is under way")
        await until_said(pilot, "Marked as under way.")
        await pilot.press("m")
        await choose(pilot, "To START")
        await until_said(pilot, "Moved to START.")
    assert [(item.title, item.status) for item in board.board().lane("start")] == [("One", "under way")]


async def test_m_marks_how_an_item_stands(board: Workspace) -> None:
    planned(board, "One")
    async with opened(board) as pilot:
        await pilot.press("3", "m")
        await choose(pilot, "It is done")
        await pilot.press("enter")
        await until_said(pilot, "Marked as done. u undo")
        assert in_hand(pilot) == "One"
    assert [item.status for item in board.board().plan] == ["done"]


async def test_space_goes_on_to_the_next_status_asks_what_came_of_it_and_is_taken_back(board: Workspace) -> None:
    planned(board, "Tea")

    def status() -> str:
        (item,) = board.board().plan
        return item.status

    async with opened(board) as pilot:
        await pilot.press("3", "space")
        await until_said(pilot, "Marked as under way. u undo")
        await pilot.press("space")
        await until_said(pilot, "What came of it?")
        await pilot.press(*"Calmer", "enter")
        await until_said(pilot, "Written under it. u undo")
        assert status() == "done"
        assert board.board().plan[0].outcome == "Calmer"
        await pilot.press("u", "u")
        await until(pilot, lambda: status() == "under way", "the status of before")
        await pilot.press("space", "escape", "space")
        await until_said(pilot, "Marked as planned. u undo")
        assert in_hand(pilot) == "Tea"
    assert status() == "planned"


async def test_o_shows_only_what_is_mine_and_everybodys_again(board: Workspace) -> None:
    planned(board, "Theirs", owner="Ann")
    planned(board, "Mine", owner=" sam ")
    planned(board, "Nobody's")
    async with opened(board) as pilot:
        await pilot.press("3", "o")
        await until_said(pilot, "only mine, esc: all")
        assert "STOP, 1" in text(of(pilot))
        assert in_hand(pilot) == "Mine"
        await pilot.press("right")
        await until_said(pilot, "Nothing here is yours. o shows everybody's.")
        await pilot.press("1")
        await pilot.pause()
        assert "only mine" not in text(of(pilot)), "it is a filter of the plan"
        await pilot.press("3", "left", "escape")
        await until_said(pilot, "STOP, 3")
        await pilot.press("o", "o")
        await until_said(pilot, "STOP, 3")


async def test_without_a_name_nothing_is_mine(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name=None) as board:
        planned(board, "Ours")
        async with opened(board) as pilot:
            await pilot.press("3", "question_mark")
            await pilot.pause()
            assert "Show only the plan items that are yours" not in text(of(pilot))


async def choose(pilot: Pilot[None], words: str) -> None:
    await until_said(pilot, words)
    for _ in range(20):
        if f"> {words}" in text(of(pilot)):
            break
        await pilot.press("down")
    await pilot.press("enter")
    await pilot.pause()


# By mouse


def spot(pilot: Pilot[None], words: str) -> tuple[int, int]:
    for y, line in enumerate(frame(of(pilot)).splitlines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(f"{words} is not on the screen")


async def drag(pilot: Pilot[None], what: str, to: tuple[int, int]) -> None:
    await pilot.mouse_down(offset=spot(pilot, what))
    await pilot._post_mouse_events([_moved()], offset=to, button=1)
    await pilot.pause()


def _moved() -> type:
    from textual.events import MouseMove

    return MouseMove


async def test_a_card_is_dragged_to_another_place(board: Workspace) -> None:
    planned(board, "Onety", "Twoty", "Threety")
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        x, y = spot(pilot, "Threety")
        await drag(pilot, "Onety", (x, y + 2))
        assert "── here ──" in frame(of(pilot))
        await pilot.mouse_up(offset=(x, y + 2))
        await until(pilot, lambda: items(board) == ["Twoty", "Threety", "Onety"], "the drag")
        assert in_hand(pilot) == "Onety"
        assert "── here" not in frame(of(pilot))


async def test_a_card_is_dragged_into_an_empty_column_and_above_the_first(board: Workspace) -> None:
    planned(board, "Onety", "Twoty")
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        stay = spot(pilot, "STAY")
        await drag(pilot, "Onety", (stay[0] + 2, 8))
        await pilot.mouse_up(offset=(stay[0] + 2, 8))
        await until(pilot, lambda: items(board, "stay") == ["Onety"], "the drag to STAY")
        await until(pilot, lambda: in_hand(pilot) == "Onety", "the card in hand")
        first = spot(pilot, "Twoty")
        await drag(pilot, "Onety", first)
        await pilot.mouse_up(offset=first)
        await until(pilot, lambda: items(board) == ["Onety", "Twoty"], "the drag to the top of STOP")


async def test_escape_gives_a_drag_up(board: Workspace) -> None:
    planned(board, "Onety", "Twoty")
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        x, y = spot(pilot, "Twoty")
        await drag(pilot, "Onety", (x, y + 2))
        await pilot.press("escape")
        await until_said(pilot, "Left where it was.")
        await pilot.mouse_up(offset=(x, y + 2))
        await pilot.pause()
        assert "── here" not in frame(of(pilot))
        assert isinstance(of(pilot).screen, Plan)
        await pilot.click(offset=spot(pilot, "Onety"))
        await until_said(pilot, "A plan item")
    assert items(board) == ["Onety", "Twoty"]


# Reading, and what waits


async def test_its_sources_are_opened_from_the_item_and_left_again(board: Workspace) -> None:
    where = {"principle": "kindness-counts", "question": "self"}
    sources = [board.add("answer", where | {"text": words}).id for words in ("Mornings", "Evenings")]
    planned(board, "Tea", sources=sources)
    async with opened(board) as pilot:
        await pilot.press("3", "enter", "down", "enter")
        await until_said(pilot, "An answer")
        shown = text(of(pilot))
        assert ("Evenings" in shown) != ("Mornings" in shown)
        await pilot.press("escape")
        await until_said(pilot, "From 2 cards")
        await pilot.press("escape")
        await until_said(pilot, "What do we need to stop doing?")


async def test_me_too_a_note_and_taking_off_work_on_an_item_and_are_taken_back(board: Workspace) -> None:
    planned(board, "Tea")
    async with opened(board) as pilot:
        await pilot.press("3", "a")
        await until_said(pilot, "You say it, too.")
        await pilot.press("t", *"Good", "ctrl+s", "enter")
        await until_said(pilot, "Note added.")
        (item,) = board.board().plan
        assert len(item.echoes) == 1
        assert [note.text for note in item.notes.values()] == ["Good"]
        await pilot.press("enter", "x")
        await until_said(pilot, "Take this plan item off the board, for everybody? “Tea”")
        await pilot.press("down", "enter")
        await until_said(pilot, "Taken off the board. u undo")
        assert items(board) == []
        await pilot.press("u")
        await until(pilot, lambda: items(board) == ["Tea"], "the item back")


async def test_what_waits_is_gathered_by_what_it_needs_and_opened(board: Workspace) -> None:
    planned(board, "Forms", needs=("funding", "rule-change"))
    planned(board, "Overdue", review_by="2020-01-01")
    async with opened(board) as pilot:
        await pilot.press("3", "d")
        await until_said(pilot, "Kindness alone cannot fix these")
        shown = text(of(pilot))
        assert shown.index("their review is due") < shown.index("Overdue") < shown.index("They need funding")
        assert shown.count("Forms") == 2
        await pilot.press("end", "enter")
        await until_said(pilot, "A plan item")
        await pilot.press("escape", "escape")
        await until_said(pilot, "What do we need to stop doing?")


async def test_where_nothing_waits_it_says_what_goes_there(board: Workspace) -> None:
    planned(board, "One")
    async with opened(board) as pilot:
        await pilot.press("3", "ctrl+p", *"what is due", "enter")
        await until_said(pilot, "Nothing waits.")
