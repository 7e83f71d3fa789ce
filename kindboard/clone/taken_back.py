"""What a plain `git commit` took back because git's index had not been told of a save yet: it is put back.

Git makes a commit of its index. Kindboard tells that of each save beside the screen, and again where another git held
it; who commits meanwhile, `-a` or not, unknowingly sets a card back to what the index knew, or takes it off the board.
"""

from collections.abc import Mapping
from itertools import pairwise

from kindboard.clone import journal
from kindboard.clone.worktree import FILE_MODES, WorkTree
from kindboard.git import commit as commits
from kindboard.git import log, tree
from kindboard.git.commit import NewCommit
from kindboard.git.failed import Failed
from kindboard.git.objects import Objects
from kindboard.git.run import Git
from kindboard.merge.merge import Entry

_MADE_OF_THE_INDEX = ("commit: ", "commit (amend): ")
"""How git's own log of the branch begins a line of a plain commit."""

_LOOKED_AT = 200


def put_back(git: Git, objects: Objects, work_tree: WorkTree, branch: str, since: str) -> bool:
    """Save once more what plain commits took back since the branch stood on the commit `since`; whether there was any.

    The work tree is still as it was then. Raises LostRace where the branch moves just now, and Failed.
    """
    found = False
    for before, after in _plain_commits(git, branch, since):
        entries = _taken_back(git, objects, work_tree, before, after, branch)
        tip = objects.oid(branch)
        if entries and tip is not None:
            (made,) = log.read(git, "-1", after)
            text = commits.message("Put back what git's index had not been told of", journal.new_id())
            commits.write(git, branch, tip, [NewCommit(made.author, made.committer, text, entries)])
            found = True
    return found


def _plain_commits(git: Git, branch: str, since: str) -> list[tuple[str, str]]:
    """(before, after) of each plain commit that moved the branch since it stood on the commit `since`, oldest first."""
    try:
        out = git.run("log", "-g", f"-{_LOOKED_AT}", "--format=%H %gs", branch, "--")
    except Failed:  # somebody keeps no such log, or has cut it off
        return []
    moves = []
    lines = [line.partition(" ") for line in out.decode("utf-8", "replace").splitlines()]
    for (after, _, how), (before, _, _) in pairwise(lines):
        if after == since:
            break
        if how.startswith(_MADE_OF_THE_INDEX):
            moves.append((before, after))
    return moves[::-1]


def _taken_back(
    git: Git, objects: Objects, work_tree: WorkTree, before: str, after: str, branch: str
) -> Mapping[str, Entry | None]:
    """Files of the board as they were, which a commit set to what they had been while the work tree did not go along.

    Who removes a card or sets it back on purpose, with plain git, has it so in the work tree, too.
    """
    entries: dict[str, Entry | None] = {}
    for path, change in tree.difference(git, before, after).items():
        was, now = change.base, change.new
        if not path.startswith("boards/") or (was and was.mode not in FILE_MODES):
            continue
        stands = objects.get(f"{branch}:{path}")
        went_on = (stands[0] if stands else None) != (now.oid if now else None)
        lagged = now is None or now.oid in log.versions(git, path, before)
        if lagged and not went_on and work_tree.is_as(path, was.oid if was else None):
            entries[path] = was
    return entries
