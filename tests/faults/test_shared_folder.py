"""A folder that several people share, some with accounts of their own on one computer, and one who means harm."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.starters import starters
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import plain, tip
from tests.servers.other_user import TEAM, User
from tests.servers.place import fill, open_folder, small_disk
from tests.servers.repositories import hook
from tests.teams import Team, a_team, at_the_computer_of

AN_ANSWER = ("add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


# 56: other accounts --------------------------------------------------------------------------------------------------


@pytest.fixture
def accounts() -> Iterator[tuple[User, User, Path]]:
    """Sam, Jo, and a drive on which all of the team's group may write."""
    needs("root")
    with open_folder() as folder:
        drive = folder / "drive"
        drive.mkdir()
        os.chown(drive, 0, TEAM)
        drive.chmod(0o2770)
        with User(folder, 12001) as sam, User(folder, 12002) as jo:
            yield sam, jo, drive


@pytest.mark.parametrize(
    "home",
    [
        "new",
        *(pytest.param(home, marks=pytest.mark.slow) for home in ("an empty folder", "on a drive that gives no group")),
    ],
)
def test_case_56_a_folder_that_another_account_shared_can_be_joined_read_and_written(
    accounts: tuple[User, User, Path], home: str
) -> None:
    sam, jo, drive = accounts
    shared = drive / "kindness"
    if home == "an empty folder":
        shared.mkdir()
        os.chown(shared, sam.uid, TEAM)
        shared.chmod(0o2770)
    elif home == "on a drive that gives no group":
        drive.chmod(0o770)
    ran = sam.runs("init", sam.home / "board", "--name", "Sam")
    assert ran.status == 0, ran.err
    assert sam.runs("connect", shared, "--json").document["remote"] == str(shared)
    assert jo.runs("join", shared, jo.home / "board", "--name", "Jo").status == 0
    for number in range(2):
        for person, other in ((jo, sam), (sam, jo)):
            assert person.runs(*AN_ANSWER, f"{person.uid} {number}", "--json").status == 0
            assert person.runs("sync", "--json").document["sent"] == 1
            assert other.runs("sync", "--json").document["received"] == 1
    listed = [{card["text"] for card in person.runs("list", "answer", "--json").document} for person in (sam, jo)]
    assert listed[0] == listed[1] == {f"{uid} {number}" for uid in (12001, 12002) for number in range(2)}
    for path in (shared, *shared.rglob("*")):
        found = path.stat()
        assert found.st_gid == TEAM, path
        assert found.st_mode & 0o040, path
        assert not path.is_dir() or found.st_mode & 0o2070 == 0o2070, path


def test_case_56_a_folder_that_may_be_read_but_not_written_lets_the_others_work_in(
    accounts: tuple[User, User, Path],
) -> None:
    sam, jo, drive = accounts
    shared = drive / "kindness"
    sam.runs("init", sam.home / "board", "--name", "Sam")
    sam.runs("connect", shared)
    assert jo.runs("join", shared, jo.home / "board", "--name", "Jo").status == 0
    sam.runs(*AN_ANSWER, "From Sam.")
    sam.runs("sync")
    for path in (shared, *shared.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o020)
    jo.runs(*AN_ANSWER, "From Jo.")
    ran = jo.runs("sync")
    assert ran.status == 1
    assert "does not take in your changes" in plain(ran.out)
    assert {card["text"] for card in jo.runs("list", "answer", "--json").document} == {"From Sam.", "From Jo."}
    assert jo.runs("status", "--json").document["unsent"] == 1


def test_case_56_a_folder_that_may_not_be_entered_says_so(accounts: tuple[User, User, Path]) -> None:
    sam, jo, drive = accounts
    drive.chmod(0o700)
    os.chown(drive, sam.uid, TEAM)
    sam.runs("init", sam.home / "board", "--name", "Sam")
    assert sam.runs("connect", drive / "kindness").status == 0
    for place in (drive / "kindness", drive):
        ran = jo.runs("join", place, jo.home / "board")
        assert ran.status == 1
        assert "Traceback" not in ran.err
        assert plain(ran.err.replace(str(place), ""))
    assert sorted(path.name for path in jo.home.iterdir()) == ["kb"]


# 39, 57: what was planted there --------------------------------------------------------------------------------------

HOSTILE = (
    ("core.fsmonitor", "{program}"),
    ("core.sshCommand", "{program}"),
    ("core.hooksPath", "{folder}"),
    ("core.alternateRefsCommand", "{program}"),
    ("core.editor", "{program}"),
    ("core.gitProxy", "{program}"),
    ("core.worktree", "{folder}"),
    ("filter.x.clean", "{program}"),
    ("filter.x.smudge", "{program}"),
    ("diff.x.textconv", "{program}"),
    ("merge.x.driver", "{program}"),
    ("uploadpack.packObjectsHook", "{program}"),
    ("remote.origin.uploadpack", "{program}"),
    ("remote.origin.receivepack", "{program}"),
    ("remote.origin.vcs", "x"),
    ("remote.origin.proxy", "http://127.0.0.1:9"),
    ("remote.origin.promisor", "true"),
    ("credential.helper", "!{program}"),
    ("url.ext::sh.insteadOf", "x"),
    ("include.path", "{folder}/more"),
    ("includeIf.gitdir:/.path", "{folder}/more"),
    ("http.proxy", "http://127.0.0.1:9"),
    ("gpg.program", "{program}"),
    ("alias.fetch", "!{program}"),
    ("extensions.partialClone", "origin"),
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a file named `ran` when anybody runs it."""
    file = tmp_path / "program"
    file.write_text(f'#!/bin/sh\necho "$0 $*" >>"{tmp_path}/ran"\nexit 0\n')
    file.chmod(0o755)
    (tmp_path / "more").write_text(f"[core]\n\tfsmonitor = {file}\n")
    return file


def plant(config: Path, key: str, value: str, program: Path) -> None:
    """Write a setting as somebody else would: plain text, at the end."""
    generated.git(
        config.parent, "config", "--file", str(config), key, value.format(program=program, folder=program.parent)
    )


def test_case_57_hostile_config_in_a_shared_folder_is_not_run_and_the_folder_refused_in_plain_words(
    team: Team, program: Path, tmp_path: Path
) -> None:
    sam, _ = team
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    config = team.shared / "config"
    good, before = config.read_bytes(), tip(team.shared)
    for key, value in HOSTILE:
        plant(config, key, value, program)
        done = sam.sync()
        assert done.state == "refused", key
        assert "could run a program or send words elsewhere" in plain(done.message.replace(key.lower(), "")), key
        with at_the_computer_of(tmp_path / "newcomer"), pytest.raises(KindboardError, match="could run a program"):
            starters.join(str(team.shared), tmp_path / "mine", name="Ann")
        assert not (tmp_path / "mine").exists()
        config.write_bytes(good)
    assert not (tmp_path / "ran").exists()
    assert tip(team.shared) == before
    assert sam.sync().sent == 1


def test_case_57_hooks_planted_in_a_shared_folder_are_not_run(team: Team, program: Path, tmp_path: Path) -> None:
    sam, jo = team
    for name in (
        "pre-receive", "update", "post-receive", "post-update", "reference-transaction", "proc-receive",
        "push-to-checkout", "pre-auto-gc", "post-index-change", "fsmonitor-watchman", "post-checkout", "pre-push",
    ):  # fmt: skip
        hook(team.shared, name, f'"{program}" {name}; exit 1')
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    team.sync()
    assert [answer.text for answer in jo.board().answers] == ["Kept."]
    with at_the_computer_of(tmp_path / "newcomer"):
        starters.join(str(team.shared), tmp_path / "mine", name="Ann").close()
    assert not (tmp_path / "ran").exists()


def test_case_57_a_shared_folder_that_leads_elsewhere_is_refused_and_nothing_written_there(
    team: Team, tmp_path: Path
) -> None:
    sam, _ = team
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    for name in ("refs/heads", "refs", "objects", "config"):
        real, elsewhere = team.shared / name, tmp_path / "elsewhere"
        real.rename(elsewhere)
        before = sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.rglob("elsewhere/**/*"))
        real.symlink_to(elsewhere)
        done = sam.sync()
        assert done.state == "refused", name
        assert "leads to another place" in plain(done.message)
        assert sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.rglob("elsewhere/**/*")) == before
        real.unlink()
        elsewhere.rename(real)
    assert sam.sync().sent == 1


def test_case_39_hostile_settings_in_a_joined_folder_are_not_run(team: Team, program: Path, tmp_path: Path) -> None:
    sam, _ = team
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    sam.clone.index.finish()
    config = sam.root / ".git/config"
    good = config.read_bytes()
    (sam.root / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    for name in (
        "pre-commit",
        "post-commit",
        "pre-push",
        "post-checkout",
        "reference-transaction",
        "post-index-change",
    ):
        hook(sam.root / ".git", name, f'"{program}" {name}; exit 1')
    for key, value in HOSTILE:
        plant(config, key, value, program)
        with starters.Workspace(sam.clone.repository, sam.slug) as again:
            assert [answer.text for answer in again.board().answers] == ["Kept."], key  # it can still be read
            assert again.sync().state == "refused", key
            with pytest.raises(KindboardError, match="could run a program"):
                again.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "More."})
        config.write_bytes(good)
    assert sam.sync().sent == 1
    assert not (tmp_path / "ran").exists()


# 19: full ------------------------------------------------------------------------------------------------------------


def test_case_19_a_shared_folder_on_a_full_disk_keeps_ours_here_and_lets_others_in(tmp_path: Path) -> None:
    needs("root")
    with small_disk(tmp_path / "disk", "2m") as disk, a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        shared = disk / "shared"
        for person in (sam, jo):
            starters.connect(person, str(shared))
        jo.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "From Jo."})
        assert jo.sync(now=True).sent == 1
        filler = fill(disk)
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "From Sam."})
        for _ in range(2):
            done = sam.sync(now=True)
            assert done.state == "offline"
            assert "no room" in plain(done.message)
            assert sam.status().unsent == 1
        assert {answer.text for answer in sam.board().answers} == {"From Jo.", "From Sam."}
        filler.unlink()
        assert sam.sync(now=True).sent == 1
        assert jo.sync(now=True).received == 1
        generated.git(shared, "fsck", "--full", "--strict")


def test_connecting_to_a_full_disk_leaves_nothing_there(tmp_path: Path) -> None:
    needs("root")
    with small_disk(tmp_path / "disk") as disk, a_team(tmp_path, "Sam") as team:
        (sam,) = team
        fill(disk)
        with pytest.raises(KindboardError) as told:
            starters.connect(sam, str(disk / "kindness"))
        assert plain(told.value.message.replace(str(disk), ""))
        assert [path.name for path in disk.iterdir()] == ["filler"]
        assert sam.status().remote == str(team.shared)
        assert sam.sync().state == "synced"
