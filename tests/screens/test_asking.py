"""One question at a time: for one screen and a room of people, with a timer that anybody can stop."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.tui.modes.asking import Asking
from kindboard.tui.modes.reflect import Reflect
from kindboard.workspace.workspace import Workspace
from tests.builders import NOW, a_board
from tests.screens.frames import frame, same_as_golden, text
from tests.screens.live import choose, of, opened, until, until_said
from tests.screens.stills import HOSTILE, StillWorkspace, a_still, hostile, riverside
from tests.teams import a_workspace

SIZES = [(80, 24), (100, 30), (40, 10)]
FIRST = {"principle": "kindness-counts", "question": "self"}
ROOM, ALONE = ("enter",), ("down", "down", "down", "down", "down", "enter")
"""Down reads on where the sheet is long, and then chooses the last."""


def sized(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


async def ask(pilot: Pilot[None], who: tuple[str, ...] = ROOM) -> None:
    await choose(pilot, "ask one question")
    await pilot.press(*who)
    await pilot.pause()
    assert isinstance(of(pilot).screen, Asking)


async def take_minutes(pilot: Pilot[None], minutes: int) -> None:
    await pilot.press("m")
    await pilot.pause()
    while f"> {minutes} minutes" not in text(of(pilot)):
        before = text(of(pilot))
        await pilot.press("down")
        await pilot.pause()
        assert text(of(pilot)) != before, f"no {minutes} minutes to choose"
    await pilot.press("enter")
    await pilot.pause()


async def later(pilot: Pilot[None], seconds: int) -> None:
    """The clock goes on; the screen hears of it as from its own timer."""
    cast(StillWorkspace, of(pilot).workspace).now = NOW + timedelta(seconds=seconds)
    cast(Asking, of(pilot).screen).show_board(again=True)
    await pilot.pause()


def answered() -> Board:
    made = a_board()
    for number in range(6):
        made = made.with_answer(f"I sit down before I open the folder, and ask what matters today, {number}.", **FIRST)
    return made.with_answer("Tea first.", principle="safe-to-say", question="self").build()


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


# From question to question


async def test_next_and_back_go_through_every_question_of_every_principle() -> None:
    async with a_still(riverside(), (100, 30)) as pilot:
        await ask(pilot)
        shown = text(of(pilot))
        assert "Question 1 of 4, principle 1 of 7" in shown
        assert "left Back" not in shown
        await pilot.press("left")
        assert "Question 1 of 4, principle 1 of 7" in text(of(pilot)), "nothing before the first"
        await pilot.press("right", "right", "right", "pagedown")
        await pilot.pause()
        shown = text(of(pilot))
        assert "Question 1 of 4, principle 2 of 7" in shown
        assert "It is safe to say how it is How do I personally embody this principle in my work?" in shown
        await pilot.press("pageup")
        await pilot.pause()
        assert "Question 4 of 4, principle 1 of 7" in text(of(pilot))
        await pilot.press(*["right"] * 40)
        await pilot.pause()
        shown = text(of(pilot))
        assert "Question 4 of 4, principle 7 of 7" in shown
        assert "right Next" not in shown


async def test_it_begins_with_the_question_in_hand_and_leaves_it_in_hand() -> None:
    async with a_still(riverside(), name="Jo") as pilot:
        await pilot.press("full_stop", "full_stop", "right", "right")
        await ask(pilot)
        assert "Question 3 of 4, principle 3 of 7" in text(of(pilot))
        await pilot.press("right", "right", "escape")
        await pilot.pause()
        below = of(pilot).screen
        assert isinstance(below, Reflect)
        assert below.principle is not None
        assert (below.principle.id, below.question) == ("look-after-each-other", "self")


async def test_from_another_mode_it_begins_at_the_beginning_and_goes_back_there() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press("2")
        await ask(pilot)
        assert "Question 1 of 4, principle 1 of 7" in text(of(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert getattr(of(pilot).screen, "place", "") == "pool"


async def test_escape_at_the_question_who_looks_changes_nothing() -> None:
    async with a_still(riverside()) as pilot:
        await choose(pilot, "ask one question")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(of(pilot).screen, Asking)
        assert not of(pilot).room


async def test_a_board_without_principles_has_nothing_to_ask() -> None:
    async with a_still(a_board(0).build()) as pilot:
        await pilot.press("ctrl+p", *"ask one")
        await pilot.pause()
        assert "Nothing is called that." in text(of(pilot))


# The room


async def test_a_room_sees_no_drafts_and_its_answers_carry_no_name(board: Workspace) -> None:
    board.new_draft("answer", FIRST | {"text": "Not for the room"})
    async with opened(board) as pilot:
        await ask(pilot)
        assert "shown to a room" in text(of(pilot))
        assert "Not for the room" not in text(of(pilot))
        await pilot.press("n")
        await pilot.pause()
        assert "Name with it: ‹ none: nobody is named ›" in text(of(pilot))
        await pilot.press(*"Said aloud", "ctrl+s", "enter")
        await until_said(pilot, "1 answer so far: r shows them")
        await pilot.press("escape")
        await until_said(pilot, "Still shown to a room. ctrl+p, “Stop showing” ends that.")
        assert "Not for the room" not in text(of(pilot))
        await choose(pilot, "ask one question")
        assert isinstance(of(pilot).screen, Asking), "it is not asked again who looks"
    assert [(answer.text, answer.by) for answer in board.board().answers] == [("Said aloud", None)]


async def test_whoever_writes_here_alone_keeps_name_and_drafts(board: Workspace) -> None:
    async with opened(board) as pilot:
        await ask(pilot, ALONE)
        assert "shown to a room" not in text(of(pilot))
        await pilot.press("n")
        await pilot.pause()
        assert "Name with it: ‹ Sam ›" in text(of(pilot))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "Still shown to a room" not in text(of(pilot))
        assert not of(pilot).room


async def test_answers_are_hidden_until_somebody_asks_and_again_at_the_next_question() -> None:
    async with a_still(answered()) as pilot:
        await ask(pilot)
        shown = text(of(pilot))
        assert "6 answers so far: r shows them" in shown
        assert "I sit down" not in shown
        await pilot.press("r")
        await pilot.pause()
        shown = text(of(pilot))
        assert "matters today, 0." in shown
        assert "more below" in shown
        await pilot.press("end")
        await pilot.pause()
        assert "matters today, 5." in text(of(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "An answer" in text(of(pilot))
        await pilot.press("escape", "r")
        await pilot.pause()
        assert "matters today" not in text(of(pilot))
        await pilot.press("r", *["right"] * 4)
        await pilot.pause()
        shown = text(of(pilot))
        assert "1 answer so far: r shows them" in shown
        assert "Tea first." not in shown


async def test_what_others_save_is_counted_at_once(board: Workspace) -> None:
    async with opened(board) as pilot:
        await ask(pilot)
        assert "Nobody has answered this yet." in text(of(pilot))
        board.add("answer", FIRST | {"text": "From another window"})
        await until(pilot, lambda: "1 answer so far" in text(of(pilot)), "the answer")


async def test_an_earlier_round_is_left_for_the_one_that_is_open(board: Workspace) -> None:
    board.add("answer", FIRST | {"text": "Before"})
    board.start_round("Next")
    async with opened(board) as pilot:
        await choose(pilot, "look at another")
        await pilot.press("enter")
        await pilot.pause()
        assert "Before" in text(of(pilot))
        await ask(pilot)
        assert "Nobody has answered this yet." in text(of(pilot))


# The timer


async def test_the_timer_tells_in_words_and_is_gentle_when_it_is_over() -> None:
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        assert "left." not in text(of(pilot)), "none until it is chosen"
        await take_minutes(pilot, 5)
        for seconds, words in (
            (0, "About 5 minutes left."),
            (61, "About 4 minutes left."),
            (241, "Less than a minute left."),
            (301, "Take the time you need."),
            (4000, "Take the time you need."),
        ):
            await later(pilot, seconds)
            assert words in text(of(pilot))
        assert "space stops it" not in text(of(pilot))
        await pilot.press("space")
        await pilot.pause()
        assert "About 5 minutes left. space stops it" in text(of(pilot))


async def test_the_screen_waits_for_the_next_words_and_not_less(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    real = Asking.set_timer

    def noted(self: Asking, delay: float, *more: object, **named: object) -> object:
        waits.append(delay)
        return real(self, delay, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Asking, "set_timer", noted)
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        assert waits == []
        await take_minutes(pilot, 5)
        await later(pilot, 45)
        assert waits
        assert set(waits) == {60, 15}
        waits.clear()
        await pilot.press("space")
        await later(pilot, 50)
        assert waits == []


async def test_its_own_clock_brings_the_next_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kindboard.tui.parts.countdown.Countdown.until_change", lambda self, now: 0.3)
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        await take_minutes(pilot, 5)
        cast(StillWorkspace, of(pilot).workspace).now = NOW + timedelta(seconds=130)
        await until_said(pilot, "About 3 minutes left.")


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_anybody_stops_the_timer_and_lets_it_go_on(key: str) -> None:
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        await take_minutes(pilot, 3)
        await later(pilot, 70)
        await pilot.press(key)
        await later(pilot, 500)
        assert "Stopped, about 2 minutes left. space goes on" in text(of(pilot))
        await pilot.press(key)
        await pilot.pause()
        assert "About 2 minutes left. space stops it" in text(of(pilot))
        await later(pilot, 560)
        assert "Less than a minute left." in text(of(pilot))


async def test_each_question_has_its_own_time_and_a_stopped_timer_stays_stopped() -> None:
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        await take_minutes(pilot, 2)
        await later(pilot, 100)
        await pilot.press("right")
        await pilot.pause()
        assert "About 2 minutes left." in text(of(pilot))
        await pilot.press("space", "right")
        await pilot.pause()
        assert "Stopped, about 2 minutes left." in text(of(pilot))


async def test_the_timer_can_be_taken_away_and_without_it_space_does_nothing() -> None:
    async with a_still(riverside()) as pilot:
        await ask(pilot)
        await take_minutes(pilot, 2)
        await pilot.press("m", "home", "enter")
        await pilot.pause()
        before = frame(of(pilot))
        assert "left." not in before
        assert "space" not in before
        await pilot.press("space", "enter")
        await pilot.pause()
        assert frame(of(pilot)) == before


# The screen


async def test_the_cursor_stands_where_the_question_begins() -> None:
    for size in SIZES:
        async with a_still(answered(), size) as pilot:
            await ask(pilot)
            await take_minutes(pilot, 2)
            spot = of(pilot).cursor_spot
            assert frame(of(pilot)).splitlines()[spot.y][spot.x :].startswith("How do I personally")
            await pilot.press("r", "down")
            await pilot.pause()
            spot = of(pilot).cursor_spot
            assert frame(of(pilot)).splitlines()[spot.y][spot.x] == ">"
            await pilot.press("r", "right")
            await pilot.pause()
            spot = of(pilot).cursor_spot
            assert frame(of(pilot)).splitlines()[spot.y][spot.x :].startswith("How does my organisation")


async def test_its_keys_are_helped_with() -> None:
    async with a_still(riverside(), (100, 50)) as pilot:
        await ask(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        shown = text(of(pilot))
        assert "What the keys do: one question at a time" in shown
        assert "Go on to the next question." in shown


async def test_nothing_in_a_title_acts() -> None:
    async with a_still(hostile(), (100, 30)) as pilot:
        await ask(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert HOSTILE in text(of(pilot))


@pytest.mark.parametrize("size", SIZES, ids=sized)
async def test_who_looks_looks_as_drawn(size: tuple[int, int]) -> None:
    async with a_still(answered(), size) as pilot:
        await choose(pilot, "ask one question")
        same_as_golden(of(pilot), f"asking-who-{sized(size)}")


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize(
    ("minutes", "keys", "name"),
    [
        (0, (), "asking"),
        (5, (), "asking-timer"),
        (5, ("space",), "asking-stopped"),
        (5, ("r", "down"), "asking-answers"),
        (0, ("right", "right", "right"), "asking-empty"),
    ],
)
async def test_one_question_looks_as_drawn(
    minutes: int, keys: tuple[str, ...], name: str, size: tuple[int, int]
) -> None:
    async with a_still(answered(), size) as pilot:
        await ask(pilot)
        if minutes:
            await take_minutes(pilot, minutes)
        await pilot.press(*keys)
        await pilot.pause()
        same_as_golden(of(pilot), f"{name}-{sized(size)}")


async def test_the_longest_question_and_title_fit_where_there_is_little_room() -> None:
    made = a_board(0).with_principle("long", title="Nobody should ever have to break a rule to be kind to somebody")
    async with a_still(made.build(), (40, 10)) as pilot:
        await ask(pilot)
        await take_minutes(pilot, 2)
        await pilot.press("right", "right", "right")
        await pilot.pause()
        shown = text(of(pilot))
        assert "What do people with care and support needs say needs to be improved?" in shown
        assert "About 2 minutes left." in shown
