"""Many people, windows and computers at one board, all at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import generated
from tests.faults.member import on
from tests.kills import ROOT, check_history
from tests.teams import a_team

PEOPLE = ("Ann", "Bo", "Cy", "Dee", "Ed", "Flo")
SAVES = 20


def test_twelve_processes_on_six_clones_make_240_saves_and_none_is_lost(tmp_path: Path) -> None:
    with a_team(tmp_path, *PEOPLE) as team:
        first, *_ = team
        for number in range(6):
            text = f"First line {number}\nSecond line\nThird line"
            first.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
            first.add("plan", {"column": "start", "title": f"Item {number}"})
        team.sync()
        windows = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.faults.member",
                    str(tmp_path / name),
                    str(10 * number + window),
                    str(SAVES),
                ],
                cwd=ROOT,
                env=os.environ | {"KINDBOARD_HOME": str(tmp_path / f"{name}-computer"), "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for number, name in enumerate(PEOPLE)
            for window in (1, 2)
        ]
        try:
            said = [window.communicate(timeout=150) for window in windows]
        finally:
            for window in windows:
                window.kill()
        assert [error.decode() for _, error in said if error] == []
        lines = [json.loads(line) for out, _ in said for line in out.splitlines()]
        assert len(lines) == len(windows) * SAVES == 240

        team.sync()
        assert len(team.tips()) == 1
        check_history(team)
        for member in team:
            board = member.board()
            shown = set().union(*(on(card) for card in (*board.answers, *board.plan)))
            saved = {word for line in lines for word in line["saved"]}
            replaced = {word for line in lines for word in line["replaced"]}
            assert saved - replaced - shown == set()
            assert board.attention == ()
        saves = generated.git(team.shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "HEAD").split()
        assert len(saves) >= 240
