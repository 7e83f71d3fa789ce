"""A team in memory: clones that save, sync and crash over one remote line, with the real merge (design, section 4).

A clone has a second window, which shows the board as it was some time ago: what is saved from there is merged from the
version its writer saw onto the tip.

Every value anybody saves is a word of its own (v1, v2, …), or lines of such words. A word that stood in more places of
the card before somebody changed it than afterwards was replaced or removed by someone who had seen it: where one person
takes it out of the text and another out of `also`, both knew. Every other word must be on the final board.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from kindboard.cards.cards import Doc
from kindboard.cards.reading import next_changed
from kindboard.cards.toml import dump, parse
from kindboard.cards.toml_edit import edit
from kindboard.merge.merge import Change, Entry, blob_oid, drop_settled, merge_changes, settle

Board = dict[str, bytes]
WORD = re.compile(rb"\bv\d+\b")
ANSWER = "boards/riverside/answers/2026-11/2026-11-23-{:08}.toml"
PLAN = "boards/riverside/plan/2026-11/2026-11-23-{:08}.toml"


@dataclass
class Commit:
    save_id: int
    before: Board
    after: Board


@dataclass
class Clone:
    synced: int = 0
    unsent: list[Commit] = field(default_factory=list)
    window: Board = field(default_factory=dict)


class Team:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.remote: list[tuple[int, Board]] = [(0, {})]
        self.clones = [Clone() for _ in range(self.random.randint(2, 4))]
        self.clock = datetime(2026, 11, 23, tzinfo=UTC)
        self.saved: set[bytes] = set()
        self.knowingly_gone: set[bytes] = set()
        self.removed: list[tuple[str, bytes]] = []
        self.count = 0

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.clock += timedelta(seconds=1)
            clone = self.random.choice(self.clones)
            if self.random.random() < 0.25:
                self.sync(clone)
            else:
                self.save(clone)
        while any(clone.unsent or clone.synced < len(self.remote) - 1 for clone in self.clones):
            for clone in self.clones:
                self.sync(clone)

    def lost(self) -> set[bytes]:
        there = {word for raw in self.remote[-1][1].values() for word in WORD.findall(raw)}
        return self.saved - there - self.knowingly_gone

    def tip(self, clone: Clone) -> Board:
        return clone.unsent[-1].after if clone.unsent else self.remote[clone.synced][1]

    def sync(self, clone: Clone) -> None:
        """Fetch, make the unsent commits again on the fetched tip, push, move; sometimes die before the move."""
        known = {save_id for save_id, _ in self.remote}
        tip = self.remote[-1][1]
        remade: list[tuple[int, Board]] = []
        for commit in clone.unsent:
            if commit.save_id in known:
                continue
            new = merged(commit.before, tip, commit.after)
            if new != tip:
                remade.append((commit.save_id, new))
                tip = new
        self.remote += remade
        if self.random.random() > 0.15:
            clone.synced, clone.unsent = len(self.remote) - 1, []

    def save(self, clone: Clone) -> None:
        tip = self.tip(clone)
        if self.random.random() < 0.3:
            clone.window = tip
        board = clone.window if self.random.random() < 0.4 else tip
        path = self.random.choice([*sorted(board), "new"])
        if path == "new":
            path, new = self.new_card(board)
            old = board.get(path, b"")
        else:
            old = board[path]
            new = b"" if self.random.random() < 0.06 else self.change(path, old)
        after = {name: raw for name, raw in board.items() if name != path} | ({path: new} if new else {})
        if after != board:
            self.count += 1
            if not new:
                self.removed.append((path, old))
            self.saved |= set(WORD.findall(new))
            self.knowingly_gone |= set(Counter(WORD.findall(old)) - Counter(WORD.findall(new)))
            clone.unsent.append(Commit(self.count, tip, merged(board, tip, after)))

    def word(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def changed(self, doc: Doc) -> datetime:
        skew = timedelta(seconds=self.random.choice([0, 0, 0, -50, 1000]))
        return next_changed(doc.get("changed", self.clock), self.clock + skew)

    def new_card(self, board: Board) -> tuple[str, bytes]:
        """A card that is new to the board, or one that somebody took off it and this one puts back."""
        self.count += 1
        removed = [(path, raw) for path, raw in self.removed if path not in board]
        if removed and self.random.random() < 0.4:
            path, raw = self.random.choice(removed)
            doc = parse(raw)
            return path, edit(raw, doc | {"changed": self.changed(doc)}, kind_of(path))
        path = self.random.choice([ANSWER, PLAN]).format(self.count)
        doc = {"schema": 1, "created": self.clock.date(), "changed": self.changed({})}
        if kind_of(path) == "answer":
            doc |= {
                "principle": "kindness-counts",
                "question": "self",
                "text": "\n".join([self.word(), "x", self.word()]),
            }
        else:
            doc |= {"column": "stop", "rank": 1, "title": self.word()}
        return path, dump(doc, kind_of(path))

    def change(self, path: str, raw: bytes) -> bytes:
        """Another version of a card, made by somebody who has read this one."""
        kind, doc = kind_of(path), parse(raw)
        verbs = [self.line, self.line, self.note, self.names, self.echo, self.owner, self.settled]
        self.random.choice([*verbs, self.text] if kind == "answer" else [*verbs, self.move, self.title])(kind, doc)
        if self.random.random() < 0.1:
            return raw + f"# {self.word()}\n".encode()
        return edit(raw, drop_settled(doc, kind) | {"changed": self.changed(doc)}, kind)

    def text(self, kind: str, doc: Doc) -> None:
        doc["text"] = self.word()

    def title(self, kind: str, doc: Doc) -> None:
        doc["title"] = self.word()

    def line(self, kind: str, doc: Doc) -> None:
        """Replace, add or remove a line of a long text."""
        name = "text" if kind == "answer" else "why"
        lines = doc.get(name, "").split("\n")
        at = self.random.randrange(len(lines))
        lines[at : at + self.random.randint(0, 1)] = [self.word() for _ in range(self.random.randint(0, 2))]
        doc[name] = "\n".join(lines)

    def owner(self, kind: str, doc: Doc) -> None:
        name = "by" if kind == "answer" else "owner"
        if self.random.random() < 0.3:
            doc.pop(name, None)
        else:
            doc[name] = self.word()

    def move(self, kind: str, doc: Doc) -> None:
        doc |= {"column": self.random.choice(["stop", "start", "stay"]), "rank": self.random.randint(1, 5)}

    def names(self, kind: str, doc: Doc) -> None:
        name = "tags" if kind == "answer" else "sources"
        doc[name] = [n for n in doc.get(name, []) if self.random.random() < 0.8] + [self.word()]

    def echo(self, kind: str, doc: Doc) -> None:
        doc["echoes"] = doc.get("echoes", {}) | {self.word(): True}

    def note(self, kind: str, doc: Doc) -> None:
        notes = doc.setdefault("notes", {})
        key = self.random.choice([*notes, f"2026-11-24-{self.count:08}"])
        if key in notes and self.random.random() < 0.3:
            del notes[key]
        else:
            notes[key] = notes.get(key, {}) | {self.random.choice(["by", "text"]): self.word()}

    def settled(self, kind: str, doc: Doc) -> None:
        if doc.get("also"):
            entry = self.random.choice(doc["also"])
            choice = self.random.choice(["keep", "other"])
            new = settle(doc, entry["field"], choice, kind)
            doc.clear()
            doc |= new


def kind_of(path: str) -> str:
    return "plan" if "/plan/" in path else "answer"


def merged(base: Board, ours: Board, theirs: Board) -> Board:
    blobs = {blob_oid(raw): raw for board in (base, ours, theirs) for raw in board.values()}
    merge = merge_changes(changes(base, ours), changes(base, theirs), blobs.__getitem__)
    blobs |= merge.blobs
    new = ours | {path: blobs[entry.oid] if entry else b"" for path, entry in merge.writes.items()}
    return {path: raw for path, raw in new.items() if raw}


def changes(base: Board, new: Board) -> dict[str, Change]:
    def entry(raw: bytes | None) -> Entry | None:
        return Entry("100644", blob_oid(raw)) if raw else None

    return {
        path: Change(entry(base.get(path)), entry(new.get(path)))
        for path in base | new
        if base.get(path) != new.get(path)
    }
