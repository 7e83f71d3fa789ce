"""The status line, as the app keeps it: what was just done, what is wrong, and how things stand."""

from functools import partial
from typing import Any

from msgspec.structs import replace
from textual import on
from textual.timer import Timer

from kindboard.tui.background import StandingSeen, TroubleSeen
from kindboard.tui.parts.words import Standing, standing_words
from kindboard.tui.session import Session

SAID_STAYS = 12.0
"""Seconds."""


class Saying(Session):
    """Mixed into the app."""

    said = ""
    standing = Standing(known=False)
    _said_timer: Timer | None = None

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self.troubles = {"board": "", "sync": ""}  # said once, and there to be read again
        super().__init__(*arguments, **more)

    @property
    def standing_ways(self) -> tuple[str, ...]:
        return standing_words(self.standing)

    def say(self, text: str) -> None:
        """What was just done, or why it was not, in the status line for a while."""
        self.said = text
        if self._said_timer is not None:
            self._said_timer.stop()
        self._said_timer = self.set_timer(SAID_STAYS, partial(self._hush, text))
        self.draw_status()

    def _hush(self, text: str) -> None:
        if self.closing or text != self.said:
            return  # or something else was said while the screen was put aside
        if not getattr(self.screen, "tells_what_is_said", True):
            self.say(self.said)  # nobody could read it yet
            return
        self.said = ""
        self.draw_status()

    def draw_status(self) -> None:
        self.tell_screens("draw_status")

    @on(StandingSeen)
    def standing_seen(self, message: StandingSeen) -> None:
        # What sync said of the shared board is not the lookout's to change.
        self.standing = replace(message.standing, state=self.standing.state, news=self.standing.news)
        self.draw_status()

    @on(TroubleSeen)
    def trouble_seen(self, message: TroubleSeen) -> None:
        self.troubles["board"] = message.words
        if message.words:
            self.say(message.words)
        self.stand(trouble=bool(message.words))

    def stand(self, **changes: Any) -> None:
        """Say how things stand now."""
        self.standing = replace(self.standing, **changes)
        self.draw_status()
