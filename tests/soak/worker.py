"""One process of the soak: several people at work on a board, each at a clone and a computer of their own.

`python -m tests.soak.worker FOLDER SEED EDITS NAME ...` tells what it does in lines of JSON, before and after: it may
be killed at any moment. `begun` has the words that a save brings and takes away; `done` says that it was acknowledged.
"""

import gc
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

import kindboard
from kindboard.cards.paths import place_of
from kindboard.cards.toml import reads
from kindboard.clone.journal import Intent
from kindboard.clone.steps import read_steps
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests import verbs
from tests.ledger import Record, Versions, versions, watching
from tests.teams import at_the_computer_of
from tests.verbs import Chance, NotNow

CLOCKS = {1: timedelta(days=-365), 2: timedelta(days=3653)}
"""Of these people, by number, the clock is wrong."""

TOGETHER = 10
"""Most changes are made to that many cards, so that people meet."""

PLAIN_GIT = "plain-git-of-"
"""How files are named that are there while somebody's plain git is at work, then the number of the process."""

REST = 25
"""Edits between two looks at memory, file handles and children."""


def say(**line: object) -> None:
    os.write(1, json.dumps(line).encode() + b"\n")


@dataclass
class Person:
    root: Path
    computer: Path
    ahead: timedelta
    workspace: Workspace | None = None


class Worker:
    def __init__(self, folder: Path, seed: int, names: list[str]) -> None:
        self.chosen, self.seed, self.count, self.undoing = random.Random(seed), seed, 0, False
        self.people = [Person(folder / name, folder / f"{name}-computer", clock(name)) for name in names]
        self.open: list[str] = []
        self.saves: dict[str, str] = {}
        """Each save of this life by the Save-Id of the step that takes it back."""
        self.did: Counter[str] = Counter()

    def word(self) -> str:
        self.count += 1
        return f"word{self.seed}x{self.count}"

    def chance(self) -> Chance:
        return Chance(self.chosen.getrandbits(80), TOGETHER)

    def begin(self, changes: list[Versions], save_id: str = "") -> None:
        record = Record.of(changes)
        name = f"{self.seed}-{save_id or self.word()}"
        say(begun=name, saved=_text(record.saved), gone=_text(record.gone))
        self.open.append(name)

    def saving(self, intent: Intent) -> None:
        if not self.undoing:
            self.begin(versions(intent), intent.id)
            self.saves[intent.id] = self.open[-1]

    @contextmanager
    def at(self, person: Person) -> Iterator[Workspace]:
        os.environ["KINDBOARD_NOW"] = (datetime.now(UTC) + person.ahead).isoformat()
        with at_the_computer_of(person.computer):
            if person.workspace is None:
                person.workspace = kindboard.open(person.root)
                self.finish_by_hand(person.workspace)
            yield person.workspace

    # What is done ---------------------------------------------------------------------------------------------------

    def work(self, edits: int) -> None:
        kinds: list[tuple[int, str, Callable[[Workspace], object]]] = [
            (60, "edit", lambda w: self.chosen.choice(verbs.EDITING)(w, self.chance(), self.word)),
            (4, "add", lambda w: self.chosen.choice(verbs.ADDING)(w, self.chance(), self.word)),
            (2, "add without a name", lambda w: verbs.add_an_answer_without_a_name(w, self.chance(), self.word)),
            (4, "remove", lambda w: verbs.remove(w, Chance(self.chosen.getrandbits(80)), self.word)),
            (3, "draft", lambda w: verbs.begin_a_draft(w, self.chance(), self.word)),
            (3, "post", lambda w: verbs.post(w, self.chance(), self.word)),
            (6, "undo", self.undo),
            (6, "edit by hand", self.edit_by_hand),
            (2, "leave half edited", self.leave_half_edited),
            (2, "finish by hand", self.finish_by_hand),
            (2, "commit with plain git", self.plain_commit),
            (1, "pull with plain git", self.plain_pull),
            (12, "sync", lambda w: self.sync(w, now=False)),
            (4, "sync now", lambda w: self.sync(w, now=True)),
        ]
        for number in range(edits):
            _, name, do = self.chosen.choices(kinds, [weight for weight, _, _ in kinds])[0]
            with self.at(self.chosen.choice(self.people)) as workspace:
                try:
                    do(workspace)
                except NotNow:
                    name = "nothing to do"
                except KindboardError as error:
                    if error.code not in {*verbs.REFUSED, "busy"}:
                        raise
                    name = f"refused: {error.code}"
            say(done=self.open, did=name)
            self.open = []
            if number % REST == REST - 1:
                self.rest()

    def undo(self, workspace: Workspace) -> None:
        steps = [step for step in read_steps(workspace.clone) if not step.undone]
        name = self.saves.get(steps[-1].save_id) if steps else None
        if name is None:
            raise NotNow
        say(taking_back=name)
        self.undoing = True
        try:
            workspace.undo()
        finally:
            self.undoing = False
        turned = [step for step in read_steps(workspace.clone) if step.undone]
        self.saves[turned[0].save_id] = name
        say(taken_back=name)

    def sync(self, workspace: Workspace, *, now: bool) -> None:
        if self.chosen.random() < 0.1:
            (workspace.clone.folder / "queue-due").write_text("0")
        say(synced=workspace.sync(now=now).state)

    # By hand, and with plain git ------------------------------------------------------------------------------------

    def edit_by_hand(self, workspace: Workspace) -> None:
        file, kind = self.a_file(workspace)
        was = file.read_bytes()
        self.write(workspace, file, was, verbs.rewritten(was, kind, self.chance(), self.word))
        if self.chosen.random() < 0.3:
            workspace.clone.index.finish()
            plain_git(workspace, "add", "--", str(file))

    def a_file(self, workspace: Workspace) -> tuple[Path, str]:
        card = self.chosen.choice([c for c in workspace.board() if c.kind in ("answer", "plan", "theme")])
        file = workspace.root / card.path
        if not file.exists() or not reads(file.read_bytes()):
            raise NotNow
        return file, card.kind

    def write(self, workspace: Workspace, file: Path, was: bytes, new: bytes) -> None:
        """As an editor saves: the old bytes or the new, never half."""
        self.begin([(was, new)])
        aside = workspace.root / ".git" / "an-editors-own"
        aside.write_bytes(new)
        aside.replace(file)

    def leave_half_edited(self, workspace: Workspace) -> None:
        file, _ = self.a_file(workspace)
        was = file.read_bytes()
        self.write(workspace, file, was, verbs.half_written(was, self.word))

    def finish_by_hand(self, workspace: Workspace) -> None:
        for file in sorted((workspace.root / "boards").rglob("*.toml")):
            raw = file.read_bytes()
            if place_of(file.relative_to(workspace.root).as_posix()) and verbs.is_half_written(raw):
                self.write(workspace, file, raw, verbs.finished(raw, self.word))

    def plain_commit(self, workspace: Workspace) -> None:
        workspace.clone.catch_up()
        workspace.clone.index.finish()
        plain_git(workspace, "commit", "-qam", "By hand")

    def plain_pull(self, workspace: Workspace) -> None:
        workspace.clone.catch_up()
        workspace.clone.index.finish()
        if not plain_git(workspace, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main"):
            plain_git(workspace, "merge", "--abort")

    # What it takes --------------------------------------------------------------------------------------------------

    def rest(self) -> None:
        gc.collect()
        me = psutil.Process()
        say(memory=me.memory_info().rss, handles=me.num_fds(), children=len(me.children(recursive=True)))

    def close(self) -> None:
        for person in self.people:
            if person.workspace is not None:
                with self.at(person) as workspace:
                    workspace.close()
        say(left=[" ".join(child.cmdline()) for child in psutil.Process().children(recursive=True)])


def clock(name: str) -> timedelta:
    return CLOCKS.get(int(name.removeprefix("person-")), timedelta())


def _text(words: set[bytes]) -> list[str]:
    return sorted(word.decode() for word in words)


def plain_git(workspace: Workspace, *arguments: str) -> bool:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "Plain Git", f"GIT_{role}_EMAIL": "plain@example.org"}
    at_work = workspace.root / ".git" / f"{PLAIN_GIT}{os.getpid()}"
    at_work.touch()
    done = subprocess.run(
        ["git", *arguments], cwd=workspace.root, env=env, capture_output=True, timeout=60, check=False
    )
    at_work.unlink(missing_ok=True)
    return done.returncode == 0


def main(folder: str, seed: int, edits: int, names: list[str]) -> None:
    worker = Worker(Path(folder), seed, names)
    with watching(worker.saving):
        worker.work(edits)
    worker.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
