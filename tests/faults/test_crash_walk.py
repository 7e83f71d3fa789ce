"""A save, an undo and a sync that stop dead at a step are as if done, or as if never begun, and stay so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kindboard
from kindboard.errors import KindboardError
from kindboard.workspace import Workspace
from tests import generated
from tests.faults.stopped import NEWS, STOPPED
from tests.kills import ROOT, check_history
from tests.teams import Team, a_team, at_the_computer_of

TREE = [
    ("before", "kindboard.clone.written", "Written.add"),
    ("after", "kindboard.clone.written", "Written.add"),
    ("before", "kindboard.clone.opened", "Clone.note_shown"),
    ("after", "kindboard.clone.opened", "Clone.note_shown"),
]
REFS = [("before", "kindboard.git.commit", "move_refs"), ("after", "kindboard.git.commit", "move_refs")]
SAVED = [
    ("before", "kindboard.git.commit", "write"),
    ("after", "kindboard.git.commit", "write"),
    ("before", "kindboard.clone.journal", "clear"),
    ("after", "kindboard.clone.journal", "clear"),
]
SENT = [
    ("before", "kindboard.git.remote", "Remote.push"),
    ("after", "kindboard.git.remote", "Remote.push"),
    ("after", "kindboard.git.remote", "Remote.fetch"),
]


def stop(folder: Path, computer: Path, verb: str, step: tuple[str, str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.stopped", str(folder), verb, *step],
        cwd=ROOT, env=os.environ | {"KINDBOARD_HOME": str(computer), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == STOPPED, f"the step was never reached: {ended.stderr}"


def answers(workspace: Workspace) -> list[str]:
    return [answer.text for answer in workspace.board().answers]


def add(workspace: Workspace, text: str, no_name: bool = False) -> None:
    fields = {"principle": "walk-a-mile", "question": "improve", "text": text}
    workspace.add("answer", fields, no_name=no_name)


def started_again(team: Team, folder: Path) -> list[str]:
    """What Sam's board shows at the next start; then everybody syncs, and Sam's board still shows it."""
    sam, jo = team
    with at_the_computer_of(folder / "Sam-computer"), kindboard.open(sam.root) as again:
        shown = answers(again)
        for person in (again, jo, again, jo):
            assert person.sync(now=True).state == "synced"
        assert answers(again) == shown == answers(jo)
    assert len(team.tips()) == 1
    check_history(team)
    return shown


@pytest.mark.parametrize("step", [*SAVED, *TREE], ids=" ".join)
def test_a_save_that_stops_is_whole_at_the_next_start_and_stays(tmp_path: Path, step: tuple[str, str, str]) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        add(sam, "Old words.")
        stop(sam.root, tmp_path / "Sam-computer", "change", step)
        assert started_again(team, tmp_path) == [NEWS]


@pytest.mark.parametrize("step", [*REFS, *TREE], ids=" ".join)
def test_an_undo_that_stops_is_done_or_not_begun_and_never_comes_back(
    tmp_path: Path, step: tuple[str, str, str]
) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        add(sam, "Old words.")
        team.sync()
        sam.change(sam.board().answers[0], {"text": NEWS})
        stop(sam.root, tmp_path / "Sam-computer", "undo", step)
        not_begun = step == REFS[0]
        assert started_again(team, tmp_path) == [NEWS if not_begun else "Old words."]


@pytest.mark.parametrize("step", [*SENT, *REFS, *TREE], ids=" ".join)
def test_a_sync_that_stops_hides_nothing_and_sends_nothing_twice(tmp_path: Path, step: tuple[str, str, str]) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(jo, "Jo's words.")
        assert jo.sync().sent == 1
        add(sam, "Sam's words.")
        add(sam, "Nobody's words.", no_name=True)
        stop(sam.root, tmp_path / "Sam-computer", "sync", step)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            assert {"Sam's words.", "Nobody's words."} <= set(answers(again))
            again.sync(now=True)
        assert set(started_again(team, tmp_path)) == {"Jo's words.", "Sam's words.", "Nobody's words."}


def test_a_no_name_answer_after_a_sync_that_stopped_hides_no_words_of_its_writer(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        team.sync()
        jo.change(jo.board().answers[0], {"tags": ("rota",)})
        jo.sync()
        sam.change(sam.board().answers[0], {"text": NEWS})
        stop(sam.root, tmp_path / "Sam-computer", "sync", SENT[2])
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            add(again, "Nobody's words.", no_name=True)
            assert again.status().waiting == 1
            card = next(card for card in again.board().answers if card.text == NEWS)
            assert again.change(card, {"text": "Newer words."}).text == "Newer words."
            assert set(answers(again)) == {"Newer words.", "Nobody's words."}
        assert set(started_again(team, tmp_path)) == {"Newer words.", "Nobody's words."}


def test_what_was_taken_off_the_board_while_it_was_being_sent_stays_off(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        add(sam, "Better not said.")
        stop(sam.root, tmp_path / "Sam-computer", "sync", SENT[1])
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            again.remove(again.board().answers[0])
        assert started_again(team, tmp_path) == []


def test_a_save_that_git_never_takes_is_not_called_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kindboard.clone.save.RACES", 3)
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        add(sam, "Old words.")
        (sam.root / ".git/refs/heads/main.lock").touch()
        with pytest.raises(KindboardError):
            sam.change(sam.board().answers[0], {"text": NEWS})
        (sam.root / ".git/refs/heads/main.lock").unlink()
        assert generated.git(sam.root, "status", "--porcelain") == b""
        assert answers(sam) == ["Old words."]
