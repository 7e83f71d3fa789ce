"""Why a shared board could not be used: told from what git and ssh themselves say, and put in words for a person.

A server can print what it likes. Its lines (`remote: …`, and through ssh whatever it sends as errors) never decide
whether this is about signing in or about who it is: that is told by ssh's own log and by git's own lines alone.
"""

import re
from collections.abc import Iterable
from enum import Enum

from kindboard.errors import KindboardError
from kindboard.git.address import Address
from kindboard.git.failed import Failed, TimedOut


class Trouble(Enum):
    """Why a shared board could not be used just now. The comments say what it takes to tell it."""

    OFFLINE = "offline"
    PAGE = "page"  # http: something answers, and it is no repository
    SIGN_IN = "sign-in"  # a password, a passphrase, or a key that it does not know
    NEW_HOST = "new-host"  # ssh: this computer was never there
    OTHER_HOST = "other-host"  # ssh: another key than before
    NOT_PROVED = "not-proved"  # https: a certificate that nobody vouches for
    MOVED = "moved"  # https: it points on to another address
    REFUSED = "refused"  # it knows who we are and does not let us
    RULE = "rule"  # it lets us in, but a hook or a protected branch turned the push down
    FULL = "full"
    BROKEN = "broken"  # it took our changes in and could not store them
    UNSAFE = "unsafe"  # what it holds is made to harm whoever takes it in
    STALE = "stale"
    NO_BRANCH = "no-branch"
    NO_BOARD = "no-board"


class RemoteTrouble(Exception):
    """`kind` tells which; the caller words it."""

    def __init__(self, kind: Trouble) -> None:
        super().__init__(kind.value)
        self.kind = kind


_Signs = tuple[tuple[str, Trouble], ...]

_SSH_LOG: _Signs = (
    (r"^(@ +WARNING: )?(REMOTE HOST IDENTIFICATION|POSSIBLE DNS SPOOFING|REVOKED HOST KEY)", Trouble.OTHER_HOST),
    (r"^(Host key for .* (has changed|was revoked)|.* host key for .* (has changed|was revoked))", Trouble.OTHER_HOST),
    (r"^Host key verification failed", Trouble.NEW_HOST),
    (r"^(Received disconnect|Disconnected) .*Too many authentication failures", Trouble.REFUSED),
    (r"^\S+: Permission denied \(", Trouble.SIGN_IN),
    (r"^\S*: ?(connect to host|Could not resolve)|^Connection |^kex_exchange|^Timeout", Trouble.OFFLINE),
)  # fmt: skip
"""What ssh itself logs (`-E`). Whatever else it logs (a banner, a goodbye) does not decide."""

_HTTP: _Signs = (
    (r"^fatal: (Authentication failed for|could not read (Username|Password))", Trouble.SIGN_IN),
    (r"^(fatal|error): .*(returned error:|HTTP) 401", Trouble.SIGN_IN),
    (r"^(fatal|error): .*(returned error:|HTTP) 403", Trouble.REFUSED),
    (r"^(fatal|error): .*(returned error:|HTTP) 413", Trouble.BROKEN),
    (r"^(fatal|error): .*(returned error:|HTTP) 30[12378]", Trouble.MOVED),
    (r"^(fatal|error): .*(returned error:|HTTP) (404|410)|^fatal: repository '.*' not found", Trouble.NO_BOARD),
    (r"^fatal: unable to access '.*': .*([Cc]ertificate|SEC_E_|CERT_|CRYPT_E)", Trouble.NOT_PROVED),
    (r"^fatal: (protocol error: bad|.*info/refs not valid)", Trouble.PAGE),
)

_OTHER_END: _Signs = (
    (r"^fatal: '.*' does not appear to be a git repository|not a git repository", Trouble.NO_BOARD),
    (r"^ERROR: Repository not found|protocol error: bad line", Trouble.NO_BOARD),
    (r"insufficient permission|Permission denied|Permission to .* denied|Read-only|unable to create", Trouble.REFUSED),
    (r"No space left|[Qq]uota exceeded", Trouble.FULL),
)
"""What the program at the other end says without a mark: at a folder it is our own git, through ssh the server's."""

_ANY: _Signs = (
    (r"^fatal: couldn't find remote ref", Trouble.NO_BRANCH),
    (r"^fatal: fsck error", Trouble.UNSAFE),
    (r"^ ! \[rejected\]", Trouble.STALE),
)

_RACES = re.compile(r"failed to update ref|failed to lock|cannot lock ref|incorrect old value|reference already exists")


def trouble_of(failed: Failed, address: Address, ssh_log: str = "") -> Trouble:
    """What kept a command from the shared board."""
    if isinstance(failed, TimedOut):
        return Trouble.OFFLINE
    pushed = _of_push(failed)
    if pushed is not None:
        return pushed
    if (found := _first(_SSH_LOG, ssh_log.splitlines())) is not None:
        return found
    own, _ = _lines(failed.stderr)
    signs = _ANY + (_HTTP if address.is_http else _OTHER_END)
    return _first(signs, own) or Trouble.OFFLINE


def _of_push(failed: Failed) -> Trouble | None:
    """Why a push was not taken, from the line that git prints for it (`--porcelain`); None where there is none."""
    found = re.search(r"^!\t[^\t]*\t\[([a-z ]+)\] \((.*)\)$", failed.stdout, re.MULTILINE)
    if found is None:
        return None
    if found[1] == "rejected" or _RACES.search(found[2]):
        return Trouble.STALE
    if "unpacker error" not in found[2] and "missing necessary objects" not in found[2]:
        return Trouble.RULE
    # It failed to store what it was sent. Why, it can only tell itself; each reading means "wait" and nothing more.
    own, theirs = _lines(failed.stderr)
    return _first(_OTHER_END[2:], [*own, *theirs]) or Trouble.BROKEN


def _first(signs: _Signs, lines: Iterable[str]) -> Trouble | None:
    lines = list(lines)
    return next((kind for sign, kind in signs if any(re.search(sign, line) for line in lines)), None)


def _lines(stderr: str) -> tuple[list[str], list[str]]:
    """(git's own lines, those it passed on from the server). Git marks each line, also those that end in `\\r`."""
    own, theirs = [], []
    for line in re.split(r"[\r\n]", stderr):
        if line.startswith("remote:"):
            theirs.append(line.removeprefix("remote:").strip())
        else:
            own.append(line)
    return own, theirs


def explain(trouble: RemoteTrouble, address: Address) -> KindboardError:
    """The trouble in words, for `join`, `connect` and signing in. Its code is `sign-in` where that can help."""
    where = address.shown
    ask = "Ask whoever looks after it"
    sentences = {
        Trouble.OFFLINE: (f"{where} can't be reached right now.", "Check address and connection, then try again."),
        Trouble.PAGE: (
            f"What answers at {where} is no shared board; perhaps it is a sign-in page of the network you are on.",
            "Open any page in a browser to see that, and check the address; then try again.",
        ),
        Trouble.SIGN_IN: (f"{where} wants you to sign in first.", "Do it in a terminal, where you can be asked."),
        Trouble.NEW_HOST: (
            f"This computer has not been to {where} before and does not know if it is the right place.",
            "Do it in a terminal, where you can look at the fingerprint of its key and say yes.",
        ),
        Trouble.OTHER_HOST: (
            f"{where} has another key than before, so it may be somebody else's computer.",
            f"{ask} whether its key was renewed; if not, do not go on.",
        ),
        Trouble.NOT_PROVED: (
            f"{where} can't prove that it is the right place.",
            f"{ask} about its certificate, and see that the date of this computer is right.",
        ),
        Trouble.MOVED: (f"{where} points on to another address.", f"{ask} for the new address, and use that."),
        Trouble.REFUSED: (f"{where} does not let you do that.", f"{ask} to let you in."),
        Trouble.RULE: (f"{where} has a rule that keeps your board out.", f"{ask} to let you send to it."),
        Trouble.FULL: (f"{where} has no room left.", f"{ask} to make room, then try again."),
        Trouble.UNSAFE: (f"{where} holds something that could harm this computer.", f"{ask} what it is."),
        Trouble.BROKEN: (f"{where} could not store your board.", f"{ask}, or try again later."),
        Trouble.NO_BOARD: (f"There is no shared board at {where}.", "Check the address, or ask who shared it."),
        Trouble.NO_BRANCH: (f"There is no board at {where} yet.", "Ask the person who shared it to send theirs first."),
        Trouble.STALE: (f"{where} was changing just then.", "Try again."),
    }
    message, step = sentences[trouble.kind]
    if trouble.kind is Trouble.OFFLINE and address.folder is not None:
        message = f"{where} is not there just now."
        step = "Look how it is written and whether its drive is connected, then try again."
    code = Trouble.SIGN_IN if trouble.kind is Trouble.NEW_HOST else trouble.kind
    return KindboardError(code.value, f"{message} Nothing was changed.", step)
