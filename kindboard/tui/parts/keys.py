"""Keys and footer, fed from the one list of actions."""

from collections.abc import Callable
from typing import NamedTuple

from textual.binding import Binding

from kindboard.actions.actions import MODES, Action, Place, available
from kindboard.tui.parts.lines import Line, Span, width_of


class Command(NamedTuple):
    """One line of the palette."""

    title: str
    glyph: str
    action: str
    also: str = ""
    """Other words it is found by."""
    not_now: str = ""
    """Why it can't be done just now."""


GAP = "   "
ALWAYS = ("back", "end_asking", "help")


def bindings(place: Place, *, priority: bool = False) -> list[Binding]:
    """What the keys do in a place. Several keys may do one thing."""
    made = []
    for action in available(place):
        keys = ",".join(key for key in (action.key, action.also_key) if key)
        if keys:
            made.append(Binding(keys, f"app.do('{action.name}')", action.word, show=False, priority=priority))
    return made


def mode_bindings() -> list[Binding]:
    return [Binding(mode.key, f"mode('{mode.name}')", mode.title, show=False) for mode in MODES]


def footer(place: Place, can: Callable[[Action], bool], width: int) -> Line:
    """As many keys as fit, in the order of the actions; the way back and `? Help` always, and last."""
    offered = [action for action in available(place) if action.key and can(action)]
    always = [key for action in offered if action.name in ALWAYS for key in _key(action)]
    line: list[Span] = [Span(" ")]
    for action in offered:
        if action.name not in ALWAYS:
            key = _key(action)
            if width_of((*line, *key, *always)) - len(GAP) > width - 1:
                break
            line += key
    return (*line, *always)


def _key(action: Action) -> tuple[Span, ...]:
    click = f"app.do('{action.name}')"
    return (Span(action.glyph, "key", click), Span(f" {action.word}", "", click), Span(GAP))


def mode_line(current: str, right: str, width: int) -> Line:
    """The five modes, the current one marked in more than colour, and something short at the right."""
    spans: list[Span] = [Span(" ")]
    for mode in MODES:
        here = mode.name == current
        spans.append(Span(f"{mode.key} {mode.title}", "here" if here else "", f"app.mode('{mode.name}')"))
        spans.append(Span(GAP))
    gap = width - width_of(tuple(spans)) - len(right) - 1
    return (*spans[:-1], Span(GAP + " " * gap), Span(right, "key")) if right and gap >= 0 else tuple(spans[:-1])
