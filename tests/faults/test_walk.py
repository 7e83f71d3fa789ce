"""Every verb is stopped before every effect that it has on disk and on git, and started again: all of it, or nothing.

The default tests stop at a few of them; the slow ones at some of each verb's, also as if the power went. With
`KINDBOARD_EVERY_STOP=1 pytest -m slow tests/faults/test_walk.py` they stop at each: that takes many minutes.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kindboard
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.sound import check_clone
from tests.faults.walked import an_answer
from tests.kills import ROOT
from tests.teams import Team, a_team, at_the_computer_of, send_all

FEW = 2
"""At how many effects of each verb the default tests stop."""

STEP, POWER_STEP = (1, 1) if "KINDBOARD_EVERY_STOP" in os.environ else (10, 24)
"""At every which effect the slow tests stop, and the power goes."""

USUAL = ("change", "undo unsent", "sync")
"""The verbs that the default tests stop."""

SAME = 3
"""How many effects of one kind are each stopped at."""

KILLED = -9

Fact = tuple[str, str | None]
"""What an answer says, and the theme it is in."""


@dataclass(frozen=True)
class Walk:
    """`prepare` makes what the verb needs; `before` and `after` it, the board shows these answers.

    `journalled`: from the journal on it is acknowledged, else when the verb returns.
    """

    prepare: Callable[[Workspace, Workspace], object]
    before: Counter[Fact]
    after: Counter[Fact]
    verb: str
    journalled: bool = False


def says(*texts: str, theme: str | None = None) -> Counter[Fact]:
    return Counter((text, theme) for text in texts)


def add(workspace: Workspace, text: str, *, no_name: bool = False) -> None:
    fields = {"principle": "walk-a-mile", "question": "improve", "text": text}
    workspace.add("answer", fields, no_name=no_name)


def shown(workspace: Workspace) -> Counter[Fact]:
    return Counter((answer.text, answer.theme) for answer in workspace.board().answers)


def change_unsent(sam: Workspace, jo: Workspace) -> None:
    sam.change(an_answer(sam, "text "), {"text": "text 0"})


def change_sent(sam: Workspace, jo: Workspace) -> None:
    change_unsent(sam, jo)
    sam.sync()


def by_hand(sam: Workspace, jo: Workspace) -> None:
    file = sam.root / an_answer(sam, "text ").path
    file.write_text(file.read_text().replace("text old", "text by hand"))


def draft_two(sam: Workspace, jo: Workspace) -> None:
    for text in ("draft 1", "draft 2"):
        sam.new_draft("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})


def both_sides(sam: Workspace, jo: Workspace) -> None:
    jo.change(an_answer(jo, "both 1"), {"text": "both by Jo"})
    add(jo, "Jo's words.")
    jo.sync()
    change_unsent(sam, jo)
    sam.remove(an_answer(sam, "gone "))
    add(sam, "Nobody's words.", no_name=True)


def nothing(sam: Workspace, jo: Workspace) -> None:
    pass


OLD = says("text old", "both 1", "both 2", "gone 1")
NEW = OLD - says("text old") + says("text 0")
HAND = OLD - says("text old") + says("text by hand")
TWO = says("both 1", "both 2")
MINE = NEW - says("gone 1") + says("Nobody's words.")
ALL = MINE - says("both 1") + says("both by Jo", "Jo's words.")
WALKS = {
    "change": Walk(nothing, OLD, NEW, "change", journalled=True),
    "group": Walk(nothing, OLD, OLD - TWO + says("both 1", "both 2", theme="THEME"), "group", journalled=True),
    "no_name": Walk(nothing, OLD, OLD + says("new 0"), "no_name", journalled=True),
    "remove": Walk(nothing, OLD, OLD - says("gone 1"), "remove", journalled=True),
    "remove unsent": Walk(lambda sam, jo: add(sam, "gone 2"), OLD + says("gone 2"), OLD, "remove", journalled=True),
    "undo unsent": Walk(change_unsent, NEW, OLD, "undo"),
    "undo sent": Walk(change_sent, NEW, OLD, "undo", journalled=True),
    "open": Walk(nothing, NEW, NEW, "open"),
    "by hand": Walk(by_hand, HAND, HAND, "sync"),
    "post": Walk(draft_two, OLD, OLD + says("draft 1", "draft 2"), "post"),
    "sync": Walk(both_sides, MINE, ALL, "sync"),
    "connect": Walk(nothing, says("alone"), says("alone"), "connect"),
    "join": Walk(nothing, OLD, OLD, "join"),
}
NUMBERS = {"remove": 1, "remove unsent": 2}


class Walker:
    """A process that lives a life for each line; and the folder that each finds as it was prepared."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.prepared = folder / "walk", folder / "prepared"
        self.folder.mkdir()
        env = os.environ | {"KINDBOARD_HOME": str(self.folder / "Sam-computer"), "PYTHONPATH": str(ROOT)}
        env |= {"HOME": str(folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.walked"],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def prepare(self, walk: Walk) -> None:
        for folder in (self.folder, self.prepared):
            shutil.rmtree(folder, ignore_errors=True)
        self.folder.mkdir()
        with a_team(self.folder, "Sam", "Jo") as team:
            sam, jo = team
            for text in ("text old", "both 1", "both 2", "gone 1"):
                add(sam, text)
            sam.add("theme", {"title": "One"})
            sam.add("theme", {"title": "Two"})
            team.sync()
            with at_the_computer_of(self.folder / "Sam-computer"):
                walk.prepare(sam, jo)
        with at_the_computer_of(self.folder / "Sam-computer"):
            if walk.verb == "connect":
                with starters.init(self.folder / "alone", title="Alone", name="Sam") as alone:
                    add(alone, "alone")
        self.folder.rename(self.prepared)
        if walk.verb == "open":
            self._stop_a_change()

    def _stop_a_change(self) -> None:
        """What is opened was left by one who died after the journal."""
        change = WALKS["change"]
        effects = self.live(change, 0, 0, power=False)["effects"]
        first = next(number for number, what in enumerate(effects, 1) if what == "git fast-import --quiet")
        assert self.live(change, 0, first, power=False)["status"] == KILLED
        shutil.rmtree(self.prepared)
        self.folder.rename(self.prepared)

    def live(self, walk: Walk, number: int, stop: int, power: bool) -> dict[str, Any]:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.prepared, self.folder, symlinks=True)
        wanted = {
            "folder": str(self.folder / {"connect": "alone", "join": "third"}.get(walk.verb, "Sam")),
            "shared": str(self.folder / "shared"),
            "verb": walk.verb, "number": number, "stop": stop, "power": power,
        }  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(wanted), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    walker = Walker(tmp_path_factory.mktemp("walker"))
    yield walker
    walker.close()


def acknowledged(walk: Walk, life: dict[str, Any]) -> bool:
    return life["status"] == 0 or (walk.journalled and in_journal(life["effects"][:-1]))


def in_journal(done: list[str]) -> bool:
    return any(what.startswith("replace ") and "journal/" in what for what in done)


def started_again(walker: Walker, walk: Walk) -> Workspace:
    if walk.verb == "connect":
        return kindboard.open(walker.folder / "alone")
    third = walker.folder / "third"
    if walk.verb == "join":
        return kindboard.open(third) if third.exists() else starters.join(str(walker.folder / "shared"), third)
    return kindboard.open(walker.folder / "Sam")


def themed(facts: Counter[Fact], workspace: Workspace) -> Counter[Fact]:
    theme = next((theme.id for theme in workspace.board().themes), "")
    return Counter({(text, theme if of else None): times for (text, of), times in facts.items()})


def check(walker: Walker, walk: Walk, life: dict[str, Any]) -> None:
    with at_the_computer_of(walker.folder / "Sam-computer"), started_again(walker, walk) as again:
        found, before, after = shown(again), themed(walk.before, again), themed(walk.after, again)
        if walk.verb == "post":
            found = posted(again)
        assert found == after if acknowledged(walk, life) or walk.verb == "post" else found in (before, after), found
        add(again, "Later words.")
        assert shown(again) == found + says("Later words.")
        check_synced(walker, walk, again, (after if walk.verb == "sync" else found) + says("Later words."))
        root = again.root
    with at_the_computer_of(walker.folder / "Sam-computer"), kindboard.open(root) as later:
        check_clone(later)
    assert [path.name for path in walker.folder.glob(".*")] == []


def posted(again: Workspace) -> Counter[Fact]:
    """What is no draft any more is on the board; the rest can be posted."""
    texts = {text for text, _ in shown(again)} | {draft.fields["text"] for draft in again.drafts()}
    assert texts >= {"draft 1", "draft 2"}
    again.post()
    return shown(again)


def check_synced(walker: Walker, walk: Walk, again: Workspace, kept: Counter[Fact]) -> None:
    """The next sync works, and the other clone then has the same."""
    shared = walker.folder / ("alone-shared" if walk.verb == "connect" else "shared")
    if walk.verb == "connect":
        starters.connect(again, str(shared))
    with at_the_computer_of(walker.folder / "Jo-computer"):
        other = starters.join(str(shared), walker.folder / "other") if walk.verb == "connect" else jo_of(walker)
    with other:
        for person in (again, other):
            assert (state := send_all(person)).state == "synced", state
        assert shown(again) == shown(other) == kept
        assert len(Team(shared, (again, other)).tips()) == 1
        generated.git(shared, "fsck", "--full", "--strict")
        saves = generated.git(shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "HEAD").split()
        assert len(saves) == len(set(saves))


def jo_of(walker: Walker) -> Workspace:
    return kindboard.open(walker.folder / "Jo")


def different(effects: list[str], power: bool) -> list[int]:
    """The stops that leave different things: without a power cut a flush changes nothing; of many files, three do."""
    seen: Counter[str] = Counter()
    chosen = []
    for number, what in enumerate(effects, 1):
        seen[kind := re.sub(r"[\w.-]*\d[\w.-]*", "#", what)] += 1
        if (power or what != "flush") and seen[kind] <= SAME:
            chosen.append(number)
    return chosen


def walk_over(walker: Walker, name: str, *, few: bool = False, power: bool = False) -> None:
    walk, number = WALKS[name], NUMBERS.get(name, 0)
    walker.prepare(walk)
    whole = walker.live(walk, number, 0, power)
    assert whole["status"] == 0, whole["error"]
    assert in_journal(whole["effects"]) or not walk.journalled
    check(walker, walk, whole)
    stops = different(whole["effects"], power)
    assert len(stops) > FEW
    step = -(-len(stops) // FEW) if few else POWER_STEP if power else STEP
    stops = stops[len(name) % step :: step]
    wrong = []
    for stop in stops:
        life = walker.live(walk, number, stop, power)
        at = f"{name}, stopped before effect {stop}: {life['effects'][-1:]}"
        assert life["status"] in (0, KILLED), (at, life["error"])
        try:
            check(walker, walk, life)
        except Exception as error:
            wrong.append(f"{at}: {type(error).__name__} {str(error)[:600]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", USUAL)
def test_a_verb_that_is_stopped_is_done_or_not_begun(walker: Walker, name: str) -> None:
    walk_over(walker, name, few=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", WALKS)
def test_any_verb_that_is_stopped_is_done_or_not_begun(walker: Walker, name: str) -> None:
    walk_over(walker, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", WALKS)
def test_a_verb_that_the_power_goes_in_is_done_or_not_begun(walker: Walker, name: str) -> None:
    walk_over(walker, name, power=True)
