"""Talking to the shared board: fetch, push, and what went wrong when it did."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kindboard.git.access import way_in
from kindboard.git.address import Address
from kindboard.git.damage import is_damage
from kindboard.git.failed import Failed
from kindboard.git.run import LONGEST_TALK, NOBODYS_SETTINGS, Git
from kindboard.git.trouble import RemoteTrouble, Trouble, trouble_of
from kindboard.git.trust import check_settings, leads_elsewhere

NETWORK_SECONDS = 60
"""Of silence: a slow line is no reason to give up."""


@dataclass(frozen=True, slots=True)
class Remote:
    """One shared board, seen from one clone (`git` may belong to no repository, to ask before joining)."""

    git: Git
    address: Address
    hooks: Path

    def check(self) -> None:
        """A folder's settings are read before git is let near it. Raises RemoteTrouble or KindboardError."""
        if self.address.folder is not None:
            try:
                self._check_folder(self.address.folder)
            except PermissionError:
                raise RemoteTrouble(Trouble.REFUSED) from None

    def _check_folder(self, folder: Path) -> None:
        if not folder.exists():
            raise RemoteTrouble(Trouble.OFFLINE)
        git_dir = git_folder(folder)
        if git_dir is None:
            raise RemoteTrouble(Trouble.NO_BOARD)
        # Whoever owns the folder could lead our writing to places of ours that they can't reach, or have git, which
        # looks for a `.git` in it first, use another repository than the one that was looked at.
        links = (git_dir / name for name in ("", "config", "objects", "refs", "refs/heads"))
        if any(link.is_symlink() for link in links) or (git_dir == folder and os.path.lexists(folder / ".git")):
            raise leads_elsewhere("the shared folder")
        check_settings(Git(self.hooks), git_dir, "the shared folder")

    def branches(self) -> tuple[dict[str, str], str | None]:
        """(ref -> oid of every branch, the ref its HEAD names if it has one). Raises RemoteTrouble.

        PAGE where a web page answers: git takes what has no line that it understands for a board without branches.
        """
        upload, _ = self.address.commands(self.hooks)
        with TemporaryDirectory() as folder:
            packets = Path(folder, "packets")
            traced = {"GIT_TRACE_PACKET": str(packets)} if self.address.is_http else {}
            out = self._ask("ls-remote", "--symref", f"--upload-pack={upload}", "--", self.address.url, env=traced)
            if traced and not out and not packets.exists():
                raise RemoteTrouble(Trouble.PAGE)
        refs, head = {}, None
        for line in out.decode("utf-8", "replace").splitlines():
            value, _, name = line.partition("\t")
            if value.startswith("ref: ") and name == "HEAD":
                head = value.removeprefix("ref: ")
            elif name.startswith("refs/heads/"):
                refs[name] = value
        return refs, head

    def fetch(self, branch: str, into: str, *, set_back: bool = False, tip_only: bool = False) -> None:
        """Bring the branch's newest commits here, under the ref `into`. Raises RemoteTrouble.

        STALE where the branch was set back to before `into`, unless `set_back` allows that. `tip_only`: into a new
        repository, to look what is there before all of it is asked for, which is done by a second fetch.
        """
        upload, _ = self.address.commands(self.hooks)
        self._ask(
            "fetch", "--progress", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head",
            *(("--depth=1",) if tip_only else ("--unshallow",) if self.git.is_shallow() else ()),
            f"--upload-pack={upload}", "--", self.address.url, f"{'+' if set_back else ''}{branch}:{into}",
        )  # fmt: skip

    def push(self, oid: str, branch: str) -> None:
        """Offer one commit as the branch's new tip; never by force. Raises RemoteTrouble, STALE for a lost race."""
        _, receive = self.address.commands(self.hooks)
        # A password that may only read is turned down here, and is not to be forgotten for it.
        self._ask(
            "push", "--progress", "--porcelain", "--no-verify", f"--receive-pack={receive}",
            "--", self.address.url, f"{oid}:{branch}", forget=False,
        )  # fmt: skip

    def _ask(self, *arguments: str, forget: bool = True, env: Mapping[str, str] | None = None) -> bytes:
        self.check()
        # While curl sends, git says nothing: there it is curl that notices a line that is dead.
        sends = self.address.is_http and arguments[0] == "push"
        # How a person gets in elsewhere, and what they hide or refuse there, is nothing to a folder.
        folder = NOBODYS_SETTINGS if self.address.folder is not None else {}
        with way_in(self.address, self.hooks, forget=forget) as way:
            try:
                return self.git.run(
                    *arguments,
                    seconds=LONGEST_TALK if sends else NETWORK_SECONDS,
                    env={**way.env, **folder, **(env or {})},
                    settings=(*way.settings, ("http.lowSpeedTime", str(NETWORK_SECONDS))),
                    protocols=self.address.protocols,
                )
            except Failed as failed:
                if failed.disk_is_full and arguments[0] == "fetch":
                    raise  # it is ours that is full
                if is_damage(failed) and self.git.names_its_own(failed.stderr):
                    raise  # it is ours that is damaged
                raise RemoteTrouble(trouble_of(failed, self.address, way.said)) from None


def git_folder(folder: Path) -> Path | None:
    """The git folder of a shared folder, in the order in which git looks for it: the `.git` in it, or itself."""
    for candidate in (folder / ".git", folder):
        if (candidate / "HEAD").is_file() and (candidate / "objects").is_dir():
            return candidate
    return None
