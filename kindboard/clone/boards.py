"""Which board is meant: the one round a folder, one by its name, or the last one opened on this computer."""

from collections.abc import Iterator
from pathlib import Path

from kindboard.cards.toml import parse
from kindboard.clone import person, settings
from kindboard.clone.files import plain_bytes
from kindboard.clone.here import Here
from kindboard.errors import KindboardError, NotReadable, WrongUse
from kindboard.git.repository import Repository, find
from kindboard.told import KnownBoard


def own_boards(root: Path) -> tuple[str, ...]:
    """The slugs of a repository's boards that are no starters."""
    return tuple(path.parent.name for path in sorted(root.glob("boards/*/board.toml")) if not _is_starter(path))


def boards_of(repository: Repository) -> tuple[str, ...]:
    """The same, also where somebody has checked out another branch, which may hold no board, or others."""
    settings.mend_head(repository)
    settings.mend_config(repository)
    if (settings.folder(repository) / "settings.json").exists() and not (here := Here(repository)).shows_the_board:
        from kindboard.clone.clone import Clone  # git is not loaded where it is not needed
        from kindboard.clone.repair import whole
        from kindboard.git.failed import Failed

        clone = Clone(here)
        try:
            whole(clone, lambda: clone.tip)
            found = [path for path in clone.listing("boards") if path.count("/") == 2 and path.endswith("/board.toml")]
            return tuple(path.split("/")[1] for path in sorted(found) if not _starts(clone.kept(path)))
        except (Failed, KindboardError):
            return own_boards(repository.root)
        finally:
            clone.close()
    return own_boards(repository.root) or _taken_away(repository)


def _taken_away(repository: Repository) -> tuple[str, ...]:
    """The boards whose folders somebody deleted by hand: they are on the branch, and come back with the next save."""
    if not (settings.folder(repository) / "settings.json").exists():
        return ()
    parts = (path.split("/") for path in Here(repository).written.oids() if path.endswith("/board.toml"))
    return tuple(sorted(slug for _, slug, *rest in parts if len(rest) == 1))


def _is_starter(path: Path) -> bool:
    try:
        return _starts(plain_bytes(path))
    except OSError:
        return False


def _starts(raw: bytes | None) -> bool:
    try:
        return bool(parse(raw or b"").get("starter", False))
    except NotReadable:
        return False


def told_of(root: Path) -> Iterator[KnownBoard]:
    """The boards in a folder, in words."""
    repository = find(root)
    slugs = boards_of(repository) if repository is not None and repository.root == root else ()
    for slug in slugs:
        yield KnownBoard(str(root), slug, _title(root / "boards" / slug / "board.toml") or slug)
    if not slugs:
        yield KnownBoard(str(root), "", root.name, there=False)


def _title(path: Path) -> str:
    try:
        return str(parse(plain_bytes(path)).get("title", ""))
    except (OSError, NotReadable):
        return ""


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
    if repository is not None and boards_of(repository):
        return repository, _slug(repository, board)
    for root in person.remembered().boards:
        repository = find(Path(root))
        if repository is not None and repository.root == Path(root) and boards_of(repository):
            return repository, _slug(repository, board)
    raise _no_board(Path.cwd())


def _slug(repository: Repository, board: str | None) -> str:
    slugs = boards_of(repository)
    if board is None and slugs:
        last = settings.read(repository).board
        return last if last in slugs else slugs[0]
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
