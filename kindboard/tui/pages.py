"""Pages to read over the board: what the keys do, who to talk to, what needs attention."""

from collections.abc import Callable

from kindboard.actions import MODES, MOVING, Action, Place, available
from kindboard.board import Board
from kindboard.tui.dialogs import Page, Paragraph

NOT_A_REPORT = (
    "A card is not a report of harm. If somebody is in danger or being hurt, tell a person now; "
    "in an emergency, call the emergency services."
)


def help_page(place: Place, can: Callable[[Action], bool]) -> Page:
    """Every key that does something here."""
    mode = next((mode for mode in MODES if mode.name == place), None)
    parts: list[Paragraph] = [mode.help, ""] if mode else []
    for action in available(place):
        if can(action):
            keys = action.glyph + (f" {action.also_key.upper()}" if action.also_key == "f1" else "")
            parts.append((keys, action.label + "."))
    parts += ["", *MOVING, "", "Sharing happens by itself: a moment after each save, and every minute."]
    return Page(f"What the keys do: {mode.title if mode else 'reading a card'}", parts)


def who_page(board: Board) -> Page:
    parts: list[Paragraph] = []
    for person in board.about.support:
        parts += [(person.name, person.how or "no way to reach them is written here"), ""]
    if not parts:
        parts += [
            "Your team has not named anybody here yet.",
            f"Add them to the file {board.about.path}, under [[support]]: a name, and how to reach them.",
            "",
        ]
    return Page("Who to talk to", [*parts, NOT_A_REPORT])


def attention_page(board: Board) -> Page:
    if not board.attention:
        return Page("What needs attention", ["Nothing: every file of this board could be read."])
    parts: list[Paragraph] = []
    for item in board.attention:
        parts += [item.path, f"  {item.problem}", ""]
    return Page("What needs attention", [*parts, "Nothing in these files is lost; their bytes are kept as they are."])
