"""People who use a server: each with a computer, a name, git and ssh settings of their own, and a clone."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import kindboard
from kindboard.git.access import HALF_A_DAY
from kindboard.starters import starters
from kindboard.told import Synced
from kindboard.workspace.workspace import Workspace
from tests.servers.typist import ROOT, Typist, typist

FIELDS = {"principle": "walk-a-mile", "question": "improve"}


class Person:
    """Somebody at a computer of their own, whose things lie in `home`. Use as a context manager; what they do is `with`
    their surroundings."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.home = name, folder / name
        self.home.mkdir()
        self._workspace: Workspace | None = None

    @property
    def env(self) -> dict[str, str]:
        return {"HOME": str(self.home), "KINDBOARD_HOME": str(self.home / "kb")}

    @property
    def board(self) -> Path:
        return self.home / "board"

    @property
    def workspace(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    @contextlib.contextmanager
    def at_home(self) -> Iterator[None]:
        with patch.dict(os.environ, self.env):
            yield

    def starts(self) -> None:
        with self.at_home():
            self._workspace = starters.init(self.board, title="Riverside", name=self.name)

    def shares(self, url: str | Path) -> None:
        with self.at_home():
            starters.connect(self.workspace, str(url))

    def joins(self, url: str | Path) -> None:
        with self.at_home():
            self._workspace = starters.join(str(url), self.board, name=self.name)

    def opens(self) -> None:
        with self.at_home():
            self._workspace = kindboard.open(self.board)

    def syncs(self) -> Synced:
        with self.at_home():
            return self.workspace.sync(now=True)

    def adds(self, text: str) -> None:
        with self.at_home():
            self.workspace.add("answer", FIELDS | {"text": text})

    def has(self) -> set[str]:
        with self.at_home():
            return {answer.text for answer in self.workspace.board().answers}

    def unsent(self) -> int:
        with self.at_home():
            return self.workspace.status().unsent

    def sets(self, *settings: str) -> None:
        """Change this person's own git settings."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | self.env
        subprocess.run(["git", "config", "--global", *settings], env=env, check=True, timeout=20)

    def knows(self, port: int, user: str, password: str) -> None:
        """Give this person a credential helper of their own, which knows a password for a server."""
        file = self.home / "passwords"
        file.write_text(f"http://{user}:{password}@127.0.0.1%3a{port}\n")
        self.sets("credential.helper", f"store --file={file}")

    @contextlib.contextmanager
    def types(self, *arguments: str | Path, program: str = "") -> Iterator[Typist]:
        """This person runs `kindboard ARGUMENTS` (or a Python program) at a terminal."""
        with typist(*arguments, program=program, **self.env, KINDBOARD_DEBUG="1") as terminal:
            yield terminal

    def begins(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """The same where nobody can be asked."""
        return subprocess.Popen(
            [sys.executable, "-m", "kindboard", *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(ROOT), "KINDBOARD_DEBUG": "1"} | self.env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.home,
        )  # fmt: skip

    def runs(self, *arguments: str | Path, timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        process = self.begins(*arguments)
        try:
            out, err = process.communicate(timeout=timeout)
        finally:
            process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def leaves(self) -> None:
        """Close the board, and end what signing in leaves running for half a day."""
        if self._workspace is not None:
            self._workspace.close()
        for kept in (self.home / "kb" / "ssh").glob("*"):
            subprocess.run(
                ["ssh", "-F", os.devnull, "-O", "exit", "-o", f"ControlPath={kept}", "kindboard"],
                capture_output=True, check=False, timeout=10,
            )  # fmt: skip
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | self.env
        subprocess.run(
            ["git", "credential-cache", f"--timeout={HALF_A_DAY}", "exit"],
            env=env, capture_output=True, check=False, timeout=10,
        )  # fmt: skip


@contextlib.contextmanager
def people(folder: Path, *names: str) -> Iterator[list[Person]]:
    """`with people(folder, "Sam", "Jo") as (sam, jo): ...`; nothing of theirs runs on afterwards."""
    everybody = [Person(folder, name) for name in names]
    try:
        yield everybody
    finally:
        for person in everybody:
            person.leaves()


def holding(folder: Path, secret: bytes) -> list[str]:
    """The files below a folder with these bytes in them, as they lie there."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [path.relative_to(folder).as_posix() for path in files if secret in path.read_bytes()]
