"""Keys one after another: each acts where it would have, had its person waited for the one before to be drawn.

Textual hands a key to what has the focus while the keys before may still be on their way there. So what was typed in
a burst (a slow computer, a line that stalls) right after `n` came to the list as verbs, and ctrl+s put an answer on
the board without the last letters in front of it.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.app import App, ScreenStackError

from kindboard.tui.parts.boxes import LineBox, TextBox

ROUNDS = 3
"""A key makes a message, which closes a dialog, which opens an editor."""
AT_MOST = 2.0
"""Seconds; then the next key is taken all the same."""


class InOrder(App[Any]):
    """Mixed into the app. The letters of a text go straight to its box, which takes them in their order by itself."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._at_work: asyncio.Task[None] | None = None
        self._taken: events.Event | None = None
        super().__init__(*arguments, **more)

    @property
    def closing(self) -> bool:
        """Or not open yet: there is no screen to look for."""
        return self._exit or not self.is_running or not self._screen_stacks[self.current_mode]

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self.closing:
            return  # Textual would look for a screen in vain
        if event is self._taken:
            await super().on_event(event)
            return
        typing = isinstance(self.focused, TextBox | LineBox)
        if self._at_work is None and typing and (isinstance(event, events.Paste) or event.is_printable):
            await super().on_event(event)
            return
        if self._at_work is not None or typing:
            self._waiting.append(event)
        else:
            await super().on_event(event)
        if self._at_work is None:
            self._at_work = asyncio.create_task(self._take_the_others())

    async def _take_the_others(self) -> None:
        """Give each key that waits to the app once all is done that came of those before."""
        try:
            await self._done()
            while self._waiting:
                self._taken = self._waiting.popleft()
                self.post_message(self._taken)
                await self._done()
        finally:
            self._at_work = None

    async def _done(self) -> None:
        """Wait until every part of the screen, and of the one that came of it, has done what it was told."""
        try:
            async with asyncio.timeout(AT_MOST):
                for _ in range(ROUNDS):
                    await self._one_round()
        except TimeoutError:
            pass

    async def _one_round(self) -> None:
        try:
            screen = self.screen
        except ScreenStackError:
            return  # it is closing
        for parts in ([self], list(screen.walk_children(with_self=True)), [self]):
            told = 0
            heard: asyncio.Queue[None] = asyncio.Queue()
            for part in parts:
                told += part.call_later(heard.put_nowait, None)
            for _ in range(told):
                await heard.get()
