"""Every verb of kindboard once: its word, key, label and help, where it works, and its name on the command line. Pure.

Keys, footer, palette, the help screen and the command line's help are all fed from `ACTIONS`, so that they can't
disagree. An action without modes is on the command line only; one without a command is on the screens only. The
order is the order of the footer: what a narrow footer has no room for comes later.
"""

from typing import Literal, TypeAlias, get_args

from msgspec import Struct

Place: TypeAlias = Literal["reflect", "pool", "plan", "review", "learn", "reading", "editor"]
"""Where keys are pressed: one of the five modes, the reading view of one card, or the editor."""


class Mode(Struct, frozen=True):
    """One of the five screens, in the order of the exercise. A round's stage has the name of its mode."""

    key: str
    name: Place
    title: str
    help: str


MODES: tuple[Mode, ...] = (
    Mode("1", "reflect", "Reflect", "Take a principle and answer its four questions."),
    Mode("2", "pool", "Pool", "Read everybody's answers together, and group those that say one thing."),
    Mode("3", "plan", "Plan", "What to stop, to start and to keep doing."),
    Mode("4", "review", "Review", "Look back: what moved since last time, and what is due."),
    Mode("5", "learn", "Learn", "The background: what kindness at work means, and what gets in its way."),
)

_MODES: tuple[Place, ...] = ("reflect", "pool", "plan", "review", "learn")
_EVERYWHERE: tuple[Place, ...] = tuple(place for place in get_args(Place) if place != "editor")
_ON_ANSWERS: tuple[Place, ...] = ("reflect", "reading")


class Action(Struct, frozen=True, kw_only=True):
    """One verb."""

    name: str
    word: str
    """One to four words for the footer, e.g. `New answer`."""
    key: str = ""
    """As Textual names it, e.g. `slash`; empty for a verb of the command line."""
    shown: str = ""
    """The key as people read it, e.g. `/`; empty where it is `key` itself."""
    also_key: str = ""
    """A second key that does the same."""
    label: str
    """What it does, for the palette: a short sentence without a full stop."""
    help: str
    """One or two plain sentences, for the help screen and `--help`."""
    modes: tuple[Place, ...] = ()
    """Where its key works; the reading view and the editor count as modes here."""
    command: str | None = None
    """Its verb on the command line."""
    asks: bool = False
    """Whether it asks first, naming the card."""

    @property
    def glyph(self) -> str:
        return self.shown or self.key


ACTIONS: tuple[Action, ...] = (
    # On an answer, in the footer's order
    Action(
        name="new_answer",
        word="New answer",
        key="n",
        label="Write a new answer to this question",
        help="Opens an empty answer under the question in hand. It stays on this computer until put on the board.",
        modes=("reflect",),
    ),
    Action(
        name="read",
        word="Read",
        key="enter",
        label="Read the whole of a card",
        help="Shows everything on a card: its whole text, its notes, and who wrote it.",
        modes=_MODES,
        command="show",
    ),
    Action(
        name="me_too",
        word="Me too",
        key="a",
        label="Say that a card is true for you, too",
        help="Says that you could have written this. The board shows that others say it too, never how many or who.",
        modes=_ON_ANSWERS,
        command="echo",
    ),
    Action(
        name="put_on_board",
        word="Put on board",
        key="p",
        label="Put drafts from this computer on the board",
        help="Puts drafts on the board, for everybody on it to read. Shows exactly what leaves this computer first.",
        modes=("reflect",),
        command="post",
        asks=True,
    ),
    Action(
        name="filter",
        word="Filter",
        key="slash",
        shown="/",
        label="Show only the cards that hold some words",
        help="Type a word or two: only cards that hold them are shown. Enter goes to the list, escape shows all again.",
        modes=_MODES,
    ),
    Action(
        name="help",
        word="Help",
        key="question_mark",
        shown="?",
        also_key="f1",
        label="Show what every key does here",
        help="Lists the keys that do something here, and what they do.",
        modes=_EVERYWHERE,
    ),
    Action(
        name="edit",
        word="Edit",
        key="e",
        label="Change a card",
        help="Changes what a card says. What is not finished is kept on this computer.",
        modes=_ON_ANSWERS,
        command="set",
    ),
    Action(
        name="note",
        word="Note",
        key="t",
        label="Add a dated note to a card",
        help="Adds a line with today's date under the card, without changing its words.",
        modes=_ON_ANSWERS,
        command="note",
    ),
    Action(
        name="remove",
        word="Remove",
        key="x",
        label="Take a card off the board",
        help="Takes the card off the board. Its words stay in the board's history, and it can be brought back.",
        modes=_ON_ANSWERS,
        command="remove",
        asks=True,
    ),
    Action(
        name="undo",
        word="Undo",
        key="u",
        also_key="ctrl+z",
        label="Take back your last change",
        help="Takes back your last change. If it was not sent yet, nobody else ever sees it; else others may have.",
        modes=_EVERYWHERE,
        command="undo",
    ),
    # The exercise, moving about
    Action(
        name="previous_question",
        word="Question before",
        key="left",
        label="Go to the question before",
        help="Opens the question before this one.",
        modes=("reflect",),
    ),
    Action(
        name="next_question",
        word="Next question",
        key="right",
        label="Go to the next question",
        help="Opens the next of the four questions.",
        modes=("reflect",),
    ),
    Action(
        name="previous_principle",
        word="Principle before",
        key="comma",
        shown=",",
        label="Go to the principle before",
        help="Opens the principle before this one, from wherever you are.",
        modes=("reflect",),
    ),
    Action(
        name="next_principle",
        word="Next principle",
        key="full_stop",
        shown=".",
        label="Go to the next principle",
        help="Opens the next principle, from wherever you are.",
        modes=("reflect",),
    ),
    # The board and this computer
    Action(
        name="sync",
        word="Sync now",
        key="s",
        label="Send what is saved here, and bring in others' changes",
        help="Sends what is saved on this computer to the shared board, and brings in what others did.",
        modes=_EVERYWHERE,
        command="sync",
    ),
    Action(
        name="who",
        word="Who to talk to",
        key="w",
        label="Show who to talk to when something is hard",
        help="Shows the people your team named for support. A card is not a report of harm: tell a person.",
        modes=_EVERYWHERE,
    ),
    Action(
        name="palette",
        word="Every action",
        key="ctrl+p",
        label="Search every action by name",
        help="Type a few letters of what you want to do, and choose it.",
        modes=_EVERYWHERE,
    ),
    Action(
        name="back",
        word="Back",
        key="escape",
        shown="esc",
        label="Go back to the list",
        help="Closes this card and goes back to where you were.",
        modes=("reading",),
    ),
    Action(
        name="quit",
        word="Quit",
        key="q",
        also_key="ctrl+q",
        label="Close kindboard",
        help="Closes the board. Everything is saved; what could not be sent goes out next time.",
        modes=_EVERYWHERE,
    ),
    # The editor: keys that no typed letter can press
    Action(
        name="put_this",
        word="Put on board",
        key="ctrl+s",
        label="Put this on the board",
        help="Puts what you wrote on the board, for everybody on it to read. The first time, it shows what leaves.",
        modes=("editor",),
    ),
    Action(
        name="keep_this",
        word="Keep on this computer",
        key="escape",
        shown="esc",
        label="Keep this on this computer",
        help="Closes the editor and keeps what you wrote on this computer. Nothing is sent.",
        modes=("editor",),
    ),
    Action(
        name="quit_editor",
        word="Quit",
        key="ctrl+q",
        label="Close kindboard and keep this on this computer",
        help="Keeps what you wrote on this computer, then closes the board.",
        modes=("editor",),
    ),
    # The command line only
    Action(
        name="init",
        word="Start a board",
        label="Start a new board",
        help="Starts a new board in a folder of its own, with principles to begin from.",
        command="init",
    ),
    Action(
        name="join",
        word="Join a board",
        label="Join a board that somebody shares",
        help="Joins a board that somebody shares, from its address or its shared folder.",
        command="join",
    ),
    Action(
        name="connect",
        word="Share this board",
        label="Share this board with your team",
        help="Shares this board with your team through an address or a shared folder, from now on.",
        command="connect",
    ),
    Action(
        name="name",
        word="My name",
        label="Show or change your name on this computer",
        help="Shows or changes the name that your cards carry. A name is only a label; no name is fine, too.",
        command="name",
    ),
    Action(
        name="wording",
        word="Paste wording",
        label="Paste the principles' published wording",
        help="Fills the principles with their published wording: a line for each, in order.",
        command="wording",
    ),
    Action(
        name="status",
        word="Status",
        label="Show what is saved, sent and waiting",
        help="Shows which board this is, where it is shared, and what is saved here but not yet sent.",
        command="status",
    ),
    Action(
        name="check",
        word="Check",
        label="Look for cards that need attention",
        help="Looks through every file of the board and lists what needs somebody's attention.",
        command="check",
    ),
    Action(
        name="list",
        word="List",
        label="List the cards",
        help="Lists the cards of the board, in the order the screen shows them.",
        command="list",
    ),
    Action(
        name="add",
        word="Add",
        label="Add a card",
        help="Adds a card to the board: an answer, a theme, a plan item, a round or a principle.",
        command="add",
    ),
    Action(
        name="group",
        word="Group",
        label="Put answers into a theme",
        help="Puts answers that say one thing into a theme.",
        command="group",
    ),
    Action(
        name="settle",
        word="Settle",
        label="Settle what two people changed at once",
        help="Where two people changed one thing at once: keep what the card shows, use the other, or keep both.",
        command="settle",
    ),
    Action(
        name="restore",
        word="Bring back",
        label="Bring a removed card back",
        help="Brings a card back that was taken off the board, with all its words.",
        command="restore",
    ),
)

MOVING: tuple[tuple[str, str], ...] = (
    ("1 to 5", "Go to a mode."),
    ("up and down", "Move through a list."),
    ("home and end", "Go to the first or the last."),
    ("page up and page down", "Move a screen at a time."),
    ("tab", "Go to the other side of the screen."),
    ("esc", "Go back, or show everything again after a filter."),
)
"""Keys that belong to every list and page, for the help screen: the key and what it does."""


def available(place: Place) -> tuple[Action, ...]:
    """The actions that work in this place, in the order of the footer."""
    return tuple(action for action in ACTIONS if place in action.modes)


def named(name: str) -> Action:
    """Raises KeyError for a name that is no action."""
    return _BY_NAME[name]


def command(verb: str) -> Action:
    """The action behind a verb of the command line. Raises KeyError."""
    return _BY_COMMAND[verb]


_BY_NAME = {action.name: action for action in ACTIONS}
_BY_COMMAND = {action.command: action for action in ACTIONS if action.command}
