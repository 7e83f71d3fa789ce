"""A program on a real pseudo-terminal, and the clock beside it. Linux and macOS only, as the measurements are."""

import contextlib
import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

_ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])")

QUIET = 0.06
"""Seconds without a byte that end a burst. A frame is written at once; 60 a second would be 0.017 apart."""


class Terminal:
    """A running program with 24 lines of 80 characters. `with Terminal(argv) as terminal:` ends it by its id."""

    def __init__(
        self, arguments: Sequence[str], env: dict[str, str] | None = None, columns: int = 80, lines: int = 24
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        surroundings = dict(os.environ) | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            surroundings.pop(name, None)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env=surroundings | (env or {})
        )
        os.close(slave)
        self._seen = bytearray()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; False where nothing did."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            some = os.read(self._master, 1 << 16)
        except OSError:
            some = b""
        if not some:
            raise EOFError(f"the program ended, having shown:\n{self.text()[-2000:]}")
        self._seen += some
        return True

    def text(self) -> str:
        """All that was printed since `forget`, without colours and movements."""
        return _ESCAPE.sub(b"", bytes(self._seen)).decode("utf-8", "replace")

    @property
    def raw(self) -> bytes:
        """The same, as the terminal got it."""
        return bytes(self._seen)

    def forget(self) -> None:
        self._seen.clear()

    def until(self, marker: str, seconds: float = 60) -> float:
        """Wait until what `marker` matches has been drawn: the moment, on the clock of `time.perf_counter`."""
        limit = time.perf_counter() + seconds
        while not re.search(marker, self.text()):
            if not self._read(max(0.0, limit - time.perf_counter())):
                raise TimeoutError(f"{marker!r} was not drawn; this was:\n{self.text()[-2000:]}")
        return time.perf_counter()

    def first_paint(self, marker: str) -> float:
        """Seconds from the start of the program until what `marker` matches was drawn."""
        return self.until(marker) - self.began

    def settle(self, quiet: float = 0.3, seconds: float = 30) -> None:
        """Wait until nothing has been printed for `quiet` seconds."""
        limit = time.perf_counter() + seconds
        while time.perf_counter() < limit and self._read(quiet):
            pass

    def press(self, keys: bytes, seconds: float = 10) -> float:
        """Seconds from pressing `keys` to the last byte that they make the program print."""
        start = time.perf_counter()
        os.write(self._master, keys)
        if not self._read(seconds):
            raise TimeoutError(f"nothing happened on {keys!r}; this was:\n{self.text()[-2000:]}")
        last = time.perf_counter()
        while self._read(QUIET):
            last = time.perf_counter()
        return last - start

    def peak_memory(self) -> int:
        """The most that the program itself has had in memory so far, in bytes."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            return (
                int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) << 10
            )
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return peak if sys.platform == "darwin" else peak << 10
