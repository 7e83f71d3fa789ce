"""Real boards on disk, and people who share one: `with a_team(folder, "Sam", "Jo") as team: ...`."""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import kindboard
from kindboard.clone import person
from kindboard.starters import starters
from kindboard.told import Synced
from kindboard.workspace.workspace import Workspace
from tests import generated

PATIENCE = 30
"""Seconds that another window's sync may take."""


@contextmanager
def at_the_computer_of(folder: Path) -> Iterator[None]:
    """Inside, kindboard keeps a person's own things in `folder`: each person of a team has a computer of their own."""
    before = os.environ.get("KINDBOARD_HOME")
    os.environ["KINDBOARD_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["KINDBOARD_HOME"]
        else:
            os.environ["KINDBOARD_HOME"] = before


def a_workspace(folder: Path, *, starter: str = "kindness-in-practice", name: str | None = "Sam") -> Workspace:
    """A new board on disk, shared with nobody."""
    home = person.own_folder()

    def start(folder: Path) -> Workspace:
        return starters.init(folder / "board", starter=starter, title="Riverside Day Team", name=name)

    def make(folder: Path) -> None:
        with at_the_computer_of(folder / "computer"):
            start(folder).close()

    if (home / "person.json").exists() or "KINDBOARD_NOW" in os.environ:
        return start(folder)
    made = _made((starter, name), make)
    _copy(made, "board", folder)
    home.mkdir(parents=True, exist_ok=True)
    (home / "person.json").write_text((made / "computer" / "person.json").read_text().replace(str(made), str(folder)))
    return kindboard.open(folder / "board")


_MADE: dict[tuple[object, ...], Path] = {}


def _made(key: tuple[object, ...], make: Callable[[Path], None]) -> Path:
    """A folder made once in each process: making boards anew would take half of the tests' time."""
    if key not in _MADE:
        folder = Path(tempfile.mkdtemp(prefix="kindboard-made-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        make(folder)
        _MADE[key] = folder
    return _MADE[key]


def _copy(made: Path, name: str, folder: Path) -> None:
    """Copy one of the things made; where files name its place, they name the new one."""
    shutil.copytree(made / name, folder / name, symlinks=True)
    for file in (folder / name / ".git" / "config", folder / name / "person.json"):
        if file.exists():
            file.write_text(file.read_text().replace(str(made), str(folder)))


def send_all(workspace: Workspace) -> Synced:
    """A sync, and where what has no name went alone, another one for the rest."""
    synced = workspace.sync(now=True)
    return workspace.sync() if synced.sent and workspace.status().unsent else synced


@dataclass(frozen=True)
class Team:
    """People who share one board through a folder, each with a clone and a computer of their own."""

    shared: Path
    members: tuple[Workspace, ...]

    def __iter__(self) -> Iterator[Workspace]:
        return iter(self.members)

    def sync(self) -> None:
        """Everybody syncs twice, so that all have what all had."""
        for member in self.members * 2:
            state = send_all(member)
            end = time.monotonic() + PATIENCE
            while state.state == "busy" and time.monotonic() < end:  # a window that is still open syncs, too
                time.sleep(0.1)
                state = send_all(member)
            assert state.state == "synced", state
        for member in self.members:
            member.clone.index.finish()  # it is told in the background

    def tips(self) -> set[str]:
        """The commits that the members and the shared folder stand on."""
        folders = (self.shared, *(member.root for member in self.members))
        return {generated.git(folder, "rev-parse", "HEAD").decode().strip() for folder in folders}

    def close(self) -> None:
        for member in self.members:
            member.close()


@contextmanager
def a_team(folder: Path, *names: str) -> Iterator[Team]:
    """The first person starts the board and shares it, the others join; all is sent."""
    if "KINDBOARD_NOW" in os.environ:
        _found(folder, names)
    else:
        made = _made(names, lambda folder: _found(folder, names))
        for part in ("shared", *(part for name in names for part in (name, f"{name}-computer"))):
            _copy(made, part, folder)
    members = []
    for name in names:
        with at_the_computer_of(folder / f"{name}-computer"):
            members.append(kindboard.open(folder / name))
    team = Team(folder / "shared", tuple(members))
    try:
        yield team
    finally:
        team.close()


def _found(folder: Path, names: tuple[str, ...]) -> None:
    shared = folder / "shared"
    members: list[Workspace] = []
    for name in names:
        with at_the_computer_of(folder / f"{name}-computer"):
            if not members:
                first = starters.init(folder / name, starter="kindness-in-practice", title="Riverside", name=name)
                starters.connect(first, str(shared))
                members.append(first)
            else:
                members.append(starters.join(str(shared), folder / name, name=name))
    team = Team(shared, tuple(members))
    try:
        team.sync()
    finally:
        team.close()
