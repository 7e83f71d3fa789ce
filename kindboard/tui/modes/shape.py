"""How much of the right side of Reflect stands beside the answers, the principle's text there, and what its marks mean.
Pure."""

from msgspec import Struct
from msgspec.structs import replace

from kindboard.cards.cards import Principle
from kindboard.tui.parts.lines import Line, Span, cut, wrap
from kindboard.tui.parts.rows import ended
from kindboard.tui.parts.words import principle_note

LEGEND: tuple[Line, ...] = (
    (Span(" + answered  · nobody yet", "muted"),),
    (Span(" ~ kept on this computer", "muted"),),
)
FILTERED: tuple[Line, ...] = ((Span(" a number: found  · none", "muted"),),)
WHO: Line = (Span(" "), Span("w", "key", "app.do('who')"), Span(" Who to talk to", "", "app.do('who')"))
"""What stands under the principles: what their marks mean, what they are while something is looked for, and a key."""


class Shape(Struct, frozen=True):
    """How much of the right side is shown beside the answers: less where there is less room."""

    text: int
    """Lines of the principle's text."""
    title: bool
    others: bool
    """The questions that are not open."""
    air: bool


SHAPES = (
    Shape(12, True, True, True),
    Shape(4, True, True, True),
    Shape(4, True, True, False),
    Shape(3, True, True, False),
    Shape(2, True, True, False),
    Shape(0, True, True, False),
    Shape(0, True, False, False),
    Shape(0, False, False, False),
)
FOR_A_ROOM = tuple(replace(shape, others=False) for shape in SHAPES)
"""One question at a time."""


def principle_text(principle: Principle, width: int, most: int) -> list[str]:
    """Its text, then whose words it is; where there is less room, the first paragraph of it. Enter shows the rest."""
    note = principle_note(principle)
    words = "" if principle.text == principle.title else principle.text  # a published wording is its own title
    for text in (words, words.partition("\n\n")[0]):
        whole = text if note in text else f"{text} {note}".strip()
        lines = wrap(whole, width, most + 1)
        if len(lines) <= most:
            return lines
    notes = [cut(note, width)] if note and most > 1 else []
    return [*ended(text, width, most - len(notes)), *notes]
