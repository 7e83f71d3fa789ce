"""What happened to one card, or to a whole board, as the history has it."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from kindboard.board.board import Board
from kindboard.cards.cards import About, Card, PlanItem, Review, Theme
from kindboard.cards.paths import place_of
from kindboard.cards.toml import read_card
from kindboard.cards.written import written
from kindboard.clone import removals
from kindboard.clone.clone import Clone
from kindboard.clone.collecting import without_collecting
from kindboard.errors import NotReadable, WrongUse
from kindboard.git import blobs, log
from kindboard.git.log import Commit
from kindboard.git.repository import QUEUE
from kindboard.git.run import NOBODY
from kindboard.merge.merge import Change, Entry
from kindboard.story.sittings import Believed, Step, in_sittings
from kindboard.story.story import Happening, called, told
from kindboard.story.versions import Versions

Item = TypeVar("Item")
Watch = Callable[[int], None]
"""Is told how many commits were looked through so far, and may raise to stop."""
NONE: Mapping[str, str] = {}
CHUNK, AHEAD = 500, 2
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


def unwatched(commits: int) -> None:
    pass


def of_card(
    clone: Clone, path: str, themes: Mapping[str, str], now: datetime, watch: Watch = unwatched
) -> tuple[Happening, ...]:
    """What happened to the card of this file, newest first. Versions that no one could read are passed over.

    `themes`: what each is called, by its id.
    """
    return tuple(told(step) for step in reversed(in_sittings(_steps(clone, (path,), now, themes, watch=watch))))


def of_board(clone: Clone, slug: str, now: datetime, watch: Watch = unwatched) -> tuple[Happening, ...]:
    """What happened on a board, newest first, each card called by its name."""
    with without_collecting():
        steps = _steps(clone, (f"boards/{slug}",), now, whole=True, watch=watch)
        line = sorted(in_sittings(steps), key=lambda step: step.when)
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


def corrected(clone: Clone, path: str, until: date, now: datetime) -> date | None:
    """The day on which the words of the card of this file were last changed, if they were."""
    found = None
    for step in _steps(clone, (path,), now):
        before, after, day = step.before, step.after, step.when.astimezone().date()
        if before is None or after is None or day > until:
            continue
        if any(getattr(before, name, None) != getattr(after, name) for name in written(after.kind)):
            found = day
    return found


def _steps(
    clone: Clone,
    under: Sequence[str],
    now: datetime,
    themes: Mapping[str, str] = NONE,
    *,
    whole: bool = False,
    watch: Watch = unwatched,
) -> Iterator[Step]:
    """Every change to what stands `under` these paths, in the order of the history.

    `whole`: they are a whole board, which begins with cards that nobody added. Where only the last part of the history
    is here, nobody knows who wrote what it begins with. `themes`: what each is called, as far as it is not read here.
    """
    themes = {**themes}
    versions: dict[str, Versions] = {}
    reviews: dict[str, date] = {}
    cut_off, believed = clone.git.is_shallow(), Believed(now)
    for commit, files in _read_ahead(clone, under, whole, watch):
        who = commit.author.name if commit.author.name != NOBODY else None
        when = believed(commit.when)
        themes |= {card.id: card.title for _, _, card in files if isinstance(card, Theme)}
        begins = not commit.parents and (cut_off or whole)
        for path, change, after in files if len(files) < 2 else sorted(files, key=_in_words):
            known = versions.setdefault(path, Versions())
            seen, before = known.seen, known.before(change)
            if (change.new is not None and after is None) or (before is None and after is None):
                continue
            if len(commit.parents) > 1:
                before = known.by_hand(before, after)
            known.take_in(change, after)
            if isinstance(after, Review):
                reviews[after.id] = after.held
            if before is after or (begins and (cut_off or not isinstance(after, About))):
                continue  # told where it was done; or what a board begins with
            theme = getattr(after, "theme", None) or getattr(before, "theme", None)
            yield Step(
                path, when, who, before, after,
                again=seen and before is None, reviews=tuple(reviews.values()), theme=themes.get(theme or "", ""),
            )  # fmt: skip


Chunk = Sequence[tuple[Commit, Sequence[tuple[str, Change]]]]
"""Some commits, and what each made of the files it changed."""
File = tuple[str, Change, Card | None]
"""A path, what a commit made of it, and the card that this is; None where it is gone, or nobody could read it."""


def _read_ahead(
    clone: Clone, under: Sequence[str], whole: bool, watch: Watch
) -> Iterator[tuple[Commit, Sequence[File]]]:
    """Each commit with its files; while some are told, git reads the next, and looks for those after them."""
    # A whole board is nearly all there is: git says at once what it need not look for.
    folders = tuple(f"{path}/" for path in under) if whole else ("",)

    def chunks() -> Generator[Chunk, None, None]:
        with closing(log.stream(clone.git, *_tips(clone), under=() if whole else under)) as commits:
            while chunk := [(commit, [*_files(commit, folders)]) for commit in islice(commits, CHUNK)]:
                yield chunk

    def contents() -> Generator[tuple[Chunk, Mapping[str, bytes]], None, None]:
        with closing(_ahead(chunks())) as read:
            for chunk in read:
                new = (change.new for _, files in chunk for _, change in files)
                yield chunk, blobs.read(clone.git, (entry.oid for entry in new if entry))

    with closing(_ahead(contents())) as read:
        commits = 0
        for chunk, raw in read:
            watch(commits := commits + len(chunk))
            for commit, files in chunk:
                yield commit, [(path, change, _read(path, change.new, raw)) for path, change in files]


def _ahead(items: Generator[Item, None, None]) -> Generator[Item, None, None]:
    """The same, each made in a thread while the ones before are used."""
    with closing(items), ThreadPoolExecutor(1) as maker:
        coming = deque(maker.submit(next, items, None) for _ in range(AHEAD))
        while (item := coming.popleft().result()) is not None:
            coming.append(maker.submit(next, items, None))
            yield item


def _files(commit: Commit, folders: tuple[str, ...]) -> Iterator[tuple[str, Change]]:
    """(path, what was made of its file) of each card in these folders that a commit changed."""
    for path, change in commit.changes.items():
        if path.startswith(folders) and place_of(path) is not None:
            yield path, change


def _in_words(file: File) -> tuple[str, str]:
    """What was done in one go has no order of its own; that of its ids would be none to a reader."""
    path, _, card = file
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
