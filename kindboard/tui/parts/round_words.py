"""What is said above every mode: a day gone by, a pause between rounds, an earlier round, two changes at once. Pure."""

from datetime import date

from kindboard.actions.actions import MODES, Place
from kindboard.board.board import Board
from kindboard.board.rounds import changed_at_once, current_round
from kindboard.tui.parts.lines import Line, Span, cut, wrap
from kindboard.tui.parts.words import LOOKING
from kindboard.words.days import spoken
from kindboard.words.inert import one_line

OF_A_ROUND: tuple[Place, ...] = ("reflect", "pool", "review")
"""Where a round's own things are shown: the plan lives across rounds."""
PAUSE = "Between two rounds, take your time. ctrl+p, “Start a round” begins one."
PAUSE_SHORT = "Between rounds. ctrl+p starts one."
AT_ONCE = "Two people changed this round at once. ctrl+p, “Choose between two changes” shows both."
AT_ONCE_SHORT = "Changed twice at once: see ctrl+p."


def note_lines(board: Board, place: Place, width: int, *, low: bool) -> list[Line]:
    """Nothing where an open round is shown. On a low screen one line."""
    words, short = _note(board, place)
    if low or not words:
        return [(Span(cut(short, width), "warning"),)] if short else []
    return [(Span(line, "warning"),) for line in wrap(words, width, 2)]


def day_lines(day: date | None, wanted: date | None, width: int, *, low: bool, name: str = "") -> list[Line]:
    """`wanted`: the day gone to, whose board is still read. `name`: what it is called. Nothing where it is today."""
    if wanted != day:
        return [(Span(cut(LOOKING, width), "muted"),)]
    if day is None:
        return []
    which = f"{spoken(day)}, {one_line(name)}" if name else spoken(day)
    short = f"As it was on {spoken(day)}. esc: today"
    words = f"As it was on {which}, to read. esc goes back to today."
    return [(Span(cut(short if low or width < len(words) else words, width), "warning"),)]


def _note(board: Board, place: Place) -> tuple[str, str]:
    """In a sentence, and shorter."""
    seen, now = board.looked_at, current_round(board)
    if seen is not None and place in OF_A_ROUND:
        title = one_line(seen.title)
        new = f"New answers go to {one_line(now.title)}." if now else "No round is open now."
        return f"An earlier round, to read: {title}. {new} esc goes back.", f"Earlier: {title}. esc: back"
    if now is None and place != "learn":
        return PAUSE, PAUSE_SHORT
    if now is not None and changed_at_once(now) and place != "learn":
        return AT_ONCE, AT_ONCE_SHORT
    return "", ""


def round_news(before: Board, now: Board) -> str:
    """What somebody else did to the round, so that nobody in a workshop is left behind; mostly nothing."""
    old, new = current_round(before), current_round(now)
    if new is None:
        return f"{one_line(old.title)} was closed." if old is not None else ""
    title = one_line(new.title)
    if old is None or old.id != new.id:
        return f"{title} is the round that is open now."
    if old.stage == new.stage:
        return ""
    key = next(mode.key for mode in MODES if mode.name == new.stage)
    return f"{title} is at {new.stage.capitalize()} now: {key} goes there."
