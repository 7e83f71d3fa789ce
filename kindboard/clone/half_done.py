"""What somebody began here with plain git (fault 12): their merge is finished by field, their rebase loses no save."""

from collections.abc import Mapping
from datetime import datetime

from kindboard.cards.toml import reads
from kindboard.clone.aside import set_aside
from kindboard.clone.clone import Clone
from kindboard.git import commit as commits
from kindboard.git import tree
from kindboard.git.commit import NewCommit, Signature
from kindboard.git.remake import bring_onto, merge_base
from kindboard.merge.merge import Change, merge_changes

_GIT_KEEPS = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE")


MEANWHILE = "refs/kindboard/meanwhile"
"""The tip as it was saved to during somebody's rebase: ending that sets the branch to what it was, or was to be."""


_CANDIDATE = "refs/kindboard/candidate/meanwhile"


def remember(clone: Clone) -> None:
    """Keep what was just saved, where somebody's rebase will move the branch away from it. Raises LostRace, Failed.

    What was kept in a rebase before this one, and not brought back since, is kept with it.
    """
    tip = clone.tip
    if tip is None or clone.repository.half_done(clone.settings.branch) != "rebase":
        return
    kept, dropped = clone.objects.oid(MEANWHILE), {}
    if kept is not None:
        line = bring_onto(clone.git, clone.objects, kept, tip, _CANDIDATE)
        tip, dropped = line.oid, {line.candidate: (None, None)} if line.candidate else {}
    commits.move_refs(clone.git, {MEANWHILE: (tip, None), **dropped})


def bring_back(clone: Clone) -> None:
    """Bring what was saved during a rebase onto what it left the branch at. Raises LostRace, Failed."""
    kept, tip, branch = clone.objects.oid(MEANWHILE), clone.tip, clone.settings.branch
    if kept is None or tip is None or clone.repository.half_done(branch) is not None:
        return
    with clone.moving():
        line = bring_onto(clone.git, clone.objects, kept, tip, _CANDIDATE)
        dropped = {ref: (None, None) for ref in (MEANWHILE, line.candidate) if ref}
        commits.move_refs(clone.git, {branch: (line.oid, tip), **dropped})
        clone.catch_up()


def finish_merge(clone: Clone, name: str | None, when: datetime) -> bool:
    """Whether nothing is half done on the board's branch any more. Raises LostRace.

    A merge is left to who began it where a file beside the board clashes: that is theirs to settle. What they have
    settled by hand on the board is picked up afterwards, as any hand edit is.
    """
    begun = clone.repository.half_done(clone.settings.branch)
    if begun != "merge":
        return begun is None
    with clone.moving():
        others = (clone.repository.git_dir / "MERGE_HEAD").read_text().split()
        clashed = _clashed(clone)
        tip = clone.tip
        if tip is None or len(others) != 1 or not all(_on_the_board(path) for path in clashed):
            return False
        # The commit may be there already: a crash came before git's own files of the merge were gone.
        if not clone.git.ok("merge-base", "--is-ancestor", others[0], tip):
            commits.write(clone.git, clone.settings.branch, tip, [_joined(clone, tip, others[0], name, when)])
        for path in clashed:
            if (raw := clone.tree.read(path)) is not None and not reads(raw):
                set_aside(clone, path)
        clone.git.run("read-tree", "--reset", clone.settings.branch)
        for kept in _GIT_KEEPS:
            (clone.repository.git_dir / kept).unlink(missing_ok=True)
        clone.catch_up()
    return True


def _joined(clone: Clone, tip: str, other: str, name: str | None, when: datetime) -> NewCommit:
    base = merge_base(clone.git, clone.objects, tip, other, "refs/kindboard/candidate/half-done")
    merged = merge_changes(_boards(clone, base, tip), _boards(clone, base, other), clone.objects.blob)
    # Beside the board, git's own work and whatever was settled by hand stands in the index.
    beside = {p: c.new for p, c in tree.staged(clone.git, tip).items() if not _on_the_board(p)}
    signature = Signature.of(name, when)
    return NewCommit(
        signature, signature, b"Finish a merge\n", {**merged.writes, **beside}, merged.blobs, merges=(other,)
    )


def _boards(clone: Clone, base: str | None, tip: str) -> Mapping[str, Change]:
    return {path: change for path, change in tree.difference(clone.git, base, tip).items() if _on_the_board(path)}


def _on_the_board(path: str) -> bool:
    return path.startswith("boards/")


def _clashed(clone: Clone) -> set[str]:
    """The paths that git could not merge."""
    out = clone.git.run("ls-files", "--unmerged", "-z")
    return {tree.text(entry.partition(b"\t")[2]) for entry in out.split(b"\0") if entry}
