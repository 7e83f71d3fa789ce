"""Who is at this computer: their name, their own folders, the boards they have opened, and the clock."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kindboard.clone import atomic


def now() -> datetime:
    """The time, in UTC. `KINDBOARD_NOW` fixes it, for tests and for the example board."""
    fixed = os.environ.get("KINDBOARD_NOW")
    return datetime.fromisoformat(fixed).astimezone(UTC) if fixed else datetime.now(UTC)


def own_folder() -> Path:
    """Where kindboard keeps a person's own things: drafts, name, list of boards. Never shared."""
    home = os.environ.get("KINDBOARD_HOME")
    if home:
        return Path(home)
    from platformdirs import user_data_path  # 30 ms, and not needed where KINDBOARD_HOME is set

    return user_data_path("kindboard", appauthor=False)


def no_hooks(own: Path | None = None) -> Path:
    """An empty folder that git is told to look for hooks in, so that none is ever run. `own`: in whose folder."""
    folder = (own or own_folder()) / "no-hooks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.cannot_write(folder.parent, error) from error
    return folder


class Person(msgspec.Struct, kw_only=True):
    """What is remembered of whoever uses this computer. `boards`: folders of repositories, last opened first.

    `several`: not one person only; `names`: what they are called, last used first. `colours`: of the screens, as
    KINDBOARD_THEME names them; empty where none were chosen.
    """

    name: str | None = None
    boards: Sequence[str] = ()
    several: bool = False
    names: Sequence[str] = ()
    colours: str = ""


def remembered() -> Person:
    try:
        return msgspec.json.decode((own_folder() / "person.json").read_bytes(), type=Person)
    except (OSError, msgspec.DecodeError):
        return Person()


def remember(person: Person) -> None:
    atomic.write(own_folder() / "person.json", msgspec.json.encode(person), 0o600)


def remember_colours(name: str) -> None:
    person = remembered()
    if person.colours != name:
        person.colours = name
        remember(person)


def remember_board(root: Path) -> None:
    """Put a board first in the list of boards this computer has opened."""
    person = remembered()
    boards = [str(root), *(b for b in person.boards if b != str(root))][:50]
    if boards != list(person.boards):
        person.boards = boards
        remember(person)
