"""The first start without a board: a name or none, start or join, which principles or where. Then there is one."""

from collections.abc import Callable
from typing import TypeAlias

from kindboard.cli.board import signed_in
from kindboard.plain.talk import Back, Talk
from kindboard.starters import files as starters_files
from kindboard.starters import starters
from kindboard.terms import LOOK_ROUND, STARTERS
from kindboard.verbs.done import NOT_DONE, why_not
from kindboard.workspace.workspace import Workspace

LookRound: TypeAlias = Callable[[Talk, Workspace], None]

WELCOME = (
    "Welcome to kindboard, in plain lines.",
    "kindboard is a board on which a care team thinks about kindness together: read a principle, answer four "
    "questions about it, pool the answers, make a plan.",
    "There is no board on this computer yet. Three questions, and there is one.",
)

WAYS = (
    ("start", "Start a new board"),
    ("join", "Join a board that somebody shares with me"),
    ("example", LOOK_ROUND),
)


def begin(talk: Talk, look_round: LookRound) -> Workspace:
    """Ask until there is a board. `look_round` takes an example to look round first. Raises Quit and Ended."""
    talk.say(*WELCOME)
    while True:
        name = _asked_again(talk, lambda: talk.line(
            "Question 1 of 3: what may we call you? Type your name; it is a label and no more.",
            "Enter alone gives no name.", back=False))  # fmt: skip
        try:
            workspace = _found(talk, name or None, look_round)
        except Back:
            continue
        talk.say(f'Your board "{workspace.board().about.title}" lies in {workspace.root}.')
        return workspace


def _asked_again(talk: Talk, ask: Callable[[], str]) -> str:
    """The first question has nothing to go back to."""
    while True:
        try:
            return ask()
        except Back:
            talk.say("This is the first question; q closes kindboard.")


def _found(talk: Talk, name: str | None, look_round: LookRound) -> Workspace:
    while True:
        way = talk.pick("Question 2 of 3: start a board, or join one?", WAYS)
        try:
            if way == "example":
                _example(talk, look_round)
            else:
                return made(talk, name, way)
        except Back:
            talk.say("Back.")


def made(talk: Talk, name: str | None, way: str, number: str = "Question 3 of 3: ") -> Workspace:
    """A board by one of the ways. `number`: said before its question. Raises Back."""
    while True:
        try:
            return start(talk, name, number) if way == "start" else join(talk, name, number)
        except NOT_DONE as error:
            talk.say(why_not(error))


def _example(talk: Talk, look_round: LookRound) -> None:
    from kindboard.demo import make
    from kindboard.demo.answers import GONE, MAKING

    talk.say(MAKING)
    with make.throw_away() as workspace:
        look_round(talk, workspace)
    talk.say(GONE)


def start(talk: Talk, name: str | None, number: str) -> Workspace:
    titles = {
        slug: f"{title}: {STARTERS[slug]}" if slug in STARTERS else title for slug, title in starters_files.names()
    }
    talk.say(f"The board will lie in the folder {starters.usual_folder()} on this computer.")
    starter = talk.pick(f"{number}Which principles do you begin with?", [*titles.items()])
    return starters.init(starter=starter, name=name)


def join(talk: Talk, name: str | None, number: str) -> Workspace:
    typed = talk.line(f"{number}Where is the shared board? Type the folder or the address you were given.")
    talk.say("Fetching it; this may take a moment.")
    return signed_in(typed, lambda: starters.join(typed, name=name))
