"""Sync as a person meets it: when it may run, what goes, and what is said of it."""

import contextlib
import random
import time
from collections.abc import Iterable

from kindboard.clone import atomic, person
from kindboard.clone.opened import Clone
from kindboard.clone.save import pick_up
from kindboard.errors import KindboardError
from kindboard.git import address, sync
from kindboard.git.maintain import maintain
from kindboard.git.remote import Remote, RemoteTrouble, Trouble
from kindboard.git.repository import QUEUE
from kindboard.git.run import Failed
from kindboard.git.sync import Busy, Ends, Outcome, Rewound
from kindboard.told import State, Synced

WAIT_SECONDS = (120.0, 600.0)
"""A no-name answer waits this long, by chance, so that its time tells nothing."""


def run(clone: Clone, name: str | None, *, now: bool) -> Synced:
    """One sync; `now`: the waiting no-name answers go, too. Never raises for trouble with the network."""
    try:
        with clone.lock("sync", 0):
            return _run(clone, name, now=now)
    except KindboardError as error:
        if error.code == "busy":
            return Synced("busy", message="Another kindboard is sending just now.")
        return Synced("refused", message=str(error))
    except Failed:
        return Synced(
            "busy", message="Not sent just now. Everything is saved on this computer; it is tried again by itself."
        )


def _run(clone: Clone, name: str | None, *, now: bool) -> Synced:
    half_done = clone.repository.half_done()
    if half_done:
        return Synced("busy", message=f"Somebody's git {half_done} is unfinished here. Finish it, then it is sent.")
    pick_up(clone, name, person.now())
    url = clone.remote_url
    if url is None:
        return Synced("local", message="Saved on this computer. This board is not shared yet.")
    remote = Remote(clone.git, address.read(url), person.no_hooks())
    ends = Ends(
        clone.git,
        clone.objects,
        clone.settings.branch,
        clone.settings.tracking,
        clone.moving,
        clone.offer,
        clone.follow,
        lambda paths: _may_overwrite(clone, paths),
    )
    try:
        outcome = sync.sync(ends, remote, queue=now or _due(clone), everything=now)
    except RemoteTrouble as trouble:
        return _not_synced(trouble.kind)
    except Rewound:
        return Synced("refused", message="The shared board has been taken away. Everything is safe on this computer.")
    except Busy:
        return Synced(
            "busy", message="A file beside the board has unfinished changes here, so this waits. Nothing is lost."
        )
    clone.catch_up()
    for folder in (clone.repository.common_dir, remote.address.folder):
        if folder is not None:
            maintain(clone.git, folder)
    if clone.objects.oid(QUEUE) is None:
        with contextlib.suppress(FileNotFoundError):
            (clone.folder / "queue-due").unlink()
    return _synced(outcome)


def _synced(outcome: Outcome) -> Synced:
    if outcome.held is Trouble.REFUSED:
        message = "The shared board takes in others' changes but not yours; yours are saved on this computer."
        return Synced("refused", outcome.sent, outcome.received, message)
    parts = [f"{outcome.sent} sent" if outcome.sent else "", f"{outcome.received} received" if outcome.received else ""]
    message = ", ".join(part for part in parts if part) or "Nothing new."
    if outcome.rewound:
        message += " The shared board had been set back by somebody; what was on it is kept."
    return Synced("synced", outcome.sent, outcome.received, message)


_NOT_SYNCED: dict[Trouble, tuple[State, str]] = {
    Trouble.OFFLINE: ("offline", "The shared board can't be reached just now. Saved on this computer, sent later."),
    Trouble.SIGN_IN: ("sign-in", "The shared board wants you to sign in. Everything is saved on this computer."),
    Trouble.REFUSED: ("refused", "The shared board does not let you in. Everything is saved on this computer."),
    Trouble.NO_BOARD: ("refused", "There is no shared board at that address. Everything is saved on this computer."),
    Trouble.NO_BRANCH: ("refused", "The shared board is empty. Everything is saved on this computer."),
    Trouble.STALE: ("busy", "The shared board is very busy. Saved on this computer, sent later."),
}


def _not_synced(trouble: Trouble) -> Synced:
    state, message = _NOT_SYNCED[trouble]
    return Synced(state, message=message)


def _may_overwrite(clone: Clone, paths: Iterable[str]) -> bool:
    outside = [path for path in paths if not path.startswith("boards/")]
    if not outside or not clone.shows_the_board:
        return True
    return all(clone.tree.is_as(path, clone.objects.oid(f"{clone.settings.branch}:{path}")) for path in outside)


def _due(clone: Clone) -> bool:
    """Whether the waiting no-name answers have waited long enough. Sets the time when the first one waits."""
    if clone.objects.oid(QUEUE) is None:
        return False
    file = clone.folder / "queue-due"
    try:
        return time.time() >= float(file.read_text())
    except (OSError, ValueError):
        atomic.write(file, str(time.time() + random.uniform(*WAIT_SECONDS)).encode())
        return False


def unsent(clone: Clone) -> tuple[int, int]:
    """(changes still to send, no-name answers that wait)."""
    branch, tracking = clone.settings.branch, clone.settings.tracking
    if clone.remote_url is None or clone.tip is None:
        changes = 0
    else:
        sent = [f"^{tracking}"] if clone.objects.oid(tracking) else []
        changes = int(clone.git.run("rev-list", "--count", branch, *sent, "--"))
    waiting = len(clone.queued())
    return changes, waiting
