"""Other boards: those this computer has opened, one begun beside this one, one in a folder of its own."""

from collections.abc import Callable

import kindboard
from kindboard.plain import first_run
from kindboard.plain.session import Session
from kindboard.starters import boards as starters_boards
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line
from kindboard.workspace.workspace import Workspace

ADD, START, JOIN = "+", "start", "join"
WAYS = (
    (ADD, "Begin another board here, for the same people"),
    (START, "Start one in another folder"),
    (JOIN, "Join one that somebody shares with me"),
)


def _go(session: Session, open_it: Callable[[], Workspace]) -> None:
    def gone() -> Done:
        there = open_it()
        session.wait_for_sync()
        session.work.close()
        session.work = there
        starters_boards.remember(there)
        return Done(f"This is {one_line(session.board.about.title)}", undo=False)

    session.attempt(gone)


def go_to_another(session: Session) -> None:
    work = session.work
    known = [board for board in starters_boards.known() if (board.root, board.slug) != (str(work.root), work.slug)]
    there = [board for board in known if board.there]
    lost = [f"Not found just now: {board.root}" for board in known if not board.there]
    session.talk.say(f"This one is {one_line(session.board.about.title)}.", *lost)
    options = [(str(n), f"{one_line(board.title)}, in {board.root}") for n, board in enumerate(there)]
    choice = session.talk.pick("Which board?", [*options, *WAYS])
    if choice == ADD:
        title = session.talk.line("What is it called? Type its title.")
        _go(session, lambda: kindboard.open(work.root, starters_boards.add(work, title)))
    elif choice in (START, JOIN):
        made = first_run.made(session.talk, session.work.name, choice, "")
        _go(session, lambda: made)
    else:
        board = there[int(choice)]
        _go(session, lambda: kindboard.open(board.root, board.slug))
