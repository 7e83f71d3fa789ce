"""The board of two years, made once for all that is asked of it."""

from collections.abc import Iterator, Sequence

import pytest

from kindboard.workspace.workspace import Workspace
from tests.teams import at_the_computer_of
from tests.years.made import NOW, Sitting, a_board_of_two_years


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Sequence[Sitting]]]:
    with a_board_of_two_years(tmp_path_factory.mktemp("two-years")) as made:
        yield made


@pytest.fixture
def office(made: tuple[Workspace, Sequence[Sitting]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", NOW.isoformat())
    with at_the_computer_of(made[0].root.parent / "office-computer"):
        yield made[0]
