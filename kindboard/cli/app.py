"""The command line: every verb in plain lines, for screen readers and scripts (design, section 6).

Whatever a verb needs beyond this it loads when it runs, so that starting stays quick; Textual is loaded only to open
the board.
"""

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

import click

from kindboard.cli.frame import Verbs, asked, can_draw
from kindboard.errors import KindboardError, WrongUse

if TYPE_CHECKING:
    pass


class Every(Verbs):
    """All the verbs; they are loaded when one is named, as opening the board needs none."""

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        if not self._commands:
            from kindboard.cli import add, arranging, board, cards, export, open, review, story

            verbs = (
                *board.VERBS,
                add.add,
                *cards.VERBS,
                *arranging.VERBS,
                story.story,
                review.review,
                review.name_day,
                export.export,
                *open.VERBS,
            )
            self._commands.update({str(verb.name): verb for verb in verbs})
        return self._commands

    @commands.setter
    def commands(self, commands: MutableMapping[str, click.Command]) -> None:
        self._commands = commands


@click.group(cls=Every, env="KINDBOARD_REPO", invoke_without_command=True)
@click.version_option(package_name="kindboard", message="kindboard %(version)s")
@click.pass_context
def app(context: click.Context) -> None:
    """A board in the terminal on which a care team reflects on kindness together.

    Alone, "kindboard" opens the board. Every verb below does one thing, in plain lines. An ID may be any ending of
    one, as long as only one card's id ends so.
    """
    if context.invoked_subcommand is None:
        _open_the_board()


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
            "no-terminal", "The board can only be drawn in a terminal.", 'Try "kindboard plain" or "kindboard --help".'
        )
    from kindboard.cli.open import draw
    from kindboard.workspace.workspace import check_git

    check_git()  # said before anything is drawn, not when the first answer is to be saved
    draw(workspace)
