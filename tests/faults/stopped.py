"""A kindboard that stops dead at one chosen step, as if the power went.

`python -m tests.faults.stopped FOLDER VERB before|after MODULE NAME`: VERB is change, undo or sync; the step is a
function of kindboard, or a method as `Class.name`.
"""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import kindboard
from kindboard.workspace import Workspace

STOPPED = 9
NEWS = "New words."


def stop_at(when: str, module: str, name: str) -> None:
    owner: Any = importlib.import_module(module)
    *classes, name = name.split(".")
    for part in classes:
        owner = getattr(owner, part)
    step: Callable[..., object] = getattr(owner, name)

    def stopping(*arguments: object, **more: object) -> NoReturn:
        if when == "after":
            step(*arguments, **more)
        os._exit(STOPPED)

    setattr(owner, name, stopping)


def change(workspace: Workspace) -> None:
    workspace.change(workspace.board().answers_to("walk-a-mile", "improve")[0], {"text": NEWS})


VERBS: dict[str, Callable[[Workspace], object]] = {
    "change": change,
    "undo": Workspace.undo,
    "sync": lambda workspace: workspace.sync(now=True),
}


if __name__ == "__main__":
    folder, verb, *step = sys.argv[1:]
    with kindboard.open(folder) as opened:
        opened.board()
        stop_at(*step)
        VERBS[verb](opened)
