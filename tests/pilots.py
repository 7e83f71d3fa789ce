"""Textual's pilot, made surer and quicker.

Textual's own waits by the processor time of the process: on a busy computer a program that was given none looks idle,
and on an idle one each key takes 40 ms. And it parses the same style sheets for every app.
"""

import asyncio
import unicodedata
from collections.abc import Iterable
from time import monotonic
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Markdown

from kindboard.tui.modes.learn import Learn

PATIENCE = 10
"""Seconds, for a program that is never idle."""


def _is_due(app: App[object]) -> bool:
    """Whether something is to be handled, laid out or painted."""
    if app._exit or not app.is_running:
        return False  # nothing is laid out or painted any more
    screen = app._screen_stack[-1] if app._screen_stack else None
    return screen is not None and bool(
        app._resize_timer
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
        or screen._update_timer._active.is_set()
        or (isinstance(screen, Learn) and any(page.lock.is_locked for page in screen.query(Markdown)))
    )


async def until_nothing_is_due(app: App[object]) -> None:
    """Until the event loop has nothing left to do but to wait, and what changed is painted."""
    loop = asyncio.get_running_loop()
    end = monotonic() + PATIENCE
    quiet = 0
    while quiet < 3 and monotonic() < end:
        await asyncio.sleep(0.002 if _is_due(app) else 0)
        quiet = 0 if loop._ready or _is_due(app) else quiet + 1  # type: ignore[attr-defined]


def _event(key: str) -> events.Key:
    """As Textual's pilot makes it."""
    if len(key) == 1:
        return events.Key(key if key.isalnum() else _character_to_key(key), key)
    try:
        return events.Key(key, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key))))
    except KeyError:
        return events.Key(key, None)


def wait_for_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    async def press(app: App[object], keys: Iterable[str]) -> None:
        """Letters in a row come as fast as a terminal hands them on."""
        keys = list(keys)
        assert app._driver is not None
        for key, then in zip(keys, [*keys[1:], ""], strict=True):
            event = _event(key)
            event.set_sender(app)
            app._driver.send_message(event)
            if not len(key) == len(then) == 1:
                await until_nothing_is_due(app)
                await app.animator.wait_until_complete()

    async def pause(pilot: Pilot[object], delay: float | None = None) -> None:
        await pilot._wait_for_screen()
        if delay is None:
            await until_nothing_is_due(pilot.app)
        else:
            await asyncio.sleep(delay)
        pilot.app.screen._on_timer_update()

    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *of: Any, **named: Any) -> list[RuleSet]:
        key = (of, tuple(named.items()), tuple(sheet._variables.items()))
        if key not in _PARSED:
            _PARSED[key] = parse(sheet, *of, **named)
        return _PARSED[key]

    monkeypatch.setattr(App, "_press_keys", press)
    monkeypatch.setattr(Pilot, "pause", pause)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)


_PARSED: dict[object, list[RuleSet]] = {}
