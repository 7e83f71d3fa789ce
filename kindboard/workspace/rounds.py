"""Rounds: begun, moved on from stage to stage, closed, and opened again; each in one save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kindboard.cards.cards import Round
from kindboard.cards.paths import path_of
from kindboard.errors import WrongUse
from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from kindboard.cards.cards import Stage


class Rounds(Part):
    """A part of the workspace."""

    def start_round(self, title: str) -> Round:
        """Begin a round. One sitting follows another: whichever is open is closed with it."""
        from kindboard.board.rounds import titled
        from kindboard.cards.toml import dump
        from kindboard.clone.journal import Wanted
        from kindboard.edits import edits

        board = self._glance()
        if there := titled(board, title):
            raise WrongUse(
                "round-there", f'There is a round called "{there.title}" already.', "Give the new one another title."
            )
        values = edits.checked("round", {"title": title, "started": self.today})
        path = path_of(self.slug, "round", edits.free_slug(board, "round", values["title"]))
        made = Wanted(path, None, dump(edits.new_doc("round", values, self.today, self.now), "round"))
        closed = [(old, {"closed": self.today}) for old in board.rounds if old.closed is None and not old.newer]
        self._change_all(closed, "Start a round", "starting a round", beside=[made])
        return self._round(made.path)

    def move_round(self, round: Round, stage: Stage) -> Round:
        """Move a round to a stage, on or back."""
        return self._changed(round, {"stage": stage}, "Move a round on", "moving a round to another stage")

    def close_round(self, round: Round) -> Round:
        return self._changed(round, {"closed": self.today}, "Close a round", "closing a round")

    def open_round(self, round: Round) -> Round:
        """Open a closed round again."""
        return self._changed(round, {"closed": None}, "Open a round again", "opening a round again")

    def _changed(self, round: Round, fields: Mapping[str, Any], subject: str, words: str) -> Round:
        self._change_all([(round, fields)], subject, words)
        return self._round(round.path)

    def _round(self, path: str) -> Round:
        round = self._card(path)
        assert isinstance(round, Round)
        return round
