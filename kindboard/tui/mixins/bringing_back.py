"""Bringing back what was: a card that was taken off the board, and how one was worded before.

The history is read in a thread, as a long one takes a while, and no key waits for it.
"""

from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING, cast

from textual import on
from textual.message import Message

from kindboard.cards.cards import Card
from kindboard.errors import KindboardError
from kindboard.terms import REMOVED_LISTED, quoted
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.words import LOOKING, UNREADABLE
from kindboard.tui.session import Session
from kindboard.tui.sheets.reading import Reading
from kindboard.verbs.cards import restore
from kindboard.words.kinds import KIND_WORDS

if TYPE_CHECKING:
    from kindboard.story.earlier import Earlier

NOTHING = "Nothing was taken off this board."


class RemovedSeen(Message):
    """What was taken off the board, the latest first; or why that can't be told."""

    def __init__(self, cards: Sequence[Card], trouble: str = "") -> None:
        super().__init__()
        self.cards, self.trouble = cards, trouble


class EarlierSeen(Message):
    """How a card was worded before, the latest first; None where that can't be told."""

    def __init__(self, card: Card, wordings: "Sequence[Earlier] | None") -> None:
        super().__init__()
        self.card, self.wordings = card, wordings


class BringingBack(Session):
    """Mixed into the app."""

    # How a card was worded

    def action_reword(self) -> None:
        card = cast("ModeScreen | Reading", self.screen).in_hand
        if isinstance(card, Card):
            self.say(LOOKING)
            Thread(target=self._look_for_earlier, args=(card,), daemon=True, name="earlier").start()

    def _look_for_earlier(self, card: Card) -> None:
        from kindboard.story.earlier import earlier

        try:
            wordings = earlier(self.work.story(card), card)
        except Exception:
            # A thread that ends with a traceback would print over the screen.
            self.post_message(EarlierSeen(card, None))
            return
        self.post_message(EarlierSeen(card, wordings))

    @on(EarlierSeen)
    def earlier_seen(self, message: EarlierSeen) -> None:
        from kindboard.story.earlier import NEVER_OTHERWISE
        from kindboard.tui.sheets.earlier import offer

        if not message.wordings:
            self.say(UNREADABLE if message.wordings is None else NEVER_OTHERWISE)
        elif isinstance(self.screen, ModeScreen | Reading):
            self.say("")
            offer(self, message.card, message.wordings)

    # A card that was taken off

    def action_restore(self) -> None:
        self.say(LOOKING)
        Thread(target=self._look_for_removed, daemon=True, name="removed").start()

    def _look_for_removed(self) -> None:
        try:
            found = RemovedSeen(self.work.removed()[:REMOVED_LISTED])
        except Exception as error:
            # A thread that ends with a traceback would print over the screen.
            found = RemovedSeen((), str(error) if isinstance(error, KindboardError) else UNREADABLE)
        self.post_message(found)

    @on(RemovedSeen)
    def removed_seen(self, message: RemovedSeen) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        cards = {card.path: card for card in message.cards}
        if not cards:
            self.say(message.trouble or NOTHING)
            return
        if not isinstance(self.screen, ModeScreen | Reading):
            return  # its person has gone on to something else, and is not disturbed there

        def chosen(path: str | None) -> None:
            if path is not None and self.attempt(lambda: restore(self.work, cards[path].id)):
                self.take_in_hand(cards[path].id)

        choices = [(path, f"{KIND_WORDS[card.kind].capitalize()}: {quoted(card)}") for path, card in cards.items()]
        self.push_screen(Choose("Which card comes back?", ("Taken off the board, the latest first.",), choices), chosen)
