"""Sync over a folder: one straight line, whatever each did meanwhile, and plain words when it can't be."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard import starters
from kindboard.cards import Card
from kindboard.errors import KindboardError
from kindboard.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace, at_the_computer_of

IDENTITY = ("-c", "user.name=Jo", "-c", "user.email=jo@example.invalid")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str) -> Card:
    return workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})


def texts(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *IDENTITY, *arguments], check=True, capture_output=True)


def test_a_month_offline_goes_in_one_straight_line(team: Team) -> None:
    sam, jo = team
    for number in range(30):
        add(sam, f"sam {number}")
        add(jo, f"jo {number}")
    jo.sync()
    result = sam.sync()
    assert (result.state, result.sent, result.received) == ("synced", 30, 30)
    team.sync()
    assert texts(jo) == texts(sam) == {f"{who} {n}" for who in ("sam", "jo") for n in range(30)}
    assert generated.git(team.shared, "rev-list", "--merges", "main") == b""
    assert len(team.tips()) == 1


def test_author_and_date_and_message_are_kept_when_a_commit_is_made_again(team: Team) -> None:
    sam, jo = team
    add(sam, "mine")
    form = ("log", "-1", "--format=%an|%ae|%ad|%B", "main")
    before = generated.git(sam.root, *form)
    add(jo, "theirs")
    jo.sync()
    sam.sync()
    assert generated.git(sam.root, *form) == before


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


def test_a_shared_board_set_back_gets_everything_again(team: Team) -> None:
    sam, jo = team
    before = generated.git(team.shared, "rev-parse", "main").decode().strip()
    add(jo, "sent, then gone")
    team.sync()
    git(team.shared, "update-ref", "refs/heads/main", before)
    add(sam, "later")
    result = sam.sync()
    assert result.state == "synced"
    assert "set back" in result.message
    team.sync()
    assert texts(jo) == {"sent, then gone", "later"}


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


def test_an_unfinished_merge_by_hand_waits(team: Team) -> None:
    sam, _ = team
    (sam.root / ".git" / "MERGE_HEAD").write_text(generated.git(sam.root, "rev-parse", "HEAD").decode())
    add(sam, "saved all the same")
    assert sam.sync().state == "busy"
    (sam.root / ".git" / "MERGE_HEAD").unlink()
    assert sam.sync().sent == 1


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


def test_a_file_beside_the_board_with_unfinished_changes_makes_sync_wait(team: Team) -> None:
    sam, jo = team
    for words in ("first\n", "second\n"):
        (jo.root / "rota.txt").write_text(words)
        git(jo.root, "add", "rota.txt")
        git(jo.root, "commit", "-qm", "rota")
        jo.sync()
        if words == "first\n":
            sam.sync()
            assert (sam.root / "rota.txt").read_text() == "first\n"
    (sam.root / "rota.txt").write_text("first, and more\n")
    assert sam.sync().state == "busy"
    assert (sam.root / "rota.txt").read_text() == "first, and more\n"
    (sam.root / "rota.txt").write_text("first\n")
    assert sam.sync().state == "synced"
    assert (sam.root / "rota.txt").read_text() == "second\n"


def test_two_boards_that_began_apart_become_one(tmp_path: Path) -> None:
    with at_the_computer_of(tmp_path / "sam"):
        sam = starters.init(tmp_path / "a", title="Riverside", name="Sam")
        starters.connect(sam, str(tmp_path / "shared"))
    with at_the_computer_of(tmp_path / "jo"):
        jo = starters.init(tmp_path / "b", title="Riverside", name="Jo")
    add(sam, "sam's")
    add(jo, "jo's")
    sam.sync()
    starters.connect(jo, str(tmp_path / "shared"))
    sam.sync()
    assert texts(sam) == texts(jo) == {"sam's", "jo's"}
    assert generated.git(tmp_path / "shared", "rev-list", "--merges", "main") == b""
    assert generated.git(jo.root, "for-each-ref", "refs/kindboard/backup") != b""
    sam.close()
    jo.close()


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


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ext::sh -c true", "not an address"),
        ("-oProxyCommand=true", "not an address"),
        ("https://127.0.0.1:9/board.git", "can't be reached"),
        ("/nowhere/at/all", "can't be reached"),
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
