"""Ids of cards: a day and letters, or a slug. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from kindboard.cards.cards import CARDS

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's, in lower case: no letter is taken for another when read aloud."""

ID = re.compile(rf"\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-[{BASE32}]{{8}}")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def random_letters(count: int) -> str:
    """Letters that nobody can guess."""
    from secrets import choice  # 5 ms, and reading a board makes no ids

    return "".join(choice(BASE32) for _ in range(count))


def new_id(day: date) -> str:
    """A fresh id: the UTC day and 8 random letters, e.g. `2026-11-23-k7f3m9q2`."""
    return f"{day.isoformat()}-{random_letters(8)}"


def id_of_draft(key: str, day: date, there: Iterable[str]) -> str:
    """The id of what a draft puts on the board, the same however often that is tried: the day, and its own letters.

    If it was put `there` before and the draft outlived that, by a crash, it is the one it got then.
    """
    letters = key[-8:]
    return next((id for id in there if id.endswith(letters)), f"{day.isoformat()}-{letters}")


def id_after(there: Iterable[str], day: date, own: str = "") -> str:
    """The id of what is added on a card, after all that is `there`: what came on one day stands in its order.

    The first three of its letters count, and tell no time. `own`: the key of a draft, of which the others are made, so
    that it is the same however often that is put on the board.
    """
    known = [id for id in there if ID.fullmatch(id)]
    letters = own[-_OWN:] or random_letters(_OWN)
    if own and (found := next((id for id in known if id.endswith(letters)), "")):
        return found
    last = max((id[-8:-_OWN] for id in known if id.startswith(day.isoformat())), default="")
    return f"{day.isoformat()}-{_following(last)}{letters}"


_OWN = 5
"""Letters that tell an id from every other of its day and place."""


def _following(places: str) -> str:
    """The next three letters in counting; the last ones, which old ids may have, stay."""
    if not places:
        return BASE32[0] * 3
    number = min(sum(BASE32.index(c) * 32**at for at, c in enumerate(reversed(places))) + 1, 32**3 - 1)
    return "".join(BASE32[number // 32**at % 32] for at in (2, 1, 0))


def is_slug(text: str) -> bool:
    """Whether `text` may name a board, principle, round, review or Learn card: safe as a file name everywhere."""
    return bool(SLUG.fullmatch(text)) and text not in RESERVED


def is_id(kind: str, text: str) -> bool:
    return bool(ID.fullmatch(text)) if CARDS[kind].dated else is_slug(text)
