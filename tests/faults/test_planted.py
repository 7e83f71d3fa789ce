"""Nobody gives orders to a colleague's computer: programs planted in a shared folder or a clone are never run."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.git.remote import Remote
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team

WHERE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """A program that says that it was run."""
    program = tmp_path / "order"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'obeyed'}\n")
    program.chmod(0o755)
    return program


def config_with(order: Path, plain: str) -> str:
    """Settings that look as these do, and run the program whenever git looks for what others have already."""
    return f"{plain}[core]\n\talternateRefsCommand = {order}\n"


def swapped_unseen(git_dir: Path, order: Path) -> None:
    """In place, of the same size, its time set back: only the bytes tell."""
    config = git_dir / "config"
    evil = config_with(order, config.read_text())
    config.write_text(config.read_text() + "#" * (len(evil) - len(config.read_text()) - 1) + "\n")
    before = config.stat()
    with config.open("r+") as file:
        file.write(evil)
    os.utime(config, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = config.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_ino) == (before.st_mtime_ns, before.st_size, before.st_ino)


def sent_elsewhere(git_dir: Path, order: Path) -> None:
    """Git follows `commondir` to another folder, and reads the settings there."""
    other = git_dir.with_name("elsewhere")
    shutil.copytree(git_dir, other)
    (other / "config").write_text(config_with(order, (other / "config").read_text()))
    (git_dir / "commondir").write_text(f"{other}\n")


def another_within(git_dir: Path, order: Path) -> None:
    """Git looks for a `.git` in a folder before it takes the folder itself."""
    shutil.copytree(git_dir, git_dir / ".git")
    (git_dir / ".git" / "config").write_text(config_with(order, (git_dir / "config").read_text()))


def led_to_another(git_dir: Path, order: Path) -> None:
    other = git_dir.with_name("elsewhere.git")
    shutil.copytree(git_dir, other)
    (other / "config").write_text(config_with(order, (other / "config").read_text()))
    (git_dir / ".git").write_text(f"gitdir: {other}\n")


Plant = Callable[[Path, Path], None]


def alternates(git_dir: Path) -> None:
    """So that git has others' commits to look for at all."""
    other = git_dir.with_name("lender")
    generated.git(git_dir, "init", "-q", "--bare", str(other))
    (git_dir / "objects" / "info").mkdir(exist_ok=True)
    (git_dir / "objects" / "info" / "alternates").write_text(f"{other / 'objects'}\n")


def tip_of(folder: Path) -> bytes:
    return generated.git(folder, "--git-dir", str(folder), "rev-parse", "refs/heads/main")


@pytest.mark.parametrize("plant", [swapped_unseen, sent_elsewhere, another_within, led_to_another])
def test_what_is_planted_in_the_shared_folder_of_an_open_board_is_not_run(
    team: Team, order: Path, tmp_path: Path, plant: Plant
) -> None:
    sam, _ = team
    alternates(team.shared)
    assert sam.sync().state == "synced"
    before = (team.shared / "refs" / "heads" / "main").read_bytes()
    plant(team.shared, order)
    sam.add("answer", WHERE | {"text": "Sam's words."})
    told = sam.sync()
    assert told.state == "refused"
    assert "shared folder" in told.message
    assert not (tmp_path / "obeyed").exists()
    assert (team.shared / "refs" / "heads" / "main").read_bytes() == before
    assert [answer.text for answer in sam.board().answers] == ["Sam's words."]


def with_hooks(git_dir: Path, order: Path) -> None:
    hooks = git_dir.with_name("hooks")
    hooks.mkdir()
    for name in ("pre-receive", "update", "proc-receive", "reference-transaction", "post-receive", "post-update"):
        shutil.copy(order, hooks / name)
    generated.git(git_dir, "config", "--file", str(git_dir / "config"), "core.hooksPath", str(hooks))
    generated.git(git_dir, "config", "--file", str(git_dir / "config"), "receive.procReceiveRefs", "refs/heads")


def with_a_command(git_dir: Path, order: Path) -> None:
    config = git_dir / "config"
    config.write_text(config_with(order, config.read_text()))


def that_lays_files_out(git_dir: Path, order: Path) -> None:
    """A push to what is checked out there writes files, through a program of the folder's choice."""
    tree = generated.git(git_dir, "--git-dir", str(git_dir), "rev-parse", "refs/heads/main^{tree}").decode().strip()
    here = ("--git-dir", str(git_dir), "--work-tree", str(git_dir))
    generated.git(git_dir, *here, "read-tree", tree)
    generated.git(git_dir, *here, "checkout-index", "--all", "-u")
    (git_dir / "info").mkdir(exist_ok=True)
    (git_dir / "info" / "attributes").write_text("* filter=order\n")
    for key, value in {
        "core.bare": "false", "receive.denyCurrentBranch": "updateInstead",
        "filter.order.smudge": f"{order}; cat",
    }.items():  # fmt: skip
        generated.git(git_dir, "config", "--file", str(git_dir / "config"), key, value)


@pytest.mark.parametrize("plant", [with_a_command, with_hooks, that_lays_files_out])
def test_what_is_planted_between_our_look_at_the_shared_folder_and_gits_is_not_run(
    team: Team, order: Path, tmp_path: Path, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried in a race: whoever turned the settings to and fro was obeyed within three syncs."""
    sam, _ = team
    alternates(team.shared)
    assert sam.sync().state == "synced"
    plant(team.shared, order)
    monkeypatch.setattr(Remote, "check", lambda _: None)
    sam.add("answer", WHERE | {"text": "Sam's words."})
    sam.sync()
    assert not (tmp_path / "obeyed").exists()
    assert [answer.text for answer in sam.board().answers] == ["Sam's words."]


@pytest.mark.parametrize("plant", [swapped_unseen, sent_elsewhere])
def test_what_is_planted_in_ones_own_clone_is_not_run(team: Team, order: Path, tmp_path: Path, plant: Plant) -> None:
    sam, _ = team
    alternates(sam.root / ".git")
    sam.add("answer", WHERE | {"text": "Before."})
    sam.clone.index.finish()  # or what is planted is copied while git's index is still being told of it
    plant(sam.root / ".git", order)
    with pytest.raises(KindboardError, match=r"could run a program|leads to another place"):
        sam.add("answer", WHERE | {"text": "After."})
    assert sam.sync().state == "refused"
    assert not (tmp_path / "obeyed").exists()
    assert [answer.text for answer in sam.board().answers] == ["Before."]


def test_the_settings_of_a_second_work_tree_are_looked_at_too(team: Team, order: Path, tmp_path: Path) -> None:
    sam, _ = team
    second = tmp_path / "second"
    generated.git(sam.root, "worktree", "add", "-q", "--detach", str(second))
    generated.git(sam.root, "config", "extensions.worktreeConfig", "true")
    (sam.root / ".git" / "worktrees" / "second" / "config.worktree").write_text(config_with(order, ""))
    with pytest.raises(KindboardError, match="could run a program"), open_at(second) as there:
        there.add("answer", WHERE | {"text": "From the second."})
    assert not (tmp_path / "obeyed").exists()


def open_at(folder: Path) -> Workspace:
    import kindboard

    return kindboard.open(folder)
