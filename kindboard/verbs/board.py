"""The verbs of the board itself and of this computer: what it is called, who is named on it, who writes here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kindboard.cards.cards import Support
from kindboard.terms import counted
from kindboard.verbs.done import Done

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


def rename(work: Workspace, title: str) -> Done:
    return Done("The board has a new title", (work.change(work.latest.about, {"title": title}),))


def add_support(work: Workspace, name: str, how: str) -> Done:
    """Somebody to talk to, and how to reach them."""
    about = work.latest.about
    people = [*about.support, Support(name=name.strip(), how=how.strip())]
    support = [{"name": one.name, "how": one.how} for one in people]
    return Done("Added to the people to talk to", (work.change(about, {"support": support}),))


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
