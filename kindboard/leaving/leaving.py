"""What a person is shown before something goes on the board: exactly what leaves this computer. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kindboard import privacy
from kindboard.board.board import Draft
from kindboard.cards.written import written
from kindboard.privacy import Detail
from kindboard.told import Leaving

READ = "Everybody who has the board can read it."
STAYS = "The board's history keeps these words, also after the card is taken off."
NAMELESS = (
    "No name and no time of day go with it.",
    "It is sent on its own some minutes later, so that its time does not tell whose it is.",
    "In a small team people may still guess, and a server may keep a record of which account sent something.",
)
NOBODY = ("No name goes with it.",)
"""Only answers and notes wait for others to be sent: whoever writes a plan item is there when it is agreed."""
_WHERE = ("principle", "question", "round", "column", "by", "text", "title")
"""Fields that are shown by themselves, or that tell where it goes."""


def told(draft: Draft, name: str | None, day: date) -> Leaving:
    """Of a draft under this name, or none, on this day."""
    fields = draft.fields
    main = "text" if fields.get("text") else "title"
    text = str(fields.get(main) or "")
    beside = tuple((field, value) for field, value in fields.items() if value and field not in _WHERE)
    corrects = draft.card is not None and draft.kind != "note"
    who: tuple[str, ...] = NAMELESS if draft.kind in ("answer", "note") else NOBODY
    if name:
        who = (f"Your name, {name}, goes with it.",)
        if corrects:
            who = (f"The card stays its writer's. Its story tells that {name} changed it, and the words before.",)
    sentences = (READ, *who, STAYS)
    return Leaving(draft.key, draft.kind, text, beside, name, day, sentences, identifying(fields), corrects)


def identifying(fields: Mapping[str, Any]) -> tuple[Detail, ...]:
    """What in the fields of a card may tell who somebody is."""
    # The others are chosen, and a review date is nobody's birthday.
    own = {*written("answer", "theme", "plan"), "owner", "tags"}
    typed = [words for name in fields if name in own for words in _words(fields[name])]
    return privacy.details("\n".join(typed))


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [part for part in value if isinstance(part, str)] if isinstance(value, tuple | list) else []
