"""This computer and this board: who writes here, what the board is called, where it is shared, how things stand."""

from collections.abc import Callable
from typing import Any

from kindboard.actions.actions import named
from kindboard.cards.cards import QUESTIONS
from kindboard.cli.board import signed_in
from kindboard.cli.lines import LISTED, list_lines
from kindboard.plain import boards
from kindboard.plain.listed import line
from kindboard.plain.session import Session
from kindboard.plain.talk import Back, Choice
from kindboard.starters import starters
from kindboard.terms import NOBODY_NAMED, REMOVED_LISTED, TOO, WAITING_CHOICES, WHY_IT_WAITS, waits
from kindboard.verbs import board as verbs
from kindboard.verbs.cards import restore
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line

NAME = "It stands beside what you write, as a label and no more."
HIDING = "What is kept on this computer is not shown until somebody asks for it."


def open_computer(session: Session) -> None:
    session.talk.menu(lambda: ["This computer and this board.", *_facts(session)], lambda: _choices(session))


def _facts(session: Session) -> list[str]:
    status = session.work.status()
    return [
        f"Board: {one_line(session.board.about.title)}",
        f"Folder: {status.repo}",
        f"Shared from: {status.remote or 'nowhere yet'}",
        f"Name on this computer: {session.work.name or 'none'}",
    ]


def _choices(session: Session) -> list[Choice]:
    work, board = session.work, session.board
    shared = work.status().remote is not None
    several = work.several
    hidden = session.hidden_before is not None and not session.room

    def action(name: str, act: Callable[[Session], Any], not_now: str = "") -> Choice:
        return Choice(named(name).label, lambda: act(session), name, not_now)

    return [
        action("name", ask_name),
        action("who_writes", who_writes),
        action("several", _several, "It asks at each start already." if several else ""),
        action("end_several", _several, "" if several else "It does not ask at each start."),
        action("show_kept", _show_kept, "" if hidden else "Nothing is hidden."),
        action("room", _room, "It is shown to a room already." if session.room else ""),
        action("end_room", _room, "" if session.room else "It is not shown to a room."),
        action("title", _title),
        action("add_support", _add_support),
        action("take_off_support", _take_off_support, "" if board.about.support else NOBODY_NAMED),
        action("connect", _connect, "It is shared already." if shared else ""),
        action("wording", _wording, "" if board.principles else "There are no principles on this board."),
        action("add_principle", _add_principle),
        action("restore", _restore),
        action("list", _list),
        action("check", _check),
        action("boards", boards.go_to_another, "This is an example." if starters.is_example() else ""),
    ]  # fmt: skip


# Who writes ------------------------------------------------------------------------------------------------------


def ask_name(session: Session) -> None:
    session.talk.tell("Your name on this computer", session.work.name or "none")
    _name(session, session.talk.line(f"Type your name. {NAME}", "Enter alone gives no name."))


def _name(session: Session, name: str) -> None:
    session.attempt(lambda: verbs.set_name(session.work, name or None))


def who_writes(session: Session) -> None:
    """Ask who is writing now; what was kept before is put out of sight, and nobody's name is on what is new."""
    session.hidden_before = session.work.now
    names = [(name, name) for name in session.work.names]
    session.talk.say(HIDING)
    try:
        name = session.talk.pick("Who is writing?", [*names, ("+", "Somebody else"), ("", "No name")])
    except Back:
        name = ""
    _name(session, session.talk.line("Type the name.", "Enter alone gives no name.") if name == "+" else name)


def _several(session: Session) -> None:
    several = not session.work.several
    session.attempt(lambda: verbs.share_computer(session.work, several))
    if not several:
        session.hidden_before = None


def _show_kept(session: Session) -> None:
    session.hidden_before = None
    session.talk.say("What is kept on this computer is shown again.")


def _room(session: Session) -> None:
    session.room = not session.room
    shown = "Shown to a room: nothing kept on this computer is in sight, and new answers carry no name."
    session.talk.say(shown if session.room else "No longer shown to a room.")


# The board -------------------------------------------------------------------------------------------------------


def _title(session: Session) -> None:
    session.talk.tell("It is called", session.board.about.title)
    title = session.talk.line("Type its new title, such as your team's name. Everybody who has the board sees it.")
    session.attempt(lambda: verbs.rename(session.work, title))


def _add_support(session: Session) -> None:
    name = session.talk.line("Who can people talk to? Type a name, and what they do.")
    how = session.talk.line("How can people reach them? Everybody who has the board sees it.", "Enter alone: not said.")
    session.attempt(lambda: verbs.add_support(session.work, name, how))


def _take_off_support(session: Session) -> None:
    session.talk.say("What they wrote stays on the board.")
    named = [(one.name, one_line(one.name)) for one in session.board.about.support]
    name = session.talk.pick("Who is no longer to be talked to?", named)
    session.attempt(lambda: verbs.take_off_support(session.work, name))


def _connect(session: Session) -> None:
    where = "Type a folder that your team can open, such as one on a shared drive, or the address of a server."
    session.talk.say("Everybody who can open it can then read what is on the board.")
    url = session.talk.line(where)

    def shared() -> Done:
        session.wait_for_sync()
        signed_in(url, lambda: starters.connect(session.work, url))
        return Done(
            "This board is shared now", more=f'Your colleagues choose "Join a board" and type: {url}', undo=False
        )

    session.attempt(shared)


def sync(session: Session) -> None:
    """Send and fetch now; where the server wants to know who asks, it may ask so in a plain terminal."""
    from kindboard.cli.frame import in_a_terminal

    session.wait_for_sync()
    nameless = False
    if waiting := session.work.status().waiting:
        session.talk.say(waits(waiting), WHY_IT_WAITS)
        nameless = session.talk.pick("Send it now?", WAITING_CHOICES) == TOO
    session.talk.say("Sending and fetching.")

    def synced() -> Done:
        done = session.work.sync(now=nameless)
        if done.state == "sign-in" and in_a_terminal():
            session.talk.done.append("sign_in")
            starters.sign_in(session.work)
            done = session.work.sync(now=nameless)
        return Done(done.message.removesuffix("."), more=done.another, undo=False)

    session.attempt(synced)


def _wording(session: Session) -> None:
    count = len(session.board.brought)
    words = session.talk.text(f"Paste or type the published wording: {count} lines, one for each principle.", _nowhere)
    source = session.talk.line("Where was it published?", "Enter alone leaves that out.")
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    session.attempt(lambda: verbs.fill_in(session.work, lines, source or None))


def _nowhere(words: str) -> None:
    """Published words are pasted again more easily than kept."""


def _add_principle(session: Session) -> None:
    title = session.talk.line("The principle in a few words: type its title.")
    text = session.talk.line("Type more about it.", "Enter alone leaves that out.")
    session.attempt(lambda: verbs.add_principle(session.work, title, text))


def _restore(session: Session) -> None:
    gone = session.work.removed()[:REMOVED_LISTED]
    options = [(card.id, line(session, card)) for card in gone]
    id = session.talk.pick("Which card comes back?", [*options, ("", "Another one: I know the ending of its id")])
    ending = id or session.talk.line("Type the ending of its id.")
    session.attempt(lambda: restore(session.work, ending))


# How things stand ------------------------------------------------------------------------------------------------


def _list(session: Session) -> None:
    board = session.board
    own = {"question": QUESTIONS, "draft": board.drafts}
    found = [(kind, own.get(kind, [card for card in board if card.kind == kind])) for kind in LISTED]
    session.talk.say(*list_lines(board, found))


def _check(session: Session) -> None:
    found = (*session.work.check(), *session.board.unsettled)
    lines = [f"Needs attention: {one_line(item.path)}: {item.problem}" for item in found]
    session.talk.say(*(lines or ["All is well: every file of this board could be read."]))
