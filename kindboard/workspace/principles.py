"""Principles: of the board's own, and their published wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from kindboard.cards.cards import Card


class Principles(Part):
    """A part of the workspace."""

    if TYPE_CHECKING:

        def add(
            self, kind: str, fields: Mapping[str, Any], *, no_name: bool = False, id: str | None = None
        ) -> Card: ...

    def add_principle(self, title: str, text: str = "") -> Card:
        """A principle of this board's own, after the others."""
        order = max((principle.order for principle in self._glance().principles), default=0) + 1
        return self.add("principle", {"title": title, "order": order, "text": text})

    def wording(self, lines: Sequence[str], source: str | None = None) -> list[Card]:
        """Fill the principles, in their order, with their published wording, a line each."""
        from kindboard.edits import edits

        pairs = edits.worded(self._glance(), lines, source)
        return self._change_all(pairs, "Fill in the principles' wording", "the principles' wording")
