"""Whose board it is just now: who writes here, what of theirs is in sight, and who is named on it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from kindboard.board.board import CLOSED, Board
from kindboard.board.finding import fold
from kindboard.cards.cards import PlanItem
from kindboard.tui.parts.rows import counted
from kindboard.tui.session import Session
from kindboard.verbs import board as verbs
from kindboard.verbs.plan import hand_over

SOMEBODY_ELSE, NO_NAME = "+", "-"
"""Choices that are no names: a name in the list stands after an equals sign."""


class Whose(Session):
    """Mixed into the app."""

    room = False
    """Whether others look at this screen: then nothing that is kept on this computer is shown."""
    hidden_before: datetime | None = None
    """What was kept on this computer before is out of sight until somebody asks for it."""

    def in_sight(self, board: Board) -> Board:
        """The board without what is not for everybody's eyes."""
        since = datetime.max.replace(tzinfo=board.about.changed.tzinfo) if self.room else self.hidden_before
        drafts = tuple(draft for draft in board.drafts if since is None or draft.saved >= since)
        return board if len(drafts) == len(board.drafts) else replace(board, drafts=drafts)

    @property
    def hides_drafts(self) -> bool:
        since = self.hidden_before
        return not self.room and since is not None and any(draft.saved < since for draft in self.whole.drafts)

    def say_at_start(self) -> None:
        """What came of going to this board; else, that something is unfinished here: who wrote it may not know."""
        kept = len(self.board.drafts) if self.board is not None and not self.is_example else 0
        if self.said:
            self.say(self.said)
        elif kept:
            self.say(
                f"{counted(kept, 'draft')} {'is' if kept == 1 else 'are'} kept on this computer, not on the board."
            )

    # Who writes

    def action_who_writes(self) -> None:
        """Ask who is writing now; what was kept before is put out of sight, and nobody's name is on what is new."""
        from kindboard.tui.sheets.dialogs import Choose

        self.hidden_before = self.work.now
        self.show_again()
        names = [(f"={name}", name) for name in self.work.names]
        choices = (*names, (SOMEBODY_ELSE, "Somebody else"), (NO_NAME, "No name"))
        words = "What is kept on this computer is not shown until somebody asks for it."
        self.push_screen(Choose("Who is writing?", (words,), choices), self._writes)

    def _writes(self, choice: str | None) -> None:
        if choice == SOMEBODY_ELSE:
            self._ask_name("What may we call you?", "")
        else:
            self._named((choice or NO_NAME)[1:] or None)

    def action_name(self) -> None:
        self._ask_name("Your name on this computer", self.work.name or "")

    def _ask_name(self, title: str, name: str) -> None:
        from kindboard.tui.sheets.ask import AskLine

        words = "It stands beside what you write, as a label and no more. Leave it empty to give no name."
        self.push_screen(AskLine(title, (words,), name, "Your name, or nothing"), self._typed_name)

    def _typed_name(self, typed: str | None) -> None:
        if typed is not None:
            self._named(typed.strip() or None)

    def _named(self, name: str | None) -> None:
        self.attempt(lambda: verbs.set_name(self.work, name))

    def action_several(self) -> None:
        self.attempt(lambda: verbs.share_computer(self.work, True))

    def action_end_several(self) -> None:
        self.hidden_before = None
        self.attempt(lambda: verbs.share_computer(self.work, False))

    # What is in sight

    def action_show_kept(self) -> None:
        self.hidden_before = None
        self.show_again()
        self.say("What is kept on this computer is shown again.")

    def action_room(self) -> None:
        words = "Shown to a room: nothing kept on this computer is in sight, and new answers carry no name."
        self._show_to_a_room(True, words)

    def action_end_room(self) -> None:
        self._show_to_a_room(False, "No longer shown to a room.")

    def _show_to_a_room(self, room: bool, said: str) -> None:
        self.room = room
        self.show_again()
        self.say(said)

    # What is named

    def action_title(self) -> None:
        from kindboard.tui.sheets.ask import AskLine

        about = self.board_shown.about
        words = "Your team's name is a good title. Everybody who has the board sees it."

        def titled(typed: str | None) -> None:
            title = (typed or "").strip()
            if title and title != about.title:
                self.attempt(lambda: verbs.rename(self.work, title))

        self.push_screen(AskLine("What is this board called?", (words,), about.title, "A title"), titled)

    def action_add_support(self) -> None:
        """Name somebody to talk to: a name, then how to reach them."""
        from kindboard.tui.sheets.ask import AskLine

        words = "Somebody your team can turn to: a manager, a safeguarding lead, somebody who listens."

        def named(name: str | None) -> None:
            if name and name.strip():
                how = "A telephone number, a room, a time: everybody who has the board will see it."
                ask = AskLine(f"How can people reach {name.strip()}?", (how,), "", "A number, or where they are")
                self.push_screen(ask, partial(self._add_support, name))

        self.push_screen(AskLine("Who can people talk to?", (words,), "", "A name, and what they do"), named)

    def _add_support(self, name: str, how: str | None) -> None:
        if how is not None:
            self.attempt(lambda: verbs.add_support(self.work, name, how))

    def action_take_off_support(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        def chosen(name: str | None) -> None:
            if name:
                self.attempt(lambda: verbs.take_off_support(self.work, name))

        named = [(one.name, one.name) for one in self.board_shown.about.support]
        words = ("Their name goes from this list for everybody. What they wrote stays on the board.",)
        self.push_screen(Choose("Who is no longer to be talked to?", words, (("", "Back"), *named)), chosen)

    # Leavers

    @property
    def owned(self) -> Sequence[PlanItem]:
        """What somebody has taken on and is not done with."""
        return [item for item in self.board_shown.plan if item.owner and item.status not in CLOSED]

    only_mine = False
    """Whether the plan shows only what the person who writes here has taken on."""

    def only_owned(self, board: Board) -> Board:
        name = self.work.name if self.only_mine else None
        if name is None:
            return board
        return replace(board, plan=tuple(item for item in board.plan if fold(item.owner or "") == fold(name)))

    def action_only_mine(self) -> None:
        self.only_mine = not self.only_mine
        self.show_again()

    def action_hand_over(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        owners = sorted({item.owner for item in self.owned if item.owner})
        words = "Whoever leaves, or has too much: what is theirs and not done goes to somebody else."
        choices = [(f"={owner}", owner) for owner in owners]
        self.push_screen(Choose("Whose plan items are handed over?", (words,), choices), self._hand_over_from)

    def _hand_over_from(self, choice: str | None) -> None:
        from kindboard.tui.sheets.ask import AskLine

        if choice is None:
            return
        items = [item for item in self.owned if item.owner == choice[1:]]
        titles = tuple(f"· {item.title}" for item in items)
        ask = AskLine(f"Who takes these on from {choice[1:]}?", titles, "", "A name")
        self.push_screen(ask, partial(self._hand_over, items))

    def _hand_over(self, items: Sequence[PlanItem], to: str | None) -> None:
        if to and to.strip():
            owner = to.strip()
            self.attempt(lambda: hand_over(self.work, items, owner))
