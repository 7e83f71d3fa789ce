"""The board on the screen: five modes, one board value, and what happens when a key is pressed or news comes in.

All state of the screens lives here and in the mode in hand; threads only post messages to it.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from kindboard.actions.actions import MODES, Action, available
from kindboard.board.board import Board, Draft
from kindboard.cards.cards import Card
from kindboard.errors import KindboardError
from kindboard.tui.background import BoardSeen, Lookout
from kindboard.tui.cursor import VisibleCursor
from kindboard.tui.in_order import InOrder
from kindboard.tui.mixins.able import able, not_now
from kindboard.tui.mixins.behind import Behind
from kindboard.tui.mixins.bringing_back import BringingBack
from kindboard.tui.mixins.carrying import Carrying
from kindboard.tui.mixins.elsewhere import GoingElsewhere
from kindboard.tui.mixins.past import Past
from kindboard.tui.mixins.rounds import Rounds
from kindboard.tui.mixins.saying import Saying
from kindboard.tui.mixins.sharing import Sharing
from kindboard.tui.mixins.syncing import Syncing
from kindboard.tui.mixins.undoing import Undoing
from kindboard.tui.mixins.verbs import Verbs
from kindboard.tui.mixins.wording import Wordings
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.keys import Command, mode_bindings
from kindboard.tui.parts.round_words import round_news
from kindboard.tui.session import Elsewhere
from kindboard.tui.sheets.dialogs import Page
from kindboard.tui.sheets.reading import Reading
from kindboard.tui.terminal import OnATerminal, begin
from kindboard.tui.themes import DEFAULT, THEMES, TITLES
from kindboard.verbs.done import NOT_DONE
from kindboard.workspace.workspace import Workspace

EXAMPLE = "example"
COLOURS = "kindboard-"
"""How the names of the themes begin."""
LOOK_AFTER_START = 0.3
SYNC_AFTER_START = 0.5
SYNC_EVERY = 60.0
QUIT_WAITS = 2.0
"""Seconds."""
FAULT = "Something went wrong on the screen, so kindboard closed. What you wrote is kept on this computer."
NEXT = (
    "Open it again. If it happens again, start it with KINDBOARD_DEBUG=1 and show what it prints to whoever helps you."
)


def run(workspace: Workspace | None, *, example: bool = False) -> bool:
    """Open the board, and those gone to from there, until it is closed; without one, offer to start or join one.

    Whether they would rather look round an example first. `example`: this is one.
    """
    from kindboard.starters import boards as starters_boards

    begin(sys.__stdout__, sys.__stderr__)
    there = Elsewhere(workspace)
    while True:
        if there.workspace is not None:
            with suppress(*NOT_DONE):
                starters_boards.remember(there.workspace)
        app = KindboardApp(there.workspace, there)
        app.is_example = example
        last_words = app.run()
        app.leave_off()
        if app.workspace is not None and not app.syncing:
            app.workspace.close()
        if app.fault is not None:
            raise KindboardError("screen-failed", FAULT, NEXT) from app.fault
        if app.going is None:
            break
        there = app.going._replace(said=last_words or "")
    if last_words and last_words != EXAMPLE:
        print(last_words)
    return bool(last_words == EXAMPLE)


def _screen(module: str, name: str) -> Screen[Any]:
    """A screen, loaded when it is first looked at."""
    screen: Screen[Any] = getattr(import_module(f"kindboard.tui.{module}"), name)()
    return screen


class KindboardApp(
    Verbs,
    Undoing,
    Behind,
    Wordings,
    Carrying,
    BringingBack,
    Past,
    Rounds,
    Sharing,
    GoingElsewhere,
    Syncing,
    Saying,
    InOrder,
    VisibleCursor,
    OnATerminal,
):
    """See the module."""

    TITLE = "kindboard"
    ENABLE_COMMAND_PALETTE = False
    # Reflect's own comes with the app's: styles that are read while starting cost a second round over the widgets.
    CSS_PATH = [Path(__file__).parent / name for name in ("app.tcss", "modes/reflect.tcss")]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "first_run": partial(_screen, "sheets.first_run", "FirstRun"),
        **{mode.name: partial(_screen, f"modes.{mode.name}", mode.title) for mode in MODES},
    }
    DEFAULT_MODE = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [*mode_bindings(), Binding("f1", "do('help')", show=False)]

    def __init__(self, workspace: Workspace | None, came: Elsewhere | None = None) -> None:
        """`came`: how this board was gone to from another one."""
        self.workspace = workspace
        self.came = came or Elsewhere(workspace)
        self.board: Board | None = None
        self.filtered: Board | None = None
        if workspace is not None:
            self.hidden_before = workspace.now if workspace.several else None
            self.whole = workspace.board()
            self.board = self.filtered = self.in_sight(self.whole)
            # Textual reads it once, when it starts: so the stage's screen is the first to be drawn.
            self.DEFAULT_MODE = self.board.stage  # type: ignore[misc]
        self.filter_text = ""
        self.unfolded = set()
        self.said = self.came.said
        self.quitting = False
        self.fault: Exception | None = None
        self.shown_what_leaves = False
        self.thrown_away: Draft | None = None
        self.is_example = self.can_redo = False
        self._lookout: Lookout | None = None
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = _chosen_theme()

    # Screens

    def on_mount(self) -> None:
        self.mind_signals()
        self.app_resume_signal.subscribe(self, self.find_cursor_again, immediate=True)
        self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        """The first sight is there: now for everything that would have made it later."""
        gc.freeze()  # what is there by now stays: the collector need not look at it with every key
        gc.enable()
        if self.workspace is not None and self._lookout is None:
            self.set_timer(LOOK_AFTER_START, self._begin)
        if self.is_example:
            self.push_screen(Page("An example to look round", self.board_shown.about.purpose.split("\n")))
        self.say_at_start()
        if self.hidden_before is not None:
            self.action_who_writes()

    def opened(self, workspace: Workspace) -> None:
        """The first run is done: here is the board."""
        from kindboard.tui.sheets.tour import offer

        self.workspace = workspace
        self._show(workspace.board())
        self.switch_mode(self.board_shown.stage)
        self._begin()
        if self.came.back is None:
            offer(self, shared=workspace.status().remote is not None)

    def _begin(self) -> None:
        self._lookout = Lookout(self, self.work, self.board_shown)
        self._lookout.start()
        self.set_interval(SYNC_EVERY, self.sync_by_itself)
        self.set_timer(SYNC_AFTER_START, self.sync_by_itself)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is being written, no key leads away but the editor's own."""
        return not (action == "mode" and getattr(self.screen, "place", "") == "editor")

    async def action_mode(self, name: str) -> None:
        if self.workspace is not None:
            self.came_from = None
            await self.switch_mode(name)

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
        self._show_latest(mine=True)
        self.look_now()

    def look_now(self) -> None:
        if self._lookout is not None:
            self._lookout.look_now()

    @on(BoardSeen)
    def board_seen(self, message: BoardSeen) -> None:
        if message.board is not self.whole:
            # A look may have begun before the last change here: what was read last is what counts.
            self._show_latest()

    def _show_latest(self, *, mine: bool = False) -> None:
        with suppress(*NOT_DONE):  # what is wrong with the folder is the lookout's to tell
            self._show(self.work.latest, mine=mine)

    def _show(self, board: Board, *, mine: bool = False) -> None:
        news = "" if mine or self.board is None else round_news(self.whole, board)
        self.whole = board
        self.show_again(mine=mine)
        if news:
            self.say(news)

    def show_again(self, *, mine: bool = True) -> None:
        """Show the board through what is hidden and what is filtered now."""
        self.board = board = self.in_sight(self.then or self.whole)
        self.filtered = self.only_owned(board.matching(self.filter_text) if self.filter_text.strip() else board)
        self.tell_screens("show_board", mine=mine)

    @property
    def sight(self) -> tuple[object, ...]:
        """What somebody chose to see of the board: a card that is not in it was not taken off."""
        return self.day, self.looking_at, self.filter_text, self.only_mine, self.room, self.hidden_before

    def tell_screens(self, method: str, **told: bool) -> None:
        """Call a method of every screen that is drawn and has it."""
        for screen in self._drawn_screens:
            if (tell := getattr(screen, method, None)) is not None:
                tell(**told)

    @property
    def _drawn_screens(self) -> Sequence[Screen[Any]]:
        """News may still come while the app closes, and its screens have no parts any more."""
        return () if self.closing else [s for s in self.screen_stack if s.is_mounted]

    def set_filter(self, text: str) -> None:
        if text != self.filter_text:
            self.filter_text = text
            self.show_again()

    # Closing

    def keep_everything(self) -> None:
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
            self.keep_everything()
        self.leave()

    async def action_quit(self) -> None:
        self.going = None
        self.close_soon()

    def close_soon(self) -> None:
        """Keep what is being written, give a sync two seconds, and close."""
        self.keep_everything()
        if self.workspace is None or self.quitting:
            self.leave()
            return
        self.quitting = True
        if self.standing.known and not self.standing.shared and not self.syncing:
            self.leave()
            return
        self.say("Sending what is saved here, then closing.")
        self.sync_by_itself()
        self.set_timer(QUIT_WAITS, self.leave)

    def leave_off(self) -> None:
        if self.syncing or self.workspace is None:
            from kindboard.starters import starters

            starters.hang_up()

    def throw_away(self) -> None:
        if self.is_example:
            from kindboard.demo.make import remove

            remove(self.work.root.parent)

    def leave(self) -> None:
        self.exit(self._last_words())

    def on_unmount(self) -> None:
        if self._lookout is not None:
            self._lookout.end()

    def _last_words(self) -> str:
        if self.workspace is None or (self.standing.known and not self.standing.shared):
            return ""
        left = self.standing.unsent + self.standing.waiting
        if not self.syncing or not self.standing.known:
            with suppress(*NOT_DONE):
                status = self.work.status()
                left = status.unsent + status.waiting if status.remote else 0
        return f"{left:,} to send next time. Everything is saved on this computer." if left else ""

    # Every action by name

    def commands(self) -> list[Command]:
        """What the palette offers here: every action that does something, the modes, the colours."""
        screen = self.screen
        offered: list[Command] = []
        if isinstance(screen, ModeScreen | Reading):
            offered += [
                Command(action.label, action.glyph, f"do('{action.name}')", f"{action.word} {action.found_by}")
                for action in available(screen.place)
                if action.name != "palette" and screen.can(action)
            ]
        offered += [Command(f"Go to {mode.title}", mode.key, f"mode('{mode.name}')") for mode in MODES]
        offered.append(Command("See what needs attention", "", "attention"))
        offered += [
            Command(f"Colours: {title}", "", f"colours('{name}')", "theme contrast look")
            for name, title in TITLES.items()
        ]
        if isinstance(screen, ModeScreen | Reading):
            offered += [
                Command(action.label, action.glyph, "", f"{action.word} {action.found_by}", why)
                for action in available(screen.place)
                if (why := screen.not_now(action))
            ]
        return offered

    def action_colours(self, theme: str) -> None:
        from kindboard.starters import boards as starters_boards

        self.theme = theme
        with suppress(*NOT_DONE):  # where nothing can be remembered, they last until it is closed
            starters_boards.remember_colours(theme.removeprefix(COLOURS))

    def can(self, action: Action, in_hand: Card | Draft | None) -> bool:
        """Whether an action does something to what is in hand."""
        return able(self, action, in_hand)

    def not_now(self, action: Action, in_hand: Card | Draft | None) -> str:
        """Why one that does nothing does nothing, in a sentence; empty where there is nothing to say."""
        return not_now(self, action, in_hand) if self.may(action) else ""


def _chosen_theme() -> str:
    """From KINDBOARD_THEME, e.g. `light` or `high-contrast-dark`; else what was chosen on this computer; else what the
    terminal says of its background.
    """
    from kindboard.starters import boards as starters_boards

    for name in (os.environ.get("KINDBOARD_THEME"), starters_boards.colours()):
        if name and (chosen := f"{COLOURS}{name}") in TITLES:
            return chosen
    behind = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "kindboard-light" if behind in ("7", "15") else DEFAULT
