"""Text from files is shown as it is: nothing in it acts, nothing in it is hidden, on any screen (`faults.md`, 34)."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from kindboard.errors import KindboardError
from tests.screens.frames import frame, text
from tests.screens.live import of
from tests.screens.stills import ACTING, HOSTILE, INERT, a_still, hostile

Way = tuple[str, ...]
EVERYWHERE: dict[str, Way] = {
    "reflect": ("1",),
    "reflect, the principles": ("1", "tab"),
    "an answer, and two people at once": ("1", "enter"),
    "a principle": ("1", "tab", "enter"),
    "removing": ("1", "x"),
    "correcting": ("1", "e"),
    "a note": ("1", "t"),
    "the editor": ("1", "n"),
    "who to talk to": ("1", "w"),
    "help": ("1", "question_mark"),
    "pool": ("2",),
    "pool, a theme": ("2", "right"),
    "pool, reading a theme": ("2", "right", "tab", "enter"),
    "plan": ("3",),
    "plan, reading": ("3", "enter"),
    "review": ("4",),
    "review, reading": ("4", "end", "enter"),
    "learn": ("5",),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_shows_inert_on_every_screen(size: tuple[int, int]) -> None:
    async with a_still(hostile(), size) as pilot:
        for where, way in EVERYWHERE.items():
            await pilot.press(*way)
            await pilot.pause(0.1)
            shown = frame(of(pilot))
            assert not any(c in shown for c in ACTING if not c.isprintable()), where
            assert of(pilot).is_running, where
            assert size == (40, 10) or where == "help" or HOSTILE in text(of(pilot)), where
            while len(of(pilot).screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()


@pytest.mark.parametrize(
    "way",
    [("1",), ("1", "enter"), ("1", "tab", "enter"), ("1", "w"), ("2", "enter"), ("3", "enter"), ("5",)],
    ids=" ".join,
)
async def test_it_shows_complete(way: Way) -> None:
    async with a_still(hostile(), (200, 50)) as pilot:
        await pilot.press(*way)
        await pilot.pause(0.1)
        assert f"{HOSTILE} {INERT}" in text(of(pilot))


@pytest.mark.parametrize("way", [("1",), ("2",), ("3",), ("4",), ("5",), ("1", "enter"), ("1", "x")], ids=" ".join)
async def test_a_click_on_it_runs_nothing(way: Way) -> None:
    async with a_still(hostile(), (120, 40)) as pilot:
        await pilot.press(*way)
        await pilot.pause(0.1)
        await on_every_word(pilot, lambda x, y: pilot.click(offset=(x, y)))
        assert of(pilot).is_running
        assert of(pilot).return_code is None


async def on_every_word(pilot: Pilot[None], click: Callable[[int, int], Awaitable[bool]]) -> None:
    lines = frame(of(pilot)).splitlines()
    places = [(line.index("app.quit"), y) for y, line in enumerate(lines) if "app.quit" in line]
    assert places
    for x, y in places[:3]:
        await click(x, y)


async def test_what_is_said_of_a_fault_is_inert_too() -> None:
    async with a_still(hostile()) as pilot:
        of(pilot).say(str(KindboardError("x", HOSTILE)))
        await pilot.pause()
        assert HOSTILE in text(of(pilot))


async def test_what_needs_attention_is_listed_inert() -> None:
    async with a_still(hostile(), (120, 40)) as pilot:
        of(pilot).action_attention()
        await pilot.pause()
        assert f"{HOSTILE} {INERT}" in text(of(pilot))
