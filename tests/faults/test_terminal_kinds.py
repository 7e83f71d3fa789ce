"""Terminals that are small, plain or old: usable, and nothing raised (case 54)."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.tui.app import KindboardApp
from tests.bench.terminal import Terminal
from tests.faults.machine import needs
from tests.faults.window import KINDBOARD, Window, wait_for
from tests.screens.frames import frame
from tests.screens.live import of, opened, text, until, until_said
from tests.screens.stills import a_still, planned, riverside
from tests.teams import a_workspace

pytestmark = pytest.mark.slow

WHERE = {"principle": "kindness-counts", "question": "self"}
WAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "reflect": {
        "an answer": ("full_stop", "full_stop", "right", "right", "enter"),
        "removing": ("x",),
        "help": ("question_mark",),
        "every action": ("ctrl+p",),
        "what needs attention": ("ctrl+p", *"attention", "enter"),
        "filtering": ("slash", *"tea"),
        "the principles": ("tab", "down"),
        "pool": ("2",),
    },
    "plan": {"plan": ("3", "right"), "a plan item": ("enter",), "review": ("4",), "learn": ("5", "down")},
}
NO_UTF_8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("stage", ["reflect", "plan"])
async def test_case_54_terminal_resized_to_40_by_10_and_back_on_every_screen(stage: str) -> None:
    async with a_still(planned() if stage == "plan" else riverside()) as pilot:
        for where, way in WAYS[stage].items():
            await pilot.press(*way)
            await there_and_back(pilot, where)
            while len(of(pilot).screen_stack) > 1 or of(pilot).filter_text:
                await pilot.press("escape")
                await pilot.pause()


async def test_case_54_terminal_resized_to_40_by_10_and_back_over_an_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")  # the editor says at what time it was kept
    with a_workspace(tmp_path) as board:
        board.add("answer", WHERE | {"text": "Tea first"})
        async with opened(board) as pilot:
            for key in ("t", "e", "n"):
                await pilot.press(key)
                await until(pilot, lambda: len(of(pilot).screen_stack) == 2, f"what {key} opens")
                await pilot.press(*"So it is")
                await until_said(pilot, "Kept on this computer 10:15")
                await there_and_back(pilot, key)
                assert "So it is" in text(of(pilot))
                assert len(of(pilot).screen_stack) == 2
                await pilot.press("escape")


async def there_and_back(pilot: Pilot[None], where: str) -> None:
    await pilot.pause()
    before = frame(of(pilot))
    for size in ((40, 10), (1, 1), (80, 24)):
        await pilot.resize_terminal(*size)
    await until(pilot, lambda: frame(of(pilot)) == before, where)


async def test_case_54_first_run_resized_to_40_by_10_and_back() -> None:
    app = KindboardApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Jo", "enter")
        await pilot.pause(0.05)
        await there_and_back(pilot, "first run")


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, "Grüße “müde” · 日本"),
        ({"NO_COLOR": "1", "TERM": "vt100", "COLORTERM": None}, "Grüße “müde” · 日本"),
        (NO_UTF_8, 'Gr??e "m?de" . ????'),
    ],
    ids=["a usual terminal", "no colour", "no UTF-8"],
)
def test_case_54_an_answer_written_in_a_small_plain_terminal(
    tmp_path: Path, env: dict[str, str | None], words: str
) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root), env=env, columns=100, lines=30) as window:
            window.until("Principles .*Kindness counts")
            window.resize(40, 10)
            window.until("1 of 7 .*, before")
            assert "? Help" in window.frame().splitlines()[-1]
            window.press("n")
            window.until("Write here")
            window.type("Grüße “müde” · 日本")
            window.until(words.replace("?", r"\?"))
            window.resize(100, 30)
            window.until("Next field")
            window.resize(40, 10)
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("> " + words.replace("?", r"\?"))
            window.resize(100, 30)
            window.until("Principles")
            window.press("2")
            window.until("No theme yet")
            window.press("q")
            assert window.status() == 0
            assert "Traceback" not in window.text()
        assert [answer.text for answer in board.board().answers] == ["Grüße “müde” · 日本"]


def test_case_54_letters_of_an_older_encoding_are_taken_for_what_they_are(tmp_path: Path) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        with Terminal((*KINDBOARD, "-C", str(board.root)), env=NO_UTF_8) as terminal:
            terminal.first_paint("Principles")
            terminal.settle()
            terminal.press(b"n")
            terminal.press("Müde, aber froh".encode("cp1252"))
            wait_for(board.drafts, "the words on disk")
            assert "Traceback" not in terminal.text()
        assert [draft.fields["text"] for draft in board.drafts()] == ["Müde, aber froh"]


def test_case_54_a_terminal_that_can_draw_nothing_is_told_what_to_do_instead(tmp_path: Path) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board, Window("-C", str(board.root), env={"TERM": "dumb"}) as window:
        assert window.status() == 1
        assert 'The board can only be drawn in a terminal. Try "kindboard plain"' in window.text()
