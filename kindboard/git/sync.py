"""Sync: fetch, re-make what is unsent on top, push it, and only then move the branch (design, section 4).

The order is the promise. Until the push is accepted nothing here has changed but a candidate ref of a fresh name; the
branch moves by compare-and-swap from the tip that was re-made, so a save made meanwhile is never lost: it starts
another round.
"""

import random
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from kindboard.git import commit as commits
from kindboard.git.commit import LostRace
from kindboard.git.remake import Divergence, Line, bring_onto
from kindboard.git.remote import Remote, RemoteTrouble, Trouble
from kindboard.git.repository import QUEUE
from kindboard.git.run import Failed, Git, Objects

ROUNDS = 30


Moves = dict[str, tuple[str | None, str | None]]
"""ref -> (where it goes, None to delete it; where it must be now, None for anywhere)."""


class Busy(Exception):
    """A file outside boards/ that a colleague changed has unfinished changes here; nothing was overwritten."""


class Rewound(Exception):
    """The shared board's branch was taken away after we had synced with it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`held`: why our changes wait, where they could not be sent; `rewound`: others set the shared board back."""

    sent: int
    received: int
    held: Trouble | None = None
    rewound: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """What sync needs of a ends. `branch` and `tracking` are full ref names.

    `offered` is told each commit before it is pushed, and None when all pushes are accounted for; `lock` guards the
    branch and the work tree for the moment they move; `refresh` brings the work tree after them (from which tip, what
    differs); `may_overwrite` says whether the work tree can take these paths.
    """

    git: Git
    objects: Objects
    branch: str
    tracking: str
    lock: Callable[[], AbstractContextManager[object]]
    offered: Callable[[str | None], None]
    refresh: Callable[[str, Divergence], None]
    may_overwrite: Callable[[Iterable[str]], bool]


def sync(ends: Ends, remote: Remote, *, queue: bool = False, everything: bool = False) -> Outcome:
    """One sync. `queue`: the waiting no-name answers go, alone; `everything`: the rest goes in the same sync, too.

    Raises RemoteTrouble, Busy, Rewound.
    """
    remote.check()
    rewound = False
    for number in range(ROUNDS):
        if number:
            time.sleep(random.uniform(0, min(0.05 * 2**number, 2.0)))
        try:
            fetched, set_back = _fetch(ends, remote)
            rewound = rewound or set_back
            outcome = _round(ends, remote, fetched, queue, everything)
        except LostRace:
            continue
        except RemoteTrouble as trouble:
            if trouble.kind is Trouble.STALE:
                continue
            raise
        return Outcome(outcome.sent, outcome.received, outcome.held, rewound)
    raise RemoteTrouble(Trouble.STALE)


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
        if before is not None:
            raise Rewound from None
        return None, False
    return ends.objects.oid(ends.tracking), False


def _round(ends: Ends, remote: Remote, fetched: str | None, queue: bool, everything: bool) -> Outcome:
    sent = 0
    waiting = ends.objects.oid(QUEUE) if queue and fetched else None
    also: Moves = {}
    before = fetched
    if waiting and fetched:
        line = _candidate(ends, waiting, fetched)
        if line.oid != fetched:
            _push(ends, remote, line, QUEUE, waiting)
        # The queue goes when the branch has it, in one move: in between, its answers would be nowhere.
        also = {QUEUE: (None, waiting)} | _dropping(line)
        sent, fetched = line.sent, line.oid
    alone = bool(sent) and not everything
    tip = ends.objects.oid(ends.branch)
    if tip is None:
        raise LostRace
    line = _candidate(ends, tip, fetched)
    held = _offer(ends, remote, line, tip, fetched, hold=alone and line.sent > 0)
    reached = fetched if held else line.oid
    if reached != before:
        also[ends.tracking] = (reached, None)
    _move(ends, tip, line, also)
    ends.offered(None)
    received = max(0, line.received - sent)
    return Outcome(sent + (0 if held else line.sent), received, None if alone else held)


def _push(ends: Ends, remote: Remote, line: Line, ref: str, tip: str) -> None:
    """Push a line made of `ref` at `tip`. From then on its words may be with others, whatever becomes of the push."""
    with ends.lock():
        if ends.objects.oid(ref) != tip:
            _drop(ends, line)
            raise LostRace
        ends.offered(line.oid)
    try:
        remote.push(line.oid, ends.branch)
    except RemoteTrouble as trouble:
        if trouble.kind is not Trouble.REFUSED:
            _drop(ends, line)
        raise


def _candidate(ends: Ends, tip: str, fetched: str | None) -> Line:
    if fetched is None:
        count = int(ends.git.run("rev-list", "--count", tip))
        return Line(tip, None, count, 0, {})
    if tip == fetched:
        return Line(tip, None, 0, 0, {})
    return bring_onto(ends.git, ends.objects, tip, fetched, f"refs/kindboard/candidate/{secrets.token_hex(6)}")


def _offer(ends: Ends, remote: Remote, line: Line, tip: str, fetched: str | None, *, hold: bool) -> Trouble | None:
    """Push the candidate. Where it may not be pushed, the reason it waits; a lost race is raised."""
    if not ends.may_overwrite(line.divergence):
        _drop(ends, line)
        raise Busy
    if line.oid == fetched:
        return None
    if hold:
        return Trouble.STALE
    try:
        _push(ends, remote, line, ends.branch, tip)
    except RemoteTrouble as trouble:
        if trouble.kind is Trouble.REFUSED and fetched is not None:
            return trouble.kind
        raise
    return None


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
            ends.refresh(tip, line.divergence)


def _dropping(line: Line) -> Moves:
    return {line.candidate: (None, None)} if line.candidate else {}


def _drop(ends: Ends, line: Line) -> None:
    if line.candidate:
        with suppress(LostRace, Failed):
            commits.move_refs(ends.git, _dropping(line))
