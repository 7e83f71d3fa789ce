"""The verbs that any card may have: me too, settling, taking off, bringing back, and putting on the board."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from kindboard.board.board import Board, Draft
from kindboard.cards.cards import Card
from kindboard.terms import SEEN, SETTLED, counted, quoted
from kindboard.told import Undone
from kindboard.verbs.done import NOT_DONE, Done
from kindboard.words.kinds import KIND_WORDS

if TYPE_CHECKING:
    from kindboard.story.earlier import Earlier
    from kindboard.workspace.workspace import Workspace

PUT = "Put on the board"
BOTH = "Somebody changed it at the same time: read it to see both."


def change(work: Workspace, card: Card, fields: Mapping[str, Any]) -> Done:
    """`card` is the version its writer saw."""
    return Done("Changed on the board", (work.change(card, fields),))


def reword(work: Workspace, card: Card, earlier: Earlier) -> Done:
    """Say again what a field said before, as a new change."""
    after = work.change(card, {earlier.field: earlier.words})
    return Done("Worded as it was before", (after,), BOTH if len(after.also) > len(card.also) else "")


def note(work: Workspace, card: Card, text: str, *, no_name: bool = False) -> Done:
    """A dated line under a card."""
    return Done("Note added", (work.note(card, text, no_name=no_name),))


def take_off_note(work: Workspace, card: Card, key: str) -> Done:
    return Done("Note taken off", (work.take_off_note(card, key),))


def settle(work: Workspace, card: Card, field: str, choice: str) -> Done:
    """`choice`: keep, other or both."""
    return Done(SETTLED[choice], (work.settle(card, field, choice),))


def remove(work: Workspace, card: Card) -> Done:
    return Done("Taken off the board", (work.remove(card),))


def restore(work: Workspace, ending: str) -> Done:
    """`ending`: of the id of a card that was taken off."""
    return Done("Back on the board, with all its words", (work.restore(ending),))


def throw_away(work: Workspace, draft: Draft) -> Done:
    """What is only kept on this computer."""
    work.discard(draft.key)
    return Done("Thrown away")


def keep_again(work: Workspace, draft: Draft) -> Done:
    """What was thrown away."""
    work.keep(draft)
    return Done("Kept on this computer again", undo=False)


def coming(work: Workspace, thrown_away: Draft | None) -> Undone | None:
    """What an undo would take back on the board; None where that is nothing, or can't be told: then undo says why."""
    try:
        if thrown_away is not None:
            return None
        work.board()  # it may be a card of another window that was not seen here yet
        return work.undo_coming()
    except NOT_DONE:
        return None


def card_of(undone: Undone, *boards: Board) -> Card | None:
    """The one card that an undo is, or was, about, as the first board has it that has it; None for several."""
    ids = undone.cards if len(undone.cards) == 1 else ()
    return next((card for board in boards for id in ids if (card := board.cards.get(id))), None)


def says(card: Card | None) -> str:
    return f"It says {quoted(card)}." if card else ""


def turned(undone: Undone, which: str = "") -> Done:
    """What an undo, or bringing again, did. `which`: a sentence on the card it was about."""
    more = " ".join(part for part in (which, SEEN if undone.seen else "") if part)
    return Done(undone.sentence.removesuffix("."), more=more, undo=False)


def post(work: Workspace, drafts: Sequence[Draft], seen: Card | None = None, *, no_name: bool = False) -> Done:
    """Put drafts on the board. `seen`: the card that the one draft corrects, as its writer saw it."""
    before = work.latest.by_path if seen is not None else {}
    cards = tuple(work.post((draft.key for draft in drafts), no_name=no_name))
    if len(cards) != 1:
        kinds = {draft.kind for draft in drafts}
        word = KIND_WORDS.get(kinds.pop(), "card") if len(kinds) == 1 else "card"
        return Done(f"{counted(len(cards), word)} put on the board", cards)
    (card,), (draft,) = cards, drafts
    if draft.kind == "note":
        return Done("Note added", cards)
    if seen is not None and len(card.also) > len(seen.also):
        return Done(PUT, cards, BOTH)
    if seen is not None and not as_written(card, draft.fields):
        return Done(f"{PUT}, together with what somebody changed meanwhile", cards)
    return Done("Changed on the board" if seen is not None and seen.path in before else PUT, cards)


def as_written(card: Card, fields: Mapping[str, Any]) -> bool:
    """Whether a card says what its writer wrote, and nothing else."""
    return all(_plainly(getattr(card, name, None)) == _plainly(value) for name, value in fields.items())


def _plainly(value: Any) -> Any:
    """A value without what saving changes of it."""
    if isinstance(value, date):
        return value.isoformat().split()
    if isinstance(value, str):
        return normalize("NFC", value).split() or None
    if isinstance(value, Collection):
        return {normalize("NFC", str(part)) for part in value} or None
    return value
