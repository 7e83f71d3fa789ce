"""Drafts: what is kept on this computer, and how it comes on the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from kindboard.board.board import Draft
from kindboard.cards.cards import Card
from kindboard.cards.ids import id_after, id_of_draft, new_id
from kindboard.cards.toml import read_card
from kindboard.clone import drafts
from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from kindboard.told import Leaving


class Drafts(Part):
    """A part of the workspace."""

    def drafts(self) -> tuple[Draft, ...]:
        return drafts.read(self._here.settings.id)

    def begun(self, kind: str, card: Card | None = None) -> Draft:
        """A draft with nothing in it and not kept yet, with the version of `card` it edits."""
        id, raw, path = (card.id, card.raw, card.path) if card else (None, None, None)
        return Draft(new_id(self.day_of_ids), kind, id, raw, {}, self.now, path)

    def new_draft(self, kind: str, fields: Mapping[str, Any], card: Card | None = None) -> Draft:
        """Keep something begun on this computer, with the version of `card` it edits."""
        return self.keep(msgspec.structs.replace(self.begun(kind, card), fields=dict(fields)))

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft as it now is; on disk when this returns."""
        draft = msgspec.structs.replace(draft, saved=self.now)
        drafts.keep(self._here.settings.id, draft)
        return draft

    def discard(self, key: str) -> None:
        drafts.discard(self._here.settings.id, key)

    def leaving(self, of: Iterable[Draft], *, no_name: bool = False) -> tuple[Leaving, ...]:
        """What exactly would leave this computer if these drafts were put on the board."""
        from kindboard.leaving import leaving

        return tuple(leaving.told(draft, None if no_name or draft.no_name else self.name, self.today) for draft in of)

    def post(self, keys: Iterable[str] | None = None, *, no_name: bool = False) -> list[Card]:
        """Put drafts on the board (all of them without keys), each kept until its card is saved."""
        from kindboard.clone import journal

        kept = self.drafts()
        chosen = kept if keys is None else [drafts.find(self._here.settings.id, key) for key in keys]
        cards = []
        self._together = journal.new_id() if len(chosen) > 1 else ""
        try:
            for draft in chosen:
                cards.append(self._post(draft, no_name=no_name))
                self.discard(draft.key)
        finally:
            self._together = ""
        return cards

    def _post(self, draft: Draft, *, no_name: bool) -> Card:
        from kindboard.edits import edits

        board = self.board()
        fields = draft.fields if draft.kind == "note" else edits.without_gone(board, draft.kind, draft.fields)
        if draft.card is None:
            id = id_of_draft(draft.key, self.day_of_ids, (card.id for card in board if card.kind == draft.kind))
            if id in board.cards:
                return self.change(board.cards[id], fields)
            return self.add(draft.kind, fields, no_name=no_name or draft.no_name, id=id)
        path = draft.path or board.find(draft.card).path
        seen = self._card(path) if draft.seen is None else read_card(path, draft.seen)
        if draft.kind == "note":
            now = board.cards.get(draft.card, seen)
            there = getattr(now, "notes", {})
            seen = now if id_after(there, self.day_of_ids, draft.key) in there else seen
            text = str(draft.fields.get("text", ""))
            return self.note(seen, text, no_name=no_name or draft.no_name, draft=draft.key)
        return self.change(seen, fields)
