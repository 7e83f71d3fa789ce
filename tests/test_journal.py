"""Whose left-over saves are finished at the next start, and whose are not."""

import platform
from pathlib import Path

import msgspec

import kindboard
from kindboard.cards.toml import dump, parse
from kindboard.clone import journal
from kindboard.clone.journal import Intent, Wanted
from kindboard.git.owner import Owner, this_process
from kindboard.workspace.workspace import Workspace
from tests.teams import a_workspace

NOBODYS_PID = 2**22 + 1
BEFORE = "0" * 32
"""An earlier boot's name."""


def left_behind(workspace: Workspace, **owner: object) -> Intent:
    """A save whose writer came no further than its journal."""
    card = workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I listen."})
    new = dump(parse(card.raw) | {"text": "I listen, and say so."}, "answer")
    intent = Intent(
        id=journal.new_id(),
        owner=msgspec.structs.replace(this_process(), **owner),
        when=workspace.now,
        name="Sam",
        subject="Change an answer",
        changes=[Wanted(card.path, card.raw, new)],
        tip=workspace.clone.tip,
    )
    journal.write(workspace.clone.folder / "journal", intent)
    return intent


def texts_at_the_next_start(folder: Path) -> set[str]:
    with kindboard.open(folder) as again:
        return {answer.text for answer in again.board().answers}


def test_the_save_of_a_process_that_died_is_finished_once(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        left_behind(workspace, pid=NOBODYS_PID)
        tip = workspace.clone.tip
        assert texts_at_the_next_start(workspace.root) == {"I listen, and say so."}
        finished = workspace.clone.tip
        assert finished != tip
        assert texts_at_the_next_start(workspace.root) == {"I listen, and say so."}
        assert workspace.clone.tip == finished


def test_the_save_of_another_process_with_the_same_number_is_finished(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        left_behind(workspace, start=this_process().start - 1000)
        assert texts_at_the_next_start(workspace.root) == {"I listen, and say so."}


def test_a_save_from_before_the_computer_was_started_again_is_finished(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        left_behind(workspace, boot=BEFORE)
        assert texts_at_the_next_start(workspace.root) == {"I listen, and say so."}


def test_a_save_that_is_in_the_history_already_is_not_made_again(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        left_behind(workspace, pid=NOBODYS_PID)
        assert texts_at_the_next_start(workspace.root) == {"I listen, and say so."}
        card = workspace.board().answers[0]
        workspace.change(card, {"text": "Something else."})
        intent = msgspec.structs.replace(left_behind_again(workspace), owner=Owner(platform.node(), BEFORE, 1, 0.0))
        journal.write(workspace.clone.folder / "journal", intent)
        assert texts_at_the_next_start(workspace.root) == {"Something else."}


def left_behind_again(workspace: Workspace) -> Intent:
    """The journal of the last save but one, as a crash before its clearing would have left it."""
    from kindboard.git import log

    commit = log.read(workspace.clone.git, workspace.clone.settings.branch)[-2]
    (path, change), *_ = commit.changes.items()
    assert change.base is not None
    assert change.new is not None
    blob = workspace.clone.objects.blob
    return Intent(
        id=commit.save_id or "",
        owner=this_process(),
        when=workspace.now,
        name="Sam",
        subject="Change an answer",
        changes=[Wanted(path, blob(change.base.oid), blob(change.new.oid))],
        tip=commit.parents[0],
    )
