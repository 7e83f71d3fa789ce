"""The board on the screen: five modes, one board value, and what happens when a key is pressed or news comes in.

All state of the screens lives here and in the mode in hand; threads only post messages to it.
"""

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from kindboard.actions import MODES, Action, available
from kindboard.board import Board, Draft
from kindboard.cards import Answer, Card
from kindboard.errors import KindboardError
from kindboard.tui.background import BoardSeen, Lookout, StandingSeen, Sync, SyncDone
from kindboard.tui.cursor import VisibleCursor
from kindboard.tui.keys import Command, mode_bindings
from kindboard.tui.mode import ModeScreen
from kindboard.tui.reading import Reading
from kindboard.tui.themes import DEFAULT, THEMES, TITLES
from kindboard.tui.verbs import Verbs
from kindboard.tui.words import Standing, standing_words
from kindboard.workspace import Workspace

SYNC_AFTER_SAVE = 2.0
LOOK_AFTER_START = 0.3
SYNC_AFTER_START = 0.5
SYNC_EVERY = 60.0
QUIT_WAITS = 2.0
SAID_STAYS = 12.0
"""Seconds."""
FAULT = "Something went wrong on the screen, so kindboard closed. What you wrote is kept on this computer."
NEXT = (
    "Open it again. If it happens again, start it with KINDBOARD_DEBUG=1 and show what it prints to whoever helps you."
)


def run(workspace: Workspace | None) -> None:
    """Open the board until its person closes it; without one, offer to start or join one."""
    app = KindboardApp(workspace)
    last_words = app.run()
    if app.workspace is not None and not app.syncing:
        app.workspace.close()
    if app.fault is not None:
        raise KindboardError("screen-failed", FAULT, NEXT) from app.fault
    if last_words:
        print(last_words)


def _screen(module: str, name: str) -> Screen[Any]:
    """A screen, loaded when it is first looked at."""
    screen: Screen[Any] = getattr(import_module(f"kindboard.tui.{module}"), name)()
    return screen


class KindboardApp(Verbs, VisibleCursor):
    """See the module."""

    TITLE = "kindboard"
    ENABLE_COMMAND_PALETTE = False
    # Reflect's own comes with the app's: styles that are read while starting cost a second round over the widgets.
    CSS_PATH = [Path(__file__).with_name(name) for name in ("app.tcss", "reflect.tcss")]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "first_run": partial(_screen, "first_run", "FirstRun"),
        **{mode.name: partial(_screen, mode.name, mode.title) for mode in MODES},
    }
    DEFAULT_MODE = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [*mode_bindings(), Binding("f1", "do('help')", show=False)]

    def __init__(self, workspace: Workspace | None) -> None:
        self.workspace = workspace
        self.board: Board | None = None
        self.filtered: Board | None = None
        if workspace is not None:
            self.board = self.filtered = workspace.board()
            # Textual reads it once, when it starts: so the stage's screen is the first to be drawn.
            self.DEFAULT_MODE = self.board.stage  # type: ignore[misc]
        self.filter_text = ""
        self.said = ""
        self.standing = Standing(known=False)
        self.syncing = False
        self.fault: Exception | None = None
        self.shown_what_leaves = False
        self.thrown_away: Draft | None = None
        self._sync_again = False
        self._lookout: Lookout | None = None
        self._said_timer: Timer | None = None
        self._sync_timer: Timer | None = None
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = _chosen_theme()

    # Screens

    def on_mount(self) -> None:
        self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        """The first sight is there: now for everything that would have made it later."""
        gc.freeze()  # what is there by now stays: the collector need not look at it with every key
        gc.enable()
        if self.workspace is not None and self._lookout is None:
            self.set_timer(LOOK_AFTER_START, self._begin)

    def opened(self, workspace: Workspace) -> None:
        """The first run is done: here is the board."""
        self.workspace = workspace
        self._show(workspace.board())
        self.switch_mode(self.board_shown.stage)
        self._begin()

    def _begin(self) -> None:
        self._lookout = Lookout(self, self.work, self.board_shown)
        self._lookout.start()
        self.set_interval(SYNC_EVERY, self.sync_by_itself)
        self.set_timer(SYNC_AFTER_START, self.sync_by_itself)

    def action_mode(self, name: str) -> None:
        if self.workspace is not None:
            self.switch_mode(name)

    @property
    def work(self) -> Workspace:
        assert self.workspace is not None, "only the first run has no board, and it has no verbs"
        return self.workspace

    @property
    def board_shown(self) -> Board:
        assert self.board is not None, "only the first run has no board, and it draws none"
        return self.board

    @property
    def filtered_board(self) -> Board:
        return self.filtered or self.board_shown

    # One board

    def refresh_board(self) -> None:
        """Show what was just changed here."""
        self._show(self.work.board(), mine=True)
        if self._lookout is not None:
            self._lookout.look_now()

    @on(BoardSeen)
    def board_seen(self, message: BoardSeen) -> None:
        if message.board is not self.board:
            # A look may have begun before the last change here: what is on disk now is what counts.
            self._show(self.work.board())

    def _show(self, board: Board, *, mine: bool = False) -> None:
        self.board = board
        self.filtered = board.matching(self.filter_text) if self.filter_text.strip() else board
        self._draw(mine=mine)

    def _draw(self, *, mine: bool = False) -> None:
        for screen in self.screen_stack if self.is_running else ():
            show = getattr(screen, "show_board", None)
            if show is not None:
                show(mine=mine)

    def set_filter(self, text: str) -> None:
        if text != self.filter_text:
            self.filter_text = text
            self._show(self.board_shown, mine=True)

    # The status line

    @property
    def standing_ways(self) -> tuple[str, ...]:
        return standing_words(self.standing)

    def say(self, text: str) -> None:
        """What was just done, or why it was not, in the status line for a while."""
        self.said = text
        if self._said_timer is not None:
            self._said_timer.stop()
        self._said_timer = self.set_timer(SAID_STAYS, self._hush)
        self._draw_status()

    def _hush(self) -> None:
        self.said = ""
        self._draw_status()

    def _draw_status(self) -> None:
        for screen in self.screen_stack:
            draw = getattr(screen, "draw_status", None)
            if draw is not None and screen.is_mounted:
                draw()

    @on(StandingSeen)
    def standing_seen(self, message: StandingSeen) -> None:
        # What sync said of the shared board is not the lookout's to change.
        self.standing = replace(message.standing, state=self.standing.state, news=self.standing.news)
        self._draw_status()

    # Sync by itself

    def sync_soon(self) -> None:
        """After a save: a short pause, so that several go together."""
        if self._sync_timer is not None:
            self._sync_timer.stop()
        self._sync_timer = self.set_timer(SYNC_AFTER_SAVE, self.sync_by_itself)

    def sync_by_itself(self, *, now: bool = False) -> None:
        if self.syncing:
            self._sync_again = True
            return
        self.syncing = True
        Sync(self, self.work, now=now).start()

    @on(SyncDone)
    def sync_done(self, message: SyncDone) -> None:
        self.syncing = False
        news: datetime | None = message.at if message.synced.state == "synced" else self.standing.news
        self.standing = replace(self.standing, state=message.synced.state, news=news)
        if message.asked:
            self.say(message.synced.message)
        if self._lookout is not None:
            self._lookout.look_now()
        self._draw_status()
        if self._quitting:
            self._leave()
        elif self._sync_again:
            self._sync_again = False
            self.sync_soon()

    # Closing

    _quitting = False

    def _keep_everything(self) -> None:
        """What is being written in any mode, kept on this computer."""
        for screens in self._screen_stacks.values():
            for screen in screens:
                keep = getattr(screen, "keep_before_leaving", None)
                if keep is not None:
                    keep()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: keep every word and close with a sentence instead of a traceback."""
        if self.is_headless or "KINDBOARD_DEBUG" in os.environ or self.fault is not None:
            super()._handle_exception(error)
            return
        self.fault = error
        with suppress(Exception):
            self._keep_everything()
        self._leave()

    async def action_quit(self) -> None:
        """Keep what is being written, give a sync two seconds, and close."""
        self._keep_everything()
        if self.workspace is None or self._quitting:
            self._leave()
            return
        self._quitting = True
        if self.standing.known and not self.standing.shared and not self.syncing:
            self._leave()
            return
        self.say("Sending what is saved here, then closing.")
        self.sync_by_itself()
        self.set_timer(QUIT_WAITS, self._leave)

    def _leave(self) -> None:
        if self._lookout is not None:
            self._lookout.end()
        self.exit(self._last_words())

    def _last_words(self) -> str:
        if self.workspace is None or not self.standing.shared:
            return ""
        unsent = self.work.status().unsent if not self.syncing else self.standing.unsent
        return f"{unsent:,} to send next time. Everything is saved on this computer." if unsent else ""

    # Every action by name

    def commands(self) -> list[Command]:
        """What the palette offers here: every action that does something, the modes, the colours."""
        screen = self.screen
        offered: list[Command] = []
        if isinstance(screen, ModeScreen | Reading):
            offered += [
                Command(action.label, action.glyph, f"do('{action.name}')")
                for action in available(screen.place)
                if action.name != "palette" and screen.can(action)
            ]
        offered += [Command(f"Go to {mode.title}", mode.key, f"mode('{mode.name}')") for mode in MODES]
        offered.append(Command("See what needs attention", "", "attention"))
        return offered + [Command(f"Colours: {title}", "", f"colours('{name}')") for name, title in TITLES.items()]

    def action_colours(self, theme: str) -> None:
        self.theme = theme

    def can(self, action: Action, in_hand: Card | Draft | None) -> bool:
        """Whether an action does something to what is in hand."""
        if action.name == "put_on_board":
            return any(draft.kind == "answer" for draft in self.board_shown.drafts)
        if action.name in ("me_too", "note"):
            return isinstance(in_hand, Answer)
        if action.name in ("edit", "remove"):
            return isinstance(in_hand, Answer | Draft)
        return in_hand is not None if action.name == "read" else True


def _chosen_theme() -> str:
    """From KINDBOARD_THEME, e.g. `light` or `high-contrast-dark`; else what the terminal says of its background."""
    chosen = f"kindboard-{os.environ.get('KINDBOARD_THEME', '')}"
    if chosen in TITLES:
        return chosen
    behind = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "kindboard-light" if behind in ("7", "15") else DEFAULT
