"""The verbs of the command line that concern cards which are there: show, change, talk about, post, take off."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kindboard.actions.actions import named
from kindboard.board.board import Board, Draft
from kindboard.board.pool import became
from kindboard.cards.cards import QUESTIONS, Answer, Card, PlanItem, Round, Theme, as_json
from kindboard.cli.frame import (
    answer,
    card_id,
    did,
    in_a_terminal,
    opened,
    report,
    say,
    text,
    verb,
    which,
)
from kindboard.cli.lines import (
    LISTED,
    card_lines,
    draft_json,
    draft_lines,
    field_words,
    list_lines,
    look_again,
    question_json,
    title,
    value_words,
)
from kindboard.cli.past import at_option, board_at, day_given
from kindboard.errors import KindboardError, WrongUse
from kindboard.leaving.leaving import identifying
from kindboard.told import Undone
from kindboard.verbs import cards as verbs
from kindboard.verbs.at_once import AT_ONCE, carried_out
from kindboard.words.fields import label

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Leaving


# Show ------------------------------------------------------------------------------------------------------------


@verb("list", f"KIND is any of: {', '.join(LISTED)}. Without one, all are listed.")
@click.argument("kinds", metavar="[KIND]...", nargs=-1)
@click.option("--round", "of_round", metavar="ROUND", help="Only what belongs to this round.")
@at_option
def list_cards(kinds: Sequence[str], of_round: str | None, at: str | None) -> None:
    wanted = list(dict.fromkeys(_kind(kind) for kind in kinds)) or list(LISTED)
    with opened() as workspace:
        board = board_at(workspace, at)
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
@click.argument("id", metavar="ID", type=card_id)
@at_option
def show(id: str, at: str | None) -> None:
    with opened() as workspace:
        day = day_given(workspace, at)
        board = workspace.board() if day is None else workspace.at(day)
        if id in QUESTIONS:
            report(question_json(board, id), lambda: [f"Question: {id}", f"Text: {board.question_text(id)}"])
            return
        draft = _draft(board, id)
        if draft is not None:
            report(draft_json(board, draft), lambda: list(draft_lines(board, draft)))
            return
        card = board.find(id)
        document, came = as_json(card), became(board, card)
        ended = workspace.ended(came, day)
        if isinstance(card, Answer | Theme):
            document["became"] = [_as_became(one, ended) for one in came]
        report(document, lambda: list(card_lines(board, card, ended)))


def _as_became(card: Card, ended: Mapping[str, date]) -> dict[str, Any]:
    """`ended`: the day on which a plan item was done or let go; null where it is open, or the history can't tell."""
    return as_json(card) | ({"ended": ended.get(card.id)} if isinstance(card, PlanItem) else {})


def _draft(board: Board, id: str) -> Draft | None:
    try:
        return board.find_draft(id)
    except WrongUse:
        return None


# Change ----------------------------------------------------------------------------------------------------------


@verb(
    "set",
    """FIELD=VALUE gives a field a new value, and FIELD= clears it. Where a field holds several, such as tags, FIELD+=
    and FIELD-= add and take away; commas part them. FIELD=@FILE reads the value from a file, FIELD=- what is piped in.
    """,
)
@click.argument("id", metavar="ID", type=card_id)
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True, type=text)
def set_fields(id: str, changes: Sequence[str]) -> None:
    from kindboard.cli import typed, values

    with opened() as workspace:
        card = workspace.board().find(id)
        fields = values.changes(card, changes, workspace.today, typed.typed_text)
        did(verbs.change(workspace, card, fields))


@verb("note", text_after="id")
@click.argument("id", metavar="ID", type=card_id)
@click.argument("text", metavar="TEXT", type=text)
@click.option("--no-name", is_flag=True, help="Leave your name off.")
def note(id: str, text: str, no_name: bool) -> None:
    with opened() as workspace:
        done = verbs.note(workspace, workspace.board().find(id, named("note").on), text, no_name=no_name)
        did(done, *(look_again(detail) for detail in identifying({"text": text})))


@verb(
    "take-off-note",
    'NOTE is the ending of its id, as "kindboard show ID --json" tells; a card\'s only note needs none.',
)
@click.argument("id", metavar="ID", type=card_id)
@click.argument("ending", metavar="[NOTE]", required=False, type=card_id)
def take_off_note(id: str, ending: str | None) -> None:
    with opened() as workspace:
        card = workspace.board().find(id, named("take_off_note").on)
        found = [key for key in getattr(card, "notes", {}) if key.endswith(ending or "")]
        if len(found) != 1:
            how = "no such note" if not found else "more than one such note"
            raise WrongUse("unknown-note", f"There is {how} on this card.", f'See "kindboard show {card.id} --json".')
        did(verbs.take_off_note(workspace, card, found[0]))


def _at_once(name: str) -> click.Command:
    """The command of a verb that needs nothing but a card."""
    action = named(name)

    def do(id: str) -> None:
        with opened() as workspace:
            did(carried_out(workspace, name, workspace.board().find(id, action.on)))

    return verb(str(action.command))(click.argument("id", metavar="ID", type=card_id)(do))


@verb("settle", '"kindboard show ID" tells which FIELD waits.')
@click.argument("id", metavar="ID", type=card_id)
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
        did(verbs.settle(workspace, card, field, choice))


# Put on the board, take off, bring back -----------------------------------------------------------------------------


@verb("post")
@click.argument("ids", metavar="[DRAFT]...", nargs=-1, type=card_id)
@click.option("--yes", is_flag=True, help="Do not ask; for when nobody is there to be asked.")
@click.option("--no-name", is_flag=True, help="Leave your name and the time of day off.")
def post(ids: Sequence[str], yes: bool, no_name: bool) -> None:
    with opened() as workspace:
        board = workspace.board()
        named = {draft.key: draft for draft in (board.find_draft(id) for id in ids)}
        drafts = tuple(named.values()) or board.drafts
        if not drafts:
            answer([], "There is nothing on this computer that waits to be put on the board.")
            return
        nameless = tuple(draft for draft in drafts if no_name or draft.no_name)
        with_name = tuple(draft for draft in drafts if draft not in nameless)
        _show_what_leaves(board, workspace.leaving(with_name), workspace.leaving(nameless, no_name=True))
        if not yes and not _agreed():
            raise KindboardError(
                "not-agreed",
                "Nothing was put on the board; it is all still kept on this computer.",
                "Post it any time.",
            )
        cards = verbs.post(workspace, with_name).cards + verbs.post(workspace, nameless, no_name=True).cards
        answer([as_json(card) for card in cards], *(which(verbs.PUT, card) for card in cards))


def _show_what_leaves(board: Board, *parts: "Sequence[Leaving]") -> None:
    from kindboard.leaving.words import principle_words
    from kindboard.words.days import spoken

    for leaving in (leaving for part in parts for leaving in part):
        say(f"This leaves your computer ({leaving.kind}, {spoken(leaving.day)}):")
        say(f"{'Changed by' if leaving.corrects else 'Name'}: {leaving.name or 'none'}")
        say(f"Text: {value_words(leaving.text)}")
        for field, value in leaving.fields:
            words = principle_words(board, value) if field == "principles" else field_words(field, value)
            say(f"{label(field)}: {words}")
        for detail in leaving.details:
            say(look_again(detail))
        for sentence in leaving.sentences:
            say(sentence)


def _agreed() -> bool:
    if not in_a_terminal():
        raise WrongUse(
            "needs-yes", "Nobody is here to be asked, so nothing was put on the board.", "Add --yes to do it."
        )
    return click.confirm("Put this on the board?", err=True)


@verb("remove")
@click.argument("id", metavar="ID", type=card_id)
def remove(id: str) -> None:
    with opened() as workspace:
        card = workspace.board().find(id)
        did(verbs.remove(workspace, card), f'Bring it back later with "kindboard restore {card.id}".')


@verb("restore", "Without ID it lists what can be brought back, the last changed first.")
@click.argument("id", metavar="[ID]", required=False, type=card_id)
def restore(id: str | None) -> None:
    with opened() as workspace:
        if id is not None:
            did(verbs.restore(workspace, id))
            return
        cards = workspace.removed()
        lines = [f"{label(card.kind)}: {card.id}: {title(card)}" for card in cards]
        report([as_json(card) for card in cards], lambda: lines or ["Nothing was taken off this board."])


@verb("undo")
def undo() -> None:
    with opened() as workspace:
        _turned(workspace.undo())


@verb("redo")
def redo() -> None:
    with opened() as workspace:
        _turned(workspace.redo())


def _turned(done: Undone) -> None:
    document = {"message": done.sentence, "cards": done.cards, "seen": done.seen}
    answer(document, verbs.turned(done).sentence)


VERBS: tuple[click.Command, ...] = (
    *(list_cards, show, set_fields, note, take_off_note, *(_at_once(name) for name in AT_ONCE if named(name).command)),
    *(settle, post, remove, restore, undo, redo),
)
