"""Several lines pasted into a new answer are one answer, or one each: and no word of them is ever lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from kindboard.errors import KindboardError
from kindboard.pasted import MOST, count_lines, each_its_own
from kindboard.tui.sheets.dialogs import Choose
from kindboard.tui.sheets.editor import Editor
from kindboard.tui.sheets.pasting import CHOICES
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import same_as_golden, text
from tests.screens.live import of, opened, until, until_said
from tests.screens.stills import ACTING, HOSTILE, INERT
from tests.screens.test_frames import named
from tests.teams import a_workspace

LIST = "- Tea first\n\n* No forms\r\n• Same worker\n1. One\n2) Two\nTime\n"
SIX = ["Tea first", "No forms", "Same worker", "One", "Two", "Time"]


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


async def paste(pilot: Pilot[None], words: str) -> None:
    of(pilot).screen.query_one("#text").focus()
    of(pilot).post_message(events.Paste(words))
    await pilot.pause()
    await pilot.pause()


async def take_each_by_itself(pilot: Pilot[None]) -> None:
    await until_said(pilot, "Is each an answer of its own?")
    while f"> {CHOICES[1][1]}" not in text(of(pilot)):  # where there is more to read, down reads on first
        await pilot.press("down")
        await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: len(of(pilot).screen_stack) == 1, "the board")
    await pilot.pause()


def kept(board: Workspace) -> list[str]:
    return [str(draft.fields["text"]) for draft in board.drafts()]


# The splitting


def test_each_line_is_an_answer_without_its_bullet() -> None:
    assert list(each_its_own(LIST)) == SIX
    assert count_lines(LIST) == 6


@pytest.mark.parametrize(
    "line", ["-", "1.", "-5 degrees", "2026. That was a year", "1.5 hours", "*bold*", "-- so", "3)x", "a - b"]
)
def test_what_only_looks_like_a_bullet_stays(line: str) -> None:
    assert each_its_own(line) == (line,)


def test_one_bullet_is_taken_off_not_two() -> None:
    assert each_its_own("- 1. So") == ("1. So",)


@given(st.text(st.sampled_from("aé日 \t\n\r\x0b\x85\u2028-*•12.)\x1b"), max_size=60))
def test_no_word_is_ever_lost(pasted: str) -> None:
    lines = each_its_own(pasted)
    assert len(lines) == count_lines(pasted)
    assert all(line.strip() for line in lines)
    bare = [re.sub(r"^([-*•]|\d{1,2}[.)])$", "", word) for word in pasted.split()]
    left = " ".join(lines).split()
    # Bullets may be gone; everything else is there, in its order.
    rest = iter(left)
    assert all(any(word == other for other in rest) for word in bare if word)


# In the editor


async def test_each_line_becomes_a_draft_of_its_own_with_the_same_choices(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("right", "right", "right", "n")
        await pilot.press("tab", "right", "tab", "right", "tab", *"rota")
        await paste(pilot, LIST)
        assert "You pasted 6 lines. Is each an answer of its own?" in text(of(pilot))
        await take_each_by_itself(pilot)
        shown = text(of(pilot))
        assert "6 answers are kept on this computer. p puts them on the board." in shown
        assert "> Tea first" in shown
        assert kept(board) == SIX
        chosen = ("question", "heard", "by", "tags")
        assert all([d.fields[name] for name in chosen] == ["people-say", "me", "", ["rota"]] for d in board.drafts())
        await pilot.press("p")
        await pilot.pause()
        assert "All 6 kept under this question" in text(of(pilot))
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "6 answers put on the board." in text(of(pilot))
    assert {answer.text for answer in board.board().answers} == set(SIX)


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_kept_as_one_the_words_stay_as_they_were_pasted(board: Workspace, key: str) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"So: ")
        await paste(pilot, "- a\n- b")
        assert kept(board) == ["So: - a\n- b"], "kept before anything is asked"
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(of(pilot).screen, Editor)
        await pilot.press("x", "escape")
        await pilot.pause()
    assert kept(board) == ["So: - a\n- bx"]


async def test_what_was_typed_around_the_paste_is_a_draft_of_its_own(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n", *"beforeafter", *["left"] * 5)
        await paste(pilot, "a\nb")
        await take_each_by_itself(pilot)
        assert "3 answers are kept on this computer." in text(of(pilot))
    assert kept(board) == ["beforeafter", "a", "b"]


async def test_of_one_of_several_drafts_p_puts_only_this_one(board: Workspace) -> None:
    async with opened(board) as pilot:
        await pilot.press("n")
        await paste(pilot, "a\nb")
        await take_each_by_itself(pilot)
        await until_said(pilot, "> a")
        await pilot.press("p")
        await until_said(pilot, "> This one")
        await pilot.press("enter")
        await until_said(pilot, "> Put on board")
        await pilot.press("enter")
        await until_said(pilot, "Put on the board. u undo")
        assert [answer.text for answer in board.board().answers] == ["a"]
    assert kept(board) == ["b"]


@pytest.mark.parametrize("to_the_board", [False, True], ids=["each by itself", "on the board"])
async def test_a_timer_that_comes_after_the_editor_was_closed_keeps_nothing_again(
    board: Workspace, to_the_board: bool
) -> None:
    async with opened(board) as pilot:
        await pilot.press("n")
        editor = of(pilot).screen
        assert isinstance(editor, Editor)
        if to_the_board:
            await pilot.press(*"Tea", "ctrl+s")
            await until_said(pilot, "> Put on board")
            await pilot.press("enter")
            await until_said(pilot, "Put on the board. u undo")
        else:
            await paste(pilot, "a\nb")
            await take_each_by_itself(pilot)
        editor._keep()
    assert kept(board) == ([] if to_the_board else ["a", "b"])


@pytest.mark.parametrize("words", ["one line only\n\n", "\n".join(map(str, range(MOST + 1)))], ids=["one", "too many"])
async def test_it_is_not_offered_for_one_line_or_a_document(board: Workspace, words: str) -> None:
    async with opened(board) as pilot:
        await pilot.press("n")
        await paste(pilot, words)
        assert isinstance(of(pilot).screen, Editor)
        await pilot.press("escape")
    assert kept(board) == [words]


@pytest.mark.parametrize("key", ["e", "t"])
async def test_it_is_not_offered_for_corrections_and_notes(board: Workspace, key: str) -> None:
    board.add("answer", {"principle": "kindness-counts", "question": "self", "text": "Tea"})
    async with opened(board) as pilot:
        await pilot.press(key)
        await paste(pilot, "a\nb")
        assert isinstance(of(pilot).screen, Editor)


async def test_where_the_disk_is_full_every_word_stays_in_the_editor(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(board) as pilot:
        await pilot.press("n")
        await paste(pilot, "a\nb")
        keep = board.new_draft

        def fails_at_the_second(kind: str, fields: dict[str, object], card: None = None) -> object:
            if fields["text"] == "b":
                raise KindboardError("disk-full", "The disk is full.")
            return keep(kind, fields, card)

        monkeypatch.setattr(board, "new_draft", fails_at_the_second)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "The disk is full. What you wrote stays here." in text(of(pilot))
        assert kept(board) == ["a\nb"]


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=named)
async def test_the_question_looks_as_drawn(board: Workspace, size: tuple[int, int]) -> None:
    async with opened(board, size) as pilot:
        await pilot.press("n")
        await paste(pilot, LIST)
        assert isinstance(of(pilot).screen, Choose)
        same_as_golden(of(pilot), f"pasted-{named(size)}")


async def test_hostile_lines_are_quoted_inert(board: Workspace) -> None:
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("n")
        await paste(pilot, f"{HOSTILE}\n{ACTING}")
        shown = text(of(pilot))
        assert HOSTILE in shown
        assert INERT[:30] in shown
        await take_each_by_itself(pilot)
    assert kept(board) == [HOSTILE, ACTING]
