"""A page as Markdown. Nothing that somebody typed acts as markup."""

import re
from collections.abc import Iterator

from kindboard.export.blocks import Block, Bullets, Chart, Heading, Lines, Page, Quote, Table, Text

_ACTING = re.compile(r"([\\`*_{}\[\]<>|~#&!])")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_AT_THE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def markdown(page: Page) -> str:
    parts = [f"# {escaped(page.title)}", escaped(page.under), *("\n".join(_lines(block)) for block in page.blocks)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    text = _AT_THE_START.sub(_kept, _ACTING.sub(r"\\\1", text))
    return _INDENT.sub(lambda found: "\u00a0" * len(found[0]), text)


def _kept(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Text(text):
            yield escaped(text)
        case Quote(text, facts):
            # Two spaces keep the writer's line ends.
            yield from (f"> {escaped(line)}  " for line in text.split("\n"))
            yield f"> — {escaped(facts)}"
        case Bullets(items):
            yield from (f"- {escaped(item)}" for item in items)
        case Lines(count):
            yield "\n\n".join(["\\_" * 40] * count)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _table(block.table)


def _table(table: Table) -> Iterator[str]:
    yield f"{escaped(table.caption)}:\n"
    for row in (table.head, ("---",) * len(table.head), *table.rows):
        cells = row if row and row[0] == "---" else [escaped(cell) for cell in row]
        yield f"| {' | '.join(cells)} |"
