"""A damaged clone made whole again (fault 49): from git's own log of the branch, the work tree and the shared board.

The words outlive the damage in any case: a card whose commit is gone is still a file, and is taken in like a hand edit.
"""

import shutil
from collections.abc import Callable, Iterator
from typing import TypeVar

from kindboard.clone.clone import Clone
from kindboard.clone.files import files
from kindboard.errors import KindboardError
from kindboard.git import address, commit, damage
from kindboard.git.failed import Failed
from kindboard.git.remote import Remote
from kindboard.git.repository import QUEUE
from kindboard.git.run import Git
from kindboard.git.sync import Moves
from kindboard.git.trouble import RemoteTrouble

Result = TypeVar("Result")

_LOOKED_BACK = 50


def whole(clone: Clone, work: Callable[[], Result]) -> Result:
    """Do something to a clone; where it is damaged, repair it and do it again. Raises Failed, KindboardError."""
    try:
        return work()
    except Failed as failed:
        if not damage.is_damage(failed):
            raise
    repair(clone)
    return work()


def repair(clone: Clone) -> None:
    """Raises KindboardError where the board can't be made whole here; then it can still be read."""
    with clone.moving():
        clone.start_afresh()
        common, aside = clone.repository.common_dir, clone.folder / "aside"
        waited = clone.repository.is_broken(QUEUE)
        damage.set_refs_aside(
            clone.git, clone.repository, [clone.settings.branch, clone.settings.tracking, QUEUE], aside
        )
        before = list(_tips(clone))
        damage.set_objects_aside(clone.git, common, aside)
        _store_work_tree(clone)
        tip = _newest_whole(clone, before)
        if tip is None or tip != before[0]:
            _fetch_again(clone)
            tip = _newest_whole(clone, before) or _newest_whole(clone, [clone.settings.tracking])
        if tip is None:
            raise KindboardError(
                "damaged",
                "This board's folder is damaged, so nothing can be saved in it. What is in it can still be read.",
                "Join the shared board again, in a new folder. Drafts are kept on this computer.",
            )
        _stand_on(clone, tip, before[0] if before else None, clone.shown[1] if waited else None)


def _tips(clone: Clone) -> Iterator[str]:
    """Where the branch stands or stood, newest first, as far as anything tells."""
    branch = clone.settings.branch
    for oid in (clone.objects.oid(branch), clone.shown[0], *damage.reflog(clone.repository.common_dir, branch)):
        if oid:
            yield oid


def _newest_whole(clone: Clone, tips: list[str]) -> str | None:
    there = (clone.objects.oid(tip) for tip in dict.fromkeys(tips[:_LOOKED_BACK]))
    return next((oid for oid in there if oid and damage.is_whole(clone.git, oid)), None)


def _store_work_tree(clone: Clone) -> None:
    """The cards lie in the work tree, too: git may have them from there."""
    paths = "\n".join(path for path, _ in files(clone.repository.root) if "\n" not in path)
    clone.git.ok("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=paths.encode("utf-8", "surrogateescape"))


def _fetch_again(clone: Clone) -> None:
    """All that the shared board has, once more: git itself would not ask for what it believes it has."""
    if (url := clone.remote_url) is None:
        return
    folder, hooks, branch = clone.folder / "fetched", clone.hooks, clone.settings.branch
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        Git(hooks).make(folder, bare=True)
        Remote(Git(hooks, folder), address.read(url), hooks).fetch(branch, branch)
        # A pack before its index: git knows it by that.
        for file in sorted((folder / "objects").rglob("*"), key=lambda file: file.suffix == ".idx"):
            place = clone.repository.common_dir / "objects" / file.relative_to(folder / "objects")
            if file.is_file() and not place.exists():
                place.parent.mkdir(exist_ok=True)
                file.replace(place)
        clone.git.run("update-ref", clone.settings.tracking, (folder / branch).read_text().strip())
    except (Failed, RemoteTrouble, KindboardError, OSError):
        return  # what the shared board has would have helped; without it there may be enough
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stand_on(clone: Clone, tip: str, before: str | None, queue: str | None) -> None:
    """Make a whole commit the tip. What came after it is in the work tree, and is taken in from there.

    `queue`: where the answers that wait to be sent without a name were last seen, if their ref is lost.
    """
    settings = clone.settings
    moves: Moves = {} if clone.objects.oid(settings.branch) == tip else {settings.branch: (tip, None)}
    for ref in (settings.tracking, QUEUE):
        oid = clone.objects.oid(ref)
        if oid and not damage.is_whole(clone.git, oid):
            moves[ref] = (None, None)
    if queue and damage.is_whole(clone.git, queue):
        moves[QUEUE] = (queue, None)
    if moves:
        commit.move_refs(clone.git, moves)
    if tip != before:
        there = clone.listing("boards")
        written = dict.fromkeys(clone.tree.written.oids())
        clone.tree.written.add(written | {path: entry.oid for path, entry in there.items()})
        for known in ("shown", "indexed"):
            (clone.folder / known).unlink(missing_ok=True)
        clone.git.ok("reflog", "expire", "--all", "--stale-fix", "--expire=never", "--expire-unreachable=never")
    if not clone.git.ok("ls-files"):
        (clone.repository.git_dir / "index").unlink(missing_ok=True)
        (clone.folder / "indexed").unlink(missing_ok=True)
    clone.catch_up()
