"""Text from files is shown as it is: nothing in it acts, nothing in it is hidden, on any screen (`faults.md`, 34)."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from kindboard.errors import KindboardError
from kindboard.words.inert import inert
from tests.builders import ABoard
from tests.naughty import ACTING as NAUGHTY
from tests.naughty import TEXTS, text_of
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
    "correcting the words themselves": ("1", "e", "down", "enter"),
    "a draft": ("1", "end", "enter"),
    "a note": ("1", "home", "t"),
    "the editor": ("1", "n"),
    "who to talk to": ("1", "w"),
    "the story of a draft": ("1", "end", "h"),
    "help": ("1", "question_mark"),
    "pool": ("2",),
    "pool, a theme": ("2", "right"),
    "pool, reading a theme": ("2", "right", "tab", "enter"),
    "pool, marked and grouping": ("2", "left", "left", "tab", "space", "g"),
    "pool, a new theme": ("2", "n"),
    "pool, changing a theme": ("2", "tab", "end", "e"),
    "pool, renaming": ("2", "r"),
    "pool, taking out": ("2", "tab", "space", "o"),
    "pool, a note on a theme": ("2", "tab", "end", "t"),
    "pool, removing a theme": ("2", "end", "x"),
    "pool, by question": ("2", "right", "v"),
    "pool, an answer and what became of it": ("2", "enter"),
    "pool, a title that is there": ("2", "n", *HOSTILE, "enter"),
    "pool, putting together": ("2", "right", "m"),
    "pool, an answer into the plan": ("2", "home", "tab", "l"),
    "pool, into the plan": ("2", "l"),
    "pool, the plan item": ("2", "l", "enter"),
    "plan": ("3",),
    "plan, reading": ("3", "enter"),
    "plan, a draft": ("3", "end", "enter"),
    "plan, changing": ("3", "home", "e"),
    "plan, moving": ("3", "m"),
    "plan, removing": ("3", "x"),
    "plan, handing over": ("3", "ctrl+p", *"hand over", "enter"),
    "plan, handing over to": ("3", "ctrl+p", *"hand over", "enter", "enter"),
    "plan, a new item": ("3", "n"),
    "what waits": ("3", "d"),
    "reading what waits": ("3", "d", "enter"),
    "a source": ("3", "enter", "enter"),
    "review": ("4",),
    "review, reading": ("4", "end", "enter"),
    "learn": ("5",),
}


@pytest.mark.parametrize(
    "size",
    [
        pytest.param((80, 24), id="80x24"),
        pytest.param((120, 40), id="120x40", marks=pytest.mark.slow),
        pytest.param((40, 10), id="40x10", marks=pytest.mark.slow),
    ],
)
async def test_it_shows_inert_on_every_screen(size: tuple[int, int]) -> None:
    async with a_still(hostile(), size) as pilot:
        for where, way in EVERYWHERE.items():
            await pilot.press(*way)
            await pilot.pause()
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
        await pilot.pause()
        assert f"{HOSTILE} {INERT}" in text(of(pilot))


@pytest.mark.parametrize("way", [("1",), ("2",), ("3",), ("4",), ("5",), ("1", "enter"), ("1", "x")], ids=" ".join)
async def test_a_click_on_it_runs_nothing(way: Way) -> None:
    async with a_still(hostile(), (120, 40)) as pilot:
        await pilot.press(*way)
        await pilot.pause()
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


async def test_naughty_text_is_inert_on_every_screen() -> None:
    lines = text_of(
        "terminals", "tricks of Unicode", "control characters", "no width", "zalgo", "right to left", "markup"
    )
    async with a_still(hostile(" ".join(lines.split())[:300], lines), (100, 30)) as pilot:
        for where in ("reflect", "an answer, and two people at once", "correcting the words themselves", "pool",
                      "pool, reading a theme", "plan", "plan, reading", "plan, a draft", "plan, changing",
                      "what waits", "a source", "review, reading", "learn"):  # fmt: skip
            await pilot.press(*EVERYWHERE[where])
            await pilot.pause()
            assert not NAUGHTY.search(frame(of(pilot))), where
            assert of(pilot).is_running, where
            while len(of(pilot).screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()


@pytest.mark.parametrize("lines", TEXTS, ids=range(len(TEXTS)))
async def test_naughty_text_of_every_category_is_read_to_the_last_character(lines: str) -> None:
    board = (
        ABoard().with_round().with_principle("walk-a-mile").with_answer(lines, principle="walk-a-mile", question="self")
    )
    async with a_still(board.build(), (160, 90)) as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        shown = "".join(frame(of(pilot)).split())
        assert [line for line in lines.splitlines() if "".join(inert(line).split()) not in shown] == []
