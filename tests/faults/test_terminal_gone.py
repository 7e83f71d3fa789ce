"""The terminal is closed or killed while something is being written (case 53).

Whoever closes the window, even at once after the last key, finds every word again; after a kill, what is not of the
last second.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.faults.window import Window, gone, wait_for, working_in
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
WORDS = "We ask people to tell it again. Ünsagbar “müde”, 3 × 5 < 16"
KEPT_WITHIN = 3.0
"""Seconds after the last key until it is on disk: 0.8 and the writing of it, on a slow machine."""


def texts(board: Workspace) -> list[str]:
    return [draft.fields["text"] for draft in board.drafts()]


def close_the_window(window: Window) -> None:
    window.close()


def kill_the_terminal(window: Window) -> None:
    os.kill(window.server, signal.SIGKILL)


@pytest.mark.parametrize("end", [close_the_window, kill_the_terminal])
def test_case_53_terminal_closed_while_an_answer_is_being_written(
    tmp_path: Path, end: Callable[[Window], None]
) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        board.add("answer", WHERE | {"text": "There before"})
        with Window("-C", str(board.root)) as window:
            window.until("There before")
            program = window.program()
            window.press("n")
            window.until("Write here")
            window.type(WORDS)
            window.until(WORDS[-8:])
            end(window)
            wait_for(lambda: gone(program), "the end of kindboard")
        assert texts(board) == [WORDS]
        wait_for(lambda: working_in(board.root) == [], "the end of its children")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["e", "t"], ids=["a correction", "a note"])
def test_case_53_terminal_closed_over_a_card_that_is_on_the_board(tmp_path: Path, key: str) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        card = board.add("answer", WHERE | {"text": "There before"})
        with Window("-C", str(board.root)) as window:
            window.until("There before")
            program = window.program()
            window.press(key)
            window.until("Put on board")
            window.type("Begun. ")
            window.until("Begun")
            close_the_window(window)
            wait_for(lambda: gone(program), "the end of kindboard")
        (draft,) = board.drafts()
        assert draft.fields["text"] == ("Begun. There before" if key == "e" else "Begun. ")
        assert (draft.card, draft.seen) == (card.id, card.raw)
        assert board.board().answers == (card,)
        with Window("-C", str(board.root)) as window:
            window.until("Unfinished words about it are kept here")
            window.press(key)
            window.until("Begun")
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("Changed on the board|Note added")
        (answer,) = board.board().answers
        assert answer.text == ("Begun. There before" if key == "e" else "There before")
        assert [note.text for note in answer.notes.values()] == ([] if key == "e" else ["Begun."])
        assert board.drafts() == ()


@pytest.mark.slow
def test_case_53_kindboard_killed_while_an_answer_is_being_written(tmp_path: Path) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root)) as window:
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.type(WORDS)
            window.until(WORDS[-8:])
            wait_for(lambda: texts(board) == [WORDS], "the words on disk", KEPT_WITHIN)
            window.type(" and then it went dark")
            window.until("went dark")
            os.kill(window.program(), signal.SIGKILL)
            window.status()
        # Of what was typed in the last moment, as much as there was: nothing torn, nothing of before lost.
        (kept,) = texts(board)
        assert f"{WORDS} and then it went dark".startswith(kept)
        assert kept.startswith(WORDS)
        with Window("-C", str(board.root)) as window:
            window.until("Kept on this computer, not on the board.")
            window.press("Enter")
            window.until("An answer .*We ask people")
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("Put on the board")
        assert [answer.text for answer in board.board().answers] == [kept]


@pytest.mark.slow
def test_case_53_the_computer_shuts_down_while_an_answer_is_being_written(tmp_path: Path) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root)) as window:
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.type(WORDS)
            window.until(WORDS[-8:])
            os.kill(window.program(), signal.SIGTERM)
            assert window.status() == 0
            assert "Write" not in window.text(), "the terminal is as it was before"
        assert texts(board) == [WORDS]
