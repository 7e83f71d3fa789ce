"""What other programs and failing disks do to a clone's git folder loses no word and sends none astray."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kindboard
from kindboard.clone import steps
from kindboard.clone.worktree import WorkTree
from kindboard.errors import KindboardError
from kindboard.git.repository import QUEUE
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def texts(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


def say(workspace: Workspace, text: str, *, no_name: bool = False) -> None:
    workspace.add("answer", WHERE | {"text": text}, no_name=no_name)


# Git's index has not been told of a save ---------------------------------------------------------------------------


def commit_with_an_index_that_lags(workspace: Workspace, *how: str) -> None:
    """Plain git commits while its index is one save behind: kindboard tells it beside the screen."""
    workspace.clone.index.finish()
    generated.git(workspace.root, "read-tree", "HEAD~1")
    (workspace.root / "minutes.txt").write_text("What we said.\n")
    generated.git(workspace.root, "add", "minutes.txt")
    generated.git(workspace.root, "commit", "-q", "-m", "Minutes", *how)


@pytest.mark.parametrize("how", [["-a"], ["--amend", "-a"], []])
def test_a_card_that_was_just_saved_stays_on_the_board_when_somebody_commits(team: Team, how: list[str]) -> None:
    sam, _ = team
    say(sam, "Just saved.")
    commit_with_an_index_that_lags(sam, *how)
    assert texts(sam) == {"Just saved."}
    team.sync()
    for member in team:
        assert texts(member) == {"Just saved."}
        assert (member.root / "minutes.txt").read_text() == "What we said.\n"
        assert generated.git(member.root, "status", "--porcelain") == b""
    assert len(team.tips()) == 1


def test_words_that_were_just_changed_stay_changed_when_somebody_commits(team: Team) -> None:
    sam, jo = team
    answer = sam.add("answer", WHERE | {"text": "First words."})
    team.sync()
    sam.change(answer, {"text": "Just changed."})
    commit_with_an_index_that_lags(sam)
    team.sync()
    assert texts(sam) == texts(jo) == {"Just changed."}
    assert sam.undo() is not None
    team.sync()
    assert texts(sam) == texts(jo) == {"First words."}


def test_a_card_that_was_just_taken_off_stays_off_when_somebody_commits(team: Team) -> None:
    sam, jo = team
    answer = sam.add("answer", WHERE | {"text": "To be taken off."})
    team.sync()
    sam.remove(answer)
    commit_with_an_index_that_lags(sam)
    team.sync()
    assert texts(sam) == texts(jo) == set()


def test_a_commit_in_the_very_moment_of_a_save_takes_nothing_back(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the branch has moved, and before the card's file is there."""
    sam, jo = team
    write = WorkTree.follow

    def commit_first(*args: Any) -> None:
        monkeypatch.setattr(WorkTree, "follow", write)
        (sam.root / "minutes.txt").write_text("What we said.\n")
        generated.git(sam.root, "add", "minutes.txt")
        generated.git(sam.root, "commit", "-q", "-a", "-m", "Minutes")
        write(*args)

    monkeypatch.setattr(WorkTree, "follow", commit_first)
    say(sam, "In the very moment.")
    assert texts(sam) == {"In the very moment."}
    team.sync()
    assert texts(sam) == texts(jo) == {"In the very moment."}


def test_what_somebody_removes_with_plain_git_is_off_the_board(team: Team) -> None:
    sam, jo = team
    answer = sam.add("answer", WHERE | {"text": "Removed by hand."})
    sam.clone.index.finish()
    generated.git(sam.root, "rm", "-q", "--", answer.path)
    generated.git(sam.root, "commit", "-q", "-m", "Removed")
    team.sync()
    assert texts(sam) == texts(jo) == set()


# A commit that was sent, amended --------------------------------------------------------------------------------------


def amend(workspace: Workspace, *paths: str) -> None:
    generated.git(workspace.root, "add", "--", *paths)
    generated.git(workspace.root, "commit", "--amend", "--no-edit", "-q")


def test_what_somebody_amends_to_a_save_that_was_sent_reaches_everybody(team: Team) -> None:
    sam, jo = team
    answer = sam.add("answer", WHERE | {"text": "First words."})
    team.sync()
    file = sam.root / answer.path
    file.write_text(file.read_text().replace("First words.", "Amended words."))
    (sam.root / "minutes.txt").write_text("What we said.\n")
    new = answer.path.replace(answer.id, "2026-11-23-aaaa2222")
    (sam.root / new).write_text(file.read_text().replace("Amended words.", "A card by hand."))
    amend(sam, answer.path, new, "minutes.txt")
    say(jo, "Jo's words.")
    jo.sync()
    team.sync()
    for member in team:
        assert texts(member) == {"Amended words.", "A card by hand.", "Jo's words."}
        assert (member.root / "minutes.txt").read_text() == "What we said.\n"
    assert len(team.tips()) == 1


def test_what_a_colleague_changed_since_stays_beside_what_was_amended(team: Team) -> None:
    sam, jo = team
    answer = sam.add("answer", WHERE | {"text": "One.\nTwo.\nThree."})
    team.sync()
    (there,) = jo.board().answers
    jo.change(there, {"text": "One.\nTwo.\nTHREE."})
    jo.sync()
    file = sam.root / answer.path
    file.write_text(file.read_text().replace("One.", "ONE."))
    amend(sam, answer.path)
    team.sync()
    assert texts(sam) == texts(jo) == {"ONE.\nTwo.\nTHREE."}


def test_a_save_whose_message_alone_was_amended_is_there_once(team: Team) -> None:
    sam, jo = team
    say(sam, "Once.")
    team.sync()
    generated.git(sam.root, "commit", "--amend", "--no-edit", "-q", "--reset-author")
    team.sync()
    assert [answer.text for answer in jo.board().answers] == ["Once."]
    assert len(team.tips()) == 1


# A slip, committed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "slip"), [('"improve"', '"slef"'), ('question = "improve"', "question = improve")])
def test_a_card_that_plain_git_committed_as_none_is_shown_to_all_as_it_was_and_kept_beside(
    team: Team, said: str, slip: str
) -> None:
    sam, _ = team
    answer = sam.add("answer", WHERE | {"text": "First words."})
    team.sync()
    file = sam.root / answer.path
    file.write_text(file.read_text().replace(said, slip).replace("First words.", "Other words."))
    sam.clone.index.finish()
    generated.git(sam.root, "commit", "-q", "-a", "-m", "By hand")
    team.sync()
    for member in team:
        assert texts(member) == {"First words."}
        (kept,) = (member.root / answer.path).parent.glob("*.broken-*")
        assert "Other words." in kept.read_text()
        assert [item.path for item in member.check()] == [kept.relative_to(member.root).as_posix()]
    assert len(team.tips()) == 1


# Rebases --------------------------------------------------------------------------------------------------------------


def begin_a_rebase(workspace: Workspace) -> None:
    """One that stops in the middle."""
    workspace.clone.index.finish()  # git's own view follows a save by some milliseconds; git refuses meanwhile
    generated.git(workspace.root, "-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "-q", "-i", "HEAD~1")


def test_what_was_saved_in_two_rebases_that_were_given_up_is_on_the_board(team: Team) -> None:
    sam, jo = team
    say(sam, "Before.")
    for text in ("In the first.", "In the second."):
        begin_a_rebase(sam)
        say(sam, text)
        generated.git(sam.root, "rebase", "--abort")
    say(sam, "After.")
    assert texts(sam) == {"Before.", "In the first.", "In the second.", "After."}
    team.sync()
    assert texts(jo) == texts(sam)


# Refs -----------------------------------------------------------------------------------------------------------------


def test_a_branch_that_was_deleted_is_there_again_with_what_was_not_sent(team: Team) -> None:
    sam, jo = team
    say(sam, "Not sent yet.")
    generated.git(sam.root, "update-ref", "-d", "refs/heads/main")
    say(sam, "And another.")
    team.sync()
    assert texts(jo) == texts(sam) == {"Not sent yet.", "And another."}
    assert len(generated.git(team.shared, "rev-list", "--max-parents=0", "HEAD").split()) == 1


@pytest.mark.parametrize("ref", [QUEUE, "refs/remotes/origin/main"])
def test_a_ref_beside_the_branch_that_a_power_cut_emptied_loses_nothing(team: Team, ref: str) -> None:
    sam, jo = team
    say(sam, "Nobody's words.", no_name=True)
    file = sam.root / ".git" / ref
    assert file.exists()
    file.write_bytes(b"")
    say(sam, "Sam's words.")
    assert texts(sam) == {"Nobody's words.", "Sam's words."}
    team.sync()
    assert texts(jo) == texts(sam)


@pytest.mark.parametrize("garbage", [b"no ref at all\n", b"\0" * 60, b"0123 refs/heads/main\n"])
def test_of_packed_refs_that_are_damaged_what_can_be_read_stays(team: Team, garbage: bytes) -> None:
    sam, jo = team
    say(sam, "Not sent yet.")
    generated.git(sam.root, "pack-refs", "--all")
    packed = sam.root / ".git" / "packed-refs"
    packed.write_bytes(packed.read_bytes() + garbage)
    say(sam, "And another.")
    team.sync()
    assert texts(jo) == texts(sam) == {"Not sent yet.", "And another."}


# Places ---------------------------------------------------------------------------------------------------------------


def test_a_second_work_tree_on_a_branch_of_its_own_writes_on_the_board(team: Team, tmp_path: Path) -> None:
    sam, jo = team
    say(sam, "From the first.")
    generated.git(sam.root, "worktree", "add", "-q", "-b", "other", str(tmp_path / "second"))
    with kindboard.open(tmp_path / "second") as second:
        say(second, "From the second.")
        assert second.sync().state == "synced"
    team.sync()
    assert texts(jo) == texts(sam) == {"From the first.", "From the second."}
    assert generated.git(team.shared, "for-each-ref", "--format=%(refname)").decode().split() == ["refs/heads/main"]


def test_a_remote_of_another_name_is_the_boards(team: Team) -> None:
    sam, jo = team
    generated.git(sam.root, "remote", "rename", "origin", "team")
    say(sam, "Sam's words.")
    assert sam.sync().state == "synced"
    jo.sync()
    assert texts(jo) == {"Sam's words."}


def test_a_relative_address_begins_at_the_boards_folder(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    sam, jo = team
    generated.git(sam.root, "config", "remote.origin.url", "../shared")
    monkeypatch.chdir("/")
    say(sam, "Sam's words.")
    assert sam.sync().state == "synced"
    jo.sync()
    assert texts(jo) == {"Sam's words."}


@pytest.mark.parametrize("gone", ["board.toml", "."])
def test_a_board_whose_folder_was_deleted_by_hand_opens_and_comes_back(team: Team, gone: str) -> None:
    sam, _ = team
    say(sam, "Sam's words.")
    folder = sam.root / "boards" / sam.slug
    shutil.rmtree(folder) if gone == "." else (folder / gone).unlink()
    with kindboard.open(sam.root) as again:
        assert texts(again) == {"Sam's words."}
        assert again.sync().state == "synced"
    assert (folder / "board.toml").exists()
    assert generated.git(sam.root, "status", "--porcelain") == b""


# Saved is saved -------------------------------------------------------------------------------------------------------


def test_a_disk_that_is_full_once_a_save_is_made_does_not_say_that_it_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with a_workspace(tmp_path) as board:
        monkeypatch.setattr(steps, "keep_steps", full)
        say(board, "Saved all the same.")
        assert texts(board) == {"Saved all the same."}


def test_an_answer_without_a_name_that_can_not_be_noted_as_ones_own_is_not_saved_at_all(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        (board.clone.folder / "own").mkdir()
        with pytest.raises(KindboardError, match="can't be written to"):
            say(board, "Nobody's words.", no_name=True)
        assert texts(board) == set()


def test_what_tells_that_an_answer_was_written_here_is_for_its_writer_alone(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        own = board.clone.folder / "own"
        own.touch(mode=0o644)
        say(board, "Nobody's words.", no_name=True)
        assert own.stat().st_mode & 0o777 == 0o600
