"""A clone and its shared folder stay small."""

import os
from pathlib import Path

import pytest

import kindboard
from kindboard.git import maintain
from kindboard.git.maintain import Bounds
from kindboard.git.repository import QUEUE
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.test_locks import killed_at
from tests.kills import check_history
from tests.teams import a_team, a_workspace, at_the_computer_of

SAYS = {"principle": "walk-a-mile", "question": "self", "text": "I listen."}


@pytest.fixture(autouse=True)
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintain, "WHEN_IDLE", Bounds(0, 1, 3600))


def loose(folder: Path) -> int:
    counted = generated.git(folder, "count-objects", "-v").decode().splitlines()
    return int(counted[0].removeprefix("count: "))


def texts(workspace: Workspace) -> list[str]:
    return sorted(answer.text for answer in workspace.board().answers)


def test_many_small_files_are_packed_at_a_sync_here_and_in_the_shared_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as team:
        sam = team.members[0]
        sam.add("answer", SAYS)
        team.sync()
        assert loose(sam.root) > 0
        assert loose(team.shared) > 0
        monkeypatch.setattr(maintain, "AT_SYNC", Bounds(0, 1, 3600))
        sam.sync()
        assert loose(sam.root) == loose(team.shared) == 0
        sam.add("answer", SAYS | {"text": "I ask."})
        sam.sync()
        assert loose(sam.root) > 0, "packed again at once, and so at every sync"
        assert texts(sam) == ["I ask.", "I listen."]


def test_a_board_that_nobody_shares_and_nobody_touches_is_packed_and_knows_which_commit_changed_which_card(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as sam:
        sam.add("answer", SAYS)
        sam.sync()
        assert loose(sam.root) > 0
        sam.sync(idle=True)
        assert loose(sam.root) == 0
        sam.add("answer", SAYS)
        sam.sync(idle=True)
        graphs = list((sam.root / ".git/objects/info/commit-graphs").glob("*.graph"))
        assert graphs
        assert all(b"BDAT" in graph.read_bytes() for graph in graphs)
        assert generated.git(sam.root, "commit-graph", "verify") == b""


def test_only_the_owner_of_a_shared_folder_packs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam") as team:
        sam = team.members[0]
        sam.add("answer", SAYS)
        sam.sync()
        before = loose(team.shared)
        monkeypatch.setattr(os, "getuid", lambda: 12001)
        sam.sync(idle=True)
        assert (loose(sam.root), loose(team.shared)) == (0, before)
        monkeypatch.undo()
        monkeypatch.setattr(maintain, "WHEN_IDLE", Bounds(0, 1, 3600))
        team.shared.joinpath("objects").chmod(0o755)
        before_mask = os.umask(0o077)
        try:
            sam.sync(idle=True)
        finally:
            os.umask(before_mask)
        assert loose(team.shared) == 0
        assert all(pack.stat().st_mode & 0o044 == 0o044 for pack in team.shared.glob("objects/pack/*.pack"))


def test_case_50_tidying_up_keeps_what_waits_and_what_is_half_made(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.add("answer", SAYS | {"text": "Without a name."}, no_name=True)
        jo.add("answer", SAYS)
        jo.sync()
        sam.sync()
        queue = generated.git(sam.root, "rev-parse", QUEUE)
        unseen = generated.git(sam.root, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Just made").decode().strip()
        sam.sync(idle=True)
        assert generated.git(sam.root, "rev-parse", QUEUE) == queue
        assert generated.git(sam.root, "cat-file", "-t", unseen) == b"commit\n"
        assert texts(sam) == ["I listen.", "Without a name."]
        team.sync()
        assert texts(jo) == ["I listen.", "Without a name."]
        check_history(team)


@pytest.mark.parametrize(
    ("command", "locks"),
    [
        ("gc", ["gc.pid", "HEAD.lock", "refs/heads/main.lock", "objects/pack/tmp_pack_aBcDeF"]),
        ("commit-graph", ["objects/info/commit-graphs/commit-graph-chain.lock"]),
    ],
)
def test_tidying_up_that_was_killed_half_way_does_no_harm_and_is_done_again(
    tmp_path: Path, command: str, locks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.add("answer", SAYS)
        team.sync()
        left = [sam.root / ".git" / lock for lock in locks]
        left[0].parent.mkdir(exist_ok=True)
        does = (
            "import kindboard, sys; from kindboard.git import maintain as m; m.WHEN_IDLE = m.Bounds(0, 1, 0);"
            "kindboard.open(sys.argv[1]).sync(idle=True)"
        )
        killed_at(command, left, team, tmp_path, does)
        monkeypatch.setattr(maintain, "WHEN_IDLE", Bounds(0, 1, 0))
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
            again.add("answer", SAYS | {"text": "I ask."})
            for _ in range(2):
                assert again.sync(now=True, idle=True).state == "synced"
            assert loose(again.root) == 0
            assert not any(lock.exists() for lock in left if lock.suffix == ".lock")
            assert generated.git(again.root, "commit-graph", "verify") == b""
        team.sync()
        assert texts(jo) == ["I ask.", "I listen."]
        check_history(team)


def test_a_shared_folder_names_no_program_to_run_while_it_is_packed(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam") as team:
        generated.git(team.shared, "config", "gc.recentObjectsHook", str(tmp_path / "evil"))
        synced = team.members[0].sync(idle=True)
        assert synced.state == "refused", synced
