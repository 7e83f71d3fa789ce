"""Several boards on one computer: which there are, and another one in the same folder."""

from pathlib import Path

from kindboard.clone import boards, change, journal, person
from kindboard.edits.edits import clean, slug_of
from kindboard.errors import WrongUse
from kindboard.starters.files import DEFAULT, check_starter, files_of
from kindboard.told import KnownBoard
from kindboard.workspace.workspace import Workspace


def known() -> tuple[KnownBoard, ...]:
    """Every board this computer has opened, the last one first; those of one folder stand together."""
    return tuple(board for root in person.remembered().boards for board in boards.told_of(Path(root)))


def remember(workspace: Workspace) -> None:
    """This is the board that is opened next time, where nobody says which."""
    person.remember_board(workspace.root)
    workspace.remember_which()


def colours() -> str:
    """Of the screens, as they were chosen on this computer; empty where none were."""
    return person.remembered().colours


def remember_colours(name: str) -> None:
    """Raises KindboardError where nothing can be remembered."""
    person.remember_colours(name)


def add(workspace: Workspace, title: str, starter: str = DEFAULT) -> str:
    """Begin another board beside this one, for the same people; its slug. Raises KindboardError."""
    check_starter(starter)
    title = " ".join(clean(title).split())
    if not title:
        raise WrongUse("empty", "The title can't be empty.", "Write something, then save again.")
    base, taken = slug_of(title) or "board", set(boards.own_boards(workspace.root)) | set(workspace.boards())
    slug = next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}-{n}") not in taken)
    files = [
        journal.Wanted(path, None, raw)
        for path, raw in files_of(starter, slug, title).items()
        if path.startswith(f"boards/{slug}/")
    ]
    change.make(
        workspace.clone,
        files,
        subject="Start another board",
        words="a new board",
        name=workspace.name,
        when=workspace.now,
    )
    return slug
