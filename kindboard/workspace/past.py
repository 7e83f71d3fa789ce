"""The past of a board: what happened on it, and how it stood on any day."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from kindboard.board.board import Board
    from kindboard.board.review import LookBack
    from kindboard.cards.cards import Card, Status
    from kindboard.story.story import Happening

MOST_DAYS = 11
"""Of a chart over time: more bars than a page can hold tell nobody anything."""


class Past(Part):
    """A part of the workspace."""

    def story(
        self,
        card: Card | str | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        watch: Callable[[int], None] | None = None,
    ) -> tuple[Happening, ...]:
        """What happened on the board, or to one card, newest first; `since` some day, `until` some day, both told.

        A card may be named by the ending of its id, also one that was taken off. `watch` is told now and then how many
        saves were looked through, and may raise to stop.
        """
        from kindboard.clone import history

        watch = watch or history.unwatched
        if card is None:
            told = history.of_board(self.clone, self.slug, self.now, watch)
        else:
            board = self._glance()
            themes = {theme.id: theme.title for theme in board.themes}
            told = history.of_card(self.clone, history.path_of(self.clone, board, card), themes, self.now, watch)
        return tuple(one for one in told if (since is None or one.day >= since) and (until is None or one.day <= until))

    @property
    def cut_off(self) -> str:
        """Says so where only the last part of the board's past is on this computer; else ""."""
        from kindboard.clone import past

        return past.CUT_OFF if self.clone.git.is_shallow() else ""

    def ended(self, cards: Iterable[Card], until: date | None = None) -> Mapping[str, date]:
        """The day on which each plan item among them that is done or let go came to be so, by its id.

        `until`: the day as of which the board is looked at. One of which the history can't tell is left out.
        """
        from kindboard.board.board import CLOSED
        from kindboard.cards.cards import PlanItem
        from kindboard.clone import history
        from kindboard.errors import KindboardError, Unworded

        closed = [card for card in cards if isinstance(card, PlanItem) and card.status in CLOSED]
        try:
            return history.ended(self.clone, closed, until or self.today, self.now)
        except (KindboardError, Unworded, OSError):
            return {}  # the card itself is there to be read; whoever asks for its story is told what is wrong

    def corrected(self, card: Card, until: date | None = None) -> date | None:
        """The day on which the words of a card were last changed; None where they never were, or no one can tell."""
        from kindboard.clone import history
        from kindboard.errors import KindboardError, Unworded

        try:
            return history.corrected(self.clone, card.path, until or self.today, self.now)
        except (KindboardError, Unworded, OSError):
            return None

    def days(self) -> tuple[date, ...]:
        """The days on which something happened on the board, oldest first."""
        from kindboard.clone import past

        return past.days(self.clone, self.slug, self.now)

    def at(self, when: date) -> Board:
        """The board as it stood at the end of a day, or at an instant; today's, if that is still to come.

        Raises KindboardError where there was no board yet.
        """
        from kindboard.board.board import assemble
        from kindboard.clone import past

        if not isinstance(when, datetime):
            when = datetime.combine(when, time.max, self.now.tzinfo)
        if when >= self.now:
            return self.board()
        commit = past.commit_at(self.clone, past.moments(self.clone, self.now), when)
        cards, attention = past.cards_of(self.clone, self.slug, commit)
        return assemble(self.slug, cards, attention=attention)

    def look_back(self, since: date | None = None, until: date | None = None) -> LookBack:
        """Then and now. Without a day, since the last review before `until`, or since the board began.

        Raises KindboardError where there was no board yet.
        """
        from kindboard.board.review import LookBack
        from kindboard.clone import past

        until = until or self.today
        now = self.at(until)
        if since is None:
            since = max((review.held for review in now.reviews if review.held < until), default=None)
        if since is None:  # what was put on it on its first day is new as well
            began = past.began(self.clone, self.slug, self.now)
            return LookBack(self.at(began), now, began.astimezone(self.now.tzinfo).date(), until)
        return LookBack(self.at(min(since, until)), now, min(since, until), until)

    def plan_over_time(self, until: date) -> tuple[tuple[date, Mapping[Status, int]], ...]:
        """How the plan stood on the days of reviews, at the ends of rounds, and at last on `until`."""
        from kindboard.board.review import statuses

        now = self.at(until)
        days = {review.held for review in now.reviews} | {round.closed for round in now.rounds if round.closed}
        some = [*sorted(day for day in days if min(self.days()) <= day < until)[-MOST_DAYS:], until]
        return tuple((day, statuses(self.at(day))) for day in some)
