"""Pool by its keys and by the mouse, on a real board."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.cards.cards import QUESTIONS, Answer, PlanItem, Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.terms import short_day
from kindboard.tui.modes.plan import Plan
from kindboard.tui.modes.pool import Pool
from kindboard.tui.sheets.plan_editor import PlanEditor
from kindboard.tui.sheets.theme_editor import ThemeEditor
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import text
from tests.screens.live import of, opened, until, until_said
from tests.screens.stills import StillApp, a_still, pooling
from tests.teams import a_team, a_workspace
from tests.test_pooling import answered, themed


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def pool(pilot: Pilot[None]) -> Pool:
    screen = of(pilot).screen
    assert isinstance(screen, Pool)
    return screen


def in_hand(pilot: Pilot[None]) -> str:
    card = pool(pilot).in_hand
    return str(getattr(card, "text", "") or getattr(card, "title", ""))


def marked(pilot: Pilot[None]) -> list[str]:
    return [answer.text for answer in pool(pilot).marked]


def leaves_are_known(pilot: Pilot[None]) -> None:
    """What leaves was shown before in this sitting."""
    of(pilot).shown_what_leaves = True


# Grouping


async def test_five_answers_are_grouped_into_a_new_theme_in_at_most_fifteen_keys(board: Workspace) -> None:
    answered(board, "One", "Two", "Three", "Four", "Five")
    async with opened(board) as pilot:
        keys = ["2", *["space", "down"] * 4, "space", "g", "enter", "enter"]
        before, after = keys[:-2], keys[-2:]
        await pilot.press(*before, *"Rushed mornings", *after)
        await until_said(pilot, "5 answers put into a new theme, “Rushed mornings”. u undo")
    assert len(keys) <= 15
    assert themed(board) == {"Rushed mornings": {"One", "Two", "Three", "Four", "Five"}}


async def test_what_leaves_with_a_new_theme_is_shown_once_in_a_sitting(board: Workspace) -> None:
    answered(board, "One", "Two")
    async with opened(board) as pilot:
        await pilot.press("2", "g", *"Tea", "enter")
        await pilot.pause()
        assert "Tea Answers 1 card" in text(of(pilot))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Tea" in text(of(pilot)), "back where it can be changed"
        assert themed(board) == {}
        await pilot.press("enter", "enter")
        await until_said(pilot, "put into a new theme")
        await pilot.press("g", "enter", *"Rest", "enter")
        await until_said(pilot, "“Rest”. u undo")
    assert {len(answers) for answers in themed(board).values()} == {1}


async def test_a_title_that_may_tell_who_somebody_is_is_always_shown_and_enter_alone_puts_nothing(
    board: Workspace,
) -> None:
    answered(board, "One")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "g", *"Room 12 waits", "enter")
        await pilot.pause()
        assert "“Room 12”: a room or flat" in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "Room 12 waits" in text(of(pilot))
        assert themed(board) == {}


async def test_marked_answers_go_into_a_theme_that_is_there(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    answered(board, "Two", "Three")
    async with opened(board) as pilot:
        await pilot.press("2", "space", "down", "space", "g", "down", "enter")
        await until_said(pilot, "2 answers put into “Rushed”. u undo")
        assert marked(pilot) == []
        assert "Every answer is in a theme." in text(of(pilot))
        await pilot.press("u")
        await until_said(pilot, "Took back your grouping")
    assert themed(board) == {"Rushed": {"One"}}


async def test_with_none_marked_the_answer_in_hand_is_grouped(board: Workspace) -> None:
    board.new_theme("Rushed")
    answered(board, "One", "Two")
    async with opened(board) as pilot:
        await pilot.press("2", "down")
        word = in_hand(pilot)
        await pilot.press("g", "down", "enter")
        await until_said(pilot, "1 answer put into “Rushed”")
    assert themed(board) == {"Rushed": {word}}


async def test_a_theme_is_made_of_the_marked_in_one_step_or_empty_without(board: Workspace) -> None:
    answered(board, "One", "Two")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "space", "n", *"Tea", "enter")
        await until_said(pilot, "1 answer put into a new theme, “Tea”")
        await pilot.press("n")
        await until_said(pilot, "A new theme, empty as yet")
        await pilot.press(*"Rest", "enter")
        await until_said(pilot, "A new theme, “Rest”. u undo")
    assert {title: len(answers) for title, answers in themed(board).items()} == {"Tea": 1, "Rest": 0}


async def test_a_title_that_is_missing_or_too_long_is_asked_for_again_with_what_was_typed(board: Workspace) -> None:
    answered(board, "One")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "g", "enter", "enter")
        await until_said(pilot, "It has no title yet.")
        await pilot.press(*"x" * (LINE_LIMIT + 1), "enter")
        await until_said(pilot, f"That is {LINE_LIMIT + 1} characters")
        await pilot.press("backspace", "enter")
        await until_said(pilot, "put into a new theme")
    assert {*themed(board)} == {"x" * LINE_LIMIT}


# Marks


async def test_the_count_of_the_marked_is_in_sight_in_words_and_escape_unmarks() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "space")
        await pilot.pause()
        assert "1 answer is marked. g groups it, esc unmarks." in text(of(pilot))
        await pilot.press("down", "space", "up", "space")
        await pilot.pause()
        assert len(marked(pilot)) == 1
        await pilot.press("down", "down", "space")
        await pilot.pause()
        assert "2 answers are marked. g groups them, esc unmarks." in text(of(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert marked(pilot) == []
        assert "space marks answers" in text(of(pilot))


async def test_marks_survive_the_filter_other_lists_and_other_modes() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "space", "slash", *"forms", "enter")
        await pilot.pause()
        assert "1 answer is marked, not in this list. g groups it" in text(of(pilot))
        await pilot.press("space", "escape", "right", "right", "1", "2")
        await pilot.pause()
        assert marked(pilot) == ["I sit down before I open the folder.", "Two forms for one incident; "
                                 "I finish them at home."]  # fmt: skip


async def test_marks_and_highlight_stay_on_their_cards_when_others_change_the_board() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "down", "space", "down")
        await pilot.pause()
        before, word = marked(pilot), in_hand(pilot)
        app = of(pilot)
        assert isinstance(app, StillApp)
        made = pooling()
        first = next(answer for answer in made.answers if answer.text.startswith("I sit"))
        app.see(without(made, first))
        await pilot.pause()
        assert (marked(pilot), in_hand(pilot)) == (before, word)
        marked_one = next(answer for answer in made.answers if answer.text == before[0])
        app.see(without(made, marked_one))
        await pilot.pause()
        assert marked(pilot) == []
        app.see(made)
        await pilot.pause()
        assert marked(pilot) == before, "it came back, as it does after an undo"


def without(board: Board, answer: Answer) -> Board:
    from msgspec.structs import replace

    return replace(board, answers=tuple(one for one in board.answers if one.path != answer.path))


async def test_a_click_on_the_box_marks_and_one_beside_it_takes_in_hand() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2")
        await pilot.pause()
        answers = pool(pilot).answers
        await pilot.click(answers, offset=(4, 4))
        await pilot.pause()
        assert marked(pilot) == ["Thank people while it is still the same week."]
        assert in_hand(pilot) == "Thank people while it is still the same week."
        await pilot.click(answers, offset=(12, 1))
        await pilot.pause()
        assert in_hand(pilot) == "I sit down before I open the folder."
        assert len(marked(pilot)) == 1
        await pilot.click(answers, offset=(4, 4))
        await pilot.pause()
        assert marked(pilot) == []


# What is shown


async def test_only_what_is_ungrouped_is_shown_first_and_all_answers_say_their_theme() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "6 of 9 answers are in no theme yet." in text(of(pilot))
        assert len(pool(pilot).answers.rows) == 6
        await pilot.press("right", "end")
        await pilot.pause()
        assert len(pool(pilot).answers.rows) == 9
        assert "In “Rushed mornings”. Sam." in text(of(pilot))


async def test_question_and_principle_of_the_answer_in_hand_stay_in_sight() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "end")
        await pilot.pause()
        shown = text(of(pilot))
        assert "We look after each other How does my organisation embody this principle?" in shown


async def test_the_filter_finds_answers_and_says_where_nothing_is() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "slash", *"breakfast", "enter")
        await pilot.pause()
        assert "Nothing in this list holds those words. Others do" in text(of(pilot))
        await pilot.press("right", "tab")
        await pilot.pause()
        assert in_hand(pilot) == "Breakfast comes when the rota says so."
        assert "1 found" in text(of(pilot))
        await pilot.press("slash", *"xyz", "enter")
        await pilot.pause()
        assert "Nothing here holds those words. esc shows every answer again." in text(of(pilot))


async def test_a_narrow_screen_shows_one_side_at_a_time() -> None:
    async with a_still(pooling(), (60, 20)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "tab: themes" in text(of(pilot))
        assert "Themes, 2" not in text(of(pilot))
        await pilot.press("tab", "end")
        await pilot.pause()
        assert in_hand(pilot) == "What keeps us well"
        await pilot.press("tab")
        await pilot.pause()
        assert "4 of 4 · What keeps us well" in text(of(pilot))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Themes, 2" in text(of(pilot))
        assert "Nothing is in this theme yet." in text(of(pilot))


async def test_a_theme_that_somebody_takes_off_the_board_while_it_is_shown_leaves_the_ungrouped() -> None:
    from msgspec.structs import replace

    async with a_still(pooling()) as pilot:
        await pilot.press("2", "right", "right")
        await pilot.pause()
        assert "Nobody has time before nine." in text(of(pilot))
        app, made = of(pilot), pooling()
        assert isinstance(app, StillApp)
        app.see(replace(made, themes=made.themes[1:]))
        await pilot.pause()
        assert "9 of 9 answers are in no theme yet." in text(app)
        assert len(pool(pilot).answers.rows) == 9


# The theme itself


async def test_answers_are_taken_out_to_no_theme_or_into_a_new_one(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One", "Two", "Three"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "right")
        await pilot.pause()
        one = in_hand(pilot)
        await pilot.press("space", "o", "enter")
        await until_said(pilot, "1 answer taken out. u undo")
        assert board.board().ungrouped[0].text == one
        await pilot.press("right")
        await pilot.pause()
        other = in_hand(pilot)
        await pilot.press("o", "down", "enter", *"Tea", "enter")
        await until_said(pilot, "put into a new theme, “Tea”")
    assert themed(board)["Tea"] == {other}
    assert len(themed(board)["Rushed"]) == 1


async def test_a_theme_is_renamed(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "right", "r", *" mornings", "enter")
        await until_said(pilot, "Renamed. u undo")
        assert "Rushed mornings" in text(of(pilot))
    assert themed(board) == {"Rushed mornings": {"One"}}


async def test_two_themes_are_put_together_in_one_change(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    board.new_theme("Late", answered(board, "Two"))
    async with opened(board) as pilot:
        await pilot.press("2", "right")
        gone = getattr(pool(pilot).shown_theme, "title", "")
        await pilot.press("m", "enter")
        await until_said(pilot, "Put together in")
        assert len(themed(board)) == 1
        assert gone not in themed(board)
        assert {"One", "Two"} in themed(board).values()
        assert "2 answers" in text(of(pilot)), "the other theme is shown now"
        await pilot.press("u")
        await until_said(pilot, "Took back putting two themes together")
    assert themed(board) == {"Rushed": {"One"}, "Late": {"Two"}}


async def test_a_summary_is_written_kept_and_put_on_the_board(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "tab", "end", "e", *"Nobody sits.")
        await pilot.pause()
        assert isinstance(of(pilot).screen, ThemeEditor)
        assert "· One" in text(of(pilot)), "what people said stays in sight"
        await pilot.press("escape")
        await until_said(pilot, "Your unfinished words are kept on this computer.")
        assert [draft.fields["summary"] for draft in board.drafts()] == ["Nobody sits."]
        assert "Unfinished words here." in text(of(pilot))
        await pilot.press("e", "end", *" Ever.", "ctrl+s")
        await until_said(pilot, "Changed on the board. u undo")
        assert "Nobody sits. Ever." in text(of(pilot)) or "Ever." in board.board().themes[0].summary
    assert board.board().themes[0].summary == "Nobody sits. Ever."
    assert board.drafts() == ()


async def test_a_theme_without_a_title_is_not_put_on_the_board(board: Workspace) -> None:
    board.new_theme("Tea", answered(board, "One"))
    async with opened(board) as pilot:
        await pilot.press("2", "tab", "end", "e", "shift+tab", *["backspace"] * 3, "ctrl+s")
        await until_said(pilot, "It has no title yet.")
        assert themed(board) == {"Tea": {"One"}}


async def test_what_a_colleague_changes_while_a_summary_is_written_is_kept_beside_it(board: Workspace) -> None:
    theme = board.new_theme("Tea", answered(board, "One"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "tab", "end", "e", *"Mine")
        with a_second_window(board) as other:
            other.change(theme, {"title": "Tea first"})
        await until_said(pilot, "Somebody changed this card meanwhile.")
        await pilot.press("ctrl+s")
        await until_said(pilot, "together with what somebody changed meanwhile")
    (now,) = board.board().themes
    assert (now.title, now.summary) == ("Tea first", "Mine")


def a_second_window(board: Workspace) -> Workspace:
    """A second window on the same board."""
    import kindboard

    return kindboard.open(board.root)


async def test_kept_words_about_a_theme_are_put_on_the_board_by_p(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        await pilot.press("2", "tab", "end", "e", *"Slow.", "escape", "p")
        await until_said(pilot, "This goes on the board")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
    assert board.board().themes[0].summary == "Slow."


async def test_a_plan_item_from_a_theme_keeps_its_sources(board: Workspace) -> None:
    theme = board.new_theme("Rushed", answered(board, "One", "Two"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "tab", "end", "l", "down", "enter")
        await pilot.pause()
        assert isinstance(of(pilot).screen, PlanEditor)
        shown = text(of(pilot))
        assert "START" in shown
        assert "It keeps the 3 cards it comes from." in shown
        await pilot.press("home", *"Less ", "ctrl+s")
        await until_said(pilot, "Put on the board. u undo")
        assert "In the plan" in text(of(pilot))
    (item,) = board.board().plan
    assert isinstance(item, PlanItem)
    assert (item.column, item.title, item.principles) == ("start", "Less Rushed", ("walk-a-mile",))
    assert {*item.sources} == {theme.id, *(answer.id for answer in board.board().answers)}


async def test_an_answer_in_no_theme_goes_into_the_plan_and_tells_what_became_of_it(board: Workspace) -> None:
    (answer,) = answered(board, "The rota comes too late")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "l", "down", "enter", *"Rota by Monday", "ctrl+s")
        await until_said(pilot, "Put on the board. u undo")
        await pilot.press("enter")
        await until_said(pilot, "What became of it")
        assert "START, planned: Rota by Monday" in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "From 1 card")
        await pilot.press("escape", "l")
        await until_said(pilot, "Into which part of the plan? “The rota comes too late”")
    (item,) = board.board().plan
    assert (item.title, item.column, item.sources) == ("Rota by Monday", "start", (answer.id,))
    assert item.principles == (answer.principle,)


async def test_an_answer_in_a_theme_tells_of_the_theme_and_of_what_was_planned_from_that(board: Workspace) -> None:
    cards = answered(board, "One")
    theme = board.new_theme("Rushed mornings", cards)
    board.add("plan", {"column": "stop", "title": "Fewer visits", "sources": [theme.id], "status": "done"})
    async with opened(board) as pilot:
        await pilot.press("2", "right", "right", "enter")
        await until_said(pilot, "What became of it")
        await until_said(pilot, "Theme: Rushed mornings")
        today = short_day(board.today, board.today)
        await until_said(pilot, f"STOP, done {today}: Fewer visits")
        await pilot.press("enter")
        await until_said(pilot, f"STOP, done {today}: Fewer visits")
        assert "· One" in text(of(pilot))


def planned(pilot: Pilot[None]) -> str:
    """What is in hand in Plan."""
    screen = of(pilot).screen
    assert isinstance(screen, Plan)
    item = screen.in_hand
    assert isinstance(item, PlanItem)
    return item.title


async def test_what_became_of_an_answer_tells_when_it_was_done(board: Workspace) -> None:
    (answer,) = answered(board, "The rota comes too late")
    item = board.add("plan", {"column": "start", "title": "Rota by Monday", "sources": [answer.id]})
    async with opened(board) as pilot:
        await pilot.press("2", "enter")
        await until_said(pilot, "START, planned: Rota by Monday")
        board.change(item, {"status": "done"})
        of(pilot).refresh_board()
        await until_said(pilot, f"START, done {short_day(board.today, board.today)}: Rota by Monday")


async def test_a_plan_item_made_in_pool_is_in_hand_when_plan_is_gone_to(board: Workspace) -> None:
    answered(board, "The rota comes too late")
    board.add("plan", {"column": "stay", "title": "Tea together"})
    board.add("plan", {"column": "stay", "title": "Handover in person"})
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("3", "2", "l", "down", "down", "enter", *"Rota by Monday", "ctrl+s")
        await until_said(pilot, "Put on the board. u undo")
        await pilot.press("3")
        assert planned(pilot) == "Rota by Monday"
        await pilot.press("up", "2", "3")
        assert planned(pilot) != "Rota by Monday"


async def test_a_plan_item_that_was_taken_back_again_is_not_in_hand(board: Workspace) -> None:
    answered(board, "The rota comes too late")
    board.add("plan", {"column": "stop", "title": "Late rotas"})
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "l", "down", "enter", *"Rota by Monday", "ctrl+s")
        await until_said(pilot, "Put on the board. u undo")
        await pilot.press("u")
        await until_said(pilot, "It says “Rota by Monday”.")
        await pilot.press("enter")
        await until(pilot, lambda: len(board.board().plan) == 1, "it is taken back")
        await pilot.press("3")
        assert planned(pilot) == "Late rotas"


# The order


async def test_v_sorts_by_question_and_back_and_the_answer_stays_in_hand() -> None:
    async with a_still(pooling()) as pilot:
        await pilot.press("2", "right")
        first = [row.value for row in pool(pilot).answers.rows]
        await pilot.press("down")
        held = in_hand(pilot)
        await pilot.press("v")
        await pilot.pause()
        asked = [answer.question for answer in (row.value for row in pool(pilot).answers.rows)]
        assert asked == sorted(asked, key=QUESTIONS.index)
        assert asked != [answer.question for answer in first]
        assert in_hand(pilot) == held
        assert "Sorted by question. v sorts the other way." in text(of(pilot))
        await pilot.press("v")
        await pilot.pause()
        assert [row.value for row in pool(pilot).answers.rows] == first


# A title that is there already


@pytest.mark.parametrize(("choice", "themes"), [(0, 1), (1, 2)])
async def test_a_title_that_is_there_offers_that_theme(board: Workspace, choice: int, themes: int) -> None:
    board.new_theme("Rushed  mornings", [])
    answered(board, "One")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "space", "n", *"rushed mornings", "enter")
        await until_said(pilot, "There is a theme called “Rushed mornings” already.")
        assert "Put this answer into that one" in text(of(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert "rushed mornings" in text(of(pilot)), "what was typed is there"
        await pilot.press("enter", *["down"] * choice, "enter")
        await until_said(pilot, "1 answer put into")
    assert len(board.board().themes) == themes
    assert board.board().ungrouped == ()


async def test_a_theme_renamed_to_the_title_of_another_is_put_together_with_it(board: Workspace) -> None:
    one, two = answered(board, "One", "Two")
    mornings = board.new_theme("Mornings", [one])
    board.new_theme("Rota", [two])
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2")
        pool(pilot).open(mornings.path)
        await pilot.press("r", *["backspace"] * 8, *"Rota", "enter")
        await until_said(pilot, "There is a theme called “Rota” already.")
        await pilot.press("enter")
        await until_said(pilot, "Put together in “Rota”. u undo")
    assert themed(board) == {"Rota": {"One", "Two"}}


async def test_a_plan_item_can_be_put_as_the_theme_filled_it_in_and_left_without_a_trace(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2", "tab", "end", "l", "enter", "escape")
        await pilot.pause()
        assert isinstance(of(pilot).screen, Pool)
        assert board.drafts() == ()
        await pilot.press("l", "enter", "ctrl+s")
        await until_said(pilot, "Put on the board. u undo")
    assert [item.title for item in board.board().plan] == ["Rushed"]


# Verbs that every card has


async def test_me_too_and_a_note_and_the_story_of_answers_and_of_themes(board: Workspace) -> None:
    board.set_name("Jo")
    board.new_theme("Rushed", answered(board, "One"))
    board.set_name("Sam")
    async with opened(board) as pilot:
        await pilot.press("2", "right", "a")
        await until_said(pilot, "You say it, too. u undo")
        await pilot.press("t", *"Still so", "ctrl+s", "enter")
        await until_said(pilot, "Note added. u undo")
        await pilot.press("h")
        await until_said(pilot, "a note")
        await pilot.press("escape", "tab", "end", "a")
        await until_said(pilot, "You say it, too. u undo")
        assert "Others say it too" in text(of(pilot))
        await pilot.press("t", *"Since spring", "ctrl+s")
        await until_said(pilot, "1 note")
        await pilot.press("h")
        await until_said(pilot, "Sam: added a note.")
    (answer,), (theme,) = board.board().answers, board.board().themes
    for card, words in ((answer, "Still so"), (theme, "Since spring")):
        assert isinstance(card, Answer | Theme)
        assert len(card.echoes) == 1
        assert [note.text for note in card.notes.values()] == [words]


async def test_a_removed_theme_leaves_its_answers_ungrouped_and_comes_back_with_undo(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        await pilot.press("2", "tab", "end", "x")
        await until_said(pilot, "Take this theme off the board, for everybody? Its answers stay. “Rushed”")
        await pilot.press("down", "enter")
        await until_said(pilot, "Taken off the board. u undo")
        assert [answer.text for answer in board.board().ungrouped] == ["One"]
        await pilot.press("u")
        await until_said(pilot, "The theme is back on the board.")
    assert themed(board) == {"Rushed": {"One"}}


async def test_an_answer_is_edited_and_removed_from_here(board: Workspace) -> None:
    answered(board, "One", "Two")
    async with opened(board) as pilot:
        leaves_are_known(pilot)
        await pilot.press("2")
        word = in_hand(pilot)
        await pilot.press("e", "end", *"!", "ctrl+s")
        await until_said(pilot, "Changed on the board. u undo")
        assert f"{word}!" in {answer.text for answer in board.board().answers}
        await pilot.press("x", "down", "enter")
        await until_said(pilot, "Taken off the board. u undo")
    assert len(board.board().answers) == 1


async def test_a_theme_is_saved_to_a_file_with_its_answers(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One"))
    async with opened(board) as pilot:
        await pilot.press("2", "tab", "end", "f")
        await until_said(pilot, "Saved in")
        words = of(pilot).said
    (file,) = Path.home().rglob(words.rpartition(" ")[2])
    saved = file.read_text(encoding="utf-8")
    assert "Rushed" in saved
    assert "One" in saved


# Two people


async def test_two_themes_chosen_at_once_are_told_by_their_titles_and_settled(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        answered(team.members[0], "One")
        team.sync()
        for member in team:
            member.new_theme(f"By {member.name}", member.board().answers)
        team.sync()
        sam = team.members[0]
        (answer,) = sam.board().answers
        other = sam.board().cards[str(answer.also[0].value)]
        async with opened(sam) as pilot:
            await pilot.press("2", "enter")
            await until_said(pilot, "the other theme:")
            assert f"the other theme: {getattr(other, 'title', '')}" in text(of(pilot))
            await pilot.press("down", "enter")
            await until_said(pilot, "The other is on the card now.")
        (now,) = sam.board().answers
        assert (now.theme, now.also) == (other.id, ())


async def test_a_colleagues_grouping_comes_in_while_answers_are_marked(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        answered(sam, "One", "Two", "Three")
        team.sync()
        async with opened(sam) as pilot:
            leaves_are_known(pilot)
            await pilot.press("2", "space", "down", "space")
            before = marked(pilot)
            jo.new_theme("By Jo", [answer for answer in jo.board().answers if answer.text == before[0]])
            assert jo.sync(now=True).state == "synced"
            await pilot.press("s")
            await until(pilot, lambda: "By Jo" in text(of(pilot)), "Jo's theme")
            assert marked(pilot) == before
            await pilot.press("g", "enter", *"By Sam", "enter")
            await until_said(pilot, "2 answers put into a new theme, “By Sam”")
        team.sync()
        for member in team:
            assert themed(member) == {"By Jo": set(), "By Sam": {*before}}
