"""Sync: fetch, re-make what is unsent on top, push it, and only then move the branch (design, section 4).

The order is the promise. Until the push is accepted nothing here has changed but a candidate ref of a fresh name; the
branch moves by compare-and-swap from the tip that was re-made, so a save made meanwhile is never lost: it starts
another round.
"""

import random
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace

from kindboard.git import candidates
from kindboard.git import commit as commits
from kindboard.git.commit import LockHeld, LostRace
from kindboard.git.failed import Failed
from kindboard.git.objects import Objects
from kindboard.git.remake import Divergence, Line, bring_onto
from kindboard.git.remote import Remote
from kindboard.git.repository import QUEUE
from kindboard.git.run import Git
from kindboard.git.trouble import RemoteTrouble, Trouble

ROUNDS = 30
STUCK = 5
"""Rounds in which a push loses a race although nobody else moved the shared branch: then it is stuck, and waits."""


Moves = dict[str, tuple[str | None, str | None]]
"""ref -> (where it goes, None to delete it; where it must be now, None for anywhere)."""


class Busy(Exception):
    """A file outside boards/ that a colleague changed has unfinished changes here; nothing was overwritten."""


class Rewound(Exception):
    """The shared board's branch was taken away after we had synced with it. `others`: the branches that are there."""

    def __init__(self, others: Iterable[str] = ()) -> None:
        super().__init__()
        self.others = tuple(sorted(name.removeprefix("refs/heads/") for name in others))


@dataclass(frozen=True, slots=True)
class Outcome:
    """`held`: why our changes wait, where they could not be sent; `rewound`: others set the shared board back;
    `alone`: the waiting no-name answers went, and ours waits for the next sync, so that they are not seen together.
    """

    sent: int
    received: int
    held: Trouble | None = None
    rewound: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """What sync needs of a clone. `branch` and `tracking` are full ref names.

    `offered` is told each commit before it is pushed, and None when all pushes are accounted for; `lock` guards the
    branch and the work tree for the moment they move; `refresh` brings the work tree after them (both tips, what
    differs); `may_overwrite` says whether the work tree can take that.
    """

    git: Git
    objects: Objects
    branch: str
    tracking: str
    lock: Callable[[], AbstractContextManager[object]]
    offered: Callable[[str | None], None]
    refresh: Callable[[tuple[str, str], Divergence], None]
    may_overwrite: Callable[[Divergence], bool]


def sync(ends: Ends, remote: Remote, *, queue: bool = False, strict: bool = False) -> Outcome:
    """One sync. `queue`: the waiting no-name answers go, alone; the rest goes with the next one.

    Where ours can't be sent, others' changes come in all the same, unless `strict`: then nothing changes here.
    Raises RemoteTrouble, Busy, Rewound, LockHeld.
    """
    rewound, same = False, 0
    before: str | None = ""
    for number in range(ROUNDS):
        if number:
            time.sleep(random.uniform(0, min(0.05 * 2**number, 2.0)))
        last = number == ROUNDS - 1
        try:
            fetched, set_back = _fetch(ends, remote)
            same, before = (same + 1 if fetched == before else 0), fetched
            last = last or same >= STUCK
            rewound = rewound or set_back
            wanted = _Wanted(queue, may_wait=not strict and fetched is not None, last=last)
            outcome = _round(ends, remote, fetched, wanted)
        except LockHeld:
            raise  # it may be held for long: the next sync tries again
        except LostRace:
            continue
        except RemoteTrouble as trouble:
            if trouble.kind is Trouble.STALE and not last:
                continue
            raise
        return replace(outcome, rewound=rewound)
    raise RemoteTrouble(Trouble.STALE)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a round is to do. `may_wait`: ours may wait where it can't be sent; `last`: also for a lost race."""

    queue: bool
    may_wait: bool
    last: bool

    def lets_wait(self, trouble: Trouble) -> bool:
        return self.may_wait and (self.last or trouble is not Trouble.STALE)


def _fetch(ends: Ends, remote: Remote) -> tuple[str | None, bool]:
    """(the shared branch's tip, or None where there is none yet; whether it was set back by others)."""
    before = ends.objects.oid(ends.tracking)
    try:
        remote.fetch(ends.branch, ends.tracking)
    except RemoteTrouble as trouble:
        if trouble.kind is Trouble.STALE and before is not None:
            # Set back: what it was is kept under a backup ref, and what was on it is sent again.
            commits.move_refs(ends.git, {f"refs/kindboard/backup/{before[:12]}": (before, None)})
            remote.fetch(ends.branch, ends.tracking, set_back=True)
            return ends.objects.oid(ends.tracking), True
        if trouble.kind is not Trouble.NO_BRANCH:
            raise
        others, _ = remote.branches()
        if before is not None:
            raise Rewound(others) from None
        return None, False
    return ends.objects.oid(ends.tracking), False


def _round(ends: Ends, remote: Remote, fetched: str | None, wanted: _Wanted) -> Outcome:
    sent, held = 0, None
    waiting = ends.objects.oid(QUEUE)
    also: Moves = {}
    before = fetched
    if waiting and fetched and wanted.queue:
        line = _candidate(ends, waiting, fetched)
        if line.oid != fetched:
            held = _push(ends, remote, line, QUEUE, waiting, wanted)
        also = _dropping(line)
        if held is None:
            # The queue goes when the branch has it, in one move: in between, its answers would be nowhere.
            also[QUEUE] = (None, waiting)
            sent, fetched = line.sent, line.oid
    tip = ends.objects.oid(ends.branch)
    if tip is None:
        raise LostRace
    line = _candidate(ends, tip, fetched)
    if not ends.may_overwrite(line.divergence):
        _drop(ends, line)
        raise Busy
    alone = bool(sent) and line.oid != fetched
    goes = line.oid != fetched and held is None and not alone
    if goes:
        held = _push(ends, remote, line, ends.branch, tip, wanted)
    gone = goes and held is None
    reached = line.oid if gone or line.oid == fetched else fetched
    if reached != before:
        also[ends.tracking] = (reached, None)
    if waiting and reached and QUEUE not in also:
        also |= _waiting_on(ends, waiting, reached)
    _move(ends, tip, line, also)
    if held not in _UNSURE:
        ends.offered(None)
    return Outcome(sent + (line.sent if gone else 0), max(0, line.received - sent), held, alone=alone)


def _waiting_on(ends: Ends, waiting: str, reached: str) -> Moves:
    """What waits stands on what others have, as its answers lie over the board and would hide what came to them."""
    line = _candidate(ends, waiting, reached)
    if line.oid == waiting:
        return {}
    return {QUEUE: (line.oid if line.oid != reached else None, waiting), **_dropping(line)}


_UNSURE = (Trouble.OFFLINE,)
"""After these nobody knows whether the shared board took a push in. After all others it did not."""


def _push(ends: Ends, remote: Remote, line: Line, ref: str, tip: str, wanted: _Wanted) -> Trouble | None:
    """Push a line made of `ref` at `tip`. From then on its words may be with others, whatever becomes of the push.

    Returns why it was not taken, where it may wait; else raises that.
    """
    with ends.lock():
        if ends.objects.oid(ref) != tip:
            _drop(ends, line)
            raise LostRace
        ends.offered(line.oid)
    try:
        remote.push(line.oid, ends.branch)
    except RemoteTrouble as trouble:
        if wanted.lets_wait(trouble.kind):
            return trouble.kind
        _drop(ends, line)
        raise
    return None


def _candidate(ends: Ends, tip: str, fetched: str | None) -> Line:
    if fetched is None:
        count = int(ends.git.run("rev-list", "--count", tip))
        return Line(tip, None, count, 0, {})
    if tip == fetched:
        return Line(tip, None, 0, 0, {})
    return bring_onto(ends.git, ends.objects, tip, fetched, candidates.new())


def _move(ends: Ends, tip: str, line: Line, also: Moves) -> None:
    """Move the branch to the line's tip, and the other refs with it, all or none; then the work tree follows."""
    moves = also | _dropping(line)
    if line.oid != tip:
        moves[ends.branch] = (line.oid, tip)
    if not moves:
        return
    with ends.lock():
        try:
            commits.move_refs(ends.git, moves)
        except LostRace:
            _drop(ends, line)
            raise
        if line.oid != tip:
            ends.refresh((tip, line.oid), line.divergence)


def _dropping(line: Line) -> Moves:
    return {line.candidate: (None, None)} if line.candidate else {}


def _drop(ends: Ends, line: Line) -> None:
    if line.candidate:
        with suppress(LostRace, Failed):
            commits.move_refs(ends.git, _dropping(line))
