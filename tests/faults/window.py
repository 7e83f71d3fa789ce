"""kindboard in a window of a real terminal: tmux with a server of its own, which draws what a person would see.

Every window has its own tmux server on its own socket; leaving the `with` block ends that server and nothing else.
"""

import contextlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

KINDBOARD = (sys.executable, "-m", "kindboard")
SECONDS = 30.0
"""What a slow machine gets."""


def gone(process: int) -> bool:
    """Whether a process has ended; one that nobody has asked for its exit status yet counts."""
    return _state_and_parent(process)[0] == "Z"


def _state_and_parent(process: int) -> tuple[str, int]:
    try:
        state, parent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return "Z", 0
    return state, int(parent)


def wait_for(so: Callable[[], object], what: str, seconds: float = SECONDS) -> float:
    """Wait until it is so; the seconds that took."""
    began = time.monotonic()
    while not so():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.01)
    return time.monotonic() - began


def working_in(folder: Path) -> list[str]:
    """The living processes whose surroundings or arguments name a folder, but this one and what it started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        state, parent = _state_and_parent(int(process.name))
        others = state != "Z" and os.getpid() not in (int(process.name), parent)
        if others and any(str(folder).encode() in part for part in told):
            found.append(told[0].replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


class Window:
    """A running program in a window of `columns` by `lines`."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str | None] | None = None,
        columns: int = 80,
        lines: int = 24,
        program: Sequence[str] = KINDBOARD,
    ) -> None:
        """`env`: over this process's own; None takes a variable away."""
        self._folder = tempfile.TemporaryDirectory(prefix="window-")
        folder = Path(self._folder.name)
        self._socket = str(folder / "tmux")
        self._ended = folder / "status"
        surroundings = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE", "COLUMNS", "LINES")}
        surroundings |= {"LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", "SHELL": "/bin/sh", "ENV": ""}
        # The window's program sees what this test's process sees, not what its tmux makes of that.
        own = dict(env or {})
        unset = " ".join(f"-u {name}" for name in ("TMUX", "TMUX_PANE", *(k for k, v in own.items() if v is None)))
        sets = " ".join(shlex.quote(f"{name}={value}") for name, value in own.items() if value is not None)
        run = f"env {unset} {sets} {shlex.join([*program, *arguments])}"
        # What the program leaves on the screen when it ends stays to be looked at. Ctrl+C is for it alone.
        command = f"trap : INT; {run}; echo $? > {shlex.quote(str(self._ended))}; exec sleep 600"
        config = folder / "tmux.conf"
        config.write_text(
            "set -g default-terminal tmux-256color\nset -g status off\nset -s escape-time 0\nset -s set-clipboard off\n"
        )
        self._tmux(
            "-f", str(config), "new-session", "-d", "-x", str(columns), "-y", str(lines), command, env=surroundings
        )
        self.server = int(self._tmux("display-message", "-p", "#{pid}"))
        self.shell = int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def __enter__(self) -> "Window":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(subprocess.SubprocessError):
            self._tmux("kill-server")
        self._folder.cleanup()

    def _tmux(self, *arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> str:
        run = subprocess.run(
            ["tmux", "-u", "-S", self._socket, *arguments], input=stdin, env=env, capture_output=True, timeout=20,
            check=True,
        )  # fmt: skip
        return run.stdout.decode("utf-8", "replace").rstrip("\n")

    # What a person sees ------------------------------------------------------------------------------------------

    def frame(self) -> str:
        """The screen, line by line."""
        return self._tmux("capture-pane", "-p")

    def text(self) -> str:
        """What the screen says, every run of spaces and line ends one space."""
        return " ".join(self.frame().split())

    def until(self, pattern: str, seconds: float = SECONDS) -> str:
        """Wait until the screen says what `pattern` matches; the whole of what it says then."""
        limit = time.monotonic() + seconds
        while not re.search(pattern, text := self.text()):
            if time.monotonic() > limit:
                raise TimeoutError(f"{pattern!r} was not shown; this was:\n{self.frame()}")
            time.sleep(0.03)
        return text

    def cursor(self) -> tuple[bool, int, int]:
        """Whether the terminal shows its cursor, and the column and line it stands in."""
        shown, x, y = self._tmux("display-message", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}").split()
        return shown == "1", int(x), int(y)

    # What a person does ------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys by tmux's names: `n`, `Enter`, `C-s`, `Escape`, `Down`."""
        self._tmux("send-keys", "--", *keys)

    def type(self, words: str) -> None:
        self._tmux("send-keys", "-l", "--", words)

    def paste(self, words: bytes) -> None:
        """As a terminal pastes: all at once, in brackets where the program asked for them."""
        self._tmux("load-buffer", "-b", "pasted", "-", stdin=words)
        self._tmux("paste-buffer", "-p", "-d", "-b", "pasted")

    def resize(self, columns: int, lines: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    # How it ends -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """As a person closes the window with the mouse."""
        self._tmux("kill-window")

    def program(self) -> int:
        """The process id of the program, below the window's shell."""
        children = Path(f"/proc/{self.shell}/task/{self.shell}/children").read_text().split()
        return int(children[0])

    def status(self, seconds: float = SECONDS) -> int:
        """Wait until the program has ended: its exit status."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            with contextlib.suppress(FileNotFoundError, ValueError):
                return int(self._ended.read_text())
            time.sleep(0.02)
        raise TimeoutError(f"it has not ended; this is shown:\n{self.frame()}")
