"""Sync as a person meets it: when it may run, what goes, and what is said of it."""

import contextlib
import random
import time
from collections.abc import Sequence

from kindboard.clone import atomic, person
from kindboard.clone.clone import Clone
from kindboard.clone.half_done import bring_back, finish_merge
from kindboard.clone.markers import mend
from kindboard.clone.repair import whole
from kindboard.clone.save import if_it_stays, pick_up
from kindboard.clone.worktree import FILE_MODES
from kindboard.errors import KindboardError
from kindboard.git import address, candidates, log, maintain, sync
from kindboard.git.commit import LockHeld, LostRace
from kindboard.git.failed import Failed
from kindboard.git.remake import Divergence
from kindboard.git.remote import Remote, git_folder
from kindboard.git.repository import QUEUE
from kindboard.git.run import Git
from kindboard.git.sync import Busy, Ends, Outcome, Rewound
from kindboard.git.trouble import RemoteTrouble, Trouble
from kindboard.terms import waits
from kindboard.told import State, Synced
from kindboard.words.inert import one_line

NOT_NOW = "Not sent just now. Everything is saved on this computer; it is tried again by itself."

DISK_FULL = (
    "The disk of this computer is full, so nothing could be sent or brought in. What was saved before is safe. "
    "Make some room; then it is tried again by itself."
)

ALONE = "The rest goes the next time, so that it tells nobody who wrote without a name"

HALF_DONE = (
    "Somebody began to change this board's folder with another program and has not finished. "
    "Until they have, what you write is saved on this computer; then it is sent."
)

WAIT_SECONDS = (120.0, 600.0)
"""A no-name answer waits this long, by chance, so that its time tells nothing."""


def run(clone: Clone, name: str | None, *, now: bool, strict: bool = False, idle: bool = False) -> Synced:
    """One sync; `now`: the waiting no-name answers go, alone. Never raises for trouble with the network.

    `strict`: nothing changes here unless all of ours is taken. `idle`: nobody waits, so there is time to tidy up.
    """
    try:
        with clone.lock("sync", 0):
            synced = whole(clone, lambda: _run(clone, name, now=now, strict=strict))
            if synced.state in ("local", "synced", "offline"):
                _tidy(clone, synced, idle=idle)
            return synced
    except KindboardError as error:
        if error.code == "busy":
            return Synced("busy", message="Another kindboard is sending just now.")
        return Synced("refused", message=str(error))
    except (Failed, LostRace) as failed:
        if isinstance(failed, Failed) and failed.disk_is_full:
            clone.sweep()
            return Synced("busy", message=DISK_FULL)
        return Synced("busy", message=NOT_NOW)


def _run(clone: Clone, name: str | None, *, now: bool, strict: bool) -> Synced:
    if not finish_merge(clone, name, person.now()):
        return Synced("busy", message=HALF_DONE)
    clone.check_refs()
    bring_back(clone)
    clone.catch_up()
    pick_up(clone, name, person.now())
    if clone.here.moved.exists():
        mend(clone, person.now())
        clone.here.moved.unlink(missing_ok=True)
    url = clone.remote_url
    if url is None:
        return Synced("local", message="Saved on this computer. This board is not shared yet.")
    remote = Remote(clone.git, address.read(url), clone.hooks)
    ends = Ends(
        clone.git,
        clone.objects,
        clone.settings.branch,
        clone.settings.tracking,
        clone.moving,
        clone.offer,
        clone.follow,
        lambda divergence: _may_overwrite(clone, divergence),
    )
    before = clone.objects.oid(clone.settings.tracking)
    try:
        outcome = sync.sync(ends, remote, queue=now or _due(clone), strict=strict)
    except RemoteTrouble as trouble:
        return _not_synced(trouble.kind, clone)
    except Rewound as rewound:
        return Synced("refused", message=_taken_away(rewound.others))
    except LockHeld:
        clone.release_locks()
        return Synced("busy", message=f"{NOT_NOW}{if_it_stays(clone)}")
    except Busy:
        return Synced(
            "busy", message="A file beside the board has unfinished changes here, so this waits. Nothing is lost."
        )
    clone.catch_up()
    if outcome.received:
        mend(clone, person.now(), before)
    with clone.lock():
        candidates.drop_left_over(clone.git, clone.repository.common_dir)
    if clone.objects.oid(QUEUE) is None:
        with contextlib.suppress(FileNotFoundError):
            (clone.folder / "queue-due").unlink()
    return _synced(outcome, clone)


def _tidy(clone: Clone, synced: Synced, *, idle: bool) -> None:
    """Keep this clone small, and the folder that it is shared through."""
    bounds = maintain.WHEN_IDLE if idle else maintain.AT_SYNC
    maintain.maintain(clone.git, clone.repository.common_dir, clone.folder, bounds)
    if idle:
        maintain.graph(clone.git, clone.folder, clone.tip)
    url = clone.remote_url
    remote = Remote(clone.git, address.read(url), clone.hooks) if url and synced.state == "synced" else None
    if remote is not None and (folder := remote.address.folder) and (git_dir := git_folder(folder)) is not None:
        with contextlib.suppress(RemoteTrouble, KindboardError):  # the next sync says what is wrong with the folder
            git = Git(clone.hooks, git_dir, guard=remote.check)
            maintain.maintain_shared(git, git_dir, clone.folder, bounds)


def _synced(outcome: Outcome, clone: Clone) -> Synced:
    state: State = "synced"
    sentences = []
    parts = [f"{outcome.sent} sent" if outcome.sent else "", f"{outcome.received} received" if outcome.received else ""]
    if done := ", ".join(part for part in parts if part):
        sentences.append(done)
    if outcome.held is not None:
        state, why = _HELD[outcome.held]
        sentences.append(why + _if_it_stays_there(outcome.held, clone))
    if outcome.rewound:
        sentences.append("The shared board had been set back by somebody; what was on it is kept.")
    if outcome.alone:
        sentences.append(ALONE)
    if waiting := len(clone.queued()):
        sentences.append(f"{'' if sentences else 'Nothing else is new. '}{waits(waiting)[:-1]} to be sent later")
    return Synced(state, outcome.sent, outcome.received, ". ".join(sentences) or "Nothing new.")


MOST_NAMES = 3
_SAFE = "Everything is saved on this computer."
_ASK = "Ask whoever looks after it"
_HERE = "They are saved on this computer"
_NEW_HOST = "This computer does not know the shared board's server yet, and asks you when you sign in."
_OTHER_HOST = f"""\
The shared board's server has another key than before, so it may be somebody else's computer and nothing was sent. \
{_ASK} whether its key was renewed. {_SAFE}"""

_NOT_SYNCED: dict[Trouble, tuple[State, str]] = {
    Trouble.OFFLINE: ("offline", "The shared board can't be reached just now. Saved on this computer, sent later."),
    Trouble.PAGE: (
        "offline",
        "Something else answers at the shared board's address just now, perhaps a sign-in page of the network you are "
        "on. Saved on this computer, sent later.",
    ),
    Trouble.SIGN_IN: ("sign-in", f"The shared board wants you to sign in. {_SAFE}"),
    Trouble.NEW_HOST: ("sign-in", f"{_NEW_HOST} {_SAFE}"),
    Trouble.OTHER_HOST: ("refused", _OTHER_HOST),
    Trouble.NOT_PROVED: ("refused", f"The shared board's server can't prove that it is the right one. {_SAFE}"),
    Trouble.MOVED: ("refused", f"The shared board has moved. {_ASK} for the new address. {_SAFE}"),
    Trouble.REFUSED: ("refused", f"The shared board does not let you in. {_SAFE}"),
    Trouble.RULE: ("refused", f"A rule of the shared board's server keeps your changes out. {_SAFE}"),
    Trouble.UNSAFE: (
        "refused",
        f"The shared board holds something that could harm this computer, so it was not taken in. {_SAFE}",
    ),
    Trouble.FULL: ("offline", "The shared board has no room left just now. Saved on this computer, sent later."),
    Trouble.BROKEN: ("offline", "The shared board can't store changes just now. Saved on this computer, sent later."),
    Trouble.NO_BOARD: ("refused", f"There is no shared board at that address. {_SAFE}"),
    Trouble.NO_BRANCH: ("refused", f"The shared board is empty. {_SAFE}"),
    Trouble.STALE: ("busy", "The shared board is very busy. Saved on this computer, sent later."),
}
"""Nothing came in and nothing went out."""

_HELD: dict[Trouble, tuple[State, str]] = _NOT_SYNCED | {
    Trouble.OFFLINE: ("offline", f"Your changes could not be sent just now. {_HERE} and sent later."),
    Trouble.SIGN_IN: ("sign-in", f"The shared board wants you to sign in before it takes your changes. {_HERE}."),
    Trouble.REFUSED: (
        "refused",
        f"The shared board does not take in your changes. {_HERE}. {_ASK} to let you send.",
    ),
    Trouble.RULE: (
        "refused",
        f"A rule of the shared board's server keeps your changes out. {_HERE}. {_ASK} to let you send.",
    ),
    Trouble.FULL: ("offline", f"The shared board has no room left for your changes. {_HERE} and sent later."),
    Trouble.BROKEN: ("offline", f"The shared board could not store your changes just now. {_HERE} and sent later."),
}
"""Others' changes came in, ours wait."""


def _taken_away(others: Sequence[str]) -> str:
    """`others`: what there is now on its server, by name: it may have been given another one."""
    if not others:
        return "The shared board has been taken away. Everything is safe on this computer."
    names = ", ".join(f'"{one_line(name)}"' for name in others[:MOST_NAMES])
    return f"The shared board's server has it under another name now, perhaps {names}. {_SAFE} {_ASK}."


def _not_synced(trouble: Trouble, clone: Clone) -> Synced:
    state, message = _NOT_SYNCED[trouble]
    return Synced(state, message=message + _if_it_stays_there(trouble, clone))


def _if_it_stays_there(trouble: Trouble, clone: Clone) -> str:
    """What to do about a lock in the shared folder whose git was killed, on whatever computer."""
    locks = clone.shared_locks if trouble is Trouble.STALE else []
    if not locks:
        return ""
    return f" If it stays so, ask whoever looks after the shared folder to remove {' and '.join(map(str, locks))}."


def _may_overwrite(clone: Clone, divergence: Divergence) -> bool:
    """Whether no file beside the board has unsaved changes here. Links and submodules are never written anyway."""
    outside = {path: change for path, change in divergence.items() if not path.startswith("boards/")}
    if not outside or not clone.shows_the_board:
        return True
    return all(
        clone.tree.is_as(path, clone.objects.oid(f"{clone.settings.branch}:{path}"))
        or clone.tree.is_as(path, change.new.oid if change.new else None)
        for path, change in outside.items()
        if all(entry is None or entry.mode in FILE_MODES for entry in (change.base, change.new))
    )


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
        changes = log.count_lacking(clone.git, branch, [tracking] if clone.objects.oid(tracking) else [])
    waiting = len(clone.queued())
    return changes, waiting
