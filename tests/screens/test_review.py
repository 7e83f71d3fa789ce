"""Review: what is due first, then and now, any day before, and a review that is held on the screen."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.cards.cards import PlanItem
from kindboard.tui.parts.card_list import CardList
from kindboard.verbs.plan import move
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import same_as_golden, text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", f"{day}T10:00:00+00:00")


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Begun in March; an answer in April; in November one item is due and one is to be kept."""
    on(monkeypatch, "2026-03-02")
    workspace = a_workspace(tmp_path)
    on(monkeypatch, "2026-04-10")
    workspace.add("answer", {**WHERE, "text": "We ask twice."})
    on(monkeypatch, "2026-05-04")
    workspace.add("plan", {"column": "start", "title": "Ten quiet minutes", "review_by": date(2026, 6, 1)})
    workspace.add("plan", {"column": "stay", "title": "Tea before paperwork"})
    on(monkeypatch, "2026-11-23")
    return workspace


def plan(workspace: Workspace) -> dict[str, PlanItem]:
    return {item.title: item for item in workspace.board().plan}


async def read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: of(pilot).looked_back is not None, "the past")


async def at_review(pilot: Pilot[None]) -> None:
    await pilot.press("4")
    await read(pilot)


async def test_what_is_due_stands_first_then_what_was_to_be_kept_then_what_moved(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await until_said(pilot, "What moved")
            shown = text(of(pilot))
    places = [shown.index(words) for words in ("Ten quiet minutes", "Tea before", "From 2 Mar 2026", "New in START")]
    assert places == sorted(places)
    assert "Did we keep it? Not asked yet" in shown


async def test_on_a_low_screen_what_is_due_is_in_sight_beside_the_figures(board: Workspace) -> None:
    items = plan(board)
    for need in ("funding", "staffing", "training"):
        fields = {"column": "stop", "title": f"Without {need}", "needs": (need,), "review_by": date(2026, 7, 1)}
        board.add("plan", fields)
    assert items
    with board:
        async with opened(board, (40, 10)) as pilot:
            await at_review(pilot)
            assert "> Ten quiet minutes" in text(of(pilot))
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026. esc: today")
            await read(pilot)
            assert "Tea before paperwork" in text(of(pilot))


async def test_every_sentence_can_be_read_with_the_keys(board: Workspace) -> None:
    with board:
        async with opened(board, (80, 24)) as pilot:
            await at_review(pilot)
            await until_said(pilot, "From 2 Mar 2026")
            await pilot.press("end")
            await until_said(pilot, "Whose voice is missing?")
            await pilot.press("enter")
            assert "Nobody has said anything yet" in text(of(pilot))


async def test_one_steps_back_and_forward_through_the_days_and_nothing_of_what_was_can_be_changed(
    board: Workspace,
) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            await read(pilot)
            assert "Ten quiet minutes" in text(of(pilot))
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026")
            await read(pilot)
            assert "Ten quiet minutes" not in text(of(pilot))
            assert "1 of 28 questions" in text(of(pilot))
            await pilot.press("x", "t", "e", "enter", "v")
            await pilot.pause()
            assert len(of(pilot).screen_stack) == 1
            await pilot.press(*["left_square_bracket"] * 3)
            await until_said(pilot, "As it was on 2 Mar 2026")
            await pilot.press("right_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026")
            await pilot.press("escape")
            await until_said(pilot, "1 plan item waited for a look")
            assert of(pilot).day is None
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            await pilot.press("right_square_bracket")
            await until_said(pilot, "1 plan item waited for a look")


async def test_every_mode_shows_the_board_of_a_day_gone_by_to_read_and_escape_leads_to_today(board: Workspace) -> None:
    kept = {card.path: card.raw for card in board.board()}
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket", "left_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026, to read. esc goes back to today.")
            await pilot.press("3")
            await until_said(pilot, "Plan")
            assert "As it was on 10 Apr 2026" in text(of(pilot))
            assert "Ten quiet minutes" not in text(of(pilot))
            await pilot.press("n")
            await until_said(pilot, "A day gone by is to read, and no more.")
            await pilot.press("1", "full_stop", "full_stop", "right", "right")
            await until_said(pilot, "We ask twice.")
            for key in ("e", "a", "t", "x", "p", "u", "n"):
                await pilot.press(key)
                await pilot.pause()
                assert len(of(pilot).screen_stack) == 1, key
            await pilot.press("enter")
            await until_said(pilot, "An answer")
            assert "As it was on 10 Apr 2026" in text(of(pilot))
            assert "Me too" not in text(of(pilot))
            await pilot.press("escape", "escape")
            await until_said(pilot, "New answer")
            assert of(pilot).day is None
    assert {card.path: card.raw for card in board.board()} == kept


async def test_one_goes_to_the_first_day_to_a_day_by_its_name_and_back_to_today(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_curly_bracket")
            await until_said(pilot, "As it was on 2 Mar 2026")
            await pilot.press("g")
            await until_said(pilot, "Which day do you want to see?")
            await pilot.press(*"soon", "enter")
            await until_said(pilot, '"soon" is not a day.')
            await pilot.press(*["backspace"] * 4, *"1 March", "enter")
            await until_said(pilot, "There was no board yet on 1 Mar 2026. It began on 2 Mar 2026.")
            await pilot.press(*["backspace"] * 7, *"30 June", "enter")
            await until_said(pilot, "As it was on 30 Jun 2026")
            assert "Ten quiet minutes" in text(of(pilot))
            await pilot.press("2", "right_curly_bracket")
            await pilot.pause()
            assert "As it was" not in text(of(pilot))


async def test_a_day_is_given_a_name_and_is_gone_to_by_it(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket", "n")
            await until_said(pilot, "What is 4 May 2026 called?")
            await pilot.press(*"last week", "enter")
            await until_said(pilot, "“last week” says a day by itself.")
            await pilot.press("n", *"Before the inspection", "enter")
            await until_said(pilot, "4 May 2026 is called “Before the inspection” now.")
            await until_said(pilot, "As it was on 4 May 2026, Before the inspection, to read.")
            await pilot.press("escape", "n")
            await until_said(pilot, "What is 23 Nov 2026 called?")
            await pilot.press(*"before the  inspection", "enter")
            await until_said(pilot, "4 May 2026 is called “before the inspection” already.")
            await pilot.press("g")
            await until_said(pilot, "Or one of these: Before the inspection 4 May 2026")
            await pilot.press(*"before THE inspection", "enter")
            await until_said(pilot, "As it was on 4 May 2026, Before the inspection, to read.")
        (named,) = board.board().about.days.values()
        assert (named.day, named.name) == (date(2026, 5, 4), "Before the inspection")
        assert board.story()[0].sentence == ("23 Nov 2026, Sam: gave a day a name on the board “Riverside Day Team”.")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((100, 40), "START 4 May 2026 23 Nov 2026 “Ten quiet minutes” planned done. They are quiet."),
        ((40, 16), "START “Ten quiet minutes” 4 May 2026: planned 23 Nov 2026: done. They are quiet."),
    ],
)
async def test_two_days_stand_side_by_side_or_below_each_other(
    board: Workspace, size: tuple[int, int], words: str
) -> None:
    items = plan(board)
    board.change(items["Ten quiet minutes"], {"status": "done", "outcome": "They are quiet"})
    board.place(items["Tea before paperwork"], "stop")
    with board:
        async with opened(board, size) as pilot:
            await at_review(pilot)
            await pilot.press("c")
            await until_said(pilot, "Since which day?")
            await pilot.press(*"4 May", "enter")
            await until_said(pilot, "Then and now")
            await until_said(pilot, "“Tea before")
            for _ in range(12):
                if words in text(of(pilot)):
                    break
                await pilot.press("down")
            assert words in text(of(pilot))
            assert "STAY, planned" in text(of(pilot)) or size[0] < 100


async def test_what_was_dragged_on_a_day_gone_by_stays_where_it_was(board: Workspace) -> None:
    with board:
        async with opened(board, (120, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            await pilot.press("3")
            await until_said(pilot, "Ten quiet minutes")
            item = plan(board)["Ten quiet minutes"]
            assert not of(pilot).attempt(lambda: move(board, item, "stop"))
            await until_said(pilot, "A day gone by is to read, and no more.")
        assert plan(board)["Ten quiet minutes"].column == "start"


async def test_the_past_may_come_while_a_card_is_read_and_a_colleagues_news_while_a_day_gone_by_is(
    board: Workspace,
) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("enter")
            await until_said(pilot, "A plan item")
            of(pilot).read_past()
            look = of(pilot).past
            assert look is not None
            of(pilot).past_seen(look)
            await pilot.press("escape", "left_square_bracket", "left_square_bracket")
            await until_said(pilot, "As it was on 10 Apr 2026")
            board.add("plan", {"column": "stop", "title": "Rushing mornings"})
            of(pilot).refresh_board()
            await read(pilot)
            await pilot.press("3")
            await pilot.pause()
            assert "Rushing mornings" not in text(of(pilot))
            await pilot.press("escape")
            await until_said(pilot, "Rushing mornings")


async def test_a_day_whose_board_can_not_be_read_is_not_shown(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Board:
        raise OSError

    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            monkeypatch.setattr(board, "look_back", fails)
            await pilot.press("left_square_bracket")
            await until_said(pilot, "The board's history can't be read just now.")
            assert (of(pilot).day, of(pilot).wanted_day) == (None, None)
            assert "As it was" not in text(of(pilot))


async def test_who_turns_back_while_a_day_is_read_can_go_there_again(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            app = of(pilot)
            for _ in range(3):
                app.stand_on(date(2026, 5, 4))
                app.stand_on(None)
                await until(pilot, lambda: app._reading is None, "the day that nobody waits for")
            assert app.day is None
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")


async def test_a_day_gone_by_stays_in_sight_when_it_can_not_be_read_again(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[object] = []

    def fails(*_: object, **__: object) -> Board:
        times.append(None)
        raise OSError

    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("left_square_bracket")
            await until_said(pilot, "As it was on 4 May 2026")
            monkeypatch.setattr(board, "look_back", fails)
            board.add("plan", {"column": "stop", "title": "Rushing mornings"})
            of(pilot).refresh_board()
            await until(pilot, lambda: bool(times), "another look")
            await read(pilot)
            assert "As it was on 4 May 2026" in text(of(pilot))
            assert "Ten quiet minutes" in text(of(pilot))
            assert len(times) == 1


async def test_what_others_save_meanwhile_is_looked_at_again(board: Workspace) -> None:
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            board.add("plan", {"column": "stop", "title": "Rushing mornings"})
            of(pilot).refresh_board()
            await until_said(pilot, "New in STOP: “Rushing mornings”")


async def test_a_review_is_held_one_item_at_a_time_and_the_next_begins_from_it(board: Workspace) -> None:
    with board:
        async with opened(board, (80, 24)) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "How does it stand? (1 of 2)")
            await pilot.press("enter")
            await until_said(pilot, "A note for the next review?")
            await pilot.press(*"Most days", "enter")
            await until_said(pilot, "When do you look at it again?")
            await pilot.press(*"soon", "enter")
            await until_said(pilot, '"soon" is not a day')
            await pilot.press(*["backspace"] * 4, *"in 6 weeks", "enter")
            await until_said(pilot, "Did we keep it? (2 of 2)")
            await pilot.press("down", "enter")
            await until_said(pilot, "What came of it?")
            await pilot.press(*"A habit", "enter")
            await until_said(pilot, "What does the review come to?")
            await pilot.press(*"We began", "enter")
            await until_said(pilot, "Written down, for 23 Nov 2026.")
            assert "Hold a review" not in text(of(pilot))
        items = plan(board)
        (review,) = board.board().reviews
    (going,), (done,) = (tuple(item.checks.values()) for item in items.values())
    assert (review.summary, going.review, done.review) == ("We began", review.id, review.id)
    assert {(going.answer, going.note), (done.answer, done.note)} == {("going", "Most days"), ("done", "")}
    assert (items["Ten quiet minutes"].status, items["Ten quiet minutes"].review_by) == ("under way", date(2027, 1, 4))
    assert (items["Tea before paperwork"].status, items["Tea before paperwork"].outcome) == ("done", "A habit")


async def test_what_was_kept_may_say_why_it_works(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            await pilot.press("n")
            await until_said(pilot, "(2 of 2)")
            await pilot.press("k")
            await until_said(pilot, "Why does it work?")
            await pilot.press(*"We sit down", "enter")
            await until_said(pilot, "What does the review come to?")
        (check,) = plan(board)["Tea before paperwork"].checks.values()
    assert (check.answer, check.note) == ("kept", "We sit down")


async def test_one_key_says_how_an_item_stands_and_the_next_review_begins_with_what_was_found(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "s It slipped n Leave it for now")
            await pilot.press("s")
            await until_said(pilot, "What got in its way?")
            await pilot.press(*"The rota", "enter")
            await until_said(pilot, "When do you look at it again?")
            await pilot.press("enter")
            await until_said(pilot, "Did we keep it? (2 of 2)")
            await pilot.press("l")
            await until_said(pilot, "What came of it?")
            await pilot.press("enter")
            await until_said(pilot, "What does the review come to?")
            await pilot.press("enter")
        items = plan(board)
        assert (items["Ten quiet minutes"].status, items["Tea before paperwork"].status) == ("planned", "let go")
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:00:00+00:00")
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "How does it stand? (1 of 1)")
            assert "Last time slipped. The rota." in text(of(pilot))


@pytest.mark.parametrize("choice", ["go on", "anew"])
async def test_a_review_that_was_broken_off_is_gone_on_with_on_another_day(
    board: Workspace, monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            await pilot.press("s")
            await until_said(pilot, "What got in its way?")
            await pilot.press("enter")
            await until_said(pilot, "When do you look at it again?")
            await pilot.press("enter")
            await until_said(pilot, "(2 of 2)")
            await pilot.press("escape", "escape")
        (begun,) = board.board().reviews
        on(monkeypatch, "2026-11-25")
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "Go on with the review of 23 Nov 2026?")
            assert "1 plan item was not asked about yet." in text(of(pilot))
            await pilot.press(*["down"] * (choice == "anew"), "enter")
            if choice == "anew":
                await until_said(pilot, "(1 of 2)")
                await pilot.press("n")
            await until_said(pilot, "Did we keep it? (1 of 1)" if choice == "go on" else "Did we keep it? (2 of 2)")
            await pilot.press("k")
            await until_said(pilot, "Why does it work?")
            await pilot.press("enter")
            await until_said(pilot, "What does the review come to?")
            await pilot.press(*"In two parts", "enter")
            await until_said(pilot, f"Written down, for {'23' if choice == 'go on' else '25'} Nov 2026.")
        held = {review.held.day: review.summary or None for review in board.board().reviews}
        assert held == ({23: "In two parts"} if choice == "go on" else {23: None, 25: "In two parts"})
        (check,) = plan(board)["Tea before paperwork"].checks.values()
        assert (check.review == begun.id) == (choice == "go on")
        on(monkeypatch, "2026-11-27")
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")


async def test_a_review_of_long_ago_is_not_gone_on_with(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    board.look_at(plan(board)["Tea before paperwork"], "kept")
    on(monkeypatch, "2026-12-08")
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_holding_a_review_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    with board:
        async with opened(board, size) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            same_as_golden(of(pilot), f"holding-{size[0]}x{size[1]}")


async def test_of_what_ends_a_review_asks_whether_those_who_raised_it_were_told(board: Workspace) -> None:
    (answer,) = board.board().answers
    board.change(plan(board)["Ten quiet minutes"], {"sources": [answer.id]})
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            await pilot.press("down", "enter")
            await until_said(pilot, "What came of it?")
            await pilot.press(*"They are quiet", "enter")
            await until_said(pilot, "Have those who raised it been told?")
            await pilot.press("enter")
            await until_said(pilot, "(2 of 2)")
            await pilot.press("escape", "escape")
            await until_said(pilot, "Not that we know: “Ten quiet minutes”, done.")
            assert plan(board)["Ten quiet minutes"].told is None
            await pilot.press("3", "right")
            await until_said(pilot, "START, 1")
            await pilot.press("m", "down", "down", "enter")
            await until_said(pilot, "those who raised it were told")
        assert plan(board)["Ten quiet minutes"].told == date(2026, 11, 23)
        told = " ".join(happening.sentence for happening in board.story(plan(board)["Ten quiet minutes"]))
        assert "told those who raised it what came of it, on 23 Nov 2026" in told


async def test_a_review_can_be_left_at_any_question_and_what_was_found_stays(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await at_review(pilot)
            await pilot.press("v")
            await until_said(pilot, "(1 of 2)")
            await pilot.press("enter", "enter", "enter")
            await until_said(pilot, "(2 of 2)")
            await pilot.press("escape")
            await until_said(pilot, "What does the review come to?")
            await pilot.press("escape")
            await pilot.pause()
            assert len(of(pilot).screen_stack) == 1
        assert [len(item.checks) for item in board.board().plan] == [1, 0]


async def test_a_history_that_can_not_be_read_is_said_so(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Board:
        raise OSError

    monkeypatch.setattr(board, "look_back", fails)
    with board:
        async with opened(board) as pilot:
            await pilot.press("4")
            await until_said(pilot, "The board's history can't be read just now.")
            assert of(pilot).screen.query_one("#cards", CardList).rows


async def test_a_card_that_a_filter_hides_in_another_mode_was_not_taken_off(board: Workspace) -> None:
    board.add("answer", {**WHERE, "text": "Slow mornings."})
    with board:
        async with opened(board, (100, 40)) as pilot:
            await pilot.press("2")
            await until_said(pilot, "We ask twice.")
            await pilot.press("1", "full_stop", "full_stop", "right", "right")
            await until_said(pilot, "We ask twice.")
            await pilot.press("slash", *"slow", "enter")
            await pilot.pause()
            await pilot.press("2")
            await until_said(pilot, "Slow mornings.")
            assert "Taken off" not in text(of(pilot))


async def test_of_a_day_gone_by_an_answer_says_what_had_become_of_it_then(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (answer,) = board.board().answers
    for day, fields in (
        ("2026-05-10", {"status": "done", "sources": [answer.id]}),
        ("2026-06-10", {"status": "under way"}),
        ("2026-07-10", {"status": "done"}),
    ):
        on(monkeypatch, day)
        board.change(plan(board)["Ten quiet minutes"], fields)
    on(monkeypatch, "2026-11-23")
    with board:
        async with opened(board, (100, 40)) as pilot:
            await at_review(pilot)
            await pilot.press("g", *"20 May", "enter")
            await until_said(pilot, "As it was on 20 May 2026")
            await pilot.press("2", "right", "enter")
            await until_said(pilot, "START, done 10 May: Ten quiet minutes")
            await pilot.press("escape", "4", "right_curly_bracket")
            await until_said(pilot, "23 Nov 2026")
            await pilot.press("2", "enter")
            await until_said(pilot, "START, done 10 Jul: Ten quiet minutes")
