"""Undo takes back my last change, whatever others did in between, and can itself be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer, Card
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests.teams import Team, a_team, a_workspace


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str = "We ask twice.", **more: object) -> Card:
    return workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text} | more)


def words(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def test_with_nothing_changed_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace, pytest.raises(KindboardError, match="nothing to take back"):
        workspace.undo()


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


def test_taking_back_a_text_that_a_colleague_has_changed_since_keeps_theirs_too_and_can_be_taken_back(
    team: Team,
) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    sam.change(sam.board().find(card.id), {"text": "Mine."})
    team.sync()
    jo.change(jo.board().find(card.id), {"text": "Theirs."})
    team.sync()
    sam.undo()
    team.sync()
    for person in team:
        assert texts(person, card.id) == {"We ask twice.", "Theirs."}
    sam.undo()
    team.sync()
    for person in team:
        assert texts(person, card.id) == {"Theirs."}


def texts(workspace: Workspace, id: str) -> set[object]:
    card = workspace.board().find(id)
    assert isinstance(card, Answer)
    return {card.text, *(other.value for other in card.also)}


def test_a_later_change_of_mine_to_the_same_card_does_not_get_in_the_way(team: Team) -> None:
    sam, _ = team
    card = add(sam)
    sam.change(card, {"tags": ("rota",)})
    sam.undo()
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert (now.text, now.tags) == ("We ask twice.", ())


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


def test_the_new_card_of_a_sent_change_goes_unless_somebody_wrote_on_it(team: Team) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    jo.note(jo.board().find(card.id), "Me as well.")
    team.sync()
    sam.undo()
    team.sync()
    assert words(jo) == {"We ask twice."}
