"""Which board is meant: the one round a folder, one by its name, or the last one opened on this computer."""

from pathlib import Path

from kindboard.clone import person
from kindboard.errors import KindboardError, NotReadable, WrongUse
from kindboard.git.repository import Repository, find
from kindboard.toml import parse


def own_boards(root: Path) -> tuple[str, ...]:
    """The slugs of a repository's boards that are no starters."""
    return tuple(path.parent.name for path in sorted(root.glob("boards/*/board.toml")) if not _is_starter(path))


def _is_starter(path: Path) -> bool:
    try:
        return bool(parse(path.read_bytes()).get("starter", False))
    except (OSError, NotReadable):
        return False


def choose(start: Path | None, board: str | None) -> tuple[Repository, str]:
    """The repository and board meant by a folder, or by none: the enclosing one, else the last one opened here.

    Raises KindboardError with what to do where there is none.
    """
    if start is not None:
        repository = find(start)
        if repository is None:
            raise _no_board(start)
        return repository, _slug(repository, board)
    repository = find(Path.cwd())
    if repository is not None and own_boards(repository.root):
        return repository, _slug(repository, board)
    for root in person.remembered().boards:
        repository = find(Path(root))
        if repository is not None and repository.root == Path(root) and own_boards(repository.root):
            return repository, _slug(repository, board)
    raise _no_board(Path.cwd())


def _slug(repository: Repository, board: str | None) -> str:
    slugs = own_boards(repository.root)
    if board is None and slugs:
        return slugs[0]
    if board in slugs:
        return board
    if board is None:
        raise _no_board(repository.root)
    there = ", ".join(slugs) or "none yet"
    raise WrongUse("unknown-board", f"There is no board called {board} here.", f"There are: {there}.")


def _no_board(path: Path) -> KindboardError:
    return KindboardError(
        "no-board",
        f"There is no board in {path}.",
        "Start one with `kindboard init`, or join your team's with `kindboard join`.",
    )
