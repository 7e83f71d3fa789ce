"""Real boards on disk, and people who share one: `with a_team(folder, "Sam", "Jo") as team: ...`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kindboard import starters
from kindboard.workspace import Workspace
from tests import generated


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
    return starters.init(folder / "board", starter=starter, title="Riverside Day Team", name=name)


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
            state = member.sync(now=True)
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
        yield team
    finally:
        team.close()
