"""Where a shared board may live, told from what a person typed. Nothing is started before an address has passed."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from urllib.parse import urlsplit, urlunsplit

from kindboard.errors import KindboardError

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SCP = re.compile(r"(?:\w[\w.+-]*@)?\w[\w.-]*:(?![-:]|//).+")
_CLOUD = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "box sync",
)


@dataclass(frozen=True, slots=True)
class Address:
    """`url`: what git is given. `folder`: set where it is a folder on this computer or a network drive."""

    url: str
    folder: Path | None = None

    @property
    def shown(self) -> str:
        """The address without a password or token, for screens, JSON and errors."""
        return shown(self.url)

    @property
    def protocols(self) -> str:
        plain_http = self.url.startswith("http://")
        return "https:ssh:file:http" if plain_http else "https:ssh:file"

    def commands(self, hooks: Path) -> tuple[str, str]:
        """The programs at the other end. For a folder they run here, as us: none of its hooks, whoever owns it."""
        if self.folder is None:
            return "git-upload-pack", "git-receive-pack"
        start = f"git -c safe.directory={shlex.quote(str(self.folder))} -c core.hooksPath={shlex.quote(str(hooks))}"
        quick = "-c core.fsync=all -c receive.autogc=false"
        return f"{start} upload-pack", f"{start} {quick} receive-pack"


def shown(url: str) -> str:
    """An address without its user's password or token."""
    if "://" not in url:
        return url
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def read(text: str) -> Address:
    """The address a person typed: a folder, `https://…`, `ssh://…` or `user@host:path`. Raises KindboardError."""
    text = text.strip()
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
        return _folder(Path(parts.path))
    if parts.scheme not in ("https", "ssh", "http") or not host or host.startswith("-") or parts.netloc.startswith("-"):
        raise _not_an_address()
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise KindboardError(
            "not-private",
            "An address that begins with http:// can be read by others on the way, so it was not used.",
            "Ask for the address that begins with https:// instead.",
        )
    return Address(text)


def _folder(path: Path) -> Address:
    refuse_cloud(path)
    return Address(str(path), path)


def refuse_cloud(path: Path) -> None:
    """Services that copy single files at their own time break the files a board is kept in (fault 65)."""
    for part in path.parts:
        if any(part.lower().startswith(name) for name in _CLOUD):
            raise KindboardError(
                "cloud-folder",
                f"The folder is inside {part}, which copies files one by one and can break a board. Nothing was done.",
                "Choose a folder outside it: a network drive the team shares, or a git host.",
            )


def _not_an_address() -> KindboardError:
    return KindboardError(
        "not-an-address",
        "That is not an address a board can be shared at.",
        "Use a folder your team shares, or the https or ssh address from your git host.",
    )
