"""Undo takes back my changes, last first, whatever others did in between; what was taken back comes again."""

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


FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice."}


def add(workspace: Workspace, text: str = "We ask twice.", **more: object) -> Card:
    return workspace.add("answer", FIELDS | {"text": text} | more)


def words(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def test_with_nothing_changed_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace, pytest.raises(KindboardError, match="nothing to take back"):
        workspace.undo()


def test_what_was_taken_back_is_brought_again(team: Team) -> None:
    sam, _ = team
    card = add(sam)
    sam.undo()
    assert words(sam) == set()
    assert not (sam.root / card.path).exists()
    sam.redo()
    assert words(sam) == {"We ask twice."}
    assert (sam.root / card.path).exists()


@pytest.mark.parametrize("sent", [False, True])
def test_changes_are_taken_back_one_after_the_other_and_come_again_in_their_order(team: Team, sent: bool) -> None:
    sam, jo = team
    card = add(sam)
    sam.note(card, "A note.")
    add(sam, "Another.")
    if sent:
        team.sync()
    before = {(a.text, len(a.notes)) for a in sam.board().answers}
    for left in ({("We ask twice.", 1)}, {("We ask twice.", 0)}, set[tuple[str, int]]()):
        sam.undo()
        assert {(a.text, len(a.notes)) for a in sam.board().answers} == left
    with pytest.raises(KindboardError, match="nothing to take back"):
        sam.undo()
    for _ in range(3):
        sam.redo()
    with pytest.raises(KindboardError, match="Nothing was taken back"):
        sam.redo()
    team.sync()
    assert {(a.text, len(a.notes)) for a in sam.board().answers} == before
    assert words(jo) == words(sam)


def test_after_another_change_what_was_taken_back_comes_no_more(team: Team) -> None:
    sam, _ = team
    add(sam)
    sam.undo()
    add(sam, "Another.")
    assert not sam.can_redo
    sam.undo()
    assert words(sam) == set()
    with pytest.raises(KindboardError, match="nothing to take back"):
        sam.undo()


@pytest.mark.parametrize("no_name", [False, True])
def test_the_words_of_a_new_answer_that_is_taken_back_are_kept_on_this_computer(team: Team, no_name: bool) -> None:
    sam, _ = team
    card = sam.add("answer", FIELDS | {"tags": ("rota",)}, no_name=no_name)
    assert "kept on this computer" in sam.undo().sentence
    (draft,) = sam.drafts()
    assert (draft.fields["text"], draft.fields["tags"], draft.no_name) == ("We ask twice.", ["rota"], no_name)
    (again,) = sam.post()
    assert again.id == card.id
    assert sam.drafts() == ()


def test_once_it_is_there_again_no_draft_of_it_is_left(team: Team) -> None:
    sam, _ = team
    add(sam)
    sam.undo()
    sam.redo()
    assert words(sam) == {"We ask twice."}
    assert sam.drafts() == ()


def test_what_was_put_on_the_board_at_once_is_taken_back_at_once(team: Team) -> None:
    sam, _ = team
    add(sam, "Before.")
    for number in range(3):
        sam.new_draft("answer", FIELDS | {"text": f"Draft {number}."})
    sam.post()
    assert sam.undo().sentence.startswith("Took back 3 changes")
    assert words(sam) == {"Before."}
    assert len(sam.drafts()) == 3
    sam.redo()
    assert words(sam) == {"Before.", *(f"Draft {number}." for number in range(3))}
    assert sam.drafts() == ()


def test_a_card_removed_before_it_was_sent_is_put_back_and_then_nothing_is_left_of_how_it_was_made(team: Team) -> None:
    sam, _ = team
    add(sam, "Before.")
    sam.remove(add(sam))
    sam.undo()
    assert words(sam) == {"Before.", "We ask twice."}
    sam.undo()
    assert words(sam) == {"We ask twice."}


def test_a_sent_change_is_taken_back_by_a_new_one(team: Team) -> None:
    sam, jo = team
    card = add(sam)
    team.sync()
    sam.change(sam.board().find(card.id), {"text": "We ask once."})
    team.sync()
    assert sam.undo().seen
    team.sync()
    assert words(jo) == {"We ask twice."}
    sam.redo()
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
    sam.redo()
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
