"""What lies already where a board is to be shared: another team's board, somebody's code, a host's README."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.commands import kindboard
from tests.faults.sound import tip
from tests.teams import at_the_computer_of

WHERE = {"principle": "walk-a-mile", "question": "self"}


def refs(folder: Path) -> bytes:
    return generated.git(folder, "for-each-ref", "--format=%(refname) %(objectname)")


def a_repository(folder: Path, branch: str, **files: str) -> Path:
    """A bare one with these files in one commit; `_` in a name stands for a dot."""
    made = folder.with_name(f"{folder.name}-work")
    made.mkdir()
    generated.git(made, "init", "-q", "-b", branch)
    for name, text in files.items():
        (made / name.replace("_", ".")).write_text(text)
    generated.git(made, "add", ".")
    generated.git(made, "commit", "-q", "-m", "First")
    generated.git(made, "clone", "-q", "--bare", ".", str(folder))
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two people who know nothing of each other, each with a board of their own."""
    with ExitStack() as stack:
        made = []
        for name in ("Sam", "Jo"):
            with at_the_computer_of(tmp_path / f"{name}-computer"):
                board = stack.enter_context(starters.init(tmp_path / name, title=f"{name}'s team", name=name))
            board.add("answer", WHERE | {"text": f"{name}'s own."})
            made.append(board)
        yield made[0], made[1]


def test_another_teams_board_is_not_mixed_with_this_one_unasked(
    tmp_path: Path, pair: tuple[Workspace, Workspace]
) -> None:
    sam, jo = pair
    shared = tmp_path / "shared"
    starters.connect(sam, str(shared))
    before, there = refs(jo.root), tip(shared)
    with pytest.raises(KindboardError) as told:
        starters.connect(jo, str(shared))
    assert told.value.code == "another-board"
    assert "Another board is shared from there already: “Sam's team”. Nothing was changed." in str(told.value)
    assert (refs(jo.root), tip(shared)) == (before, there)
    assert jo.status().remote is None
    jo.add("answer", WHERE | {"text": "Still here."})
    assert {answer.text for answer in jo.board().answers} == {"Jo's own.", "Still here."}


def test_both_boards_are_in_one_place_where_somebody_says_so(tmp_path: Path, pair: tuple[Workspace, Workspace]) -> None:
    sam, jo = pair
    starters.connect(sam, str(tmp_path / "shared"))
    ran = kindboard("connect", tmp_path / "shared", "--together", "--json", at=jo.root)
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["remote"]
    sam.sync(now=True)
    files = generated.git(sam.root, "ls-tree", "-r", "--name-only", "HEAD").decode()
    assert "boards/sam-s-team/board.toml" in files
    assert "boards/jo-s-team/board.toml" in files


def test_a_board_is_connected_again_to_where_it_was_shared(tmp_path: Path, pair: tuple[Workspace, Workspace]) -> None:
    sam, _ = pair
    starters.connect(sam, str(tmp_path / "shared"))
    with starters.join(str(tmp_path / "shared"), tmp_path / "again") as again:
        again.add("answer", WHERE | {"text": "From elsewhere."})
        again.sync(now=True)
        starters.connect(again, str(tmp_path / "shared"))
    starters.connect(sam, str(tmp_path / "shared"))
    assert {answer.text for answer in sam.board().answers} == {"Sam's own.", "From elsewhere."}


def test_a_board_that_plain_git_took_off_there_is_connected_to_again(
    tmp_path: Path, pair: tuple[Workspace, Workspace]
) -> None:
    sam, _ = pair
    starters.connect(sam, str(tmp_path / "shared"))
    generated.git(tmp_path, "clone", "-q", str(tmp_path / "shared"), "plain")
    plain = tmp_path / "plain"
    (plain / "notes.txt").write_text("Ours, too.")
    generated.git(plain, "rm", "-rq", "boards")
    generated.git(plain, "add", ".")
    generated.git(plain, "commit", "-q", "-m", "Tidy up")
    generated.git(plain, "push", "-q", "origin", "HEAD")
    starters.connect(sam, str(tmp_path / "shared"))
    assert sam.sync(now=True).state == "synced"


def test_somebodys_code_is_left_alone(tmp_path: Path, pair: tuple[Workspace, Workspace]) -> None:
    sam, _ = pair
    code = a_repository(tmp_path / "code", "main", README_md="Ours", main_py="print()")
    before, mine = refs(code), refs(sam.root)
    with pytest.raises(KindboardError) as told:
        starters.connect(sam, str(code))
    assert told.value.code == "no-board"
    assert (refs(code), refs(sam.root)) == (before, mine)


@pytest.mark.parametrize("how", ["join", "connect"])
def test_of_somebodys_code_no_more_than_its_newest_commit_is_fetched(
    tmp_path: Path, pair: tuple[Workspace, Workspace], how: str
) -> None:
    code = a_repository(tmp_path / "code", "main", README_md="Ours", main_py="print()")
    work = tmp_path / "code-work"
    generated.git(work, "commit", "-q", "--allow-empty", "-m", "Second")
    generated.git(work, "push", "-q", str(code), "main")
    first = generated.git(code, "rev-parse", "main~1").decode().strip()
    (code / "objects" / first[:2] / first[2:]).unlink()  # whoever wants the history does not get it
    with pytest.raises(KindboardError) as told:
        starters.join(str(code), tmp_path / "joined") if how == "join" else starters.connect(pair[0], str(code))
    assert told.value.code == "no-board"


@pytest.mark.parametrize("branch", ["main", "master"])
def test_a_hosts_new_repository_with_a_readme_is_shared_from_and_joined(
    tmp_path: Path, pair: tuple[Workspace, Workspace], branch: str
) -> None:
    sam, _ = pair
    host = a_repository(tmp_path / "host", branch, README_md="# kindness", LICENSE="free")
    starters.connect(sam, str(host))
    with starters.join(str(host), tmp_path / "joined", name="Dee") as joined:
        assert {answer.text for answer in joined.board().answers} == {"Sam's own."}
        joined.add("answer", WHERE | {"text": "From Dee."})
        assert joined.sync(now=True).state == "synced"
    assert sam.sync(now=True).state == "synced"
    assert {answer.text for answer in sam.board().answers} == {"Sam's own.", "From Dee."}
