"""What an action is, and the places and modes in which actions work. Pure."""

from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from kindboard.cards.cards import KINDS

Place: TypeAlias = Literal["reflect", "pool", "plan", "review", "learn", "asking", "reading", "editor"]
"""Where keys are pressed: a mode, one question at a time, the reading view of one card, or the editor."""


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

IN_MODES: tuple[Place, ...] = ("reflect", "pool", "plan", "review", "learn")
EVERYWHERE: tuple[Place, ...] = tuple(place for place in get_args(Place) if place != "editor")
ON_CARDS: tuple[Place, ...] = ("reflect", "pool", "plan", "reading")


TALKED_ABOUT: tuple[str, ...] = ("answer", "theme", "plan")
"""The kinds of card that carry notes and "me too", and that are written by hand on the screens."""
ANY: tuple[str, ...] = (*KINDS, "draft")


class Action(Struct, frozen=True, kw_only=True):
    """One verb."""

    name: str
    word: str
    """One to four words for the footer, e.g. `New answer`."""
    key: str = ""
    """As Textual names it, e.g. `slash`; empty for what is chosen by name, or is a verb of the command line."""
    shown: str = ""
    """The key as people read it, e.g. `/`; empty where it is `key` itself."""
    also_key: str = ""
    """A second key that does the same."""
    label: str
    """What it does, for the palette: a short sentence without a full stop."""
    help: str
    """One or two plain sentences, for the help screen and `--help`."""
    found_by: str = ""
    """Other words by which people look for it."""
    modes: tuple[Place, ...] = ()
    """Where its key works, or where it can be chosen by name; the reading view and the editor count as modes here."""
    on: tuple[str, ...] = ()
    """The kinds of card that it acts on, `draft` among them; empty for what acts on none."""
    command: str | None = None
    """Its verb on the command line."""
    looks: bool = False
    """Whether it changes nothing: then it does on a day gone by what it does today."""
    asks: bool = False
    """Whether it asks first, naming the card."""

    @property
    def glyph(self) -> str:
        return self.shown or self.key


MOVING: tuple[tuple[str, str], ...] = (
    ("1 to 5", "Go to a mode."),
    ("up and down", "Move through a list."),
    ("home and end", "Go to the first or the last."),
    ("page up and page down", "Move a screen at a time."),
    ("tab", "Go to the other side of the screen."),
    ("esc", "Go back, or show everything again after a filter."),
)
"""Keys that belong to every list and page, for the help screen: the key and what it does."""
