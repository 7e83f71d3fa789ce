"""What a clone remembers: which branch is the board's, where it is shared, who writes here."""

import contextlib
import os
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
    shared: str = ""
    """Where the board was last seen to be shared, as that config has it: a power cut may empty it."""
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
    """The clone's settings; a clone made by plain git gets those that its branches suggest."""
    try:
        return msgspec.json.decode((folder(repository) / "settings.json").read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        settings = _of_the_first_work_tree(repository) or fresh(_board_branch(repository), person.remembered().name)
        with contextlib.suppress(KindboardError):  # a clone that can't be written to can still be read
            write(repository, settings)
        return settings


def _board_branch(repository: Repository) -> str:
    """Of a clone made by plain git: the branch that is checked out, unless somebody began it here beside the team's."""
    here = repository.checked_out()
    if here is None or not repository.has_met(here):
        return repository.shared_branch() or here or "refs/heads/main"
    return here


def mend_head(repository: Repository) -> None:
    """A HEAD that a power cut emptied names the board's branch again; nothing else is needed to open the board.

    Only where a board was opened before: somebody's other repository is not ours to write into.
    """
    if repository.lost_its_head and (folder(repository) / "settings.json").exists():
        with contextlib.suppress(KindboardError, OSError):
            atomic.write(repository.git_dir / "HEAD", f"ref: {read(repository).branch}\n".encode())


def mend_config(repository: Repository) -> None:
    """A config that a power cut emptied says again where the board is shared. One that somebody changed stays."""
    config = repository.common_dir / "config"
    try:
        emptied = not config.read_bytes().strip(b"\0\r\n\t ")
    except FileNotFoundError:
        emptied = True
    except OSError:
        return
    if emptied and (folder(repository) / "settings.json").exists():
        with contextlib.suppress(KindboardError):
            atomic.write(config, _config(read(repository)).encode("utf-8", "surrogateescape"))


def _config(settings: Settings) -> str:
    """What git writes for a new repository, and the remote."""
    yes, no = ("true", "false") if os.name != "nt" else ("false", "true")
    text = f"[core]\n\trepositoryformatversion = 0\n\tfilemode = {yes}\n\tbare = false\n\tlogallrefupdates = true\n"
    if no == "true":
        text += "\tsymlinks = false\n\tignorecase = true\n"
    if settings.shared:
        name, url = (_quoted(value) for value in (settings.remote, settings.shared))
        text += f"[remote {name}]\n\turl = {url}\n\tfetch = +refs/heads/*:refs/remotes/{settings.remote}/*\n"
    return text


def _quoted(value: str) -> str:
    """As git's config has it, whatever is in it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


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
