"""The verbs of the command line that open a whole board and stay: in plain lines, or the example on the screens."""

from typing import TYPE_CHECKING

import click

import kindboard
from kindboard.cli.board import stoppable
from kindboard.cli.frame import answer, asked, can_draw, verb
from kindboard.errors import KindboardError, WrongUse

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


@verb("plain")
def plain() -> None:
    told = asked()
    if told.json:
        raise WrongUse("missing", "kindboard plain speaks with a person.", 'Try "kindboard list --json".')
    from kindboard.plain.start import on_a_terminal
    from kindboard.workspace.workspace import check_git

    check_git()
    try:
        workspace = kindboard.open(told.directory, told.board)
    except KindboardError as error:
        if error.code != "no-board" or told.directory or told.board:
            raise
        workspace = None
    on_a_terminal(workspace)


@verb("demo", "With DIR it is made in that new folder and stays there, to be opened as any board.")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--plain", "in_lines", is_flag=True, help="Open it in plain lines, for a screen reader.")
def demo(folder: str | None, in_lines: bool) -> None:
    from kindboard.demo import make

    if folder is not None and in_lines:
        raise WrongUse("either", "With DIR it is only made.", f'"kindboard -C {folder} plain" opens it then.')
    if folder is not None:
        with stoppable():
            place = make.to_keep(folder)
        answer({"repo": str(place)}, f"The example is in {place}.", f'Open it with "kindboard -C {place}".')
        return
    if asked().json:
        raise WrongUse("missing", "--json needs a folder for the example to stay in.", 'Try "kindboard demo DIR".')
    if not in_lines and not can_draw():
        raise KindboardError(
            "no-terminal", "The example can only be drawn in a terminal.", 'Try "kindboard demo --plain".'
        )
    from kindboard.workspace.workspace import check_git

    check_git()
    look_round(in_lines=in_lines)


def look_round(*, in_lines: bool = False) -> None:
    """Open the example on the screens or in plain lines; afterwards nothing of it is left."""
    from kindboard.demo import make
    from kindboard.demo.answers import GONE, MAKING

    click.echo(MAKING, err=True)
    with stoppable(), make.throw_away() as workspace:
        if in_lines:
            from kindboard.plain.start import on_a_terminal

            on_a_terminal(workspace, example=True)
        else:
            draw(workspace, example=True)
    click.echo(f'{GONE} "kindboard demo DIR" makes one that stays.')


def draw(workspace: "Workspace | None", *, example: bool = False) -> None:
    """Open the screens until their person closes them; whoever looks round an example first comes back."""
    from kindboard.tui.app import run

    while run(workspace, example=example):
        look_round()


VERBS: tuple[click.Command, ...] = (plain, demo)
