"""Bringing back a card that was taken off the board: the last ones by their words."""

from kindboard.edits.edits import WORDS
from kindboard.terms import REMOVED_LISTED, quoted
from kindboard.tui.dialogs import Choose
from kindboard.tui.session import Session
from kindboard.verbs.cards import restore
from kindboard.verbs.done import NOT_DONE, why_not

NOTHING = "Nothing was taken off this board."


def offer(app: Session) -> None:
    try:
        cards = {card.path: card for card in app.work.removed()[:REMOVED_LISTED]}
    except NOT_DONE as error:
        app.say(why_not(error))
        return
    if not cards:
        app.say(NOTHING)
        return

    def chosen(path: str | None) -> None:
        if path is not None and app.attempt(lambda: restore(app.work, cards[path].id)):
            app.take_in_hand(cards[path].id)

    choices = [(path, f"{WORDS[card.kind].capitalize()}: {quoted(card)}") for path, card in cards.items()]
    app.push_screen(Choose("Which card comes back?", ("Taken off the board, the latest first.",), choices), chosen)
