"""The verbs of Pool: answers into themes and out of them, and the themes themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kindboard.cards.cards import Answer, Theme
from kindboard.terms import counted, quoted
from kindboard.verbs.done import Done

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


def group(work: Workspace, theme: Theme, answers: Sequence[Answer]) -> Done:
    cards = tuple(work.group(theme, answers))
    return Done(f"{counted(len(cards), 'answer')} put into {quoted(theme)}", cards)


def new_theme(work: Workspace, title: str, answers: Sequence[Answer]) -> Done:
    """Of some answers, or empty."""
    theme = work.new_theme(title, answers)
    what = f"{counted(len(answers), 'answer')} put into a new theme" if answers else "A new theme"
    return Done(f"{what}, {quoted(theme)}", (theme,))


def take_out(work: Workspace, answers: Sequence[Answer]) -> Done:
    cards = tuple(work.ungroup(answers))
    return Done(f"{counted(len(cards), 'answer')} taken out", cards)


def rename(work: Workspace, theme: Theme, title: str) -> Done:
    return Done("Renamed", (work.change(theme, {"title": title}),))


def put_together(work: Workspace, theme: Theme, into: Theme) -> Done:
    """All that is in a theme goes into another, and it is taken off; unless somebody changed it meanwhile."""
    gone = work.join_themes(theme, into)
    stays = "" if gone else f"Somebody changed {quoted(theme)} meanwhile, so its words stay."
    return Done(f"Put together in {quoted(into)}", (work.latest.by_path.get(into.path, into),), stays)
