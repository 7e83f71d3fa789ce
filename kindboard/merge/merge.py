"""The three-way merge of cards, of other files, and of what two sides changed in a whole tree. Pure.

Any bytes give an answer and none raise. Both sides are put in a fixed order first (by `changed`, then by bytes), so
the answer does not depend on who merges; merging a version with itself, or with what it came from, changes nothing.
What can't stand in the card is kept: in its `also`, or as a file beside it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha1

from msgspec import Struct

from kindboard.cards.cards import SIZE_LIMIT, Doc
from kindboard.cards.paths import place_of
from kindboard.cards.toml import dump, parse
from kindboard.cards.toml_edit import add_comments, comments, edit
from kindboard.errors import NotReadable
from kindboard.merge.fields import drop_settled, instant, merge_docs, settle
from kindboard.merge.lines import merge_lines
from kindboard.merge.names import is_safe
from kindboard.merge.unreadable import says_more

__all__ = [
    "Change",
    "Entry",
    "Merged",
    "TreeMerge",
    "Versions",
    "blob_oid",
    "drop_settled",
    "merge_card",
    "merge_cards",
    "merge_changes",
    "merge_docs",
    "merge_file",
    "settle",
]

_A_DAY = timedelta(days=1)
_AT_ONCE = 64
"""Files of a tree to hold in memory and merge together."""


class Merged(Struct, frozen=True):
    """The file after a merge (None: no file), and what is kept beside it: an ending for the file's name -> bytes."""

    raw: bytes | None
    beside: Mapping[str, bytes] = {}


def blob_oid(raw: bytes) -> str:
    """The name git gives to these bytes."""
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


class Versions(Struct, frozen=True):
    """Three versions of a card's file; None: no file. `ours_at` and `theirs_at`: the dates of their commits."""

    kind: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    ours_at: datetime | None = None
    theirs_at: datetime | None = None


def merge_card(
    kind: str,
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    ours_at: datetime | None = None,
    theirs_at: datetime | None = None,
) -> Merged:
    """Merge a card's file; None is no file. `ours_at` and `theirs_at`: the dates of the commits they come from."""
    return merge_cards([Versions(kind, base, ours, theirs, ours_at, theirs_at)])[0]


def merge_cards(cards: Iterable[Versions]) -> list[Merged]:
    """Merge many cards, step by step: one after the other takes half as long again, as each step's code grows cold."""
    works = [_Work(card, _unmerged(card.base, card.ours, card.theirs)) for card in cards]
    for step in (_read, _merge, _write):
        for work in works:
            if work.answer is None:
                step(work)
    return [work.answer or Merged(None) for work in works]


@dataclass(slots=True)
class _Work:
    """A merge on its way. `lo` and `hi` are the two sides in their order."""

    card: Versions
    answer: Merged | None
    base: Doc | None = None
    lo: tuple[datetime, bytes, Doc] = (datetime.min, b"", {})
    hi: tuple[datetime, bytes, Doc] = (datetime.min, b"", {})
    doc: Doc = field(default_factory=dict)


def _unmerged(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Merged | None:
    """The answer where one side's file is the answer: the other changed nothing, or removed what this one edited."""
    if ours == theirs or theirs == base:
        return Merged(ours)
    if ours == base or ours is None:
        return Merged(theirs)
    return Merged(ours) if theirs is None else None


def _read(work: _Work) -> None:
    card = work.card
    ours, theirs = card.ours or b"", card.theirs or b""
    one, other = _doc(ours), _doc(theirs)
    if one is None or other is None:
        # The side that can be read stays; of two that can't, the higher bytes.
        (_, goes), (_, stays) = sorted([(one is not None, ours), (other is not None, theirs)])
        work.answer = Merged(stays, {_ending("broken", goes): goes} if says_more(goes, stays, card.base) else {})
        return
    work.base = None if card.base is None else _doc(card.base)
    mine, yours = (_rank(one, card.ours_at), ours, one), (_rank(other, card.theirs_at), theirs, other)
    work.lo, work.hi = (mine, yours) if mine[:2] < yours[:2] else (yours, mine)


def _merge(work: _Work) -> None:
    work.doc = merge_docs(work.card.kind, work.base or {}, work.lo[2], work.hi[2])


def _write(work: _Work) -> None:
    lo, hi, base = work.lo[1], work.hi[1], work.card.base
    if b"#" not in lo and b"#" not in hi:
        raw = dump(work.doc, work.card.kind)
    else:
        known = set(comments(base)) if base is not None and work.base is not None else set[str]()
        new = [line for line in comments(lo) if line not in known]
        raw = add_comments(edit(hi, work.doc, work.card.kind), new)
    work.answer = Merged(raw) if len(raw) <= SIZE_LIMIT else Merged(hi, {_ending("other", lo): lo})


def _doc(raw: bytes) -> Doc | None:
    try:
        return parse(raw)
    except NotReadable:
        return None


def _rank(doc: Doc, at: datetime | None) -> datetime:
    """When a side was changed. A clock more than a day ahead of its commit is not believed."""
    changed = instant(doc.get("changed"))
    return instant(at) if at is not None and changed - instant(at) > _A_DAY else changed


def _ending(why: str, raw: bytes) -> str:
    return f".{why}-{blob_oid(raw)[:8]}"


def merge_file(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Merged:
    """Merge a file that is no card, line by line. Where that can't be, the higher bytes stay, the other beside."""
    unmerged = _unmerged(base, ours, theirs)
    if unmerged or ours is None or theirs is None:
        return unmerged or Merged(None)
    lo, hi = sorted((ours, theirs))
    if base is not None and not any(b"\0" in raw for raw in (base, lo, hi)):
        lines = merge_lines(*(raw.splitlines(keepends=True) for raw in (base, lo, hi)))
        if lines is not None:
            return Merged(b"".join(lines))
    return Merged(hi, {_ending("other", lo): lo})


# Whole trees -----------------------------------------------------------------------------------------------------

_place_of = lru_cache(1 << 12)(place_of)
_FILE, _LINK, _MODULE = "100644", "120000", "160000"


class Entry(Struct, frozen=True):
    """What a path is in a tree: git's mode ("100644", "100755", "120000" a link, "160000" a submodule) and its blob."""

    mode: str
    oid: str


class Change(Struct, frozen=True):
    """What one side did to a path; None: no such path. `at` is the date of the commit."""

    base: Entry | None
    new: Entry | None
    at: datetime | None = None


class TreeMerge(Struct, frozen=True):
    """What to put on top of our side so that it holds both: path -> entry (None: removed); removals come first.

    `blobs`: the contents of merged files, by name. `clean`: no file outside boards/ was changed on both sides in ways
    that can't both stand. `attention`: (path, what a person should know of it).
    """

    writes: dict[str, Entry | None]
    blobs: dict[str, bytes]
    clean: bool
    attention: tuple[tuple[str, str], ...]


Changes = Mapping[str, Change]


def merge_changes(ours: Changes, theirs: Changes, read: Callable[[str], bytes]) -> TreeMerge:
    """Merge what both sides changed since the same base. `read` gives the bytes of a blob by its name."""
    merge = _TreeMerge(read)
    here, there = merge.without_clashes(ours, theirs)
    # Of ours there may be thousands, and a merge for each commit made again: only what theirs touches is looked at.
    for path in sorted(there.keys() | merge.moved):
        mine, other = here.get(path), there.get(path)
        if mine and other:
            merge.both(path, mine, other)
        elif one := mine or other:
            merge.result[path] = one.new
    merge.merge_files()
    writes: dict[str, Entry | None] = {}
    for path, entry in merge.result.items():
        change = ours.get(path) or Change(None, theirs[path].base if path in theirs else None)
        if entry == change.new:
            continue
        if entry and not is_safe(path):
            merge.attention.append((path, "Its name is not safe on every computer, so it was left out."))
            continue
        writes[path] = entry
    return TreeMerge(writes, merge.blobs, merge.clean, tuple(merge.attention))


class _TreeMerge:
    """A merge of trees while it is made: what each path becomes, and what there is to say about it."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self.read = read
        self.result: dict[str, Entry | None] = {}
        self.blobs: dict[str, bytes] = {}
        self.clean = True
        self.attention: list[tuple[str, str]] = []
        self.moved: set[str] = set()
        self.files: list[tuple[str, str, Versions]] = []

    def without_clashes(self, ours: Changes, theirs: Changes) -> tuple[dict[str, Change], dict[str, Change]]:
        """Both sides, with what lies in the other's way moved beside: no path is then below a file of the other."""
        here, there = dict(ours), dict(theirs)
        folders = {path.rpartition("/")[0] for path, change in there.items() if change.new}
        above = {name for folder in folders for name in _above(f"{folder}/")}
        for path in sorted(name for name in above if name in here and here[name].new):
            self._part(path, here, there)
        added = [path for path, change in there.items() if change.new and not (path in here and here[path].new)]
        for path in sorted(added):
            if any(name.startswith(f"{path}/") and change.new for name, change in here.items()):
                self._part(path, there, here)
        return here, there

    def _part(self, path: str, side: dict[str, Change], others: dict[str, Change]) -> None:
        """`side` has a file, link or submodule at `path`, where the others have a folder."""
        change = side[path]
        entry = change.new
        if entry is None:
            return
        beside = f"{path}.other-{entry.oid[:8]}"
        if _is_file(entry) and place_of(path):
            self.attention.append((beside, "A folder took this card's place; the card is kept here."))
            side[path] = Change(change.base, None)
            side[beside] = Change(None, entry, change.at)
            self.moved |= {path, beside}
            return
        for below in [p for p in others if p.startswith(f"{path}/") and others[p].new]:
            moved = beside + below.removeprefix(path)
            self.attention.append((moved, "Something else took its folder's place; it is kept here."))
            others[moved] = others[below]
            others[below] = Change(others[below].base, None)
            self.moved |= {moved, below}

    def both(self, path: str, ours: Change, theirs: Change) -> None:
        base, mine, other = theirs.base or ours.base, ours.new, theirs.new
        if mine == other or other == base:
            self.result[path] = mine
        elif mine == base or mine is None:
            self.result[path] = other
        elif other is None:
            self.result[path] = mine
        elif _is_file(mine) and _is_file(other):
            old = base if base and _is_file(base) else None
            changed = [entry.mode for entry in (mine, other) if not old or entry.mode != old.mode]
            was, one, two = self.read(old.oid) if old else None, self.read(mine.oid), self.read(other.oid)
            versions = Versions(_kind(path) or "", was, one, two, ours.at, theirs.at)
            self.files.append((path, max(changed, default=mine.mode), versions))
            if len(self.files) >= _AT_ONCE:
                self.merge_files()
        else:
            self._links(path, mine, other)

    def merge_files(self) -> None:
        """Merge those files that wait for it."""
        cards = [file for file in self.files if file[2].kind]
        others = [file for file in self.files if not file[2].kind]
        merged = merge_cards(versions for _, _, versions in cards)
        merged += [merge_file(versions.base, versions.ours, versions.theirs) for _, _, versions in others]
        for (path, mode, _), answer in zip(cards + others, merged, strict=True):
            if answer.raw is not None:
                self.result[path] = Entry(mode, self._blob(answer.raw))
            for ending, raw in answer.beside.items():
                self._keep(path, path + ending, Entry(_FILE, self._blob(raw)))
        self.files.clear()

    def _links(self, path: str, mine: Entry, other: Entry) -> None:
        """At least one is a link or a submodule, which stays; of two, a submodule before a link."""
        stays, goes = sorted((mine, other), key=self._weight, reverse=True)
        self.result[path] = stays
        if goes.mode == _MODULE:
            self.clean = False
            self.attention.append((path, "Two versions of a linked project came together; one of them stays."))
        else:
            self._keep(path, f"{path}.other-{goes.oid[:8]}", Entry(_FILE, goes.oid))

    def _weight(self, entry: Entry) -> tuple[bool, bool, bytes]:
        is_module = entry.mode == _MODULE
        return is_module, entry.mode == _LINK, entry.oid.encode() if is_module else self.read(entry.oid)

    def _keep(self, path: str, beside: str, entry: Entry) -> None:
        self.result[beside] = entry
        self.attention.append((beside, "Two versions that can't both stand came together; the other is kept here."))
        self.clean = self.clean and path.startswith("boards/")

    def _blob(self, raw: bytes) -> str:
        oid = blob_oid(raw)
        self.blobs[oid] = raw
        return oid


def _is_file(entry: Entry) -> bool:
    return entry.mode.startswith("100")


_FORGOTTEN = re.compile(r"boards/[^/]+/forgotten\.toml")


def _kind(path: str) -> str | None:
    """The kind of card at a path. `forgotten` has no fields of its own: it merges by type, ids as a set."""
    place = _place_of(path)
    if place:
        return place.kind
    return "forgotten" if _FORGOTTEN.fullmatch(path) else None


def _above(path: str) -> Iterator[str]:
    end = path.find("/")
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)
