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
from textual import app as textual_app
from textual import events, pilot
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

REPAINT = 1 / 60 + 0.001
"""Seconds: no longer than this after a change, a screen is painted."""
PATIENCE = 20
"""Seconds, for a program that is never idle."""


async def until_nothing_is_due(min_sleep: float = 0, max_sleep: float = PATIENCE) -> None:
    """Until the event loop has nothing left to do but to wait, and what changed is painted."""
    loop = asyncio.get_running_loop()
    end = monotonic() + PATIENCE
    await asyncio.sleep(REPAINT)
    quiet = 0
    while quiet < 2 and monotonic() < end:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]


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
                await until_nothing_is_due()
                await app.animator.wait_until_complete()

    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *of: Any, **named: Any) -> list[RuleSet]:
        key = (of, tuple(named.items()), tuple(sheet._variables.items()))
        if key not in _PARSED:
            _PARSED[key] = parse(sheet, *of, **named)
        return _PARSED[key]

    monkeypatch.setattr(App, "_press_keys", press)
    for module in (textual_app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", until_nothing_is_due)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)


_PARSED: dict[object, list[RuleSet]] = {}
