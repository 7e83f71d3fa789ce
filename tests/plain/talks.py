"""`kindboard plain` as tests use it: by the words of a choice, as a person does who reads the list; or a whole process.

`a_talk` runs in this process. Each step is typed as it is, or `>words`: the number of the choice or card that begins
so; where it was not said just now, the list is asked for first. `?>words` is passed over where there is no such choice.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from kindboard.plain.start import run
from kindboard.plain.talk import Talk
from kindboard.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
NUMBERED = re.compile(r"(\d+)\. ((?:(?:Card|Draft) \d+ of \d+: )?(.*))", re.DOTALL)


class Person:
    """Reads what is said and types the steps one by one; then there is no more input."""

    def __init__(self, steps: Iterable[str]) -> None:
        self.steps = list(steps)
        self.heard: list[str] = []
        self._listed = False
        self.talk = Talk(self.read, self.heard.append)

    def read(self) -> str:
        if not self.steps:
            return ""
        step = self.steps[0]
        if step.startswith("?") and step != "?":
            step = self._perhaps(step[1:])
        number = self._number(step[1:]) if step.startswith(">") else ""
        if step.startswith(">") and not number:
            assert not self._listed, f'"{step[1:]}" is in no list of: {self._page}'
            self._listed = True
            return "l\n"
        self._listed = False
        self.steps.pop(0)
        return f"{number or step}\n"

    def _perhaps(self, step: str) -> str:
        """The step, if it can be chosen here, else the one after it."""
        if not self._number(step[1:]):
            if not self._listed:
                return step
            self._listed = False
            self.steps.pop(0)
            return self.steps[0]
        return step

    @property
    def _page(self) -> list[str]:
        """What was said since the last list began."""
        return self.heard[len(self.heard) - self.heard[::-1].index("") if "" in self.heard else 0 :]

    def _number(self, words: str) -> str:
        found = (NUMBERED.match(line) for line in reversed(self._page))
        return next(
            (match[1] for match in found if match and words in (match[2][: len(words)], match[3][: len(words)])), ""
        )

    @property
    def text(self) -> str:
        return "\n".join(self.heard)


def a_talk(workspace: Workspace | None, *steps: str) -> Person:
    """A whole sitting; every step has to have been asked for."""
    person = Person(steps)
    run(person.talk, workspace)
    assert not person.steps, f"nobody asked for: {person.steps}"
    return person


def process(*arguments: str | Path, typed: str | bytes = b"", **env: str) -> "subprocess.CompletedProcess[bytes]":
    """A real `kindboard plain` with input that is piped in."""
    return subprocess.run(
        [sys.executable, "-m", "kindboard", *map(str, arguments), "plain"],
        input=typed.encode() if isinstance(typed, str) else typed,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        capture_output=True,
        timeout=120,
        check=False,
    )


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)
