"""Where a card lies in the repository, and which card a path holds. Pure."""

import re
from functools import lru_cache

from msgspec import Struct

from kindboard.cards.cards import CARDS
from kindboard.cards.ids import RESERVED, SLUG, is_id, is_slug

ATTRIBUTES = "boards/.gitattributes"
"""What keeps every git from changing the line ends of cards."""


def path_of(board: str, kind: str, id: str) -> str:
    """Where a card lives, from the root of the repository; always with `/`. Raises ValueError for an unsafe name."""
    if not is_slug(board) or not (kind == "board" or is_id(kind, id)):
        raise ValueError(f"not a safe name: {board!r} {id!r}")
    card = CARDS[kind]
    if kind == "board":
        return f"boards/{board}/board.toml"
    month = f"{id[:7]}/" if card.dated else ""
    return f"boards/{board}/{card.folder}/{month}{id}.toml"


_FOLDER = re.compile(rf"boards/({SLUG.pattern})(?:/([a-z]+)(?:/([^/]+))?)?")
_BY_FOLDER = {card.folder: name for name, card in CARDS.items()}


class Place(Struct, frozen=True):
    """Which card a path holds. `proper` is false where the card lies in a folder that is not its own."""

    board: str
    kind: str
    id: str
    proper: bool


def place_of(path: str) -> Place | None:
    """The card a path holds, or None for a path that holds no card."""
    folder, _, name = path.rpartition("/")
    known = _folder(folder)
    if known is None or name[-5:] != ".toml":
        return None
    board, kind, month = known
    id = name[:-5]
    if kind == "board":
        return Place(board, kind, board, True) if id == "board" else None
    if not is_id(kind, id):
        return None
    return Place(board, kind, id, month == (id[:7] if CARDS[kind].dated else None))


@lru_cache(maxsize=1000)
def _folder(path: str) -> tuple[str, str, str | None] | None:
    """(board, kind, month) of a folder of cards; ten thousand cards lie in a few dozen."""
    match = _FOLDER.fullmatch(path)
    if match is None or match[1] in RESERVED:
        return None
    kind = _BY_FOLDER.get(match[2] or "")
    return (match[1], kind, match[3]) if kind else None
