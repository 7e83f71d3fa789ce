"""Every screen as it is meant to look, at the sizes people have."""

import pytest

from kindboard.board.board import Board
from kindboard.cards.cards import Also
from kindboard.tui.sheets.moving import after_the_end
from tests.builders import a_board
from tests.screens.frames import frame, same_as_golden
from tests.screens.live import of, until_said
from tests.screens.stills import a_still, planned, pooling, riverside

SIZES = [(80, 24), (100, 30), (200, 50), (60, 20), (40, 10)]
FIRST = {"principle": "kindness-counts", "question": "self"}
TO_THE_PICTURE = ("full_stop", "full_stop", "right", "right")


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_reflect_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(riverside(), size, name="Jo") as pilot:
        await pilot.press(*TO_THE_PICTURE)
        same_as_golden(pilot.app, f"reflect-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_an_empty_reflect_teaches(size: tuple[int, int]) -> None:
    async with a_still(a_board().build(), size) as pilot:
        await pilot.press("right", "right", "right")
        same_as_golden(pilot.app, f"reflect-empty-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=named)
@pytest.mark.parametrize(("key", "name"), [("3", "plan"), ("4", "review"), ("5", "learn")])
async def test_the_other_modes_show_their_cards(key: str, name: str, size: tuple[int, int]) -> None:
    async with a_still(planned(), size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=named)
@pytest.mark.parametrize(("key", "name"), [("2", "pool"), ("3", "plan"), ("4", "review"), ("5", "learn")])
async def test_the_other_modes_teach_where_they_are_empty(key: str, name: str, size: tuple[int, int]) -> None:
    async with a_still(a_board().build(), size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-empty-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=named)
@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("enter",), "reading"),
        (("tab", "enter"), "reading-principle"),
        (("n",), "editor"),
        (("right", "n"), "editor-people-say"),
        (("e",), "editor-own"),
        (("t",), "editor-note"),
        (("down", "e"), "edit-other"),
        (("down", "e", "down", "enter"), "editor-other"),
        (("down", "down", "enter"), "editor-draft"),
        (("x",), "remove"),
        (("down", "down", "x"), "throw-away"),
        (("question_mark",), "help"),
        (("ctrl+p",), "palette"),
        (("w",), "who"),
        (("slash", "f", "o", "r", "m", "s"), "filter"),
        (("slash", "q", "q", "enter"), "filter-nothing"),
    ],
)
async def test_what_opens_over_reflect(keys: tuple[str, ...], name: str, size: tuple[int, int]) -> None:
    async with a_still(riverside(), size) as pilot:
        await pilot.press(*TO_THE_PICTURE, *keys)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-{named(size)}")


async def test_answers_further_down_are_counted() -> None:
    made = a_board()
    for n in range(12):
        made = made.with_answer(f"Answer {n}, which takes two lines of the screen.", **FIRST)
    async with a_still(made.build()) as pilot:
        await pilot.pause()
        same_as_golden(pilot.app, "reflect-many-80x24")
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        assert "7 more below" in frame(of(pilot))
        await pilot.press("end")
        await pilot.pause()
        assert "more below" not in frame(of(pilot))


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=named)
async def test_nobody_to_talk_to_is_named_yet(size: tuple[int, int]) -> None:
    async with a_still(a_board().build(), size) as pilot:
        await pilot.press("w")
        await pilot.pause()
        same_as_golden(pilot.app, f"who-empty-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_two_people_changed_this(size: tuple[int, int]) -> None:
    also = (
        Also(field="text", value="Doctors tell us late, if they tell us at all."),
        Also(field="tags", value=["letters", "rota"]),
    )
    board = a_board().with_answer("Nobody tells us in time.", also=also, **FIRST)
    async with a_still(board.build(), size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        same_as_golden(pilot.app, f"two-people-{named(size)}")


@pytest.mark.parametrize("size", [(200, 50), (60, 20), (40, 10)], ids=named)
async def test_plan_looks_as_drawn_at_other_sizes(size: tuple[int, int]) -> None:
    async with a_still(planned(), size) as pilot:
        await pilot.press("3", "right")
        await pilot.pause()
        same_as_golden(pilot.app, f"plan-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=named)
@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("n",), "plan-form"),
        (("right", "e"), "plan-form-edit"),
        (("right", "m"), "plan-move"),
        (("d",), "plan-waiting"),
        (("right", "enter"), "plan-reading"),
        (("right", "enter", "enter"), "plan-source-reading"),
        (("o",), "plan-only-mine"),
    ],
)
async def test_what_opens_over_plan(keys: tuple[str, ...], name: str, size: tuple[int, int]) -> None:
    async with a_still(planned(), size) as pilot:
        await pilot.press("3", *keys)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=named)
async def test_what_is_asked_about_the_plan(size: tuple[int, int]) -> None:
    async with a_still(planned(), size) as pilot:
        app = of(pilot)
        await pilot.press("3")
        after_the_end(app, app.board_shown.plan[0])
        await pilot.pause()
        same_as_golden(app, f"plan-outcome-{named(size)}")
        await pilot.press("escape")
        app.action_hand_over()
        await pilot.pause()
        same_as_golden(app, f"plan-hand-over-{named(size)}")
        await pilot.press("enter")
        await pilot.pause()
        same_as_golden(app, f"plan-hand-over-to-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=named)
async def test_two_people_changed_a_theme_and_a_plan_item(size: tuple[int, int]) -> None:
    made = a_board().with_theme("Rushed mornings", also=(Also(field="title", value="The rush before nine"),))
    moved = Also(field="column", value={"column": "stay", "rank": 1.0})
    board = made.with_plan_item("start", "Ten quiet minutes", also=(moved,))
    async with a_still(board.build(), size) as pilot:
        for mode, keys, name in (("2", ("end", "enter"), "theme"), ("3", ("right", "enter"), "plan")):
            await pilot.press(mode, *keys)
            await pilot.pause()
            same_as_golden(pilot.app, f"two-people-{name}-{named(size)}")
            await pilot.press("escape")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_pool_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(pooling(), size) as pilot:
        await pilot.press("2", "down", "space", "down", "space")
        await pilot.pause()
        same_as_golden(pilot.app, f"pool-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (60, 20), (40, 10)], ids=named)
@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("right", "right", "tab"), "pool-theme"),
        (("right", "end"), "pool-all"),
        (("space", "down", "space", "g"), "pool-group"),
        (("space", "down", "space", "n"), "pool-new-theme"),
        (("right", "right", "o"), "pool-take-out"),
        (("right", "right", "m"), "pool-put-together"),
        (("right", "right", "l"), "pool-into-plan"),
        (("right", "right", "l", "enter"), "pool-plan-form"),
        (("tab", "down", "down", "e"), "pool-theme-edit"),
        (("tab", "down", "down", "enter"), "pool-theme-reading"),
        (("slash", "f", "o", "r", "m", "s", "enter"), "pool-filter"),
        (("l",), "pool-answer-into-plan"),
        (("right", "right", "r"), "pool-rename"),
        (("space", "n", *"rushed mornings", "enter"), "pool-same-title"),
        (("right", "v"), "pool-by-question"),
    ],
)
async def test_what_opens_over_pool(keys: tuple[str, ...], name: str, size: tuple[int, int]) -> None:
    async with a_still(pooling(), size) as pilot:
        await pilot.press("2", *keys)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)], ids=named)
async def test_what_became_of_an_answer(size: tuple[int, int]) -> None:
    theme, answer = "2026-11-23-theme000", "2026-11-23-00000001"
    made = a_board().with_answer("Four visits before nine are too many.", id=answer, theme=theme)
    made = made.with_theme("Rushed mornings", id=theme)
    made = made.with_plan_item("stop", "Two visits before nine", sources=(theme,), status="done", rank=1)
    made = made.with_plan_item("start", "Ask what can wait until ten", sources=(answer,), rank=1)
    async with a_still(made.build(), size) as pilot:
        await pilot.press("2", *(("right",) if size[0] < 70 else ()), "right", "down", "enter")
        await until_said(pilot, "12 May")
        same_as_golden(pilot.app, f"pool-became-{named(size)}")


@pytest.mark.parametrize("size", [(200, 50), (60, 20), (40, 10)], ids=named)
@pytest.mark.parametrize(("key", "name"), [("2", "pool"), ("3", "plan")])
async def test_an_empty_pool_and_an_empty_plan_teach_at_other_sizes(key: str, name: str, size: tuple[int, int]) -> None:
    async with a_still(a_board().build(), size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        same_as_golden(pilot.app, f"{name}-empty-{named(size)}")


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=named)
async def test_answers_without_a_theme_yet_teach_how_the_first_comes_about(size: tuple[int, int]) -> None:
    async with a_still(riverside(), size) as pilot:
        await pilot.press("2")
        await pilot.pause()
        same_as_golden(pilot.app, f"pool-no-themes-{named(size)}")


async def test_the_board_opens_in_the_mode_of_its_rounds_stage() -> None:
    async with a_still(riverside("plan")) as pilot:
        assert type(pilot.app.screen).__name__ == "Plan"


async def test_a_screen_made_small_and_large_again_looks_as_before() -> None:
    async with a_still(riverside(), name="Jo") as pilot:
        await pilot.press(*TO_THE_PICTURE)
        for size in ((40, 10), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        same_as_golden(pilot.app, "reflect-80x24")


def test_the_picture_holds_every_mark() -> None:
    board: Board = riverside()
    marks = {mark.value for principle in board.principles for mark in board.marks(principle.id)}
    assert marks == {"+", "·", "~"}
