"""Sync over a folder: one straight line, whatever each did meanwhile, and plain words when it can't be."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Card
from kindboard.errors import KindboardError
from kindboard.git.remote import Remote
from kindboard.git.trouble import RemoteTrouble, Trouble
from kindboard.starters import boards, starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}
IDENTITY = ("-c", "user.name=Jo", "-c", "user.email=jo@example.invalid")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str) -> Card:
    return workspace.add("answer", WHERE | {"text": text})


def texts(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def git(folder: Path, *arguments: str) -> None:
    generated.by_hand(["git", "-C", str(folder), *IDENTITY, *arguments]).check_returncode()


def test_a_folder_out_of_reach_is_offline_and_nothing_is_lost(team: Team) -> None:
    sam, jo = team
    away = team.shared.with_name("unplugged")
    team.shared.rename(away)
    add(sam, "written offline")
    result = sam.sync()
    assert result.state == "offline"
    assert sam.status().unsent == 1
    away.rename(team.shared)
    assert sam.sync().sent == 1
    jo.sync()
    assert texts(jo) == {"written offline"}


def test_a_branch_that_was_taken_away_is_not_started_again(team: Team) -> None:
    sam, _ = team
    git(team.shared, "update-ref", "-d", "refs/heads/main")
    add(sam, "still here")
    result = sam.sync()
    assert result.state == "refused"
    assert "taken away" in result.message
    assert subprocess.run(["git", "-C", team.shared, "rev-parse", "-q", "--verify", "main"], check=False).returncode


def test_a_branch_that_was_given_another_name_on_the_server_is_told_and_its_own_name_brings_all_together(
    team: Team,
) -> None:
    sam, jo = team
    git(team.shared, "branch", "-m", "main", "trunk")
    add(sam, "still here")
    result = sam.sync()
    assert result.state == "refused"
    assert 'under another name now, perhaps "trunk"' in result.message
    git(team.shared, "branch", "-m", "trunk", "main")
    assert sam.sync().sent == 1
    jo.sync()
    assert texts(jo) == {"still here"}


def test_another_board_that_a_colleague_begins_is_told_when_it_comes_and_this_one_stays_open(team: Team) -> None:
    sam, jo = team
    boards.add(jo, "Nights")
    jo.sync()
    result = sam.sync()
    assert (result.boards, result.another) == (("Nights",), "Another board is here now: “Nights”.")
    assert sam.board().about.title == "Riverside"
    assert sam.sync().another == ""
    add(jo, "another answer")
    jo.sync()
    assert sam.sync().another == ""


def test_a_hook_that_refuses_keeps_ours_here_and_lets_theirs_in(team: Team) -> None:
    sam, jo = team
    add(jo, "theirs")
    jo.sync()
    add(sam, "mine")
    # A folder whose objects may be read and not written.
    generated.git(team.shared, "config", "receive.denyDeletes", "true")
    hook = team.shared / "refs" / "heads" / "main.lock"
    hook.touch()
    assert sam.sync().state in ("busy", "refused")
    hook.unlink()
    assert sam.sync().state == "synced"
    assert texts(sam) == {"theirs", "mine"}


def test_a_merge_somebody_made_with_plain_git_is_joined_by_one(team: Team) -> None:
    sam, jo = team
    git(sam.root, "checkout", "-q", "-b", "side")
    (sam.root / "notes.txt").write_text("a\n")
    git(sam.root, "add", "notes.txt")
    git(sam.root, "commit", "-qm", "side")
    git(sam.root, "checkout", "-q", "main")
    add(sam, "mine")
    sam.clone.index.finish()
    git(sam.root, "merge", "-q", "--no-edit", "side")
    add(jo, "theirs")
    jo.sync()
    team.sync()
    assert texts(sam) == texts(jo) == {"mine", "theirs"}
    assert (jo.root / "notes.txt").read_text() == "a\n"
    assert len(team.tips()) == 1


def test_a_board_that_is_not_shared_says_so(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        assert workspace.sync().state == "local"


def test_no_candidate_is_left_behind(team: Team) -> None:
    sam, jo = team
    add(sam, "a")
    add(jo, "b")
    team.sync()
    for person in team:
        assert generated.git(person.root, "for-each-ref", "refs/kindboard") == b""


def test_none_is_left_where_the_server_takes_nothing_and_what_others_wrote_comes_in(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise RemoteTrouble(Trouble.RULE)

    sam, jo = team
    sam.add("answer", WHERE | {"text": "Without a name."}, no_name=True)
    monkeypatch.setattr(Remote, "push", refuses)
    for number in range(3):
        monkeypatch.undo()
        add(jo, f"Jo's {number}")
        assert jo.sync().state == "synced"
        monkeypatch.setattr(Remote, "push", refuses)
        add(sam, f"Sam's {number}")
        assert sam.sync(now=True).state == "refused"
        assert f"Jo's {number}" in {answer.text for answer in sam.board().answers}
        assert generated.git(sam.root, "for-each-ref", "refs/kindboard/candidate") == b""
    monkeypatch.undo()
    team.sync()
    assert len(jo.board().answers) == 7


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ext::sh -c true", "not an address"),
        ("-oProxyCommand=true", "not an address"),
        ("https://127.0.0.1:9/board.git", "can't be reached"),
        ("/nowhere/at/all", "is not there just now"),
    ],
)
def test_joining_what_cannot_be_joined_makes_nothing(tmp_path: Path, url: str, words: str) -> None:
    with pytest.raises(KindboardError, match=words):
        starters.join(url, tmp_path / "mine", name="Sam")
    assert not (tmp_path / "mine").exists()


def test_joining_a_folder_that_is_no_shared_board(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    with pytest.raises(KindboardError, match="no shared board"):
        starters.join(str(tmp_path / "photos"), tmp_path / "mine", name="Sam")


def test_a_shared_folder_with_a_planted_setting_is_refused(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam") as team:
        generated.git(team.shared, "config", "uploadpack.packObjectsHook", "touch planted")
        assert team.members[0].sync().state == "refused"
        with pytest.raises(KindboardError, match="could run a program"):
            starters.join(str(team.shared), tmp_path / "mine", name="Jo")
    assert not (tmp_path / "mine").exists()


def test_a_failed_connect_leaves_the_board_unshared(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "photo.jpg").touch()
        with pytest.raises(KindboardError, match="already has other things"):
            starters.connect(workspace, str(tmp_path / "full"))
        assert workspace.status().remote is None
    assert shutil.which("git")
