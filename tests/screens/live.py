"""Apps on real boards on disk, with their threads."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot

from kindboard.tui.app import KindboardApp
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import FOLDER, REGOLD, frame, same_as_golden, text

PATIENCE = 60
"""Seconds."""


@asynccontextmanager
async def opened(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = KindboardApp(workspace)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def of(pilot: Pilot[None]) -> KindboardApp:
    return cast(KindboardApp, pilot.app)


async def until(pilot: Pilot[None], so: Callable[[], bool], what: str) -> None:
    """Wait for a thread's news; they come within a second, and a busy machine gets a minute."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if so():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"waited in vain for {what}:\n{text(of(pilot))}")


async def until_as_golden(pilot: Pilot[None], name: str) -> None:
    """For a screen that a thread tells bit by bit."""
    if REGOLD:
        await pilot.pause(1)
        same_as_golden(of(pilot), name)
    golden = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    await until(pilot, lambda: frame(of(pilot)) == golden, f"{name}.txt")


async def until_said(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: words in text(of(pilot)), f'"{words}"')


async def choose(pilot: Pilot[None], action: str) -> None:
    """An action by its name, as people find it."""
    await pilot.press("ctrl+p", *action, "enter")
    await pilot.pause()
