"""Drafts: what a person has begun and only this computer has. Never committed, never sent, readable by nobody else."""

import contextlib
from pathlib import Path

import msgspec

from kindboard.board.board import Draft
from kindboard.clone import atomic, person
from kindboard.errors import KindboardError


def _folder(clone_id: str) -> Path:
    return person.own_folder() / "drafts" / clone_id


def keep(clone_id: str, draft: Draft) -> None:
    """Write a draft, on disk when this returns."""
    folder = _folder(clone_id)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise atomic.cannot_write(folder, error) from error
    atomic.write(folder / f"{draft.key}.json", msgspec.json.encode(draft), 0o600)


def discard(clone_id: str, key: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        (_folder(clone_id) / f"{key}.json").unlink()


def read(clone_id: str) -> tuple[Draft, ...]:
    """Every draft of this clone, oldest first. One that can't be read is left where it is."""
    drafts = []
    folder = _folder(clone_id)
    if folder.is_dir():
        for path in folder.glob("*.json"):
            with contextlib.suppress(OSError, msgspec.DecodeError):
                drafts.append(msgspec.json.decode(path.read_bytes(), type=Draft))
    return tuple(sorted(drafts, key=lambda draft: (draft.saved, draft.key)))


def signature(clone_id: str) -> float:
    """Changes when a draft is added or removed."""
    try:
        return _folder(clone_id).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def find(clone_id: str, ending: str) -> Draft:
    """The one draft whose key ends so. Raises KindboardError."""
    found = [draft for draft in read(clone_id) if draft.key.endswith(ending)]
    if len(found) == 1:
        return found[0]
    raise KindboardError(
        "no-draft", f"There is no single draft called {ending}.", "`kindboard list drafts` shows what is kept here."
    )
