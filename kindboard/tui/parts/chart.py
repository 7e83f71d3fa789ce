"""Bars across, in characters: what they are made of tells their parts apart, not a colour. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len

from kindboard.tui.parts.lines import Line, Span, cut

MARKS = ("·", "░", "█", "x")
"""What the parts of a bar are drawn with, in their order."""
LABEL = 16
"""Cells for what a bar is called."""
NARROWEST = 40
"""Cells: in fewer the words alone say it."""
STEPS = (1, 2, 5)


def bars(rows: Sequence[tuple[str, Sequence[int]]], width: int, most: int = 0) -> list[Line]:
    """(what it is called, its parts) of each bar, one below the other, over a scale of whole numbers.

    `most`: what the scale goes up to at least. Nothing where there is no room.
    """
    highest = max((sum(parts) for _, parts in rows), default=0)
    most = max(most, highest)
    if width < NARROWEST or not most or not highest:
        return []
    from textual_plotext.plot import Plot

    plot = Plot()
    labels = [_label(name) for name, _ in rows]
    # The first stands at the top; a scale that goes up has it last.
    parts = [list(part) for part in zip(*(parts for _, parts in reversed(rows)), strict=True)]
    marks = [*MARKS[: len(parts)]] if len(parts) > 1 else [MARKS[2]]
    plot.stacked_bar(labels[::-1], parts, marker=marks, orientation="horizontal", width=0.3)
    plot.xlim(0, most)
    plot.xticks(ticks(most))
    plot.xaxes(True, False)
    plot.yaxes(True, False)
    plot.plotsize(width, len(rows) + 2)
    drawn = plot.uncolorize(plot.build())
    return [(Span(line.rstrip()),) for line in drawn.splitlines() if line.strip()]


def key(names: Sequence[str], width: int) -> Line:
    """Which part is drawn with what."""
    return (Span(cut("   ".join(f"{mark} {name}" for mark, name in zip(MARKS, names, strict=True)), width), "muted"),)


def ticks(most: int) -> list[int]:
    """At most six whole numbers from 0 on, evenly apart."""
    step = next(
        step * 10**power for power in range(len(str(most)) + 1) for step in STEPS if step * 10**power * 5 >= most
    )
    return [*range(0, most + 1, step)]


def _label(name: str) -> str:
    """As wide as the others, so that charts stand below each other."""
    shown = cut(name, LABEL)
    return " " * (LABEL - cell_len(shown)) + shown
