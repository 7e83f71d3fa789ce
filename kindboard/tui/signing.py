"""Signing in: the one time that git and ssh may ask something, in the plain terminal with the screen put aside."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from kindboard.errors import KindboardError
from kindboard.words.inert import inert

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace

ABOUT = """
Signing in. What comes next is asked by the shared board's server, and what you type goes to it alone.
Ctrl+c stops it and brings you back to the board.
"""
BACK = "Press enter to go back to the board. "
STOPPED = KindboardError("stopped", "You are not signed in. Everything is saved on this computer.")
NO_TERMINAL = KindboardError(
    "no-terminal",
    "Signing in needs a plain terminal, and this is none.",
    'In one, "kindboard sync" lets you sign in.',
)
FAULT = KindboardError(
    "own-fault", "Signing in went wrong in kindboard itself. Everything is saved on this computer.", "Try again."
)


def sign_in(app: App[Any], where: "Workspace | str") -> KindboardError | None:
    """Let the server of a board, or of an address, ask its questions. None when it lets us in, else why not."""
    from kindboard.starters import starters

    trouble: KindboardError | None = None
    try:
        # Nothing may be raised in here: Textual would not take the terminal back.
        with app.suspend(), _stopping_with_ctrl_c():
            try:
                print(ABOUT, flush=True)
                starters.sign_in(where)
            except KindboardError as error:
                trouble = error
            except KeyboardInterrupt:
                trouble = STOPPED
            except Exception:
                trouble = FAULT
            if trouble is not None and trouble.code != STOPPED.code:
                with suppress(EOFError, KeyboardInterrupt, OSError):
                    print("\n" + fill(inert(str(trouble)), get_terminal_size().columns, break_on_hyphens=False))
                    input(BACK)
    except SuspendNotSupported:
        return NO_TERMINAL
    return trouble


@contextmanager
def _stopping_with_ctrl_c() -> Iterator[None]:
    """Ctrl+C stops what asks, instead of closing the board as the event loop would."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
