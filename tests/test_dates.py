"""Days as people type and read them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.errors import WrongUse
from kindboard.words.days import day_typed, spoken

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("30 Nov", date(2026, 11, 30)),
        ("30 november 2027", date(2027, 11, 30)),
        ("30th of November", date(2026, 11, 30)),
        ("Nov 30, 2027", date(2027, 11, 30)),
        ("3 Sept.", date(2027, 9, 3)),
        ("30/11/2026", date(2026, 11, 30)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("in 6 weeks", date(2027, 1, 4)),
        ("6 weeks", date(2027, 1, 4)),
        (" in  10   days ", date(2026, 12, 3)),
        ("in a year", date(2027, 11, 23)),
        ("next Friday", date(2026, 11, 27)),
        ("on Sunday", date(2026, 11, 29)),
        ("Monday", TODAY),
        ("next Monday", date(2026, 11, 30)),
        ("in 3 months", date(2027, 2, 23)),
    ],
)
def test_a_day_may_be_typed_in_many_ways(typed: str, day: date) -> None:
    assert day_typed(typed, TODAY) == day


def test_a_day_without_a_year_is_the_next_one_today_included() -> None:
    assert day_typed("23 Nov", TODAY) == TODAY
    assert day_typed("22 Nov", TODAY) == date(2027, 11, 22)
    assert day_typed("29 Feb", TODAY) == date(2028, 2, 29)


def test_months_ahead_end_with_the_month() -> None:
    assert day_typed("in 1 month", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31 Nov", "2026-13-01", "2026-02-30", "in 999999 years", "30 Novxyz", "٣ Nov", "32/01/2026", "0 Jan"],
)
def test_what_is_no_day_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(WrongUse, match="is not a day") as refused:
        day_typed(typed, TODAY)
    assert "in 6 weeks" in refused.value.next


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_is_refused(typed: str) -> None:
    with suppress(WrongUse):
        assert isinstance(day_typed(typed, TODAY), date)


@given(st.dates())
def test_what_is_read_can_be_typed_again(day: date) -> None:
    assert day_typed(day.isoformat(), TODAY) == day
    if day.year >= 1000:
        assert day_typed(spoken(day), TODAY) == day
