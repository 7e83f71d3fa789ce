"""What happened to one card, or to a whole board, as the history has it."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from kindboard.board.board import Board
from kindboard.cards.cards import About, Card, PlanItem, Review, Theme
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
from kindboard.story.sittings import Step, believed, in_sittings
from kindboard.story.story import Happening, called, told

NONE: Mapping[str, str] = {}
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


def of_card(clone: Clone, path: str, themes: Mapping[str, str], now: datetime) -> tuple[Happening, ...]:
    """What happened to the card of this file, newest first. Versions that no one could read are passed over.

    `themes`: what each is called, by its id.
    """
    return tuple(told(step) for step in reversed(in_sittings(_steps(clone, (path,), now, themes))))


def of_board(clone: Clone, slug: str, now: datetime) -> tuple[Happening, ...]:
    """What happened on a board, newest first, each card called by its name."""
    with without_collecting():
        line = sorted(in_sittings(_steps(clone, (f"boards/{slug}",), now, whole=True)), key=lambda step: step.when)
        return tuple(told(step, called(step.after or step.before)) for step in reversed(line))


def ended(clone: Clone, items: Iterable[PlanItem], until: date, now: datetime) -> dict[str, date]:
    """The day on which each of these plan items came to its status, by its id; as far as the history tells."""
    found = {item.id: item for item in items}
    days: dict[str, date] = {}
    if found:
        for step in _steps(clone, [item.path for item in found.values()], now):
            after, day = step.after, step.when.astimezone().date()
            was = getattr(step.before, "status", None)
            if isinstance(after, PlanItem) and was != after.status == found[after.id].status and day <= until:
                days[after.id] = day
    return days


def _steps(
    clone: Clone, under: Sequence[str], now: datetime, themes: Mapping[str, str] = NONE, *, whole: bool = False
) -> Iterator[Step]:
    """Every change, in the order of the history. `whole`: of a board, which begins with cards that nobody added.

    Where only the last part of the history is here, nobody knows who wrote what it begins with.
    `themes`: what each is called, as far as its own history is not read.
    """
    themes = {**themes}
    cards: dict[str, Card | None] = {}
    reviews: dict[str, date] = {}
    cut_off = clone.git.is_shallow()
    commits = log.read(clone.git, *_tips(clone), under=under)
    whens = believed((commit.when for commit in commits), now)
    chunks = [commits[start : start + CHUNK] for start in range(0, len(commits), CHUNK)]
    for chunk, raw in zip(chunks, _ahead(clone, chunks), strict=True):
        for commit, when in zip(chunk, whens, strict=False):
            who = commit.author.name if commit.author.name != NOBODY else None
            files = {path: (entry, _read(path, entry, raw)) for path, entry in _files(commit)}
            themes |= {card.id: card.title for _, card in files.values() if isinstance(card, Theme)}
            for path, (entry, after) in sorted(files.items(), key=_in_words):
                seen, before = path in cards, cards.get(path)
                if (entry is not None and after is None) or (before is None and after is None):
                    continue
                cards[path] = after
                if isinstance(after, Review):
                    reviews[after.id] = after.held
                begins = not commit.parents and (cut_off or (whole and not isinstance(after, About)))
                if begins or len(commit.parents) > 1:
                    continue  # what a board begins with; or told where it was done
                theme = getattr(after, "theme", None) or getattr(before, "theme", None)
                yield Step(
                    path, when, who, before, after,
                    again=seen and before is None, reviews=tuple(reviews.values()), theme=themes.get(theme or "", ""),
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


def _in_words(file: tuple[str, tuple[Entry | None, Card | None]]) -> tuple[str, str]:
    """What was done in one go has no order of its own; that of its ids would be none to a reader."""
    path, (_, card) = file
    return path.rpartition("/")[0], called(card)


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
