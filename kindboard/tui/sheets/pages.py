"""Pages to read over the board: what the keys do, who to talk to, what needs attention."""

from collections.abc import Callable, Iterable

from kindboard.actions.actions import MODES, MOVING, Action, Place, available
from kindboard.board.board import Board
from kindboard.terms import NOT_A_REPORT
from kindboard.tui.sheets.dialogs import Choose, Page, Paragraph

NOTHING = "Nothing: every file of this board could be read."


ELSEWHERE = {"reading": "reading a card", "asking": "one question at a time", "editor": "writing"}
IN_A_FORM: tuple[tuple[str, str], ...] = (
    ("tab", "Go to the next field."),
    ("left and right", "Choose, in a field between ‹ and ›."),
)
WRITING = "What you type is kept on this computer as you type. Nothing is sent before you say so."


def help_page(place: Place, can: Callable[[Action], bool], not_now: Callable[[Action], str]) -> Page:
    """Every key that does something here, and of the others why they do nothing just now."""
    mode = next((mode for mode in MODES if mode.name == place), None)
    parts: list[Paragraph] = [mode.help, ""] if mode else []
    here = [action for action in available(place) if can(action)]
    for action in here:
        if action.key:
            keys = action.glyph + (f" {action.also_key.upper()}" if action.also_key == "f1" else "")
            parts.append((keys, action.label + "."))
    if place == "editor":
        return Page(f"What the keys do: {ELSEWHERE[place]}", [*parts, *IN_A_FORM, "", WRITING])
    by_name = [("", action.label + ".") for action in here if not action.key]
    parts += ["", *MOVING, "", "By name, with ctrl+p:", *by_name]
    idle = [(action.glyph, f"{action.label}: {why[:1].lower()}{why[1:]}") for action in available(place)
            if (why := not_now(action))]  # fmt: skip
    parts += ["", "Not just now:", *idle] if idle else []
    parts += ["", "Sharing happens by itself: a moment after each save, and every minute."]
    return Page(f"What the keys do: {mode.title if mode else ELSEWHERE[place]}", parts)


def who_page(board: Board) -> Choose:
    """Gives `name` where somebody is to be added, `take off` where somebody is to go."""
    parts: list[Paragraph] = [NOT_A_REPORT, ""]
    for person in board.about.support:
        parts += [(person.name, person.how or "no way to reach them is written here"), ""]
    if not board.about.support:
        parts += ["Your team has not named anybody here yet.", ""]
    take_off = (("take off", "Take somebody off this list"),) if board.about.support else ()
    return Choose("Who to talk to", parts[:-1], (("", "Back"), ("name", "Name somebody to talk to"), *take_off))


def attention_page(board: Board, troubles: Iterable[str] = ()) -> Page:
    """The files that could not be read; before them, what is wrong with the whole board or with sharing it."""
    parts: list[Paragraph] = [line for trouble in troubles for line in (trouble, "")]
    parts += [line for item in board.unsettled for line in (item.path, f"  {item.problem}", "")]
    if not board.attention:
        parts.append("Every file of this board could be read." if parts else NOTHING)
        return Page("What needs attention", parts)
    for item in board.attention:
        parts += [item.path, f"  {item.problem}", ""]
    return Page("What needs attention", [*parts, "Nothing in these files is lost; their bytes are kept as they are."])
