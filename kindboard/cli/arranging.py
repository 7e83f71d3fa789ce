"""The verbs of the command line that put cards in their places: answers into themes, plan items into columns."""

from collections.abc import Sequence

import click

from kindboard.board.board import Board
from kindboard.cards.cards import COLUMNS, Answer, PlanItem, Theme
from kindboard.cli.frame import card_id, did, did_all, opened, verb
from kindboard.cli.lines import title
from kindboard.errors import WrongUse
from kindboard.verbs import plan, themes


def _theme(board: Board, id: str) -> Theme:
    found = board.find(id, {"theme"})
    assert isinstance(found, Theme)
    return found


def _answer(board: Board, id: str) -> Answer:
    found = board.find(id, {"answer"})
    assert isinstance(found, Answer)
    return found


def _item(board: Board, id: str) -> PlanItem:
    found = board.find(id, {"plan"})
    assert isinstance(found, PlanItem)
    return found


@verb("group")
@click.argument("theme", metavar="THEME", type=card_id)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=card_id)
def group(theme: str, ids: Sequence[str]) -> None:
    with opened() as workspace:
        board = workspace.board()
        into = _theme(board, theme)
        did_all(themes.group(workspace, into, [_answer(board, id) for id in ids]))


@verb("take-out", "ID is an answer's. To put them into another theme, group them there.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=card_id)
def take_out(ids: Sequence[str]) -> None:
    with opened() as workspace:
        board = workspace.board()
        found = [_answer(board, id) for id in ids]
        if all(card.theme is None for card in found):
            raise WrongUse("in-no-theme", "None of these is in a theme.", 'See "kindboard list theme".')
        did_all(themes.take_out(workspace, found))


@verb("put-together", "All that is in THEME goes into INTO, and THEME is taken off the board.")
@click.argument("theme", metavar="THEME", type=card_id)
@click.argument("into", metavar="INTO", type=card_id)
def put_together(theme: str, into: str) -> None:
    with opened() as workspace:
        board = workspace.board()
        one, other = _theme(board, theme), _theme(board, into)
        if one == other:
            raise WrongUse("same-theme", "These two are the same theme.", "Give the ids of two.")
        did(themes.put_together(workspace, one, other))


@verb("move", "Without --before it goes to the end of its column. How it stands is set with status=.")
@click.argument("id", metavar="ID", type=card_id)
@click.argument("column", metavar=f"[{'|'.join(COLUMNS)}]", required=False)
@click.option("--before", metavar="ID", type=card_id, help="Put it before this item, in that item's column.")
def move(id: str, column: str | None, before: str | None) -> None:
    with opened() as workspace:
        board = workspace.board()
        item, other = _item(board, id), _item(board, before) if before else None
        goal = column.lower() if column else other.column if other else None
        if goal not in COLUMNS:
            said = f'There is no column "{column}".' if column else "It is not said where it goes."
            raise WrongUse("unknown-column", said, f"Name one of {', '.join(COLUMNS)}, or an item with --before.")
        if other and other.column != goal:
            stands = f'"{title(other)}" stands under {other.column.upper()}.'
            raise WrongUse("other-column", stands, "Leave the column out, and it goes there.")
        did(plan.move(workspace, item, goal, other.id if other else None))


VERBS: tuple[click.Command, ...] = (group, take_out, put_together, move)
