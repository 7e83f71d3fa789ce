"""What sharing costs: a sync, a merge, and a team that saves and syncs all at once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from kindboard.cards import toml
from kindboard.merge.merge import Change, Entry, blob_oid, merge_changes
from kindboard.starters import starters
from tests import generated
from tests.bench.table import Row, a_board, in_turn

MINE, THEIRS = 3, 4
"""Two answers that every generated board has: one changed here, one changed by a colleague."""


def sync(place: Path, quick: bool) -> Iterator[Row]:
    yield from sync_of(a_board(place, 1_000 if quick else 5_000), place, quick)


def sync_of(source: Path, place: Path, quick: bool) -> Iterator[Row]:
    ours_shared, plain_shared = (generated.shared_folder(place / name, source) for name in ("ours.git", "plain.git"))
    plain = generated.clone(plain_shared, place / "plain")
    colleagues = {shared: generated.clone(shared, place / f"{shared.stem}-colleague")
                  for shared in (ours_shared, plain_shared)}  # fmt: skip
    times = count()

    def colleague_sends(shared: Path) -> None:
        clone = colleagues[shared]
        generated.git(clone, "pull", "--quiet", "--ff-only")
        said = generated.answer(THEIRS, f"A colleague, {next(times)}")
        (clone / generated.path_of_answer(THEIRS)).write_bytes(said)
        generated.commit(clone, "From a colleague")
        generated.git(clone, "push", "--quiet")

    with starters.join(str(ours_shared), place / "mine", name="Sam") as workspace:

        def ours() -> float:
            colleague_sends(ours_shared)
            card = workspace.board().find(generated.numbered_id(MINE))
            workspace.change(card, {"text": f"Mine, {next(times)}"})
            start = time.perf_counter()
            synced = workspace.sync(now=True)
            taken = time.perf_counter() - start
            assert (synced.state, synced.sent) == ("synced", 1), synced
            return 1000 * taken

        def theirs() -> float:
            colleague_sends(plain_shared)
            said = generated.answer(MINE, f"Mine, {next(times)}")
            (plain / generated.path_of_answer(MINE)).write_bytes(said)
            generated.commit(plain, "Mine")
            start = time.perf_counter()
            generated.git(plain, "fetch", "--quiet")
            generated.git(plain, "merge", "--quiet", "--no-edit", "origin/main")
            generated.git(plain, "push", "--quiet")
            return 1000 * (time.perf_counter() - start)

        mine, others = in_turn(3 if quick else 11, ours, theirs)
    yield Row("sync, one card changed on each side", "git fetch + git merge + git push", 1.5, mine, others)


def merge(place: Path, quick: bool) -> Iterator[Row]:
    """Each card changed on both sides: its text here, its text and tags there."""
    early = datetime(2026, 11, 23, 10, tzinfo=UTC)
    blobs: dict[str, bytes] = {}

    def entry(raw: bytes) -> Entry:
        oid = blob_oid(raw)
        blobs[oid] = raw
        return Entry("100644", oid)

    mine, others, bases = {}, {}, {}
    for number in range(1_000):
        path = generated.path_of_answer(number)
        bases[path] = generated.answer(number, "First line.\nSecond line.\nThird line.")
        base = entry(bases[path])
        here = entry(generated.answer(number, "First line, here.\nSecond line.\nThird line.", changed=1))
        there = entry(
            generated.answer(number, "First line, there.\nSecond line.\nThird line, too.", tags=("time",), changed=2)
        )
        mine[path] = Change(base, here, early)
        others[path] = Change(base, there, early + timedelta(minutes=1))

    def merging() -> float:
        start = time.perf_counter()
        merged = merge_changes(mine, others, blobs.__getitem__)
        taken = time.perf_counter() - start
        assert len(merged.writes) == len(bases)
        return 1000 * taken

    def reading() -> float:
        start = time.perf_counter()
        for path, raw in bases.items():
            toml.read_card(path, raw)
        return 1000 * (time.perf_counter() - start)

    ours, theirs = in_turn(5 if quick else 15, merging, reading)
    yield Row("merge 1,000 cards changed on both sides", "reading those cards once", 5, ours, theirs)


def clients(place: Path, quick: bool) -> Iterator[Row]:
    """A whole team on one shared folder, every client a process: save, sync, save, sync."""
    team, saves, pause = (6, 3, (0.1, 0.8)) if quick else (20, 8, (0.5, 4.0))
    source = a_board(place, 200)
    shared = generated.shared_folder(place / "team.git", source)
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.client", str(shared), str(place / f"client-{number}"),
             str(number), str(saves), *map(str, pause)]
        )
        for number in range(team)
    ]  # fmt: skip
    try:
        ended = [child.wait(timeout=300) for child in children]
    finally:
        for child in children:
            child.kill()
    assert not any(ended), f"clients ended with {ended}"
    history = generated.git(shared, "rev-list", "--parents", "main").decode().splitlines()
    merges = sum(len(line.split()) > 2 for line in history)
    sent = set(generated.git(shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "main").split())
    what = f"{team} clients, {saves} saves each, synced after each"
    yield Row(f"{what}: merges", "", 0, [merges], unit="")
    yield Row(f"{what}: saves missing", "", 0, [team * saves - len(sent)], unit="")


ALL = (sync, merge, clients)
