"""Kindboard is killed at random moments; `python -m tests.kills --count 300` does it for longer."""

from pathlib import Path

import pytest

from tests import kills


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_forty_kills_at_random_moments_lose_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    said = kills.run(tmp_path, count=20, seed=seed)
    assert said["ok"] > 20
    assert said["synced"] > 0
