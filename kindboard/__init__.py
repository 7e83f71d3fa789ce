"""kindboard: a board in the terminal on which care teams reflect on kindness together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kindboard.workspace.workspace import Workspace

__version__ = "0.1.0"


def open(path: Path | str | None = None, board: str | None = None) -> Workspace:
    """Open the board that encloses `path`, or this person's own. Raises KindboardError where there is none."""
    from kindboard.workspace.workspace import open_workspace  # so that asking for the version loads nothing else

    return open_workspace(path, board)
