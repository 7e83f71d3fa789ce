"""The board at any date, and the days on which something happened on it (design, section 4: Reading)."""

from collections.abc import Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from weakref import WeakKeyDictionary

from kindboard.board.board import Attention
from kindboard.cards.cards import SIZE_LIMIT, Card
from kindboard.cards.paths import place_of
from kindboard.cards.toml import read_card
from kindboard.clone.clone import Clone
from kindboard.clone.collecting import without_collecting
from kindboard.errors import KindboardError, NotReadable
from kindboard.git import blobs, tree
from kindboard.words.days import spoken

FETCH = "Sync once while the shared board can be reached, and its whole past is here."
CUT_OFF = f"What came before is not on this computer. {FETCH}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit and when the board became so: the later of its own date and its parents'."""

    commit: str
    when: datetime


def moments(clone: Clone, now: datetime) -> list[Moment]:
    """The whole history, oldest first, its dates never going back. A date to come tells of a wrong clock."""
    latest: dict[str, int] = {}
    for oid, own, parents in _line(clone):
        known = [latest[parent] for parent in parents if parent in latest]
        usable = [own] if own <= now.timestamp() else []
        latest[oid] = max([*usable, *known], default=int(now.timestamp()))
    return [Moment(oid, datetime.fromtimestamp(when, UTC)) for oid, when in latest.items()]


def days(clone: Clone, slug: str, now: datetime) -> tuple[date, ...]:
    """The days, in the reader's zone, on which something happened on one board; oldest first."""
    touching = _touching(clone, slug)
    found = {moment.when.astimezone(now.tzinfo).date() for moment in moments(clone, now) if moment.commit in touching}
    return tuple(sorted(found))


def began(clone: Clone, slug: str, now: datetime) -> datetime:
    """When a board began, as far as its past is here; now, where nothing of it is."""
    touching = _touching(clone, slug)
    return min((moment.when for moment in moments(clone, now) if moment.commit in touching), default=now)


Line = Sequence[tuple[str, int, Sequence[str]]]
"""(commit, the second its author's clock said, its parents), oldest first."""
_lines: WeakKeyDictionary[Clone, tuple[tuple[str, bool], Line]] = WeakKeyDictionary()
_touched: WeakKeyDictionary[Clone, tuple[tuple[str, bool, str], Set[str]]] = WeakKeyDictionary()
"""Of each open clone as it was last asked for: who steps through days asks often, and one tip has one history."""


def _of(clone: Clone) -> tuple[str, bool]:
    """What tells one history from every other: its last commit, and whether only its last part is here."""
    branch = clone.settings.branch
    return clone.objects.oid(branch) or branch, clone.git.is_shallow()


def _line(clone: Clone) -> Line:
    of, (known, line) = _of(clone), _lines.get(clone, (None, ()))
    if known != of:
        out = clone.git.run("log", "--topo-order", "--reverse", "--format=%H %at %P", of[0], "--").decode()
        lines = (line.split(" ") for line in out.splitlines())
        line = [(oid, int(own), [*filter(None, parents)]) for oid, own, *parents in lines]
        _lines[clone] = of, line
    return line


def _touching(clone: Clone, slug: str) -> Set[str]:
    """The commits that changed something on a board."""
    of, (known, found) = (*_of(clone), slug), _touched.get(clone, (None, frozenset()))
    if known != of:
        found = frozenset(clone.git.run("log", "--format=%H", of[0], "--", f"boards/{slug}").decode().split())
        _touched[clone] = of, found
    return found


def commit_at(clone: Clone, line: Sequence[Moment], when: datetime) -> str:
    """The newest commit that was there by then. Raises KindboardError where there was none."""
    there = [moment for moment in line if moment.when <= when]
    if not there and clone.git.is_shallow():
        raise KindboardError("past-elsewhere", f"The board of {spoken(when.date())} is not on this computer.", FETCH)
    if not there:
        began = f"It began on {spoken(line[0].when.astimezone(when.tzinfo).date())}." if line else ""
        raise KindboardError("no-board-yet", f"On {spoken(when.date())} there was no board yet.", began)
    return max(enumerate(there), key=lambda pair: (pair[1].when, pair[0]))[1].commit


def cards_of(clone: Clone, slug: str, commit: str) -> tuple[list[Card], list[Attention]]:
    """(the cards of a board as a commit has them, what could not be read)."""
    listing = {
        path: entry for path, entry in tree.listing(clone.git, commit, f"boards/{slug}").items() if place_of(path)
    }
    plain = {path: entry.oid for path, entry in listing.items() if entry.mode in ("100644", "100755")}
    cards: list[Card] = []
    attention = [Attention(path, "It was not a plain file then.") for path in listing if path not in plain]
    with without_collecting(), closing(blobs.stream(clone.git, [*plain.values()])) as contents:
        for path, (_, raw) in zip(plain, contents, strict=True):
            try:
                if len(raw) > SIZE_LIMIT:
                    raise NotReadable("It was too large to be a card then.")
                cards.append(read_card(path, raw))
            except NotReadable as problem:
                attention.append(Attention(path, problem.message))
    return cards, attention
