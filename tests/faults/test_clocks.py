"""Computers whose clocks are wrong: a year behind, ten years ahead, or at the beginning of time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.workspace.workspace import Workspace
from tests.faults.sound import check_team, plain
from tests.teams import Team, a_team

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice."}
RIGHT, BEHIND, AHEAD = "2026-11-23T10:15:00+00:00", "2025-11-23T10:15:00+00:00", "2036-11-23T10:15:00+00:00"


class Clock:
    """The time that this computer believes it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def says(self, when: str) -> datetime:
        self._monkeypatch.setenv("KINDBOARD_NOW", when)
        return datetime.fromisoformat(when)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(monkeypatch)
    clock.says(RIGHT)
    return clock


@pytest.fixture
def team(tmp_path: Path, clock: Clock) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        team.members[0].add("answer", FIELDS)
        team.sync()
        yield team


def the_answer(workspace: Workspace) -> Answer:
    (card,) = workspace.board().answers
    return card


def warnings(workspace: Workspace) -> list[str]:
    with kindboard.open(workspace.root) as fresh:
        return [plain(item.problem) for item in fresh.check()]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(BEHIND, id="behind", marks=pytest.mark.slow),
        pytest.param(AHEAD, id="ahead"),
        pytest.param("1970-01-01T00:00:00+00:00", id="at its start", marks=pytest.mark.slow),
    ],
)
def test_case_45_every_edit_rises_above_what_its_writer_saw_and_so_it_stays(
    team: Team, clock: Clock, wrong: str
) -> None:
    sam, jo = team
    seen = the_answer(sam).changed
    for number, (person, when) in enumerate([(sam, wrong), (jo, RIGHT), (jo, wrong), (sam, RIGHT), (sam, wrong)]):
        clock.says(when)
        changed = person.change(the_answer(person), {"text": f"Text {number}", "tags": (f"tag {number}",)})
        assert changed.changed > seen
        seen = changed.changed
        team.sync()
        for other in team:
            assert (the_answer(other).text, the_answer(other).tags) == (f"Text {number}", (f"tag {number}",))
            assert the_answer(other).also == ()
    clock.says(wrong)
    sam.undo()
    jo.note(the_answer(jo), "A note.")
    check_team(team)
    assert the_answer(jo).text == "Text 3"
    assert the_answer(jo).changed > seen


@pytest.mark.parametrize(
    "wrong", [pytest.param(BEHIND, id="behind", marks=pytest.mark.slow), pytest.param(AHEAD, id="ahead")]
)
def test_case_45_the_merge_is_the_same_whoever_makes_it_and_whenever(tmp_path: Path, clock: Clock, wrong: str) -> None:
    results = set()
    for turn, order in enumerate([(0, 1), (1, 0)]):
        clock.says(RIGHT)
        folder = tmp_path / str(turn)
        folder.mkdir()
        with a_team(folder, "Sam", "Jo") as team:
            sam, jo = team
            sam.add("answer", FIELDS | {"text": "One\nTwo\nThree"})
            team.sync()
            clock.says(wrong)
            sam.change(the_answer(sam), {"text": "One, Sam\nTwo\nThree", "heard": "directly"})
            clock.says(RIGHT)
            jo.change(the_answer(jo), {"text": "One, Jo\nTwo\nThree", "tags": ("rota",)})
            for number in (*order, order[0]):
                clock.says((wrong, RIGHT)[turn])
                team.members[number].sync()
            check_team(team)
            card = the_answer(jo)
            results.add(card.raw)
            kept = {card.text, *(str(other.value) for other in card.also if other.field == "text")}
            assert kept == {"One, Sam\nTwo\nThree", "One, Jo\nTwo\nThree"}
    assert len(results) == 1


def test_case_45_a_card_that_is_changed_in_time_to_come_is_warned_of_once(team: Team, clock: Clock) -> None:
    sam, jo = team
    assert warnings(sam) == []
    clock.says(AHEAD)
    sam.add("answer", FIELDS | {"text": "Later."})
    sam.change(the_answer_called(sam, "We ask twice."), {"text": "We ask once."})
    assert warnings(sam) == []  # this computer does not know better
    team.sync()
    clock.says(RIGHT)
    (warning,) = warnings(jo)
    assert "23 Nov 2036" in warning
    assert "clock" in warning
    assert "another card" in warning
    (attention,) = jo.check()
    assert attention.path in {card.path for card in jo.board().answers}


def test_case_45_a_computer_that_is_behind_is_told_once_and_not_for_every_card(team: Team, clock: Clock) -> None:
    sam, _ = team
    for number in range(5):
        sam.add("answer", FIELDS | {"text": f"Answer {number}"})
    clock.says(BEHIND)
    (warning,) = warnings(sam)
    assert "today is 23 Nov 2025 by this computer's clock" in warning
    assert "5 others" in warning
    card = sam.add("answer", FIELDS | {"text": "Written a year ago, it seems."})
    assert card.changed == datetime(2025, 11, 23, 10, 15, tzinfo=UTC)
    check_team(team)
    clock.says(RIGHT)
    assert warnings(sam) == []


def the_answer_called(workspace: Workspace, text: str) -> Answer:
    return next(answer for answer in workspace.board().answers if answer.text == text)
