"""The gentle timer: words that change at most once a minute, and that anybody can stop."""

from datetime import UTC, datetime, timedelta

import pytest

from kindboard.tui.parts.countdown import OVER, Countdown, begun

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "About 5 minutes left."),
        (59, "About 5 minutes left."),
        (60, "About 4 minutes left."),
        (239, "About 2 minutes left."),
        (240, "Less than a minute left."),
        (299, "Less than a minute left."),
        (300, OVER),
        (9999, OVER),
    ],
)
def test_it_tells_how_long_there_is(seconds: float, words: str) -> None:
    assert begun(5, START).words(after(seconds)) == words


def test_its_words_change_when_it_says_so_and_never_before_a_minute_is_over() -> None:
    timer, now, told = begun(3, START), START, [begun(3, START).words(START)]
    while (seconds := timer.until_change(now)) is not None:
        assert timer.words(now + timedelta(seconds=seconds - 0.001)) == told[-1]
        now += timedelta(seconds=seconds)
        told.append(timer.words(now))
        assert seconds == 60
    assert told == ["About 3 minutes left.", "About 2 minutes left.", "Less than a minute left.", OVER]


def test_it_is_stopped_and_goes_on_where_it_stopped() -> None:
    stopped = begun(5, START).toggled(after(90))
    assert stopped.words(after(9000)) == "Stopped, about 4 minutes left."
    assert stopped.until_change(after(9000)) is None
    going = stopped.toggled(after(9000))
    assert going.words(after(9000 + 29)) == "About 4 minutes left."
    assert going.words(after(9000 + 31)) == "About 3 minutes left."


def test_one_that_has_run_out_begins_anew() -> None:
    assert begun(2, START).toggled(after(500)).words(after(501)) == "About 2 minutes left."
    assert begun(2, START).toggled(after(60)).words(after(60)) == "Stopped, less than a minute left."


def test_another_question_has_all_its_time_and_what_was_stopped_stays_stopped() -> None:
    timer = begun(5, START)
    assert timer.anew(after(200)).words(after(200)) == "About 5 minutes left."
    assert timer.anew(after(900)).words(after(900)) == "About 5 minutes left."
    stopped = timer.toggled(after(200)).anew(after(300))
    assert stopped.words(after(900)) == "Stopped, about 5 minutes left."


def test_without_minutes_there_is_no_timer() -> None:
    for timer in (Countdown(), begun(0, START), Countdown().anew(START)):
        assert timer.words(START) == ""
        assert timer.until_change(START) is None


def test_a_clock_that_is_set_back_gives_no_more_time_than_was_chosen() -> None:
    assert begun(5, START).words(START - timedelta(hours=3)) == "About 5 minutes left."
