"""What happened, on the screen: to one card, or on the whole board."""

import re
from collections.abc import Mapping
from pathlib import Path
from threading import Semaphore
from threading import enumerate as enumerate_threads
from typing import Any

import pytest

from kindboard.clone import history
from kindboard.git import blobs
from kindboard.tui.sheets import story_page
from tests.screens.frames import text
from tests.screens.live import choose, of, opened, until, until_said
from tests.teams import a_workspace
from tests.test_pooling import answered


async def test_the_whole_board_tells_what_happened_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_workspace(tmp_path, name="Sam") as board:
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-22T10:15:00Z")
        (card,) = answered(board, "The rota comes too late")
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
        board.change(card, {"text": "The rota comes on Fridays"})
        board.new_theme("Rotas")
        async with opened(board, (100, 30)) as pilot:
            await choose(pilot, "show what happened on the whole")
            await until_said(pilot, "What happened on this board")
            await until_said(pilot, "Sam: added the theme “Rotas”.")
            await until_said(pilot, "Sam: changed the words of the answer “The rota comes on Fridays”.")
            assert "Text “The rota comes [was: too late, now: on Fridays]”" in text(of(pilot))


async def test_a_long_story_is_told_on_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_page, "AT_A_TIME", 10)
    with a_workspace(tmp_path, name="Sam") as board:
        for n in range(25):
            board.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": f"Answer {n:02}."})
        async with opened(board, (80, 24)) as pilot:
            await choose(pilot, "show what happened on the whole")
            await until_said(pilot, "added the answer “Answer 24.”")
            page = of(pilot).screen
            assert isinstance(page, story_page.StoryPage)
            first = page._told
            assert first < 25, "not all of it at once"
            seen = set[str]()
            for _ in range(60):
                seen |= set(re.findall(r"“Answer \d\d", text(of(pilot))))
                await pilot.press("down")
            assert len(seen) == 25
            await pilot.press("home")
            await until_said(pilot, "added the answer “Answer 24.”")


async def test_a_story_that_takes_long_says_how_far_it_is_and_whoever_leaves_it_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, reads = Semaphore(0), list[None]()
    read = blobs.read

    def slowly(*args: Any) -> Mapping[str, bytes]:
        assert steps.acquire(timeout=60)
        reads.append(None)
        return read(*args)

    with a_workspace(tmp_path, name="Sam") as board:
        for n in range(12):
            board.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": f"Answer {n:02}."})
        monkeypatch.setattr(history, "CHUNK", 1)
        monkeypatch.setattr(blobs, "read", slowly)
        monkeypatch.setattr(story_page, "SAY_EVERY", 0.0)
        async with opened(board, (80, 24)) as pilot:
            await choose(pilot, "show what happened on the whole")
            await until_said(pilot, "Looking")
            steps.release(4)
            await until_said(pilot, "saves so far. esc stops.")
            await pilot.press("escape")
            await until_said(pilot, "1 Reflect")
            steps.release(100)
            await until(pilot, lambda: all(thread.name != "story" for thread in enumerate_threads()), "its end")
            assert len(reads) < 12


async def test_h_without_a_card_in_hand_tells_of_the_board_and_with_one_of_that(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name="Sam") as board:
        async with opened(board) as pilot:
            await pilot.press("2", "h")
            await until_said(pilot, "What happened on this board")
            await pilot.press("escape")
            answered(board, "The rota comes too late")
            of(pilot).refresh_board()
            await until_said(pilot, "[ ] The rota comes too late")
            await pilot.press("tab", "h")
            await until_said(pilot, "What happened to this card")
