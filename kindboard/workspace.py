"""One open board: read it, change it, keep drafts, take back, share. The façade that screens and commands call.

Every change is one save (one commit): it carries the bytes its writer saw, is on disk before it returns, and is
merged with whatever others did meanwhile. Methods raise KindboardError with words for a person; what was typed is
never lost by it. One thread may use the screens' side while another syncs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from kindboard.board import Attention, Board, Draft, assemble
from kindboard.cards import KINDS, Answer, Card, PlanItem, Theme, new_id, path_of, random_letters
from kindboard.clone import boards, drafts, person
from kindboard.clone.here import Here
from kindboard.clone.load import Loader
from kindboard.errors import KindboardError, WrongUse
from kindboard.git.repository import Repository
from kindboard.later import Later
from kindboard.told import Leaving, Status, Synced, Undone
from kindboard.toml import dump, edit, parse, read_card

if TYPE_CHECKING:
    from kindboard import edits, merge
    from kindboard.clone import journal, opened, save, share, undo
    from kindboard.clone.journal import Wanted
    from kindboard.clone.opened import Clone
    from kindboard.git import address
else:
    # What only a change or a sync needs: without it `list` starts in half the time.
    edits, merge, address = (Later(f"kindboard.{name}") for name in ("edits", "merge", "git.address"))
    journal, opened, save, share, undo = (
        Later(f"kindboard.clone.{name}") for name in ("journal", "opened", "save", "share", "undo")
    )


__all__ = ["Leaving", "Status", "Synced", "Undone", "Workspace", "open_workspace"]


class Workspace:
    """Open with `open_workspace` (or `kindboard.open`); close when done, or use as a context manager."""

    def __init__(self, repository: Repository, slug: str) -> None:
        self.slug = slug
        self._here = Here(repository)
        self._opened: Clone | None = None
        self._loader = Loader(self._here, slug, lambda: self.clone)
        self._board: Board | None = None
        self._drafts_read: tuple[Draft, ...] = ()
        self._reading = RLock()

    @property
    def clone(self) -> Clone:
        """The clone with git at hand; reading today's board rarely needs it."""
        with self._reading:
            if self._opened is None:
                self._opened = opened.Clone(self._here)
            return self._opened

    @property
    def root(self) -> Path:
        return self._here.repository.root

    @property
    def name(self) -> str | None:
        """What this person is called here; None for no name. Only a label."""
        return self._here.settings.name

    @property
    def now(self) -> datetime:
        return person.now()

    @property
    def today(self) -> date:
        return person.now().date()

    def recover(self) -> None:
        """Finish the saves of windows that died, and bring the work tree after them."""
        # Where that can't be done just now (a full disk, a folder that is only read), the journal keeps them.
        if self._here.left_over:
            with contextlib.suppress(KindboardError):
                save.replay(self.clone)

    # Reading -----------------------------------------------------------------------------------------------------

    def board(self) -> Board:
        """Today's board; the very same value when nothing has changed. Reads again only what changed on disk."""
        with self._reading:
            fresh = self._loader.refresh()
            kept = drafts.read(self._here.settings.id)
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
        """Every file that needs somebody's attention, and why."""
        return self.board().attention

    def boards(self) -> tuple[str, ...]:
        """The boards of this repository that are no starters."""
        return boards.own_boards(self.root)

    def status(self) -> Status:
        board = self.board()
        changes, waiting = share.unsent(self.clone)
        url = self.clone.remote_url
        remote = address.shown(url) if url else None
        return Status(str(self.root), self.slug, remote, changes, waiting, len(board.drafts), board.attention)

    # Changing ----------------------------------------------------------------------------------------------------

    def set_name(self, name: str | None) -> None:
        """What this person is called here from now on. "Me too" begins anew under a new name."""
        name = edits.clean(name or "").strip() or None
        old = self._here.settings
        fresh = msgspec.structs.replace(old, name=name, person=random_letters(8) if name != old.name else old.person)
        self._here.change_settings(fresh)
        known = person.remembered()
        if known.name is None and name is not None:
            known.name = name
            person.remember(known)

    def add(self, kind: str, fields: Mapping[str, Any], *, no_name: bool = False) -> Card:
        """Put a new card on the board."""
        values = edits.checked(kind, fields)
        nameless = kind == "answer" and (no_name or self.name is None)
        board = self._glance()
        if kind in ("answer", "theme") and values.get("round") is None and board.round is not None:
            values["round"] = board.round.id
        if kind == "answer":
            values["by"] = None if nameless else values.get("by") or self.name
        if kind == "round":
            values.setdefault("started", self.today)
        if kind == "plan" and "rank" not in values:
            values["rank"] = (
                max((i.rank for i in board.plan if i.column == values.get("column")), default=0) + edits.GAP
            )
        edits.check_links(board, kind, values)
        today = self.today
        now = datetime.combine(today, time(), self.now.tzinfo) if nameless else self.now
        id = (
            new_id(today)
            if KINDS[kind].card.dated
            else edits.free_slug(board, kind, str(values.get("title") or values.get("held")))
        )
        path = path_of(self.slug, kind, id)
        doc = edits.new_doc(kind, values, today, now)
        self._save(
            f"Add {edits.named(kind)}",
            f"a new {edits.WORDS[kind]}",
            [journal.Wanted(path, None, dump(doc, kind))],
            queued=nameless,
        )
        if nameless:
            self.clone.remember_own(id)
        return self._card(path)

    def change(self, card: Card, fields: Mapping[str, Any]) -> Card:
        """Change some fields (None clears one); `card` is the version its writer saw."""
        return self._change_all(
            [(card, fields)], f"Change {edits.named(card.kind)}", f"your change to a {edits.WORDS[card.kind]}"
        )[0]

    def place(self, item: PlanItem, column: str, before: str | None = None) -> Card:
        """Move a plan item to a column, before another item or last."""
        changes = edits.placed(self._glance(), item, column, before)
        return self._change_all(changes, "Move a plan item", "your move of a plan item")[0]

    def note(self, card: Card, text: str, *, no_name: bool = False) -> Card:
        """Add a dated line to a card."""
        name = None if no_name else self.name
        notes = edits.noted(card, text, name, self.today)
        return self._change_all([(card, {"notes": notes})], "Add a note", "your note", nameless=name is None)[0]

    def echo(self, card: Card) -> Card:
        """Say "me too" to a card; said again, it is taken back."""
        echoes = edits.echoed(card, self._here.settings.person)
        return self._change_all([(card, {"echoes": echoes or None})], "Say me too", 'your "me too"')[0]

    def group(self, theme: Theme, cards: Iterable[Card]) -> list[Card]:
        """Put answers into a theme, all in one save."""
        answers = [card for card in cards if isinstance(card, Answer)]
        if not answers:
            raise WrongUse("nothing-to-group", "Only answers can be put into a theme.", "Choose one or more answers.")
        return self._change_all([(card, {"theme": theme.id}) for card in answers], "Group answers", "your grouping")

    def settle(self, card: Card, field: str, choice: str) -> Card:
        """Where two people changed a field at once: keep this one, use the `other`, or keep `both`."""
        self._editable(card)
        doc = merge.settle(parse(card.raw), field, choice, card.kind)
        new = edits.edited_doc(card.kind, doc, {}, self.now)
        wanted = journal.Wanted(card.path, card.raw, edit(card.raw, new, card.kind))
        self._save("Settle two changes", "your choice between two texts", [wanted], queued=False)
        return self._card(card.path)

    def remove(self, card: Card) -> Card:
        """Take a card off the board. One that was never sent leaves no words behind in what will be."""
        if card.kind == "board":
            raise WrongUse("not-removable", "A board can't be taken off itself.", "")
        words = f"taking {edits.named(card.kind)} off the board"
        result = self._save(
            f"Remove {edits.named(card.kind)}", words, [journal.Wanted(card.path, card.raw, None)], queued=False
        )
        if result.get(card.path) is not None:
            raise KindboardError(
                "changed-meanwhile",
                "Somebody changed this card while you were taking it off, so it stays.",
                "Read it again, then decide.",
            )
        undo.forget_unsent(self.clone, card.path)
        return card

    def restore(self, ending: str) -> Card:
        """Put a removed card back, as it last was."""
        path, raw = self._removed(ending)
        old = read_card(path, raw)
        new = edits.edited_doc(old.kind, parse(raw), {}, self.now)
        wanted = journal.Wanted(path, None, edit(raw, new, old.kind))
        self._save(
            f"Restore {edits.named(old.kind)}", f"putting a {edits.WORDS[old.kind]} back", [wanted], queued=False
        )
        return self._card(path)

    def undo(self) -> Undone:
        """Take back my last change; done again, it brings it again."""
        return undo.undo(self.clone, self.name, self.now)

    def wording(self, lines: Sequence[str], source: str | None = None) -> list[Card]:
        """Fill the principles, in their order, with their published wording, a line each."""
        pairs = edits.worded(self._glance().principles, lines, source)
        return self._change_all(pairs, "Fill in the principles' wording", "the principles' wording")

    # Drafts ------------------------------------------------------------------------------------------------------

    def drafts(self) -> tuple[Draft, ...]:
        return drafts.read(self._here.settings.id)

    def new_draft(self, kind: str, fields: Mapping[str, Any], card: Card | None = None) -> Draft:
        """Keep something begun on this computer, with the version of `card` it edits."""
        key = new_id(self.today)
        return self.keep(
            Draft(key, kind, card.id if card else None, card.raw if card else None, dict(fields), self.now)
        )

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft as it now is; on disk when this returns."""
        draft = msgspec.structs.replace(draft, saved=self.now)
        drafts.keep(self._here.settings.id, draft)
        return draft

    def discard(self, key: str) -> None:
        drafts.discard(self._here.settings.id, key)

    def leaving(self, of: Iterable[Draft], *, no_name: bool = False) -> tuple[Leaving, ...]:
        """What exactly would leave this computer if these drafts were put on the board."""
        return tuple(edits.leaving(draft, None if no_name or draft.no_name else self.name, self.today) for draft in of)

    def post(self, keys: Iterable[str] | None = None, *, no_name: bool = False) -> list[Card]:
        """Put drafts on the board (all of them without keys), each kept until its card is saved."""
        kept = self.drafts()
        chosen = kept if keys is None else [drafts.find(self._here.settings.id, key) for key in keys]
        cards = []
        for draft in chosen:
            cards.append(self._post(draft, no_name=no_name))
            self.discard(draft.key)
        return cards

    def _post(self, draft: Draft, *, no_name: bool) -> Card:
        if draft.card is None:
            return self.add(draft.kind, draft.fields, no_name=no_name or draft.no_name)
        card = self.board().find(draft.card)
        seen = read_card(card.path, draft.seen) if draft.seen is not None else card
        if draft.kind == "note":
            return self.note(seen, str(draft.fields.get("text", "")), no_name=no_name)
        return self.change(seen, draft.fields)

    # Sharing -----------------------------------------------------------------------------------------------------

    def sync(self, *, now: bool = False) -> Synced:
        """Fetch, merge, send. `now`: waiting no-name answers go too. Never raises for trouble with the network."""
        return share.run(self.clone, self.name, now=now)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # How a change is saved -----------------------------------------------------------------------------------------

    def _change_all(
        self, changes: Sequence[tuple[Card, Mapping[str, Any]]], subject: str, words: str, *, nameless: bool = False
    ) -> list[Card]:
        wanted = []
        for card, fields in changes:
            self._editable(card)
            own = {name: value for name, value in fields.items() if name in ("notes", "echoes", "checks")}
            values = edits.checked(card.kind, {n: v for n, v in fields.items() if n not in own}) | own
            edits.check_links(self._glance(), card.kind, values)
            self._check_whose(card, values)
            doc = edits.edited_doc(card.kind, parse(card.raw), values, self._time_for(card))
            wanted.append(journal.Wanted(card.path, card.raw, edit(card.raw, doc, card.kind)))
        mine = [c for c, _ in changes if self._is_own_nameless(c)]
        self._save(subject, words, wanted, queued=bool(mine) and len(mine) == len(changes), nameless=nameless)
        return [self._card(card.path) for card, _ in changes]

    def _save(
        self, subject: str, words: str, changes: Sequence[Wanted], *, queued: bool, nameless: bool = False
    ) -> dict[str, bytes | None]:
        """Save, in one commit; what concerns an answer that still waits without a name goes the same way as it."""
        waiting = self.clone.queued()
        alone = [change for change in changes if queued or change.path in waiting]
        rest = [change for change in changes if change not in alone]
        result: dict[str, bytes | None] = {}
        for part, is_queued in ((alone, True), (rest, False)):
            if part:
                intent = journal.Intent(
                    id=journal.new_id(),
                    owner=journal.this_process(),
                    when=self.now,
                    name=None if is_queued or nameless else self.name,
                    subject=subject,
                    changes=part,
                    queued=is_queued,
                    tip=self.clone.tip,
                )
                result |= save.save(self.clone, intent)
                undo.remember(self.clone, undo.Step(intent.id, words, is_queued))
        return result

    def _time_for(self, card: Card) -> datetime:
        """A no-name answer tells no time of day: what its writer changes counts up from where it stands."""
        return card.changed + timedelta(microseconds=1) if self._is_own_nameless(card) else self.now

    def _is_own_nameless(self, card: Card) -> bool:
        return isinstance(card, Answer) and card.by is None and self.clone.wrote(card.id)

    def _check_whose(self, card: Card, values: Mapping[str, Any]) -> None:
        if isinstance(card, Answer) and card.by is None and "text" in values and not self.clone.wrote(card.id):
            raise KindboardError(
                "no-name",
                "An answer without a name can only be corrected on the computer it was written on.",
                "Add a note to it instead.",
            )

    def _editable(self, card: Card) -> None:
        if card.newer:
            raise KindboardError(
                "newer", "A newer kindboard wrote this card, so it can't be changed here.", "Update kindboard first."
            )

    def _card(self, path: str) -> Card:
        _, raw = self.clone.current(path)
        if raw is None:
            raise KindboardError(
                "gone", "Somebody took this card off the board meanwhile.", "Restore it, if you need it."
            )
        return read_card(path, raw)

    def _removed(self, ending: str) -> tuple[str, bytes]:
        found = undo.removed(self.clone, self.slug, ending)
        if len(found) != 1:
            how = "no removed card" if not found else "more than one removed card"
            raise WrongUse("unknown-id", f"There is {how} whose id ends in {ending}.", "Give its whole id.")
        return found[0]


def open_workspace(path: Path | str | None = None, board: str | None = None) -> Workspace:
    """Open the board that encloses `path`; without one, this person's own. Finishes what a crash left half done.

    `board` names one of several. Raises KindboardError.
    """
    start = Path(path) if path is not None else None
    repository, slug = boards.choose(start, board)
    workspace = Workspace(repository, slug)
    workspace.recover()
    return workspace
