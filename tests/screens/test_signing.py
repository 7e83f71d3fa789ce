"""Signing in from the app: offered where the shared board asks for it, and nowhere else."""

from pathlib import Path

import pytest

from kindboard.tui.app import KindboardApp
from kindboard.workspace.workspace import Synced
from tests.screens.frames import frame
from tests.screens.live import of, opened, until, until_said
from tests.screens.stills import a_still, riverside
from tests.teams import a_team

ASKED = Synced("sign-in", message="The shared board wants you to sign in. Everything is saved on this computer.")


def last_line(app: KindboardApp) -> str:
    return frame(app).splitlines()[-1]


async def test_it_is_offered_in_footer_help_and_palette_while_the_shared_board_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as (sam,):
        sync = sam.sync
        monkeypatch.setattr(sam, "sync", lambda **_: ASKED)
        async with opened(sam, (120, 40)) as pilot:
            await until_said(pilot, "wants you to sign in. Everything is saved on this computer. Press i to sign in.")
            await until(pilot, lambda: "i Sign in" in last_line(of(pilot)), "the footer")
            await pilot.press("f1")
            await until_said(pilot, "Sign in to the shared board.")
            await pilot.press("escape", "ctrl+p", *"sign in")
            await until_said(pilot, "Sign in to the shared board")
            await pilot.press("escape")
            of(pilot).say("")
            await until_said(pilot, "needs sign-in")
            monkeypatch.setattr(sam, "sync", sync)
            await pilot.press("s")
            await until(pilot, lambda: "Sign in" not in last_line(of(pilot)), "the footer without it")


async def test_where_nothing_asks_it_is_not_offered_and_its_key_says_so() -> None:
    async with a_still(riverside(), (120, 40)) as pilot:
        assert "Sign in" not in last_line(of(pilot))
        await pilot.press("i")
        await until_said(pilot, "The shared board does not ask who you are just now.")


async def test_where_there_is_no_plain_terminal_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_team(tmp_path, "Sam") as (sam,):
        monkeypatch.setattr(sam, "sync", lambda **_: ASKED)
        async with opened(sam) as pilot:
            await until_said(pilot, "Press i to sign in.")
            await pilot.press("i")
            await until_said(pilot, "Signing in needs a plain terminal, and this is none.")
