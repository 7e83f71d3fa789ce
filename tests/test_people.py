"""One computer, one person or several: names, and whose "me too" is whose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.board.board import Board
from kindboard.cards.cards import Answer, PlanItem
from kindboard.workspace.workspace import Workspace
from tests.teams import Team, a_team, a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


def echoed(workspace: Workspace) -> int:
    (answer,) = workspace.board().answers
    workspace.echo(answer)
    (answer,) = workspace.board().answers
    return len(answer.echoes)


def test_a_me_too_is_its_persons_again_when_they_come_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as sam:
        sam.add("answer", {"text": "Tea first", **WHERE})
        assert echoed(sam) == 1
        sam.set_name("Jo")
        assert echoed(sam) == 2
        sam.set_name(None)
        assert echoed(sam) == 3
        sam.set_name("Sam")
        assert echoed(sam) == 2, "said twice, it is taken back"
        sam.set_name(None)
        assert echoed(sam) == 1


def test_the_names_used_here_are_remembered_the_last_first(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        assert workspace.names == ("Sam",)
        for name in ("Jo", "Ann  Lee", None, "Jo"):
            workspace.set_name(name)
        workspace.share_computer(True)
        assert workspace.names == ("Jo", "Ann Lee", "Sam")
        assert workspace.several
        workspace.share_computer(False)
        assert not workspace.several


def owners(board: Board) -> dict[str, str | None]:
    return {item.title: item.owner for item in board.plan}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def test_what_is_handed_over_has_its_new_owner_everywhere_and_undo_gives_it_back(team: Team) -> None:
    sam, jo = team
    for title, owner in (("One", "Ann"), ("Two", "Ann"), ("Three", "Bo")):
        sam.add("plan", {"column": "start", "title": title, "owner": owner})
    team.sync()
    anns = [item for item in sam.board().plan if item.owner == "Ann"]
    assert all(isinstance(item, PlanItem) for item in sam.hand_over(anns, "Bo"))
    team.sync()
    assert owners(jo.board()) == {"One": "Bo", "Two": "Bo", "Three": "Bo"}
    sam.undo()
    assert owners(sam.board()) == {"One": "Ann", "Two": "Ann", "Three": "Bo"}


def test_the_same_person_on_two_computers_corrects_their_own_words_on_both(team: Team) -> None:
    sam, jo = team
    jo.set_name("Sam")
    sam.add("answer", {"text": "Tea first", **WHERE})
    team.sync()
    (answer,) = jo.board().answers
    assert isinstance(answer, Answer)
    assert answer.by == jo.name
    jo.change(answer, {"text": "Tea, then forms"})
    team.sync()
    assert [a.text for a in sam.board().answers] == ["Tea, then forms"]
