"""Taking back, and bringing again."""

from kindboard.cards.cards import Card
from kindboard.terms import SEEN, TAKE_BACK, TAKE_BACK_CHOICES
from kindboard.told import Undone
from kindboard.tui.session import Session
from kindboard.verbs import cards as verbs
from kindboard.verbs.done import Done


class Undoing(Session):
    """Mixed into the app."""

    def action_undo(self) -> None:
        """What is not in sight, or was sent, is named before it is taken back."""
        coming = verbs.coming(self.work, self.thrown_away)
        if coming and (self._elsewhere(coming) or coming.seen):
            self._ask(coming)
        else:
            self._undo()

    def _ask(self, coming: Undone) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        def chosen(choice: str | None) -> None:
            if choice != TAKE_BACK:
                return
            now = verbs.coming(self.work, self.thrown_away)
            if now is None or now == coming:
                self._undo()
            else:
                self._ask(now)  # another window changed something, or it was sent, meanwhile

        words = [part for part in (self._says(coming), SEEN if coming.seen else "") if part]
        self.push_screen(Choose(coming.sentence, words, TAKE_BACK_CHOICES), chosen)

    def _undo(self) -> None:
        touched: list[str] = []
        if self.attempt(lambda: self._undone(touched)) and len(touched) == 1:
            self.take_in_hand(touched[0])

    def _undone(self, touched: list[str]) -> Done:
        """`touched`: takes the ids of the cards, or the key of the draft, that it was about."""
        if self.thrown_away is not None:
            done = verbs.keep_again(self.work, self.thrown_away)
            touched.append(self.thrown_away.key)
            self.thrown_away = None
            return done
        return self._said_of_undo(self.work.undo(), touched)

    def action_redo(self) -> None:
        touched: list[str] = []
        if self.attempt(lambda: self._said_of_undo(self.work.redo(), touched)) and len(touched) == 1:
            self.take_in_hand(touched[0])

    def _said_of_undo(self, undone: Undone, touched: list[str]) -> Done:
        touched += undone.cards
        return verbs.turned(undone, self._elsewhere(undone))

    def _elsewhere(self, undone: Undone) -> str:
        """The words of the one card that an undo is about, where this screen does not show its kind."""
        card = self._card_of(undone)
        return "" if card is None or card.kind == self.kind_put else self._says(undone)

    def _says(self, undone: Undone) -> str:
        return "" if self.room else verbs.says(self._card_of(undone))

    def _card_of(self, undone: Undone) -> Card | None:
        return verbs.card_of(undone, self.board_shown, self.work.latest)
