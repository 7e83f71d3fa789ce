"""An answer without a name: nothing in what is sent leads to its writer."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from kindboard.cards import Answer
from kindboard.errors import KindboardError
from kindboard.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "I am afraid to say this."}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def unsigned(workspace: Workspace) -> Answer:
    card = workspace.add("answer", FIELDS, no_name=True)
    assert isinstance(card, Answer)
    return card


def test_it_has_no_name_and_no_time_of_day(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = unsigned(workspace)
        assert card.by is None
        assert card.changed == datetime.combine(card.created, time(), UTC)
        assert b"Sam" not in card.raw


def test_it_is_on_the_board_of_its_writer_at_once(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = unsigned(workspace)
        assert workspace.board().find(card.id) == card
        assert workspace.status().waiting == 1


def test_it_does_not_go_with_its_writers_other_changes(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    sam.add("answer", FIELDS | {"text": "Signed."})
    assert sam.sync().sent == 1
    jo.sync()
    assert [answer.text for answer in jo.board().answers] == ["Signed."]
    assert card.id in sam.board().cards


def test_sent_it_carries_neither_name_nor_time(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    assert sam.sync(now=True).sent == 1
    jo.sync()
    assert jo.board().find(card.id).raw == card.raw
    log = generated.git(team.shared, "log", "-1", "--format=%an|%ae|%ad|%cn|%ce|%cd|%B", "--date=iso", "main").decode()
    midnight = f"{card.created} 00:00:00 +0000"
    assert log.startswith(
        f"kindboard|kindboard@kindboard.invalid|{midnight}|kindboard|kindboard@kindboard.invalid|{midnight}"
    )
    assert "Sam" not in log


def test_it_waits_for_its_time_and_then_goes_by_itself(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    sam.sync()
    (sam.clone.folder / "queue-due").write_text("0")
    sam.sync()
    jo.sync()
    assert card.id in jo.board().cards
    assert sam.status().waiting == 0


def test_its_writer_corrects_it_and_nobody_else(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    theirs = jo.board().find(card.id)
    with pytest.raises(KindboardError, match="only be corrected on the computer"):
        jo.change(theirs, {"text": "Other words."})
    corrected = sam.change(sam.board().find(card.id), {"text": "I was afraid to say this."})
    assert corrected.changed.time() < time(0, 0, 1)
    team.sync()
    assert jo.board().find(card.id).raw == corrected.raw
    assert "Sam" not in generated.git(team.shared, "log", "-1", "--format=%an %cn", "main").decode()


def test_others_may_note_group_and_say_me_too(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    noted = jo.note(jo.board().find(card.id), "Thank you.")
    jo.echo(noted)
    team.sync()
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert [note.text for note in now.notes.values()] == ["Thank you."]
    assert len(now.echoes) == 1
    assert "Jo" not in "".join(now.echoes)


def test_somebody_without_a_name_writes_without_a_name(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name=None) as workspace:
        card = workspace.add("answer", FIELDS)
        assert workspace.status().waiting == 1
        assert b"by =" not in card.raw
