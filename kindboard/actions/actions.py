"""Every verb of kindboard once: its word, key, label and help, where it works, and its name on the command line. Pure.

Keys, footer, palette, the help screen and the command line's help are all fed from `ACTIONS`, so that they can't
disagree. An action without modes is on the command line only; one without a command is on the screens only; one with
modes and no key is chosen by name. The order is the order of the footer: what a narrow one has no room for comes later.
"""

from kindboard.actions.keys import KEYED
from kindboard.actions.kinds import MODES, MOVING, Action, Mode, Place
from kindboard.actions.names import NAMED
from kindboard.actions.rounds import ROUNDS

__all__ = ["ACTIONS", "MODES", "MOVING", "Action", "Mode", "Place", "available", "command", "named"]

ACTIONS: tuple[Action, ...] = (*KEYED, *NAMED, *ROUNDS)


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
