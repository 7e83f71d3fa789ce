"""Sync by itself, as the app does it: when it runs, and what is said of it."""

from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer

from kindboard.tui.background import Sync, SyncDone
from kindboard.tui.session import Session

if TYPE_CHECKING:
    from kindboard.workspace.workspace import Synced

AFTER_SAVE = 2.0
ASKING_AFTER = 5.0
IDLE_AFTER = 300.0
"""Seconds: so long a pause for further saves; so long without an answer, and the status line says so; so long without
a key or the mouse, and a sync tidies up, too."""
SAY_AT = {"refused": 0, "sign-in": 0, "busy": 1}
"""States of a sync that are told, and how often in a row a message has to have come before.

That it is offline stands in the status line for as long as it is; that another window is sending passes.
"""
HINT = "Press i to sign in."


class Syncing(Session):
    """Mixed into the app."""

    syncing = False
    wants_sign_in = False
    _again = False
    _asked_again = _nameless_again = False
    _outdated = False
    _last_told = ("", 0)
    _said_when_asked = ""
    _pause: Timer | None = None
    _patience: Timer | None = None
    _touched = monotonic()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._touched = monotonic()
        await super().on_event(event)

    def sync_soon(self) -> None:
        """After a save: a short pause, so that several go together."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(AFTER_SAVE, self.sync_by_itself)

    def sync_by_itself(self, *, now: bool = False, nameless: bool = False) -> None:
        """`now`: somebody asked for it, and waits. `nameless`: what waits without a name goes, too."""
        if self.syncing:
            self._again, self._asked_again = True, self._asked_again or now
            self._nameless_again = self._nameless_again or nameless
            return
        self.syncing = True
        self._said_when_asked = self.said
        self._patience = self.set_timer(ASKING_AFTER, self._still_asking)
        idle = not now and monotonic() - self._touched >= IDLE_AFTER
        Sync(self, self.work, asked=now, nameless=nameless, idle=idle).start()

    def sync_afresh(self) -> None:
        """Signed in: what a sync that is under way still tells of it is no longer so."""
        self._outdated = self.syncing
        self.sync_by_itself()

    def _still_asking(self) -> None:
        if self.syncing:
            self.stand(state="asking")

    @on(SyncDone)
    def sync_done(self, message: SyncDone) -> None:
        self.syncing = False
        if self._patience is not None:
            self._patience.stop()
        if self.quitting:
            self.leave()
        elif self._outdated:
            self._outdated = False
            self.sync_by_itself()
        else:
            self._tell(message.synced, message.at, asked=message.asked)
            again, asked, nameless = self._again, self._asked_again, self._nameless_again
            self._again = self._asked_again = self._nameless_again = False
            if asked:
                self.sync_by_itself(now=True, nameless=nameless)
            elif again:
                self.sync_soon()

    def _tell(self, synced: "Synced", at: datetime, *, asked: bool) -> None:
        words, due = self._words_of(synced)
        self.troubles["sync"] = words
        self.stand(state=synced.state, news=at if synced.state == "synced" else self.standing.news)
        if self.wants_sign_in != (synced.state == "sign-in"):
            self.wants_sign_in = not self.wants_sign_in
            self.call_after_refresh(self.tell_screens, "draw_footer")
        # What was done in the meantime is nearer to the person than that a sync has ended well.
        if due or (asked and (words or self.said in ("", self._said_when_asked))):
            self.say(words or synced.message)
        if synced.another:
            self.say(f"{synced.another} b goes there.")
        self.look_now()

    def _words_of(self, synced: "Synced") -> tuple[str, bool]:
        """What a sync met that its person should know of, and whether now is the time to say it."""
        last, times = self._last_told
        times = times + 1 if synced.message == last else 0
        self._last_told = (synced.message, times)
        if synced.state not in SAY_AT:
            return "", False
        words = f"{synced.message} {HINT}" if synced.state == "sign-in" else synced.message
        return words, times == SAY_AT[synced.state]
