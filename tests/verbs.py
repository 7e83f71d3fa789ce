"""All that a person can do to a board, each chosen by one number; for people who work at random.

A verb raises `NotNow` where there is nothing to do it to. `word()` gives a fresh word for each value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kindboard.cards.cards import COLUMNS, Answer, Card, PlanItem, Theme
from kindboard.cards.toml import parse
from kindboard.cards.toml_edit import edit
from kindboard.workspace.workspace import Workspace

T = TypeVar("T")
Word = Callable[[], str]

REFUSED = {"changed-meanwhile", "gone", "nothing-to-undo", "waits", "no-name", "not-both", "needed", "unknown-theme"}
"""What a person may be told when others have been quicker, or when two values can't be joined."""


class NotNow(Exception):
    """There is nothing on the board to do this to."""


class Chance:
    """One number as a row of choices."""

    def __init__(self, number: int, among: int | None = None) -> None:
        self._left, self._among = number, among

    def of(self, options: Sequence[T]) -> T:
        if not options:
            raise NotNow
        self._left, at = divmod(self._left, len(options))
        return options[at]

    def card(self, workspace: Workspace, *kinds: type[Card]) -> Any:
        """A card of the board as it is now; one of the first `among`, where many people are to meet."""
        cards = sorted((c for c in workspace.board() if isinstance(c, kinds)), key=lambda card: card.id)
        return self.of(cards[: self._among] if self.of([True, True, False]) else cards)


def add_an_answer(workspace: Workspace, chance: Chance, word: Word) -> None:
    _add_answer(workspace, word, no_name=False)


def add_an_answer_without_a_name(workspace: Workspace, chance: Chance, word: Word) -> None:
    _add_answer(workspace, word, no_name=True)


def _add_answer(workspace: Workspace, word: Word, *, no_name: bool) -> None:
    text = f"{word()}\na line in between\n{word()}"
    workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text}, no_name=no_name)


def add_a_plan_item(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.add("plan", {"column": chance.of(COLUMNS), "title": word(), "owner": word()})


def add_a_theme(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.add("theme", {"title": word(), "summary": word()})


def _change(workspace: Workspace, card: Card, **fields: Any) -> None:
    workspace.change(card, fields)


def text(workspace: Workspace, chance: Chance, word: Word) -> None:
    _change(workspace, chance.card(workspace, Answer), text=word())


def one_line(workspace: Workspace, chance: Chance, word: Word) -> None:
    """Replace, take away or put in a line."""
    card = chance.card(workspace, Answer, PlanItem)
    name = "text" if isinstance(card, Answer) else "why"
    lines = getattr(card, name).split("\n")
    at = chance.of(range(len(lines)))
    lines[at : at + chance.of([0, 1])] = [word() for _ in range(chance.of([1, 0, 2]))]
    _change(workspace, card, **{name: "\n".join(lines).strip("\n") or word()})


def one_value(workspace: Workspace, chance: Chance, word: Word) -> None:
    card = chance.card(workspace, Answer, PlanItem, Theme)
    names = {Answer: ("by",), PlanItem: ("title", "owner", "when_then", "outcome"), Theme: ("title", "summary")}
    _change(workspace, card, **{chance.of(names[type(card)]): word()})


def clear(workspace: Workspace, chance: Chance, word: Word) -> None:
    card = chance.card(workspace, PlanItem, Theme)
    names = ("owner", "when_then", "why") if isinstance(card, PlanItem) else ("summary",)
    _change(workspace, card, **{chance.of([name for name in names if getattr(card, name)]): None})


def tags(workspace: Workspace, chance: Chance, word: Word) -> None:
    card = chance.card(workspace, Answer)
    kept = [tag for tag in card.tags if chance.of([True, True, True, False])]
    _change(workspace, card, tags=(*kept, word()))


def note(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.note(chance.card(workspace, Answer, PlanItem, Theme), word())


def echo(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.echo(chance.card(workspace, Answer, PlanItem, Theme))


def group(workspace: Workspace, chance: Chance, word: Word) -> None:
    theme = chance.card(workspace, Theme)
    workspace.group(theme, {card.id: card for card in (chance.card(workspace, Answer) for _ in range(3))}.values())


def move(workspace: Workspace, chance: Chance, word: Word) -> None:
    item = chance.card(workspace, PlanItem)
    others = [other.id for other in workspace.board().plan if other.id != item.id]
    workspace.place(item, chance.of(COLUMNS), chance.of([None, *others]))


def settle(workspace: Workspace, chance: Chance, word: Word) -> None:
    card = chance.of(sorted((card for card in workspace.board() if card.also), key=lambda card: card.id))
    workspace.settle(card, chance.of([other.field for other in card.also]), chance.of(["keep", "other", "both"]))


def begin_a_draft(workspace: Workspace, chance: Chance, word: Word) -> None:
    """What is begun now may be put on the board much later, when others have changed the card."""
    if chance.of([True, False]):
        card = chance.card(workspace, Answer)
        workspace.new_draft("answer", {"text": f"{card.text}\n{word()}"}, card=card)
    else:
        workspace.new_draft("answer", {"principle": "safe-to-say", "question": "self", "text": word()})


def post(workspace: Workspace, chance: Chance, word: Word) -> None:
    draft = chance.of(workspace.drafts())
    if draft.card is not None and draft.card not in workspace.board().cards:
        workspace.discard(draft.key)
        raise NotNow
    workspace.post([draft.key])


def remove(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.remove(chance.card(workspace, Answer, PlanItem, Theme))


def undo(workspace: Workspace, chance: Chance, word: Word) -> None:
    workspace.undo()


Verb = Callable[[Workspace, Chance, Word], None]

ADDING: tuple[Verb, ...] = (add_an_answer, add_a_plan_item, add_a_theme)
EDITING: tuple[Verb, ...] = (text, one_line, one_value, clear, tags, note, echo, group, move, settle)


# By hand, in the card's file -------------------------------------------------------------------------------------


def rewritten(raw: bytes, kind: str, chance: Chance, word: Word) -> bytes:
    """What a person makes of a card's file in an editor."""
    new = word().encode()
    found = list(re.finditer(rb"\bword[\dx]+\b", raw))
    how = chance.of(["word", "line", "comment", "value", "later"])
    if how == "word" and found:
        at = chance.of(found)
        return raw[: at.start()] + new + raw[at.end() :]
    if how == "line" and raw.endswith(b'\n"""\n'):
        return raw.removesuffix(b'"""\n') + new + b'\n"""\n'
    doc = parse(raw)
    if how in ("value", "later"):
        name = {"answer": "text", "plan": "title", "theme": "summary"}[kind]
        doc[name] = new.decode() if how == "value" else f"{doc.get(name, '')} {new.decode()}"
        return edit(raw, doc, kind)
    return b"# " + new + b"\n" + raw


def half_written(raw: bytes, word: Word) -> bytes:
    """A file in the middle of being edited: no card as it stands."""
    return raw + b'text = "' + word().encode() + b"\n"


def is_half_written(raw: bytes) -> bool:
    return _HALF.search(raw) is not None


def finished(raw: bytes, word: Word) -> bytes:
    """The file as its writer leaves it at last: a card again."""
    return _HALF.sub(b"", raw) + b"# " + word().encode() + b"\n"


_HALF = re.compile(rb'^text = "word[\dx]+\n\Z', re.MULTILINE)
