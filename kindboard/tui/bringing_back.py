"""Bringing back a card that was taken off the board: the last ones by their words.

The history is read in a thread, as a long one takes a while, and no key waits for it.
"""

from collections.abc import Sequence
from threading import Thread

from textual import on
from textual.message import Message

from kindboard.cards.cards import Card
from kindboard.edits.edits import WORDS
from kindboard.errors import KindboardError
from kindboard.terms import REMOVED_LISTED, quoted
from kindboard.tui.dialogs import Choose
from kindboard.tui.mode import ModeScreen
from kindboard.tui.reading import Reading
from kindboard.tui.session import Session
from kindboard.verbs.cards import restore

LOOKING = "Looking through the board's history …"
FAILED = "The board's history can't be read just now. Everything on the board is safe."
NOTHING = "Nothing was taken off this board."


class RemovedSeen(Message):
    """What was taken off the board, the latest first; or why that can't be told."""

    def __init__(self, cards: Sequence[Card], trouble: str = "") -> None:
        super().__init__()
        self.cards, self.trouble = cards, trouble


class BringingBack(Session):
    """Mixed into the app."""

    def action_restore(self) -> None:
        self.say(LOOKING)
        Thread(target=self._look_for_removed, daemon=True, name="removed").start()

    def _look_for_removed(self) -> None:
        try:
            found = RemovedSeen(self.work.removed()[:REMOVED_LISTED])
        except Exception as error:
            # A thread that ends with a traceback would print over the screen.
            found = RemovedSeen((), str(error) if isinstance(error, KindboardError) else FAILED)
        self.post_message(found)

    @on(RemovedSeen)
    def removed_seen(self, message: RemovedSeen) -> None:
        cards = {card.path: card for card in message.cards}
        if not cards:
            self.say(message.trouble or NOTHING)
            return
        if not isinstance(self.screen, ModeScreen | Reading):
            return  # its person has gone on to something else, and is not disturbed there

        def chosen(path: str | None) -> None:
            if path is not None and self.attempt(lambda: restore(self.work, cards[path].id)):
                self.take_in_hand(cards[path].id)

        choices = [(path, f"{WORDS[card.kind].capitalize()}: {quoted(card)}") for path, card in cards.items()]
        self.push_screen(Choose("Which card comes back?", ("Taken off the board, the latest first.",), choices), chosen)
