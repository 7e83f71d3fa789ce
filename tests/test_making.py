"""What a killed kindboard had begun to make is taken away at the next try, and nothing else is."""

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from kindboard.clone.making import made_whole
from kindboard.git.owner import Owner, as_name, this_process


def left_over(place: Path, owner: Owner) -> Path:
    part = place / f".{as_name(owner)}-0123abcd.kindboard-part"
    (part / "inside").mkdir(parents=True)
    return part


def gone() -> Owner:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    return replace(this_process(), pid=dead.pid)


def make(place: Path) -> None:
    with made_whole(place / "board") as part:
        (part / "file").touch()


def test_what_a_dead_process_left_is_taken_away(tmp_path: Path) -> None:
    part = left_over(tmp_path, gone())
    make(tmp_path)
    assert not part.exists()
    assert (tmp_path / "board" / "file").exists()


@pytest.mark.parametrize("pid", [os.getpid(), 1], ids=["our own", "another"])
def test_a_number_that_another_process_has_by_now_keeps_nothing(tmp_path: Path, pid: int) -> None:
    part = left_over(tmp_path, replace(this_process(), pid=pid, start=this_process().start - 3600))
    make(tmp_path)
    assert not part.exists()


def test_what_a_git_that_outlived_its_kindboard_still_writes_there_is_taken_away_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = left_over(tmp_path, dead := gone())
    remove, times = shutil.rmtree, count()

    def removed_and_written_again(folder: Path, **how: bool) -> None:
        remove(folder, **how)
        if next(times) < 2:
            left_over(tmp_path, dead)

    monkeypatch.setattr("kindboard.clone.making.shutil.rmtree", removed_and_written_again)
    make(tmp_path)
    assert next(times) == 3
    assert not part.exists()


def test_a_git_that_outlived_its_kindboard_is_ended_where_it_would_make_its_folder_anew(tmp_path: Path) -> None:
    part = left_over(tmp_path, gone())
    subprocess.run(["git", "init", "-q", "inside"], cwd=part, check=True)
    with subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=part / "inside", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as git:
        assert git.stdin is not None
        assert git.stdout is not None
        try:
            git.stdin.write(b"nothing\n")
            git.stdin.flush()
            assert git.stdout.readline() == b"nothing missing\n"  # it is at work
            make(tmp_path)
            git.wait(30)  # it would read on for ever
        finally:
            git.kill()
    assert not part.exists()


def test_what_a_living_process_is_making_stays(tmp_path: Path) -> None:
    part = left_over(tmp_path, this_process())
    make(tmp_path)
    assert part.exists()


def test_what_another_computer_is_making_on_a_shared_drive_stays(tmp_path: Path) -> None:
    part = left_over(tmp_path, replace(gone(), host="bos-laptop", card=""))
    make(tmp_path)
    assert part.exists()
