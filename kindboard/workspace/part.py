"""What the parts of the workspace ask of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from kindboard.board.board import Board
    from kindboard.cards.cards import Card
    from kindboard.clone.clone import Clone
    from kindboard.clone.here import Here
    from kindboard.clone.journal import Wanted


class Part:
    slug: str
    _here: Here
    _together = ""
    """What the changes being made belong to, if they are to be taken back as one."""

    if TYPE_CHECKING:

        @property
        def name(self) -> str | None: ...

        @property
        def clone(self) -> Clone: ...

        @property
        def now(self) -> datetime: ...

        @property
        def today(self) -> date: ...

        @property
        def day_of_ids(self) -> date: ...

        def board(self) -> Board: ...

        def _glance(self) -> Board: ...

        def _change_all(
            self,
            changes: Sequence[tuple[Card, Mapping[str, Any]]],
            subject: str,
            words: str,
            *,
            no_name: bool = False,
            beside: Sequence[Wanted] = (),
        ) -> list[Card]: ...

        def _take_in(self, saved: Mapping[str, bytes | None]) -> None: ...

        def _card(self, path: str) -> Card: ...

        def change(self, card: Card, fields: Mapping[str, Any]) -> Card: ...

        def note(self, card: Card, text: str, *, no_name: bool = False, draft: str = "") -> Card: ...

        def add(
            self, kind: str, fields: Mapping[str, Any], *, no_name: bool = False, id: str | None = None
        ) -> Card: ...
