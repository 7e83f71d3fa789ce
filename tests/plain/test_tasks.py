"""Issue C's tasks, done in plain lines by a real process that is piped into: no terminal, no drawing."""

import os
import re
from pathlib import Path
from threading import Event

import pytest

import kindboard
from kindboard.plain import session
from kindboard.starters import starters
from kindboard.workspace.workspace import Synced
from tests.plain.talks import a_talk, lines, process
from tests.teams import a_team, a_workspace, at_the_computer_of


def is_plain(out: bytes) -> bool:
    text = out.decode()
    return not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", text)


def test_from_nothing_to_the_first_answer_on_the_board(computer: Path) -> None:
    ended = process(typed=lines("Sam", "1", "1", "1", "3", "3", "1", "We ask twice.", "And again.", ".", "1", "1", "q"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == b""
    assert is_plain(ended.stdout)
    with kindboard.open() as workspace:
        (answer,) = workspace.board().answers
        assert (answer.text, answer.by) == ("We ask twice.\nAnd again.", "Sam")
        assert (answer.principle, answer.question) == ("walk-a-mile", "improve")
        assert workspace.drafts() == ()


def test_a_second_answer_without_a_name_and_how_it_was_heard(computer: Path) -> None:
    process(typed=lines("Sam", "1", "1", "1", "3", "3", "1", "We ask twice.", ".", "1", "1", "q"))
    ended = process(typed=lines("1", "3", "4", "1", "Read my page first.", ".", "1", "2", "1"))
    assert b"The input has ended here." in ended.stdout
    assert b"No name and no time of day go with it." in ended.stdout
    with kindboard.open() as workspace:
        second = workspace.board().answers_to("walk-a-mile", "people-say")[0]
        assert (second.text, second.by, second.heard) == ("Read my page first.", None, "me")


def test_joining_a_shared_folder_and_seeing_what_is_there(tmp_path: Path, computer: Path) -> None:
    with a_team(tmp_path, "Ann") as team:
        (ann,) = team
        ann.add("answer", {"principle": "kindness-counts", "question": "self", "text": "I thank people by name."})
        team.sync()
    ended = process(typed=lines("Sam", "2", str(team.shared), "1", "1", "1", "3", "8", "q"))
    assert ended.returncode == 0, ended.stderr
    told = ended.stdout.decode()
    assert "Kindness counts: answers to 1, nobody yet on 2, 3 and 4" in told
    assert "Card 1 of 1: I thank people by name. Ann." in told
    assert "Text: I thank people by name." in told


def test_what_is_written_is_sent_to_the_others(tmp_path: Path) -> None:
    with a_team(tmp_path, "Ann", "Bo") as team:
        _, bo = team
        with at_the_computer_of(tmp_path / "Ann-computer"):
            home = os.environ["KINDBOARD_HOME"]
        steps = lines("1", "1", "1", "1", "Tea first.", ".", "1", "1", "b", "b", "b", "9", "q")
        ended = process("-C", tmp_path / "Ann", typed=steps, KINDBOARD_HOME=home)
        assert ended.returncode == 0, ended.stderr
        bo.sync()
        assert [answer.text for answer in bo.board().answers] == ["Tea first."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (lines("1", "1", "1", "1", "Half a thought"), "Half a thought"),
        (lines("1", "1", "1", "1", "Half a thought").rstrip("\n"), "Half a thought"),
        (lines("1", "1", "1", "1", "One", "Two", "q"), "One\nTwo"),
        (lines("1", "1", "1", "1", "One", "b", "q"), "One"),
        (lines("1", "1", "1", "1", "One", ".", "q"), "One"),
        (lines("1", "1", "1", "1", "One", ".", "1", "q"), "One"),
        (lines("1", "1", "1", "1", "A", "B", "Q", "."), "A\nB\nQ"),
    ],
)
def test_whatever_ends_it_what_was_written_is_kept(computer: Path, typed: str, kept: str) -> None:
    process(typed=lines("Sam", "1", "1", "q"))
    ended = process(typed=typed)
    assert ended.returncode == 0, ended.stderr
    assert b"Kept on this computer" in ended.stdout
    with kindboard.open() as workspace:
        assert [draft.fields["text"] for draft in workspace.drafts()] == [kept]
        assert workspace.board().answers == ()


def test_a_draft_is_found_again_and_put_on_the_board(computer: Path) -> None:
    process(typed=lines("Sam", "1", "1", "q"))
    process(typed=lines("1", "1", "1", "1", "Half a thought"))
    ended = process(typed=lines("6", "2", "1", "3", "1", "and the rest.", ".", "1", "q"))
    assert ended.returncode == 0, ended.stderr
    with kindboard.open() as workspace:
        assert [answer.text for answer in workspace.board().answers] == ["Half a thought\nand the rest."]
        assert workspace.drafts() == ()


def test_an_example_is_looked_round_before_a_board_is_started(computer: Path) -> None:
    ended = process(typed=lines("Sam", "3", "2", "m", "b", "1", "b", "1", "1", "q"))
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = ended.stdout.decode()
    assert "Board: Made-up example: Riverside Day Team" in told
    assert told.index("The example is gone again") < told.index("Question 3 of 3")
    with kindboard.open() as workspace:
        assert (workspace.name, workspace.board().answers) == ("Sam", ())


def test_no_input_at_all_and_a_folder_without_a_board_end_in_a_sentence(tmp_path: Path, computer: Path) -> None:
    ended = process()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"The input has ended here." in ended.stdout
    refused = process("-C", tmp_path / "nothing", typed="1\n")
    assert refused.returncode == 1
    assert b"There is no board in" in refused.stderr


def test_a_board_that_is_not_shared_is_let_go_of_only_when_its_tidying_up_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it works in may be taken away right after, as an example is."""
    closing, ended = Event(), list[str]()

    def slowly(**how: bool) -> Synced:
        closing.wait(60)
        ended.append("sync")
        return Synced("local")

    with a_workspace(tmp_path) as board:
        monkeypatch.setattr(board, "sync", slowly)
        monkeypatch.setattr(board, "close", lambda: ended.append("close"))
        monkeypatch.setattr(session, "QUIT_WAITS", 0.0)
        monkeypatch.setattr(starters, "hang_up", closing.set)
        a_talk(board, "q")
    assert ended[:2] == ["sync", "close"]
