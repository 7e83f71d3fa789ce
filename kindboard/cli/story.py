"""The verb of the command line that tells what happened."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kindboard.cli.frame import card_id, opened, report, verb
from kindboard.cli.past import day_given, since_option
from kindboard.story.story import Happening

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


@verb("story", "Without an ID, it is what happened on the whole board.")
@click.argument("id", metavar="[ID]", type=card_id, required=False)
@since_option
@click.option("--until", metavar="DATE", help='The last day to tell of, such as "30 June" or "last review".')
def story(id: str | None, since: str | None, until: str | None) -> None:
    with opened() as workspace:
        told = workspace.story(id, since=day_given(workspace, since), until=day_given(workspace, until))
        report(told, lambda: [*story_lines(workspace, told)])


def story_lines(workspace: "Workspace", told: Sequence[Happening]) -> Iterator[str]:
    """The whole of a story, newest first, and what is not known of it."""
    for happening in told:
        yield from told_lines(happening)
    if cut_off := workspace.cut_off:
        yield cut_off
    elif not told:
        yield "Nothing to tell yet."


def told_lines(happening: Happening) -> Iterator[str]:
    yield happening.sentence
    for what, words in happening.words:
        yield f"  {what}: {words}"
