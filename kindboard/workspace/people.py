"""Who writes at this computer: one person or several, each under a name of their own or none."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kindboard.cards.cards import Card
from kindboard.cards.ids import random_letters
from kindboard.clone import person
from kindboard.clone.here import Here

MOST_NAMES = 20
"""Names that are offered when somebody begins to write."""


class People:
    """A part of the workspace. A name is only a label; a code for "me too" belongs to each."""

    _here: Here
    slug: str

    @property
    def name(self) -> str | None:
        """What whoever writes here is called; None for no name."""
        return self._here.settings.name

    def wrote(self, card: Card) -> bool:
        """Whether a card carries the name of whoever writes here."""
        return self.name is not None and getattr(card, "by", None) == self.name

    def set_name(self, name: str | None) -> None:
        """What whoever writes here is called from now on. Their "me too" is theirs again whenever they come back."""
        from kindboard.edits.edits import clean

        name = " ".join(clean(name or "").split()) or None
        old = self._here.settings
        if name != old.name:
            codes = {**old.codes, old.name or "": old.person}
            code = codes.pop(name or "", None) or random_letters(8)
            self._here.change_settings(msgspec.structs.replace(old, name=name, person=code, codes=codes))
        known = person.remembered()
        names = [each for each in dict.fromkeys((name, old.name, *known.names)) if each][:MOST_NAMES]
        if names != list(known.names):
            known.name, known.names = known.name or name, names
            person.remember(known)

    @property
    def chosen(self) -> str | None:
        """Which board of this folder is opened where nobody says which."""
        return self._here.settings.board

    def remember_which(self) -> None:
        """This is the board that is opened next time, whatever others come to lie beside it."""
        if self._here.settings.board != self.slug:
            self._here.change_settings(msgspec.structs.replace(self._here.settings, board=self.slug))

    @property
    def several(self) -> bool:
        """Whether several people write at this computer, on whatever board."""
        return person.remembered().several

    @property
    def names(self) -> tuple[str, ...]:
        """What people here are called, whoever wrote last first."""
        names = person.remembered().names
        return tuple(names) or ((self.name,) if self.name else ())

    def share_computer(self, several: bool) -> None:
        """From now on several people write at this computer, or one."""
        known = person.remembered()
        known.several, known.names = several, self.names
        person.remember(known)

    def write_out(self, name: str, text: str, ending: str = "txt") -> Path:
        """Write a text file of this name, or one like it that is free, where this person finds it. Where it lies."""
        from kindboard.clone import outside

        return outside.write(name, text, ending)

    def write_to(self, file: Path, text: str) -> None:
        """Write a new text file. Raises KindboardError, also where there is one of this name."""
        from kindboard.clone import outside

        outside.write_to(file, text)
