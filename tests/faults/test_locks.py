"""Lock files that a killed git left behind: ours go, everybody else's stay, and a person is told."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import kindboard
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.kills import ROOT, check_history
from tests.teams import Team, a_team, at_the_computer_of

pytestmark = pytest.mark.slow

NEWS = "New words."

KILLED = """#!/bin/sh
case " $* " in *" $KILLED_AT "*)
    for lock in $LEFT; do : > "$lock"; done
    kill -9 $PPID $$ ;;
esac
exec {git} "$@"
"""
"""A git that is killed, with the kindboard that started it, at one of its commands, and leaves that command's locks."""

SAVES = "import kindboard, sys; w = kindboard.open(sys.argv[1]); w.change(w.board().answers[0], {'text': 'New words.'})"


def add(workspace: Workspace, text: str) -> None:
    workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})


def answers(workspace: Workspace) -> list[str]:
    return [answer.text for answer in workspace.board().answers]


SYNCS = "import kindboard, sys; kindboard.open(sys.argv[1]).sync()"


def killed_at(command: str, left: list[Path], team: Team, folder: Path, does: str = SAVES) -> None:
    """Sam changes the answer; kindboard and its git are killed at a command, whose locks stay."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    git = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    (programs / "git").write_text(KILLED.format(git=git))
    (programs / "git").chmod(0o755)
    env = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "KILLED_AT": command, "PYTHONPATH": str(ROOT),
        "LEFT": " ".join(str(lock) for lock in left), "KINDBOARD_HOME": str(folder / "Sam-computer"),
    }  # fmt: skip
    sam = team.members[0]
    ended = subprocess.run(
        [sys.executable, "-c", does, str(sam.root)], env=env, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == -9, ended.stderr
    assert all(lock.exists() for lock in left)


@pytest.mark.parametrize(
    ("command", "locks"),
    [("fast-import", ["refs/heads/main.lock", "HEAD.lock"]), ("update-index", ["index.lock"])],
    ids=["a save", "telling the index"],
)
def test_case_06_locks_of_our_own_crash_are_taken_away_and_the_save_is_finished(
    tmp_path: Path, command: str, locks: list[str]
) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        team.sync()
        left = [sam.root / ".git" / lock for lock in locks]
        killed_at(command, left, team, tmp_path)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            assert answers(again) == [NEWS]
            assert again.sync().state == "synced"
            again.change(again.board().answers[0], {"tags": ("rota",)})
            again.clone.index.finish()
            assert not any(lock.exists() for lock in left)
        team.sync()
        assert answers(jo) == [NEWS]
        check_history(team)


def names_our_last(lock: Path, workspace: Workspace) -> None:
    lock.write_text((workspace.root / ".git/kindboard/offered").read_text().split()[-1] + "\n")


def test_case_06_a_lock_that_our_own_crash_left_in_the_shared_folder_is_taken_away(tmp_path: Path) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        team.sync()
        sam.change(sam.board().answers[0], {"text": NEWS})
        lock = team.shared / "refs/heads/main.lock"
        killed_at("push", [lock], team, tmp_path, SYNCS)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root):
            assert lock.exists()  # it names nothing of ours
        lock.unlink()
        killed_at("push", [lock], team, tmp_path, SYNCS)
        names_our_last(lock, sam)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            assert not lock.exists()
            assert again.sync().state == "synced"
        team.sync()
        assert answers(jo) == [NEWS]


@pytest.mark.parametrize("taken", [False, True], ids=["before the board moved", "after it moved"])
def test_case_06_the_lock_of_the_shared_folders_head_goes_with_ours(tmp_path: Path, taken: bool) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        lock, head = team.shared / "refs/heads/main.lock", team.shared / "HEAD.lock"
        killed_at("push", [lock, head], team, tmp_path, SYNCS)
        if taken:
            lock.unlink()
            head.unlink()
            subprocess.run(["git", "push", "-q", str(team.shared), "HEAD:main"], cwd=sam.root, check=True, timeout=60)
            head.touch()
            os.utime(head, ns=(0, (team.shared / "refs/heads/main").stat().st_mtime_ns - 1))
        else:
            names_our_last(lock, sam)
            head.touch()
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            assert again.sync().state == "synced"
        assert not lock.exists()
        assert not head.exists()
        team.sync()
        assert answers(jo) == ["Old words."]


@contextmanager
def a_git_at_work(folder: Path) -> Iterator[None]:
    reads = subprocess.Popen(["git", "hash-object", "--stdin"], cwd=folder, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        reads.kill()
        reads.communicate()


def test_case_06_a_lock_of_ours_in_the_shared_folder_is_known_however_often_we_tried_since(tmp_path: Path) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        team.sync()
        sam.change(sam.board().answers[0], {"text": NEWS})
        lock = team.shared / "refs/heads/main.lock"
        killed_at("push", [lock], team, tmp_path, SYNCS)
        names_our_last(lock, sam)
        with at_the_computer_of(tmp_path / "Sam-computer"), ExitStack() as meanwhile:
            meanwhile.enter_context(a_git_at_work(team.shared))
            with kindboard.open(sam.root) as again:
                add(again, "More words.")
                told = again.sync()
                assert told.state == "busy"
                assert f"ask whoever looks after the shared folder to remove {lock}" in told.message
                assert lock.exists()
                meanwhile.close()
                assert again.sync().state == "synced"
                assert not lock.exists()
        team.sync()
        assert set(answers(jo)) == {NEWS, "More words."}


def refused(workspace: Workspace) -> KindboardError:
    with pytest.raises(KindboardError) as told:
        workspace.change(workspace.board().answers[0], {"text": NEWS})
    return told.value


def test_case_06_a_lock_that_is_not_ours_stays_and_is_told_of(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        add(sam, "Old words.")
        lock = sam.root / ".git/refs/heads/main.lock"
        lock.touch()
        told = refused(sam)
        assert "Your words are kept." in told.message
        assert str(lock) in told.next
        assert lock.exists()
        assert answers(sam) == ["Old words."]
        lock.unlink()
        sam.change(sam.board().answers[0], {"text": NEWS})
        assert sam.sync().state == "synced"


def test_case_06_a_lock_from_before_our_crash_stays(tmp_path: Path) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        add(sam, "Old words.")
        lock = sam.root / ".git/HEAD.lock"
        killed_at("fast-import", [sam.root / ".git/refs/heads/main.lock", lock], team, tmp_path)
        earlier = time.time() - 60
        os.utime(lock, (earlier, earlier))
        with kindboard.open(sam.root):
            assert lock.exists()
        lock.unlink()


def test_case_06_while_a_git_is_at_work_no_lock_is_taken_from_it(tmp_path: Path) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        add(sam, "Old words.")
        lock = sam.root / ".git/refs/heads/main.lock"
        killed_at("fast-import", [lock], team, tmp_path)
        at_work = subprocess.Popen(
            ["git", "-c", "user.name=Jo", "-c", "user.email=jo@example.org", "commit", "--allow-empty"],
            cwd=sam.root, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"GIT_EDITOR": "sleep 60 #"}, start_new_session=True,
        )  # fmt: skip
        try:
            patience = time.monotonic() + 60
            while not (sam.root / ".git/COMMIT_EDITMSG").exists():
                assert time.monotonic() < patience, "git never began"
                time.sleep(0.05)
            with kindboard.open(sam.root) as again:
                assert lock.exists()
                assert "Your words are kept." in refused(again).message
        finally:
            os.killpg(at_work.pid, 9)
            at_work.wait()
        with kindboard.open(sam.root) as again:
            assert answers(again) == [NEWS]
            assert not lock.exists()
