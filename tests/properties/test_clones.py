"""Two to four clones and whatever people, gits and power cuts can do to them: the laws hold (design, sections 4, 5).

`KINDBOARD_EXAMPLES=3000 pytest -n0 -m "" tests/properties/test_clones.py` looks for longer.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from kindboard.workspace.workspace import Workspace
from tests import verbs
from tests.properties import laws
from tests.properties.world import Person, World, beginning
from tests.verbs import Chance, NotNow, Verb

WHO = st.integers(0, 3)
NUMBER = st.integers(0, 2**20)
SKEWS = [timedelta(), timedelta(days=-365), timedelta(days=3653), timedelta(seconds=-90)]


class Clones(RuleBasedStateMachine):
    def __init__(self, start: Path, folder: Path) -> None:
        super().__init__()
        self.start, self.folder, self.copies = start, folder, count()

    @initialize(people=st.integers(2, 4))
    def meet(self, people: int) -> None:
        self.world = World(self.start, self.folder, people)

    def who(self, number: int) -> Person:
        return self.world.people[number % len(self.world.people)]

    @rule(who=WHO, verb=st.sampled_from(verbs.ADDING), number=NUMBER)
    def add(self, who: int, verb: Verb, number: int) -> None:
        self.world.does(self.who(who), verb, number)

    @rule(who=WHO, verb=st.sampled_from(verbs.EDITING), number=NUMBER)
    def edit(self, who: int, verb: Verb, number: int) -> None:
        self.world.does(self.who(who), verb, number)

    @rule(who=WHO, number=NUMBER)
    def edit_again(self, who: int, number: int) -> None:
        self.world.does(self.who(who), Chance(number).of(verbs.EDITING), number)

    @rule(who=WHO, number=NUMBER)
    def add_without_a_name(self, who: int, number: int) -> None:
        self.world.does(self.who(who), verbs.add_an_answer_without_a_name, number)

    @rule(who=WHO, verb=st.sampled_from([verbs.begin_a_draft, verbs.post]), number=NUMBER)
    def draft(self, who: int, verb: Verb, number: int) -> None:
        self.world.does(self.who(who), verb, number)

    @rule(who=WHO, number=NUMBER)
    def remove(self, who: int, number: int) -> None:
        self.world.does(self.who(who), verbs.remove, number)

    @rule(who=WHO, number=NUMBER)
    def restore(self, who: int, number: int) -> None:
        self.maybe(lambda: self.world.restores(self.who(who), number))

    @rule(who=WHO, again=st.lists(st.booleans(), min_size=1, max_size=3))
    def undo(self, who: int, again: list[bool]) -> None:
        for each in again:
            self.world.undoes(self.who(who), again=each)

    @rule(who=WHO, now=st.booleans(), due=st.booleans())
    def sync(self, who: int, now: bool, due: bool) -> None:
        self.world.syncs(self.who(who), now=now, due=due)

    @rule(who=WHO, other=WHO)
    def sync_both(self, who: int, other: int) -> None:
        for number in (who, other):
            self.world.syncs(self.who(number))

    @rule(who=WHO, number=NUMBER, stage=st.booleans(), half=st.booleans())
    def edit_by_hand(self, who: int, number: int, stage: bool, half: bool) -> None:
        self.maybe(lambda: self.world.edits_by_hand(self.who(who), number, stage=stage, half=half))

    @rule(who=WHO, number=NUMBER)
    def finish_by_hand(self, who: int, number: int) -> None:
        self.maybe(lambda: self.world.finishes_by_hand(self.who(who), number))

    @rule(who=WHO, number=NUMBER)
    def delete_a_file(self, who: int, number: int) -> None:
        self.maybe(lambda: self.world.deletes_a_file(self.who(who), number))

    @rule(who=WHO)
    def plain_commit(self, who: int) -> None:
        self.world.commits_with_plain_git(self.who(who))

    @precondition(lambda self: self.world.shared.exists())
    @rule(who=WHO)
    def plain_pull(self, who: int) -> None:
        self.world.pulls_with_plain_git(self.who(who))

    @rule()
    def offline_or_online(self) -> None:
        here, there = self.world.shared, self.world.away
        here.rename(there) if here.exists() else there.rename(here)

    @rule(who=WHO, ahead=st.sampled_from(SKEWS))
    def set_the_clock(self, who: int, ahead: timedelta) -> None:
        self.who(who).ahead = ahead

    @rule(who=WHO, number=NUMBER, effects=st.integers(1, 60))
    def die_in_a_save(self, who: int, number: int, effects: int) -> None:
        verb = Chance(number).of([*verbs.ADDING, *verbs.EDITING, verbs.add_an_answer_without_a_name, verbs.remove])
        self.world.dies(self.who(who), lambda workspace: verb(workspace, Chance(number), self.world.word), effects)

    @rule(who=WHO, effects=st.integers(1, 60))
    def die_in_an_undo(self, who: int, effects: int) -> None:
        self.world.dies(self.who(who), Workspace.undo, effects)

    @rule(who=WHO, effects=st.integers(1, 120), now=st.booleans())
    def die_in_a_sync(self, who: int, effects: int, now: bool) -> None:
        person = self.who(who)
        self.world._leaves(person, all_of_it=now)
        self.world.dies(person, lambda workspace: workspace.sync(now=now), effects)

    @rule(first=st.booleans())
    def compare(self, first: bool) -> None:
        laws.whoever_merges(self.world)
        if first:
            laws.whoever_syncs_first(self.world, self.folder.with_name(f"{self.folder.name}-{next(self.copies)}"))

    def maybe(self, do: Callable[[], None]) -> None:
        try:
            do()
        except NotNow:
            return

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                if sys.exc_info()[0] is None:
                    laws.finish(self.world)
            finally:
                self.world.close()


def look(tmp_path: Path, examples: int, steps: int, again: int = 0) -> None:
    start, worlds = beginning(tmp_path / "start"), count()

    def machine() -> Clones:
        return Clones(start, tmp_path / f"world-{next(worlds)}")

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine if "KINDBOARD_EXAMPLES" in os.environ else seed(again)(machine),
        settings=settings(
            max_examples=int(os.environ.get("KINDBOARD_EXAMPLES", examples)),
            stateful_step_count=int(os.environ.get("KINDBOARD_STEPS", steps)),
            deadline=None,
            print_blob=True,
            report_multiple_bugs=False,
            phases=set(Phase) - {Phase.explain},
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_clones_stay_whole_and_become_equal(tmp_path: Path) -> None:
    look(tmp_path, examples=4, steps=20)


@pytest.mark.slow
@pytest.mark.parametrize("again", range(2))
def test_clones_stay_whole_and_become_equal_looked_at_for_longer(tmp_path: Path, again: int) -> None:
    look(tmp_path, examples=12, steps=40, again=again + 1)
