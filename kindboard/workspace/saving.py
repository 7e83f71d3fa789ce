"""How a change is saved: checked, on the line it belongs to, in one commit; and taken into the board that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from kindboard.cards.cards import Card
from kindboard.cards.paths import place_of
from kindboard.cards.toml import parse, read_card
from kindboard.cards.toml_edit import edit
from kindboard.errors import KindboardError, WrongUse
from kindboard.later import Later
from kindboard.workspace import nameless
from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from kindboard.clone import change, journal, removals
    from kindboard.clone.journal import Wanted
    from kindboard.edits import edits
else:
    # What only a change needs: without it `list` starts in half the time.
    edits = Later("kindboard.edits.edits")
    change, journal, removals = (Later(f"kindboard.clone.{name}") for name in ("change", "journal", "removals"))


class Saving(Part):
    """A part of the workspace."""

    def _change_all(
        self,
        changes: Sequence[tuple[Card, Mapping[str, Any]]],
        subject: str,
        words: str,
        *,
        no_name: bool = False,
        beside: Sequence[Wanted] = (),
    ) -> list[Card]:
        """`beside`: other files of the same save; what is new among them can be linked to."""
        wanted, now = [*beside], self.now
        made = [place.id for each in beside if each.new is not None and (place := place_of(each.path))]
        for card, fields in changes:
            self._editable(card)
            own = {name: value for name, value in fields.items() if name in ("notes", "echoes", "checks")}
            values = edits.checked(card.kind, {n: v for n, v in fields.items() if n not in own}) | own
            links = {name: value for name, value in values.items() if value not in made}
            edits.check_links(self._glance(), card.kind, links)
            nameless.check(self.clone, card, values, nameless=no_name)
            alone = no_name or nameless.goes_alone(self.clone, card, values)
            doc = edits.edited_doc(card.kind, parse(card.raw), values, nameless.counted_up(card) if alone else now)
            wanted.append(journal.Wanted(card.path, card.raw, edit(card.raw, doc, card.kind)))
        queued = (
            bool(changes)
            and not beside
            and all(
                self.clone.is_sent(card.path) if no_name else nameless.goes_alone(self.clone, card, fields)
                for card, fields in changes
            )
        )
        self._save(subject, words, wanted, queued=queued, no_name=no_name)
        return [self._card(card.path) for card, _ in changes]

    def _save(
        self, subject: str, words: str, changes: Sequence[Wanted], *, queued: bool, no_name: bool = False
    ) -> dict[str, bytes | None]:
        name, when = self.name, self.now
        if no_name:
            name, when = None, datetime.combine(self.day_of_ids, time(), self.now.tzinfo)
        saved = change.make(
            self.clone, changes,
            subject=subject, words=words, name=name, when=when, queued=queued, together=self._together,
        )  # fmt: skip
        self._take_in(saved)
        return saved

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
        found = removals.removed(self.clone, self.slug, ending)
        if len(found) != 1:
            how = "no removed card" if not found else "more than one removed card"
            raise WrongUse("unknown-id", f"There is {how} whose id ends in {ending}.", "Give its whole id.")
        return found[0]
