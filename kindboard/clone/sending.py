"""What may have left this computer: what was being sent when it was last heard of, and the folder it was sent to."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from kindboard.clone import atomic
from kindboard.git import address, log
from kindboard.git.failed import Failed
from kindboard.git.locks import Offered
from kindboard.git.remote import git_folder

if TYPE_CHECKING:
    from kindboard.clone.settings import Settings
    from kindboard.git.objects import Objects
    from kindboard.git.run import Git

_OFFERS = 50
"""Commits that were to be sent, and nobody knows whether they were: so many are remembered."""


class Sending:
    """A part of the clone."""

    folder: Path

    if TYPE_CHECKING:

        @property
        def git(self) -> Git: ...

        @property
        def objects(self) -> Objects: ...

        @property
        def settings(self) -> Settings: ...

        @property
        def remote_url(self) -> str | None: ...

        def release_locks(self) -> None: ...

    def offer(self, oid: str | None) -> None:
        """Remember a commit that is about to be sent; None: all that was sent is known to be with the others.

        By its commit, a lock that a killed git left in the shared folder is known to be ours: until that is over,
        what was sent is not forgotten.
        """
        if (offered := self._offered()) and not offered.is_over:
            self.release_locks()
        left = [other for other in self._offers() if other != oid] if oid or (offered and not offered.is_over) else []
        if new := [*left, *([oid] if oid else [])][-_OFFERS:]:
            atomic.write(self.folder / "offered", "\n".join(new).encode())
        else:
            (self.folder / "offered").unlink(missing_ok=True)

    def _offers(self) -> list[str]:
        try:
            return (self.folder / "offered").read_text().split()
        except FileNotFoundError:
            return []

    def maybe_sent(self) -> set[str]:
        """The Save-Ids of what others may have though our branch does not say so: a sync was cut short, or runs now.

        It is what was being sent, and what has been fetched and not yet joined.
        """
        tracking = self.settings.tracking if self.objects.oid(self.settings.tracking) else None
        known = [f"^{tracking}"] if tracking else []
        ids = log.save_ids(self.git, tracking, f"^{self.settings.branch}") if tracking else set()
        for oid in self._offers():
            with contextlib.suppress(Failed):  # somebody's git has pruned it
                ids |= log.save_ids(self.git, oid, *known) if self.objects.oid(oid) else set()
        return ids

    def is_sent(self, path: str) -> bool:
        """Whether others have this file: what is queued can then be merged onto what they have."""
        return self.objects.get(f"{self.settings.tracking}:{path}") is not None

    def _offered(self) -> Offered | None:
        oids, shared = self._offers(), self._shared
        return Offered(shared, self.settings.branch, frozenset(oids)) if oids and shared else None

    @property
    def _shared(self) -> Path | None:
        """Git's folder that the board is shared through, if it is a folder."""
        folder = address.read(self.remote_url).folder if self.remote_url else None
        return (git_folder(folder) or folder) if folder else None

    @property
    def shared_locks(self) -> list[Path]:
        """Files in the shared folder that keep it busy: some git's locks."""
        names = ("HEAD.lock", f"{self.settings.branch}.lock")
        return [lock for name in names if self._shared and (lock := self._shared / name).exists()]
