"""Re-making commits on another tip, so that history stays one straight line (design, section 4).

Between a commit and the same commit re-made, only some paths differ: the `divergence`, path -> Change(what the old
line has there, what the new line has there). Each old commit is merged over it and leaves a new divergence. The whole
range is one pass over one `git log`, with no tree ever built here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kindboard.git import commit as commits
from kindboard.git import log, tree
from kindboard.git.commit import NewCommit
from kindboard.git.failed import Failed
from kindboard.git.log import Commit
from kindboard.git.objects import Objects
from kindboard.git.run import Git
from kindboard.merge.merge import Change, Entry, merge_changes

Divergence = Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Remade:
    """`new`: the commits to write, `divergence`: what then still differs, `clean`: no file outside boards/ clashed."""

    new: Sequence[NewCommit]
    divergence: Divergence
    clean: bool


def remake(
    old: Sequence[Commit], divergence: Divergence, read: Callable[[str], bytes], known: Sequence[Commit] = ()
) -> Remade:
    """Make `old` again where `divergence` stands. A commit whose Save-Id one of `known` has is there already.

    Unless somebody amended it with plain git after it was sent: then what the amended one adds is made again.
    """
    there: dict[str, list[Commit]] = {}
    for commit in known:
        there.setdefault(commit.save_id or "", []).append(commit)
    now = dict(divergence)
    new: list[NewCommit] = []
    blobs: dict[str, bytes] = {}
    clean = True

    def content(oid: str) -> bytes:
        return blobs[oid] if oid in blobs else read(oid)

    for commit in old:
        writes: dict[str, Entry | None] = {}
        twins = there.get(commit.save_id, []) if commit.save_id else []
        # Made again by kindboard a commit keeps its committer, too; made again by hand it has a new one.
        if not any(twin.committer == commit.committer for twin in twins):
            new_here, wanted = (now, commit.changes) if not twins else _since(twins[-1], commit, now)
            theirs = {path: replace_at(change, commit) for path, change in wanted.items()}
            merged = merge_changes(new_here, theirs, content)
            clean = clean and merged.clean
            writes = dict(merged.writes)
            blobs |= merged.blobs
            if writes:
                used = {e.oid: merged.blobs[e.oid] for e in writes.values() if e and e.oid in merged.blobs}
                new.append(NewCommit(commit.author, commit.committer, commit.message, writes, used))
        _advance(now, commit, writes)
    return Remade(new, now, clean)


def _since(twin: Commit, amended: Commit, now: Divergence) -> tuple[Divergence, Mapping[str, Change]]:
    """(the divergence, what an amended commit changes), both as seen from the commit that it was when it was sent."""
    new_here, wanted = dict(now), {}
    for path in {*twin.changes, *amended.changes}:
        sent, again = twin.changes.get(path), amended.changes.get(path)
        was = sent.new if sent else again.base if again else None
        is_now = again.new if again else sent.base if sent else None
        stands = now[path].new if path in now else again.base if again else was
        new_here.pop(path, None)
        if stands != was:
            new_here[path] = Change(was, stands, now[path].at if path in now else None)
        if is_now != was:
            wanted[path] = Change(was, is_now)
    return new_here, wanted


def replace_at(change: Change, commit: Commit) -> Change:
    return Change(change.base, change.new, commit.when)


def _advance(now: dict[str, Change], commit: Commit, writes: Mapping[str, Entry | None]) -> None:
    for path in {*commit.changes, *writes}:
        change, before = commit.changes.get(path), now.get(path)
        on_old = change.new if change else before.base if before else None
        if path in writes:
            on_new = writes[path]
        elif before:
            on_new = before.new
        else:
            on_new = change.base if change else None
        if on_old == on_new:
            now.pop(path, None)
        else:
            now[path] = Change(on_old, on_new, before.at if before else None)


@dataclass(frozen=True, slots=True)
class Line:
    """What a ref would become on top of a fetched tip. `oid` is the new tip, kept alive by the ref `candidate`."""

    oid: str
    candidate: str | None
    sent: int
    received: int
    divergence: Divergence
    """From the old tip to the new one: what the work tree has to follow."""


def bring_onto(git: Git, objects: Objects, tip: str, fetched: str, candidate: str) -> Line:
    """The commits of `tip` that `fetched` lacks, made again on top of it."""
    ours, theirs = log.apart(git, tip, fetched)
    known = [commit for commit in theirs if commit.save_id]
    received = len([c for c in theirs if c.save_id is None or c.save_id not in {o.save_id for o in ours}])
    if not ours:
        return Line(fetched, None, 0, received, tree.difference(git, tip, fetched) if tip != fetched else {})
    if not theirs:
        return Line(tip, None, len(ours), 0, {})
    if any(len(commit.parents) > 1 for commit in ours):
        return _with_a_merge(git, objects, tip, fetched, candidate, ours, received)
    base = ours[0].parents[0] if ours[0].parents else None
    if base is None:
        # Two boards that began apart: what ours was is kept, whatever comes of joining them.
        commits.move_refs(git, {f"refs/kindboard/backup/{tip[:12]}": (tip, None)})
    divergence = _dated(_between(git, base, fetched, theirs), theirs)
    remade = remake(ours, divergence, objects.blob, known)
    if not remade.clean:
        return _with_a_merge(git, objects, tip, fetched, candidate, ours, received)
    oid = commits.write(git, candidate, fetched, remade.new) if remade.new else fetched
    return Line(oid, candidate if remade.new else None, len(remade.new), received, remade.divergence)


def _between(git: Git, base: str | None, fetched: str, theirs: Sequence[Commit]) -> Divergence:
    """What differs from the base to the fetched tip: where it is one straight line, its commits have told already."""
    if [commit.parents for commit in theirs] != [(before,) for before in [base, *(c.oid for c in theirs)][:-1]]:
        return tree.difference(git, base, fetched) if base != fetched else {}
    told: dict[str, Change] = {}
    for commit in theirs:
        for path, change in commit.changes.items():
            told[path] = Change(told[path].base if path in told else change.base, change.new)
    return {path: change for path, change in told.items() if change.base != change.new}


def _dated(divergence: Divergence, theirs: Sequence[Commit]) -> Divergence:
    when = {path: commit.when for commit in theirs for path in commit.changes}
    return {path: Change(change.base, change.new, when.get(path)) for path, change in divergence.items()}


def _with_a_merge(
    git: Git, objects: Objects, tip: str, fetched: str, candidate: str, ours: Sequence[Commit], received: int
) -> Line:
    """The unsent part holds a merge somebody made by hand, or clashes outside boards/: one merge commit joins it."""
    base = merge_base(git, objects, tip, fetched, candidate)
    merged = merge_changes(tree.difference(git, base, fetched), tree.difference(git, base, tip), objects.blob)
    last = ours[-1]
    joined = NewCommit(
        last.author, last.committer, b"Bring two lines together\n", merged.writes, merged.blobs, merges=(tip,)
    )
    oid = commits.write(git, candidate, fetched, [joined])
    return Line(oid, candidate, len(ours) + 1, received, tree.difference(git, tip, oid))


def merge_base(git: Git, objects: Objects, one: str, other: str, candidate: str) -> str | None:
    """The commit two lines come from; several are merged with each other first. None: they are unrelated."""
    try:
        bases = sorted(git.run("merge-base", "--all", one, other).decode().split())
    except Failed:
        return None
    joined = bases[0]
    for number, base in enumerate(bases[1:]):
        below = merge_base(git, objects, joined, base, f"{candidate}-{number}")
        merged = merge_changes(tree.difference(git, below, joined), tree.difference(git, below, base), objects.blob)
        fixed = commits.Signature.of(None, datetime.fromtimestamp(0, UTC))
        new = NewCommit(fixed, fixed, b"A common beginning\n", merged.writes, merged.blobs, merges=(base,))
        ref = f"{candidate}-base-{number}"
        joined = commits.write(git, ref, joined, [new])
        commits.move_refs(git, {ref: (None, None)})
    return joined
