"""Asking what a theme is called. What was typed is never lost, and nothing leaves before it was shown."""

from collections.abc import Callable, Sequence

from kindboard.board.board import Draft
from kindboard.cards.cards import Answer, Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.plain.session import Session
from kindboard.plain.talk import Left
from kindboard.plain.writing import KEPT_NOW, leaving_lines, put_on_board
from kindboard.verbs.done import Done


def ask_title(
    session: Session,
    question: str,
    then: Callable[[str], Done],
    answers: Sequence[Answer] = (),
    theme: Theme | None = None,
) -> None:
    """`then` saves it. `theme`: whose title it is; else it is a new one of these answers."""
    title = ""
    try:
        while True:
            title = short_line(session, session.talk.line(question), "Its summary can hold more.")
            if _agreed(session, title, answers, theme) and session.attempt(lambda: then(title)):  # noqa: B023
                return
    except (Left, KeyboardInterrupt):
        if title:
            session.work.new_draft("theme", {"title": title}, theme)
            session.talk.say(KEPT_NOW)
        raise


def short_line(session: Session, typed: str, rest: str) -> str:
    """A line that fits a field of one. `rest`: where more can be written."""
    while len(typed) > LINE_LIMIT:
        session.talk.say(f"It has {len(typed):,} characters; {LINE_LIMIT} is the most. {rest}")
        typed = session.talk.line("Type a shorter line.")
    return typed


def _agreed(session: Session, title: str, answers: Sequence[Answer], theme: Theme | None) -> bool:
    """Shown the first time in a sitting, and where something may tell who somebody is."""
    about, path = (theme.id, theme.path) if theme else (None, None)
    fields = {"title": title} | ({"cards": tuple(answer.id for answer in answers)} if answers else {})
    draft = Draft("", "theme", about, None, fields, session.work.now, path)
    if session.shown_what_leaves and not any(one.details for one in session.work.leaving([draft])):
        return True
    session.talk.say(*leaving_lines(session, [draft]))
    options = [("yes", put_on_board(session, [draft])), ("", "Type another title")]
    agreed = bool(session.talk.pick("Put it on the board?", options))
    session.shown_what_leaves = agreed or session.shown_what_leaves
    return agreed
