"""A process that dies before its n-th effect on disk or on git, and its git ends what it was told to do.

It is a copy of this one (a fork), so that it costs a few milliseconds, and so that all of a death is real: no `finally`
runs, the system lets go of the locks, the journal's owner is dead.
"""

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import msgspec

import kindboard
from kindboard.clone.journal import Intent
from kindboard.errors import KindboardError
from kindboard.git import owner
from kindboard.workspace.workspace import Workspace
from tests.faults.effects import Effects
from tests.ledger import watching
from tests.verbs import NotNow

DONE, NOT_DONE, FAILED = 0, 3, 4
DIED = -signal.SIGKILL
SECONDS = 60


@dataclass
class Death:
    """How a process ended, and the saves it had begun."""

    status: int
    begun: list[Intent] = field(default_factory=list)


class _Dying(Effects):
    """Nothing is left to chance, so that a run can be had again: git has ended before anybody looks."""

    def next(self, what: str, delay: float = 0) -> None:
        super().next(what)

    def _die(self) -> NoReturn:
        for child in self._children:
            if child.stdin is not None:
                child.stdin.close()
            child.wait(SECONDS)
        super()._die()


def dying(root: Path, do: Callable[[Workspace], object], effects: int) -> Death:
    """Let a process open a board, `do` something there and die on its way, or end well if it gets so far."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _live(root, do, effects, write)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        said = told.read()
    _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    if status not in (DONE, DIED, NOT_DONE):
        raise AssertionError(f"The process ended with {status}: {said.decode()}")
    return Death(status, [msgspec.json.decode(line, type=Intent) for line in said.splitlines()])


def _live(root: Path, do: Callable[[Workspace], object], effects: int, told: int) -> None:
    status = FAILED
    try:
        signal.alarm(SECONDS)
        owner.this_process.cache_clear()
        with watching(lambda intent: _tell(told, msgspec.json.encode(intent))), kindboard.open(root) as workspace:
            _Dying(effects, power=False, say=lambda what: None).count()
            do(workspace)
        status = DONE
    except (KindboardError, NotNow):
        status = NOT_DONE
    except BaseException:
        _tell(told, traceback.format_exc().encode())
    finally:
        os._exit(status)


def _tell(told: int, line: bytes) -> None:
    os.write(told, line + b"\n")
