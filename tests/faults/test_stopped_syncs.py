"""What is saved or taken off the board after a sync that stopped half-way stands, and hides nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kindboard
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.stopped import STOPPED
from tests.kills import ROOT, check_history
from tests.teams import Team, a_team, at_the_computer_of

NEWS = "New words."


def stop_after(step: str, folder: Path) -> None:
    """Sam's sync stops dead after this step."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.stopped", str(folder / "Sam"), step],
        cwd=ROOT, env=os.environ | {"KINDBOARD_HOME": str(folder / "Sam-computer"), "PYTHONPATH": str(ROOT)},
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


def test_a_no_name_answer_after_a_sync_that_stopped_hides_no_words_of_its_writer(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(sam, "Old words.")
        team.sync()
        jo.change(jo.board().answers[0], {"tags": ("rota",)})
        jo.sync()
        sam.change(sam.board().answers[0], {"text": NEWS})
        stop_after("fetch", tmp_path)
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
        stop_after("push", tmp_path)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            again.remove(again.board().answers[0])
        assert started_again(team, tmp_path) == []


def test_what_was_taken_off_the_board_after_it_was_sent_and_fetched_again_stays_off(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        add(jo, "Jo's words.")
        jo.sync()
        add(sam, "Better not said.")
        stop_after("push", tmp_path)
        stop_after("fetch", tmp_path)
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            again.remove(next(card for card in again.board().answers if card.by == "Sam"))
            again.sync(now=True)
        assert started_again(team, tmp_path) == ["Jo's words."]


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
