"""Cards that somebody committed with plain git as none any more: with conflict markers in them (fault 23), or a slip.

They give way to what they were before, and what was written is kept beside them. Markers are never read: both sides are
taken from the commit's parents and merged by field, as if plain git had not tried. Every clone does the same and comes
to the same bytes.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from kindboard.cards.paths import place_of
from kindboard.cards.toml import reads
from kindboard.clone import atomic, journal
from kindboard.clone.clone import Clone
from kindboard.clone.journal import Intent, Wanted
from kindboard.clone.save import save
from kindboard.git import tree
from kindboard.git.failed import Failed
from kindboard.merge.merge import blob_oid, merge_card
from kindboard.merge.unreadable import says_more

_BEGINS = b"<<<<<<< "

_DEEPEST = 50
"""Commits with markers, one on another, that are looked behind."""


def mend(clone: Clone, when: datetime, before: str | None = None) -> None:
    """Mend the cards that came since the last look and are none. Raises KindboardError, Failed.

    `before`: what was shared before something came, for a first look.
    """
    looked = clone.folder / "looked"
    tip = clone.tip
    since = looked.read_text() if looked.exists() else ""
    if tip is None or tip == since:
        return
    wanted = [change for path in _spoilt(clone, since, before, tip) for change in _mended(clone, tip, path)]
    if wanted:
        save(clone, Intent(id=journal.new_id(), when=when, name=None, subject="Mend a card", changes=wanted))
    atomic.write(looked, tip.encode(), durable=False)


def _spoilt(clone: Clone, since: str, before: str | None, tip: str) -> Iterator[str]:
    """Card files that hold no card; at the first look, those that came just now or were not sent yet, and all with
    conflict markers in them."""
    paths: set[str] = set()
    known = since and clone.objects.oid(since)
    if not known:
        with suppress(Failed):  # git's way to say that there is none
            found = clone.git.run("grep", "-l", "-z", "-e", f"^{_BEGINS.decode()}", tip, "--", "boards/")
            paths = {tree.text(name.partition(b":")[2]) for name in found.split(b"\0") if name}
        known = before or clone.objects.oid(clone.settings.tracking)
    if known:
        changed = tree.difference(clone.git, known, tip)
        paths |= {path for path, change in changed.items() if change.new and path.startswith("boards/")}
    for path in sorted(paths):
        raw = _at(clone, tip, path)
        if place_of(path) and raw and not reads(raw, path):
            yield path


def _mended(clone: Clone, tip: str, path: str) -> Iterator[Wanted]:
    sides: list[bytes] = []
    bad, good = _at(clone, tip, path), _before(clone, tip, path, sides)
    if bad is None or good is None:
        return
    yield Wanted(path, bad, good)
    if says_more(bad, *sides, *_ever(clone, path)):
        # Somebody may have written something between the markers.
        yield Wanted(f"{path}.broken-{blob_oid(bad)[:8]}", None, bad)


def _ever(clone: Clone, path: str) -> Iterator[bytes]:
    """What plain git may have put between its markers where it was ended before it noted whose merge it was."""
    for oid in clone.versions(path, clone.settings.branch, clone.settings.tracking):
        found = clone.objects.get(oid)
        if found and reads(found[2], path):
            yield found[2]


def _before(clone: Clone, commit: str, path: str, sides: list[bytes], depth: int = 0) -> bytes | None:
    """The card as it was, or as two people had it, before the markers; None where there is no telling.

    `sides` gains every version that this is made from.
    """
    raw, place = _at(clone, commit, path), place_of(path)
    if raw is None or place is None or depth > _DEEPEST:
        return None
    if reads(raw, path):
        sides.append(raw)
        return raw
    parents = clone.git.run("log", "-1", "--format=%P", commit, "--", path).decode().split()
    found = [card for parent in parents if (card := _before(clone, parent, path, sides, depth + 1)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    base = _at(clone, min(clone.git.run("merge-base", "--all", *parents[:2]).decode().split()), path)
    return merge_card(place.kind, base if base and reads(base) else None, found[0], found[1]).raw


def _at(clone: Clone, commit: str, path: str) -> bytes | None:
    found = clone.objects.get(f"{commit}:{path}")
    return found[2] if found and found[1] == "blob" else None
