"""Learn: a page from where it matters and back, pages found by their words, addresses shown before they are opened."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Markdown

from kindboard.board.board import Board
from tests.builders import a_board
from tests.screens.frames import frame, same_as_golden, text
from tests.screens.live import of, opened, until_said
from tests.screens.stills import a_still
from tests.teams import a_workspace

LINKED = (
    "Read [the briefing](https://briefing.example/read?me=1) or [this](javascript:alert(1)), or "
    "[that](file:///etc/passwd).\n\n![a picture](https://pictures.example/seen.png) <b>bold</b>"
)


def learned() -> Board:
    means, ways = "What this means", "What gets in the way"
    made = a_board(2).with_principle("led", order=0, title="Led to a page", background=("squeezed",))
    made = made.with_learn("squeezed", section=means, title="Kindness gets squeezed", text="> Quoted.\n\nRest.")
    made = made.with_learn("barrier-risk", section=ways, title="Barrier: attitude to risk", text=LINKED)
    made = made.with_learn("barrier-radical", section=ways, title="Barrier: fear", text="Radical.")
    made = made.with_plan_item("stop", "Two forms", barriers=("risk",), review_by=date(2026, 12, 1))
    return made.with_plan_item("stop", "Locked doors", barriers=("risk", "radical")).build()


async def test_a_principle_opens_its_background_and_escape_comes_back() -> None:
    async with a_still(learned()) as pilot:
        app = of(pilot)
        assert app.screen.principle.background == ("squeezed",)  # type: ignore[attr-defined]
        await pilot.press("y")
        await pilot.pause()
        assert "Kindness gets squeezed" in frame(app)
        assert "Rest." in frame(app)
        assert "esc Back" in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_mode == "reflect"
        await pilot.press("5")
        await pilot.pause()
        assert "esc Back" not in frame(app), "whoever came by themselves has nowhere to go back to"


async def test_a_barrier_opens_its_page_from_the_plan_and_from_the_card_that_is_read() -> None:
    async with a_still(learned()) as pilot:
        app = of(pilot)
        await pilot.press("3", "y")
        await pilot.pause()
        assert "Barrier: attitude to risk" in frame(app)
        await pilot.press("escape", "down", "enter", "y")
        await pilot.pause()
        assert "Read more about this" in text(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Radical." in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Locked doors" in frame(app), "back at the card that was being read"


async def test_where_there_is_nothing_behind_a_card_the_key_is_not_offered() -> None:
    async with a_still(learned()) as pilot:
        await pilot.press("full_stop")
        assert not [command for command in of(pilot).commands() if "background" in command.action]
        await pilot.press("y")
        await pilot.pause()
        assert of(pilot).current_mode == "reflect"


async def test_pages_are_found_by_their_words() -> None:
    async with a_still(learned()) as pilot:
        app = of(pilot)
        await pilot.press("5", "slash", *"radical")
        await pilot.pause()
        assert "1 page" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Barrier: fear" in frame(app)
        assert "squeezed" not in frame(app)
        await pilot.press("slash", *"xyzzy", "enter")
        await pilot.pause()
        assert "No page holds those words." in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Kindness gets squeezed" in frame(app)


async def test_space_reads_on_to_the_end_of_a_page_and_then_to_the_next(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await pilot.press("5")
            await until_said(pilot, "space Read on")
            page = of(pilot).screen.query_one("#page")
            assert page.max_scroll_y > 0, "it goes on below"
            seen = 0
            while "2 of 20" not in text(of(pilot)):
                seen = page.scroll_offset.y
                await pilot.press("space")
                assert page.scroll_offset.y > seen or page.scroll_offset.y == 0
            await pilot.press("end", *["space"] * 9)
            await until_said(pilot, "That was the last page.")


async def clicked(pilot: Pilot[None], address: str) -> None:
    page = of(pilot).screen.query_one(Markdown)
    page.post_message(Markdown.LinkClicked(page, address))
    await pilot.pause()


async def test_a_link_shows_its_address_first_and_only_the_web_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[str] = []
    async with a_still(learned()) as pilot:
        app = of(pilot)
        monkeypatch.setattr(app, "open_url", lambda url, **_: went.append(url))
        await pilot.press("5", "down")
        await pilot.pause()
        shown = frame(app)
        assert "the briefing" in shown
        assert "<b>bold</b>" in shown, "nothing in a page is taken for more than words"
        await clicked(pilot, "https://briefing.example/read?me=1")
        assert "https://briefing.example/read?me=1" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert went == [], "the first choice stays here"
        for bad in ("javascript:alert(1)", "file:///etc/passwd", "ssh://host"):
            await clicked(pilot, bad)
            assert "Only addresses that begin with http or https" in text(app)
        await clicked(pilot, "https://briefing.example/read?me=1")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert went == ["https://briefing.example/read?me=1"]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_page_that_was_come_to_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(learned(), size) as pilot:
        await pilot.press("3", "y")
        await pilot.pause()
        same_as_golden(of(pilot), f"learn-come-to-{size[0]}x{size[1]}")
