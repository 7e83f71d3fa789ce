"""Where everything on a chart of bars stands, in the units of its drawing. Pure."""

from msgspec import Struct

from kindboard.export.blocks import Chart

LABELS, WIDTH = 110, 560
"""The room for what the bars are called, and for the longest bar."""
TOP, BAR, GAP = 30, 22, 12
"""The room for the key, the height of a bar, and the room between two."""
KEY = 130
COLOURS = (("#d9d9d9", "#1a1a1a"), ("#8ecae6", "#1a1a1a"), ("#2f5d50", "#ffffff"), ("#ffffff", "#1a1a1a"))
"""Of each part: its colour and that of the number in it; told apart in grey as well (WCAG 2.2, 1.4.1 and 1.4.3)."""


class Part(Struct, frozen=True):
    x: float
    y: float
    width: float
    fill: str
    ink: str
    words: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


class Label(Struct, frozen=True):
    x: float
    y: float
    words: str


class Drawing(Struct, frozen=True):
    width: int
    height: int
    bar: int
    labels: tuple[Label, ...]
    keys: tuple[Part, ...]
    parts: tuple[Part, ...]


def drawn(chart: Chart) -> Drawing:
    scale = WIDTH / (max((sum(parts) for _, parts in chart.bars), default=0) or 1)
    labels, places = [], []
    for row, (label, numbers) in enumerate(chart.bars):
        y = TOP + row * (BAR + GAP)
        labels.append(Label(0, y + BAR * 0.7, label))
        for at, number in enumerate(numbers):
            if number:
                x = LABELS + sum(numbers[:at]) * scale
                places.append(Part(round(x, 1), y, round(number * scale, 1), *COLOURS[at % len(COLOURS)], str(number)))
    keys = tuple(
        Part(LABELS + at * KEY, 4, 14, *COLOURS[at % len(COLOURS)], name) for at, name in enumerate(chart.names)
    )
    return Drawing(LABELS + WIDTH + 2, TOP + len(chart.bars) * (BAR + GAP), BAR, tuple(labels), keys, tuple(places))
