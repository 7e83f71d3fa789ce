"""The board of two years, made once for all that is asked of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

import kindboard
from kindboard.workspace.workspace import Workspace
from tests.teams import at_the_computer_of
from tests.years.made import NOW, Sitting, a_board_of_two_years


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Sequence[Sitting]]]:
    """(the board in the office, its sittings). The first worker that wants it makes it, and the others open it, too."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / "two-years"
    sittings = folder / "sittings"
    with FileLock(f"{folder}.lock"):
        if not sittings.exists():
            _make(folder, sittings)
    with at_the_computer_of(folder / "office-computer"):
        office = kindboard.open(folder / "office")
    with office:
        yield office, msgspec.msgpack.decode(sittings.read_bytes(), type=tuple[Sitting, ...])


def _make(folder: Path, sittings: Path) -> None:
    folder.mkdir()
    with a_board_of_two_years(folder) as (_, told):
        sittings.write_bytes(msgspec.msgpack.encode(told))


@pytest.fixture
def office(made: tuple[Workspace, Sequence[Sitting]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", NOW.isoformat())
    with at_the_computer_of(made[0].root.parent / "office-computer"):
        yield made[0]
