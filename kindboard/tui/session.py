"""What the screens, and the parts that make up the app, know of the app: one board, and what is said and shown of it.

Nothing here draws. `KindboardApp` is the one session there is; no screen imports it, so that imports go one way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual import getters
from textual.app import App
from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import ClassVar

    from kindboard.actions.actions import Action
    from kindboard.board.board import Board, Draft
    from kindboard.cards.cards import Card, PlanItem
    from kindboard.told import KnownBoard
    from kindboard.tui.background import PastSeen
    from kindboard.tui.parts.keys import Command
    from kindboard.tui.parts.words import Standing
    from kindboard.verbs.done import Done
    from kindboard.workspace.workspace import Workspace


class Elsewhere(NamedTuple):
    """What comes after this board is closed: another one, or the first run, where there is a way back."""

    workspace: Workspace | None
    back: KnownBoard | None = None
    name: str | None = None
    said: str = ""


class Session(App[Any]):
    """One sitting at one board."""

    OF_ROUNDS: ClassVar[frozenset[str]]
    workspace: Workspace | None
    """None while the first run asks which board it is to be."""
    board: Board | None
    whole: Board
    """The board with all that is hidden on the screens, and every round."""
    filter_text: str
    day: date | None
    """The day whose board every mode shows, to read; None for today."""
    wanted_day: date | None
    """The day gone to: `day`, once its board is read."""
    past: PastSeen | None
    said: str
    """What was just done, or why it was not; empty after a while."""
    troubles: dict[str, str]
    standing: Standing
    quitting: bool
    shown_what_leaves: bool
    thrown_away: Draft | None
    planned: Card | Draft | None
    """A plan item that was made elsewhere: Plan takes it in hand when it is gone to."""
    looking_at: str | None
    """The id of the earlier round that is looked at."""
    came: Elsewhere
    came_from: str | None
    """The mode that escape in Learn leads back to, for whoever came there from a card."""
    is_example: bool
    can_redo: bool
    room: bool
    """Whether it is shown to a room: nothing that is only kept here is in sight."""
    only_mine: bool
    wants_sign_in: bool

    @property
    def only_read(self) -> bool:
        """Whether what is shown is to be read and no more: a day gone by, or an earlier round."""
        return self.day is not None or self.board_shown.looked_at is not None

    if TYPE_CHECKING:
        # The board
        @property
        def sight(self) -> tuple[object, ...]: ...
        @property
        def work(self) -> Workspace: ...
        @property
        def board_shown(self) -> Board: ...
        @property
        def filtered_board(self) -> Board: ...
        def refresh_board(self) -> None: ...
        def show_again(self, *, mine: bool = True) -> None: ...
        def tell_screens(self, method: str, **told: bool) -> None: ...
        def set_filter(self, text: str) -> None: ...
        def look_now(self) -> None: ...
        def opened(self, workspace: Workspace) -> None: ...
        def read_past(self) -> None: ...
        @property
        def looked_back(self) -> PastSeen | None: ...
        def stand_on(self, day: date | None) -> None: ...
        @property
        def today(self) -> date: ...
        @property
        def name_of_day(self) -> str: ...
        def may(self, action: Action) -> bool: ...
        def can_go_to_day(self, name: str) -> bool: ...
        @property
        def hides_drafts(self) -> bool: ...
        @property
        def owned(self) -> Sequence[PlanItem]: ...
        def can_round(self, name: str) -> bool: ...
        def leave_earlier_round(self, go_on: str) -> bool: ...
        def open_instead(self, board: KnownBoard) -> None: ...
        # Sync
        def sync_soon(self) -> None: ...
        def sync_by_itself(self, *, now: bool = False, nameless: bool = False) -> None: ...
        def sync_afresh(self) -> None: ...
        # What is said
        def say(self, text: str) -> None: ...
        @property
        def standing_ways(self) -> tuple[str, ...]: ...
        def stand(self, **changes: Any) -> None: ...
        # The verbs
        def attempt(self, change: Callable[[], Done], *, of_a_day: bool = False) -> bool: ...
        def can(self, action: Action, in_hand: Card | Draft | None) -> bool: ...
        def not_now(self, action: Action, in_hand: Card | Draft | None) -> str: ...
        def commands(self) -> list[Command]: ...
        @property
        def kind_put(self) -> str: ...
        async def action_do(self, name: str) -> None: ...
        async def action_mode(self, name: str) -> None: ...
        def action_connect(self) -> None: ...
        def action_only_mine(self) -> None: ...
        def action_this_round(self) -> None: ...
        def action_add_support(self) -> None: ...
        def take_in_hand(self, key: str) -> None: ...
        def ask_to_put(
            self, drafts: list[Draft], put: Callable[[list[Draft]], Any], *, always: bool = True
        ) -> None: ...
        # Closing
        def keep_everything(self) -> None: ...
        def close_soon(self) -> None: ...
        def leave(self) -> None: ...


class SessionScreen(Screen[ScreenResultType]):
    """A screen that knows which app it is in."""

    app = getters.app(Session)
