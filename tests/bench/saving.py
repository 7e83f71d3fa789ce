"""What a save costs, beside plain git doing the same with the same care; and that it stays so as the board grows."""

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import kindboard
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.bench.table import Row, a_board, in_turn

NUMBER = 3
"""An answer that every generated board has."""


def saver(workspace: Workspace) -> Callable[[], float]:
    """Changes one answer's text, each time from what is on the board; in milliseconds."""
    id = generated.numbered_id(NUMBER)
    times = count()

    def save() -> float:
        card = workspace.board().find(id)
        start = time.perf_counter()
        workspace.change(card, {"text": f"Said for the {next(times)}th time."})
        return 1000 * (time.perf_counter() - start)

    return save


def plain_saver(folder: Path) -> Callable[[], float]:
    """`git add` and `git commit` of the same file, written through to the disk as ours is; in milliseconds."""
    path = generated.path_of_answer(NUMBER)
    times = count()

    def save() -> float:
        said = f"Said for the {next(times)}th time."
        (folder / path).write_bytes(generated.answer(NUMBER, said))
        start = time.perf_counter()
        generated.git(folder, "add", "--", path, fsync=True)
        generated.git(folder, "commit", "--quiet", "-m", "Change an answer", fsync=True)
        return 1000 * (time.perf_counter() - start)

    return save


def save(place: Path, quick: bool) -> Iterator[Row]:
    size = 1_000 if quick else 5_000
    mine = a_board(place, size)
    plain = generated.clone(mine, place / "plain")
    with kindboard.open(mine) as workspace:
        ours, theirs = in_turn(7 if quick else 31, saver(workspace), plain_saver(plain), warm=2)
    yield Row(f"save one card, {size:,} cards", "git add + git commit, same core.fsync", 1.2, ours, theirs)


def save_as_it_grows(place: Path, quick: bool) -> Iterator[Row]:
    size = 2_000 if quick else 10_000
    small, large = a_board(place, 100), a_board(place, size)
    with kindboard.open(small) as few, kindboard.open(large) as many:
        ours, theirs = in_turn(7 if quick else 31, saver(many), saver(few), warm=2)
    yield Row(f"save one card, {size:,} cards", "the same with 100 cards", 1.3, ours, theirs)


ALL = (save, save_as_it_grows)
