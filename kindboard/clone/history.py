"""What happened to one card, or to a whole board, as the history has it."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from kindboard.board.board import Board
from kindboard.cards.cards import About, Card, PlanItem, Review
from kindboard.cards.paths import place_of
from kindboard.cards.toml import read_card
from kindboard.clone import removals
from kindboard.clone.clone import Clone
from kindboard.clone.collecting import without_collecting
from kindboard.errors import NotReadable, WrongUse
from kindboard.git import blobs, log
from kindboard.git.commit import NOBODY
from kindboard.git.log import Commit
from kindboard.git.repository import QUEUE
from kindboard.merge.merge import Entry
from kindboard.story import IT, Happening, called, told

CHUNK, AHEAD = 1_000, 2
"""Commits whose cards are read at a time, and how many such chunks are held in memory."""


def path_of(clone: Clone, board: Board, card: Card | str) -> str:
    """The file of a card, or by the ending of its id of one on the board, or else of one that was taken off."""
    if isinstance(card, Card):
        return card.path
    try:
        return board.find(card).path
    except WrongUse:
        found = removals.removed(clone, board.slug, card)
        if len(found) != 1:
            raise
        return found[0][0]


def of_card(clone: Clone, path: str) -> tuple[Happening, ...]:
    """What happened to the card of this file, newest first. Versions that no one could read are passed over."""
    return tuple(reversed([happening for _, happening in _told(clone, (path,), whole_board=False)]))


def of_board(clone: Clone, slug: str) -> tuple[Happening, ...]:
    """What happened on a board, newest first, each card called by its name."""
    with without_collecting():
        line = sorted(_told(clone, (f"boards/{slug}",), whole_board=True), key=lambda pair: pair[0])
    return tuple(reversed([happening for _, happening in line]))


def ended(clone: Clone, items: Iterable[PlanItem], until: date) -> dict[str, date]:
    """The day on which each of these plan items came to its status, by its id; as far as the history tells."""
    found = {item.id: item for item in items}
    days: dict[str, date] = {}
    if found:
        for _, happening in _told(clone, [item.path for item in found.values()], whole_board=False):
            now = found[happening.card].status
            if happening.day <= until and any((one.field, one.after) == ("status", now) for one in happening.changes):
                days[happening.card] = happening.day
    return days


def _told(clone: Clone, under: Sequence[str], *, whole_board: bool) -> Iterator[tuple[datetime, Happening]]:
    """(when, what) of every change, in the order of the history."""
    cards: dict[str, Card | None] = {}
    reviews: dict[str, date] = {}
    commits = log.read(clone.git, *_tips(clone), under=under)
    chunks = [commits[start : start + CHUNK] for start in range(0, len(commits), CHUNK)]
    for chunk, raw in zip(chunks, _ahead(clone, chunks), strict=True):
        for commit in chunk:
            for path, entry in _files(commit):
                seen, before, after = path in cards, cards.get(path), _read(path, entry, raw)
                if (entry is not None and after is None) or (before is None and after is None):
                    continue
                cards[path] = after
                if isinstance(after, Review):
                    reviews[after.id] = after.held
                merged, began_with = len(commit.parents) > 1, whole_board and not commit.parents
                if merged or (began_with and not isinstance(after, About)):
                    continue  # told where it was done; or what every board begins with
                yield commit.when, told(
                    before, after, commit.when, commit.author.name if commit.author.name != NOBODY else None,
                    again=seen and before is None,
                    name=called(after or before) if whole_board else IT,
                    reviews=reviews.values() if whole_board else (),
                )  # fmt: skip


def _ahead(clone: Clone, chunks: Sequence[Sequence[Commit]]) -> Iterator[Mapping[str, bytes]]:
    """The files of each chunk; while one is told, git reads those of the next."""

    def read(number: int) -> Mapping[str, bytes]:
        chunk = chunks[number]
        return blobs.read(clone.git, (entry.oid for commit in chunk for _, entry in _files(commit) if entry))

    with ThreadPoolExecutor(1) as reader:
        coming = deque(reader.submit(read, number) for number in range(min(AHEAD, len(chunks))))
        number = len(coming)
        while coming:
            yield coming.popleft().result()
            if number < len(chunks):
                coming.append(reader.submit(read, number))
                number += 1


def _files(commit: Commit) -> Iterator[tuple[str, Entry | None]]:
    """(path, its file as it now is) of each card that a commit changed."""
    for path, change in commit.changes.items():
        if place_of(path) is not None:
            yield path, change.new


def _read(path: str, entry: Entry | None, raw: Mapping[str, bytes]) -> Card | None:
    """None where there is no card, or none that anybody could read."""
    try:
        return read_card(path, raw[entry.oid]) if entry else None
    except NotReadable:
        return None


def _tips(clone: Clone) -> Iterator[str]:
    for ref in (clone.settings.branch, QUEUE):
        if clone.objects.oid(ref) is not None:
            yield ref
