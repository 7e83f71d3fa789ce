"""Holding a review: what it finds of each plan item, and what it comes to, kept so that the next begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kindboard.cards.cards import PlanItem, Review, Status
from kindboard.cards.ids import id_after
from kindboard.workspace.part import Part

if TYPE_CHECKING:
    from datetime import date

    from kindboard.cards.cards import CheckAnswer

BECOMES: dict[CheckAnswer, Status] = {"going": "under way", "done": "done", "let go": "let go"}
"""What a plan item is after a review found this of it; kept or slipped, it stays as it is."""


class Reviews(Part):
    """A part of the workspace."""

    def review_today(self) -> Review:
        """The review that is held today; begun, if none is."""
        board, today = self._glance(), self.today
        for review in board.reviews:
            if review.held == today:
                return review
        begun = self.add("review", {"held": today, "round": board.round.id if board.round else None})
        assert isinstance(begun, Review)
        return begun

    def look_at(
        self,
        item: PlanItem,
        found: CheckAnswer,
        note: str = "",
        outcome: str = "",
        again: date | None = None,
        told: date | None = None,
        review: Review | None = None,
    ) -> PlanItem:
        """Keep what a review found of a plan item: today's, or an earlier `review` that is gone on with.

        `again`: the day to look at it next. `told`: see its field.
        """
        from kindboard.edits.edits import found_at

        review = review or self.review_today()
        fields: dict[str, object] = {
            "checks": found_at(item, review.id, found, note, id_after(item.checks, self.day_of_ids))
        }
        if found in BECOMES:
            fields["status"] = BECOMES[found]
        if outcome.strip():
            fields["outcome"] = outcome.strip()
        if again is not None:
            fields["review_by"] = again
        if told is not None:
            fields["told"] = told
        (card,) = self._change_all([(item, fields)], "Look at a plan item in a review", "what the review found")
        assert isinstance(card, PlanItem)
        return card

    def sum_up(self, summary: str, review: Review | None = None) -> Review:
        """Write down what today's review comes to, or an earlier `review` that was gone on with."""
        (card,) = self._change_all(
            [(review or self.review_today(), {"summary": summary.strip() or None})],
            "Sum up a review",
            "the review's summary",
        )
        assert isinstance(card, Review)
        return card
