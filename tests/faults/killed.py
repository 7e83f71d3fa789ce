"""A kindboard that is killed (-9) at one chosen step: `killed(workspace, computer, "change", "after", module, name)`.

The step is a function of kindboard, or a method as `Class.name`; or "half", "", "": when half a card is in its file.
"""

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import kindboard
from kindboard.workspace.workspace import Workspace
from tests.kills import ROOT

OLD, NEW = "We ask twice.", "We ask once, and listen."


def killed(workspace: Workspace, computer: Path, verb: str, *step: str) -> None:
    """Let another process do `verb` on this clone and be killed at the step."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed", str(workspace.root), verb, *step],
        cwd=ROOT, env=os.environ | {"KINDBOARD_HOME": str(computer), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, f"the step was never reached: {ended.stderr}"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(when: str, module: str, name: str) -> None:
    owner: Any = importlib.import_module(module)
    *classes, name = name.split(".")
    for part in classes:
        owner = getattr(owner, part)
    step: Callable[..., object] = getattr(owner, name)

    def dying(*arguments: object, **more: object) -> None:
        if when == "after":
            step(*arguments, **more)
        die()

    setattr(owner, name, dying)


def die_with_half_a_card_written() -> None:
    """The next card file gets half its bytes, on disk, and then the process ends."""
    from kindboard.clone import atomic

    fdopen = os.fdopen

    class Half:
        def __init__(self, file: BinaryIO) -> None:
            self.file = file

        def __enter__(self) -> "Half":
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            if not content.startswith(b"schema = "):
                self.file.write(content)
                return
            self.file.write(content[: len(content) // 2])
            self.file.flush()
            os.fsync(self.file.fileno())
            die()

        def flush(self) -> None:
            self.file.flush()

    class Disk:
        def __getattr__(self, name: str) -> object:
            return getattr(os, name)

        def fdopen(self, descriptor: int, mode: str) -> Half:
            return Half(fdopen(descriptor, mode))  # type: ignore[arg-type]

    atomic.os = Disk()  # type: ignore[assignment]


def the_answer(workspace: Workspace) -> Any:
    return workspace.board().answers_to("walk-a-mile", "improve")[0]


VERBS: dict[str, Callable[[Workspace], object]] = {
    "open": Workspace.board,
    "change": lambda workspace: workspace.change(the_answer(workspace), {"text": NEW}),
    "remove": lambda workspace: workspace.remove(the_answer(workspace)),
    "undo": Workspace.undo,
    "sync": lambda workspace: workspace.sync(now=True),
}


if __name__ == "__main__":
    folder, verb, when, module, name = sys.argv[1:]
    if verb == "open":
        die_at(when, module, name)
    with kindboard.open(folder) as opened:
        opened.board()
        if when == "half":
            die_with_half_a_card_written()
        else:
            die_at(when, module, name)
        VERBS[verb](opened)
