"""What a page is made of, whatever it is written in: headings, sentences, lists, tables and charts. Pure."""

from typing import TypeAlias

from msgspec import Struct


class Heading(Struct, frozen=True):
    """`level`: 2 or 3; the title of the page is the only 1."""

    text: str
    level: int = 2


class Text(Struct, frozen=True):
    text: str


class Quote(Struct, frozen=True):
    """Somebody's own words, lines and all, and whose they are."""

    text: str
    facts: str = ""


class Bullets(Struct, frozen=True):
    items: tuple[str, ...]


class Lines(Struct, frozen=True):
    """Empty lines to write on by hand."""

    count: int


class Table(Struct, frozen=True):
    """The first cell of each row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Struct, frozen=True):
    """Bars of several parts each; `table` holds the same figures. One bar is (its label, its parts)."""

    table: Table
    names: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]


Block: TypeAlias = Heading | Text | Quote | Bullets | Lines | Table | Chart


class Page(Struct, frozen=True):
    title: str
    under: str
    """What stands under the title: what the page is and of which day."""
    blocks: tuple[Block, ...]
