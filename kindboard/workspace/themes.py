"""Themes: answers put into one, taken out again, and two themes made one; each in one save."""

from __future__ import annotations

from collections.abc import Iterable

from kindboard.cards.cards import Answer, Card, Theme
from kindboard.cards.ids import new_id
from kindboard.cards.paths import path_of
from kindboard.errors import KindboardError, WrongUse
from kindboard.workspace.part import Part


class Themes(Part):
    """A part of the workspace."""

    def group(self, theme: Theme, cards: Iterable[Card]) -> list[Card]:
        """Put answers into a theme."""
        answers = _answers(cards)
        self._still_there(theme)
        return self._change_all([(card, {"theme": theme.id}) for card in answers], "Group answers", "your grouping")

    def new_theme(self, title: str, cards: Iterable[Card] = (), summary: str = "") -> Theme:
        """Make a theme of some answers, or one that is empty."""
        from kindboard.cards.toml import dump
        from kindboard.clone.journal import Wanted
        from kindboard.edits import edits

        round, id = self._glance().round, new_id(self.day_of_ids)
        fields = {"title": title, "round": round.id if round else None} | ({"summary": summary} if summary else {})
        values = edits.checked("theme", fields)
        made = Wanted(
            path_of(self.slug, "theme", id), None, dump(edits.new_doc("theme", values, self.today, self.now), "theme")
        )
        self._change_all([(card, {"theme": id}) for card in cards], "Add a theme", "a new theme", beside=[made])
        theme = self._card(made.path)
        assert isinstance(theme, Theme)
        return theme

    def ungroup(self, cards: Iterable[Card]) -> list[Card]:
        """Take answers out of their themes."""
        changes = [(card, {"theme": None}) for card in _answers(cards)]
        return self._change_all(changes, "Take answers out of a theme", "taking answers out of a theme")

    def join_themes(self, theme: Theme, into: Theme) -> bool:
        """Put all that is in `theme` into another and take it off the board.

        Whether it is off: what somebody changed meanwhile stays, without its answers.
        """
        from kindboard.clone.journal import Wanted
        from kindboard.edits import themes as edits_themes

        self._still_there(theme)
        self._still_there(into)
        changes = edits_themes.joined(self._glance(), theme, into)
        words = "putting two themes together"
        self._change_all(changes, "Put two themes together", words, beside=[Wanted(theme.path, theme.raw, None)])
        return theme.path not in self._glance().by_path

    def _still_there(self, theme: Theme) -> None:
        if theme.path not in self._glance().by_path:
            raise KindboardError(
                "gone", "Somebody took this theme off the board meanwhile.", "Choose another, or make a new one."
            )


def _answers(cards: Iterable[Card]) -> list[Answer]:
    answers = [card for card in cards if isinstance(card, Answer)]
    if not answers:
        raise WrongUse("nothing-to-group", "Only answers can be put into a theme.", "Choose one or more answers.")
    return answers
