"""The board at any commit's date is the board that was loaded then, whatever people do to it."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import verbs
from tests.teams import a_workspace, at_the_computer_of
from tests.verbs import Chance, NotNow

pytestmark = pytest.mark.slow

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
VERBS = (*verbs.ADDING, *verbs.EDITING, verbs.remove)
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 2**40), st.integers(0, 40)), min_size=5, max_size=12
)  # fmt: skip
"""(what somebody does, to what, how many hours after the last)."""


def shown(workspace: Workspace, when: datetime | None = None) -> dict[str, bytes]:
    return {card.path: card.raw for card in (workspace.board() if when is None else workspace.at(when))}


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_the_board_at_a_moment_is_the_board_that_was_loaded_then(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[verbs.Verb, int, int]]
) -> None:
    with TemporaryDirectory() as folder, at_the_computer_of(Path(folder) / "computer"):
        now, number = BEGAN, count()
        monkeypatch.setenv("KINDBOARD_NOW", now.isoformat())
        with a_workspace(Path(folder)) as workspace:
            starters.connect(workspace, str(Path(folder) / "shared"))
            for add in (*verbs.ADDING, verbs.add_an_answer):
                add(workspace, Chance(0), lambda: f"word{next(number)}")
            workspace.sync(now=True)
            loaded = {now: shown(workspace)}
            for verb, chance, hours in steps:
                now += timedelta(hours=hours, seconds=1)
                monkeypatch.setenv("KINDBOARD_NOW", now.isoformat())
                with suppress(NotNow, KindboardError):
                    verb(workspace, Chance(chance), lambda: f"word{next(number)}")
                # What was never sent leaves no trace when it is taken off: only what others could see is history.
                workspace.sync(now=True)
                loaded[now] = shown(workspace)
            monkeypatch.setenv("KINDBOARD_NOW", (now + timedelta(days=1)).isoformat())
            assert {when: shown(workspace, when) for when in loaded} == loaded
