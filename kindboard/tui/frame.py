"""What frames every screen: the sizes at which one is low or narrow, the status line, the rules. Pure."""

from collections.abc import Iterable

from kindboard.tui.parts.lines import Line, Span, cut, spread
from kindboard.tui.parts.rows import ended
from kindboard.tui.parts.words import fitting

LOW = 16
"""Lines. A screen this low keeps its heading, what it is for and the footer, and nothing else."""
TALL = 28
"""Lines."""
NARROW = 70
"""Cells. A screen this narrow has no left side."""
SAID_LINES = 3
"""So many lines the status line may take for what is said: only a trouble and its next step need more than one."""


def status(name: str, said: str, ways: tuple[str, ...], width: int) -> list[Line]:
    """The screen's name, and right of it what was said, or else the fullest of some ways to say how things stand.

    Words that need more than one line have all of it. `width`: of the screen, in cells.
    """
    width -= 2
    words = ended(said, width, SAID_LINES) if said else []
    if len(words) > 1:
        return indented((Span(line, "strong"),) for line in words)
    right = cut(said, width) if said else fitting(ways, max(width - len(name) - 3, width // 2))
    left = cut(name, max(width - len(right) - 3, 0))
    return indented([spread((Span(left, "strong"),), (Span(right, "strong" if said else ""),), width)])


def rule(width: int, joints: Iterable[int] = (), joint: str = "") -> Line:
    """A line across the screen; `joint` stands at the columns where another line meets it."""
    cells = ["─"] * width
    for column in joints:
        cells[column] = joint
    return (Span("".join(cells), "rule"),)


def indented(lines: Iterable[Line]) -> list[Line]:
    """One cell from the edge."""
    return [(Span(" "), *line) if line else line for line in lines]
