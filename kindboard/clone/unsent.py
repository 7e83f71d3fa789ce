"""The commits that have not left this computer, and writing them anew."""

from collections.abc import Sequence

from kindboard.clone.clone import Clone
from kindboard.clone.save import kept_busy, not_saved
from kindboard.errors import KindboardError
from kindboard.git import candidates, log
from kindboard.git import commit as commits
from kindboard.git.commit import LockHeld, LostRace, NewCommit
from kindboard.git.failed import Failed
from kindboard.git.log import Commit
from kindboard.git.repository import QUEUE


def unsent_line(clone: Clone, ref: str) -> list[Commit]:
    """The commits at the end of a ref that have certainly not left this computer."""
    oid, tracking = clone.objects.oid(ref), clone.objects.oid(clone.settings.tracking)
    if oid is None:
        return []
    line = clone.waiting(oid) if ref == QUEUE else log.lacking(clone.git, oid, [tracking] if tracking else [])
    known = clone.maybe_sent()
    left = [number for number, commit in enumerate(line) if commit.save_id in known]
    return line[left[-1] + 1 :] if left else line


def replace_line(clone: Clone, ref: str, parent: str, new: Sequence[NewCommit]) -> None:
    """Put other unsent commits in the place of a ref's. Raises KindboardError where it moved meanwhile."""
    tip = clone.objects.oid(ref)
    candidate = candidates.new()
    try:
        oid = commits.write(clone.git, candidate, parent, new) if new else parent
        emptied = ref == QUEUE and not clone.waiting(oid)
        moves: dict[str, tuple[str | None, str | None]] = {ref: (None if emptied else oid, tip)}
        if new:
            moves[candidate] = (None, None)
        with clone.moving():
            commits.move_refs(clone.git, moves)
            clone.catch_up()
    except LockHeld:
        clone.release_locks()
        raise kept_busy(clone) from None
    except LostRace:
        raise KindboardError(
            "busy", "The board was changing just then; nothing was taken back.", "Try again."
        ) from None
    except Failed as failed:
        raise not_saved(clone, failed) from None
