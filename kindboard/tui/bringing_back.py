"""Bringing back a card that was taken off the board: the last ones by their words."""

from typing import TYPE_CHECKING

from kindboard.terms import REMOVED_LISTED
from kindboard.tui.dialogs import Choose
from kindboard.tui.verbs import NOT_DONE, WORDS, quoted, said_of
from kindboard.tui.words import UNDO

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp

NOTHING = "Nothing was taken off this board."


def offer(app: "KindboardApp") -> None:
    try:
        cards = {card.path: card for card in app.work.removed()[:REMOVED_LISTED]}
    except NOT_DONE as error:
        app.say(said_of(error))
        return
    if not cards:
        app.say(NOTHING)
        return

    def chosen(path: str | None) -> None:
        if path is not None and app.attempt(lambda: restored(path)):
            app.take_in_hand(cards[path].id)

    def restored(path: str) -> str:
        app.work.restore(cards[path].id)
        return f"Back on the board, with all its words. {UNDO}"

    choices = [
        (path, f"{WORDS.get(card.kind, card.kind).capitalize()}: {quoted(card)}") for path, card in cards.items()
    ]
    app.push_screen(Choose("Which card comes back?", ("Taken off the board, the latest first.",), choices), chosen)
