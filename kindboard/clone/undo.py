"""Undo: take back my changes, last first; taken back before it was sent, its words never leave this computer.

What was taken back can be brought again, first taken back last, until something else is changed.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from kindboard.cards.paths import place_of
from kindboard.cards.reading import has_instant, next_changed
from kindboard.cards.toml import parse
from kindboard.cards.toml_edit import edit
from kindboard.clone import journal
from kindboard.clone.clone import Clone
from kindboard.clone.journal import Intent, Wanted
from kindboard.clone.repair import whole
from kindboard.clone.save import save
from kindboard.clone.steps import Step, keep_steps, read_steps
from kindboard.clone.unsent import replace_line, unsent_line
from kindboard.errors import KindboardError, NotReadable
from kindboard.git import log
from kindboard.git.log import Commit
from kindboard.git.remake import remake
from kindboard.git.repository import QUEUE
from kindboard.merge.merge import Change
from kindboard.told import Undone

NOTHING = "There is nothing to take back here."
NOTHING_BACK = "Nothing was taken back that could be brought again."


_TAKING, _OFF = "taking ", " off the board"


def _taken_back(step: Step) -> str:
    if step.words.startswith(_TAKING) and step.words.endswith(_OFF):
        card = step.words.removeprefix(_TAKING).removesuffix(_OFF).partition(" ")[2]
        return f"The {card} is back on the board."
    return f"Took back {step.words}."


def _asked(step: Step) -> str:
    if step.words.startswith(_TAKING) and step.words.endswith(_OFF):
        card = step.words.removeprefix(_TAKING).removesuffix(_OFF).partition(" ")[2]
        return f"Put the {card} back on the board?"
    return f"Take back {step.words}?"


def _again(step: Step) -> str:
    return f"There again: {step.words}."


def coming(clone: Clone) -> Undone | None:
    """What `undo` would take back, as a question; None for nothing. Raises Failed."""
    steps = [step for step in read_steps(clone) if not step.undone]
    if not steps:
        return None
    last = steps[-1]
    steps = [step for step in steps if last.together and step.together == last.together] or [last]
    found = [_touches(clone, step) for step in steps]
    words = _asked(last) if len(steps) == 1 else f"Take back {len(steps)} changes that were made at once?"
    return Undone(words, tuple(id for ids, _ in found for id in ids), any(seen for _, seen in found))


def _touches(clone: Clone, step: Step) -> tuple[tuple[str, ...], bool]:
    """(the cards that a change is about, whether others may have seen it)."""
    if step.removed:
        return _ids(step.removed), False
    if (unsent := _unsent(clone, step)) is not None:
        return _cards(unsent[1]), False
    found = _sent(clone, step)
    return (_cards(found[-1]) if found else ()), bool(found)


def _sent(clone: Clone, step: Step) -> list[Commit]:
    return log.read(clone.git, "--fixed-strings", f"--grep={step.save_id}", clone.settings.branch)


def undo(clone: Clone, name: str | None, now: datetime) -> Undone:
    """Take back the last change made here that is not taken back yet. Raises KindboardError."""
    return _go(clone, name, now, back=True)


def redo(clone: Clone, name: str | None, now: datetime) -> Undone:
    """Bring again what was taken back last. Raises KindboardError."""
    return _go(clone, name, now, back=False)


def can_redo(clone: Clone) -> bool:
    return any(step.undone for step in read_steps(clone))


def _go(clone: Clone, name: str | None, now: datetime, *, back: bool) -> Undone:
    with clone.lock():
        whole(clone, clone.catch_up)
        steps, done, together = read_steps(clone), list[Undone](), ""
        while (number := _next(steps, together if done else None, back=back)) is not None:
            step = steps[number]
            try:
                told, new = _turned(clone, step, name, now)
            except KindboardError as error:
                if error.code != "nothing-to-undo":
                    raise
                del steps[number]  # of a card that was removed before it was sent, no more is left to turn
                continue
            done.append(told)
            together = step.together
            steps[number] = msgspec.structs.replace(new, undone=back, together=together)
            keep_steps(clone, steps)
    if not done:
        raise KindboardError("nothing-to-undo", NOTHING if back else NOTHING_BACK, "")
    return done[0] if len(done) == 1 else _all_of(done, back=back)


def _next(steps: Sequence[Step], together: str | None, *, back: bool) -> int | None:
    """Which step is to be turned; `together`: what the one before it belongs to, None where it is the first."""
    there = [number for number, step in enumerate(steps) if step.undone != back]
    number = there[-1 if back else 0] if there else None
    if number is None or together is None:
        return number
    return number if together and steps[number].together == together else None


def _all_of(done: Sequence[Undone], *, back: bool) -> Undone:
    words = (
        f"Took back {len(done)} changes that were made at once." if back else f"{len(done)} changes are there again."
    )
    return Undone(words, tuple(id for told in done for id in told.cards), any(told.seen for told in done))


def _turned(clone: Clone, step: Step, name: str | None, now: datetime) -> tuple[Undone, Step]:
    """A change taken back, or brought again; and how to turn it next time."""
    as_it_was = Step(step.save_id, step.words, step.queued)
    if step.removed:
        return _put_back(clone, step, name, now), as_it_was
    if step.dropped is not None:
        return _bring_again(clone, step), as_it_was
    if (unsent := _unsent(clone, step)) is not None:
        dropped = msgspec.structs.replace(as_it_was, dropped=unsent[1].oid)
        return _drop(clone, step, *unsent), dropped
    new_id = journal.new_id()
    done = _reverse(clone, step, new_id, name, now)
    return done, Step(new_id, step.words, step.queued, takes_back=not step.takes_back)


def _put_back(clone: Clone, step: Step, name: str | None, now: datetime) -> Undone:
    changes = [Wanted(path, None, clone.objects.blob(oid)) for path, oid in step.removed.items()]
    save(
        clone,
        Intent(
            id=step.save_id, when=now, name=name, subject="Put a card back", changes=changes,
            queued=step.queued,
        ),
    )  # fmt: skip
    return Undone(_taken_back(step), _ids(step.removed), seen=False)


def _unsent(clone: Clone, step: Step) -> tuple[str, Commit, list[Commit]] | None:
    """(ref, its commit, the commits after it) where the change has not left this computer."""
    for ref in (QUEUE, clone.settings.branch):
        line = unsent_line(clone, ref)
        for number, commit in enumerate(line):
            if commit.save_id == step.save_id:
                after = line[number + 1 :]
                plain = len(commit.parents) == 1 and all(len(c.parents) == 1 for c in after)
                return (ref, commit, after) if plain else None
    return None


def _drop(clone: Clone, step: Step, ref: str, dropped: Commit, after: Sequence[Commit]) -> Undone:
    inverse = {path: Change(change.new, change.base) for path, change in dropped.changes.items()}
    replace_line(clone, ref, dropped.parents[0], remake(after, inverse, clone.objects.blob).new)
    return Undone(_taken_back(step), _cards(dropped), seen=False)


def _bring_again(clone: Clone, step: Step) -> Undone:
    assert step.dropped is not None
    if clone.objects.oid(step.dropped) is None:
        raise KindboardError("nothing-to-undo", "That change is no longer kept, so it can't be brought again.", "")
    dropped = log.read(clone.git, "-1", step.dropped)[0]
    changes = [
        Wanted(path, _bytes(clone, c, old=True), _bytes(clone, c, old=False)) for path, c in dropped.changes.items()
    ]
    save(clone, _intent(dropped, changes, step.save_id, dropped.when, dropped.author.name, queued=step.queued))
    return Undone(_again(step), _cards(dropped), seen=False)


def _reverse(clone: Clone, step: Step, new_id: str, name: str | None, now: datetime) -> Undone:
    """A change that was sent is taken back by a new one; what others wrote since stays."""
    found = _sent(clone, step)
    if not found:
        raise KindboardError("nothing-to-undo", "That change is no longer in the board's history.", "")
    done = found[-1]
    changes = []
    for path, change in done.changes.items():
        before, after = _bytes(clone, change, old=True), _bytes(clone, change, old=False)
        _, current = clone.current(path)
        # Of a new card nothing may be left but that it was changed and changed back: it goes all the same.
        after = current if before is None and _says_the_same(after, current) else after
        changes.append(Wanted(path, after, _risen(path, before, current, None if step.queued else now)))
    save(clone, _intent(done, changes, new_id, now, name, queued=step.queued))
    return Undone(_again(step) if step.takes_back else _taken_back(step), _cards(done), seen=True)


def _says_the_same(one: bytes | None, other: bytes | None) -> bool:
    try:
        docs = [parse(raw) if raw else {} for raw in (one, other)]
    except NotReadable:
        return False
    return {**docs[0], "changed": None} == {**docs[1], "changed": None}


def _risen(path: str, before: bytes | None, current: bytes | None, now: datetime | None) -> bytes | None:
    """The earlier card, but later than what is there: taking back is a change like any other.

    `now` is None for what has no name: it tells no time either.
    """
    place = place_of(path)
    if before is None or place is None:
        return before
    try:
        doc, newest = parse(before), parse(current) if current else {}
    except NotReadable:
        return before
    changed = [d["changed"] for d in (doc, newest) if has_instant(d)]
    if not changed and now is None:
        return before
    last = max(changed, default=now or datetime.min.replace(tzinfo=UTC))
    return edit(before, doc | {"changed": next_changed(last, now or last)}, place.kind)


def _bytes(clone: Clone, change: Change, *, old: bool) -> bytes | None:
    entry = change.base if old else change.new
    return clone.objects.blob(entry.oid) if entry else None


def _intent(
    like: Commit, changes: Sequence[Wanted], save_id: str, when: datetime, name: str | None, *, queued: bool
) -> Intent:
    subject = like.message.decode("utf-8", "replace").partition("\n")[0]
    if like.save_id != save_id:
        subject = f"Take back: {subject}"
    return Intent(id=save_id, when=when, name=name, subject=subject, changes=changes, queued=queued)


def _cards(commit: Commit) -> tuple[str, ...]:
    return _ids(commit.changes)


def _ids(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(place.id for path in paths if (place := place_of(path)))
