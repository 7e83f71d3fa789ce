"""What a person waits for: the first sight of the board, a key, a list; and the memory it takes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests import generated
from tests.bench.bare import READY
from tests.bench.table import Row, a_board, as_sam, in_turn
from tests.bench.terminal import Terminal

KINDBOARD = (sys.executable, "-c", "from kindboard.__main__ import main; main()")
BARE = (sys.executable, "-m", "tests.bench.bare")
AN_ANSWER = r"\d{5} [a-z]{2,} "
"""Every generated answer begins with its number: one on the screen, and the board is there to be read."""

DOWN, RIGHT = b"\x1b[B", b"\x1b[C"


def first_paint(place: Path, quick: bool) -> Iterator[Row]:
    small, large = (a_board(place, size) for size in (1_000, 10_000))

    def board(folder: Path) -> float:
        with Terminal((*KINDBOARD, "-C", str(folder))) as terminal:
            return 1000 * terminal.first_paint(AN_ANSWER)

    def bare() -> float:
        with Terminal((*BARE, "app")) as terminal:
            return 1000 * terminal.first_paint(READY)

    runs = 2 if quick else 9
    thousand, ten_thousand, app = in_turn(runs, lambda: board(small), lambda: board(large), bare)
    yield Row("first paint, 1,000 cards", "a bare Textual app", 2.0, thousand, app)
    yield Row("first paint, 10,000 cards", "a bare Textual app", 3.0, ten_thousand, app)


def key_press(place: Path, quick: bool) -> Iterator[Row]:
    folder = a_board(place, 10_000)
    with Terminal((*KINDBOARD, "-C", str(folder))) as board, Terminal((*BARE, "list")) as plain:
        board.first_paint(AN_ANSWER)
        plain.first_paint(READY)
        board.settle()
        plain.settle()
        presses = 15 if quick else 60
        ours, theirs = in_turn(presses, lambda: 1000 * board.press(DOWN), lambda: 1000 * plain.press(DOWN), warm=3)
    yield Row("key press to last byte, 10,000 cards", "Textual's OptionList, 5,000 options", 1.5, ours, theirs)


def key_press_in_pool(place: Path, quick: bool) -> Iterator[Row]:
    folder = as_sam(generated.repository(place / "pool", generated.pool(1_000, 100)))
    with Terminal((*KINDBOARD, "-C", str(folder))) as board, Terminal((*BARE, "list")) as plain:
        board.first_paint(AN_ANSWER)
        plain.first_paint(READY)
        for key in (b"2", RIGHT):  # all answers
            board.settle()
            board.press(key)
        board.settle()
        plain.settle()
        presses = 15 if quick else 60
        down, mark, theirs = in_turn(
            presses,
            lambda: 1000 * board.press(DOWN),
            lambda: 1000 * board.press(b" "),
            lambda: 1000 * plain.press(DOWN),
            warm=3,
        )
    yield Row("key press in Pool, 1,000 answers, 100 themes", "Textual's OptionList, 5,000 options", 1.5, down, theirs)
    yield Row("marking one of them", "the same", 1.5, mark, theirs)


def memory(place: Path, quick: bool) -> Iterator[Row]:
    folder = a_board(place, 1_000)

    def peak(*arguments: str, marker: str) -> float:
        with Terminal(arguments) as terminal:
            terminal.first_paint(marker)
            terminal.settle()
            return terminal.peak_memory() / 1e6

    ours, theirs = in_turn(
        1 if quick else 7,
        lambda: peak(*KINDBOARD, "-C", str(folder), marker=AN_ANSWER),
        lambda: peak(*BARE, "app", marker=READY),
        warm=0,
    )
    yield Row("memory, 1,000 cards on screen", "a bare Textual app", 2.0, ours, theirs, unit="MB")


def list_as_json(place: Path, quick: bool) -> Iterator[Row]:
    folder = a_board(place, 1_000)

    def run(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
        return 1000 * (time.perf_counter() - start)

    ours, theirs = in_turn(
        5 if quick else 15,
        lambda: run(*KINDBOARD, "-C", str(folder), "list", "--json"),
        lambda: run(sys.executable, "-c", "pass"),
    )
    yield Row("kindboard list --json, 1,000 cards", "python -c pass", 10, ours, theirs)


ALL = (first_paint, key_press, key_press_in_pool, memory, list_as_json)
