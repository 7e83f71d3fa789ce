"""The verbs of the command line that put cards in their places: answers into themes, plan items into columns."""

from collections.abc import Sequence

import click

from kindboard.board.board import Board
from kindboard.cards.cards import COLUMNS, PlanItem, Theme, as_json
from kindboard.cli.frame import UNDO, answer, card_id, opened, verb
from kindboard.cli.lines import title
from kindboard.errors import WrongUse
from kindboard.terms import counted


def _theme(board: Board, id: str) -> Theme:
    found = board.find(id, {"theme"})
    assert isinstance(found, Theme)
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
        cards = workspace.group(into, [board.find(id, {"answer"}) for id in ids])
        answer([as_json(card) for card in cards], f'Put {counted(len(cards), "answer")} into "{title(into)}".', UNDO)


@verb("take-out", "ID is an answer's. To put them into another theme, group them there.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=card_id)
def take_out(ids: Sequence[str]) -> None:
    with opened() as workspace:
        board = workspace.board()
        found = [board.find(id, {"answer"}) for id in ids]
        if all(getattr(card, "theme", None) is None for card in found):
            raise WrongUse("in-no-theme", "None of these is in a theme.", 'See "kindboard list theme".')
        cards = workspace.ungroup(found)
        answer([as_json(card) for card in cards], f"Took {counted(len(cards), 'answer')} out.", UNDO)


@verb("put-together", "All that is in THEME goes into INTO, and THEME is taken off the board.")
@click.argument("theme", metavar="THEME", type=card_id)
@click.argument("into", metavar="INTO", type=card_id)
def put_together(theme: str, into: str) -> None:
    with opened() as workspace:
        board = workspace.board()
        one, other = _theme(board, theme), _theme(board, into)
        if one == other:
            raise WrongUse("same-theme", "These two are the same theme.", "Give the ids of two.")
        gone = workspace.join_themes(one, other)
        stays = () if gone else (f'Somebody changed "{title(one)}" meanwhile, so its words stay.',)
        answer(as_json(_theme(workspace.board(), other.id)), f'Put together in "{title(other)}".', *stays, UNDO)


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
        moved = workspace.place(item, goal, other.id if other else None)
        answer(as_json(moved), f'Moved "{title(moved)}" to {goal.upper()}, {moved.id}.', UNDO)


VERBS: tuple[click.Command, ...] = (group, take_out, put_together, move)
