"""Where a shared board may live, told from what a person typed. Nothing is started before an address has passed."""

import os
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from kindboard.errors import KindboardError
from kindboard.git.tolerated import TOLERATED

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SCP = re.compile(r"(?:\w[\w.+-]*@)?\w[\w.-]*:(?![-:]|//).+")
_CLOUD = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents", "cloudstorage",
    "box sync", "nextcloud", "owncloud",
)  # fmt: skip
_CLOUD_MARKS = (".dropbox.cache", ".stfolder")
"""What such a service leaves in the folder it keeps, whatever that is called."""

_LOOKS_NOWHERE_ELSE = "GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none"
"""A git that serves a folder brings nothing to it from another place; one older than 2.45 would, where it lacks it."""

_TOKEN = re.compile(r"(?:gh[a-z]_|github_pat_|glpat-|gl[a-z]+-|ATATT|ATBB).+|(?=.*\d)(?=.*[A-Za-z])[\w.~-]{20,}")


@dataclass(frozen=True, slots=True)
class Login:
    """The name and the password or token that stood in an address."""

    user: str = field(repr=False)
    word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """`url`: what git is given. `folder`: set where it is a folder on this computer or a network drive.

    `login`: what stood in an https address and is kept out of `url`, so that no file, process list or message has it.
    """

    url: str
    folder: Path | None = None
    login: Login | None = None

    @property
    def is_http(self) -> bool:
        return self.folder is None and self.url.startswith(("https://", "http://"))

    @property
    def shown(self) -> str:
        """The address without a password or token, for screens, JSON and errors."""
        return shown(self.url)

    @property
    def server(self) -> str:
        """The name of the computer it is on, for a sentence."""
        if "://" in self.url:
            return urlsplit(self.url).hostname or self.shown
        return self.url.partition(":")[0].rpartition("@")[2]

    @property
    def protocols(self) -> str:
        plain_http = self.url.startswith("http://")
        return "https:ssh:file:http" if plain_http else "https:ssh:file"

    def commands(self, hooks: Path) -> tuple[str, str]:
        """The programs at the other end. For a folder they run here, as us, and run nothing of its own.

        Its settings were looked at, but whoever owns it may change them before git reads them: what could run a
        program or write elsewhere is said here, where it counts for more.
        """
        if self.folder is None:
            return "git-upload-pack", "git-receive-pack"
        fixed = {
            "safe.directory": str(self.folder),
            "core.hooksPath": str(hooks),
            "core.alternateRefsCommand": "true",  # the program, which does nothing
            "receive.denyCurrentBranch": "refuse",
        }
        start = " ".join([_LOOKS_NOWHERE_ELSE, "git", *(f"-c {key}={shlex.quote(fixed[key])}" for key in fixed)])
        quick = "-c core.fsync=all -c receive.autogc=false"
        harmless = " ".join(f"-c receive.fsck.{kind}=ignore" for kind in TOLERATED)
        return f"{start} upload-pack", f"{start} {quick} {harmless} receive-pack"


def shown(url: str) -> str:
    """An address without its password or token. The name that ssh is told stays: without it others can't join."""
    if "://" not in url:
        return url
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    user = user.partition(":")[0]
    keep = f"{user}@" if user and parts.scheme == "ssh" and not _TOKEN.fullmatch(user) else ""
    return urlunsplit((parts.scheme, f"{keep}{host}", parts.path, "", ""))


def from_folder(url: str, folder: Path) -> str:
    """An address as it stands in the settings of a repository: a relative one begins at its folder."""
    is_path = ":" not in url and url[0] not in "-~"
    return os.path.normpath(folder / url) if is_path else url


def read(text: str) -> Address:
    """The address a person typed: a folder, `https://…`, `ssh://…` or `user@host:path`. Raises KindboardError."""
    text = _as_dropped(text.strip())
    if not text or text.startswith("-") or not text.isprintable() or re.match(r"[A-Za-z][\w+.-]*::", text):
        raise _not_an_address()
    if "://" not in text:
        if text[0] in "/.~\\" or ":" not in text or PureWindowsPath(text).drive:
            return _folder(Path(text).expanduser().absolute())
        if not _SCP.fullmatch(text):
            raise _not_an_address()
        return Address(text)
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        raise _not_an_address() from None
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise _not_an_address()
        return _folder(Path(unquote(parts.path)))
    if parts.scheme not in ("https", "ssh", "http") or not host or parts.query or "-" in (host[0], parts.netloc[0]):
        raise _not_an_address()
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise KindboardError(
            "not-private",
            "An address that begins with http:// can be read by others on the way, so it was not used.",
            "Ask for the address that begins with https:// instead.",
        )
    return _without_secrets(text, parts)


def _as_dropped(text: str) -> str:
    """What a terminal types for a folder that is dropped on it: in quotes, or with each space behind a backslash."""
    if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    plain = text.replace("\\ ", " ")
    return plain if os.name != "nt" and plain != text and Path(plain).expanduser().parent.is_dir() else text


def _without_secrets(text: str, parts: SplitResult) -> Address:
    if parts.username is None:
        return Address(text)
    host = parts.netloc.rpartition("@")[2]
    user, word = unquote(parts.username), unquote(parts.password or "")
    if not (user + word).isprintable():
        raise _not_an_address()
    named = parts._replace(netloc=f"{parts.username}@{host}").geturl()
    if parts.scheme == "ssh" or (parts.password is None and not _TOKEN.fullmatch(user)):
        return Address(named)
    return Address(parts._replace(netloc=host).geturl(), login=Login(user, word))


def _folder(path: Path) -> Address:
    refuse_cloud(path)
    return Address(str(path), path)


def refuse_cloud(path: Path) -> None:
    """Services that copy single files at their own time break the files a board is kept in (fault 65)."""
    # A link may lead there, too.
    leads = Path(os.path.realpath(path))
    for folder in dict.fromkeys((path, *path.parents, leads, *leads.parents)):
        name = folder.name.lower()
        marked = any(os.path.exists(folder / mark) for mark in _CLOUD_MARKS)  # noqa: PTH110 (where it may not look: no)
        if marked or any(name.startswith(service) for service in _CLOUD):
            raise KindboardError(
                "cloud-folder",
                f"{folder} is kept by a service that copies files one by one, which can break a board. "
                "Nothing was done.",
                "Choose a folder outside it: a network drive the team shares, or a git host.",
            )


def _not_an_address() -> KindboardError:
    return KindboardError(
        "not-an-address",
        "That is not an address a board can be shared at.",
        "Use a folder your team shares, or the https or ssh address from your git host.",
    )
