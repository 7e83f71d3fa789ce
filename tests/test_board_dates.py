"""Days gone by as people type them."""

from datetime import date

import pytest

from kindboard.board.dates import past_day
from kindboard.errors import WrongUse
from tests.builders import ABoard, a_card

TODAY = date(2026, 11, 23)
SPRING = a_card("round", "spring", title="Spring 2026", started=date(2026, 3, 2), closed=date(2026, 5, 29))
AUTUMN = a_card("round", "autumn", title="Autumn 2026", started=date(2026, 9, 1))
REVIEW = a_card("review", "2026-06-30", held=date(2026, 6, 30))
BOARD = ABoard().with_card(SPRING).with_card(AUTUMN).with_card(REVIEW).build()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("30 June", date(2026, 6, 30)),
        ("30 Nov", date(2025, 11, 30)),
        ("Nov 30th", date(2025, 11, 30)),
        ("23 Nov", TODAY),
        ("29 Feb", date(2024, 2, 29)),
        ("30 June 2025", date(2025, 6, 30)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("9 months ago", date(2026, 2, 23)),
        ("a year ago", date(2025, 11, 23)),
        ("last month", date(2026, 10, 23)),
        ("last review", date(2026, 6, 30)),
        ("end of Spring 2026", date(2026, 5, 29)),
        ("the start of autumn 2026", date(2026, 9, 1)),
    ],
)
def test_a_day_gone_by_is_read_as_people_say_it(typed: str, day: date) -> None:
    assert past_day(typed, BOARD, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2027-01-01", "1 Jan 2027 is still to come."),
        ("tomorrow", "24 Nov 2026 is still to come."),
        ("in 6 weeks", "4 Jan 2027 is still to come."),
        ("30 Nov 2026", "30 Nov 2026 is still to come."),
        ("999999 years ago", '"999999 years ago" is not a day.'),
        ("whenever", '"whenever" is not a day.'),
        ("end of Autumn 2026", "Autumn 2026 has not ended yet."),
        ("end of Winter", 'There is no round called "Winter".'),
    ],
)
def test_what_is_no_day_gone_by_is_said_so(typed: str, says: str) -> None:
    with pytest.raises(WrongUse, match="^" + says.replace("(", r"\(")):
        past_day(typed, BOARD, TODAY)


def test_before_the_first_review_there_is_no_last_one() -> None:
    with pytest.raises(WrongUse, match="No review has been held yet"):
        past_day("last review", ABoard().build(), TODAY)
