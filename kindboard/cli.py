"""The command line: every verb in plain lines, for screen readers and scripts (design, section 6).

Whatever a verb needs beyond this it loads when it runs, so that starting stays quick; Textual is loaded only to open
the board.
"""

import click

from kindboard import cli_add, cli_board, cli_cards
from kindboard.cli_frame import Verbs, asked, can_draw
from kindboard.errors import KindboardError, WrongUse


@click.group(cls=Verbs, env="KINDBOARD_REPO", invoke_without_command=True)
@click.version_option(package_name="kindboard", message="kindboard %(version)s")
@click.pass_context
def app(context: click.Context) -> None:
    """A board in the terminal on which a care team reflects on kindness together.

    Alone, "kindboard" opens the board. Every verb below does one thing, in plain lines. An ID may be any ending of
    one, as long as only one card's id ends so.
    """
    if context.invoked_subcommand is None:
        _open_the_board()


for _verb in (*cli_board.VERBS, cli_add.add, *cli_cards.VERBS):
    app.add_command(_verb)


def main() -> None:
    app.main()


def _open_the_board() -> None:
    import kindboard

    told = asked()
    if told.json:
        raise WrongUse("missing", "--json needs to know what to print.", 'Try "kindboard list --json".')
    try:
        workspace = kindboard.open(told.directory, told.board)
    except KindboardError as error:
        if error.code != "no-board" or told.directory or told.board or not can_draw():
            raise
        workspace = None
    if not can_draw():
        raise KindboardError(
            "no-terminal", "The board can only be drawn in a terminal.", 'Try "kindboard list" or "kindboard --help".'
        )
    from kindboard.tui.app import run

    run(workspace)
