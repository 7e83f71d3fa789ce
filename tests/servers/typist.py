"""A person at a real terminal: a program, what it shows there, and what is typed into it."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent


class Typist:
    """`sees` waits for words, `types` answers. All that was shown is in `shown`."""

    def __init__(self, arguments: Sequence[str], env: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
        # Passwords are asked on the controlling terminal, whatever stdin is; a small program makes it that.
        taking = (
            "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", taking, *arguments],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env=env,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""
        self._read_to = 0

    def sees(self, words: str, seconds: float = 20) -> str:
        """Wait until `words` are shown after what was seen before; returns what was shown up to them."""
        patience = time.monotonic() + seconds
        while (place := self.shown.find(words, self._read_to)) < 0:
            if not self._more(patience - time.monotonic()):
                raise AssertionError(f"{words!r} was not shown; this was:\n{self.shown}")
        seen = self.shown[self._read_to : place + len(words)]
        self._read_to = place + len(words)
        return seen

    def types(self, line: str) -> None:
        os.write(self._master, f"{line}\n".encode())

    def presses(self, key: bytes) -> None:
        os.write(self._master, key)

    def hides_what_is_typed(self) -> bool:
        """Whether the terminal shows no letters, as it does for a password."""
        return not termios.tcgetattr(self._master)[3] & termios.ECHO

    def ends(self, seconds: float = 20) -> int:
        """Wait for the end; the exit status."""
        patience = time.monotonic() + seconds
        while self.process.poll() is None:
            if not self._more(patience - time.monotonic()) and time.monotonic() > patience:
                raise AssertionError(f"it does not end; this was shown:\n{self.shown}")
        while self._more(0.05):
            pass
        return self.process.returncode

    def _more(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, min(seconds, 0.2)))
        if not ready:
            return seconds > 0.2 and self.process.poll() is None
        try:
            some = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when nobody has the other end open any more
            return False
        self.shown += some.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(some)

    def close(self) -> None:
        """Close the terminal; a program that has not ended yet is killed. What outlives it is none of ours."""
        if self.process.poll() is None:
            with contextlib.suppress(psutil.NoSuchProcess):
                for each in psutil.Process(self.process.pid).children(recursive=True):
                    each.kill()
            self.process.kill()
            self.process.wait(10)
        os.close(self._master)


@contextlib.contextmanager
def typist(*arguments: str | Path, program: str = "", **env: str) -> Iterator[Typist]:
    """`kindboard ARGUMENTS` at a terminal, or a Python program."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8"} | env
    what = ("-c", program) if program else ("-m", "kindboard", *map(str, arguments))
    terminal = Typist([sys.executable, *what], surroundings)
    try:
        yield terminal
    finally:
        terminal.close()
