"""Reflect by its keys, on a real board."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer
from kindboard.tui.sheets import writing
from kindboard.words.days import spoken
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def said(workspace: Workspace, words: str, **fields: object) -> Answer:
    answer = workspace.add("answer", WHERE | {"text": words} | fields)
    assert isinstance(answer, Answer)
    return answer


async def test_an_answer_typed_is_on_the_board_after_it_was_shown_what_leaves(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Tea first", "ctrl+s")
        await pilot.pause()
        shown = text(of(pilot))
        assert "This goes on the board:" in shown
        assert "Tea first" in shown
        assert "Name: Sam. Day:" in shown
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
        assert "> Tea first" in text(of(pilot))
    assert [(a.text, a.by, a.question) for a in board.board().answers] == [("Tea first", "Sam", "self")]
    assert board.drafts() == ()


async def test_the_second_answer_of_a_sitting_needs_three_keys_beside_the_typing(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"One", "ctrl+s", "enter")
        await pilot.press("n", *"Two", "ctrl+s")
        await until_said(pilot, "Put on the board")
    assert {a.text for a in board.board().answers} == {"One", "Two"}


async def test_an_answer_goes_under_the_question_in_hand(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("full_stop", "right", "right", "n", *"x", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board")
    (answer,) = board.board().answers
    assert (answer.principle, answer.question) == ("safe-to-say", "improve")


async def test_escape_keeps_what_is_typed_on_this_computer(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Not yet", "escape")
        await until_said(pilot, "Kept on this computer")
        assert "Not yet Kept on this computer, not on the board." in text(of(pilot))
    assert board.board().answers == ()
    assert [draft.fields["text"] for draft in board.drafts()] == ["Not yet"]


@pytest.mark.parametrize(("kept", "words"), [(1, "1 draft is kept"), (3, "3 drafts are kept")])
async def test_what_is_unfinished_is_said_at_the_next_start(board: Workspace, kept: int, words: str) -> None:
    for n in range(kept):
        board.new_draft("answer", {"principle": "kindness-counts", "question": "self", "text": f"Before {n}"})
    async with opened(board) as pilot:
        await until_said(pilot, f"{words} on this computer, not on the board.")


async def test_where_nothing_is_unfinished_nothing_is_said_at_the_start(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.pause()
        assert of(pilot).said == ""


async def test_what_was_kept_is_in_hand_afterwards(board: Workspace) -> None:
    for n in range(3):
        board.new_draft("answer", {"principle": "kindness-counts", "question": "self", "text": f"Before {n}"})
    async with opened(board) as pilot:
        await pilot.press("n", *"Tea", "escape")
        await pilot.pause()
        assert "> Tea" in frame(of(pilot))


async def test_a_note_that_was_kept_leaves_its_answer_in_hand(board: Workspace) -> None:
    said(board, "One")
    async with opened(board) as pilot:
        await pilot.press("t", *"Not now", "escape")
        await until_said(pilot, "Your unfinished words are kept on this computer.")
        assert "> One" in frame(of(pilot))


async def test_an_editor_left_empty_keeps_nothing(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", "escape")
        await pilot.pause()
        assert "nobody yet" in text(of(pilot))
    assert board.drafts() == ()


async def test_p_puts_a_draft_on_the_board_after_naming_it(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "Kept words"})
    async with opened(board) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert "Kept words" in text(of(pilot))
        await pilot.press("down", "enter")
        assert board.board().answers == (), "not yet was chosen"
        await pilot.press("p", "enter")
        await until_said(pilot, "Put on the board")
    assert [a.text for a in board.board().answers] == ["Kept words"]


async def test_without_a_name_nothing_names_the_writer(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Hush", "tab", "space", "ctrl+s")
        await pilot.pause()
        assert "Name: none. Day:" in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "Put on the board")
    assert [(a.text, a.by) for a in board.board().answers] == [("Hush", None)]


async def test_no_name_chosen_for_a_draft_holds_until_it_is_put_on_the_board(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Hush", "tab", "space", "escape", "p")
        await pilot.pause()
        assert "Name: none. Day:" in text(of(pilot))
        await pilot.press("enter")
        await until_said(pilot, "Put on the board")
    assert [a.by for a in board.board().answers] == [None]


async def test_what_people_say_asks_how_it_was_heard(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("right", "right", "right", "n", *"Be on time", "tab", "right", "right", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board")
        assert "Heard directly" in text(of(pilot))
    assert [a.heard for a in board.board().answers] == ["directly"]


async def test_me_too_is_said_and_taken_back_and_never_counted(board: Workspace) -> None:
    said(board, "Tea first")
    board.set_name("Jo")
    async with opened(board) as pilot:
        await pilot.press("v", "a")
        await until_said(pilot, "You say it, too. u undo")
        assert "Others say it too." in text(of(pilot))
        await pilot.press("a")
        await until_said(pilot, "taken back")
        assert "Others say it too" not in text(of(pilot))


async def test_nobody_says_me_too_to_their_own_words(board: Workspace) -> None:
    said(board, "Tea first")
    async with opened(board) as pilot:
        assert "Me too" not in text(of(pilot))
        await pilot.press("a")
        await until_said(pilot, "These are your own words")
    assert not board.board().answers[0].echoes


async def test_news_of_the_last_key_that_comes_late_keeps_nothing_twice(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "KEEP_AFTER", 0.01)
    async with opened(board) as pilot:
        await pilot.press("n", *"Tea first")
        editor = of(pilot).screen
        assert isinstance(editor, writing.Writing)
        close = editor._close

        def closed(*told: object) -> None:
            close(*told)  # type: ignore[arg-type]
            editor.typed()

        monkeypatch.setattr(editor, "_close", closed)
        await pilot.press("ctrl+s", "enter")
        await until_said(pilot, "Put on the board. u undo")
        await pilot.pause()
    assert board.drafts() == ()


async def test_a_new_answer_that_is_taken_back_is_kept_here_and_can_be_brought_again(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Tea first", "ctrl+s", "enter")
        await until_said(pilot, "Put on the board. u undo")
        await pilot.press("u")
        await until_said(pilot, "Its words are kept on this computer.")
        assert board.board().answers == ()
        assert [draft.fields["text"] for draft in board.drafts()] == ["Tea first"]
        await pilot.press("ctrl+y")
        await until_said(pilot, "There again: a new answer.")
        assert [answer.text for answer in board.board().answers] == ["Tea first"]
        assert board.drafts() == ()


async def test_removing_asks_names_the_card_and_can_be_undone(board: Workspace) -> None:
    said(board, "Tea first")
    async with opened(board) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "“Tea first”" in text(of(pilot))
        await pilot.press("enter")
        assert board.board().answers, "the first choice leaves it"
        await pilot.press("x", "down", "enter")
        await until_said(pilot, "Taken off the board. u undo")
        assert board.board().answers == ()
        await pilot.press("u")
        await until_said(pilot, "The answer is back on the board.")
    assert [a.text for a in board.board().answers] == ["Tea first"]


async def test_a_draft_thrown_away_comes_back_with_undo(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "Half a thought"})
    async with opened(board) as pilot:
        await pilot.press("x", "down", "enter")
        await until_said(pilot, "Thrown away")
        assert board.drafts() == ()
        await pilot.press("ctrl+z")
        await until_said(pilot, "Half a thought")
    assert [d.fields["text"] for d in board.drafts()] == ["Half a thought"]


async def test_a_note_stands_under_the_answer_with_its_day(board: Workspace) -> None:
    said(board, "Tea first")
    async with opened(board) as pilot:
        await pilot.press("t", *"So true", "ctrl+s", "enter")
        await until_said(pilot, "Note added")
        assert "1 note" in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "Notes" in text(of(pilot))
        assert "Sam So true" in text(of(pilot))


async def test_my_own_answer_is_corrected_in_place(board: Workspace) -> None:
    said(board, "Tea")
    async with opened(board) as pilot:
        await pilot.press("e", "end", *" first", "ctrl+s", "enter")
        await until_said(pilot, "> Tea first")
    assert [a.text for a in board.board().answers] == ["Tea first"]


async def test_whoever_reads_an_answer_is_told_that_its_words_were_corrected(board: Workspace) -> None:
    answer = said(board, "I lisen.")
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("enter")
        await until_said(pilot, "Written ")
        assert "Words corrected" not in text(of(pilot))
        board.change(answer, {"text": "I listen."})
        await until_said(pilot, f"Words corrected {spoken(board.today)}; h shows the earlier ones.")


async def test_somebody_elses_answer_offers_a_note_before_a_correction(board: Workspace) -> None:
    said(board, "Coffee", by="Jo")
    async with opened(board) as pilot:
        await pilot.press("v", "e")
        await pilot.pause()
        assert "These are Jo's words." in text(of(pilot))
        await pilot.press("enter", *"Tea, too", "ctrl+s", "enter")
        await until_said(pilot, "Note added")
    (answer,) = board.board().answers
    assert answer.text == "Coffee"
    assert [note.text for note in answer.notes.values()] == ["Tea, too"]


async def test_the_filter_follows_each_letter_and_escape_shows_all(board: Workspace) -> None:
    said(board, "Tea first")
    said(board, "Cake second")
    async with opened(board) as pilot:
        await pilot.press("slash", *"cak")
        await pilot.pause()
        assert "Tea first" not in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "> Cake second" in text(of(pilot))
        assert 'filter "cak"' in text(of(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert "Tea first" in text(of(pilot))


async def test_comma_and_full_stop_change_the_principle_and_arrows_the_question(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("full_stop", "full_stop", "comma", "right", "right", "left")
        await pilot.pause()
        assert "2 of 7" in frame(of(pilot))
        assert "Press n" in text(of(pilot)).split("How does my organisation")[1].split("What do I think")[0]


async def test_where_lines_are_free_the_other_questions_show_their_answers_and_a_click_opens_one(
    board: Workspace,
) -> None:
    said(board, "Sit down first.", question="improve")
    said(board, "Tea first.")
    async with opened(board, (200, 50)) as pilot:
        await pilot.press("right")
        lines = frame(of(pilot)).splitlines()
        x, y = next((line.index("Sit down"), y) for y, line in enumerate(lines) if "Sit down first." in line)
        assert "What do I think needs to be improved?" in lines[y - 1]
        assert any("- Tea first." in line for line in lines)
        await pilot.click(offset=(x, y))
        await until_said(pilot, "> Sit down first.")
    async with opened(board) as pilot:
        assert "Sit down first." not in frame(of(pilot))


async def test_no_number_but_the_key_of_a_mode_stands_before_anything(board: Workspace) -> None:
    said(board, "Tea first.")
    for size in ((80, 24), (200, 50), (40, 10)):
        async with opened(board, size) as pilot:
            for keys in ((), ("enter",), ("escape", "n")):
                await pilot.press(*keys)
                await pilot.pause()
                tabs, rest = frame(of(pilot)).partition("5 Learn\n")[::2]
                assert not re.findall(r"(?m)(?:^|│)[ >]*[1-5] [A-Z]", rest or tabs)


async def test_up_and_down_choose_a_principle_where_nothing_is_answered(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("down", "down", "up")
        await pilot.pause()
        assert "2 of 7" in frame(of(pilot))


async def test_tab_goes_to_the_principles_and_enter_reads_one(board: Workspace) -> None:
    said(board, "Tea first")
    async with opened(board) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "A principle" in text(of(pilot))
        await pilot.press("escape", "tab", "enter")
        await pilot.pause()
        assert "An answer" in text(of(pilot))


async def test_s_says_how_the_sync_went(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("s")
        await until_said(pilot, "not shared yet.")


async def test_text_over_the_limit_is_refused_with_the_limit_and_stays(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n")
        await pilot.pause()
        pilot.app.screen.query_one("#text").text = "x" * 20_001  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until_said(pilot, "20,000")
        assert "xxx" in text(of(pilot))
        await pilot.press("escape")
        await pilot.pause()
    assert [len(d.fields["text"]) for d in board.drafts()] == [20_001]


async def test_ctrl_q_in_the_editor_keeps_what_is_typed_first(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Half", "ctrl+q")
        await pilot.pause()
    assert [d.fields["text"] for d in board.drafts()] == ["Half"]


async def test_typing_is_kept_by_itself_after_a_short_pause(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"Half")
        await until(pilot, lambda: [d.fields["text"] for d in board.drafts()] == ["Half"], "a draft")


def test_a_pause_of_a_fifth_of_a_second_is_enough_for_the_words_to_be_kept() -> None:
    """Between the last key and a closed lid there may be no more."""
    assert 0 < writing.KEEP_AFTER <= 0.2


async def test_whoever_types_on_without_a_pause_is_kept_up_with(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "KEEP_AFTER", 600.0)
    async with opened(board) as pilot:
        await pilot.press("n", *"abcdefghijklmnopqrstuvwxyz")
        await until(pilot, lambda: [len(d.fields["text"]) for d in board.drafts()] == [20], "a draft")


async def test_a_correction_left_unfinished_is_shown_and_taken_up_again(board: Workspace) -> None:
    said(board, "Tea")
    async with opened(board) as pilot:
        await pilot.press("e", "end", *" first", "escape")
        await until_said(pilot, "Unfinished words about it are kept here")
        assert [a.text for a in board.board().answers] == ["Tea"]
        await pilot.press("e", "ctrl+s", "enter")
        await until_said(pilot, "> Tea first")
    assert board.drafts() == ()


async def test_past_a_question_without_answers_the_keys_are_in_the_answers_again(board: Workspace) -> None:
    for words in ("One", "Two"):
        said(board, words, question="improve")
    async with opened(board) as pilot:
        await pilot.press("right", "right", "end")
        await pilot.pause()
        assert "> Two" in text(of(pilot)) or "> One" in text(of(pilot))
        assert "Kindness counts 1 of 7" in text(of(pilot))
        await pilot.press("tab", "down")
        await pilot.pause()
        assert "2 of 7" in text(of(pilot))
        assert "e Edit" not in text(of(pilot)), "no answer is in hand while the keys are with the principles"
        await pilot.press("up", "left", "right", "down")
        await pilot.pause()
        assert "1 of 7" in text(of(pilot)), "who goes to a question goes to its answers"


async def test_a_filter_that_finds_nothing_here_goes_where_its_words_are(board: Workspace) -> None:
    said(board, "Tea first")
    said(board, "No forms", principle="safe-to-say", question="improve")
    async with opened(board) as pilot:
        await pilot.press("slash", *"forms", "enter")
        await pilot.pause()
        assert "> No forms" in text(of(pilot))
        assert "2 of 7" in text(of(pilot))
        assert not of(pilot).screen.query_one("#principles").has_focus
