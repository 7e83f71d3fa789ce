"""The way in and out: the first list of numbers, and every end of the input."""

import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kindboard.actions.actions import named
from kindboard.plain import cards, computer, first_run, learn, plan, pool, principles, review, rounds
from kindboard.plain.listed import Listed
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice, Ended, Home, Quit, Talk
from kindboard.terms import NOT_A_REPORT, board_title
from kindboard.words.inert import one_line
from kindboard.workspace.workspace import Workspace

HELLO = "kindboard in plain lines. Nothing you write is lost."
ROUND = (
    "Step 1: principles. Choose one, choose a question, write an answer. A sentence from one ordinary day is enough.",
    "Step 2: nothing leaves this computer before you have seen exactly what, and said so. It may go without your name.",
    "Step 3: answers that say one thing become a theme under Pool; Plan says what to stop, start and keep doing.",
    "Step 4: a shared board sends and fetches by itself while you work, and waits where there is no network.",
    "Step 5: ? explains the lists, b goes back, m to this list, q closes. " + NOT_A_REPORT,
)


def on_a_terminal(workspace: Workspace | None, *, example: bool = False) -> None:
    """Ask and answer on this process's own input and output."""
    for stream in filter(None, (sys.stdin, sys.stdout)):
        if hasattr(stream, "reconfigure"):
            # Piped text is UTF-8 with or without a mark at its beginning; a terminal knows its own letters.
            told = {} if stream.isatty() or stream is sys.stdout else {"encoding": "utf-8-sig"}
            stream.reconfigure(errors="replace", **told)
    # A process that was started without them has none.
    talk = Talk(sys.stdin.readline if sys.stdin else lambda: "", _say if sys.stdout else lambda line: None)
    with _told_to_end(talk):
        run(talk, workspace, example=example)


def _say(line: str) -> None:
    if sys.stdout.isatty():
        # A terminal breaks off in the middle of a word.
        width = max(shutil.get_terminal_size().columns - 1, 20)
        line = "\n".join(textwrap.fill(part, width, break_on_hyphens=False) for part in line.split("\n"))
    print(line, flush=True)


def run(talk: Talk, workspace: Workspace | None, *, example: bool = False) -> None:
    """Until the person closes it or the input ends. `example`: nothing of it stays."""
    try:
        at_a_board(talk, workspace or first_run.begin(talk, _look_round), example=example)
    except Quit:
        talk.done.append("quit")
    except Ended:
        talk.say("The input has ended here.")
    talk.say("kindboard is closed." if example else "kindboard is closed. Everything you wrote is saved.")


def _look_round(talk: Talk, workspace: Workspace) -> None:
    at_a_board(talk, workspace, example=True)


def at_a_board(talk: Talk, workspace: Workspace, *, example: bool = False) -> None:
    """A sitting at one board; an example is left from its main list. Raises Quit and Ended."""
    session = Session(talk, workspace, cards.Reader(), example=example)
    try:
        session.sync_soon()
        if session.work.several:
            computer.who_writes(session)
        talk.say(*([one_line(session.board.about.purpose)] if example else [HELLO]))
        known: dict[int, str] = {}
        while True:
            try:
                talk.menu(lambda: _head(session), lambda: _choices(session), known)
            except Home:
                continue
            if example:
                return
            known.clear()
            talk.say("This is the main list; q closes kindboard.")
    finally:
        session.close()


def _head(session: Session) -> list[str]:
    return [f"Board: {board_title(session.board)}", *session.standing()]


def _choices(session: Session) -> list[Choice]:
    kept = len(session.board.drafts)
    seen = " that is shown now" if session.hidden_before or session.room else ""
    shared = session.work.status().remote is not None
    not_shared = "" if shared else "This board is not shared yet. This computer and this board lets you share it."
    return [
        Choice("Principles: read one, answer its questions", lambda: principles.open_principles(session)),
        Choice("Pool: everybody's answers, and the themes they make", lambda: pool.open_pool(session)),
        Choice("Plan: what to stop, to start and to keep doing", lambda: plan.open_plan(session)),
        Choice("Review: how far you are, and what is due", lambda: review.open_review(session)),
        Choice("Learn: the background", lambda: learn.open_learn(session)),
        Choice(f"Kept on this computer: {kept:,}", lambda: principles.open_drafts(session), "kept",
               "" if kept else f"Nothing is kept on this computer{seen}."),
        Choice("Find words on the board", lambda: _find(session), "filter"),
        Choice("Take back your last change", session.undo, "undo"),
        Choice(named("redo").label, session.redo, "redo", "" if session.work.can_redo else "Nothing was taken back."),
        Choice(named("sync").label, lambda: computer.sync(session), "sync", not_shared),
        Choice("Who to talk to", lambda: _who(session), "who"),
        Choice("This computer and this board", lambda: computer.open_computer(session), "status"),
        Choice(named("tour").label, lambda: session.talk.say(*ROUND), "tour"),
        Choice("Rounds: start one, move it on, look at an earlier one", lambda: rounds.open_rounds(session)),
    ]  # fmt: skip


def _find(session: Session) -> None:
    words = session.talk.line("Which words? Type one or more; cards that hold all of them are listed.")

    def look() -> list[object]:
        found = session.board.matching(words)
        return [*found.answers, *found.themes, *found.plan, *found.drafts]

    listed = Listed(session, look)  # type: ignore[arg-type]
    session.talk.menu(lambda: [f'Found: {len(look())} with "{words}".'], listed.choices)


def _who(session: Session) -> None:
    session.talk.say(NOT_A_REPORT)
    for person in session.board.about.support:
        session.talk.tell(person.name, person.how or "no way to reach them is written here")
    if not session.board.about.support:
        session.talk.say("Your team has not named anybody here yet. This computer and this board lets you do so.")


@contextmanager
def _told_to_end(talk: Talk) -> Iterator[None]:
    """A closed window and a request to end come as ctrl+c does: what is being written is kept first."""

    def stop(number: int, frame: FrameType | None) -> None:
        talk.stop()

    signals = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, stop)) for number in signals]
    try:
        yield
    finally:
        for number, was in before:
            signal.signal(number, was)
