"""Then and now: the plan, and how much was talked about, on two days side by side; and what moved between them."""

from collections.abc import Callable

from rich.cells import set_cell_size

from kindboard.board.review import LookBack
from kindboard.review_words import Beside, sections, side_by_side
from kindboard.tui.parts.lines import BLANK, Line, Span, hanging, wrap
from kindboard.tui.sheets.looked_up import LookedUpPage
from kindboard.words.days import spoken

NARROWEST = 56
"""Cells: in fewer, then and now stand below each other."""
GAP, THEN = 2, 16
"""Cells between the columns, and of the one for then."""


def then_and_now(look: Callable[[], LookBack]) -> LookedUpPage[LookBack]:
    """`look`: looks at both days."""
    return LookedUpPage("Then and now", look, lambda found, width: [*_plan(found, width), *_moved(found, width)])


def _plan(look: LookBack, width: int) -> list[Line]:
    wide = width >= NARROWEST
    days = (spoken(look.since), spoken(look.until))
    lines: list[Line] = []
    for heading, rows in side_by_side(look):
        head = _row(Beside(heading, *days), width, "strong") if wide else [(Span(heading, "strong"),)]
        lines += head
        for row in rows:
            lines += _row(row, width) if wide else _below(row, days, width)
        lines.append(BLANK)
    return lines


def _row(row: Beside, width: int, role: str = "") -> list[Line]:
    """Three columns; what there is most to say of is now."""
    side = (width - THEN - 2 * GAP) // 2
    cells = [wrap(row.title, side), wrap(row.then, THEN), wrap(row.now, side)]
    high = max(map(len, cells))
    whole = [[*cell, *[""] * (high - len(cell))] for cell in cells]
    return [
        (Span(f"{set_cell_size(title, side)}{' ' * GAP}{set_cell_size(then, THEN)}{' ' * GAP}{now}".rstrip(), role),)
        for title, then, now in zip(*whole, strict=True)
    ]


def _below(row: Beside, days: tuple[str, str], width: int) -> list[Line]:
    lines = hanging("", row.title, width)
    for day, words in zip(days, (row.then, row.now), strict=True):
        lines += hanging("  ", f"{day}: {words}", width)
    return lines


def _moved(look: LookBack, width: int) -> list[Line]:
    lines: list[Line] = []
    for part in sections(look):
        lines.append((Span(part.heading, "strong"),))
        for words in part.lines:
            lines += hanging("", words, width)
        lines.append(BLANK)
    return lines[:-1]
