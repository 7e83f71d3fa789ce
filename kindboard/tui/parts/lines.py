"""Text as lines that are ready to draw: spans of plain text with a role, wrapped to a width in cells. Pure.

A role is a word ("muted", "strong"); the theme gives it a colour. A span never carries markup: text from a file is
drawn as it is, made inert where it could act on the terminal.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size, split_graphemes

from kindboard.words.inert import inert, one_line


class Span(NamedTuple):
    text: str
    role: str = ""
    click: str = ""
    """The action that a mouse click on it runs; only ever words of kindboard's own."""


Line: TypeAlias = tuple[Span, ...]

BLANK: Line = ()

ONE_CELL_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0373\u0384-\u03ff\u2010-\u2027\u2030-\u205e\u20ac]*")
"""Text that can be cut by counting: measuring takes twenty times as long, and curly quotes are in most of what people
paste."""


def width_of(line: Line) -> int:
    """Cells."""
    return sum(cell_len(span.text) for span in line)


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


def wrap(text: str, width: int, most: int | None = None, follow: int | None = None) -> list[str]:
    """The text in lines of at most `width` cells (`follow` cells from the second line on), broken at spaces.

    Line ends stay. No more than `most` lines are made, so that a long text costs no more than a short one. A word
    wider than a line is broken where the line ends.
    """
    follow = width if follow is None else follow
    lines: list[str] = []
    for paragraph in inert(text).replace("\t", " ").split("\n"):
        rest = paragraph.rstrip(" ")
        while True:
            room = max(follow if lines else width, 1)
            cut, next_cut = _break(rest, room)
            lines.append(rest[:cut])
            if len(lines) == most:
                return lines
            rest = rest[next_cut:]
            if not rest:
                break
    return lines


def _break(text: str, width: int) -> tuple[int, int]:
    """Where a line of `text` ends and where the next begins, as indexes."""
    fits = width if ONE_CELL_EACH.fullmatch(text, 0, width + 1) else _fitting(text, width)
    if len(text) <= fits:
        return len(text), len(text)
    space = text.rfind(" ", 0, fits + 1)
    if space > 0 and (line := text[:space].rstrip(" ")):
        return len(line), space + 1
    return max(fits, 1), max(fits, 1)


def _fitting(text: str, width: int) -> int:
    """How many of the first characters fit into `width` cells, keeping what is drawn as one together."""
    for part in (text[: 4 * width], text):
        used = fits = 0
        for _, end, cells in split_graphemes(part)[0]:
            used += cells
            if used > width:
                return fits or end
            fits = end
    return len(text)


def cut(text: str, width: int) -> str:
    """On one line of at most `width` cells, with `…` where it goes on."""
    line = one_line(text)
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def spread(left: Sequence[Span], right: Sequence[Span], width: int) -> Line:
    """One line of `width` cells with something at either end. What does not fit on the left is cut."""
    room = width - width_of(tuple(right)) - (2 if right else 0)
    kept = fitted(left, max(room, 0))
    gap = width - width_of(kept) - width_of(tuple(right))
    return (*kept, Span(" " * max(gap, 0)), *right)


def fitted(spans: Iterable[Span], width: int) -> Line:
    """The spans, cut to `width` cells."""
    kept: list[Span] = []
    for span in spans:
        room = width - width_of(tuple(kept))
        if cell_len(span.text) <= room:
            kept.append(span)
        else:
            kept.append(span._replace(text=cut(span.text, room)))
            break
    return tuple(kept)


def hanging(first: str, text: str, width: int, role: str = "", most: int | None = None) -> list[Line]:
    """Wrapped after `first` (a number, say), the other lines indented under it."""
    indent = cell_len(first)
    lines = wrap(text, max(width - indent, 1), most)
    return [(Span((first if n == 0 else " " * indent) + line, role),) for n, line in enumerate(lines)]
