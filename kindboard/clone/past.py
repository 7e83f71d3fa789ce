"""The board at any date, and the days on which something happened on it (design, section 4: Reading)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

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
    out = clone.git.run("log", "--topo-order", "--reverse", "--format=%H %at %P", clone.settings.branch, "--")
    latest: dict[str, int] = {}
    for line in out.decode().splitlines():
        oid, own, *parents = line.split(" ")
        known = [latest[parent] for parent in parents if parent in latest]
        usable = [int(own)] if int(own) <= now.timestamp() else []
        latest[oid] = max([*usable, *known], default=int(now.timestamp()))
    return [Moment(oid, datetime.fromtimestamp(when, UTC)) for oid, when in latest.items()]


def days(clone: Clone, slug: str, now: datetime) -> tuple[date, ...]:
    """The days, in the reader's zone, on which something happened on one board; oldest first."""
    touching = set(clone.git.run("log", "--format=%H", clone.settings.branch, "--", f"boards/{slug}").decode().split())
    found = {moment.when.astimezone(now.tzinfo).date() for moment in moments(clone, now) if moment.commit in touching}
    return tuple(sorted(found))


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
    raw = blobs.read(clone.git, plain.values())
    cards: list[Card] = []
    attention = [Attention(path, "It was not a plain file then.") for path in listing if path not in plain]
    with without_collecting():
        for path, oid in plain.items():
            try:
                if len(raw[oid]) > SIZE_LIMIT:
                    raise NotReadable("It was too large to be a card then.")
                cards.append(read_card(path, raw[oid]))
            except NotReadable as problem:
                attention.append(Attention(path, problem.message))
    return cards, attention
