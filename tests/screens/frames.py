"""A screen as plain text, and the golden frames beside this file."""

import os
from pathlib import Path

from kindboard.tui.app import KindboardApp

FOLDER = Path(__file__).parent
REGOLD = bool(os.environ.get("KINDBOARD_REGOLD"))
"""Read at import, as every test begins by forgetting kindboard's own environment."""


def frame(app: KindboardApp) -> str:
    """What the screen shows, line by line, without colours."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


def text(app: KindboardApp) -> str:
    """What the screen says, each side by itself, every run of spaces and line ends one space: words may be wrapped."""
    lines = [line.split("│") for line in frame(app).splitlines()]
    sides = max(len(line) for line in lines)
    whole = [line[side] if side < len(line) else "" for side in reversed(range(sides)) for line in lines]
    return " ".join(" ".join(whole).split())


def same_as_golden(app: KindboardApp, name: str) -> None:
    file = FOLDER / f"{name}.txt"
    drawn = frame(app)
    if REGOLD:
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8"), f"the screen is no longer as in {file.name}"
