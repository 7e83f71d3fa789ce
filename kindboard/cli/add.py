"""`kindboard add`: new cards from the command line."""

from collections.abc import Sequence
from typing import Any

import click

import kindboard
from kindboard.actions import actions
from kindboard.board.board import Board
from kindboard.cards.cards import COLUMNS, QUESTIONS, Card, as_json
from kindboard.cli.frame import UNDO, Family, answer, card_id, opened, text
from kindboard.cli.lines import draft_json, look_again, title
from kindboard.errors import WrongUse
from kindboard.leaving.leaving import identifying


@click.group(
    "add",
    cls=Family,
    short_help=actions.command("add").label,
    help=actions.command("add").help,
    invoke_without_command=True,
)
@click.pass_context
def add(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise WrongUse("missing", "Say what to add.", 'See "kindboard add --help" for what there is.')


NUMBERED = {str(number): question for number, question in enumerate(QUESTIONS, 1)}
"""The questions by their order on the screens."""


@add.command("answer", help="Answers a question of a principle.")
@click.argument("piped", metavar="[-]", required=False)
@click.option("--principle", metavar="PRINCIPLE", required=True, help='The principle\'s id; see "kindboard list".')
@click.option("--question", metavar="QUESTION", required=True, help=f"One of: {', '.join(QUESTIONS)}; or 1 to 4.")
@click.option("--text", type=text, help="Your words; - takes what is piped in or typed, over several lines.")
@click.option("--no-name", is_flag=True, help="Leave your name and the time of day off.")
@click.option("--heard", metavar="HOW", help="How you know what people say: me, directly, survey, guess or not-asked.")
@click.option("--wish", metavar="WISH", help='"just-heard": it asks for nothing to be done.')
@click.option("--tag", "tags", type=text, multiple=True, help="A word to find it by; may be repeated.")
@click.option("--round", "round", metavar="ROUND", help="Another round than the current one.")
@click.option("--draft", "as_draft", is_flag=True, help="Keep it on this computer; nothing is sent.")
def add_answer(
    piped: str | None, principle: str, text: str | None, no_name: bool, tags: Sequence[str], as_draft: bool, **more: Any
) -> None:
    if piped not in (None, "-"):
        raise WrongUse(
            "too-many-words", f'"{piped}" is one word too many here.', "Put your words in quotes after --text."
        )
    words = _words("-" if piped else text, "Give your words with --text, or with - over several lines.")
    with opened() as workspace:
        board = workspace.board()
        fields = {name: value for name, value in more.items() if value is not None}
        fields |= {"principle": _slug(board, "principle", principle), "text": words, "tags": tags}
        fields["question"] = NUMBERED.get(fields["question"], fields["question"])
        if "round" in fields:
            fields["round"] = _slug(board, "round", fields["round"])
        if as_draft:
            fields |= {"by": ""} if no_name else {}
            draft = workspace.new_draft("answer", fields)
            answer(
                draft_json(board, draft),
                f"Kept on this computer: {draft.key}.",
                'Nobody sees it until "kindboard post".',
            )
            return
        card = workspace.add("answer", fields, no_name=no_name)
        nameless = ("It carries no name and is sent on its own, a few minutes after a sync.",) if no_name else ()
        _added(card, *nameless)


@add.command("theme", help="Adds a theme: a title for answers that say one thing.")
@click.option("--title", type=text, required=True, help="What these answers say, in a few words.")
@click.option("--summary", type=text, help="More about it.")
@click.option(
    "--card", "cards", metavar="ID", type=card_id, multiple=True, help="An answer to put in; may be repeated."
)
def add_theme(title: str, summary: str | None, cards: Sequence[str]) -> None:
    with opened() as workspace:
        answers = [workspace.board().find(id, {"answer"}) for id in cards]
        _added(workspace.new_theme(title, answers, summary or ""))


@add.command("plan", help=f"Adds a plan item to a column: {', '.join(COLUMNS)}.")
@click.argument("column", metavar="|".join(COLUMNS))
@click.option("--title", type=text, required=True, help="What to do, in a few words.")
@click.option("--why", type=text, help="Why it matters.")
@click.option("--owner", type=text, help="Who looks after it.")
@click.option("--review-by", metavar="DAY", help='When to look again, such as "30 Nov" or "in 6 weeks".')
@click.option("--when-then", type=text, help="An if-then line: if this happens, then we do that.")
@click.option("--from", "sources", metavar="ID", type=card_id, multiple=True, help="An answer or theme it comes from.")
@click.option("--principle", "principles", metavar="PRINCIPLE", multiple=True, help="A principle it serves.")
@click.option(
    "--barrier", "barriers", multiple=True, help="What is in the way: risk, regulation, performance, radical."
)
@click.option(
    "--needs", multiple=True, help="What kindness alone can't give: funding, staffing, training, rule-change."
)
def add_plan(review_by: str | None, sources: Sequence[str], principles: Sequence[str], **more: Any) -> None:
    from kindboard.words.days import day_typed

    with opened() as workspace:
        board = workspace.board()
        fields = {name: value for name, value in more.items() if value not in (None, ())}
        if review_by is not None:
            fields["review_by"] = day_typed(review_by, workspace.today)
        fields["sources"] = tuple(board.find(id, {"answer", "theme"}).id for id in sources)
        fields["principles"] = tuple(_slug(board, "principle", id) for id in principles)
        _added(workspace.add("plan", fields))


@add.command("round", help="Begins a round: one sitting of the exercise. A round that is open is closed.")
@click.option("--title", type=text, required=True, help='What it is called, such as "Autumn 2026".')
def add_round(title: str) -> None:
    with opened() as workspace:
        _added(workspace.start_round(title))


@add.command("principle", help="Adds a principle of your own.")
@click.option("--title", type=text, required=True, help="The principle in a few words.")
@click.option("--text", type=text, help="More about it; - takes what is piped in.")
def add_principle(title: str, text: str | None) -> None:
    with opened() as workspace:
        _added(workspace.add_principle(title, _words(text, "") if text else ""))


@add.command("board", help="Begins another board in the same folder, for the same people.")
@click.option("--title", type=text, required=True, help="What it is called.")
@click.option("--starter", metavar="STARTER", help="Which principles to begin from.")
def add_board(title: str, starter: str | None) -> None:
    from kindboard.starters import boards as starters_boards
    from kindboard.starters import files as starters_files

    with opened() as workspace:
        slug = starters_boards.add(workspace, title, starter or starters_files.DEFAULT)
        with kindboard.open(workspace.root, slug) as other:
            about = other.board().about
    answer(
        as_json(about), f'Saved on this computer: "{about.title}".', f'Open it with "kindboard --board {slug}".', UNDO
    )


def _added(card: Card, *more: str) -> None:
    fields = as_json(card)
    found = (look_again(detail) for detail in identifying(fields))
    answer(fields, f'Saved on this computer: "{title(card)}", {card.id}.', *more, *found, UNDO)


def _words(typed: str | None, next_step: str) -> str:
    from kindboard.cli.typed import file_text

    if typed is None:
        raise WrongUse("empty", "There are no words yet.", next_step)
    return file_text("-") if typed == "-" else typed


def _slug(board: Board, kind: str, typed: str) -> str:
    try:
        return board.find(typed, {kind}).id
    except WrongUse as error:
        known = ", ".join(card.id for card in board if card.kind == kind) or "none yet"
        raise WrongUse(f"unknown-{kind}", error.message, f"There are: {known}.") from None
