"""Undo takes back my last change, whatever others did in between, and can itself be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards import Answer, Card
from kindboard.errors import KindboardError
from kindboard.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str = "We ask twice.", **more: object) -> Card:
    return workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text} | more)


def words(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def every_object(folder: Path) -> bytes:
    """All that a clone or shared folder could give away: every object that is reachable in it."""
    listed = generated.git(folder, "rev-list", "--objects", "--all").decode().split("\n")
    return b"".join(generated.git(folder, "cat-file", "-p", line.split()[0]) for line in listed if line)


def test_with_nothing_changed_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace, pytest.raises(KindboardError, match="nothing to take back"):
        workspace.undo()


def test_what_was_taken_back_before_it_was_sent_never_leaves(team: Team) -> None:
    sam, jo = team
    add(sam, "Stays.")
    add(sam, "Regretted words.")
    assert not sam.undo().seen
    team.sync()
    assert words(jo) == {"Stays."}
    assert b"Regretted" not in every_object(team.shared)


def test_taking_back_twice_brings_it_again(team: Team) -> None:
    sam, _ = team
    card = add(sam)
    sam.undo()
    assert words(sam) == set()
    assert not (sam.root / card.path).exists()
    sam.undo()
    assert words(sam) == {"We ask twice."}
    assert (sam.root / card.path).exists()


def test_a_sent_change_is_taken_back_by_a_new_one(team: Team) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    sam.change(sam.board().find(card.id), {"text": "We ask once."})
    team.sync()
    assert sam.undo().seen
    team.sync()
    assert words(jo) == {"We ask twice."}
    sam.undo()
    team.sync()
    assert words(jo) == {"We ask once."}


def test_what_others_did_to_the_same_card_stays(team: Team) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    sam.change(sam.board().find(card.id), {"text": "We ask once."})
    team.sync()
    jo.change(jo.board().find(card.id), {"tags": ("rota",)})
    team.sync()
    sam.undo()
    team.sync()
    for person in team:
        now = person.board().find(card.id)
        assert isinstance(now, Answer)
        assert (now.text, now.tags) == ("We ask twice.", ("rota",))


def test_a_later_change_of_mine_to_the_same_card_does_not_get_in_the_way(team: Team) -> None:
    sam, _ = team
    card = add(sam)
    sam.change(card, {"tags": ("rota",)})
    sam.undo()
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert (now.text, now.tags) == ("We ask twice.", ())


def test_a_card_removed_before_it_was_sent_leaves_no_words(team: Team) -> None:
    sam, jo = team
    card = add(sam, "Regretted words.")
    sam.change(card, {"text": "Regretted and changed."})
    add(sam, "Stays.")
    sam.remove(sam.board().find(card.id))
    team.sync()
    assert words(jo) == {"Stays."}
    assert b"Regretted" not in every_object(team.shared)


@pytest.mark.parametrize("sent", [False, True])
def test_taking_back_a_removal_brings_the_card(team: Team, sent: bool) -> None:
    sam, _ = team
    card = add(sam)
    if sent:
        team.sync()
    sam.remove(sam.board().find(card.id))
    assert words(sam) == set()
    sam.undo()
    assert words(sam) == {"We ask twice."}


@pytest.mark.parametrize("sent", [False, True])
def test_a_removed_card_can_be_restored_by_the_end_of_its_id(team: Team, sent: bool) -> None:
    sam, jo = team
    card = add(sam)
    if sent:
        team.sync()
    sam.remove(sam.board().find(card.id))
    assert sam.restore(card.id[-6:]).id == card.id
    team.sync()
    assert words(jo) == {"We ask twice."}


def test_a_waiting_answer_without_a_name_can_be_taken_back(team: Team) -> None:
    sam, jo = team
    sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": "Unsaid."}, no_name=True)
    sam.undo()
    team.sync()
    assert words(sam) == words(jo) == set()
    assert b"Unsaid" not in every_object(team.shared)


def test_the_new_card_of_a_sent_change_goes_unless_somebody_wrote_on_it(team: Team) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    jo.note(jo.board().find(card.id), "Me as well.")
    team.sync()
    sam.undo()
    team.sync()
    assert words(jo) == {"We ask twice."}
