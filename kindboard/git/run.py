"""Running git: the environment of every call (faults.md), and time-outs.

Nothing git prints is ever shown to a person: callers read `Failed.stderr` only to tell one failure from another.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable
from functools import cache
from pathlib import Path
from threading import Thread, Timer

from kindboard.errors import KindboardError
from kindboard.git.failed import Failed, TimedOut
from kindboard.git.locks import Mark
from kindboard.git.tolerated import TOLERATED

LOCAL_SECONDS = 120
"""No local command takes this long, on any board; what does is stuck."""

PIECE = 1 << 20
"""Bytes of what a command says that are taken at a time."""

LONGEST_TALK = 3600
"""Seconds. A whole board on a slow line takes a while; a server that trickles on for ever is given up."""

OLDEST = (2, 32)
"""The first git that can be kept from a person's own settings."""

NOBODY = "kindboard"
EMAIL = "kindboard@kindboard.invalid"
"""No real address: a board tells who wrote a card by the name they chose, and only if they chose one."""

NOBODYS_SETTINGS = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}

CONFIG: tuple[tuple[str, str], ...] = (
    ("core.fsmonitor", "false"),
    ("core.quotePath", "false"),
    ("core.attributesFile", os.devnull),
    ("core.alternateRefsCommand", "true"),
    ("core.fsync", "all"),
    ("core.filesRefLockTimeout", "1000"),
    ("transfer.fsckObjects", "true"),
    *((f"fetch.fsck.{kind}", "ignore") for kind in TOLERATED),
    ("fetch.recurseSubmodules", "no"),
    ("push.recurseSubmodules", "no"),
    ("push.gpgSign", "false"),
    ("push.pushOption", ""),  # forgets those that a person gives: a server that takes none would refuse it all
    ("log.showSignature", "false"),
    ("log.showRoot", "true"),
    ("log.follow", "false"),
    ("log.date", "default"),
    ("log.diffMerges", "separate"),
    ("gc.autoDetach", "false"),
    ("maintenance.autoDetach", "false"),
    ("http.followRedirects", "false"),
    ("http.lowSpeedLimit", "100"),
)

_LOCKING = {"commit-graph", "config", "fast-import", "fetch", "gc", "push", "read-tree", "update-index", "update-ref"}
"""The commands that make lock files, or move a ref."""


_TALKING = {"fetch", "push", "ls-remote"}
"""The commands that may wait long for somebody else."""

_PORCELAIN = _TALKING | {"gc", "commit-graph"}
"""The commands that GitPython runs. The others are of the hot paths: a save is six of them in 30 ms, and loading
GitPython would cost as much as three saves."""

_PERSONAL = _TALKING | {"config", "credential", "credential-cache"}
"""The commands for which a person's own settings count: how they get in, and through which proxy."""

_talking: set[subprocess.Popen[bytes]] = set()


@cache
def executable() -> str:
    """The git of this computer. Raises KindboardError when there is none, or one too old."""
    found = shutil.which("git")
    if found is None:
        raise KindboardError(
            "no-git",
            "kindboard needs the program git, and this computer does not have it yet.",
            "Install git (git-scm.com, or ask whoever looks after this computer), then start again.",
        )
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | NOBODYS_SETTINGS
    said = subprocess.run([found, "version"], env=env, capture_output=True, check=False, timeout=LOCAL_SECONDS).stdout
    version = re.search(rb"(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        raise KindboardError(
            "old-git",
            f"kindboard needs git {OLDEST[0]}.{OLDEST[1]} or newer, and this computer has an older one.",
            "Update git (git-scm.com, or ask whoever looks after this computer), then start again.",
        )
    return found


Settings = tuple[tuple[str, str], ...]
"""More settings for one command, by their keys."""


def environment(hooks: Path, protocols: str = "https:ssh:file", settings: Settings = ()) -> dict[str, str]:
    """What a git process sees: nothing inherited that could point it elsewhere, and never a question on the screen.

    `hooks` is an empty folder, so that no hook of anybody's runs. `ext::` and the like are outside `protocols`.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = (*CONFIG, ("core.hooksPath", str(hooks)), *settings)
    env |= {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": protocols,
        "GIT_OPTIONAL_LOCKS": "0",
        # Or the log that a shared folder may keep would tell who is logged in here, also of what has no name.
        "GIT_COMMITTER_NAME": NOBODY,
        "GIT_COMMITTER_EMAIL": EMAIL,
        "GCM_INTERACTIVE": "never",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_ASKPASS": "",
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "GIT_CONFIG_COUNT": str(len(settings)),
    }
    for number, (key, value) in enumerate(settings):
        env[f"GIT_CONFIG_KEY_{number}"] = key
        env[f"GIT_CONFIG_VALUE_{number}"] = value
    return env


class Git:
    """Commands in one repository (or in none, when `git_dir` is None)."""

    def __init__(
        self,
        hooks: Path,
        git_dir: Path | None = None,
        work_tree: Path | None = None,
        guard: Callable[[], object] | None = None,
    ) -> None:
        """`guard` is asked before each process whether the repository may be used; it raises where it may not."""
        self._hooks, self._git_dir, self._work_tree, self._guard = hooks, git_dir, work_tree, guard

    def run(
        self,
        *arguments: str,
        stdin: bytes | Iterable[bytes] = b"",
        seconds: float = LOCAL_SECONDS,
        env: dict[str, str] | None = None,
        protocols: str = "https:ssh:file",
        settings: Settings = (),
    ) -> bytes:
        """Standard output of one command. Raises Failed, or TimedOut: one that talks to somebody else after so many
        `seconds` of silence, however long it takes in all; any other after them.
        """
        mark = self.mark() if arguments[0] in _LOCKING else None
        process = self.start(*arguments, env=env, protocols=protocols, settings=settings)
        if arguments[0] in _TALKING:
            _talking.add(process)
        data = stdin if isinstance(stdin, bytes) else b"".join(stdin)
        try:
            if arguments[0] in _TALKING:
                out, err = _heard(process, data, seconds)
            else:
                out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            end(process)
            raise TimedOut(-1, "") from None
        except BaseException:
            end(process)
            raise
        finally:
            _talking.discard(process)
            if mark is not None:
                # A signal ended it, ours or another's: git may have had no time to tidy up.
                mark.done(cut_short=process.returncode is None or process.returncode < 0)
        if process.returncode != 0:
            raise Failed(process.returncode, err.decode("utf-8", "replace"), out.decode("utf-8", "replace"))
        return out

    def stream(self, *arguments: str, stdin: bytes = b"") -> Generator[bytes, None, None]:
        """What one command says, as it comes; it ends when nobody reads on. Raises Failed or TimedOut."""
        process = self.start(*arguments)
        assert process.stdout is not None
        errors: list[bytes] = []
        # Whoever waits for one of three pipes would be waited for at another. No file: a full disk can still be read.
        helpers = [Thread(target=_tell, args=(process, stdin)), Thread(target=_hear, args=(process, errors))]
        late = Timer(LOCAL_SECONDS, _kill, (process,))
        for thread in (*helpers, late):
            thread.daemon = True
            thread.start()
        try:
            while part := process.stdout.read1(PIECE):  # type: ignore[attr-defined]
                yield part
            process.wait()
        finally:
            was_late = not late.is_alive()
            late.cancel()
            if process.poll() is None:
                _kill(process)
            for thread in helpers:
                thread.join()
            process.stdout.close()
            process.wait()
        if process.returncode != 0:
            raise (
                TimedOut(-1, "")
                if was_late
                else Failed(process.returncode, b"".join(errors).decode("utf-8", "replace"))
            )

    def start(
        self,
        *arguments: str,
        env: dict[str, str] | None = None,
        protocols: str = "https:ssh:file",
        settings: Settings = (),
    ) -> subprocess.Popen[bytes]:
        """One command, running, in a session of its own, so that it can't write over the screen."""
        if self._guard is not None:
            self._guard()
        surroundings = environment(self._hooks, protocols, settings) | (env or {})
        if arguments[0] not in _PERSONAL:
            surroundings |= NOBODYS_SETTINGS
        if self._git_dir is not None:
            surroundings["GIT_DIR"] = str(self._git_dir)
        if self._work_tree is not None:
            surroundings["GIT_WORK_TREE"] = str(self._work_tree)
        command, place = [executable(), *arguments], self._work_tree or self._git_dir or self._hooks
        if arguments[0] in _PORCELAIN:
            _leave_what_was_inherited()
            from kindboard.git import porcelain

            return porcelain.start(command, surroundings, place)
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings,
            cwd=place,
            start_new_session=True,
        )

    def make(self, folder: Path, **options: str | bool) -> None:
        """Make a new repository in a folder: `bare`, `shared`, `initial_branch`. Raises Failed."""
        executable()
        _leave_what_was_inherited()
        from kindboard.git import porcelain

        porcelain.init(folder, environment(self._hooks), **options)

    def mark(self) -> Mark | None:
        """The mark of one git that is about to work in this repository, if kindboard keeps anything there."""
        return Mark(self._git_dir) if self._git_dir is not None and (self._git_dir / "kindboard").is_dir() else None

    def is_shallow(self) -> bool:
        """Whether somebody's plain git fetched only the last part of the history: too little to merge with."""
        return self._git_dir is not None and (self._git_dir / "shallow").exists()

    def names_its_own(self, said: str) -> bool:
        """Whether what git said names an object of this repository, and not of the one at the other end."""
        if self._git_dir is None:
            return False
        common = self._git_dir.parent.parent if self._git_dir.parent.name == "worktrees" else self._git_dir
        return str(common / "objects") in said

    def ok(self, *arguments: str, stdin: bytes = b"") -> bool:
        """Whether the command ends well."""
        try:
            self.run(*arguments, stdin=stdin)
        except Failed:
            return False
        return True


def _leave_what_was_inherited() -> None:
    """GitPython hands on the whole of this process's environment, also to the git that it asks while it is loaded."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        os.environ.pop(name, None)


def _tell(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it has ended, and says itself why
        process.stdin.write(data)
    with contextlib.suppress(OSError):
        process.stdin.close()


def _hear(process: "subprocess.Popen[bytes]", errors: list[bytes]) -> None:
    assert process.stderr is not None
    errors.append(process.stderr.read())
    process.stderr.close()


def _heard(process: "subprocess.Popen[bytes]", data: bytes, silence: float) -> tuple[bytes, bytes]:
    """All it said, as long as it says something (git tells its progress each second). Raises TimeoutExpired."""
    before = 0
    for _ in range(max(int(LONGEST_TALK / silence), 1)):
        try:
            return process.communicate(None if before else data, timeout=silence)
        except subprocess.TimeoutExpired as waited:
            heard = len(waited.output or b"") + len(waited.stderr or b"")
            if heard <= before:
                raise
            before = heard
    raise subprocess.TimeoutExpired(process.args, LONGEST_TALK)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command and the children it started (ssh, index-pack, a stuck remote helper)."""
    _kill(process)
    with contextlib.suppress(OSError, ValueError):
        process.communicate(timeout=5)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def hang_up() -> None:
    """End what is still talking to a shared board: kindboard closes, and the next sync does it again."""
    for process in tuple(_talking):
        _kill(process)


def abandon() -> None:
    """End every command that this process has begun, also one that it is only just starting: a person stops it all."""
    import psutil  # 10 ms that nobody else need spend

    for child in psutil.Process().children():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform != "win32" and os.getpgid(child.pid) == child.pid:
                os.killpg(child.pid, signal.SIGKILL)
