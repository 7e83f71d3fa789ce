"""Two people at the same themes and plan items, each at a screen of their own; and what is typed wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

import kindboard
from kindboard.cards.cards import PlanItem, Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.tui.modes.plan import Plan
from kindboard.tui.modes.pool import Pool
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.screens.frames import text
from tests.screens.live import of, opened, until_said
from tests.screens.test_plan import choose
from tests.teams import Team, a_team, a_workspace
from tests.test_planning_together import alike, item, theme
from tests.test_pooling import answered, themed


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def take(pilot: Pilot[None], mode: str, card: Theme | PlanItem) -> None:
    await pilot.press(mode)
    screen = of(pilot).screen
    assert isinstance(screen, Plan | Pool)
    screen.show_card(card)
    await pilot.pause()


async def test_an_item_moved_to_two_columns_is_settled_by_either(team: Team) -> None:
    sam, jo = team
    sam.add("plan", {"column": "stop", "title": "Tea"})
    team.sync()
    for member, column in ((sam, "START"), (jo, "STAY")):
        async with opened(member) as pilot:
            await take(pilot, "3", item(member))
            await pilot.press("m")
            await choose(pilot, f"To {column}")
            await until_said(pilot, f"Moved to {column}. u undo")
    team.sync()
    shown = item(jo).column
    async with opened(jo) as pilot:
        await take(pilot, "3", item(jo))
        await until_said(pilot, "Two people changed this")
        await pilot.press("enter")
        await until_said(pilot, "The card shows one; the other column:")
        await choose(pilot, "Use the other")
        await until_said(pilot, "The other is on the card now.")
    alike(team)
    assert {shown, item(sam).column} == {"start", "stay"}


async def test_two_people_put_one_theme_together_with_another_each(team: Team) -> None:
    sam, jo = team
    for title, words in (("Mornings", "One"), ("Evenings", "Two"), ("Rush", "Three")):
        sam.new_theme(title, answered(sam, words))
    team.sync()
    for member, into in ((sam, "Mornings"), (jo, "Evenings")):
        async with opened(member) as pilot:
            await take(pilot, "2", theme(member, "Rush"))
            await pilot.press("m")
            await choose(pilot, f"“{into}”")
            await until_said(pilot, f"Put together in “{into}”. u undo")
    alike(team)
    (three,) = [answer for answer in sam.board().answers if answer.text == "Three"]
    async with opened(sam) as pilot:
        await pilot.press("2")
        screen = of(pilot).screen
        assert isinstance(screen, Pool)
        screen.show_card(three)
        await pilot.press("enter")
        await until_said(pilot, "Two people changed this at once. The card shows one; the other theme:")
        await choose(pilot, "Keep what the card shows")
        await until_said(pilot, "The card stays as it is.")
    alike(team)
    assert sorted(len(texts) for texts in themed(jo).values()) == [1, 2]


async def test_a_theme_that_is_taken_off_while_it_is_filled_leaves_its_answers_in_no_theme(team: Team) -> None:
    sam, jo = team
    sam.new_theme("Rush")
    answered(sam, "One")
    team.sync()
    async with opened(sam) as pilot:
        await take(pilot, "2", theme(sam, "Rush"))
        await pilot.press("tab", "x", "down", "enter")
        await until_said(pilot, "Taken off the board. u undo")
    async with opened(jo) as pilot:
        await pilot.press("2", "g")
        await choose(pilot, "“Rush”")
        await until_said(pilot, "1 answer put into “Rush”. u undo")
    alike(team)
    async with opened(jo) as pilot:
        await pilot.press("2")
        await until_said(pilot, "No theme yet 1 answer")
        assert "Rush" not in text(of(pilot))


@pytest.mark.parametrize("kind", ["plan", "theme"])
async def test_a_card_taken_off_while_its_form_is_open_comes_back_with_what_was_written(
    board: Workspace, kind: str
) -> None:
    card = board.add("plan", {"column": "stop", "title": "Tea"}) if kind == "plan" else board.new_theme("Tea")
    assert isinstance(card, Theme | PlanItem)
    async with opened(board) as pilot:
        of(pilot).shown_what_leaves = True
        await take(pilot, "3" if kind == "plan" else "2", card)
        await pilot.press("e", "end", *" first")
        with kindboard.open(board.root) as another:
            another.remove(card)
        await until_said(pilot, "Somebody took this card off the board meanwhile.")
        await pilot.press("ctrl+s")
        await until_said(pilot, "u undo")
    now = board.board()
    said = [item.title for item in now.plan] if kind == "plan" else [theme.summary for theme in now.themes]
    assert [words.split()[-1] for words in said] == ["first"]


async def test_a_title_and_an_owner_over_the_limit_are_not_put_on_the_board(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("3", "n")
        await pilot.pause()
        title = of(pilot).screen.query_one("#title")
        title.value = "x" * (LINE_LIMIT + 1)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until_said(pilot, f"Title has {LINE_LIMIT + 1} characters; {LINE_LIMIT} is the most.")
        title.value = "Tea"  # type: ignore[attr-defined]
        of(pilot).screen.query_one("#owner").value = "y" * (LINE_LIMIT + 1)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until_said(pilot, f"Owner has {LINE_LIMIT + 1} characters")
    assert board.board().plan == ()
    (draft,) = board.drafts()
    assert draft.fields["title"] == "Tea", "what was typed is kept"


async def test_five_hundred_answers_are_grouped_at_once_and_taken_back_at_once(tmp_path: Path) -> None:
    folder = generated.repository(tmp_path / "board", generated.pool(500, 1))
    with kindboard.open(folder) as board:
        board.ungroup(board.board().answers)
        async with opened(board) as pilot:
            await pilot.press("2")
            screen = of(pilot).screen
            assert isinstance(screen, Pool)
            for answer in board.board().answers:
                screen._marks[answer.path] = None
            await pilot.press("g")
            await until_said(pilot, "Put these 500 answers into which theme?")
            assert "and 496 more" in text(of(pilot))
            await choose(pilot, "“Theme 0”")
            await until_said(pilot, "500 answers put into “Theme 0”. u undo")
            assert board.board().ungrouped == ()
            await pilot.press("u")
            await until_said(pilot, "500 of 500 answers are in no theme yet.")


# As few keys as may be: beside the typing


async def test_a_theme_becomes_a_plan_item_with_owner_and_date_in_at_most_eight_keys(board: Workspace) -> None:
    board.new_theme("Rushed mornings", answered(board, "One"))
    async with opened(board) as pilot:
        of(pilot).shown_what_leaves = True
        await take(pilot, "2", theme(board, "Rushed mornings"))
        keys = ["l", "enter", "tab", "tab", "tab", "ctrl+s"]
        await pilot.press(*keys[:4], *"Ann", keys[4], *"in 6 weeks", keys[5])
        await until_said(pilot, "Put on the board. u undo")
    assert len(keys) <= 8
    (made,) = board.board().plan
    assert (made.owner, made.review_by is not None, len(made.sources)) == ("Ann", True, 2)


async def test_an_item_is_moved_and_marked_done_in_at_most_six_keys(board: Workspace) -> None:
    board.add("plan", {"column": "stop", "title": "Tea"})
    async with opened(board) as pilot:
        await pilot.press("3")
        keys = ["m", "enter", "space", "space", "enter"]
        await pilot.press(*keys)
        await until_said(pilot, "Marked as done. u undo")
    assert len(keys) <= 6
    assert (item(board).column, item(board).status) == ("start", "done")
