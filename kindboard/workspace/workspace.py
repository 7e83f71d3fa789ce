"""One open board: read it, change it, keep drafts, take back, share. The façade that screens and commands call.

Every change is one save (one commit): it carries the bytes its writer saw, is on disk before it returns, and is
merged with whatever others did meanwhile. Methods raise KindboardError with words for a person; what was typed is
never lost by it. One thread may use the screens' side while another syncs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from kindboard.board.board import Attention, Board, Draft, assemble
from kindboard.cards.cards import KINDS, Card, PlanItem
from kindboard.cards.ids import id_after, new_id
from kindboard.cards.paths import path_of
from kindboard.cards.toml import dump, parse, read_card
from kindboard.cards.toml_edit import edit
from kindboard.clone import boards, drafts, person
from kindboard.clone.here import Here
from kindboard.clone.load import Loader
from kindboard.errors import KindboardError, NotReadable, Unworded, WrongUse
from kindboard.git.repository import Repository
from kindboard.later import Later
from kindboard.told import Leaving, Status, Synced, Undone
from kindboard.words.kinds import KIND_WORDS, named
from kindboard.workspace import nameless
from kindboard.workspace.drafts import Drafts
from kindboard.workspace.past import Past
from kindboard.workspace.people import People
from kindboard.workspace.principles import Principles
from kindboard.workspace.reviews import Reviews
from kindboard.workspace.rounds import Rounds
from kindboard.workspace.saving import Saving
from kindboard.workspace.themes import Themes

if TYPE_CHECKING:
    from kindboard.clone import clone, journal, removals, save, share, undo
    from kindboard.clone.clone import Clone
    from kindboard.edits import edits
    from kindboard.git import address, run
    from kindboard.leaving import leaving
    from kindboard.merge import merge
else:
    # What only a change or a sync needs: without it `list` starts in half the time.
    edits, leaving, merge = (Later(f"kindboard.{name}.{name}") for name in ("edits", "leaving", "merge"))
    address, run = (Later(f"kindboard.git.{name}") for name in ("address", "run"))
    journal, clone, removals, save, share, undo = (
        Later(f"kindboard.clone.{name}") for name in ("journal", "clone", "removals", "save", "share", "undo")
    )


KEPT = "Its words are kept on this computer."
STANDS_NOWHERE = "It is kept on this computer, and the principle it belongs to was taken off the board."

__all__ = ["Leaving", "Status", "Synced", "Undone", "Workspace", "open_workspace"]


class Workspace(Saving, Drafts, Past, People, Principles, Reviews, Rounds, Themes):
    """Open with `open_workspace` (or `kindboard.open`); close when done, or use as a context manager."""

    def __init__(self, repository: Repository, slug: str) -> None:
        self.slug = slug
        self._here = Here(repository)
        self._opened: Clone | None = None
        self._loader = Loader(self._here, slug, lambda: self.clone)
        self._board: Board | None = None
        self._drafts_read: tuple[Draft, ...] = ()
        self._saved: dict[str, bytes | None] = {}
        """What was saved here since the board was last read."""
        self._reading = RLock()

    @property
    def clone(self) -> Clone:
        """The clone with git at hand; reading today's board rarely needs it."""
        with self._reading:
            if self._opened is None:
                self._opened = clone.Clone(self._here)
            return self._opened

    @property
    def root(self) -> Path:
        return self._here.repository.root

    @property
    def now(self) -> datetime:
        return person.now()

    @property
    def today(self) -> date:
        """The reader's own day."""
        return person.now().astimezone().date()

    @property
    def day_of_ids(self) -> date:
        """The day in UTC: where in the world somebody is does not stand in an id, nor in what has no name."""
        return person.now().date()

    def recover(self) -> None:
        """Finish the saves of windows that died, and bring the work tree after them."""
        # Where that can't be done just now (a full disk, a folder that is only read), the journal keeps them.
        if self._here.left_over:
            with contextlib.suppress(KindboardError):
                save.replay(self.clone)
                removals.forget_removed(self.clone)

    # Reading -----------------------------------------------------------------------------------------------------

    def board(self) -> Board:
        """Today's board; the very same value when nothing has changed. Reads again only what changed on disk."""
        with self._reading:
            fresh, self._saved = self._loader.refresh(), {}
            kept = drafts.read(self._here.settings.id)
            return self._assembled(kept, fresh=fresh)

    @property
    def latest(self) -> Board:
        """The board with what was saved here, and of what others did, what the last look found. Reads drafts alone."""
        with self._reading:
            if self._board is None:
                return self.board()
            saved, self._saved = self._saved, {}
            fresh = bool(saved) and self._loader.take_in(saved)
            return self._assembled(drafts.read(self._here.settings.id), fresh=fresh)

    def _take_in(self, saved: Mapping[str, bytes | None]) -> None:
        """What was just saved here: it is read when the board is next asked for."""
        with self._reading:
            if self._board is not None:
                self._saved |= saved

    def _assembled(self, kept: tuple[Draft, ...], *, fresh: bool) -> Board:
        if fresh or self._board is None or kept != self._drafts_read:
            self._drafts_read = kept
            self._board = assemble(self.slug, self._loader.cards, kept, self._loader.attention)
        return self._board

    def _glance(self) -> Board:
        """The board as it was last read, unless somebody may have changed it since."""
        with self._reading:
            return self._board if self._board is not None and not self._loader.moved() else self.board()

    def moved(self) -> bool:
        """Whether somebody may have changed the board since it was last read: a few looks at folders, no more."""
        return self._loader.moved()

    def check(self) -> tuple[Attention, ...]:
        """Every file that needs somebody's attention, and why; and drafts that stand nowhere on the board."""
        board = self.board()
        return (*board.attention, *(Attention(draft.key, STANDS_NOWHERE) for draft in board.standing_nowhere))

    def boards(self) -> tuple[str, ...]:
        """The boards of this repository that are no starters."""
        return boards.boards_of(self._here.repository)

    def status(self) -> Status:
        board = self.board()
        changes, waiting = share.unsent(self.clone)
        url = self.clone.remote_url
        remote = address.shown(url) if url else None
        return Status(str(self.root), self.slug, remote, changes, waiting, len(board.drafts), board.attention)

    # Changing ----------------------------------------------------------------------------------------------------

    def add(self, kind: str, fields: Mapping[str, Any], *, no_name: bool = False, id: str | None = None) -> Card:
        """Put a new card on the board; `id`: a fresh one, for a kind of card whose ids are days and letters."""
        values = edits.checked(kind, fields)
        alone = kind == "answer" and (no_name or self.name is None)
        board = self._glance()
        if kind in ("answer", "theme") and values.get("round") is None and board.round is not None:
            values["round"] = board.round.id
        if kind == "answer":
            values["by"] = None if alone else values.get("by") or self.name
        if kind == "round":
            values.setdefault("started", self.today)
        if kind == "plan" and "rank" not in values:
            values["rank"] = (
                max((i.rank for i in board.plan if i.column == values.get("column")), default=0) + edits.GAP
            )
        edits.check_links(board, kind, values)
        today = self.day_of_ids if alone else self.today
        now = datetime.combine(today, time(), self.now.tzinfo) if alone else self.now
        if not KINDS[kind].card.dated:
            id = edits.free_slug(board, kind, str(values.get("title") or values.get("held")))
        id = id or new_id(self.day_of_ids)
        path = path_of(self.slug, kind, id)
        doc = edits.new_doc(kind, values, today, now)
        if alone:
            self.clone.own.remember(id)
        self._save(
            f"Add {named(kind)}",
            f"a new {KIND_WORDS[kind]}",
            [journal.Wanted(path, None, dump(doc, kind))],
            queued=alone,
        )
        return self._card(path)

    def change(self, card: Card, fields: Mapping[str, Any]) -> Card:
        """Change some fields (None clears one); `card` is the version its writer saw."""
        return self._change_all(
            [(card, fields)], f"Change {named(card.kind)}", f"your change to a {KIND_WORDS[card.kind]}"
        )[0]

    def place(self, item: PlanItem, column: str, before: str | None = None) -> Card:
        """Move a plan item to a column, before another item or last."""
        changes = edits.placed(self._glance(), item, column, before)
        return self._change_all(changes, "Move a plan item", "your move of a plan item")[0]

    def note(self, card: Card, text: str, *, no_name: bool = False, draft: str = "") -> Card:
        """Add a dated line to a card; `draft`: the key of the one that it was."""
        name = None if no_name else self.name
        notes = edits.noted(card, text, name, id_after(getattr(card, "notes", {}), self.day_of_ids, draft))
        return self._change_all([(card, {"notes": notes})], "Add a note", "your note", no_name=name is None)[0]

    def take_off_note(self, card: Card, key: str) -> Card:
        """Take one of its notes off a card. Its words stay in the history."""
        notes = edits.without_note(card, key)
        return self._change_all([(card, {"notes": notes or None})], "Take a note off", "taking a note off")[0]

    def echo(self, card: Card) -> Card:
        """Say "me too" to a card; said again, it is taken back."""
        echoes = edits.echoed(card, self._here.settings.person)
        return self._change_all([(card, {"echoes": echoes or None})], "Say me too", 'your "me too"')[0]

    def is_mine_too(self, card: Card) -> bool:
        """Whether whoever writes here says "me too" to it."""
        return self._here.settings.person in getattr(card, "echoes", {})

    def settle(self, card: Card, field: str, choice: str) -> Card:
        """Where two people changed a field at once: keep this one, use the `other`, or keep `both`."""
        self._editable(card)
        doc = merge.settle(parse(card.raw), field, choice, card.kind)
        alone = nameless.goes_alone(self.clone, card, [field])
        new = edits.edited_doc(card.kind, doc, {}, nameless.counted_up(card) if alone else self.now)
        wanted = journal.Wanted(card.path, card.raw, edit(card.raw, new, card.kind))
        self._save("Settle two changes", "your choice between two texts", [wanted], queued=alone)
        return self._card(card.path)

    def hand_over(self, items: Iterable[PlanItem], owner: str) -> list[Card]:
        """Give plan items another owner, all in one save."""
        changes = [(item, {"owner": owner}) for item in items]
        return self._change_all(changes, "Hand over plan items", "handing over plan items") if changes else []

    def remove(self, card: Card) -> Card:
        """Take a card off the board. One that was never sent leaves no words behind in what will be."""
        if card.kind == "board":
            raise WrongUse("not-removable", "A board can't be taken off itself.", "")
        words = f"taking {named(card.kind)} off the board"
        wanted = journal.Wanted(card.path, card.raw, None)
        with self.clone.moving():
            result = self._save(f"Remove {named(card.kind)}", words, [wanted], queued=False)
            if result.get(card.path) is not None:
                raise KindboardError(
                    "changed-meanwhile",
                    "Somebody changed this card while you were taking it off, so it stays.",
                    "Read it again, then decide.",
                )
            removals.forget_unsent(self.clone, card.path)
        return card

    def removed(self) -> tuple[Card, ...]:
        """What was taken off the board and can be put back, the last changed first."""
        cards = []
        for path, raw in removals.removed(self.clone, self.slug, ""):
            with contextlib.suppress(NotReadable):
                cards.append(read_card(path, raw))
        return tuple(sorted(cards, key=lambda card: (card.changed, card.id), reverse=True))

    def restore(self, ending: str) -> Card:
        """Put a removed card back, as it last was."""
        path, raw = self._removed(ending)
        old = read_card(path, raw)
        alone = nameless.is_own(self.clone, old)
        new = edits.edited_doc(old.kind, parse(raw), {}, nameless.counted_up(old) if alone else self.now)
        wanted = journal.Wanted(path, None, edit(raw, new, old.kind))
        self._save(f"Restore {named(old.kind)}", f"putting a {KIND_WORDS[old.kind]} back", [wanted], queued=alone)
        return self._card(path)

    def undo(self) -> Undone:
        """Take back my last change, and the one before when done again. Words that leave the board with it are kept."""
        before = self.board()
        undone = undo.undo(self.clone, self.name, self.now)
        after = self.board()
        gone = [card for id in undone.cards if id not in after.cards and (card := before.cards.get(id))]
        kept = [self.keep(draft) for card in gone if (draft := edits.as_draft(card, parse(card.raw), self.now))]
        return msgspec.structs.replace(undone, sentence=f"{undone.sentence} {KEPT}") if kept else undone

    def own_nameless(self) -> Collection[str]:
        """The ids of the answers that were written in this clone without a name, as far as it is known by now."""
        return self.clone.own.known

    def undo_coming(self) -> Undone | None:
        """What `undo` would take back, as a question; None for nothing."""
        return undo.coming(self.clone)

    def redo(self) -> Undone:
        """Bring again what was taken back last."""
        done = undo.redo(self.clone, self.name, self.now)
        for id in done.cards:
            self.discard(id)
        return done

    @property
    def can_redo(self) -> bool:
        return undo.can_redo(self.clone)

    # Sharing -----------------------------------------------------------------------------------------------------

    def sync(self, *, now: bool = False, idle: bool = False) -> Synced:
        """Fetch, merge, send. `now`: waiting no-name answers go, alone. Never raises for trouble with the network.

        `idle`: nobody waits, so there is time to tidy up what saves left behind.
        """
        before = self._titles()
        synced = share.run(self.clone, self.name, now=now, idle=idle)
        after = self._titles() if synced.received else before
        return msgspec.structs.replace(synced, boards=tuple(after[slug] for slug in after if slug not in before))

    def _titles(self) -> Mapping[str, str]:
        """The boards of this folder, and what they are called."""
        try:
            return {board.slug: board.title for board in boards.told_of(self.root) if board.there}
        except (KindboardError, Unworded, OSError):
            return {}  # what is wrong with the folder, the sync itself tells

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_workspace(path: Path | str | None = None, board: str | None = None) -> Workspace:
    """Open the board that encloses `path`; without one, this person's own. Finishes what a crash left half done.

    `board` names one of several. Raises KindboardError.
    """
    start = Path(path) if path is not None else None
    repository, slug = boards.choose(start, board)
    workspace = Workspace(repository, slug)
    if repository.is_newer:
        _ = workspace.clone.git  # its settings are read first, and named if kindboard can't use them
    workspace.recover()
    if board is None and workspace.chosen is None:
        with contextlib.suppress(KindboardError):  # a folder that is only read
            workspace.remember_which()
    return workspace


def check_git() -> None:
    """Raises KindboardError where this computer has no git, or one that is too old to save and share with."""
    run.executable()
