"""The verbs of the command line that concern single cards: list, show, add, change, group, talk, post, remove."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kindboard import actions
from kindboard.board import Board, Draft
from kindboard.cards import COLUMNS, QUESTIONS, Card, Round, Theme, as_json
from kindboard.cli_frame import (
    DONE,
    ID,
    TEXT,
    Family,
    answer,
    in_a_terminal,
    opened,
    report,
    say,
    verb,
)
from kindboard.cli_words import LISTED, card_lines, draft_json, draft_lines, list_lines, question_json, title
from kindboard.errors import KindboardError, WrongUse

if TYPE_CHECKING:
    from kindboard.workspace import Workspace

TALKED_ABOUT = frozenset({"answer", "theme", "plan"})
"""Kinds of card that carry notes and "me too"."""

UNDO = 'Take it back with "kindboard undo".'


# Show ------------------------------------------------------------------------------------------------------------


@verb("list", f"KIND is any of: {', '.join(LISTED)}. Without one, all are listed.")
@click.argument("kinds", metavar="[KIND]...", nargs=-1)
@click.option("--round", "of_round", metavar="ROUND", help="Only what belongs to this round.")
def list_cards(kinds: Sequence[str], of_round: str | None) -> None:
    wanted = list(dict.fromkeys(_kind(kind) for kind in kinds)) or list(LISTED)
    with opened() as workspace:
        board = workspace.board()
        round = board.find(of_round, {"round"}).id if of_round else None
        found = [(kind, _of_round(_cards_of(board, kind), round)) for kind in wanted]
        report(
            [_as_json(board, card) for _, cards in found for card in cards],
            lambda: list(list_lines(board, found)),
        )


def _kind(typed: str) -> str:
    kind = typed.lower().removesuffix("s")
    if kind not in LISTED:
        known = ", ".join(LISTED)
        raise WrongUse("unknown-kind", f'There is no kind of card called "{typed}".', f"There are: {known}.")
    return kind


def _cards_of(board: Board, kind: str) -> Sequence[Any]:
    if kind == "question":
        return QUESTIONS
    if kind == "draft":
        return board.drafts
    return [card for card in board if card.kind == kind]


def _of_round(cards: Sequence[Any], round: str | None) -> Sequence[Any]:
    """Those of one round; cards of a kind that knows no rounds all stay."""
    if round is None:
        return cards
    return [card for card in cards if _round_of(card) in (round, "any")]


def _round_of(card: Any) -> Any:
    if isinstance(card, Draft):
        return card.fields.get("round", "any")
    return card.id if isinstance(card, Round) else getattr(card, "round", "any")


def _as_json(board: Board, card: Any) -> dict[str, Any]:
    if isinstance(card, str):
        return question_json(board, card)
    return draft_json(board, card) if isinstance(card, Draft) else as_json(card)


@verb("show")
@click.argument("id", metavar="ID", type=ID)
def show(id: str) -> None:
    with opened() as workspace:
        board = workspace.board()
        if id in QUESTIONS:
            report(question_json(board, id), lambda: [f"Question: {id}", f"Text: {board.question_text(id)}"])
            return
        draft = _draft(board, id)
        if draft is not None:
            report(draft_json(board, draft), lambda: list(draft_lines(board, draft)))
            return
        card = board.find(id)
        report(as_json(card), lambda: list(card_lines(board, card)))


def _draft(board: Board, id: str) -> Draft | None:
    try:
        return board.find_draft(id)
    except WrongUse:
        return None


# Add -------------------------------------------------------------------------------------------------------------


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


@add.command("answer", help="Answers a question of a principle.")
@click.argument("piped", metavar="[-]", required=False)
@click.option("--principle", metavar="PRINCIPLE", required=True, help='The principle\'s id; see "kindboard list".')
@click.option("--question", metavar="QUESTION", required=True, help=f"One of: {', '.join(QUESTIONS)}.")
@click.option("--text", type=TEXT, help="Your words; - takes what is piped in or typed, over several lines.")
@click.option("--no-name", is_flag=True, help="Leave your name and the time of day off.")
@click.option("--heard", metavar="HOW", help="How you know what people say: me, directly, survey, guess or not-asked.")
@click.option("--tag", "tags", type=TEXT, multiple=True, help="A word to find it by; may be repeated.")
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
        if "round" in fields:
            fields["round"] = _slug(board, "round", fields["round"])
        if as_draft:
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
@click.option("--title", type=TEXT, required=True, help="What these answers say, in a few words.")
@click.option("--summary", type=TEXT, help="More about it.")
@click.option("--card", "cards", metavar="ID", type=ID, multiple=True, help="An answer to put in; may be repeated.")
def add_theme(title: str, summary: str | None, cards: Sequence[str]) -> None:
    with opened() as workspace:
        answers = [workspace.board().find(id, {"answer"}) for id in cards]
        theme = workspace.add("theme", {"title": title} | ({"summary": summary} if summary else {}))
        if answers and isinstance(theme, Theme):
            workspace.group(theme, answers)
        _added(theme)


@add.command("plan", help=f"Adds a plan item to a column: {', '.join(COLUMNS)}.")
@click.argument("column", metavar="|".join(COLUMNS))
@click.option("--title", type=TEXT, required=True, help="What to do, in a few words.")
@click.option("--why", type=TEXT, help="Why it matters.")
@click.option("--owner", type=TEXT, help="Who looks after it.")
@click.option("--review-by", metavar="DAY", help='When to look again, such as "30 Nov" or "in 6 weeks".')
@click.option("--when-then", type=TEXT, help="An if-then line: if this happens, then we do that.")
@click.option("--from", "sources", metavar="ID", type=ID, multiple=True, help="An answer or theme it comes from.")
@click.option("--principle", "principles", metavar="PRINCIPLE", multiple=True, help="A principle it serves.")
@click.option(
    "--barrier", "barriers", multiple=True, help="What is in the way: risk, regulation, performance, radical."
)
@click.option(
    "--needs", multiple=True, help="What kindness alone can't give: funding, staffing, training, rule-change."
)
def add_plan(review_by: str | None, sources: Sequence[str], principles: Sequence[str], **more: Any) -> None:
    from kindboard.dates import day_typed

    with opened() as workspace:
        board = workspace.board()
        fields = {name: value for name, value in more.items() if value not in (None, ())}
        if review_by is not None:
            fields["review_by"] = day_typed(review_by, workspace.today)
        fields["sources"] = tuple(board.find(id, {"answer", "theme"}).id for id in sources)
        fields["principles"] = tuple(_slug(board, "principle", id) for id in principles)
        _added(workspace.add("plan", fields))


@add.command("round", help="Begins a round: one sitting of the exercise.")
@click.option("--title", type=TEXT, required=True, help='What it is called, such as "Autumn 2026".')
def add_round(title: str) -> None:
    with opened() as workspace:
        _added(workspace.add("round", {"title": title}))


@add.command("principle", help="Adds a principle of your own.")
@click.option("--title", type=TEXT, required=True, help="The principle in a few words.")
@click.option("--text", type=TEXT, help="More about it; - takes what is piped in.")
def add_principle(title: str, text: str | None) -> None:
    with opened() as workspace:
        order = max((principle.order for principle in workspace.board().principles), default=0) + 1
        words = {"text": _words(text, "")} if text else {}
        _added(workspace.add("principle", {"title": title, "order": order} | words))


def _added(card: Card, *more: str) -> None:
    answer(as_json(card), f'Saved on this computer: "{title(card)}", {card.id}.', *more, UNDO)


def _words(typed: str | None, next_step: str) -> str:
    from kindboard.cli_typed import file_text

    if typed is None:
        raise WrongUse("empty", "There are no words yet.", next_step)
    return file_text("-") if typed == "-" else typed


def _slug(board: Board, kind: str, typed: str) -> str:
    try:
        return board.find(typed, {kind}).id
    except WrongUse as error:
        known = ", ".join(card.id for card in board if card.kind == kind) or "none yet"
        raise WrongUse(f"unknown-{kind}", error.message, f"There are: {known}.") from None


# Change ----------------------------------------------------------------------------------------------------------


@verb(
    "set",
    """FIELD=VALUE gives a field a new value, and FIELD= clears it. Where a field holds several, such as tags, FIELD+=
    and FIELD-= add and take away; commas part them. FIELD=@FILE reads the value from a file, FIELD=- what is piped in.
    """,
)
@click.argument("id", metavar="ID", type=ID)
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True, type=TEXT)
def set_fields(id: str, changes: Sequence[str]) -> None:
    from kindboard import cli_typed, cli_values

    with opened() as workspace:
        card = workspace.board().find(id)
        fields = cli_values.changes(card, changes, workspace.today, cli_typed.typed_text)
        _changed(workspace.change(card, fields), "Changed")


@verb("group")
@click.argument("theme", metavar="THEME", type=ID)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=ID)
def group(theme: str, ids: Sequence[str]) -> None:
    with opened() as workspace:
        board = workspace.board()
        into = board.find(theme, {"theme"})
        assert isinstance(into, Theme)
        cards = workspace.group(into, [board.find(id, {"answer"}) for id in ids])
        count = "1 answer" if len(cards) == 1 else f"{len(cards)} answers"
        answer([as_json(card) for card in cards], f'Put {count} into "{title(into)}".', UNDO)


@verb("note", text_after="id")
@click.argument("id", metavar="ID", type=ID)
@click.argument("text", metavar="TEXT", type=TEXT)
@click.option("--no-name", is_flag=True, help="Leave your name off.")
def note(id: str, text: str, no_name: bool) -> None:
    with opened() as workspace:
        _changed(workspace.note(workspace.board().find(id, TALKED_ABOUT), text, no_name=no_name), "Added a note to")


@verb("echo")
@click.argument("id", metavar="ID", type=ID)
def echo(id: str) -> None:
    with opened() as workspace:
        card = workspace.board().find(id, TALKED_ABOUT)
        before = len(getattr(card, "echoes", {}))
        after = workspace.echo(card)
        said = len(getattr(after, "echoes", {})) > before
        _changed(after, 'Said "me too" to' if said else 'Took your "me too" back from')


@verb("settle", '"kindboard show ID" tells which FIELD waits.')
@click.argument("id", metavar="ID", type=ID)
@click.argument("field", metavar="FIELD")
@click.argument("choice", metavar="keep|other|both")
def settle(id: str, field: str, choice: str) -> None:
    if choice not in ("keep", "other", "both"):
        raise WrongUse("unknown-choice", f'"{choice}" is no way to settle it.', "Say keep, other or both.")
    with opened() as workspace:
        card = workspace.board().find(id)
        fields = list(dict.fromkeys(also.field for also in card.also))
        if field not in fields:
            waiting = f"What waits: {', '.join(fields)}." if fields else "Nothing on this card waits to be settled."
            raise WrongUse("nothing-to-settle", f'Nobody changed "{field}" of this card at the same time.', waiting)
        _changed(workspace.settle(card, field, choice), "Settled")


def _changed(card: Card, done: str) -> None:
    answer(as_json(card), f'{done} "{title(card)}", {card.id}.', UNDO)


# Put on the board, take off, bring back -----------------------------------------------------------------------------


@verb("post")
@click.argument("ids", metavar="[DRAFT]...", nargs=-1, type=ID)
@click.option("--yes", is_flag=True, help="Do not ask; for when nobody is there to be asked.")
@click.option("--no-name", is_flag=True, help="Leave your name and the time of day off.")
def post(ids: Sequence[str], yes: bool, no_name: bool) -> int:
    with opened() as workspace:
        board = workspace.board()
        named = {draft.key: draft for draft in (board.find_draft(id) for id in ids)}
        drafts = tuple(named.values()) or board.drafts
        if not drafts:
            answer([], "There is nothing on this computer that waits to be put on the board.")
            return DONE
        _show_what_leaves(workspace, drafts, no_name)
        if not yes and not _agreed():
            raise KindboardError(
                "not-agreed",
                "Nothing was put on the board; it is all still kept on this computer.",
                "Post it any time.",
            )
        cards = workspace.post([draft.key for draft in drafts], no_name=no_name)
        answer([as_json(card) for card in cards], *(f'On the board: "{title(card)}", {card.id}.' for card in cards))
        return DONE


def _show_what_leaves(workspace: "Workspace", drafts: Sequence[Draft], no_name: bool) -> None:
    from kindboard.dates import spoken

    for leaving in workspace.leaving(drafts, no_name=no_name):
        say(f"This leaves your computer, as {leaving.kind} of {spoken(leaving.day)}:")
        say(f"Text: {leaving.text}")
        say(f"Name: {leaving.name or 'none'}")
        for sentence in leaving.sentences:
            say(sentence)


def _agreed() -> bool:
    if not in_a_terminal():
        raise WrongUse(
            "needs-yes", "Nobody is here to be asked, so nothing was put on the board.", "Add --yes to do it."
        )
    return click.confirm("Put this on the board?", err=True)


@verb("remove")
@click.argument("id", metavar="ID", type=ID)
def remove(id: str) -> None:
    with opened() as workspace:
        card = workspace.remove(workspace.board().find(id))
        answer(
            as_json(card), f'Took "{title(card)}" off the board.', f'Bring it back with "kindboard restore {card.id}".'
        )


@verb("restore")
@click.argument("id", metavar="ID", type=ID)
def restore(id: str) -> None:
    with opened() as workspace:
        _changed(workspace.restore(id), "Brought back")


@verb("undo")
def undo() -> None:
    with opened() as workspace:
        done = workspace.undo()
        seen = ("It had been sent, so others may have seen it.",) if done.seen else ()
        document = {"message": done.sentence, "cards": done.cards, "seen": done.seen}
        answer(document, f"Took back: {done.sentence}.", *seen)


VERBS: tuple[click.Command, ...] = (
    *(list_cards, show, add, set_fields, group, note, echo, settle, post, remove, restore, undo),
)
