"""Signing in: the one time that git and ssh may ask a person something, in a plain terminal with nothing drawn on it.

What they ask goes to the terminal itself. What they print beside that is kept off it, as a server can print anything.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil

from kindboard.errors import KindboardError
from kindboard.git.access import kept_connection, turned_down, way_in
from kindboard.git.address import Address
from kindboard.git.failed import Failed, TimedOut
from kindboard.git.run import Git, environment, executable
from kindboard.git.trouble import RemoteTrouble, Trouble, explain, trouble_of

TRIES = 3
ANSWER_SECONDS = 600
_QUICK_SECONDS = 30
_ASKED = (Trouble.SIGN_IN, Trouble.NEW_HOST)


def sign_in(address: Address, hooks: Path, say: Callable[[str], None]) -> None:
    """Let the server ask what it has to ask; `say` tells the person what it is about. Returns when we are let in.

    Where it asks nothing for reading, it may before it takes anything: then it is asked to. Raises KindboardError.
    """
    door = _Door(address, hooks, say)
    trouble, sending = door.knock(), False
    if trouble is None and address.is_http:
        trouble, sending = door.knock(sending=True), True
        if trouble not in _ASKED:
            return  # whether it takes anything is for the next sync to say
    if trouble is None:
        return
    if trouble not in _ASKED:
        raise explain(RemoteTrouble(trouble), address)
    if address.login is not None:
        turned_down.add(address.login)
    for number in range(TRIES if address.is_http else 1):
        say(_about(trouble, address) if number == 0 else "That name or password was not right. Please try again.")
        trouble = door.ask(sending)
        if trouble is not Trouble.SIGN_IN:
            break
    if trouble is Trouble.SIGN_IN:
        raise KindboardError(
            "sign-in",
            f"{address.shown} still does not let you in. Nothing was changed.",
            "Check the name, password or key that you were given, or ask whoever looks after it.",
        )
    if trouble is not None:
        raise explain(RemoteTrouble(trouble), address)
    if not door.stays_open(sending):
        raise KindboardError(
            "sign-in",
            f"{address.shown} let you in, but this computer can't keep what you typed, so kindboard can't go on alone.",
            "Ask whoever looks after this computer for an ssh agent or a git credential helper, then sign in again.",
        )


def _about(trouble: Trouble, address: Address) -> str:
    if trouble is Trouble.NEW_HOST:
        return (
            f"This computer has not been to {address.server} before. Compare the fingerprint below with the one "
            "you were given.\nType yes only if they are the same, and no if you are not sure."
        )
    return f"{address.server} asks who you are. A password is not shown while you type it."


class _Door:
    """One shared board's server, before we are let in."""

    def __init__(self, address: Address, hooks: Path, say: Callable[[str], None]) -> None:
        self._address, self._hooks, self._say = address, hooks, say

    def knock(self, *, sending: bool = False, use_kept: bool = True) -> Trouble | None:
        """What it would ask, or what else is wrong, told without asking."""
        with (
            self._command(sending) as (arguments, git_dir),
            way_in(self._address, self._hooks, forget=not sending, use_kept=use_kept) as way,
        ):
            git, protocols = Git(self._hooks, git_dir), self._address.protocols
            try:
                git.run(*arguments, seconds=_QUICK_SECONDS, env=way.env, settings=way.settings, protocols=protocols)
            except Failed as failed:
                return trouble_of(failed, self._address, way.said)
        return None

    def ask(self, sending: bool) -> Trouble | None:
        """Let it ask; what is still wrong then."""
        self._forget_kept()
        with (
            self._command(sending) as (arguments, git_dir),
            way_in(self._address, self._hooks, asking=True) as way,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            env = environment(self._hooks, self._address.protocols, way.settings) | way.env
            env |= {"GIT_TERMINAL_PROMPT": "1"} | ({"GIT_DIR": str(git_dir)} if git_dir else {})
            del env["GCM_INTERACTIVE"]
            with _terminal_as_it_was(), _interrupts_go_to_it():
                # No session of its own: whoever asks needs the terminal.
                process = subprocess.Popen(
                    [executable(), *arguments], stdout=out, stderr=err, env=env, cwd=self._hooks
                )  # fmt: skip
                status = _ended(process)
            if status == 0:
                return None
            if status in (-signal.SIGINT, 128 + signal.SIGINT):
                self._say("")  # it stands in the middle of a line
                raise KindboardError("stopped", "Signing in was stopped. Nothing was changed.", "")
            said = [(file.seek(0), file.read().decode("utf-8", "replace"))[1] for file in (err, out)]
            failed = TimedOut(-1, "") if status is None else Failed(status, *said)
            return trouble_of(failed, self._address, way.said)

    def stays_open(self, sending: bool) -> bool:
        """Whether the next sync, which can't ask, is let in. A kept connection that it does not need is closed."""
        if self._address.is_http:
            return self.knock(sending=sending) not in _ASKED
        if self.knock(use_kept=False) is None:
            self._forget_kept()
            return True
        return self.knock() is None

    @contextlib.contextmanager
    def _command(self, sending: bool) -> Iterator[tuple[Sequence[str], Path | None]]:
        """The command that comes as far as being let in and changes nothing."""
        if not sending:
            yield ("ls-remote", "--", self._address.url), None
            return
        # A push needs a repository to push from; here an empty one, and nothing is pushed.
        with tempfile.TemporaryDirectory(prefix="kindboard-") as folder:
            Git(self._hooks).make(Path(folder), bare=True)
            push = ("push", "--dry-run", "--porcelain", "--no-verify", "--", self._address.url)
            yield (*push, ":refs/heads/kindboard-signs-in"), Path(folder)

    def _forget_kept(self) -> None:
        kept = kept_connection(self._address, self._hooks)
        if self._address.is_http or kept is None or not kept.exists():
            return
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                ["ssh", "-F", os.devnull, "-O", "exit", "-o", f"ControlPath={kept}", "kindboard"],
                capture_output=True, check=False, timeout=10,
            )  # fmt: skip
        kept.unlink(missing_ok=True)


def _ended(process: "subprocess.Popen[bytes]") -> int | None:
    """The exit status of a process that asks a person; None where nobody answered."""
    try:
        return process.wait(ANSWER_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            asking = psutil.Process(process.pid)
            for each in (*asking.children(recursive=True), asking):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()
            process.wait()


@contextlib.contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """What hides a password while it is typed may be ended before it shows letters again."""
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield
        return
    try:
        before = termios.tcgetattr(terminal)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    finally:
        os.close(terminal)


@contextlib.contextmanager
def _interrupts_go_to_it() -> Iterator[None]:
    """Ctrl+c is for whoever asks; it ends, and we go on."""
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the main thread, which hears no signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
