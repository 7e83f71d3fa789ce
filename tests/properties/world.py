"""Two to four people with a clone each, a shared folder, and a log of what each of them saw and saved.

All is real: git, the disk, processes that die. Only time and the letters of new ids are ours, so that a run can be had
again. `World` does what it is told and looks, after each step, whether anything is missing; `finish` checks the laws.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import kindboard
from kindboard.cards import ids
from kindboard.cards.ids import BASE32
from kindboard.cards.paths import place_of
from kindboard.clone.journal import Intent
from kindboard.clone.steps import read_steps
from kindboard.errors import KindboardError
from kindboard.git.repository import QUEUE
from kindboard.told import Synced
from kindboard.workspace.workspace import Workspace
from tests import generated, verbs
from tests.ledger import Ledger, Record, versions, watching, words
from tests.properties.dying import DIED, dying
from tests.teams import a_team, at_the_computer_of, send_all
from tests.verbs import Chance, NotNow, Verb

NAMES = ("Sam", "Jo", "Ann", "Bo")
HAND_EDITED = ("answer", "plan", "theme")
MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Half:
    """A card's file in the middle of being edited by hand: as it was, and as it is now."""

    was: bytes
    now: bytes


@dataclass
class Person:
    name: str
    workspace: Workspace
    computer: Path
    ahead: timedelta = timedelta()
    """How far this computer's clock is wrong."""
    half: dict[str, Half] = field(default_factory=dict)
    wrote: set[bytes] = field(default_factory=set)
    """Every word that they ever saved."""

    @property
    def root(self) -> Path:
        return self.workspace.root

    def tip_of(self, path: str) -> bytes | None:
        return self.workspace.clone.current(path)[1]

    def missing(self) -> list[str]:
        """The card files that were deleted by hand."""
        return [card.path for card in self.workspace.board() if not (self.root / card.path).exists()]

    def sees(self) -> set[bytes]:
        """The words on their board, also those in files that are kept beside a card."""
        shown = {card.path: card.raw for card in self.workspace.board()}
        for file in (self.root / "boards").rglob("*"):
            path = file.relative_to(self.root).as_posix()
            if path not in shown and path not in self.half and file.is_file():
                shown[path] = file.read_bytes()
        # A file in the middle of being edited hides what is on the board, where that is no card either.
        hidden = [raw for path in self.half if path not in shown and (raw := self.tip_of(path))]
        return words(*shown.values(), *hidden, *(half.now for half in self.half.values()))

    def git(self, *arguments: str, now: datetime | None = None) -> bool:
        """Plain git, as this person would run it. Whether it ended well."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
        for role in ("AUTHOR", "COMMITTER"):
            env |= {f"GIT_{role}_NAME": self.name, f"GIT_{role}_EMAIL": "plain@example.org"}
            env |= {f"GIT_{role}_DATE": now.isoformat()} if now else {}
        done = subprocess.run(["git", *arguments], cwd=self.root, env=env, capture_output=True, timeout=60, check=False)
        return done.returncode == 0


def beginning(folder: Path) -> Path:
    """A team of four with a few cards, to be copied for each world."""
    with a_team(folder, *NAMES) as team:
        sam, *_ = team
        for number in range(2):
            text = f"word{number}\na line in between\nword{number + 10}"
            sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
        sam.add("plan", {"column": "start", "title": "word20", "why": "word21"})
        sam.add("theme", {"title": "word22"})
        team.sync()
        (sam.clone.folder / "undo.json").unlink()
    return folder


class World:
    def __init__(self, start: Path, folder: Path, people: int) -> None:
        shutil.copytree(start, folder, ignore=shutil.ignore_patterns("hooks", *NAMES[people:]))
        self.folder, self.shared, self.away = folder, folder / "shared", folder / "away"
        self.clock, self.count, self.letters = MORNING, 100, 0
        self.ledger = Ledger()
        self.by_id: dict[str, Record] = {}
        """Each save by its Save-Id, and by that of the step that takes it back."""
        self.sent: set[bytes] = set()
        """Words that may have left the computer they were written on."""
        self.never: set[bytes] = set()
        """Words that were taken back before they were sent."""
        self.paths: dict[str, set[bytes]] = {}
        self.merged = False
        self._random_letters, ids.random_letters = ids.random_letters, self._letters
        self.people = [self._person(name, start) for name in NAMES[:people]]
        first = self.people[0]
        self._wrote(first, Record(first.sees(), set()))
        self.sent |= first.wrote

    def _person(self, name: str, start: Path) -> Person:
        config = self.folder / name / ".git/config"
        config.write_text(config.read_text().replace(f"{start}/", f"{self.folder}/"))
        computer = self.folder / f"{name}-computer"
        with at_the_computer_of(computer):
            return Person(name, kindboard.open(self.folder / name), computer)

    def close(self) -> None:
        for person in self.people:
            person.workspace.close()
        ids.random_letters = self._random_letters
        shutil.rmtree(self.folder, ignore_errors=True)

    def _letters(self, count: int) -> str:
        """The same in every run, and rising: a card made later is later in every list."""
        self.letters += 1
        return "".join(BASE32[self.letters >> 5 * place & 31] for place in reversed(range(count)))

    def word(self) -> str:
        self.count += 1
        return f"word{self.count}"

    def now(self, person: Person) -> datetime:
        return self.clock + person.ahead

    @contextmanager
    def at(self, person: Person) -> Iterator[None]:
        """At a person's computer, a second later."""
        self.clock += timedelta(seconds=1)
        os.environ["KINDBOARD_NOW"] = self.now(person).isoformat()
        try:
            with at_the_computer_of(person.computer):
                yield
        finally:
            del os.environ["KINDBOARD_NOW"]

    # What people do ------------------------------------------------------------------------------------------------

    def does(self, person: Person, verb: Verb, number: int) -> None:
        """A person does something, and it is on their board at once."""
        begun: list[Intent] = []
        before = person.sees()
        with self.at(person), watching(begun.append):
            try:
                verb(person.workspace, Chance(number), self.word)
            except NotNow:
                return
            except KindboardError as error:
                if error.code not in verbs.REFUSED:
                    raise
        brought = self._saved(person, begun)
        after = self.look(person, before)
        assert brought - after == set(), "A save that was acknowledged is not on the board"
        self.never |= self._never_sent(begun) - after

    def _saved(self, person: Person, begun: list[Intent]) -> set[bytes]:
        """Write down what was saved; returns the words that it brought."""
        brought: set[bytes] = set()
        for intent in begun:
            record = self._wrote(person, Record.of(versions(intent)))
            self.by_id[intent.id] = record
            brought |= record.saved
            for change in intent.changes:
                self.paths.setdefault(change.path, set()).update(words(change.seen, change.new))
        steps = read_steps(person.workspace.clone)
        if begun and steps:
            self.by_id.setdefault(steps[-1].save_id, self.by_id[begun[-1].id])
        return brought

    def _wrote(self, person: Person, record: Record) -> Record:
        person.wrote |= record.saved
        return self.ledger.add(record)

    def _never_sent(self, begun: list[Intent]) -> set[bytes]:
        """All words of the cards that were removed, if none of them has left this computer."""
        of_cards = [self.paths[change.path] for intent in begun for change in intent.changes if change.new is None]
        return set().union(*(each for each in of_cards if not each & self.sent and not self.merged))

    def look(self, person: Person, before: set[bytes]) -> set[bytes]:
        """What a person sees now. Nothing that they saw before may be gone, but what somebody took away knowingly."""
        after = person.sees()
        self.never -= after
        assert before - after - self.ledger.excused() == set(), f"{person.name} no longer sees what they saw"
        for path, half in person.half.items():
            assert (person.root / path).read_bytes() == half.now, f"{person.name}'s unfinished {path} was overwritten"
        return after

    def undoes(self, person: Person, *, again: bool = False) -> None:
        """`again`: brings again what was taken back last."""
        with self.at(person):
            steps = read_steps(person.workspace.clone)
            before = person.sees()
            try:
                done = person.workspace.redo() if again else person.workspace.undo()
            except KindboardError as error:
                if error.code != "nothing-to-undo":
                    raise
                return
            left = read_steps(person.workspace.clone)
            turned = [number for number, step in enumerate(left) if step.undone != again][-1 if again else 0]
            # Steps of which nothing was left went: behind what was taken back, or before what came again.
            step, now = steps[turned + (len(steps) - len(left) if again else 0)], left[turned]
        record = self.by_id[step.save_id]
        self.by_id[now.save_id] = record
        stood, record.stands = record.stands, not record.stands if record.stands is not None else None
        after = self.look(person, before)
        gone = before - after
        if stood is not None:
            assert gone <= (record.saved if stood else record.gone), "More was taken back than was done"
        # What a change that comes again takes the place of was there in its own right, and may leave.
        if not done.seen and not again:
            self.never |= gone - self.sent

    def syncs(self, person: Person, *, now: bool = False, due: bool = False) -> Synced:
        with self.at(person):
            clone, before = person.workspace.clone, person.sees()
            if due:
                (clone.folder / "queue-due").write_text("0")
            self._leaves(person, all_of_it=now or due)
            told = send_all(person.workspace) if now else person.workspace.sync()
            assert told.state == ("synced" if self.shared.exists() else "offline"), told
            self.look(person, before)
            if now and self.shared.exists():
                assert person.workspace.status().waiting == person.workspace.status().unsent == 0
                assert clone.tip == self._tip(), "Synced, and yet not at the shared board's tip"
        return told

    def _tip(self) -> str:
        return generated.git(self.shared, "rev-parse", "main").decode().strip()

    def _leaves(self, person: Person, *, all_of_it: bool) -> None:
        if self.shared.exists():
            clone = person.workspace.clone
            waiting = [clone.objects.blob(entry.oid) for entry in clone.queued().values() if entry]
            self.sent |= person.wrote - self.never - (set() if all_of_it else words(*waiting))

    def restores(self, person: Person, number: int) -> None:
        """Put a card back that somebody took off the board; then it must stay."""
        there = person.workspace.board().cards
        removed = sorted({place.id for path in self.paths if (place := place_of(path))} - there.keys())
        begun: list[Intent] = []
        before = person.sees()
        with self.at(person), watching(begun.append):
            try:
                person.workspace.restore(Chance(number).of(removed))
            except KindboardError as error:
                if error.code != "unknown-id":
                    raise
        self._saved(person, begun)
        self.look(person, before)

    def dies(self, person: Person, do: Callable[[Workspace], object], effects: int) -> None:
        """Another process of a person's does something and dies on its way; then they start again."""
        before = person.sees()
        steps = read_steps(person.workspace.clone)
        with self.at(person):
            person.workspace.close()
            death = dying(person.root, do, effects)
            self.letters += 1000
            self.count += 1000
            person.workspace = kindboard.open(person.root)
        begun = [i for i in death.begun if death.status != DIED or self._in_history(person, i)]
        if steps and do is Workspace.undo:
            self.by_id[steps[-1].save_id].stands = None
        not_begun = Record.of(change for intent in death.begun if intent not in begun for change in versions(intent))
        brought = self._saved(person, begun)
        after = self.look(person, before)
        assert brought - after == set(), "Of a save that was begun, half is on the board"
        assert not_begun.saved & (after - before) == set(), "Of a save that was not made, half is on the board"

    def _in_history(self, person: Person, intent: Intent) -> bool:
        refs = ["main", *([QUEUE] if person.workspace.clone.objects.oid(QUEUE) else [])]
        return bool(generated.git(person.root, "log", "--format=%H", "-F", f"--grep={intent.id}", *refs))

    # By hand, and with plain git ----------------------------------------------------------------------------------

    def edits_by_hand(self, person: Person, number: int, *, stage: bool, half: bool) -> None:
        """Change a card's file in an editor; `half`: it is left for a while as no card at all."""
        chance = Chance(number)
        before = person.sees()
        card = chance.of(sorted((c for c in person.workspace.board() if c.kind in HAND_EDITED), key=lambda c: c.path))
        file = person.root / card.path
        if card.path in person.half or not file.exists():
            return
        was = file.read_bytes()
        if half:
            person.half[card.path] = Half(was, verbs.half_written(was, self.word))
            file.write_bytes(person.half[card.path].now)
        else:
            self._writes(person, card.path, was, verbs.rewritten(was, card.kind, chance, self.word))
        if stage:
            person.workspace.clone.index.finish()
            person.git("add", "--", card.path)
        self.look(person, before)

    def _writes(self, person: Person, path: str, seen: bytes, new: bytes) -> None:
        self._wrote(person, Record.of([(seen, new)]))
        self.paths.setdefault(path, set()).update(words(seen, new))
        file = person.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(new)

    def finishes_by_hand(self, person: Person, number: int) -> None:
        """What was left half edited becomes a card again, made from what its writer had before them."""
        path = Chance(number).of(sorted(person.half))
        place = place_of(path)
        assert place is not None
        half = person.half.pop(path)
        self._writes(person, path, half.now, verbs.rewritten(half.was, place.kind, Chance(number), self.word))

    def deletes_a_file(self, person: Person, number: int) -> None:
        """Which is never taken for a removal."""
        before = person.sees()
        path = Chance(number).of(sorted(card.path for card in person.workspace.board() if card.kind in HAND_EDITED))
        file = person.root / path
        if file.exists() and path not in person.half and file.read_bytes() == person.tip_of(path):
            file.unlink()
        self.look(person, before)

    def commits_with_plain_git(self, person: Person) -> None:
        before = person.sees()
        person.workspace.clone.catch_up()
        person.workspace.clone.index.finish()
        with self.at(person):
            gone = [person.tip_of(path) for path in person.missing()]
            if person.git("commit", "-qam", "By hand", now=self.now(person)):
                # What was half edited is in the history now, words and all; and what was deleted is gone.
                for path, half in person.half.items():
                    self._writes(person, path, half.was, half.now)
                person.half.clear()
                self._wrote(person, Record.of((raw, None) for raw in gone))
        self.look(person, before)

    def pulls_with_plain_git(self, person: Person) -> None:
        before = person.sees()
        person.workspace.clone.catch_up()
        person.workspace.clone.index.finish()
        with self.at(person):
            if not person.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", now=self.now(person)):
                person.git("merge", "--abort")
            self.merged = self.merged or bool(generated.git(person.root, "rev-list", "-1", "--merges", "main"))
        self.look(person, before)
