"""How it went over time: drawn in characters where there is room, and in words always."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.board.board import Board
from kindboard.tui.parts.chart import MARKS, bars, ticks
from kindboard.tui.parts.lines import plain, width_of
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until_said
from tests.teams import a_workspace

NUMBERS = st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=12)


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-05-04T10:00:00+00:00")
    workspace = a_workspace(tmp_path)
    for words in ("We ask twice.", "And once more."):
        workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": words})
    for column in ("start", "stop", "stay"):
        workspace.add("plan", {"column": column, "title": f"Something to {column}"})
    monkeypatch.setenv("KINDBOARD_NOW", "2026-08-03T10:00:00+00:00")
    workspace.change(workspace.board().plan[0], {"status": "done"})
    workspace.sum_up("We began.")
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:00:00+00:00")
    return workspace


@given(NUMBERS, st.integers(40, 100))
def test_each_bar_is_as_long_as_its_numbers_and_no_line_is_wider_than_its_room(
    numbers: list[list[int]], width: int
) -> None:
    lines = bars([(f"{nth} May", parts) for nth, parts in enumerate(numbers)], width)
    most = max(map(sum, numbers))
    assert bool(lines) == bool(most)
    assert all(width_of(line) <= width for line in lines)
    drawn = [len(plain(line).partition("┤")[2].rstrip()) for line in lines[: len(numbers)]]
    for parts, cells in zip(numbers, drawn, strict=False):
        assert abs(cells - sum(parts) * max(drawn) / most) <= 2


def test_the_parts_of_a_bar_are_told_apart_without_colour() -> None:
    (line, *_) = bars([("today", [10, 10, 10, 10])], 100)
    assert [mark for mark in MARKS if mark in plain(line)] == [*MARKS]
    assert [span.role for span in line] == [""]


@given(st.integers(1, 100_000))
def test_a_scale_has_at_most_six_whole_numbers_evenly_apart_from_nothing_on(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert 2 <= len(found) <= 6
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert found[-1] <= most < found[-1] + found[1]


async def test_it_is_drawn_and_told(board: Workspace) -> None:
    with board:
        async with opened(board) as pilot:
            await pilot.press("4", "o")
            await until_said(pilot, "23 Nov 2026: 2 planned, 0 under way, 1 done, 0 let go.")
            assert "3 Aug 2026: 2 planned, 0 under way, 1 done, 0 let go." in text(of(pilot))
            assert "████" in frame(of(pilot))
            await pilot.press("end")
            await until_said(pilot, "2 How does my organisation embody this principle?")
            assert "Spring 2026: 1 of 28." in text(of(pilot))
            assert re.search(r"^\W*We walk a mile in people's shoes +- +- +2 +-\W*$", frame(of(pilot)), re.MULTILINE)


async def test_where_there_is_no_room_the_words_alone_say_it(board: Workspace) -> None:
    with board:
        async with opened(board, (40, 16)) as pilot:
            await pilot.press("4", "o")
            await until_said(pilot, "23 Nov 2026: 2 planned, 0")
            assert "█" not in frame(of(pilot))


async def test_a_history_that_can_not_be_read_is_said_so(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Board:
        raise OSError

    monkeypatch.setattr(board, "plan_over_time", fails)
    with board:
        async with opened(board) as pilot:
            await pilot.press("4", "o")
            await until_said(pilot, "The board's history can't be read just now.")
