"""Many people, windows and computers at one board, all at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import generated
from tests.faults.member import on, words
from tests.faults.sound import check_team
from tests.kills import ROOT
from tests.teams import a_team

PEOPLE = ("Ann", "Bo", "Cy", "Dee", "Ed", "Flo")


@pytest.mark.parametrize(
    ("people", "saves"), [(PEOPLE[:1], 15), pytest.param(PEOPLE, 12, marks=pytest.mark.slow)], ids=["one", "six clones"]
)
def test_case_10_of_two_windows_on_each_clone_every_save_is_in_the_history_and_on_every_board(
    tmp_path: Path, people: tuple[str, ...], saves: int
) -> None:
    with a_team(tmp_path, *people) as team:
        first, *_ = team
        for number in range(6):
            text = f"First line {number}\nSecond line\nThird line"
            first.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
            first.add("plan", {"column": "start", "title": f"Item {number}"})
        team.sync()
        lines = at_work([(tmp_path, name) for name in people for _ in range(2)], saves)
        assert len(lines) == 2 * len(people) * saves

        check_team(team)
        saved = {word for line in lines for word in line["saved"]}
        replaced = {word for line in lines for word in line["replaced"]}
        for member in team:
            board = member.board()
            shown = set().union(*(on(card) for card in (*board.answers, *board.plan)))
            assert saved - replaced - shown == set()
            assert board.attention == ()
        history = generated.git(team.shared, "log", "-p", "--format=", "HEAD").decode()
        assert saved - words(history) == set()
        save_ids = generated.git(team.shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "HEAD").split()
        assert len(save_ids) >= len(lines)


def at_work(places: list[tuple[Path, str]], saves: int) -> list[dict[str, list[str]]]:
    """What as many windows say they saved, all at work at once on these people's clones."""
    windows = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.member", str(folder / name), str(number), str(saves)],
            cwd=ROOT, env=os.environ | {"KINDBOARD_HOME": str(folder / f"{name}-computer"), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number, (folder, name) in enumerate(places)
    ]  # fmt: skip
    try:
        said = [window.communicate(timeout=300) for window in windows]
    finally:
        for window in windows:
            window.kill()
            window.wait(30)
    assert [error.decode() for _, error in said if error] == []
    return [json.loads(line) for out, _ in said for line in out.splitlines()]
