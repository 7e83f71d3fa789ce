"""Every action of every place has a key that works there, and every key a word."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from kindboard.actions.actions import ACTIONS, MODES, Place, available
from kindboard.tui.app import KindboardApp
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.keys import footer
from kindboard.tui.parts.lines import plain, width_of
from kindboard.tui.sheets.editor import Editor
from kindboard.tui.sheets.reading import Reading
from kindboard.verbs.at_once import AT_ONCE
from tests.screens.frames import frame, text
from tests.screens.live import of
from tests.screens.stills import StillApp, a_still, planned, riverside

ON_SCREEN = [action for action in ACTIONS if action.modes]
WAY: dict[Place, tuple[str, ...]] = {
    "reflect": ("full_stop", "full_stop", "right", "right"),
    "pool": ("2",),
    "plan": ("3",),
    "review": ("4",),
    "learn": ("5",),
    "asking": ("ctrl+p", *"ask one", "enter", "enter", "m", "down", "down", "enter"),
    "reading": ("full_stop", "full_stop", "right", "right", "enter"),
    "editor": ("n",),
}


class Pressed(StillApp):
    """Notes each action instead of doing it."""

    done: list[str]

    async def action_do(self, name: str) -> None:
        if getattr(self, "noting", False):
            self.done.append(name)
        else:
            await super().action_do(name)


@pytest.mark.parametrize("place", get_args(Place))
async def test_every_key_reaches_its_action_in_its_place(place: Place) -> None:
    app = Pressed(planned() if place in ("plan", "review", "learn") else riverside())
    app.done = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WAY[place])
        await pilot.pause()
        app.noting = True  # type: ignore[attr-defined]
        for action in available(place):
            for key in (key for key in (action.key, action.also_key) if key):
                if action.name in ("quit", "quit_editor") and key == "ctrl+q":
                    continue  # closes the app, as the tests of the editor show
                app.done.clear()
                await pilot.press(key)
                await pilot.pause()
                assert app.done == [action.name], (key, app.done)


def test_every_action_is_done_by_the_app_or_by_its_screen() -> None:
    screens = {"editor": Editor, "reading": Reading}
    for mode in MODES:
        import_module(f"kindboard.tui.modes.{mode.name}")
    for action in ON_SCREEN:
        for place in action.modes:
            doers = (KindboardApp, screens.get(place, ModeScreen), *ModeScreen.__subclasses__())
            done = action.name in AT_ONCE or any(hasattr(doer, f"action_{action.name}") for doer in doers)
            assert done, action.name


def test_every_action_on_the_screens_is_named_in_a_test_by_its_key_or_its_words() -> None:
    """`test_reflect`, `test_news`, `test_frames`, `test_closing`, `test_whose` …: each is chosen for what it does."""
    pressed = " ".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for action in ON_SCREEN:
        keys = [key for key in (action.key, action.also_key) if key]
        if keys:
            assert any(f'"{key}"' in pressed for key in keys), action.name
        else:
            assert any(words in action.label.lower() for words in re.findall(r'choose\(pilot, "(.+?)"', pressed)), (
                action.name
            )


@pytest.mark.parametrize("place", [mode.name for mode in MODES])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_the_footer_fits_and_always_offers_help(place: Place, width: int) -> None:
    line = footer(place, lambda action: True, width)
    assert width_of(line) - 3 <= width
    assert "? Help" in plain(line)


def test_at_eighty_columns_the_footer_of_reflect_has_six_keys() -> None:
    shown = plain(footer("reflect", lambda action: action.name != "sign_in", 80)).strip()
    assert shown == "n New answer   enter Read   a Me too   p Put on board   / Filter   ? Help"


async def test_keys_that_do_nothing_here_are_not_shown() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("full_stop", "full_stop", "full_stop", "full_stop", "full_stop")
        await pilot.pause()
        last = frame(of(pilot)).splitlines()[-1]
        assert "n New answer" in last
        assert "Me too" not in last
        assert "Edit" not in last
        await pilot.press("3")
        await pilot.pause()
        assert "Due, needs" not in frame(of(pilot))


async def test_help_lists_each_key_of_the_place_that_does_something() -> None:
    async with a_still(riverside(), (100, 50)) as pilot:
        await pilot.press(*WAY["reflect"], "down", "f1")
        await pilot.pause()
        shown = text(of(pilot))
        for action in available("reflect"):
            if action.name not in ("next_principle", "sign_in", "background", "redo", "back_to_today", "unfold"):
                assert not action.key or action.label in shown


async def test_the_palette_finds_an_action_by_some_letters_and_does_it() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("ctrl+p", *"who to")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Ann, our manager" in text(of(pilot))


async def test_the_palette_goes_to_a_mode_and_changes_the_colours() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("ctrl+p", *"plan", "enter")
        await pilot.pause()
        assert "What do we need to stop doing?" in text(of(pilot))
        await pilot.press("ctrl+p", *"contrast light", "enter")
        await pilot.pause()
        assert of(pilot).theme == "kindboard-high-contrast-light"
