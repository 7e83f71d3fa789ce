"""A whole workshop on one board by three people in three terminals: what they pressed and saw is replayed."""

import re
from pathlib import Path

import pytest

from tests.faults.machine import needs
from tests.faults.window import Window, wait_for
from tests.teams import a_team

RUN = Path(__file__).parent / "run.txt"
SIZES = {"Sam": (100, 30), "Jo": (80, 24), "Ann": (200, 50)}


def steps() -> list[tuple[str, str, str]]:
    """(who, what they do, how) of each line."""
    lines = [line.strip() for line in RUN.read_text(encoding="utf-8").splitlines()]
    split = [line.split(maxsplit=2) for line in lines if line and not line.startswith("#")]
    return [(who, does, how) for who, does, how in split]


@pytest.mark.slow
def test_three_people_hold_a_workshop(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, *SIZES) as team:
        windows = {}
        try:
            for member in team:
                name = str(member.name)
                env = {"KINDBOARD_HOME": str(tmp_path / f"{name}-computer")}
                columns, lines = SIZES[name]
                windows[name] = Window("-C", str(member.root), env=env, columns=columns, lines=lines)
            for who, does, how in steps():
                window = windows[who]
                if does == "press":
                    window.press(*how.split())
                elif does == "type":
                    window.type(how)
                elif does == "sends":
                    member = next(member for member in team if member.name == who)
                    wait_for(lambda: not member.status().unsent, f"{who}'s changes on the shared board")  # noqa: B023
                else:
                    window.until(re.escape(how))
            for window in windows.values():
                window.press("q")
                assert window.status() == 0
            sam, jo, ann = (member.board() for member in team)
            assert sam.cards == jo.cards == ann.cards
            (item,) = sam.plan
            assert item.status == "under way"
            assert {sam.cards[id].kind for id in item.sources} == {"answer", "theme"}
        finally:
            for window in windows.values():
                window.__exit__(None, None, None)
