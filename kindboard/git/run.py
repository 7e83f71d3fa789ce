"""Running git: the environment of every call (faults.md), time-outs, and one long-lived reader of objects.

Nothing git prints is ever shown to a person: callers read `Failed.stderr` only to tell one failure from another.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kindboard.errors import KindboardError

LOCAL_SECONDS = 120
"""No local command takes this long, on any board; what does is stuck."""

OLDEST = (2, 31)
"""The first git that takes settings from the environment and compares merges with their first parent."""

CONFIG: tuple[tuple[str, str], ...] = (
    ("core.fsmonitor", "false"),
    ("core.quotePath", "false"),
    ("core.attributesFile", os.devnull),
    ("core.fsync", "all"),
    ("transfer.fsckObjects", "true"),
    ("fetch.recurseSubmodules", "no"),
    ("push.recurseSubmodules", "no"),
    ("push.gpgSign", "false"),
    ("log.showSignature", "false"),
    ("gc.autoDetach", "false"),
    ("maintenance.autoDetach", "false"),
    ("http.followRedirects", "false"),
    ("http.lowSpeedLimit", "100"),
    ("http.lowSpeedTime", "20"),
)


class Failed(Exception):
    """A git command ended with a failure. Internal: each caller words what it means for a person."""

    def __init__(self, status: int, stderr: str) -> None:
        super().__init__(f"git ended with {status}")
        self.status, self.stderr = status, stderr


class TimedOut(Failed):
    """A git command did not end in its time; it and its children have been ended."""


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
    said = subprocess.run([found, "version"], capture_output=True, check=False, timeout=LOCAL_SECONDS).stdout
    version = re.search(rb"(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        raise KindboardError(
            "old-git",
            f"kindboard needs git {OLDEST[0]}.{OLDEST[1]} or newer, and this computer has an older one.",
            "Update git (git-scm.com, or ask whoever looks after this computer), then start again.",
        )
    return found


def environment(hooks: Path, protocols: str = "https:ssh:file") -> dict[str, str]:
    """What a git process sees: nothing inherited that could point it elsewhere, and never a question on the screen.

    `hooks` is an empty folder, so that no hook of anybody's runs. `ext::` and the like are outside `protocols`.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = (*CONFIG, ("core.hooksPath", str(hooks)))
    env |= {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": protocols,
        "GIT_OPTIONAL_LOCKS": "0",
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

    def __init__(self, hooks: Path, git_dir: Path | None = None, work_tree: Path | None = None) -> None:
        self._hooks, self._git_dir, self._work_tree = hooks, git_dir, work_tree

    def run(
        self,
        *arguments: str,
        stdin: bytes | Iterable[bytes] = b"",
        seconds: float = LOCAL_SECONDS,
        env: dict[str, str] | None = None,
        protocols: str = "https:ssh:file",
    ) -> bytes:
        """Standard output of one command. Raises Failed, or TimedOut after `seconds`."""
        process = self.start(*arguments, env=env, protocols=protocols)
        data = stdin if isinstance(stdin, bytes) else b"".join(stdin)
        try:
            out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            end(process)
            raise TimedOut(-1, "") from None
        except BaseException:
            end(process)
            raise
        if process.returncode != 0:
            raise Failed(process.returncode, err.decode("utf-8", "replace"))
        return out

    def start(
        self, *arguments: str, env: dict[str, str] | None = None, protocols: str = "https:ssh:file"
    ) -> subprocess.Popen[bytes]:
        """One command, running, in a session of its own, so that it can't write over the screen."""
        surroundings = environment(self._hooks, protocols) | (env or {})
        if self._git_dir is not None:
            surroundings["GIT_DIR"] = str(self._git_dir)
        if self._work_tree is not None:
            surroundings["GIT_WORK_TREE"] = str(self._work_tree)
        return subprocess.Popen(
            [executable(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings,
            cwd=self._work_tree or self._git_dir or self._hooks,
            start_new_session=True,
        )

    def ok(self, *arguments: str, stdin: bytes = b"") -> bool:
        """Whether the command ends well."""
        try:
            self.run(*arguments, stdin=stdin)
        except Failed:
            return False
        return True


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command and the children it started (ssh, index-pack, a stuck remote helper)."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError, ValueError):
        process.communicate(timeout=5)


class Objects:
    """Reads refs, commits and files through one `cat-file --batch`; safe to share between threads.

    A fresh process costs 3 ms, a question to a running one 0.1 ms. It sees objects and refs as they are at the time
    of the question, also after another process repacked them.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def get(self, name: str) -> tuple[str, str, bytes] | None:
        """(oid, type, content) of `name` (an oid, a ref, or `<commit>:<path>`); None where there is no such thing."""
        if "\n" in name:
            return None
        with self._lock:
            try:
                return self._ask(name)
            except (BrokenPipeError, ValueError, OSError):
                self._close()
                return self._ask(name)

    def oid(self, name: str) -> str | None:
        found = self.get(name)
        return found[0] if found else None

    def blob(self, oid: str) -> bytes:
        """Raises KeyError where the object is missing."""
        found = self.get(oid)
        if found is None:
            raise KeyError(oid)
        return found[2]

    def _ask(self, name: str) -> tuple[str, str, bytes] | None:
        if self._process is None or self._process.poll() is not None:
            self._process = self._git.start("cat-file", "--batch")
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        stdin.flush()
        head = stdout.readline()
        if not head:
            raise BrokenPipeError
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        oid, kind, size = head.rsplit(b" ", 2)[0], *head.split()[-2:]
        content = stdout.read(int(size))
        stdout.read(1)
        return oid.decode(), kind.decode(), content

    def _close(self) -> None:
        if self._process is not None:
            end(self._process)
            self._process = None

    def close(self) -> None:
        with self._lock:
            self._close()
