"""A save: from the version its writer saw, onto the tip, exactly once (design, section 4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from datetime import time as time_of_day

from kindboard.cards.paths import place_of
from kindboard.cards.toml import plain_lines, reads
from kindboard.clone import half_done, journal
from kindboard.clone.aside import set_aside
from kindboard.clone.atomic import disk_full
from kindboard.clone.clone import Clone
from kindboard.clone.journal import Intent, Wanted
from kindboard.clone.repair import whole
from kindboard.errors import KindboardError
from kindboard.git import commit as commits
from kindboard.git import locks, log
from kindboard.git.commit import LockHeld, LostRace, NewCommit, Signature
from kindboard.git.failed import Failed
from kindboard.git.repository import QUEUE
from kindboard.merge.merge import Change, Entry, Merged, blob_oid, merge_card, merge_file
from kindboard.merge.unreadable import says_more

RACES = 20

HELD = 2
"""Tries at a ref that another git holds; git itself waits a second in each."""


def save(clone: Clone, intent: Intent) -> dict[str, bytes | None]:
    """Make an intent true; returns each of its files as it now stands. Raises KindboardError; the words are kept.

    The journal is on disk before anything moves. Once it is, a crash at any later moment still ends in this save.
    """
    with clone.lock():
        try:
            return whole(clone, lambda: _save(clone, intent))
        except Failed as failed:
            raise not_saved(clone, failed) from None


def _save(clone: Clone, intent: Intent) -> dict[str, bytes | None]:
    folder = clone.folder / "journal"
    clone.check_refs()
    half_done.bring_back(clone)
    clone.catch_up()
    pick_up(clone, intent.name, intent.when, [wanted.path for wanted in intent.changes])
    journal.write(folder, intent)
    try:
        result = _commit(clone, intent)
        half_done.remember(clone)
        return result
    finally:
        journal.clear(folder, intent)


def replay(clone: Clone) -> None:
    """Finish what processes that died had begun: their saves, and bringing the work tree after the tip.

    Raises KindboardError where that can't be done just now; then what they had begun is kept.
    """
    with clone.moving():
        clone.release_locks()
        try:
            whole(clone, lambda: _replay(clone))
        except Failed as failed:
            raise not_saved(clone, failed) from None


def _replay(clone: Clone) -> None:
    clone.check_refs()
    journal.tidy(clone.folder / "journal")
    for intent in journal.left_over(clone.folder / "journal"):
        if not _is_in_history(clone, intent):
            _commit(clone, intent)
        half_done.remember(clone)
        clone.catch_up()
        journal.clear(clone.folder / "journal", intent)
    clone.catch_up()


def _is_in_history(clone: Clone, intent: Intent) -> bool:
    since = [f"^{intent.tip}"] if intent.tip and clone.objects.oid(intent.tip) else []
    refs = [ref for ref in (clone.settings.branch, clone.settings.tracking, QUEUE) if clone.objects.oid(ref)]
    return intent.id in log.save_ids(clone.git, *refs, *since)


def _commit(clone: Clone, intent: Intent) -> dict[str, bytes | None]:
    held = 0
    for number in range(RACES):
        if number and _is_in_history(clone, intent):
            clone.catch_up()
            return {wanted.path: clone.current(wanted.path)[1] for wanted in intent.changes}
        writes, blobs, result = _merged(clone, intent)
        if not writes:
            return _standing(clone, intent, result)
        parent = clone.tip
        try:
            tip = _write(clone, intent, parent, writes, blobs)
        except LockHeld:
            clone.release_locks()
            held += 1
            if held == HELD:
                break
            continue
        except LostRace:
            continue
        with clone.lagging(writes):
            _show(clone, (parent, tip), intent, writes, blobs)
        return _standing(clone, intent, result)
    raise kept_busy(clone)


def _standing(clone: Clone, intent: Intent, result: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """The files of a save as a person now sees them: over what waits lies what this computer's branch has."""
    return {path: clone.current(path)[1] for path in result} if intent.queued else result


def _show(
    clone: Clone,
    tips: tuple[str | None, str],
    intent: Intent,
    writes: Mapping[str, Entry | None],
    blobs: Mapping[str, bytes],
) -> None:
    parent, tip = tips
    shown, queue = clone.shown
    if not clone.shows_the_board:
        return
    taken_in = {wanted.path: Entry("100644", blob_oid(wanted.new)) for wanted in intent.changes if wanted.new}
    clone.tree.take_as_written({path: entry.oid for path, entry in taken_in.items()})
    if intent.queued or shown != parent:
        # What waits lies over the tip; or another git committed between our look at the tip and our own commit.
        clone.catch_up()
        return
    divergence = {path: Change(taken_in.get(path), entry) for path, entry in writes.items()}
    clone.tree.follow(divergence, blobs.__getitem__, clone.was_ever)
    clone.note_shown((tip, queue))
    clone.tell_index(parent, writes)
    if clone.tip != tip:  # so did one since, and its index knew nothing of this
        clone.catch_up()


def kept_busy(clone: Clone) -> KindboardError:
    """The sentence for another git that does not let go of the board, or was killed and never will."""
    return KindboardError(
        "busy",
        "Another program keeps this board busy, so this was not saved. Your words are kept.",
        f"Try again in a moment.{if_it_stays(clone)}",
    )


def if_it_stays(clone: Clone) -> str:
    """What to do about a lock of another program that never goes."""
    lock = locks.left_by_others(clone.repository)
    return f" If it stays so, ask whoever looks after this computer to remove {lock}." if lock else ""


def not_saved(clone: Clone, failed: Failed) -> KindboardError:
    """The sentence for a git that could not write."""
    if failed.disk_is_full:
        clone.sweep()
        return disk_full()
    return KindboardError(
        "not-saved",
        "This could not be saved. What was saved before is safe.",
        "Check that the board's folder can be written to, then save again.",
    )


def _merged(clone: Clone, intent: Intent) -> tuple[dict[str, Entry | None], dict[str, bytes], dict[str, bytes | None]]:
    writes: dict[str, Entry | None] = {}
    blobs: dict[str, bytes] = {}
    result: dict[str, bytes | None] = {}
    for wanted in intent.changes:
        oid, current = _in_queue(clone, wanted.path) if intent.queued else clone.current(wanted.path)
        merged = _merge(clone, wanted, current)
        result[wanted.path] = merged.raw
        for path, raw in {wanted.path: merged.raw, **_beside(wanted.path, merged.beside)}.items():
            if raw is None:
                if path == wanted.path and oid is not None:
                    writes[path] = None
            elif (new := blob_oid(raw)) != (oid if path == wanted.path else None):
                writes[path] = Entry("100644", new)
                blobs[new] = raw
    return writes, blobs, result


def _merge(clone: Clone, wanted: Wanted, current: bytes | None) -> Merged:
    if current == wanted.seen:
        return Merged(wanted.new)  # also where it can't be read: its writer saw that
    place = place_of(wanted.path)
    if place is None:
        return merge_file(wanted.seen, current, wanted.new)
    if current is None or reads(current, wanted.path):
        return merge_card(place.kind, wanted.seen, current, wanted.new)
    # Plain git committed what can't be read, perhaps of a file that lagged: what it took back, nobody had seen.
    before = _before_plain_commits(clone, wanted.path)
    good = merge_card(place.kind, wanted.seen, before, wanted.new).raw
    merged = merge_card(place.kind, None, good, current)
    return merged if says_more(current, good, before, wanted.seen) else Merged(merged.raw)


def _in_queue(clone: Clone, path: str) -> tuple[str | None, bytes | None]:
    """A file where a queued commit will stand: not as this computer's branch has it, which others know nothing of."""
    found = clone.objects.get(f"{clone.objects.oid(QUEUE) or _queue_root(clone)}:{path}")
    return (found[0], found[2]) if found else (None, None)


def _beside(path: str, beside: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{path}{suffix}": raw for suffix, raw in beside.items()}


def _write(
    clone: Clone, intent: Intent, parent: str | None, writes: Mapping[str, Entry | None], blobs: Mapping[str, bytes]
) -> str:
    if intent.queued:
        # Midnight and no name: nothing in the commit leads to its writer.
        when = datetime.combine(intent.when.date(), time_of_day(), intent.when.tzinfo)
        ref, parent = QUEUE, clone.objects.oid(QUEUE) or _queue_root(clone)
        signature = Signature.of(None, when)
    else:
        ref = clone.settings.branch
        signature = Signature.of(intent.name, intent.when)
    body = commits.message(intent.subject, intent.id)
    return commits.write(clone.git, ref, parent, [NewCommit(signature, signature, body, writes, blobs)])


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
        if not clone.shows_the_board or clone.repository.half_done(clone.settings.branch):
            return []
        clone.catch_up()
        edits, missing = clone.tree.edited(paths)
        _restore(clone, missing)
        wanted = []
        for path, file in edits.items():
            oid, current = clone.current(path)
            raw = plain_lines(file)
            if current == file:
                mended = _unseen(clone, path, file)
                wanted += mended
                if not mended:
                    clone.tree.written.add({path: oid})
            elif current == raw or clone.was_ever(path, blob_oid(raw)):
                entry = Entry("100644", oid) if oid else None
                clone.tree.write({path: entry}, clone.objects.blob)
            elif reads(raw, path):
                wanted.append(Wanted(path, _base(clone, path), raw))
            elif current is not None and clone.tree.lost_to_a_power_cut(path, file):
                set_aside(clone, path)
        # A no-name answer that was written here goes the way of its kind, whoever edits its file.
        alone = [change for change in wanted if (place := place_of(change.path)) and clone.own.wrote(place.id)]
        for part, nameless in ((alone, True), ([change for change in wanted if change not in alone], False)):
            if part:
                subject = f"Edit {len(part)} cards by hand" if len(part) > 1 else "Edit a card by hand"
                author = None if nameless else name
                _commit(clone, Intent(
                    id=journal.new_id(), when=when, name=author, subject=subject, changes=part, queued=nameless
                ))  # fmt: skip
        return [change.path for change in wanted]


def _base(clone: Clone, path: str) -> bytes | None:
    """The card as kindboard wrote it, before it was edited by hand; None where that is not kept any more."""
    written = clone.tree.written.oids().get(path)
    found = clone.objects.get(written) if written else None
    return found[2] if found else None


def _unseen(clone: Clone, path: str, file: bytes) -> list[Wanted]:
    """What a plain `git commit` of a lagging file took back without its writer's having seen it, to be brought back.

    A file that is edited by hand stays as it is while the board goes on; to plain git, what it lacks was removed.
    """
    base, before, place = _base(clone, path), _before_plain_commits(clone, path), place_of(path)
    if base is None or before is None or place is None or before == base:
        return []
    merged = merge_card(place.kind, base, before, file)
    if merged.raw == file:
        return []
    beside = [Wanted(name, None, raw) for name, raw in _beside(path, merged.beside).items()]
    return [Wanted(path, file, merged.raw), *beside]


def _before_plain_commits(clone: Clone, path: str) -> bytes | None:
    """A card as it was before the last commits to it that are none of kindboard's: those not sent yet, or else any."""
    form = f"--format=%P %(trailers:key={commits.SAVE_ID},valueonly,separator=%x20)"
    unsent = [f"^{clone.settings.tracking}"] if clone.objects.oid(clone.settings.tracking) else []
    for since in [unsent, []] if unsent else [[]]:
        before = None
        for line in clone.git.run("log", form, clone.settings.branch, *since, "--", path).decode().splitlines():
            parent, _, save_id = line.partition(" ")
            if save_id.strip():
                break
            before = clone.objects.get(f"{parent}:{path}")
        if before:
            return before[2]
    return None


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
    clone.tell_index_again(entries)


def _sparse(clone: Clone, paths: Sequence[str]) -> set[str]:
    """Paths that git itself was told not to keep in the work tree."""
    if clone.config.get("core.sparsecheckout", "false") != "true":
        return set()
    out = clone.git.run("ls-files", "-z", "-t", "--", *paths).decode("utf-8", "surrogateescape")
    return {line[2:] for line in out.split("\0") if line.startswith("S ")}
