"""Asking what a theme is called; what was typed is never lost, and nothing leaves before it was shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from kindboard.board.board import Draft
from kindboard.board.finding import fold
from kindboard.board.pool import themes_now
from kindboard.cards.cards import Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.terms import quoted
from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.dialogs import Choose
from kindboard.tui.sheets.leaving import AS_IT_IS, CHANGE, PUT, sheet

PLACEHOLDER = "A few words, such as Rushed mornings"
NO_TITLE = "It has no title yet. A few words are enough."
SameTitle: TypeAlias = tuple[str, Callable[[Theme], None]]
BACK = ("", "Not yet: back to the title")


def ask_title(
    app: Session,
    question: str,
    paragraphs: Sequence[str],
    value: str,
    then: Callable[[str], bool],
    fields: Mapping[str, Any],
    theme: Theme | None = None,
    *,
    same: SameTitle,
) -> None:
    """`then` takes the title and tells whether it was saved; while it was not, the question stays with what was typed.

    `fields`: what goes beside a new title; `theme`: whose title it is; `same`: what is offered, and then done, where
    another theme is called so already.
    """

    def again(typed: str, trouble: str = "") -> None:
        first = (trouble, "") if trouble else ()
        app.push_screen(AskLine(question, (*first, *paragraphs), typed, PLACEHOLDER), asked)

    def asked(typed: str | None) -> None:
        title = (typed or "").strip()
        if typed is None or title == value != "":
            return
        if not title:
            again("", NO_TITLE)
        elif len(title) > LINE_LIMIT:
            again(title, f"That is {len(title):,} characters; {LINE_LIMIT} is the most for a title.")
        elif other := next((one for one in themes_now(app.board_shown) if _alike(one, title) and one != theme), None):
            _offer(other, title)
        else:
            _ask(title)

    def _ask(title: str) -> None:
        _show(app, title, dict(fields), theme, lambda: _put(title), lambda: again(title))

    def _offer(other: Theme, title: str) -> None:
        words, take = same

        def chosen(choice: str | None) -> None:
            if choice == "same":
                take(other)
            elif choice == "second":
                _ask(title)
            else:
                again(title)

        choices = (("same", words), ("second", "No, two themes of one title"), ("", "Back to the title"))
        app.push_screen(Choose(f"There is a theme called {quoted(other)} already.", (), choices), chosen)

    def _put(title: str) -> None:
        if not then(title):
            again(title, app.said)

    again(value)


def _alike(theme: Theme, title: str) -> bool:
    return fold(theme.title).split() == fold(title).split()


def _show(
    app: Session,
    title: str,
    fields: dict[str, Any],
    theme: Theme | None,
    put: Callable[[], None],
    back: Callable[[], None],
) -> None:
    """What leaves this computer, the first time in a sitting and where something may tell who somebody is."""
    about, path = (theme.id, theme.path) if theme else (None, None)
    draft = Draft("", "theme", about, None, {"title": title} | fields, app.work.now, path)
    leaving = app.work.leaving([draft])
    telling = any(one.details for one in leaving)

    def chosen(choice: str | None) -> None:
        if choice:
            app.shown_what_leaves = True
            put()
        else:
            back()

    if telling or not app.shown_what_leaves:
        choices = (CHANGE, AS_IT_IS) if telling else (PUT, BACK)
        app.push_screen(sheet(app.board_shown, [""], leaving, choices), chosen)
    else:
        put()
