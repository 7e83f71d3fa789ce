"""A git that is missing, too old, or has made a repository that kindboard can't use (case 47): named at the start."""

import shutil
from pathlib import Path

import pytest

import kindboard
from kindboard.errors import KindboardError
from tests import generated
from tests.faults.machine import needs
from tests.teams import a_workspace


@pytest.mark.parametrize(
    ("version", "says"),
    [(None, "kindboard needs the program git"), ("2.31.9", "git 2.32 or newer")],
    ids=["missing", "too old"],
)
def test_case_47_a_git_that_is_missing_or_too_old_is_named_at_the_start(
    tmp_path: Path, version: str | None, says: str
) -> None:
    needs("posix")
    from tests.servers.typist import typist  # nothing of it is there on other systems

    with a_workspace(tmp_path) as workspace:
        root = workspace.root
    programs = tmp_path / "programs"
    programs.mkdir()
    if version is not None:
        (programs / "git").write_text(f"#!/bin/sh\necho git version {version}\n")
        (programs / "git").chmod(0o755)
    with typist("-C", root, PATH=str(programs)) as person:
        assert person.ends() == 1
    assert says in person.shown
    assert "start again" in person.shown
    assert "Traceback" not in person.shown


def test_case_47_a_repository_in_sha256_is_named_at_the_start(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        boards = workspace.root / "boards"
    other = tmp_path / "other"
    generated.git(tmp_path, "init", "--quiet", "--object-format=sha256", str(other))
    shutil.copytree(boards, other / "boards")
    with pytest.raises(KindboardError) as told:
        kindboard.open(other)
    assert told.value.code == "other-format"
    assert "can't use yet" in told.value.message


def test_case_47_a_repository_in_reftable_is_named_at_the_start(tmp_path: Path) -> None:
    # The git of this computer need not be able to make one: its settings are what tells.
    with a_workspace(tmp_path) as workspace:
        root = workspace.root
    with (root / ".git/config").open("a") as config:
        config.write("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
    with pytest.raises(KindboardError) as told:
        kindboard.open(root)
    assert told.value.code == "other-format"
