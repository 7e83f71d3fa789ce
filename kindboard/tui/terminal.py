"""The terminal: what it sends, in whatever encoding and however much at once; what it can't draw; when it goes away."""

import asyncio
import codecs
import os
import selectors
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import IO, Any

from rich.cells import cell_len
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after something pasted."""

GONE = 129
"""The exit status of a program whose terminal went away: 128, and the number of the signal that says so."""

READ = 1 << 16
HELD = 0.05
"""Seconds after which half of a `BEGIN` was none."""


class OnATerminal(App[Any]):
    """An app that loses nothing when its terminal is closed, and takes whatever a terminal sends."""

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        return patient(driver) if driver.__module__ == "textual.drivers.linux_driver" else driver

    def keep_everything(self) -> None:
        """Keep what is being written."""

    def leave_off(self) -> None:
        """End what this process has begun elsewhere."""

    def throw_away(self) -> None:
        """Take away what was only there to be looked at."""

    def leave(self) -> None:
        """Close."""

    def mind_signals(self) -> None:
        """From now on, a terminal that is closed and a computer that shuts down cost nobody their words."""
        if self.is_headless or sys.platform == "win32":
            return
        # Not by the event loop: it may hang in a write to the terminal that is gone.
        signal.signal(signal.SIGHUP, self._terminal_gone)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._asked_to_end)

    def _terminal_gone(self, *_: object) -> None:
        for last in (self.keep_everything, self.leave_off, self.throw_away):
            with suppress(Exception):
                last()
        os._exit(GONE)  # nothing can be drawn or put back any more

    def _asked_to_end(self) -> None:
        self.keep_everything()
        self.leave()


class Keyboard(XTermParser):
    """Keys, as Textual tells them; and what is pasted, whole.

    Textual's own reads a paste letter by letter, five seconds for a million, and takes what looks like a key in the
    middle of it for one.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held, self._held_at = "", 0.0
        self._pasted: list[str] | None = None

    def feed(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
            return
        data, self._held = self._held + data, ""
        while data:
            mark = BEGIN if self._pasted is None else END
            before, found, data = data.partition(mark)
            if not found:
                before, self._held = _without_beginning_of(mark, before)
                self._held_at = monotonic()
            if self._pasted is not None:
                self._pasted.append(before)
            elif before:
                yield from self._keys(before)
            if found and self._pasted is None:
                self._pasted = []
            elif found and self._pasted is not None:
                text, self._pasted = "".join(self._pasted), None
                yield events.Paste(text)

    def _keys(self, data: str) -> Iterable[Message]:
        """A letter that is printed but is no key, such as a no-break space or a joiner, comes in like a paste.

        Textual's boxes take no key that Python does not call printable.
        """
        for event in super().feed(data):
            letter = event.character if isinstance(event, events.Key) else None
            typed = letter is not None and len(letter) == 1 and letter >= "\xa0" and not letter.isprintable()
            yield events.Paste(letter) if typed and letter else event

    def tick(self) -> Iterable[Message]:
        if self._held and self._pasted is None and monotonic() >= self._held_at + HELD:
            held, self._held = self._held, ""
            yield from self._keys(held)
        yield from super().tick()


def _without_beginning_of(mark: str, text: str) -> tuple[str, str]:
    """The text, and what at its end may be the beginning of a mark that goes on in what is read next.

    A lone escape is a key more often than a beginning; then Textual's own way with a paste is good enough.
    """
    least = 2 if mark is BEGIN else 1
    for length in range(len(mark) - 1, least - 1, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""


def patient(driver: type[Driver]) -> type[Driver]:
    """Textual's driver for Linux and macOS, but it survives bytes that are no UTF-8, and a terminal that goes away."""

    class Patient(driver):  # type: ignore[valid-type,misc]
        fileno: int
        exit_event: Any

        def run_input_thread(self) -> None:
            decode = codecs.getincrementaldecoder("utf-8")(errors="kindboard.byte").decode
            keyboard, came_at = Keyboard(), monotonic()
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(0.1):
                        sent = _read(self.fileno)
                        if not sent:
                            os.kill(os.getpid(), signal.SIGHUP)
                            return
                        came_at = monotonic()
                        text = decode(sent)
                    else:
                        # The rest of a letter comes at once; a byte that stays alone was none in this encoding.
                        text = decode(b"", final=monotonic() >= came_at + HELD)
                    # Nothing at all is the end of the input to Textual.
                    for event in keyboard.feed(text) if text else ():
                        self.process_message(event)
                    for event in keyboard.tick():
                        self.process_message(event)

    return Patient


def _read(terminal: int) -> bytes:
    """What was typed; nothing, where the terminal is gone."""
    try:
        return os.read(terminal, READ)
    except OSError:
        return b""


# Terminals that do not speak UTF-8 -------------------------------------------------------------------------------

_LOOKS_LIKE = str.maketrans("─│┬┴┼╭╮╰╯·…‹›“”‘’–—▁✓", "-|+++++++..<>\"\"''--_v")


def _byte(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 was typed on a terminal of western Europe's older encoding."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _look_alike(error: UnicodeError) -> tuple[str, int]:
    """Something as wide for what a terminal can't draw: a line stays a line, the rest is a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    lost = error.object[error.start : error.end]
    return "".join(n if (n := c.translate(_LOOKS_LIKE)).isascii() else "?" * cell_len(c) for c in lost), error.end


codecs.register_error("kindboard.byte", _byte)
codecs.register_error("kindboard.look-alike", _look_alike)


def begin(*streams: IO[str] | None) -> None:
    """Before anything is drawn on these streams."""
    speak_plainly(*streams)
    for told in ("COLUMNS", "LINES"):  # the terminal itself knows better, and when it is resized
        os.environ.pop(told, None)


def speak_plainly(*streams: IO[str] | None) -> None:
    """Let these streams draw what their terminal has no letter for in letters that it has."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="kindboard.look-alike")
