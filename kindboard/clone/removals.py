"""Cards that were taken off: none of their words in what will be sent, and their last words to be brought back."""

from dataclasses import replace
from datetime import UTC, datetime

from kindboard.cards.paths import place_of
from kindboard.cards.reading import has_instant
from kindboard.cards.toml import parse
from kindboard.clone import journal
from kindboard.clone.clone import Clone
from kindboard.clone.steps import Step, keep_steps, read_steps
from kindboard.clone.unsent import replace_line, unsent_line
from kindboard.errors import NotReadable
from kindboard.git import log
from kindboard.git.log import Commit
from kindboard.git.remake import remake
from kindboard.git.repository import QUEUE
from kindboard.merge.merge import Change
from kindboard.words.kinds import named


def forget_unsent(clone: Clone, path: str) -> None:
    """A card removed before it was sent leaves no words in what will be; taking the removal back still brings it."""
    oid = _strip_unsent(clone, path)
    if oid is not None:
        *earlier, last = read_steps(clone)
        step = Step(journal.new_id(), last.words, last.queued, removed={path: oid})
        keep_steps(clone, [*earlier, step])


def forget_removed(clone: Clone) -> None:
    """After a crash: take the words of those cards out of what will be sent whose removal got no further."""
    for ref in (clone.settings.branch, QUEUE):
        for commit in unsent_line(clone, ref):
            for path, change in commit.changes.items():
                if commit.save_id is None or change.new is not None or clone.current(path)[0] is not None:
                    continue
                oid, place = _strip_unsent(clone, path), place_of(path)
                if oid is not None and place is not None:
                    steps = [step for step in read_steps(clone) if step.save_id != commit.save_id]
                    words = f"taking {named(place.kind)} off the board"
                    keep_steps(clone, [*steps, Step(journal.new_id(), words, ref == QUEUE, removed={path: oid})])


def _strip_unsent(clone: Clone, path: str) -> str | None:
    """Take a removed file out of every commit that has not been sent; its last blob, or None where all were sent.

    Of a card that others have, the removal alone stays.
    """
    last = None
    with clone.lock():
        for ref in (clone.settings.branch, QUEUE):
            line = [commit for commit in unsent_line(clone, ref) if commit.parents]
            touching = [change for commit in line if (change := commit.changes.get(path))]
            with_it = [change.base for change in touching if change.base]
            began_earlier = bool(touching) and touching[0].base is not None
            only_removed = began_earlier and len(touching) == 1
            if not with_it or only_removed or any(len(commit.parents) != 1 for commit in line):
                continue
            last = with_it[-1].oid
            without = [_without(commit, path) for commit in line]
            if began_earlier:
                at = max(number for number, commit in enumerate(line) if path in commit.changes)
                removal = Change(touching[0].base, None)
                without[at] = replace(line[at], changes={**line[at].changes, path: removal})
            replace_line(clone, ref, line[0].parents[0], remake(without, {}, clone.objects.blob).new)
    return last


def removed(clone: Clone, slug: str, ending: str) -> list[tuple[str, bytes]]:
    """(path, last bytes) of every removed card of a board whose id ends so, sent before it was removed or not."""
    kept = _removed_from_history(clone, ending)
    for step in read_steps(clone):
        for path, oid in step.removed.items():
            raw = clone.objects.get(oid)
            if raw and (path not in kept or _changed(raw[2]) > _changed(kept[path])):
                kept[path] = raw[2]
    return [
        (path, raw)
        for path, raw in kept.items()
        if (place := place_of(path))
        and place.board == slug
        and place.id.endswith(ending)
        and not clone.current(path)[0]
    ]


def _changed(raw: bytes) -> datetime:
    try:
        doc = parse(raw)
    except NotReadable:
        doc = {}
    return doc["changed"] if has_instant(doc) else datetime.min.replace(tzinfo=UTC)


def _removed_from_history(clone: Clone, ending: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for commit in log.read(clone.git, "--diff-filter=D", clone.settings.branch):
        for path, change in commit.changes.items():
            if path.endswith(f"{ending}.toml") and change.base:
                found[path] = clone.objects.blob(change.base.oid)
    return found


def _without(commit: Commit, path: str) -> Commit:
    return replace(commit, changes={name: change for name, change in commit.changes.items() if name != path})
