"""Talking to the shared board: fetch, push, and what went wrong when it did."""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kindboard.errors import KindboardError
from kindboard.git.address import Address
from kindboard.git.run import Failed, Git, TimedOut
from kindboard.git.trust import check_settings

NETWORK_SECONDS = 60


class Trouble(Enum):
    """Why a shared board could not be used just now."""

    OFFLINE = "offline"
    SIGN_IN = "sign-in"
    REFUSED = "refused"
    STALE = "stale"
    NO_BRANCH = "no-branch"
    NO_BOARD = "no-board"


class RemoteTrouble(Exception):
    """`kind` tells which; the caller words it."""

    def __init__(self, kind: Trouble) -> None:
        super().__init__(kind.value)
        self.kind = kind


_SIGNS: tuple[tuple[str, Trouble], ...] = (
    (r"couldn't find remote ref", Trouble.NO_BRANCH),
    (r"Permission denied \(|Host key verification failed|Authentication failed", Trouble.SIGN_IN),
    (r"could not read (Username|Password)|terminal prompts disabled|returned error: 401|passphrase", Trouble.SIGN_IN),
    (r"\[rejected\]|fetch first|non-fast-forward|stale info", Trouble.STALE),
    (r"cannot lock ref|incorrect old value|failed to update ref", Trouble.STALE),
    (r"remote rejected|hook declined|protected branch|returned error: 403", Trouble.REFUSED),
    (r"insufficient permission|Permission to .* denied|Permission denied|unable to create", Trouble.REFUSED),
    (r"[Rr]ead-only|No space left", Trouble.REFUSED),
    (r"does not appear to be a git repository|not a git repository|returned error: 404", Trouble.NO_BOARD),
    (r"[Rr]epository .*not found|info/refs not valid|bad line length|protocol error: bad", Trouble.NO_BOARD),
)  # fmt: skip


def _trouble(failed: Failed) -> RemoteTrouble:
    if isinstance(failed, TimedOut):
        return RemoteTrouble(Trouble.OFFLINE)
    for sign, kind in _SIGNS:
        if re.search(sign, failed.stderr):
            return RemoteTrouble(kind)
    return RemoteTrouble(Trouble.OFFLINE)


@dataclass(frozen=True, slots=True)
class Remote:
    """One shared board, seen from one clone (`git` may belong to no repository, to ask before joining)."""

    git: Git
    address: Address
    hooks: Path
    seconds: float = NETWORK_SECONDS

    def check(self) -> None:
        """A folder's settings are read before git is let near it. Raises RemoteTrouble or KindboardError."""
        folder = self.address.folder
        if folder is None:
            return
        if not folder.exists():
            raise RemoteTrouble(Trouble.OFFLINE)
        git_dir = git_folder(folder)
        if git_dir is None:
            raise RemoteTrouble(Trouble.NO_BOARD)
        check_settings(self.git, git_dir, "the shared folder")

    def branches(self) -> tuple[dict[str, str], str | None]:
        """(ref -> oid of every branch, the ref its HEAD names if it has one). Raises RemoteTrouble."""
        upload, _ = self.address.commands(self.hooks)
        out = self._ask("ls-remote", "--symref", f"--upload-pack={upload}", "--", self.address.url)
        refs, head = {}, None
        for line in out.decode("utf-8", "replace").splitlines():
            value, _, name = line.partition("\t")
            if value.startswith("ref: ") and name == "HEAD":
                head = value.removeprefix("ref: ")
            elif name.startswith("refs/heads/"):
                refs[name] = value
        return refs, head

    def fetch(self, branch: str, into: str, *, set_back: bool = False) -> None:
        """Bring the branch's newest commits here, under the ref `into`. Raises RemoteTrouble.

        STALE where the branch was set back to before `into`, unless `set_back` allows that.
        """
        upload, _ = self.address.commands(self.hooks)
        self._ask(
            "fetch", "--no-progress", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head",
            f"--upload-pack={upload}", "--", self.address.url, f"{'+' if set_back else ''}{branch}:{into}",
        )  # fmt: skip

    def push(self, oid: str, branch: str) -> None:
        """Offer one commit as the branch's new tip; never by force. Raises RemoteTrouble, STALE for a lost race."""
        _, receive = self.address.commands(self.hooks)
        self._ask(
            "push", "--quiet", "--no-verify", f"--receive-pack={receive}",
            "--", self.address.url, f"{oid}:{branch}",
        )  # fmt: skip

    def _ask(self, *arguments: str) -> bytes:
        env = {} if self.address.folder else {"GIT_SSH_COMMAND": self._ssh()}
        try:
            return self.git.run(*arguments, seconds=self.seconds, env=env, protocols=self.address.protocols)
        except Failed as failed:
            raise _trouble(failed) from None

    def _ssh(self) -> str:
        """The person's own ssh, but it fails at once where it would ask a question over the screen."""
        try:
            own = self.git.run("config", "--global", "--get", "core.sshCommand").decode().strip()
        except Failed:
            own = ""
        return f"{own or 'ssh'} -o BatchMode=yes -o ConnectTimeout=15"


def git_folder(folder: Path) -> Path | None:
    """The git folder of a shared folder: itself when bare, else the `.git` in it."""
    for candidate in (folder, folder / ".git"):
        if (candidate / "HEAD").is_file() and (candidate / "objects").is_dir():
            return candidate
    return None


def explain(trouble: RemoteTrouble, address: Address) -> KindboardError:
    """The trouble in words, for `join` and `connect`."""
    where = address.shown
    sentences = {
        Trouble.OFFLINE: (f"{where} can't be reached right now.", "Check address and connection, then try again."),
        Trouble.SIGN_IN: (f"{where} wants you to sign in first.", "Sign in to it with git once, then try again."),
        Trouble.REFUSED: (f"{where} does not let you do that.", "Ask whoever looks after it to let you in."),
        Trouble.NO_BOARD: (f"There is no shared board at {where}.", "Check the address, or ask who shared it."),
        Trouble.NO_BRANCH: (f"There is no board at {where} yet.", "Ask the person who shared it to send theirs first."),
        Trouble.STALE: (f"{where} was changing just then.", "Try again."),
    }  # fmt: skip
    message, step = sentences[trouble.kind]
    return KindboardError(trouble.kind.value, f"{message} Nothing was changed.", step)
