"""What threads tell the app may come at any moment: none of them finds a screen that has no parts yet, or no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.message_pump import MessagePump

from kindboard.actions.actions import MODES
from kindboard.tui.app import KindboardApp
from kindboard.tui.background import BoardSeen, StandingSeen, SyncDone, TroubleSeen
from kindboard.tui.parts.words import Standing
from kindboard.workspace.workspace import Synced
from tests.screens.live import until
from tests.screens.stills import riverside
from tests.teams import a_workspace

pytestmark = pytest.mark.slow

WHEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


def tell_everything(app: KindboardApp) -> None:
    """As if the app had just taken one message of each kind from its queue."""
    app.board_seen(BoardSeen(riverside()))
    app.standing_seen(StandingSeen(Standing(shared=True, unsent=3)))
    app.trouble_seen(TroubleSeen("The folder can't be read just now."))
    app.trouble_seen(TroubleSeen(""))
    app.stand(state="asking")
    app.said = "Saved."
    app._hush(app.said)  # its time to be read may end at any moment
    for screen in app.screen_stack if app._running else ():
        for method in ("look_again", "at_new_size"):
            getattr(screen, method, lambda: None)()  # a terminal's window may change at any moment


class Moments:
    """The moments at which everything was told. Telling makes messages, too: each kind of moment counts once."""

    def __init__(self) -> None:
        self.told: set[tuple[object, ...]] = set()
        self.telling = False


@contextmanager
def at_every_moment(app: KindboardApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Moments]:
    """Tell the app everything before and after each message that any of its widgets takes, while it runs or closes."""
    moments = Moments()
    dispatch = MessagePump._dispatch_message

    def tell(*moment: object) -> None:
        moment = (*moment, *map(type, app.screen_stack if app._running else ()), app._running, app._exit)
        if not moments.telling and app._is_mounted and moment not in moments.told:
            moments.telling = True
            moments.told.add(moment)
            try:
                tell_everything(app)
            finally:
                moments.telling = False

    async def dispatched(pump: MessagePump, message: Any) -> None:
        tell("before", type(pump), type(message))
        await dispatch(pump, message)
        tell("after", type(pump), type(message))

    with monkeypatch.context() as patched:
        patched.setattr(MessagePump, "_dispatch_message", dispatched)
        yield moments


@pytest.mark.parametrize("end", ["q", "exit", "closed"])
async def test_a_message_at_every_moment_of_opening_switching_and_closing_meets_no_screen_without_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    with a_workspace(tmp_path) as board, at_every_moment(app := KindboardApp(board), monkeypatch) as moments:
        async with app.run_test(size=(80, 24)) as pilot:
            for mode in MODES:
                await pilot.press(mode.key)
            await pilot.press("1", "enter", "escape", "?", "escape", "ctrl+p", "escape", "/", "escape", "n", "escape")
            if end == "q":
                await pilot.press("q")
                await until(pilot, lambda: not app.is_running, "the end")
            elif end == "exit":
                app.exit()
    assert len(moments.told) > 200
    assert app.fault is None


async def test_a_sync_that_ends_at_every_moment_of_closing_closes_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_workspace(tmp_path) as board:
        app = KindboardApp(board)
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.standing.known, "the standing")
            with at_every_moment(app, monkeypatch) as moments:
                for quitting in (False, True):
                    app.quitting = quitting
                    app.sync_done(SyncDone(Synced("synced"), WHEN, asked=True))
                await until(pilot, lambda: not app.is_running, "the end")
        assert len(moments.told) > 3
        assert app.fault is None
