"""A gentle timer: how long there is, in words that change at most once a minute. It knows no clock. Pure."""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

MINUTE = timedelta(minutes=1)
NOTHING = timedelta()
OVER = "Take the time you need."


class Countdown(Struct, frozen=True):
    """Runs until `ends`; where there is no end, it is stopped with `left`. Without minutes there is no timer."""

    minutes: int = 0
    left: timedelta = NOTHING
    ends: datetime | None = None

    @property
    def stopped(self) -> bool:
        return self.ends is None

    def remaining(self, now: datetime) -> timedelta:
        left = self.left if self.ends is None else self.ends - now
        # A clock that is set back gives nobody more time than was chosen.
        return max(NOTHING, min(left, self.minutes * MINUTE))

    def toggled(self, now: datetime) -> "Countdown":
        """Stopped, or going on. One that has run out begins anew."""
        left = self.remaining(now)
        if not left:
            return begun(self.minutes, now)
        return replace(self, ends=now + left) if self.stopped else replace(self, left=left, ends=None)

    def anew(self, now: datetime) -> "Countdown":
        """For another question: from the beginning, and stopped where somebody stopped it."""
        whole = self.minutes * MINUTE
        return replace(self, left=whole) if self.stopped else begun(self.minutes, now)

    def words(self, now: datetime) -> str:
        if not self.minutes:
            return ""
        left = self.remaining(now)
        if not left:
            return OVER
        minutes = -(-left // MINUTE)
        how_long = "less than a minute left" if minutes == 1 else f"about {minutes} minutes left"
        return f"Stopped, {how_long}." if self.stopped else f"{how_long[0].upper()}{how_long[1:]}."

    def until_change(self, now: datetime) -> float | None:
        """Seconds until the words are others; None where they stay."""
        left = self.remaining(now)
        if self.stopped or not left:
            return None
        return ((left % MINUTE) or MINUTE).total_seconds()


def begun(minutes: int, now: datetime) -> Countdown:
    return Countdown(minutes, ends=now + minutes * MINUTE) if minutes else Countdown()
