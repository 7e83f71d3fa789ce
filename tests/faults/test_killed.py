"""Kindboard is killed (-9) at exactly the wrong moment: what was saved is there once, and nothing older comes back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import kindboard
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.killed import NEW, OLD, killed, the_answer
from tests.faults.machine import needs
from tests.faults.sound import check_team, left_lying, subjects, tip
from tests.kills import ROOT
from tests.teams import Team, a_team, at_the_computer_of

pytestmark = pytest.mark.slow

COMMITTED = ("after", "kindboard.git.commit", "write")
MOVED = ("after", "kindboard.git.commit", "move_refs")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, with one answer that both have."""
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        add(team.members[0], OLD)
        team.sync()
        yield team


def add(workspace: Workspace, text: str) -> None:
    workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
    workspace.clone.index.finish()


def texts(workspace: Workspace) -> list[str]:
    return [answer.text for answer in workspace.board().answers]


def started_again(team: Team) -> list[str]:
    """What Sam's board shows at the next start."""
    sam, _ = team
    with at_the_computer_of(sam.root.with_name("Sam-computer")), kindboard.open(sam.root) as again:
        return texts(again)


def save_ids(folder: Path) -> list[str]:
    return generated.git(folder, "log", "--format=%(trailers:key=Save-Id,valueonly)", "main").decode().split()


def kill(team: Team, verb: str, *step: str) -> None:
    sam, _ = team
    killed(sam, sam.root.with_name("Sam-computer"), verb, *step)


def test_case_01_killed_after_the_journal_a_save_is_made_at_the_next_start_exactly_once(team: Team) -> None:
    sam, jo = team
    card, before = the_answer(sam), tip(sam.root)
    kill(team, "change", "after", "kindboard.clone.journal", "write")
    (journal,) = (sam.clone.folder / "journal").iterdir()
    assert (tip(sam.root), (sam.root / card.path).read_bytes()) == (before, card.raw)
    for _ in range(2):
        assert started_again(team) == [NEW]
        assert save_ids(sam.root).count(journal.stem) == 1
        assert tip(sam.root, "main~1") == before
    check_team(team)
    assert texts(jo) == [NEW]


def test_case_01_killed_again_while_it_is_made_good_the_save_is_still_made_once(team: Team) -> None:
    sam, jo = team
    before = tip(sam.root)
    kill(team, "change", "after", "kindboard.clone.journal", "write")
    kill(team, "open", "before", *COMMITTED[1:])
    kill(team, "open", *COMMITTED)
    kill(team, "open", "before", "kindboard.clone.journal", "clear")
    assert started_again(team) == [NEW]
    assert tip(sam.root, "main~1") == before
    check_team(team)
    assert texts(jo) == [NEW]


def test_case_02_killed_after_the_commit_the_file_is_refreshed_and_nothing_is_reverted(team: Team) -> None:
    sam, jo = team
    card, before = the_answer(sam), tip(sam.root)
    kill(team, "change", *COMMITTED)
    saved = tip(sam.root)
    assert tip(sam.root, "main~1") == before
    assert (sam.root / card.path).read_bytes() == card.raw  # the work tree knows nothing of it yet
    assert started_again(team) == [NEW]
    assert tip(sam.root) == saved
    assert NEW in (sam.root / card.path).read_text()
    check_team(team)
    assert tip(sam.root) == saved
    assert texts(jo) == [NEW]


SLOW_GIT = """#!/bin/sh
case " $* " in *" receive-pack "*) ;; *) exec {git} "$@";; esac
if [ {when} = after ]; then {git} "$@"; fi
touch {mark}
while [ -e {mark} ]; do sleep 0.05; done
if [ {when} = before ]; then exec {git} "$@"; fi
"""
"""A git that waits before or after it takes in what is pushed, as a slow network does, until its mark is taken away."""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "with_git",
    [pytest.param(False, id="its git goes on"), pytest.param(True, id="its git too")],
)
def test_case_03_killed_during_a_push_nothing_is_sent_twice(
    team: Team, tmp_path: Path, when: str, with_git: bool
) -> None:
    sam, jo = team
    mark = tmp_path / "slow"
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text(SLOW_GIT.format(git=shutil.which("git"), when=when, mark=mark))
    slow.chmod(0o755)
    add(jo, "Jo's words.")
    jo.sync()
    sam.change(the_answer(sam), {"text": NEW})
    shared = tip(team.shared)
    env = {"KINDBOARD_HOME": str(tmp_path / "Sam-computer"), "PATH": f"{slow.parent}{os.pathsep}{os.environ['PATH']}"}
    sync = "import sys, kindboard; kindboard.open(sys.argv[1]).sync()"
    sending = subprocess.Popen([sys.executable, "-c", sync, str(sam.root)], cwd=ROOT, env=os.environ | env)
    children: list[psutil.Process] = []
    try:
        limit = time.monotonic() + 60
        while not mark.exists():
            assert time.monotonic() < limit, "nothing was ever pushed"
            time.sleep(0.02)
        children = psutil.Process(sending.pid).children(recursive=True)
        sending.send_signal(signal.SIGKILL)
        sending.wait(30)
        assert (tip(team.shared) != shared) == (when == "after")
        if with_git:
            end(children)
            mark.unlink()
            assert sorted(started_again(team)) == [NEW]
        else:
            # The next start finds the old push still on its way.
            assert sorted(started_again(team)) == [NEW]
            mark.unlink()
    finally:
        mark.unlink(missing_ok=True)
        sending.kill()
        psutil.wait_procs(children, timeout=30)  # an old push ends before the shared folder is looked at
        end(children)
    team.sync()
    assert sorted(started_again(team)) == ["Jo's words.", NEW]
    check_team(team)
    for person in team:
        assert sorted(texts(person)) == ["Jo's words.", NEW]
    assert generated.git(team.shared, "log", "--format=%s", f"{shared}..main").decode().split("\n")[:-1] == [
        "Change an answer"
    ]


def end(processes: list[psutil.Process]) -> None:
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=30)


def test_case_04_killed_with_half_a_card_written_its_file_holds_the_old_bytes_and_then_the_new(team: Team) -> None:
    sam, jo = team
    card = the_answer(sam)
    kill(team, "change", "half", "", "")
    assert (sam.root / card.path).read_bytes() == card.raw
    (part,) = (sam.root / card.path).parent.glob(".*")
    assert 0 < part.stat().st_size < len(card.raw)
    assert started_again(team) == [NEW]
    check_team(team)  # the half of a file has gone, too
    assert texts(jo) == [NEW]


def test_case_04_somebody_who_reads_a_card_while_it_is_saved_sees_old_or_new_bytes(team: Team) -> None:
    sam, _ = team
    card = the_answer(sam)
    saving = subprocess.Popen(
        [sys.executable, "-c", SAVING, str(sam.root)],
        cwd=ROOT, env=os.environ | {"KINDBOARD_HOME": str(sam.root.with_name("Sam-computer"))}, stdout=subprocess.PIPE,
    )  # fmt: skip
    seen = set()
    try:
        while saving.poll() is None:
            text = (sam.root / card.path).read_text()
            assert text.endswith('"""\n')
            letters = {line[0] for line in text.split('"""\n')[1].splitlines()}
            assert len(letters) == 1, letters
            seen |= letters
    finally:
        saving.kill()
        saving.wait(30)
    assert saving.returncode == 0
    assert len(seen) > 3
    check_team(team)


SAVING = """
import sys, kindboard
with kindboard.open(sys.argv[1]) as board:
    card = board.board().answers[0]
    for letter in "abcdefghijklmnopqrstuvwxyz":
        card = board.change(card, {"text": "\\n".join([letter * 60] * 300)})
"""


@pytest.mark.parametrize(
    ("verb", "sent", "step"),
    [
        ("undo", False, MOVED),
        ("undo", True, COMMITTED),
        ("remove", False, COMMITTED),
        ("remove", False, MOVED),
        ("remove", True, COMMITTED),
    ],
    ids=["undo", "undo of what was sent", "removal", "removal that leaves no words", "removal of what was sent"],
)  # fmt: skip
def test_case_58_killed_between_commit_and_work_tree_no_older_state_comes_back(
    team: Team, verb: str, sent: bool, step: tuple[str, str, str]
) -> None:
    sam, jo = team
    if verb == "undo":
        sam.change(the_answer(sam), {"text": NEW})
    else:
        sam.remove(the_answer(sam))
        add(sam, OLD)
    if sent:
        team.sync()
    sam.clone.index.finish()
    path, shown = the_answer(sam).path, the_answer(sam).raw
    kill(team, verb, *step)
    if (verb, step) != ("remove", MOVED):  # there only the history is cleaned: the file has gone before
        assert (sam.root / path).read_bytes() == shown  # the work tree still shows the state of before
        assert generated.git(sam.root, "diff", "--cached", "--name-only") != b""  # and the index is stale
    moved = tip(sam.root)
    wanted = [OLD] if verb == "undo" else []
    for _ in range(2):
        assert started_again(team) == wanted
    if (verb, sent, step) == ("remove", False, COMMITTED):  # its words have been taken out of what is unsent
        assert subjects(sam.root, f"{tip(team.shared)}..main") == ["Remove an answer"]
    else:
        assert tip(sam.root) == moved
    check_team(team)
    assert texts(sam) == texts(jo) == wanted
    assert (sam.root / path).exists() == bool(wanted)
    assert left_lying(sam.clone.folder) == []
