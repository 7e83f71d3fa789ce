"""A page whose content takes a while: it is read in a thread, and no key waits for it."""

from collections.abc import Callable
from threading import Thread
from typing import Any, Generic, TypeVar

from textual import on
from textual.message import Message

from kindboard.tui.parts.lines import Line
from kindboard.tui.parts.words import LOOKING, UNREADABLE
from kindboard.tui.sheets.dialogs import Page

Found = TypeVar("Found")


class LookedUp(Message):
    """What a page waits for was read; None where it could not be."""

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.found = found


class LookedUpPage(Page, Generic[Found]):
    """Says that it looks, then what it found, or that it could not."""

    def __init__(self, title: str, look: Callable[[], Found], tell: Callable[[Found, int], list[Line]]) -> None:
        """`look` takes a while; `tell`: what it found, in lines of so many cells."""
        super().__init__(title, [LOOKING])
        self._look_up, self._tell = look, tell
        self._found: Found | None = None

    def on_mount(self) -> None:
        Thread(target=self._look, daemon=True, name="looking up").start()

    def _look(self) -> None:
        # A thread that ends with a traceback would print over the screen.
        try:
            self.post_message(LookedUp(self._look_up()))
        except Exception:
            self.post_message(LookedUp(None))

    @on(LookedUp)
    def looked_up(self, message: LookedUp) -> None:
        self._found = message.found
        self._paragraphs = [UNREADABLE] if message.found is None else []
        self.at_new_size()

    def _text(self, width: int) -> list[Line]:
        return super()._text(width) if self._found is None else self._tell(self._found, width)
