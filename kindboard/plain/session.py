"""What every part of plain lines shares: the open board, what may be seen of it, saving, and sync beside it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Thread
from typing import Protocol

from msgspec.structs import replace

from kindboard.board.board import Board, Draft
from kindboard.board.folding import is_folded
from kindboard.cards.cards import Card
from kindboard.plain.talk import Talk
from kindboard.terms import SEEN, counted
from kindboard.verbs.cards import card_of, coming, keep_again, says, turned
from kindboard.verbs.done import NOT_DONE, Done, why_not
from kindboard.workspace.workspace import Synced, Workspace

UNDO = "u takes it back."
QUIT_WAITS = 2.0
"""Seconds that closing gives to a sync."""
LOCAL_WAITS = 30.0
"""Seconds that it gives to one that has nobody to send to, on however slow a computer."""


class Reader(Protocol):
    """What opens an entry of a list. It stands above the lists, as one that is read offers lists of its own."""

    def read(
        self, session: "Session", card: Card, where: str, around: tuple[str, str], known: dict[int, str]
    ) -> str | None:
        """`where`: which card of its list it is. `around`: the names of those before and after it. `known`: what was
        said of the choices before. The name of the card that is read next; None for none.
        """

    def open_draft(self, session: "Session", draft: Draft, where: str) -> None: ...


class Session:
    """One sitting at one board."""

    def __init__(self, talk: Talk, work: Workspace, reader: Reader, *, example: bool = False) -> None:
        """`example`: nothing of it stays, so that there is nothing of one's own to come first."""
        self.talk, self.work, self.reader, self._example = talk, work, reader, example
        talk.undo = self.undo
        self.room = False
        self.unfolded: set[tuple[str, str]] = set()
        """The questions, each of a principle, to which somebody asked to see the answers before their own."""
        self.shown_what_leaves = False
        self.sentences_heard: set[str] = set()
        self.marks: dict[str, None] = {}
        """The paths of answers that were marked to be grouped, in the order they were."""
        self.hidden_before: datetime | None = None
        self.thrown_away: Draft | None = None
        self._syncing: Thread | None = None
        self._synced: Synced | None = None

    @property
    def board(self) -> Board:
        """Today's board, without what is not for everybody's eyes."""
        board = self.work.board()
        since = datetime.max.replace(tzinfo=UTC) if self.room else self.hidden_before
        if since is None:
            return board
        return replace(board, drafts=tuple(draft for draft in board.drafts if draft.saved >= since))

    def folds(self, principle: str, question: str) -> bool:
        """Whether others' answers to a question wait for one's own."""
        if self.room or self._example or (principle, question) in self.unfolded:
            return False
        return is_folded(self.board, principle, question, self.work.name, self.work.own_nameless)

    def now(self, card: Card) -> Card | None:
        """The card as it is now; None where it was taken off."""
        return self.board.by_path.get(card.path)

    def attempt(self, change: Callable[[], Done]) -> bool:
        """Make a change and say what it did; where it can't be made, say why. Whether it was made."""
        try:
            done = change()
        except NOT_DONE as error:
            self.talk.say(why_not(error))
            return False
        self.talk.say(f"{done.sentence} {UNDO}" if done.undo else done.sentence)
        self.sync_soon()
        return True

    # Undo

    def undo(self) -> None:
        """What was sent is named before it is taken back."""
        named, next_ = None, coming(self.work, self.thrown_away)
        while next_ is not None and next_.seen and next_ != named:
            which = "" if self.room else says(card_of(next_, self.board))
            self.talk.say(*(part for part in (which, SEEN) if part))
            if not self.talk.sure(next_.sentence):
                return
            # Another window may have changed something while this was being asked.
            named, next_ = next_, coming(self.work, self.thrown_away)
        self.attempt(self._undone)

    def _undone(self) -> Done:
        if self.thrown_away is not None:
            done = keep_again(self.work, self.thrown_away)
            self.thrown_away = None
            return done
        return turned(self.work.undo())

    def redo(self) -> None:
        self.attempt(lambda: turned(self.work.redo()))

    # Sync

    def sync_soon(self) -> None:
        """Send and fetch beside what is being asked; nothing waits for it."""
        if self._syncing is None or not self._syncing.is_alive():
            self._syncing = Thread(target=self._sync, daemon=True, name="sync")
            self._syncing.start()

    def _sync(self) -> None:
        try:
            self._synced = self.work.sync()
        except Exception:
            # A thread that ends with a traceback would print between two lines.
            self._synced = None

    def wait_for_sync(self, seconds: float | None = None) -> None:
        if self._syncing is not None:
            self._syncing.join(seconds)

    def standing(self) -> Sequence[str]:
        """Where things stand: what is saved, sent, waiting, or wrong."""
        status = self.work.status()
        if status.remote is None:
            return ("Saved on this computer. This board is not shared yet.",)
        left = [counted(status.unsent, "change") + " to send"] if status.unsent else []
        left += [counted(status.waiting, "answer") + " without a name to send later"] if status.waiting else []
        lines = [f"Saved on this computer; {', '.join(left)}." if left else "Saved and sent."]
        if self._synced is not None and self._synced.state in ("offline", "sign-in", "refused"):
            lines.append(self._synced.message)
        if self._synced is not None and self._synced.another:
            lines.append(f"{self._synced.another} This computer and this board goes there.")
        if status.attention:
            lines.append(f"{counted(len(status.attention), 'file')} to look at: choose This computer, then Check.")
        return lines

    def close(self) -> None:
        """Give a sync a moment, say what is left, and let go of the board."""
        shared = True
        try:
            shared = self.work.status().remote is not None
            if shared:
                self.sync_soon()
                self.wait_for_sync(QUIT_WAITS)
                status = self.work.status()
                left = status.unsent + status.waiting
                self.talk.say(*([f"{left:,} to send next time."] if left else []))
        except NOT_DONE:
            self.talk.say("Everything is saved on this computer.")
        if self._syncing is not None and self._syncing.is_alive():
            from kindboard.starters import starters

            starters.hang_up()
            # What is not shared only tidies up here. It ends before what it works in is let go of, or taken away.
            self.wait_for_sync(QUIT_WAITS if shared else LOCAL_WAITS)
        if self._syncing is None or not self._syncing.is_alive():
            self.work.close()
