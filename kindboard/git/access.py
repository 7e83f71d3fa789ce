"""How this computer gets in at a shared board: the ssh it uses, and where a password comes from.

Nothing here asks, unless `asking` (that is signing in, in a plain terminal). What was typed there is remembered by the
ssh agent, by the person's own credential helper, or else, until it was not used for half a day, in memory: never in a
file and never in the board's folder.
"""

import contextlib
import hashlib
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kindboard.git.address import Address, Login
from kindboard.git.failed import Failed
from kindboard.git.run import Git, Settings

turned_down: set[Login] = set()
"""What stood in an address and was not right, or is no longer: what the person typed instead is used."""

HALF_A_DAY = 43200
_KEEP = f"--timeout={HALF_A_DAY}"
_CACHE = f"cache {_KEEP}"
_CACHE_FOR_GOOD = f'!f() {{ test "$1" = erase || git credential-cache {_KEEP} "$@"; }}; f'
_FROM_ADDRESS = (
    '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$KINDBOARD_USER" "$KINDBOARD_WORD"; }; f'
)
"""A password that stood in an address goes to git in its surroundings, which only this user of the computer can see."""


@dataclass(frozen=True)
class WayIn:
    """What one command is given; `said`: what ssh itself logged while it ran."""

    env: dict[str, str] = field(default_factory=dict)
    settings: Settings = ()
    log: Path | None = None

    @property
    def said(self) -> str:
        try:
            return self.log.read_text("utf-8", "replace") if self.log else ""
        except OSError:
            return ""


@contextlib.contextmanager
def way_in(
    address: Address, hooks: Path, *, asking: bool = False, forget: bool = True, use_kept: bool = True
) -> Iterator[WayIn]:
    """For one command. `forget`: a password that is turned down is forgotten; `use_kept`: see `kept_connection`."""
    if address.folder is not None:
        yield WayIn()
    elif address.is_http:
        yield _http(address, hooks, forget)
    else:
        with tempfile.TemporaryDirectory(prefix="kindboard-") as folder:
            log = Path(folder) / "ssh.log"
            yield WayIn({"GIT_SSH_COMMAND": _ssh(address, hooks, log, asking, use_kept)}, (), log)


# ssh -------------------------------------------------------------------------------------------------------------


def _ssh(address: Address, hooks: Path, log: Path, asking: bool, use_kept: bool) -> str:
    """The person's own ssh. It fails at once where it would ask a question over the screen, unless `asking`.

    Its log is kept apart from what the server says. A connection that was signed in is kept open and used again, where
    nothing else (an agent, a key without a passphrase) would get us in: see `sign_in`.
    """
    try:
        own = Git(hooks).run("config", "--global", "--get", "core.sshCommand").decode().strip()
    except Failed:
        own = ""
    options = ["LogLevel=ERROR", "ConnectTimeout=15", "ServerAliveInterval=15"]
    kept = kept_connection(address, hooks)
    if asking:
        options += ["BatchMode=no", "StrictHostKeyChecking=ask", "AddKeysToAgent=yes"]
        if kept is not None:
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            options += [f"ControlPath={kept}", "ControlMaster=yes", f"ControlPersist={HALF_A_DAY}"]
    else:
        options += ["BatchMode=yes"]
        if use_kept and kept is not None and kept.exists():
            options += [f"ControlPath={kept}", "ControlMaster=no"]
    return " ".join([own or "ssh", "-E", shlex.quote(str(log)), *(f"-o {shlex.quote(option)}" for option in options)])


def kept_connection(address: Address, hooks: Path) -> Path | None:
    """The socket of a connection to this address that was signed in and is kept open; None where none can be."""
    name = hashlib.sha256(address.url.encode()).hexdigest()[:12]
    socket = hooks.with_name("ssh") / name
    # A socket's name may have 104 characters, and ssh adds 17 while it makes one.
    return socket if sys.platform != "win32" and len(bytes(socket)) < 86 and "%" not in str(socket) else None


# http and https --------------------------------------------------------------------------------------------------


def _http(address: Address, hooks: Path, forget: bool) -> WayIn:
    if address.login is not None and address.login not in turned_down:
        env = {"KINDBOARD_USER": address.login.user, "KINDBOARD_WORD": address.login.word}
        return WayIn(env, (("credential.helper", ""), ("credential.helper", _FROM_ADDRESS)))
    return WayIn({}, _keeping(address, hooks, forget))


def _keeping(address: Address, hooks: Path, forget: bool) -> Settings:
    """The person's own helper keeps passwords; without one, git's cache in memory does, where there is one."""
    if sys.platform == "win32":
        return ()
    try:
        own = Git(hooks).run("config", "--get-urlmatch", "credential.helper", address.url)
    except Failed:
        own = b""
    if own.strip():
        return ()
    return (("credential.helper", _CACHE if forget else _CACHE_FOR_GOOD), ("credentialCache.ignoreSIGHUP", "true"))


def remember(address: Address, hooks: Path) -> None:
    """Give the password or token that stood in an address to where passwords are kept."""
    if address.login is None or address.login in turned_down:
        return
    protocol, host = re.match(r"(https?)://([^/]+)", address.url).groups()  # type: ignore[union-attr]
    told = f"protocol={protocol}\nhost={host}\nusername={address.login.user}\npassword={address.login.word}\n\n"
    # A helper that can't keep it is no harm: the person is asked once more, and signs in.
    with contextlib.suppress(Failed):
        Git(hooks).run("credential", "approve", stdin=told.encode(), settings=_keeping(address, hooks, True))
