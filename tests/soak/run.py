"""A team at work for long, in several processes, with all that can come between them and their board."""

import random
import shutil
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import psutil

import kindboard
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated, laws, verbs
from tests.ledger import Ledger, Record
from tests.soak.life import Life, Line, Usage
from tests.soak.worker import PLAIN_GIT
from tests.teams import at_the_computer_of

WORKERS = 3
LIVES = (1.5, 12.0)
"""Seconds until a process other than the first one is killed."""
AWAY, HERE = (0.2, 3.0), (3.0, 15.0)
"""Seconds that the shared folder is away, and between."""
PATIENCE = 5.0
"""Seconds until somebody looks after a lock that stays."""
EVERY = 30.0
"""Seconds between two lines of progress."""
ENDING = 120
"""Seconds that a process may take to end when its work is done."""


class Wrong(Exception):
    """Something that must never be, was. Its text says what."""


class Soak:
    def __init__(self, folder: Path, clones: int, edits: int, seed: int) -> None:
        self.folder, self.edits, self.seed = folder, edits, seed
        self.chosen = random.Random(seed)
        self.names = [f"person-{number}" for number in range(clones)]
        self.shared, self.away = folder / "shared", folder / "away"
        workers = min(WORKERS, clones)
        self.left = [edits // workers + (place < edits % workers) for place in range(workers)]
        self.lives: list[Life] = []
        self.said: Queue[tuple[Life, Line]] = Queue()
        self.ledger, self.by_name = Ledger(), dict[str, Record]()
        self.did, self.synced, self.happened = Counter[str](), Counter[str](), Counter[str]()
        self.usage, self.began = Usage(), time.monotonic()

    def run(self) -> None:
        """Raises Wrong."""
        self._begin()
        try:
            for place in range(len(self.left)):
                self._start(place)
            self._work()
        finally:
            for life in self.lives:
                life.end()
        self._finish()

    def _begin(self) -> None:
        for number, name in enumerate(self.names):
            with at_the_computer_of(self.folder / f"{name}-computer"):
                if number:
                    starters.join(str(self.shared), self.folder / name, name=name).close()
                    continue
                root = self.folder / name
                with starters.init(root, starter="kindness-in-practice", title="Riverside", name=name) as first:
                    starters.connect(first, str(self.shared))
                    for card in range(10):
                        text = f"word0x{card}\na line in between\nword1x{card}"
                        first.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
                    for card in range(5):
                        first.add("plan", {"column": "start", "title": f"word2x{card}"})
                    first.add("theme", {"title": "word3x0"})
                    first.sync()
        self.ledger.add(Record(laws.words_in(self.folder / self.names[0]), set()))

    # While they are at work -----------------------------------------------------------------------------------------

    def _start(self, place: int) -> None:
        self.happened["processes"] += 1
        seed = self.seed * 100_000 + self.happened["processes"]
        names = self.names[place :: len(self.left)]
        life = Life(self.folder, place, seed, self.left[place], names, lambda life, line: self.said.put((life, line)))
        if place:
            life.dies_at = time.monotonic() + self.chosen.uniform(*LIVES)
        self.lives.append(life)

    def _work(self) -> None:
        turn, told = time.monotonic() + self.chosen.uniform(*HERE), time.monotonic()
        while any(life.process.poll() is None for life in self.lives) or not self.said.empty():
            if time.monotonic() > turn:
                turn = time.monotonic() + self._come_or_go()
            if time.monotonic() > told + EVERY:
                told = time.monotonic()
                self._progress()
            for life in [life for life in self.lives if life.is_due() and life.process.poll() is None]:
                self._kill(life)
            self._remove_a_lock_that_names_nobody()
            self._remove_locks_of_plain_git()
            try:
                self._hear(*self.said.get(timeout=0.05))
            except Empty:
                continue
        if any(self.left):
            raise Wrong(f"The processes ended with {self.left} edits to make: {self._errors()}")
        if self.away.exists():
            self._come()

    def _come(self) -> None:
        if self.shared.exists():
            # A git that was packing when it went away has written its lists of packs and refs into nowhere.
            assert not (self.shared / "HEAD").exists()
            shutil.rmtree(self.shared)
        self.away.rename(self.shared)

    def _come_or_go(self) -> float:
        """The shared folder goes away, or comes back; returns how long it stays so."""
        if self.away.exists():
            self._come()
            return self.chosen.uniform(*HERE)
        self.happened["spells offline"] += 1
        self.shared.rename(self.away)
        return self.chosen.uniform(*AWAY)

    def _kill(self, life: Life) -> None:
        with_git = self.chosen.random() < 0.5
        self.happened["kills together with git" if with_git else "kills"] += 1
        life.kill(with_git=with_git)
        while not self.said.empty():
            self._hear(*self.said.get())
        if self.left[life.place]:
            self._start(life.place)

    def _remove_a_lock_that_names_nobody(self) -> None:
        """As whoever looks after the shared folder is asked to: a git killed before it wrote into its lock left it."""
        lock = self.shared / "refs" / "heads" / "main.lock"
        with suppress(FileNotFoundError):
            found = lock.stat()
            if not found.st_size and time.time() - found.st_mtime > PATIENCE:
                lock.unlink()
                self.happened["locks that name nobody"] += 1

    def _remove_locks_of_plain_git(self) -> None:
        """As plain git asks whoever called it to: kindboard takes away its own locks only."""
        for name in self.names:
            git_dir = self.folder / name / ".git"
            for at_work in git_dir.glob(f"{PLAIN_GIT}*"):
                # A plain git that ends meanwhile takes its file away itself.
                with suppress(FileNotFoundError):
                    began = at_work.stat().st_mtime
                    if psutil.pid_exists(int(at_work.name.removeprefix(PLAIN_GIT))) or time.time() - began < PATIENCE:
                        continue
                    for lock in (git_dir / "index.lock", git_dir / "HEAD.lock", git_dir / "refs/heads/main.lock"):
                        self._remove_if_left(lock, began)
                    at_work.unlink()

    def _remove_if_left(self, lock: Path, began: float) -> None:
        with suppress(FileNotFoundError):
            if began <= lock.stat().st_mtime <= time.time() - PATIENCE:
                lock.unlink()
                self.happened["locks of a plain git that was killed"] += 1

    def _hear(self, life: Life, line: Line) -> None:
        if line is None:
            if not life.was_killed and (life.process.wait() or self.left[life.place]):
                raise Wrong(f"A process ended by itself: {life.errors()}")
        elif "begun" in line:
            saved, gone = ({word.encode() for word in line[name]} for name in ("saved", "gone"))
            self.by_name[line["begun"]] = self.ledger.add(Record(saved, gone, stands=None))
        elif "done" in line:
            for name in line["done"]:
                self.by_name[name].stands = True
            self.did[line["did"]] += 1
            self.left[life.place] -= 1
        elif "taking_back" in line:
            record = self.by_name[line["taking_back"]]
            life.stood, record.stands = record.stands, None
        elif "taken_back" in line:
            self.by_name[line["taken_back"]].stands = not life.stood if life.stood is not None else None
        elif "synced" in line:
            self.synced[line["synced"]] += 1
        elif "memory" in line and life.place == 0:
            self.usage.add(line["memory"], line["handles"], line["children"])
        elif line.get("left"):
            raise Wrong(f"A process that ended left others running: {line['left']}")

    def _progress(self) -> None:
        done = self.did.total()
        print(
            f"{time.monotonic() - self.began:4.0f} s: {done} of {self.edits} done, {self.synced['synced']} syncs, "
            f"{self.happened['kills'] + self.happened['kills together with git']} kills; {self.usage}",
            flush=True,
        )

    # When all is done -----------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        members: list[Workspace] = []
        try:
            if errors := self._errors():
                raise Wrong(f"A process said on its stderr: {errors}")
            self._look_for_children()
            for name in self.names:
                with at_the_computer_of(self.folder / f"{name}-computer"):
                    members.append(self._opened(self.folder / name))
            self._look(members)
        except AssertionError as wrong:
            raise Wrong(str(wrong)) from wrong
        finally:
            for member in members:
                member.close()
        if grown := self.usage.grown():
            raise Wrong(grown)

    def _errors(self) -> str:
        return "\n".join(error for life in self.lives if (error := life.errors()))[-3000:]

    def _look_for_children(self) -> None:
        """No git, nor any other process of those that ended, may be at work in the folder a few seconds later."""
        for _ in range(50):
            here = [process for process in psutil.process_iter(["cwd", "cmdline"]) if self._is_at_work(process)]
            if not here:
                return
            time.sleep(0.1)
        raise Wrong(f"Left running: {[process.info['cmdline'] for process in here]}")

    def _is_at_work(self, process: psutil.Process) -> bool:
        places = [process.info["cwd"] or "", *(process.info["cmdline"] or [])]
        return any(place.startswith(f"{self.folder}/") for place in places)

    def _opened(self, root: Path) -> Workspace:
        """A clone at its end: what was left half edited by hand is finished first."""
        workspace = kindboard.open(root)
        for path, raw in laws.files(root).items():
            if path.endswith(".toml") and verbs.is_half_written(raw):
                new = verbs.finished(raw, lambda: "word4x0")
                (root / path).write_bytes(new)
                self.ledger.add(Record.of([(raw, new)]))
        return workspace

    def _look(self, members: list[Workspace]) -> None:
        for number, member in enumerate(members * 3):
            told = member.sync(now=True)
            # In the first round, a lock in the shared folder may wait for the person whose git was killed.
            may_wait = number < len(members)
            assert may_wait or told.state == "synced", f"At the end, {member.root} could not sync: {told}"
        laws.all_are_equal(self.shared, members)
        merges = int(generated.git(self.shared, "rev-list", "--count", "--merges", "--all"))
        laws.history_is_whole(self.shared, (m.root for m in members), merged=bool(self.did["pull with plain git"]))
        self.happened |= {"merge commits": merges}
        marked = [(member.root.name, path) for member in members for path in laws.markers_in(member.root)]
        assert marked == [], f"Conflict markers: {marked}"
        lost = self.ledger.lost(laws.words_in(members[0].root))
        assert lost == set(), f"{len(lost)} values lost: {sorted(lost)[:10]}\n{self._last_seen(min(lost))}"

    def _last_seen(self, word: bytes) -> str:
        """What every commit that touched it did to the files with a word that was lost, for whoever looks for why."""
        records = [(name, record) for name, record in self.by_name.items() if word in record.saved | record.gone]
        told = [f"{name}: saved {record.saved}, gone {record.gone}, {record.stands}" for name, record in records]
        for place in (self.shared, *(self.folder / name for name in self.names)):
            log = ("log", "--reflog", "--all", "-m", "--format=fuller", "-p", f"-S{word.decode()}")
            told += [f"In {place.name}:", generated.git(place, *log).decode(errors="replace")[-6000:]]
        return "\n".join(told)

    def table(self) -> str:
        """What was done, in lines of words and numbers."""
        rows = [*sorted(self.did.items()), *((f"sync: {state}", times) for state, times in sorted(self.synced.items()))]
        rows += sorted(self.happened.items())
        rows += [("commits", int(generated.git(self.shared, "rev-list", "--count", "main")))]
        rows += [("values saved", len(self.ledger.saved())), ("of them lost", 0)]
        return "\n".join(f"  {name:<32} {number:>7,}" for name, number in rows) + f"\n  {self.usage}"
