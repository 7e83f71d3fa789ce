"""Taking a note off a card: which one, by its day, its name and its words."""

from kindboard.cards.cards import Answer, PlanItem, Theme
from kindboard.terms import note_line
from kindboard.tui.session import Session
from kindboard.tui.sheets.dialogs import Choose
from kindboard.verbs.cards import take_off_note

STAYS = "The board's history keeps its words, and u brings it back."


def offer_to_take_off(app: Session, card: Answer | Theme | PlanItem) -> None:
    def chosen(key: str | None) -> None:
        if key:
            app.attempt(lambda: take_off_note(app.work, card, key))

    lines = [(key, note_line(key, card.notes[key], app.work.today)) for key in sorted(card.notes)]
    app.push_screen(Choose("Take which note off, for everybody?", (STAYS,), [("", "None, leave them"), *lines]), chosen)
