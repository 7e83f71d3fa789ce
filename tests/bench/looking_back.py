"""What it takes to read the past, beside plain git reading the same of it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kindboard
from tests import generated
from tests.bench.table import Row, in_turn

A_SITTING = 1860
"""Seconds from one commit to the next, so that each is told by itself."""
LATER = "2028-06-01T10:00:00+00:00"


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        act()
        return 1000 * (time.perf_counter() - start)

    return run


def _plain_blobs(folder: Path, oids: list[bytes]) -> None:
    generated.git(folder, "cat-file", "--batch", "--buffer", stdin=b"\n".join(oids) + b"\n")


def story(place: Path, quick: bool) -> Iterator[Row]:
    cards, commits = (500, 1_000) if quick else (5_000, 10_000)
    folder = generated.with_history(place / "board", cards, commits, A_SITTING)
    os.environ["KINDBOARD_NOW"] = LATER

    def ours() -> None:
        with kindboard.open(folder) as workspace:
            assert len(workspace.story()) >= commits - 1

    def theirs() -> None:
        raw = generated.git(folder, "log", "--raw", "-z", "--no-renames", "--no-abbrev", "main")
        _plain_blobs(
            folder, [field.split(b" ")[3] for field in raw.split(b"\0") if field.lstrip(b"\n").startswith(b":")]
        )

    mine, plain = in_turn(7, _timed(ours), _timed(theirs))
    yield Row(f"the whole story of {commits:,} commits", "git log --raw -z and its blobs", 2.0, mine, plain)


def past_date(place: Path, quick: bool) -> Iterator[Row]:
    cards, commits = (500, 1_000) if quick else (5_000, 10_000)
    folder = generated.with_history(place / "board", cards, commits)

    def theirs() -> None:
        listing = generated.git(folder, "ls-tree", "-r", "-z", "main", "boards")
        _plain_blobs(folder, [line.split(b"\t")[0].split(b" ")[2] for line in listing.split(b"\0") if line])

    os.environ["KINDBOARD_NOW"] = LATER
    with kindboard.open(folder) as workspace:

        def ours() -> None:
            board = workspace.at(generated.DAY)
            assert len(board.answers) > cards // 2
            assert board is not workspace.board()

        mine, plain = in_turn(7 if quick else 15, _timed(ours), _timed(theirs))
    yield Row(f"the board at a past date, {cards:,} cards", "git cat-file --batch of its blobs", 3.0, mine, plain)


ALL = (story, past_date)
