"""Every text can be read in every theme, and without colours; measured on what is drawn."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.tui.themes import THEMES, TITLES
from tests.screens.frames import frame
from tests.screens.live import of
from tests.screens.stills import a_still, planned, riverside

RULES = set("─│┬┴┼╭╮╰╯▌▁▂▃▄▅▆▇█ ")
WAYS: tuple[tuple[str, ...], ...] = (
    *(("1",), ("tab",), ("slash", "f"), ("escape",), ("enter",), ("escape",)),
    *(("n",), ("ctrl+s",), ("tab",), ("tab",), ("escape",), ("x",), ("escape",), ("question_mark",), ("escape",)),
    *(("2",), ("3",), ("4",), ("5",), ("tab",), ("ctrl+p",), ("down",)),
)


def luminance(colour: tuple[int, int, int]) -> float:
    """As WCAG 2 has it."""
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = (luminance(tuple(c.get_truecolor())) for c in (style.color, style.bgcolor))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def drawn(pilot: Pilot[None]) -> list[Segment]:
    """Every piece of text on the screen, rules and blanks apart."""
    strips = of(pilot).screen._compositor.render_strips()
    return [segment for strip in strips for segment in strip if set(segment.text) - RULES]


@pytest.mark.parametrize("board", [riverside, pytest.param(planned, marks=pytest.mark.slow)])
async def test_every_text_stands_out_from_what_is_behind_it_in_every_theme(board: Callable[[], Board]) -> None:
    async with a_still(board()) as pilot:
        for way in WAYS:
            await pilot.press(*way)
            for theme in THEMES:
                of(pilot).theme = theme.name
                await pilot.pause()
                least = 7.0 if "high-contrast" in theme.name else 4.5
                for segment in drawn(pilot):
                    assert contrast(segment) >= least, (theme.name, way, segment)


async def test_without_colours_everything_is_said_in_words_and_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_still(riverside()) as pilot:
        coloured = frame(of(pilot))
    monkeypatch.setenv("NO_COLOR", "1")
    async with a_still(riverside()) as pilot:
        assert frame(of(pilot)) == coloured
        assert ">" in coloured
        for segment in drawn(pilot):
            assert contrast(segment) >= 4.5, segment


@pytest.mark.parametrize("name", [name.removeprefix("kindboard-") for name in TITLES])
async def test_a_theme_can_be_chosen_before_starting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_THEME", name)
    async with a_still(riverside()) as pilot:
        assert of(pilot).theme == f"kindboard-{name}"


async def test_colours_that_were_chosen_are_there_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("ctrl+p", *"contrast light", "enter")
        await pilot.pause()
        assert of(pilot).theme == "kindboard-high-contrast-light"
    monkeypatch.setenv("COLORFGBG", "15;0")
    async with a_still(riverside()) as pilot:
        assert of(pilot).theme == "kindboard-high-contrast-light"
    monkeypatch.setenv("KINDBOARD_THEME", "dark")
    async with a_still(riverside()) as pilot:
        assert of(pilot).theme == "kindboard-dark"


async def test_where_nothing_can_be_remembered_they_are_chosen_all_the_same(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (computer / "a-file").write_text("")
    monkeypatch.setenv("KINDBOARD_HOME", str(computer / "a-file" / "in-it"))
    async with a_still(riverside()) as pilot:
        await pilot.press("ctrl+p", *"contrast light", "enter")
        await pilot.pause()
        assert of(pilot).theme == "kindboard-high-contrast-light"


async def test_a_light_terminal_gets_the_light_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    async with a_still(riverside()) as pilot:
        assert of(pilot).theme == "kindboard-light"


async def test_nothing_moves_or_blinks_by_itself() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert of(pilot).animation_level == "none"
        assert pilot.app.screen.query_one("#text").cursor_blink is False  # type: ignore[attr-defined]
