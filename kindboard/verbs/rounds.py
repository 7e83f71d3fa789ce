"""The verbs of a round: begin one, move it from stage to stage, close it, open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kindboard.cards.cards import Round, Stage
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Workspace


def start(work: Workspace, title: str) -> Done:
    round = work.start_round(title)
    return Done(f"{one_line(round.title)} has begun", (round,))


def move(work: Workspace, round: Round, stage: Stage) -> Done:
    return Done(f"{one_line(round.title)} is at {stage.capitalize()} now", (work.move_round(round, stage),))


def close(work: Workspace, round: Round) -> Done:
    return Done(f"{one_line(round.title)} is closed", (work.close_round(round),), "Thank you all.")


def open_again(work: Workspace, round: Round) -> Done:
    return Done(f"{one_line(round.title)} is open again", (work.open_round(round),))
