"""The verb of the command line that looks back: then and now."""

from typing import TYPE_CHECKING, Any

import click

from kindboard.cards.cards import as_json
from kindboard.cli.frame import UNDO, answer, opened, report, text, verb
from kindboard.cli.past import day_given

if TYPE_CHECKING:
    from kindboard.board.review import LookBack


@verb("review", "Without a day, it looks back to the last review, or to where the board began.")
@click.option("--since", metavar="DATE", help='The day to look back to, such as "30 June" or "9 months ago".')
@click.option("--until", "--at", "at", metavar="DATE", help="The day to look back from. Without it, today.")
def review(since: str | None, at: str | None) -> None:
    from kindboard.review_words import sections

    with opened() as workspace:
        look = workspace.look_back(day_given(workspace, since), day_given(workspace, at))
        report(
            review_json(look),
            lambda: [line for part in sections(look) for line in (part.heading, *(f"  {line}" for line in part.lines))],
        )


@verb("name-day")
@click.argument("day", metavar="DATE", type=text)
@click.argument("name", metavar="NAME", type=text)
def name_day(day: str, name: str) -> None:
    from kindboard.board.dates import past_day
    from kindboard.verbs import board as verbs

    with opened() as workspace:
        done = verbs.name_day(workspace, past_day(day, workspace.board(), workspace.today), name)
        answer(as_json(done.cards[0]), done.sentence, UNDO)


def review_json(look: "LookBack") -> dict[str, Any]:
    from kindboard.board.review import coverage, heard, reviews_since, statuses, unheard

    return {
        "since": look.since,
        "until": look.until,
        "then": statuses(look.then),
        "now": statuses(look.now),
        "moved": [
            {"id": m.now.id, "title": m.now.title, "outcome": m.now.outcome,
             "before": m.then and {"column": m.then.column, "status": m.then.status},
             "after": {"column": m.now.column, "status": m.now.status}}
            for m in look.moved
        ],
        "gone": [as_json(item) for item in look.gone],
        "due": [as_json(item) | {"reviews": reviews_since(look.now, item)} for item in look.due],
        "keep": [as_json(item) for item in look.to_keep],
        "coverage": {principle.id: row for principle, row in coverage(look.now)},
        "heard": heard(look.now),
        "unheard": [principle.id for principle in unheard(look.now)],
        "waiting": {need: [item.id for item in items] for need, items in look.now.waiting.items()},
    }  # fmt: skip
