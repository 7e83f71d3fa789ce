"""What a power cut or a failing disk does to a board's folder, and what is there all the same afterwards."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kindboard
from kindboard.cards.cards import Answer
from kindboard.clone.settings import Settings, _config
from kindboard.errors import KindboardError
from kindboard.git.run import Git
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.kills import check_history
from tests.teams import Team, a_team

SAID = "We ask twice."


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo share an answer; Sam has since written another and not sent it."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        add(sam, "improve", SAID)
        team.sync()
        add(sam, "self", "Not sent yet.")
        sam.clone.index.finish()
        sam.close()
        yield team


def add(workspace: Workspace, question: str, text: str) -> None:
    workspace.add("answer", {"principle": "walk-a-mile", "question": question, "text": text})


def answer(workspace: Workspace, question: str = "improve") -> Answer:
    return workspace.board().answers_to("walk-a-mile", question)[0]


def texts(workspace: Workspace) -> set[str]:
    return {card.text for card in workspace.board().answers}


@pytest.mark.parametrize(
    "left", [b"", b"\0" * 400, b'schema = 1\ntext = "We\0\0\0\0'], ids=["empty", "NULs", "half NULs"]
)
def test_case_26_a_card_file_lost_to_a_power_cut_gives_way_to_the_board_and_is_kept_aside(
    team: Team, left: bytes
) -> None:
    sam, _ = team
    file = sam.root / answer(sam).path
    file.write_bytes(left)
    long_ago = time.time() - 3600
    os.utime(file, (long_ago, long_ago))
    with kindboard.open(sam.root) as again:
        assert answer(again).text == SAID
        again.sync()
        assert again.check() == ()
        assert file.read_bytes() == answer(again).raw
    kept = [file.read_bytes() for file in (sam.root / ".git/kindboard/aside").iterdir()]
    assert kept == [left]
    team.sync()
    check_history(team)


def test_case_26_a_file_that_is_just_being_written_is_left_to_its_writer(team: Team) -> None:
    sam, _ = team
    file = sam.root / answer(sam).path
    file.write_bytes(b"")
    sam.sync()
    assert file.read_bytes() == b""
    assert answer(sam).text == SAID
    (flagged,) = sam.check()
    assert flagged.path == answer(sam).path


def loose(root: Path, name: str) -> Path:
    oid = generated.git(root, "rev-parse", name).decode().strip()
    file = root / ".git/objects" / oid[:2] / oid[2:]
    file.chmod(0o644)
    return file


def empty_ref(sam: Workspace) -> None:
    (sam.root / ".git/refs/heads/main").write_bytes(b"")


def nul_refs(sam: Workspace) -> None:
    for ref in ("heads/main", "remotes/origin/main"):
        (sam.root / ".git/refs" / ref).write_bytes(b"\0" * 41)


def empty_head(sam: Workspace) -> None:
    (sam.root / ".git/HEAD").write_bytes(b"")


def nul_head(sam: Workspace) -> None:
    (sam.root / ".git/HEAD").write_bytes(b"\0" * 21)


def no_head(sam: Workspace) -> None:
    (sam.root / ".git/HEAD").unlink()


def no_branch_and_detached(sam: Workspace) -> None:
    """What a plain git does, or lets its person do."""
    generated.git(sam.root, "checkout", "--quiet", "--detach")
    generated.git(sam.root, "branch", "--quiet", "-D", "main")


def bad_first_commit(sam: Workspace) -> None:
    first = generated.git(sam.root, "rev-list", "--max-parents=0", "HEAD").decode().split()[0]
    loose(sam.root, first).write_bytes(b"")


def empty_index(sam: Workspace) -> None:
    (sam.root / ".git/index").write_bytes(b"")


def bad_commit(sam: Workspace) -> None:
    loose(sam.root, "HEAD").write_bytes(b"")


def bad_tree(sam: Workspace) -> None:
    loose(sam.root, "HEAD:boards").write_bytes(b"\0" * 60)


def bad_cards(sam: Workspace) -> None:
    for question in ("improve", "self"):
        loose(sam.root, f"HEAD:{answer(sam, question).path}").write_bytes(b"x\x9c nonsense")


def bad_principle_and_no_file(sam: Workspace) -> None:
    path = sam.board().principles[0].path
    loose(sam.root, f"HEAD:{path}").write_bytes(b"")
    (sam.root / path).unlink()


def bad_pack(sam: Workspace) -> None:
    generated.git(sam.root, "gc", "--quiet")
    (pack,) = (sam.root / ".git/objects/pack").glob("*.pack")
    pack.chmod(0o644)
    raw = bytearray(pack.read_bytes())
    raw[len(raw) // 4 : -20] = b"\0" * (len(raw) - len(raw) // 4 - 20)
    pack.write_bytes(raw)


@pytest.mark.parametrize(
    "harm",
    [
        empty_ref,
        nul_refs,
        empty_head,
        nul_head,
        no_head,
        no_branch_and_detached,
        empty_index,
        bad_commit,
        bad_first_commit,
        bad_tree,
        bad_cards,
        bad_principle_and_no_file,
        bad_pack,
    ],
    ids=lambda harm: harm.__name__.replace("_", " "),
)
def test_case_49_a_damaged_folder_is_repaired_and_no_word_is_lost(
    team: Team, harm: Callable[[Workspace], None]
) -> None:
    sam, jo = team
    harm(sam)
    with kindboard.open(sam.root) as again:
        assert texts(again) == {SAID, "Not sent yet."}
        again.change(answer(again, "self"), {"text": "Sent now."})
        for person in (again, jo, again, jo):
            assert person.sync(now=True).state == "synced"
        assert texts(again) == texts(jo) == {SAID, "Sent now."}
        assert again.check() == ()
        assert len(again.board().principles) == 7
    check_history(team)


def test_case_49_where_it_can_not_be_repaired_the_board_can_be_read(team: Team) -> None:
    sam, _ = team
    shutil.rmtree(team.shared)
    bad_pack(sam)
    shutil.rmtree(sam.root / ".git/objects/pack")
    for folder in (sam.root / ".git/objects").glob("[0-9a-f][0-9a-f]"):
        shutil.rmtree(folder)
    with kindboard.open(sam.root) as again:
        assert texts(again) == {SAID, "Not sent yet."}
        with pytest.raises(KindboardError) as told:
            again.change(answer(again), {"text": "Not to be saved."})
        assert told.value.code == "damaged"
        assert "can still be read" in told.value.message
        assert again.sync().state == "refused"
        assert texts(again) == {SAID, "Not sent yet."}


def test_git_s_words_on_damage_are_about_this_computer_or_about_the_other_end(tmp_path: Path) -> None:
    said = "fatal: loose object 12 (stored in {}/objects/12/34) is corrupt"
    mine, theirs = tmp_path / "mine/.git", tmp_path / "shared.git"
    for git in (Git(tmp_path, mine), Git(tmp_path, mine / "worktrees/second")):
        assert git.names_its_own(said.format(mine))
        assert not git.names_its_own(said.format(theirs))
    assert not Git(tmp_path).names_its_own(said.format(mine))


def test_the_lost_head_of_somebody_s_other_repository_is_left_alone(tmp_path: Path) -> None:
    generated.git(tmp_path, "init", "--quiet", "other")
    (tmp_path / "other/.git/HEAD").write_bytes(b"")
    with pytest.raises(KindboardError, match="There is no board"):
        kindboard.open(tmp_path / "other")
    assert (tmp_path / "other/.git/HEAD").read_bytes() == b""
    assert not (tmp_path / "other/.git/kindboard").exists()


# git's config


def shared_at(workspace: Workspace) -> str:
    return generated.git(workspace.root, "config", "--default", "", "remote.origin.url").decode().strip()


@pytest.mark.parametrize("left", [b"", b"\0" * 300, None], ids=["empty", "NULs", "gone"])
def test_a_config_lost_to_a_power_cut_says_again_where_the_board_is_shared(team: Team, left: bytes | None) -> None:
    sam, jo = team
    place, config = shared_at(sam), sam.root / ".git/config"
    assert place
    if left is None:
        config.unlink()
    else:
        config.write_bytes(left)
    with kindboard.open(sam.root) as again:
        assert again.sync(now=True).state == "synced"
        assert shared_at(again) == place
        jo.sync(now=True)
        assert texts(jo) == {SAID, "Not sent yet."}


def test_a_board_that_somebody_shares_no_more_stays_so_when_its_config_is_lost(team: Team) -> None:
    sam, _ = team
    generated.git(sam.root, "remote", "remove", "origin")
    with kindboard.open(sam.root) as once:
        assert once.status().remote is None
    (sam.root / ".git/config").write_bytes(b"")
    with kindboard.open(sam.root) as again:
        assert again.status().remote is None
        assert texts(again) == {SAID, "Not sent yet."}


def test_the_config_of_a_folder_where_no_board_was_opened_is_not_ours_to_write(tmp_path: Path) -> None:
    root = generated.repository(tmp_path / "other", generated.board(3))
    (root / ".git/config").write_bytes(b"")
    with kindboard.open(root) as board:
        assert len(board.board().answers) == 3
    assert b"kindboard" not in (root / ".git/config").read_bytes()


@given(st.text(st.characters(exclude_characters="\0\r"), min_size=1, max_size=40))
def test_whatever_an_address_holds_git_reads_it_back(address: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config"
        file.write_text(_config(Settings(id="x", shared=address)), encoding="utf-8")
        read = generated.git(Path(folder), "config", "-z", "-f", str(file), "remote.origin.url")
    assert read == address.encode() + b"\0"
