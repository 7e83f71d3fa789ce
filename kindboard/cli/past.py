"""The options of the command line that name a day gone by."""

from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kindboard.board.board import Board
    from kindboard.workspace.workspace import Workspace

at_option = click.option(
    "--at", metavar="DATE", help='As it was at the end of a day, such as "30 June", "9 months ago" or "last review".'
)
since_option = click.option(
    "--since", metavar="DATE", help='Only from this day on, such as "30 June", "9 months ago" or "last review".'
)


def board_at(workspace: "Workspace", at: str | None) -> "Board":
    """Today's board, or as it was on the day somebody typed. Raises KindboardError."""
    day = day_given(workspace, at)
    return workspace.board() if day is None else workspace.at(day)


def day_given(workspace: "Workspace", typed: str | None) -> date | None:
    """Raises WrongUse."""
    if typed is None:
        return None
    from kindboard.board.dates import past_day

    return past_day(typed, workspace.board(), workspace.today)
