"""A save: from the version its writer saw, onto the tip, exactly once (design, section 4)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from kindboard.cards import place_of
from kindboard.clone import journal
from kindboard.clone.journal import Intent, Wanted
from kindboard.clone.opened import Clone
from kindboard.errors import KindboardError, NotReadable
from kindboard.git import commit as commits
from kindboard.git import log
from kindboard.git.commit import LostRace, NewCommit, Signature
from kindboard.git.repository import QUEUE
from kindboard.git.run import Failed
from kindboard.merge import Entry, blob_oid, merge_card, merge_file
from kindboard.toml import parse

RACES = 20


def save(clone: Clone, intent: Intent) -> dict[str, bytes | None]:
    """Make an intent true; returns each of its files as it now stands. Raises KindboardError; the words are kept.

    The journal is on disk before anything moves. Once it is, a crash at any later moment still ends in this save.
    """
    folder = clone.folder / "journal"
    with clone.lock():
        clone.catch_up()
        pick_up(clone, intent.name, intent.when, [wanted.path for wanted in intent.changes])
        journal.write(folder, intent)
        try:
            return _commit(clone, intent)
        finally:
            journal.clear(folder, intent)


def replay(clone: Clone) -> None:
    """Finish what processes that died had begun: their saves, and bringing the work tree after the tip."""
    with clone.moving():
        for intent in journal.left_over(clone.folder / "journal"):
            if not _is_in_history(clone, intent):
                _commit(clone, intent)
            clone.catch_up()
            journal.clear(clone.folder / "journal", intent)
        clone.catch_up()


def _is_in_history(clone: Clone, intent: Intent) -> bool:
    since = [f"^{intent.tip}"] if intent.tip and clone.objects.oid(intent.tip) else []
    refs = [ref for ref in (clone.settings.branch, clone.settings.tracking, QUEUE) if clone.objects.oid(ref)]
    return intent.id in log.save_ids(clone.git, *refs, *since)


def _commit(clone: Clone, intent: Intent) -> dict[str, bytes | None]:
    for number in range(RACES):
        if number and _is_in_history(clone, intent):
            break
        writes, blobs, result = _merged(clone, intent.changes)
        if not writes:
            return result
        parent = clone.tip
        try:
            _write(clone, intent, parent, writes, blobs)
        except LostRace:
            continue
        except Failed as failed:
            raise _not_saved(failed) from None
        _show(clone, parent, writes, blobs, queued=intent.queued)
        return result
    else:
        raise KindboardError(
            "busy", "Another program keeps this board busy, so this was not saved. Your words are kept.", "Try again."
        )
    clone.catch_up()
    return {wanted.path: clone.current(wanted.path)[1] for wanted in intent.changes}


def _show(
    clone: Clone, parent: str | None, writes: Mapping[str, Entry | None], blobs: Mapping[str, bytes], *, queued: bool
) -> None:
    if not clone.shows_the_board:
        return
    if clone.shown[0] != parent:
        clone.catch_up()  # another git committed between our look at the tip and our own commit
        return
    clone.tree.write(writes, blobs.__getitem__)
    clone.note_shown()
    clone.tell_index(parent, {} if queued else writes)


def _not_saved(failed: Failed) -> KindboardError:
    if "No space left" in failed.stderr or "Disk quota" in failed.stderr:
        return KindboardError(
            "disk-full",
            "The disk is full, so this was not saved. What was saved before is safe.",
            "Make some room, then save again.",
        )
    return KindboardError(
        "not-saved",
        "This could not be saved. What was saved before is safe.",
        "Check that the board's folder can be written to, then save again.",
    )


def _merged(
    clone: Clone, changes: Iterable[Wanted]
) -> tuple[dict[str, Entry | None], dict[str, bytes], dict[str, bytes | None]]:
    writes: dict[str, Entry | None] = {}
    blobs: dict[str, bytes] = {}
    result: dict[str, bytes | None] = {}
    for wanted in changes:
        oid, current = clone.current(wanted.path)
        place = place_of(wanted.path)
        if place is None:
            merged = merge_file(wanted.seen, current, wanted.new)
        else:
            merged = merge_card(place.kind, wanted.seen, current, wanted.new)
        result[wanted.path] = merged.raw
        for path, raw in {wanted.path: merged.raw, **_beside(wanted.path, merged.beside)}.items():
            if raw is None:
                if path == wanted.path and oid is not None:
                    writes[path] = None
            elif (new := blob_oid(raw)) != (oid if path == wanted.path else None):
                writes[path] = Entry("100644", new)
                blobs[new] = raw
    return writes, blobs, result


def _beside(path: str, beside: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{path}{suffix}": raw for suffix, raw in beside.items()}


def _write(
    clone: Clone, intent: Intent, parent: str | None, writes: Mapping[str, Entry | None], blobs: Mapping[str, bytes]
) -> None:
    if intent.queued:
        # Midnight and no name: nothing in the commit leads to its writer.
        when = datetime.combine(intent.when.date(), time(), intent.when.tzinfo)
        ref, parent = QUEUE, clone.objects.oid(QUEUE) or _queue_root(clone)
        signature = Signature.of(None, when)
    else:
        ref = clone.settings.branch
        signature = Signature.of(intent.name, intent.when)
    body = commits.message(intent.subject, intent.id)
    commits.write(clone.git, ref, parent, [NewCommit(signature, signature, body, writes, blobs)])


def _queue_root(clone: Clone) -> str:
    """The last synced tip; before any sync, the board's first commit, which holds no answer yet."""
    synced = clone.objects.oid(clone.settings.tracking)
    return synced or clone.git.run("rev-list", "--max-parents=0", clone.settings.branch).decode().split()[-1]


# Hand edits ------------------------------------------------------------------------------------------------------


def pick_up(clone: Clone, name: str | None, when: datetime, paths: Sequence[str] | None = None) -> list[str]:
    """Take in what was edited by hand in the work tree (all of it, or some paths); returns the paths committed.

    A file that merely lags is refreshed, a missing one restored, one that is no card as it stands is left alone.
    """
    with clone.lock():
        if not clone.shows_the_board or clone.repository.half_done():
            return []
        clone.catch_up()
        edits, missing = clone.tree.edited(paths)
        _restore(clone, missing)
        wanted = []
        for path, raw in edits.items():
            oid, current = clone.current(path)
            if current == raw:
                clone.tree.written.add({path: oid})
            elif _was_ever(clone, path, blob_oid(raw)):
                entry = Entry("100644", oid) if oid else None
                clone.tree.write({path: entry}, clone.objects.blob)
            elif _reads_as_a_card(raw):
                base = clone.tree.written.oids().get(path)
                wanted.append(Wanted(path, clone.objects.blob(base) if base else None, raw))
        if wanted:
            subject = f"Edit {len(wanted)} cards by hand" if len(wanted) > 1 else "Edit a card by hand"
            _commit(clone, _by_hand(wanted, subject, name, when))
        return [change.path for change in wanted]


def _by_hand(wanted: Sequence[Wanted], subject: str, name: str | None, when: datetime) -> Intent:
    return Intent(
        id=journal.new_id(), owner=journal.this_process(), when=when, name=name, subject=subject, changes=wanted
    )


def _reads_as_a_card(raw: bytes) -> bool:
    try:
        parse(raw)
    except NotReadable:
        return False
    return True


def _was_ever(clone: Clone, path: str, oid: str) -> bool:
    """Whether the board ever had these bytes at this path: then the file lags, and nobody edited it."""
    refs = [ref for ref in (clone.settings.branch, QUEUE) if clone.objects.oid(ref)]
    out = clone.git.run("log", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m", *refs, "--", path)
    return oid.encode() in out


def _restore(clone: Clone, missing: Sequence[str]) -> None:
    if not missing:
        return
    hidden = _sparse(clone, missing)
    entries: dict[str, Entry | None] = {}
    for path in missing:
        oid, _ = clone.current(path)
        if path not in hidden:
            entries[path] = Entry("100644", oid) if oid else None
    clone.tree.write(entries, clone.objects.blob)


def _sparse(clone: Clone, paths: Sequence[str]) -> set[str]:
    """Paths that git itself was told not to keep in the work tree."""
    if clone.config.get("core.sparsecheckout", "false") != "true":
        return set()
    out = clone.git.run("ls-files", "-z", "-t", "--", *paths).decode("utf-8", "surrogateescape")
    return {line[2:] for line in out.split("\0") if line.startswith("S ")}
