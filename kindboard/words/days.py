"""Days as people type and read them: `2026-11-30`, `30 Nov`, `30/11/2026`, `next Friday`, `in 6 weeks`. Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from kindboard.errors import WrongUse

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SEASONS = ("Winter", "Spring", "Summer", "Autumn")
_NEXT_STEP = 'Type it like "30 Nov", "in 6 weeks" or 2026-11-30.'


def day_typed(text: str, today: date) -> date:
    """The day somebody typed. A day without a year is the next such day, today included. Raises WrongUse."""
    typed = " ".join(text.lower().replace(",", " ").split())
    try:
        for pattern, read in _WAYS:
            if match := re.fullmatch(pattern, typed, re.ASCII):
                return read(match, today)
    except (ValueError, OverflowError):
        pass
    raise WrongUse("not-a-date", f'"{text}" is not a day.', _NEXT_STEP)


def spoken(day: date) -> str:
    """The day as people read it, e.g. `3 Nov 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def season(day: date) -> str:
    """What a round begun on `day` is called, e.g. `Autumn 2026`. December counts to the winter of its own year."""
    return f"{_SEASONS[day.month % 12 // 3]} {day.year}"


def _named(match: re.Match[str], today: date) -> date:
    return today + timedelta(days={"today": 0, "tomorrow": 1, "next week": 7}[match[0]])


def _iso(match: re.Match[str], today: date) -> date:
    return date.fromisoformat(match[0])


def _british(match: re.Match[str], today: date) -> date:
    return date(int(match[3]), int(match[2]), int(match[1]))


def _day_and_month(match: re.Match[str], today: date) -> date:
    day, month, year = int(match["day"]), _month(match["month"]), match["year"]
    if year:
        return date(int(year), month, day)
    # Four years on, for the 29th of February.
    for ahead in range(9):
        if day <= _length(today.year + ahead, month):
            found = date(today.year + ahead, month, day)
            if found >= today:
                return found
    raise ValueError


def _weekday(match: re.Match[str], today: date) -> date:
    """`Friday` may be today; `next Friday` is not."""
    ahead = (_WEEKDAYS.index(match["weekday"]) - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if match["next"] else 0))


def _ahead(match: re.Match[str], today: date) -> date:
    return shifted(today, counted(match["count"]), match["unit"])


def counted(words: str) -> int:
    return 1 if words in ("a", "an", "one") else int(words)


def shifted(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years on, or back. Raises ValueError, OverflowError."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, _length(year, month)))


def _length(year: int, month: int) -> int:
    """The days of a month."""
    first = date(year, month, 1)
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def _month(name: str) -> int:
    """1 to 12, from the beginning of a month's name. Raises ValueError."""
    return [whole.startswith(name) for whole in _WHOLE_MONTHS].index(True) + 1


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}[a-z]*' for name in _WHOLE_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>\d{4}))?"

_WAYS: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (r"today|tomorrow|next week", _named),
    (rf"(?:on |this |(?P<next>next ))?(?P<weekday>{'|'.join(_WEEKDAYS)})", _weekday),
    (r"\d{4}-\d{2}-\d{2}", _iso),
    (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", _british),
    (rf"{_DAY} (?:of )?{_MONTH}{_YEAR}", _day_and_month),
    (rf"{_MONTH} {_DAY}{_YEAR}", _day_and_month),
    (r"(?:in )?(?P<count>\d{1,6}|an?|one) (?P<unit>day|week|month|year)s?(?: from now)?", _ahead),
)
