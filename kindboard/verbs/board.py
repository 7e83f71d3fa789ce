"""The verbs of the board itself and of this computer: what it is called, who is named on it, who writes here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kindboard.cards.ids import id_after
from kindboard.errors import WrongUse
from kindboard.terms import counted
from kindboard.verbs.done import Done
from kindboard.words.days import spoken
from kindboard.words.inert import one_line

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


def rename(work: Workspace, title: str) -> Done:
    return Done("The board has a new title", (work.change(work.latest.about, {"title": title}),))


def add_support(work: Workspace, name: str, how: str) -> Done:
    """Somebody to talk to, and how to reach them."""
    from kindboard.edits.edits import with_support

    support = with_support(work.latest.about, name, how)
    return Done("Added to the people to talk to", (work.change(work.latest.about, {"support": support}),))


def take_off_support(work: Workspace, name: str) -> Done:
    """Somebody who is not to be talked to any more."""
    from kindboard.edits.edits import without_support

    about = work.latest.about
    done = f"{one_line(name)} is no longer named as somebody to talk to"
    return Done(done, (work.change(about, {"support": without_support(about, name) or None}),))


def name_day(work: Workspace, day: date, name: str) -> Done:
    """A day that people will want to go back to. Raises WrongUse for a name that says another."""
    from kindboard.board.dates import named, says_a_day
    from kindboard.edits.edits import with_day

    name, board = " ".join(name.split()), work.latest
    if there := named(board, name):
        raise WrongUse("name-taken", f"{spoken(there.day)} is called “{name}” already.", "Give this day another name.")
    if says_a_day(name, board, work.today):
        raise WrongUse("says-a-day", f"“{name}” says a day by itself.", "Give it a name like “before the inspection”.")
    days = with_day(board.about, day, name, id_after(board.about.days, work.day_of_ids))
    return Done(f"{spoken(day)} is called “{one_line(name)}” now", (work.change(board.about, {"days": days}),))


def fill_in(work: Workspace, lines: Sequence[str], source: str | None) -> Done:
    """The published wording, a line for each principle."""
    filled = tuple(work.wording(lines, source))
    return Done(f"The wording of {counted(len(filled), 'principle')} is on the board", filled)


def add_principle(work: Workspace, title: str, text: str) -> Done:
    return Done("The principle is on the board, after the others", (work.add_principle(title, text),))


def set_name(work: Workspace, name: str | None) -> Done:
    """Of whoever writes on this computer; None for no name."""
    work.set_name(name)
    now = work.name
    return Done(f"You write as {now} from now on" if now else "You write without a name from now on", undo=False)


def share_computer(work: Workspace, several: bool) -> Done:
    """Whether several people write on this computer."""
    work.share_computer(several)
    asks = "asks" if several else "does not ask"
    return Done(f"From now on kindboard {asks} at each start who is writing", undo=False)
