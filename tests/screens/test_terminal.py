"""What only a real terminal shows: the cursor that is seen, and what is left on it when something goes wrong."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.terminal import Terminal
from tests.faults.machine import needs
from tests.faults.window import Window
from tests.teams import a_workspace

OPEN = "from kindboard.cli.app import main; main()"


def at(*lines: str) -> tuple[str, ...]:
    return (sys.executable, "-c", "\n".join((*lines, OPEN)))


def test_the_terminals_own_cursor_is_shown_where_the_highlight_is(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        for text in ("One", "Two"):
            board.add("answer", {"principle": "kindness-counts", "question": "self", "text": text})
        with Terminal((*at(), "-C", str(board.root))) as terminal:
            terminal.first_paint("Principles")
            terminal.settle()
            seen = bytes(terminal._seen)
            assert seen.rfind(b"\x1b[?25h") > seen.rfind(b"\x1b[?25l")
            places = []
            for key in (b"\x1b[B", b"\x1b[A"):
                terminal.forget()
                terminal.press(key)
                terminal.settle(0.1)
                places.append(bytes(terminal._seen).rpartition(b"H")[0].rpartition(b"\x1b[")[2])
    lower, upper = (tuple(map(int, place.split(b";"))) for place in places)
    assert lower == (upper[0] + 1, upper[1])


def test_a_fault_of_ours_closes_with_a_sentence_and_keeps_the_words(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        broken = ("from kindboard.tui.sheets.editor import Editor", "Editor.action_put_this = lambda self: 1 / 0")
        with Terminal((*at(*broken), "-C", str(board.root))) as terminal:
            terminal.first_paint("Principles")
            terminal.settle()
            terminal.press(b"n")
            terminal.press(b"Precious")
            with suppress(EOFError):  # it may be gone before anybody looks
                terminal.press(b"\x13")
                terminal.until("Something went wrong on the screen")
            shown = " ".join(terminal.text().split())
        assert "Something went wrong on the screen" in shown
        assert [draft.fields["text"] for draft in board.drafts()] == ["Precious"]
    assert "Traceback" not in shown
    assert "ZeroDivisionError" not in shown


@pytest.mark.parametrize(
    "module", ["kindboard.cli.app", "kindboard.workspace.workspace", "kindboard.tui.app", "textual.app"]
)
def test_ctrl_c_while_it_is_still_starting_ends_it_without_a_traceback(tmp_path: Path, module: str) -> None:
    stopped = f"""
import sys
from contextlib import suppress
from kindboard.__main__ import main
class Stopped:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stopped())
main()"""
    needs("tmux")
    program = (sys.executable, "-c", stopped)
    with a_workspace(tmp_path) as board, Window("-C", str(board.root), program=program) as window:
        assert window.status() == 130
        assert window.text() in ("", "Stopped. What was saved is safe.")
