"""A kindboard that stops dead when its sync has come so far: `python -m tests.faults.stopped FOLDER fetch|push`."""

import os
import sys
from typing import NoReturn

import kindboard
from kindboard.git.remote import Remote

STOPPED = 9


def stop_after(step: str) -> None:
    plain = getattr(Remote, step)

    def stopping(*arguments: object, **named: object) -> NoReturn:
        plain(*arguments, **named)
        os._exit(STOPPED)

    setattr(Remote, step, stopping)


if __name__ == "__main__":
    folder, step = sys.argv[1:]
    with kindboard.open(folder) as opened:
        stop_after(step)
        opened.sync(now=True)
