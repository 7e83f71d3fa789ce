"""A long day at one board, and its end: nothing grows, and what could not be sent is sent at the next start."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

import kindboard
from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.faults.sound import check_team
from tests.faults.window import Window
from tests.teams import Team, a_team, at_the_computer_of

FIELDS = {"principle": "kindness-counts", "question": "self"}
SYNCS = 300
WARM = 50
"""After so many, all that is loaded once is loaded."""


def standing(*boards: Workspace) -> dict[str, object]:
    """What a process holds on to."""
    for board in boards:
        board.clone.index.finish()
    gc.collect()
    here = psutil.Process()
    # The servers of other tests are children as well, and say in their names what they do just now.
    ours = (child for child in here.children(recursive=True) if child.name() not in ("sshd", "apache2"))
    children = sorted(" ".join(child.cmdline()[1:]) for child in ours)
    return {"children": children, "threads": here.num_threads(), "handles": here.num_fds()}


@pytest.mark.slow
def test_case_51_after_300_syncs_children_threads_file_handles_and_memory_are_as_before(tmp_path: Path) -> None:
    needs("posix")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        card = sam.add("answer", FIELDS | {"text": "We ask twice."})
        team.sync()
        here = psutil.Process()
        begun: dict[str, object] = {}
        memory = 0
        for number in range(SYNCS):
            if number == WARM:
                begun, memory = standing(sam, jo), here.memory_info().rss
            if number % 10 == 1:
                sam.change(sam.board().find(card.id), {"text": f"We ask {number} times."})
            elif number % 10 == 4:
                jo.change(jo.board().find(card.id), {"tags": (f"tag-{number}",)})
                assert jo.sync().state == "synced"
            elif number % 50 == 7:
                moved = team.shared.rename(team.shared.with_name("unplugged"))
                assert sam.sync().state == "offline"
                moved.rename(team.shared)
            assert sam.sync().state == "synced"
            sam.board()
        assert standing(sam, jo) == begun
        assert here.memory_info().rss - memory < 6_000_000
        check_team(team)


def until(so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < limit, f"waited in vain for {what}"
        time.sleep(0.1)


def opened(team: Team) -> Window:
    sam, _ = team
    return Window("-C", str(sam.root), env={"KINDBOARD_HOME": str(sam.root.with_name("Sam-computer"))})


def at_the_next_start(team: Team) -> None:
    """Whatever of a sync was cut short at the end is in order."""
    sam, _ = team
    with at_the_computer_of(sam.root.with_name("Sam-computer")):
        kindboard.open(sam.root).close()
    check_team(team)


def test_case_52_leaving_with_unsent_changes_says_so_and_the_next_start_sends_them(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        away = team.shared.rename(team.shared.with_name("unplugged"))
        with opened(team) as window:
            window.until("Kindness counts")
            window.press("n")
            window.until("Put on board")
            window.type("Before the bus")
            window.press("C-s")
            window.until("Before the bus")
            window.press("Enter")
            until(lambda: len(sam.board().answers) == 1, "the answer")
            window.press("q")
            assert window.status() == 0
            assert "1 to send next time. Everything is saved on this computer." in window.text()
        assert sam.status().unsent == 1
        away.rename(team.shared)
        with opened(team) as window:
            window.until("Before the bus")
            until(lambda: jo.sync().state == "synced" and len(jo.board().answers) == 1, "what is sent by itself")
            window.press("q")
            assert window.status() == 0
            assert "to send" not in window.text()
        at_the_next_start(team)


def test_case_52_also_where_only_an_answer_without_a_name_waits(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as board:
            board.add("answer", FIELDS | {"text": "Nobody said this."}, no_name=True)
        with opened(team) as window:
            window.until("Nobody said this")
            window.press("q")
            assert window.status() == 0
            assert "1 to send next time. Everything is saved on this computer." in window.text()
        (sam.clone.folder / "queue-due").write_text("0")
        with opened(team) as window:
            until(lambda: jo.sync().state == "synced" and len(jo.board().answers) == 1, "what is sent by itself")
            window.press("q")
            assert window.status() == 0
        at_the_next_start(team)
