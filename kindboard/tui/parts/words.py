"""What the screens say about where things stand: short, plain, and shorter still where there is no room. Pure."""

from datetime import datetime

from msgspec import Struct

from kindboard.board.board import Board
from kindboard.cards.cards import QUESTIONS, Principle
from kindboard.terms import A_COURTESY, counted
from kindboard.terms import board_title as board_title
from kindboard.words.inert import one_line

UNDO = "u undo"
NOTHING_THEN = "Nothing stood here then."
LOOKING = "Looking through the board's history …"
UNREADABLE = "The board's history can't be read just now. Everything on the board is safe."


class Standing(Struct, frozen=True):
    """What the status line needs to know."""

    known: bool = True
    """False until the board's standing was first looked at."""
    shared: bool = False
    unsent: int = 0
    waiting: int = 0
    attention: int = 0
    state: str = ""
    """As `Synced.state`, or `asking` while an answer is long in coming; empty before the first sync."""
    news: datetime | None = None
    """When the shared board was last heard, in the reader's zone."""
    trouble: bool = False
    """Whether the board can't be looked at."""


TROUBLE = {
    "offline": "offline", "sign-in": "needs sign-in", "refused": "sending refused", "busy": "sending waits",
    "asking": "no answer yet",
}  # fmt: skip


def standing_words(standing: Standing) -> tuple[str, ...]:
    """From the fullest to the shortest way to say it."""
    saved = "Saved here"
    if standing.trouble:
        return ("Something is wrong here", "Something is wrong", "Trouble")
    if not standing.known:
        return (saved, "")
    middle: list[str] = []
    if standing.shared and standing.unsent:
        middle.append(f"{standing.unsent:,} to send")
    if standing.shared and standing.waiting:
        middle.append(f"{standing.waiting:,} without a name to send later")
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
    if standing.shared and standing.state in TROUBLE:
        # What keeps the changes here is worth more than their number.
        return (" · ".join(full), " · ".join([*middle, last]), last, "")
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


def principle_note(principle: Principle) -> str:
    """Whose words a principle's text is."""
    if principle.wording == "working":
        return "Our own working words."
    if principle.wording == "missing":
        return 'Its wording is missing. ctrl+p, then "paste", gives it; you can answer without it, too.'
    return f"Source: {one_line(principle.source)}." if principle.source else ""


def count_words(answers: int, drafts: int, *, filtered: bool = False, folded: bool = False) -> str:
    """How many answers a question has: `2 answers`, `nobody yet`, `2 and 1 ~`, `2 after yours`."""
    if folded:
        return f"{answers:,} after yours"
    if filtered:
        return f"{answers + drafts:,} found"
    if drafts:
        return f"{answers:,} and {drafts:,} ~" if answers else f"{drafts:,} ~"
    return counted(answers, "answer") if answers else "nobody yet"


def found_words(board: Board) -> str:
    """What a filter found on the whole board, kind by kind: `2 answers, 1 theme`."""
    kinds = (
        ("answer", board.answers),
        ("theme", board.themes),
        ("plan item", board.plan),
        ("draft", board.drafts),
        ("page", board.learn),
    )
    return ", ".join(counted(len(cards), kind) for kind, cards in kinds if cards) or "nothing found"


def found_under(board: Board, principle: str) -> str:
    """How many answers a filter found to each of a principle's questions, a letter each."""
    counts = [len(board.answers_to(principle, q)) + len(board.drafts_to(principle, q)) for q in QUESTIONS]
    return "".join("·" if not count else str(count) if count < 10 else "+" for count in counts)


def found_elsewhere(board: Board) -> str:
    """Where a filter found answers, for a principle that has none: the first two places, and how many more."""
    places = [
        f"{number} {one_line(principle.title)}"
        for number, principle in enumerate(board.principles, 1)
        if found_under(board, principle.id) != "····"
    ]
    if not places:
        return "Nothing here holds those words."
    more = f" and {len(places) - 2} more" if len(places) > 2 else ""
    return f"Nothing here holds those words. Found under {'; '.join(places[:2])}{more}."


NOTHING_TO_THIS = "Nothing under this question holds those words."
FOLDED = (
    "Press n to write yours, or v to see what others said.",
    f"Theirs are shown after yours, so that everybody's own words come first. {A_COURTESY}",
)


def empty_words(question: str, to_read: bool = False) -> tuple[str, ...]:
    """What an empty place says: what goes there, and which key begins."""
    if to_read:
        return ("Nobody had answered this then.",)
    if question == "people-say":
        return ('Have you asked anyone? "We have not asked yet" is an answer, too.', "Press n to write it.")
    if question == "self":
        return ("Nobody has answered this yet. A sentence from one ordinary day is enough.", "Press n to write it.")
    return ("Nobody has answered this yet. What you saw last week is a good start.", "Press n to write it.")
