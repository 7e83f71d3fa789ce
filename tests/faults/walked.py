"""People who die at a chosen effect, one after another, from one process that has everything imported.

`python -m tests.faults.walked` reads a line of JSON for each, `{"folder", "verb", "number", "stop", "power"}`, and
answers with one: `{"effects": [what it did or died before], "status": how it ended, "error": what it said}`.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import psutil

import kindboard
from kindboard.cards.cards import Answer
from kindboard.clone import share, undo
from kindboard.git import owner
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests.faults.effects import Effects

LONGEST = 60
LOADED = (psutil, share, undo)
"""Imported here, once, rather than in each of them."""


def an_answer(workspace: Workspace, begins: str) -> Answer:
    return next(card for card in workspace.board().answers if card.text.startswith(begins))


def change(workspace: Workspace, number: int) -> None:
    workspace.change(an_answer(workspace, "text "), {"text": f"text {number}"})


def group(workspace: Workspace, number: int) -> None:
    board = workspace.board()
    workspace.group(board.themes[number % 2], [card for card in board.answers if card.text.startswith("both ")])


def no_name(workspace: Workspace, number: int) -> None:
    fields = {"principle": "walk-a-mile", "question": "improve", "text": f"new {number}"}
    workspace.add("answer", fields, no_name=True)


def remove(workspace: Workspace, number: int) -> None:
    workspace.remove(an_answer(workspace, f"gone {number}"))


VERBS: dict[str, Callable[[Workspace, int], object]] = {
    "change": change,
    "group": group,
    "no_name": no_name,
    "remove": remove,
    "undo": lambda workspace, _: workspace.undo(),
    "sync": lambda workspace, _: workspace.sync(now=True),
    "post": lambda workspace, _: workspace.post(),
    "connect": lambda workspace, _: starters.connect(workspace, f"{workspace.root}-shared"),
}


def live(wanted: dict[str, Any], say: Callable[[str], None]) -> None:
    owner.this_process.cache_clear()
    effects = Effects(wanted["stop"], wanted["power"], say)
    folder, verb, number = wanted["folder"], wanted["verb"], wanted["number"]
    if verb == "join":
        effects.count()
        starters.join(wanted["shared"], folder).close()
        return
    if verb == "open":
        effects.count()
    with kindboard.open(folder) as workspace:
        workspace.board()
        if verb == "open":
            return
        effects.count()
        VERBS[verb](workspace, number)


def one_life(wanted: dict[str, Any]) -> dict[str, Any]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.alarm(LONGEST)
        try:
            live(wanted, lambda what: os.write(write, f"{what}\n".encode()))
            os._exit(0)
        except BaseException:
            os.write(write, f"! {traceback.format_exc()}".encode())
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as told:
        effects, _, error = told.read().partition("! ")
    _, status = os.waitpid(child, 0)
    return {"effects": effects.splitlines(), "status": os.waitstatus_to_exitcode(status), "error": error}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(one_life(json.loads(line))), flush=True)
