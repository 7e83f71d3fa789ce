"""What a clone remembers: which branch is the board's, where it is shared, who writes here."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kindboard.cards.ids import random_letters
from kindboard.clone import atomic, person
from kindboard.errors import KindboardError
from kindboard.git.repository import Repository


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Kept beside git's own files, never shared. `remote` is the name of a remote in git's config."""

    id: str
    branch: str = "refs/heads/main"
    remote: str = "origin"
    board: str | None = None
    """Which of several boards was opened last."""
    name: str | None = None
    person: str = ""
    """The random code that "me too" is kept under, one per name and computer; it tells nobody who it was."""
    codes: Mapping[str, str] = {}
    """The codes of the other names that were used here; no name is an empty one."""

    @property
    def tracking(self) -> str:
        return f"refs/remotes/{self.remote}/{self.branch.removeprefix('refs/heads/')}"


def folder(repository: Repository) -> Path:
    return repository.git_dir / "kindboard"


def read(repository: Repository) -> Settings:
    """The clone's settings; a clone made by plain git gets those that its checked-out branch suggests."""
    try:
        return msgspec.json.decode((folder(repository) / "settings.json").read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        settings = _of_the_first_work_tree(repository) or fresh(
            repository.checked_out() or "refs/heads/main", person.remembered().name
        )
        with contextlib.suppress(KindboardError):  # a clone that can't be written to can still be read
            write(repository, settings)
        return settings


def mend_head(repository: Repository) -> None:
    """A HEAD that a power cut emptied names the board's branch again; nothing else is needed to open the board.

    Only where a board was opened before: somebody's other repository is not ours to write into.
    """
    if repository.lost_its_head and (folder(repository) / "settings.json").exists():
        with contextlib.suppress(KindboardError, OSError):
            atomic.write(repository.git_dir / "HEAD", f"ref: {read(repository).branch}\n".encode())


def _of_the_first_work_tree(repository: Repository) -> Settings | None:
    """A second work tree, on whatever branch, shows the board that the first one has."""
    try:
        file = repository.common_dir / "kindboard" / "settings.json"
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return None


def fresh(branch: str, name: str | None) -> Settings:
    return Settings(id=random_letters(16), branch=branch, name=name, person=random_letters(8))


def write(repository: Repository, settings: Settings) -> None:
    atomic.write(folder(repository) / "settings.json", msgspec.json.encode(settings))
