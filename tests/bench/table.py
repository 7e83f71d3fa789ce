"""Two sides of a comparison, measured in turn, and the table that says how they stand."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import kindboard
from tests import generated


def a_board(place: Path, cards: int) -> Path:
    """A generated board of this size; the rows share it."""
    folder = place.parent / f"board-{cards}"
    return folder if folder.exists() else as_sam(generated.repository(folder, generated.board(cards)))


def as_sam(folder: Path) -> Path:
    """Whoever looks at a generated board wrote its answers: others' would be folded while its round reflects."""
    with kindboard.open(folder) as workspace:
        workspace.set_name("Sam")
    return folder


@dataclass(frozen=True)
class Row:
    """One line of the table: `ours` and `theirs` hold every run, in `unit`; `bound` is the most the ratio may be.

    Without `theirs`, `ours` is a plain count and `bound` the most it may be.
    """

    what: str
    against: str
    bound: float
    ours: Sequence[float]
    theirs: Sequence[float] = ()
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours) / (statistics.median(self.theirs) if self.theirs else 1)

    @property
    def ok(self) -> bool:
        return self.ratio <= self.bound


def in_turn(runs: int, *sides: Callable[[], float], warm: int = 1) -> list[list[float]]:
    """What each side gives, `runs` times: A B A B, so that a busy moment of the computer falls on all of them.

    The first `warm` runs of each are not counted: they fill the caches of the system.
    """
    rounds = [[side() for side in sides] for _ in range(warm + runs)][warm:]
    return [list(values) for values in zip(*rounds, strict=True)]


HEAD = ("what", "against", "ours", "theirs", "ratio", "at most", "")
_WIDTHS = (46, 44, 12, 12, 7, 8, 8)


def print_row(row: Row) -> None:
    sides = (f"{statistics.median(side):,.1f} {row.unit}" if side else "" for side in (row.ours, row.theirs))
    ratio = f"{row.ratio:.2f}" if row.theirs else f"{row.ratio:g}"
    print_cells((row.what, row.against, *sides, ratio, f"{row.bound:g}", "ok" if row.ok else "TOO MUCH"))


def print_cells(cells: Sequence[str]) -> None:
    words = [cell.ljust(width) for cell, width in zip(cells[:2], _WIDTHS[:2], strict=True)]
    numbers = [cell.rjust(width) for cell, width in zip(cells[2:], _WIDTHS[2:], strict=True)]
    print(*words, *numbers, flush=True)


def write_json(rows: Sequence[Row], file: Path) -> None:
    file.write_text(
        json.dumps(
            [
                {
                    "what": row.what, "against": row.against, "unit": row.unit, "ours": list(row.ours),
                    "theirs": list(row.theirs), "ratio": row.ratio, "bound": row.bound, "ok": row.ok,
                }
                for row in rows
            ],
            indent=1,
        )
    )  # fmt: skip
