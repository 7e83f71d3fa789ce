"""Every value anyone saved is on the final board, in `also`, or was replaced or removed by someone who had seen it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.team import Team


@given(st.integers(0, 2**32))
def test_nothing_that_anybody_saved_is_lost(seed: int) -> None:
    team = Team(seed)
    team.run(40)
    assert not team.lost()


@given(st.integers(0, 2**32))
def test_all_clones_end_with_the_same_board(seed: int) -> None:
    team = Team(seed)
    team.run(25)
    assert len({repr(sorted(team.tip(clone).items())) for clone in team.clones}) == 1
