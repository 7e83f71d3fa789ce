"""`kindboard plain` where a person sits at it: a real pseudo-terminal that can do nothing, and every way to stop."""

import os
import re
import signal
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from tests.plain.talks import ROOT, lines, process

pytestmark = pytest.mark.slow

SECONDS = 60


class Terminal:
    """A process on a terminal of its own; what it says is read until some words come."""

    def __init__(self, *arguments: str, **env: str) -> None:
        self.keyboard, terminal = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kindboard", *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "60", "LINES": "20"} | env,
        )
        os.close(terminal)
        os.set_blocking(self.keyboard, False)
        self.said = ""
        self._decoder = getincrementaldecoder("utf-8")()  # what is read may end in the middle of a character

    def hear(self, words: str) -> None:
        """Wait for some words, wherever their line was broken."""
        end = time.monotonic() + SECONDS
        while words not in " ".join(self.said.split()):
            assert time.monotonic() < end, (words, self.said)
            self._listen()

    def _listen(self) -> None:
        try:
            self.said += self._decoder.decode(os.read(self.keyboard, 65536))
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:  # nobody is at the other side any more
            self.process.wait(SECONDS)

    def type(self, *typed: str) -> None:
        os.write(self.keyboard, lines(*typed).encode())

    def ended(self) -> int:
        end = time.monotonic() + SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < end, self.said
            self._listen()
        self._listen()
        return self.process.returncode


@pytest.fixture
def terminal(computer: Path) -> Iterator[Terminal]:
    process(typed=lines("Sam", "1", "1", "q"))
    opened = Terminal("plain")
    opened.hear("Type a number from 1 to 1")
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.process.wait()
    os.close(opened.keyboard)


def kept() -> list[str]:
    with kindboard.open() as workspace:
        return [draft.fields["text"] for draft in workspace.drafts()]


def begin(terminal: Terminal) -> None:
    terminal.type("1")
    terminal.hear("7. Kindness is never instead of care")
    terminal.type("1", "1", "1")
    terminal.hear("A line that holds only b goes back")
    terminal.type("Half a thought")
    end = time.monotonic() + SECONDS
    while not kept():
        assert time.monotonic() < end


def test_it_only_ever_writes_plain_lines_no_wider_than_the_terminal(terminal: Terminal) -> None:
    begin(terminal)
    terminal.type(".")
    terminal.hear("Does your name go with it?")
    terminal.type("1")
    terminal.hear("This goes on the board:")
    terminal.type("1", "q")
    assert terminal.ended() == 0
    assert "kindboard is closed. Everything you wrote is saved." in terminal.said
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2500-\u259f]", terminal.said)
    assert max(map(len, terminal.said.splitlines())) < 60
    with kindboard.open() as workspace:
        assert [answer.text for answer in workspace.board().answers] == ["Half a thought"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_stops_it_in_the_middle_of_a_text_the_words_are_kept(terminal: Terminal, number: int) -> None:
    begin(terminal)
    terminal.process.send_signal(number)
    assert terminal.ended() == 130
    assert "Kept on this computer, not on the board." in " ".join(terminal.said.split())
    assert "Traceback" not in terminal.said
    assert kept() == ["Half a thought"]


def test_a_kill_loses_no_line_that_was_entered(terminal: Terminal) -> None:
    begin(terminal)
    terminal.process.kill()
    terminal.process.wait(SECONDS)
    assert kept() == ["Half a thought"]


def test_the_end_of_input_at_a_terminal_is_an_end_as_well(terminal: Terminal) -> None:
    begin(terminal)
    os.write(terminal.keyboard, b"\x04")
    assert terminal.ended() == 0
    assert "The input has ended here." in terminal.said
    assert kept() == ["Half a thought"]


@pytest.mark.parametrize(("arguments", "screen"), [(["demo", "--plain"], "dumb"), (["demo"], "xterm-256color")])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_example_whose_window_is_closed_leaves_nothing(
    computer: Path, tmp_path: Path, arguments: list[str], screen: str, number: int
) -> None:
    opened = Terminal(*arguments, TERM=screen, TMPDIR=str(tmp_path))
    try:
        opened.hear("goes away when")
        assert len([*tmp_path.glob("kindboard-example-*")]) == 1
        opened.process.send_signal(number)
        opened.ended()
        assert [*tmp_path.glob("kindboard-example-*")] == []
    finally:
        opened.process.kill()
        opened.process.wait()
        os.close(opened.keyboard)
