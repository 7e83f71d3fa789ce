"""A board as large as one gets, and what a year of saves leaves on the disk."""

import time
import tracemalloc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import kindboard
from kindboard.git import log, maintain
from kindboard.git.maintain import Bounds
from kindboard.starters import starters
from tests import generated
from tests.bench.saving import plain_saver, saver
from tests.bench.sharing import sync_of
from tests.bench.table import Row, a_board, in_turn

DAYS, SAVES = 250, 20
NEVER = Bounds(10**9, 10**9, 0)


def _large(place: Path, quick: bool) -> Path:
    folder = place.parent / "large"
    cards, commits = (2_000, 4_000) if quick else (10_000, 20_000)
    return folder if folder.exists() else generated.with_history(folder, cards, commits)


def save(place: Path, quick: bool) -> Iterator[Row]:
    board, start = _large(place, quick), time.perf_counter()
    mine = generated.clone(board, place / "mine")
    cloned = [1000 * (time.perf_counter() - start)]
    plain = generated.clone(mine, place / "plain")
    with kindboard.open(mine) as workspace, kindboard.open(a_board(place, 100)) as few:
        first = [saver(workspace)()]
        ours, theirs, small = in_turn(7 if quick else 15, saver(workspace), plain_saver(plain), saver(few), warm=2)
        tracemalloc.start()
        commits = len(log.read(workspace.clone.git, "main"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    yield Row("large board: save one card", "git add + git commit, same core.fsync", 1.2, ours, theirs)
    yield Row("large board: save one card", "the same with 100 cards", 1.3, ours, small)
    yield Row("large board: first save in a plain clone", "the git clone that made it", 0.5, first, cloned)
    yield Row(f"memory of reading {commits:,} commits, a commit", "", 5, [peak / commits / 1024], unit="KB")


def sync(place: Path, quick: bool) -> Iterator[Row]:
    yield from sync_of(_large(place, quick), place, quick)


def join(place: Path, quick: bool) -> Iterator[Row]:
    shared = generated.shared_folder(place / "shared.git", _large(place, quick))
    times = count()

    def ours() -> float:
        start = time.perf_counter()
        starters.join(str(shared), place / f"mine-{next(times)}", name="Sam").close()
        return 1000 * (time.perf_counter() - start)

    def theirs() -> float:
        start = time.perf_counter()
        generated.clone(shared, place / f"plain-{next(times)}")
        return 1000 * (time.perf_counter() - start)

    mine, others = in_turn(3, ours, theirs)
    yield Row("large board: join, every object checked", "git clone", 2.0, mine, others)


ALL = (save, sync, join)


def year(place: Path, *, quick: bool) -> None:
    """Two people save and sync, `SAVES` a day between them; measured for some days, with and without tidying up."""
    days = 5 if quick else 25
    tidy = maintain.WHEN_IDLE, maintain.AT_SYNC
    print(f"{days} days of {SAVES} saves and syncs, on 200 cards (a year is {DAYS} days: {DAYS // days} times as many)")
    for name, bounds in (("without", (NEVER, NEVER)), ("with", (Bounds(tidy[0].loose, tidy[0].packs, 0), tidy[1]))):
        maintain.WHEN_IDLE, maintain.AT_SYNC = bounds
        here = place / name
        here.mkdir()
        source = generated.repository(here / "source", generated.board(200))
        shared = generated.shared_folder(here / "shared.git", source)
        generated.git(shared, "config", "gc.auto", "0")
        with (
            starters.join(str(shared), here / "Sam", name="Sam") as sam,
            starters.join(str(shared), here / "Jo", name="Jo") as jo,
        ):
            for number in range(days * SAVES):
                who = (sam, jo)[number % 2]
                which = generated.answer_numbers(200)[number % 100]
                card = who.board().find(generated.numbered_id(which))
                who.change(card, {"text": f"Said for the {number}th time."})
                synced = who.sync(now=True, idle=number % SAVES >= SAVES - 2)
                assert synced.state == "synced", synced
        for what, git_dir in (("clone", here / "Sam" / ".git"), ("shared folder", shared)):
            print(f"{name} tidying up, {what}: {_filled(git_dir)}", flush=True)
    maintain.WHEN_IDLE, maintain.AT_SYNC = tidy


def _filled(git_dir: Path) -> str:
    counted = dict(line.split(": ") for line in generated.git(git_dir, "count-objects", "-v").decode().splitlines())
    blocks = sum(file.stat().st_blocks for file in git_dir.rglob("*"))
    return f"{counted['count']} loose objects, {counted['packs']} packs, {blocks * 512 / 1e6:.1f} MB on the disk"
