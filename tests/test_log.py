"""The history as git tells it: in pieces, cut anywhere, and only as far as somebody reads."""

import errno
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.git import log, run
from kindboard.git.failed import Failed, TimedOut
from kindboard.git.run import Git
from tests import generated


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """A history of two thousand commits: more than fits in a pipe."""
    folder = generated.with_history(tmp_path / "board", 20, 2_000)
    (hooks := tmp_path / "hooks").mkdir()
    return Git(hooks, folder / ".git")


@given(st.lists(st.binary(max_size=12).map(lambda raw: raw.replace(b"\1", b"\0"))))
def test_fields_are_the_same_wherever_the_pieces_were_cut(pieces: list[bytes]) -> None:
    assert [*log._fields(pieces)] == b"".join(pieces).split(b"\0")


def test_a_history_that_comes_bit_by_bit_is_the_one_that_comes_at_once(git: Git) -> None:
    assert [*log.stream(git, "main")] == log.read(git, "main")
    under = [generated.path_of_answer(3)]
    assert [*log.stream(git, "main", under=under)] == log.read(git, "main", under=under)


def test_more_is_asked_and_told_than_pipes_hold_and_no_disk_is_needed(
    git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    oids = [commit.oid for commit in log.read(git, "main")] * 20
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    told = b"".join(git.stream("cat-file", "--batch", "--buffer", stdin="".join(f"{o}\n" for o in oids).encode()))
    assert told.count(b" commit ") == len(oids)
    assert len(told) > 4_000_000


def running() -> list[psutil.Process]:
    """The commands of these tests that have not ended: whatever else this process has begun goes on."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # or has just ended
            if child.cmdline()[1:3] == ["log", "-p"]:
                found.append(child)
    return found


def test_a_command_whose_words_nobody_reads_on_is_ended(git: Git) -> None:
    pieces = git.stream("log", "-p", "main")
    assert next(pieces)
    assert running()
    pieces.close()
    assert not running()


def test_what_git_can_not_read_is_told_at_the_end(git: Git) -> None:
    with pytest.raises(Failed) as failed:
        list(git.stream("log", "no-such-branch", "--"))
    assert "no-such-branch" in failed.value.stderr


def read_slowly(pieces: Iterator[bytes]) -> None:
    next(pieces)
    limit = time.monotonic() + 60
    while running():
        assert time.monotonic() < limit, "nobody ended it"
        time.sleep(0.01)
    list(pieces)


def test_a_command_that_takes_too_long_is_ended(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LOCAL_SECONDS", 0.01)
    with pytest.raises(TimedOut):
        read_slowly(git.stream("log", "-p", "main"))
