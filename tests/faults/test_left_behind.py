"""What other processes left in a clone: nobody waits for the dead, and nobody does the work of the living."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.clone.clone import Clone
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import check_clone, check_team, plain, subjects, tip
from tests.kills import ROOT
from tests.teams import Team, a_team, a_workspace

OLD, NEW = "We ask twice.", "We ask once, and listen."


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        add(team.members[0], OLD)
        team.sync()
        yield team


def add(workspace: Workspace, text: str) -> None:
    workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})


def texts(workspace: Workspace) -> list[str]:
    return sorted(answer.text for answer in workspace.board().answers)


def staged(folder: Path) -> bytes:
    return generated.git(folder, "diff", "--cached", "--name-only")


def test_case_05_with_a_left_over_index_lock_all_is_saved_and_sent_and_the_index_catches_up(team: Team) -> None:
    sam, jo = team
    lock = sam.root / ".git" / "index.lock"
    lock.write_bytes(b"half an index of a git that died long ago")
    os.utime(lock, (1, 1))
    card = sam.board().answers[0]
    sam.change(card, {"text": NEW})
    jo.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Jo's words."})
    jo.sync()
    result = sam.sync()
    assert (result.state, result.sent, result.received) == ("synced", 1, 1)
    assert texts(sam) == ["Jo's words.", NEW]
    assert NEW in (sam.root / card.path).read_text()
    with kindboard.open(sam.root) as again:
        assert texts(again) == ["Jo's words.", NEW]
        again.undo()
        again.redo()
    sam.clone.index.finish()
    assert lock.exists()  # not ours to take away
    assert staged(sam.root) != b""
    lock.unlink()
    sam.sync()
    sam.clone.index.finish()
    assert staged(sam.root) == b""
    check_team(team)
    assert texts(jo) == ["Jo's words.", NEW]


JOURNAL = """
import sys, kindboard
from kindboard.clone import journal
from kindboard.cards.toml import dump, parse

with kindboard.open(sys.argv[1]) as board:
    card = board.board().answers[0]
    new = dump(parse(card.raw) | {"text": sys.argv[2]}, "answer")
    wanted = [journal.Wanted(card.path, card.raw, new)]
    intent = journal.Intent(
        id=journal.new_id(), when=board.now, name="Jo", subject="Change an answer", changes=wanted, tip=board.clone.tip
    )
    journal.write(board.clone.folder / "journal", intent)
    print(intent.id, flush=True)
    sys.stdin.read()
"""


def test_case_61_the_journal_of_a_live_second_window_is_left_to_it_until_it_dies(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        add(workspace, OLD)
        before = tip(workspace.root)
        window = subprocess.Popen(
            [sys.executable, "-c", JOURNAL, str(workspace.root), NEW],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            assert window.stdout is not None
            save_id = window.stdout.readline().decode().strip()
            file = workspace.clone.folder / "journal" / f"{save_id}.json"
            with kindboard.open(workspace.root) as again:
                assert texts(again) == [OLD]
                add(again, "Ours.")
            with kindboard.open(workspace.root) as again:
                assert texts(again) == ["Ours.", OLD]
            assert file.exists()
            assert subjects(workspace.root, f"{before}..main") == ["Add an answer"]
        finally:
            window.kill()
            window.wait(30)
        for _ in range(2):
            with kindboard.open(workspace.root) as again:
                assert texts(again) == ["Ours.", NEW]
        assert not file.exists()
        assert subjects(workspace.root, f"{before}..main") == ["Add an answer", "Change an answer"]
        check_clone(workspace)


def test_case_61_nor_is_the_journal_of_another_computer_that_shares_the_drive(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        add(workspace, OLD)
        before = tip(workspace.root)
        window = subprocess.run(
            [sys.executable, "-c", JOURNAL, str(workspace.root), NEW],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, timeout=60,
        )  # fmt: skip
        file = workspace.clone.folder / "journal" / f"{window.stdout.decode().strip()}.json"
        here = file.read_text()
        file.write_text(here.replace('"host":"', '"host":"another-'))
        for _ in range(2):
            with kindboard.open(workspace.root) as again:
                assert texts(again) == [OLD]
        assert tip(workspace.root) == before
        assert file.exists()
        file.write_text(here)  # the very same, but of this computer, is finished
        with kindboard.open(workspace.root) as again:
            assert texts(again) == [NEW]
        check_clone(workspace)


STOPS = """
import os, signal, sys, kindboard
from kindboard.clone import journal

with kindboard.open(sys.argv[1]) as board:
    card = board.board().answers[0]
    write = journal.write

    def stopping(*arguments):
        write(*arguments)
        os.kill(os.getpid(), signal.SIGSTOP)

    journal.write = stopping
    board.change(card, {"text": sys.argv[2]})
"""


def test_case_61_a_window_that_sleeps_in_the_middle_of_a_save_ends_it_when_it_wakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("posix")
    monkeypatch.setattr(Clone.lock.__wrapped__, "__defaults__", ("lock", 0.2))  # 30 seconds are long for a test
    with a_workspace(tmp_path) as workspace:
        add(workspace, OLD)
        window = subprocess.Popen([sys.executable, "-c", STOPS, str(workspace.root), NEW], cwd=ROOT)
        try:
            _, status = os.waitpid(window.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            with kindboard.open(workspace.root) as again:
                assert texts(again) == [OLD]
                with pytest.raises(KindboardError) as error:
                    add(again, "Ours.")
                plain(str(error.value))
                assert again.sync().state == "busy"
            window.send_signal(signal.SIGCONT)
            assert window.wait(60) == 0
        finally:
            window.kill()
            window.wait(30)
        assert texts(workspace) == [NEW]
        with kindboard.open(workspace.root) as again:
            assert texts(again) == [NEW]
        assert subjects(workspace.root).count("Change an answer") == 1
        check_clone(workspace)
