"""What the screens say about where things stand: short, plain, and shorter still where there is no room. Pure."""

from datetime import datetime

from msgspec import Struct

from kindboard.board import Board
from kindboard.cards import Principle
from kindboard.plain_text import one_line
from kindboard.tui.rows import counted

UNDO = "u undo"


class Standing(Struct, frozen=True):
    """What the status line needs to know."""

    known: bool = True
    """False until the board's standing was first looked at."""
    shared: bool = False
    unsent: int = 0
    waiting: int = 0
    attention: int = 0
    state: str = ""
    """As `Synced.state`; empty before the first sync."""
    news: datetime | None = None
    """When the shared board was last heard, in the reader's zone."""


TROUBLE = {"offline": "offline", "sign-in": "needs sign-in", "refused": "sending refused", "busy": "sending waits"}


def standing_words(standing: Standing) -> tuple[str, ...]:
    """From the fullest to the shortest way to say it."""
    saved = "Saved here"
    if not standing.known:
        return (saved, "")
    middle: list[str] = []
    if standing.shared and standing.unsent:
        middle.append(f"{standing.unsent:,} to send")
    if standing.shared and standing.waiting:
        middle.append(f"{standing.waiting:,} to send on its own")
    if standing.shared and not middle and standing.state == "synced":
        saved = "Saved and sent"
    if standing.attention:
        middle.append(f"{standing.attention:,} to look at")
    last = ""
    if not standing.shared:
        last = "not shared yet"
    elif standing.state in TROUBLE:
        last = TROUBLE[standing.state]
    elif standing.news:
        last = f"news {standing.news:%H:%M}"
    full = [saved, *middle, *([last] if last else [])]
    return (
        " · ".join(full),
        " · ".join([saved, *middle]),
        " · ".join(middle) or saved,
        middle[0] if middle else "Saved",
        "",
    )


def fitting(ways: tuple[str, ...], width: int) -> str:
    """The fullest of some ways to say a thing that fits."""
    return next((way for way in ways if len(way) <= width), "")


def board_title(board: Board) -> str:
    title = one_line(board.about.title)
    return f"{title} · {one_line(board.round.title)}" if board.round else title


def principle_note(principle: Principle) -> str:
    """Whose words a principle's text is."""
    if principle.wording == "working":
        return "Our own working words."
    if principle.wording == "missing":
        return 'Its wording is missing. Paste it with "kindboard wording"; you can answer without it, too.'
    return f"Source: {one_line(principle.source)}." if principle.source else ""


def count_words(answers: int, drafts: int, filtered: bool = False) -> str:
    """How many answers a question has: `2 answers`, `nobody yet`, `2 and 1 ~`."""
    if filtered:
        return f"{answers + drafts:,} found"
    if drafts:
        return f"{answers:,} and {drafts:,} ~" if answers else f"{drafts:,} ~"
    return counted(answers, "answer") if answers else "nobody yet"


def empty_words(question: str, filtered: bool) -> tuple[str, ...]:
    """What an empty place says: what goes there, and which key begins."""
    if filtered:
        return ("Nothing here holds those words.", "esc shows every answer again.")
    if question == "people-say":
        return ('Have you asked anyone? "We have not asked yet" is an answer, too.', "Press n to write it.")
    if question == "self":
        return ("Nobody has answered this yet. A sentence from one ordinary day is enough.", "Press n to write it.")
    return ("Nobody has answered this yet. What you saw last week is a good start.", "Press n to write it.")
