"""Today's board, read from the work tree: only what changed on disk since the last look is read again."""

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kindboard.board.board import Attention
from kindboard.cards.cards import SIZE_LIMIT, Card
from kindboard.cards.paths import place_of
from kindboard.cards.reading import GREATEST
from kindboard.cards.toml import parse, read_card
from kindboard.clone import person
from kindboard.clone.collecting import without_collecting
from kindboard.clone.files import Signature, files, is_part, signature
from kindboard.clone.here import Here
from kindboard.errors import NotReadable
from kindboard.words.days import spoken

if TYPE_CHECKING:
    from kindboard.clone.clone import Clone

Seen = tuple[Signature, Card | None, str | None]
"""A file at the last look: (its signature, its card if it has one, what needs attention if anything does)."""

Known = dict[str, Seen]

A_DAY = timedelta(days=1)
"""Clocks that differ by less are not worth a word."""

_ID = re.compile(rb"^id *=", re.MULTILINE)

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Never through a link, never waiting at a pipe that lies where a card should be."""


class Loader:
    """The cards of one board and what needs attention. Not safe to share between threads without a lock."""

    def __init__(self, here: Here, slug: str, clone: "Callable[[], Clone]") -> None:
        self._here, self._slug, self._clone = here, slug, clone
        self._known: Known = {}
        self._folders: dict[str, int] = {}
        self._odd: dict[str, tuple[Card, tuple[Attention, ...]]] = {}
        """What is odd about each card, by its path: worked out once for each version of it."""

        self.cards: list[Card] = []
        self.attention: list[Attention] = []

    def moved(self) -> bool:
        """Whether a file was added, replaced or removed since the last look. An edit in place shows later."""
        return any(_mtime(folder) != mtime for folder, mtime in self._folders.items()) or not self._folders

    def refresh(self) -> bool:
        """Look at the disk again: `cards` and `attention` are then what it holds. Whether anything has changed."""
        with without_collecting():
            known = self._from_the_work_tree() if self._here.shows_the_board else self._from_the_tip()
        if known == self._known and self._folders:
            return False
        self._known = known
        self._collect(known)
        return True

    def take_in(self, saved: Mapping[str, bytes | None]) -> bool:
        """Look at the files that were just saved here, and at no other. Whether anything has changed."""
        here = self._here
        if not self._folders or not here.shows_the_board or here.lagging:
            return self.refresh()
        known = dict(self._known)
        under = f"boards/{self._slug}/"
        for path in (path for path in saved if path.startswith(under)):
            try:
                known[path] = self._read(path, here.repository.root / path)
            except FileNotFoundError:
                if saved[path] is not None:
                    return self.refresh()  # somebody has just taken it away
                known.pop(path, None)
        if known == self._known:
            return False
        self._known = known
        self._collect(known)
        return True

    def _from_the_work_tree(self) -> Known:
        root, under = self._here.repository.root, f"boards/{self._slug}"
        self._folders = {str(folder): _mtime(str(folder)) for folder in _folders(root / under)}
        known: Known = {}
        for path, entry in files(root, under):
            if is_part(entry):
                continue
            before = self._known.get(path)
            # One that needs attention may be shown from the tip, which moves without the file.
            with contextlib.suppress(FileNotFoundError):  # another window, or a sync, has just taken it off the board
                is_as_before = before and not before[2] and before[0] == signature(entry.stat(follow_symlinks=False))
                known[path] = before if before and is_as_before else self._read(path, entry)
        return self._restored(known)

    def _read(self, path: str, entry: os.DirEntry[str] | Path) -> Seen:
        """A card file, opened once: asking for its entry before would cost as much as reading it.

        Raises FileNotFoundError for one that is gone.
        """
        if entry.is_symlink():
            return (signature(entry.stat(follow_symlinks=False)), *self._unread(path, "a link to another file"))
        try:
            descriptor = os.open(entry, _READ)
            try:
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode):
                    return (signature(found), *self._unread(path, "not a plain file"))
                if found.st_size > SIZE_LIMIT:
                    size = f"too large to be a card ({found.st_size // 1_000_000 or 1} MB)"
                    return (signature(found), *self._unread(path, size))
                raw = os.read(descriptor, found.st_size)
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            raise
        except OSError:
            return ((0, 0, 0), *self._unread(path, "not to be read on this computer"))
        return (signature(found), *self._card(path, raw))

    def _unread(self, path: str, what: str) -> tuple[Card | None, str | None]:
        if place_of(path) is None:
            return None, _no_card(path)
        return self._tip_card(path), f"It is {what}, so it is not read."

    def _card(self, path: str, raw: bytes) -> tuple[Card | None, str | None]:
        try:
            return read_card(path, raw), None
        except NotReadable as problem:
            if place_of(path) is None:
                return None, _no_card(path)
            return self._tip_card(path, raw), problem.message

    def _tip_card(self, path: str, raw: bytes | None = None) -> Card | None:
        """The card as it was last good on the board, where the file in the folder is not."""
        current = self._clone().kept(path)
        if current is None or current == raw or len(current) > SIZE_LIMIT:
            return None
        try:
            return read_card(path, current)
        except NotReadable:
            return None

    def _restored(self, known: Known) -> Known:
        """Cards whose file somebody deleted by hand are read from the tip until the next save or sync restores it."""
        written = self._here.written.oids()
        prefix = f"boards/{self._slug}/"
        gone = {path for path in written if path not in known} | self._here.lagging
        gone = {path for path in gone if path.startswith(prefix)}
        return known | {path: ((0, 0, 0), self._tip_card(path), None) for path in gone}

    def _from_the_tip(self) -> Known:
        clone = self._clone()
        known: Known = {}
        for path, entry in clone.listing(f"boards/{self._slug}").items():
            plain = entry.mode in ("100644", "100755")
            read = self._card(path, clone.objects.blob(entry.oid)) if plain else (None, "It is not a plain file.")
            known[path] = ((0, 0, 0), *read)
        return known

    def _collect(self, known: Known) -> None:
        self.cards = [card for _, card, _ in known.values() if card is not None]
        problems = [Attention(path, problem) for path, (_, _, problem) in known.items() if problem]
        odd, self._odd = self._odd, {}
        for card in self.cards:
            before = odd.get(card.path)
            self._odd[card.path] = before if before and before[0] is card else (card, tuple(_odd(card)))
        alone = (one for _, found in self._odd.values() for one in found)
        self.attention = sorted(
            [*problems, *alone, *_twins(self.cards), *_to_come(self.cards, person.now())], key=lambda item: item.path
        )


def _no_card(path: str) -> str | None:
    """Why a file that is no card needs attention; None for the files kindboard keeps there itself."""
    name = path.rpartition("/")[2]
    if name in (".gitattributes", "forgotten.toml", ".DS_Store", "desktop.ini", "Thumbs.db"):
        return None
    if ".broken-" in name:
        return "It holds words from another computer that could not be read as a card; they are kept here."
    if ".other-" in name:
        return "Two people changed a file at once; the other one is kept here."
    return "It is not a card of this board, so it is not shown."


def _odd(card: Card) -> Iterable[Attention]:
    """What about a card that is shown is yet not as it should be."""
    if _ID.search(card.raw) and parse(card.raw).get("id", card.id) != card.id:
        yield Attention(card.path, "It says that it is another card; it is shown as the one its file's name says.")
    if card.newer:
        yield Attention(card.path, "A newer kindboard wrote it; it is shown here but can't be changed.")
    if card.changed >= GREATEST:
        yield Attention(card.path, "Its time of change is as late as can be; a clock was wrong.")


def _twins(cards: Iterable[Card]) -> Iterable[Attention]:
    """Cards that lie in two places, or in one that is not theirs."""
    first: dict[tuple[str, str], Card] = {}
    for card in cards:
        twin = first.setdefault((card.kind, card.id), card)
        if twin is not card:
            yield Attention(card.path, f"The same card is also in {twin.path}; both are shown.")
        elif card.path.count("/") == 4 and card.path.split("/")[3] != card.id[:7]:
            yield Attention(card.path, "It lies in another month's folder than its own.")


def _to_come(cards: Iterable[Card], now: datetime) -> Iterable[Attention]:
    """What tells of a wrong clock: once, for every card may be "to come" where it is this computer's that is behind."""
    ahead = [card for card in cards if card.dated and now + A_DAY < card.changed < GREATEST]
    if ahead:
        latest = max(ahead, key=lambda card: card.changed)
        others = {1: "", 2: " So it is with another card."}.get(len(ahead), f" So it is with {len(ahead) - 1} others.")
        yield Attention(
            latest.path,
            f"It was changed on {spoken(latest.changed.date())}, and today is {spoken(now.date())} by this computer's "
            f"clock: this clock is wrong, or that of the computer it was changed on.{others} Nothing is lost by it.",
        )


def _folders(folder: Path) -> Iterable[Path]:
    yield folder
    try:
        with os.scandir(folder) as entries:
            below = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for path in below:
        yield from _folders(path)


def _mtime(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0
