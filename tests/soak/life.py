"""One process of the soak, from its start to its end, and what the long-lived one takes of the computer."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from tests.kills import ROOT, kill

Line = dict[str, Any] | None
"""What a process said; None: it says no more."""


class Life:
    def __init__(
        self, folder: Path, place: int, seed: int, edits: int, names: list[str], tell: Callable[["Life", Line], None]
    ) -> None:
        self.place, self._tell, self._errors = place, tell, folder / f"errors-{place}-{seed}"
        self.dies_at: float | None = None
        self.was_killed = False
        self.stood: bool | None = None
        """Whether the save that is being taken back stood before."""
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.worker", str(folder), str(seed), str(edits), *names],
                cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith(b"}\n"):
                self._tell(self, json.loads(line))
        self._tell(self, None)

    def is_due(self) -> bool:
        return self.dies_at is not None and time.monotonic() > self.dies_at and not self.was_killed

    def kill(self, *, with_git: bool) -> None:
        """End it as `kill -9` does. All it said before has been told when this returns."""
        self.was_killed = True
        kill(self.process, with_children=with_git)
        self.end()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def errors(self) -> str:
        return self._errors.read_text()


@dataclass
class Usage:
    """Memory in bytes, open files and running children of the process that is never killed, from look to look."""

    looks: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, memory: int, handles: int, children: int) -> None:
        self.looks.append((memory, handles, children))

    def grown(self) -> str | None:
        """What has grown since it was warm, in words."""
        warm = len(self.looks) // 3
        for number, (name, part, more) in enumerate(
            (("memory", 1.2, 4_000_000), ("handles", 1, 3), ("children", 1, 2))
        ):
            before = max((look[number] for look in self.looks[:warm]), default=None)
            after = max((look[number] for look in self.looks[2 * warm :]), default=0)
            if before is not None and after > before * part + more:
                return f"The {name} of a process that lived long grew from {before:,} to {after:,}."
        return None

    def __str__(self) -> str:
        def line(name: str, number: int, unit: int) -> str:
            values = [look[number] // unit for look in self.looks]
            third = max(1, len(values) // 3)
            early, late = max(values[:third]), max(values[-third:])
            return f"{name} {early} at most in the first third, {late} in the last"

        if not self.looks:
            return "not looked at"
        return "; ".join([line("memory in MB", 0, 1_000_000), line("open files", 1, 1), line("children", 2, 1)])
