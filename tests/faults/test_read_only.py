"""A board in a folder that may be read and not written: it opens, shows all, and says plainly what it can't do."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.clone import journal
from kindboard.errors import KindboardError
from kindboard.git.owner import Owner, this_process
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import plain, tip
from tests.screens.live import opened, until_said
from tests.servers.other_user import User
from tests.servers.place import open_folder, small_disk
from tests.teams import a_workspace

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice."}


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def half_saved(workspace: Workspace) -> None:
    """A save of a window that died, as a start would finish it if it could."""
    intent = journal.Intent(
        id=journal.new_id(),
        owner=Owner(this_process().host, "0" * 32, 1, 1.0),
        when=workspace.now,
        name="Sam",
        subject="Add an answer",
        changes=[],
    )
    journal.write(workspace.clone.folder / "journal", intent)


@pytest.fixture
def theirs() -> Iterator[tuple[User, Path]]:
    """Somebody, and the board of another account, which they may read."""
    needs("root")
    with open_folder() as folder, a_workspace(folder) as workspace, User(folder, 12003) as user:
        workspace.add("answer", FIELDS)
        workspace.clone.index.finish()
        half_saved(workspace)
        for path in (workspace.root, *workspace.root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield user, workspace.root


def test_case_44_the_board_of_another_account_opens_for_reading(theirs: tuple[User, Path]) -> None:
    user, board = theirs
    trusted = subprocess.run(
        ["git", "-C", board, "status"],
        user=user.uid,
        capture_output=True,
        env={"PATH": os.environ["PATH"]},
        check=False,
    )
    assert b"dubious ownership" in trusted.stderr  # plain git does not open it
    before = everything(board)
    (answer,) = user.runs("-C", board, "list", "answer", "--json").document
    assert answer["text"] == "We ask twice."
    assert "We ask twice." in user.runs("-C", board, "show", answer["id"]).out
    assert user.runs("-C", board, "status", "--json").document["attention"] == []
    assert user.runs("-C", board, "check").status == 0
    for verb in (
        ("add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", "Mine."),
        ("note", answer["id"], "Mine."),
        ("remove", answer["id"]),
        ("name", "Jo"),
        ("sync",),
        ("undo",),
    ):
        ran = user.runs("-C", board, *verb)
        assert ran.status == 1, (verb, ran)
        said = plain((ran.err or ran.out).replace(str(board), ""))
        assert "can't be written to" in said, verb
        assert "Traceback" not in ran.err
    assert everything(board) == before


@pytest.fixture
def frozen(tmp_path: Path) -> Iterator[Workspace]:
    """A board on a disk that takes nothing any more, as one does that is about to fail."""
    needs("root")
    with small_disk(tmp_path / "disk", "8m") as disk, a_workspace(disk) as workspace:
        workspace.add("answer", FIELDS)
        workspace.add("answer", FIELDS | {"text": "Without a name."}, no_name=True)
        workspace.close()
        half_saved(workspace)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, timeout=20)
        yield workspace


REFUSED: tuple[Callable[[Workspace], object], ...] = (
    lambda board: board.add("answer", FIELDS),
    lambda board: board.add("answer", FIELDS, no_name=True),
    lambda board: board.change(board.board().answers[0], {"text": "Mine."}),
    lambda board: board.note(board.board().answers[0], "Mine.", no_name=True),
    lambda board: board.remove(board.board().answers[0]),
    lambda board: board.set_name("Jo"),
    Workspace.undo,
)


def test_case_44_a_board_on_a_disk_that_takes_nothing_opens_for_reading(frozen: Workspace) -> None:
    before = tip(frozen.root)
    with kindboard.open(frozen.root) as board:
        assert sorted(answer.text for answer in board.board().answers) == ["We ask twice.", "Without a name."]
        assert board.status().waiting == 1
        for work in REFUSED:
            with pytest.raises(KindboardError) as error:
                work(board)
            assert "can't be written to" in plain(str(error.value).replace(str(frozen.root), ""))
        assert plain(board.sync().message.replace(str(frozen.root), ""))
        draft = board.new_draft("answer", FIELDS | {"text": "Kept."})  # what is written meanwhile lies elsewhere
        with pytest.raises(KindboardError):
            board.post([draft.key])
        assert [kept.fields["text"] for kept in board.drafts()] == ["Kept."]
        assert len(board.board().answers) == 2
    assert tip(frozen.root) == before
    generated.git(frozen.root, "fsck", "--full", "--strict")


async def test_case_44_its_screen_opens_and_keeps_what_is_typed(frozen: Workspace) -> None:
    with kindboard.open(frozen.root) as board:
        async with opened(board) as pilot:
            await until_said(pilot, "can't be written to")
            await until_said(pilot, "Kindness counts")
            await pilot.press("n", *"Precious")
            await pilot.press("ctrl+s", "enter")
            await until_said(pilot, "can't be written to")
            await until_said(pilot, "Precious")
