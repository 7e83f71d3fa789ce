"""Choosing how a card was worded before, reading it whole, and bringing it back."""

from collections.abc import Sequence

from kindboard.cards.cards import Card
from kindboard.story.earlier import SURE, WHICH, Earlier, line
from kindboard.tui.session import Session
from kindboard.tui.sheets.dialogs import Choose
from kindboard.verbs.cards import reword
from kindboard.words.fields import label


def offer(app: Session, card: Card, wordings: Sequence[Earlier]) -> None:
    def chosen(nth: str | None) -> None:
        if nth is not None:
            _read(app, card, wordings, wordings[int(nth)])

    choices = [(str(nth), line(one, app.work.today)) for nth, one in enumerate(wordings)]
    app.push_screen(Choose(WHICH, ("The latest first. The next step shows it whole.",), choices), chosen)


def _read(app: Session, card: Card, wordings: Sequence[Earlier], one: Earlier) -> None:
    def chosen(choice: str | None) -> None:
        if choice:
            app.attempt(lambda: reword(app.work, card, one))
        else:
            offer(app, card, wordings)

    now = str(getattr(card, one.field, None) or "nothing")
    paragraphs = (one.words, "", f"{label(one.field)} now: {now}")
    choices = (("", "No, back to the list"), ("yes", "Bring it back, for everybody"))
    app.push_screen(Choose(SURE, paragraphs, choices), chosen)
