"""A short soak; `python -m tests.soak` does it for longer."""

from pathlib import Path

import pytest

from tests.soak.run import Soak


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_team_that_works_for_long_loses_nothing(tmp_path: Path, seed: int) -> None:
    soak = Soak(tmp_path, clones=4, edits=250, seed=seed)
    soak.run()
    assert len(soak.ledger.saved()) > 100
