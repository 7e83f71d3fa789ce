"""Two years of a board on the screens: looking back, a day gone by in every mode, and the story, as golden frames."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.tui.app import KindboardApp
from kindboard.tui.parts.words import Standing
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import REGOLD, frame
from tests.screens.live import of, until, until_said

pytestmark = pytest.mark.slow

SIZES = ((80, 24), (100, 30))
DAY = "30 June 2025"


class Unshared(KindboardApp):
    """Looks out for no news, and sends nothing: its status line is the same at any hour."""

    def _begin(self) -> None:
        self.standing = Standing()


@asynccontextmanager
async def a_look_at(office: Workspace, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    app = Unshared(office)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.standing.known, "the first look")
        yield pilot


async def same(pilot: Pilot[None], name: str) -> None:
    """As the golden file has it, once nothing more is read."""
    app = of(pilot)
    app.say("")
    await pilot.pause()
    size = app.size
    golden, drawn = Path(__file__).with_name(f"{name}-{size.width}x{size.height}.txt"), frame(app)
    if REGOLD:
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8"), f"the screen is no longer as in {golden.name}"


@pytest.mark.parametrize("size", SIZES)
async def test_review_and_every_mode_on_a_day_gone_by(office: Workspace, size: tuple[int, int]) -> None:
    async with a_look_at(office, size) as pilot:
        app = of(pilot)
        await pilot.press("4")
        await until(pilot, lambda: app.looked_back is not None, "the past")
        await same(pilot, "sight-review")
        await pilot.press("o")
        await until_said(pilot, "23 Nov 2026: ")
        await same(pilot, "sight-over-time")
        await pilot.press("escape", "c", *DAY, "enter")
        await until_said(pilot, "STOP 30 Jun 2025 23 Nov 2026")
        await same(pilot, "sight-then-and-now")
        await pilot.press("escape", "g", *DAY, "enter")
        await until_said(pilot, "As it was on 30 Jun 2025")
        await until(pilot, lambda: app.looked_back is not None, "that day")
        await same(pilot, "sight-review-then")
        for key, mode in (("1", "reflect"), ("2", "pool"), ("3", "plan")):
            await pilot.press(key)
            await until_said(pilot, "As it was on 30 Jun 2025")
            await same(pilot, f"sight-{mode}-then")
        await pilot.press("enter")
        await until_said(pilot, "A plan item")
        await same(pilot, "sight-reading-then")


@pytest.mark.parametrize("size", SIZES)
async def test_the_story_of_two_years(office: Workspace, size: tuple[int, int]) -> None:
    async with a_look_at(office, size) as pilot:
        await pilot.press("ctrl+p", *"what happened on", "enter")
        await until_said(pilot, "5 Oct 2026")
        await same(pilot, "sight-story")
        await pilot.press("escape", "3", "h")
        await until_said(pilot, "What happened to this card")
        await until_said(pilot, "added it.")
        await same(pilot, "sight-card-story")
