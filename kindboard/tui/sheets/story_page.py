"""What happened to one card, or on the board, newest first. The history is read in a thread: no key waits for it."""

from collections.abc import Sequence
from threading import Event, Thread
from time import monotonic

from textual import on
from textual.message import Message

from kindboard.board.board import Draft
from kindboard.cards.cards import Card
from kindboard.story.story import Happening
from kindboard.terms import counted, quoted
from kindboard.tui.parts.words import LOOKING
from kindboard.tui.sheets.dialogs import Page, Paragraph
from kindboard.workspace.workspace import Workspace

TITLE = "What happened to this card"
OF_THE_BOARD = "What happened on this board"
AT_A_TIME = 100
"""Changes; whoever has read nearly to the end of them gets as many again."""
SAY_EVERY = 1.0
"""Seconds between one word on how far it is and the next."""
NEAR = 10
"""Lines that are left of what is told, when more is."""
NOT_YET = "It is kept on this computer and not on the board yet, so there is nothing to tell. p puts it on the board."
NOTHING = "There is nothing to tell yet: the board's history does not know this card."
FAILED = "The board's history can't be read just now. The card itself is safe. Try again in a moment."


class StorySeen(Message):
    """The history was read; None where it could not be."""

    def __init__(self, story: tuple[Happening, ...] | None, cut_off: str = "") -> None:
        """`cut_off`: says what is not known of it."""
        super().__init__()
        self.story, self.cut_off = story, cut_off


class Looking(Message):
    """So many saves were looked through so far."""

    def __init__(self, saves: int) -> None:
        super().__init__()
        self.saves = saves


class Closed(Exception):
    """Nobody waits for the story any more."""


class StoryPage(Page):
    def __init__(self, work: Workspace, card: Card | Draft | None) -> None:
        """`card`: None for the whole board."""
        told = NOT_YET if isinstance(card, Draft) else LOOKING
        self._story: Sequence[Happening] = ()
        self._cut_off = ""
        self._told = 0
        self._about = [quoted(card), ""] if card is not None else []
        super().__init__(TITLE if card is not None else OF_THE_BOARD, [*self._about, told])
        self._work, self._card = work, card
        self._left = Event()

    def on_mount(self) -> None:
        if not isinstance(self._card, Draft):
            page = self.query_one("#sheet-page")
            self.watch(page, "scroll_y", lambda y: self._read_on(page.max_scroll_y - y), init=False)
            Thread(target=self._read, args=(self._card,), daemon=True, name="story").start()

    def on_unmount(self) -> None:
        self._left.set()

    def _read(self, card: Card | None) -> None:
        told = monotonic()

        def watch(saves: int) -> None:
            nonlocal told
            if self._left.is_set():
                raise Closed
            if monotonic() - told >= SAY_EVERY:
                told = monotonic()
                self.post_message(Looking(saves))

        try:
            seen = StorySeen(self._work.story(card, watch=watch), self._work.cut_off)
        except Closed:
            return
        except Exception:
            # A thread that ends with a traceback would print over the screen.
            self.post_message(StorySeen(None))
            return
        self.post_message(seen)

    @on(Looking)
    def looking(self, message: Looking) -> None:
        self._paragraphs = [*self._about, f"{LOOKING} {counted(message.saves, 'save')} so far. esc stops."]
        self.at_new_size()

    @on(StorySeen)
    def seen(self, message: StorySeen) -> None:
        self._paragraphs = [*self._about]
        self._cut_off = message.cut_off
        if message.story:
            self._story = message.story
            self._tell_more()
        else:
            nothing = FAILED if message.story is None else self._cut_off or NOTHING
            self._paragraphs = [*self._about, nothing]
            self.at_new_size()

    def _read_on(self, below: float) -> None:
        """`below`: lines that are told and not yet in sight."""
        if below <= NEAR and self._told < len(self._story):
            self._tell_more()

    def _tell_more(self) -> None:
        more = self._story[self._told : self._told + AT_A_TIME]
        gaps = [""] * bool(self._told)
        told: list[Paragraph] = []
        for happening in more:
            told += [*gaps, *story_paragraphs(happening)]
            gaps = [""]
        self._paragraphs = [*self._paragraphs, *told]
        self._told += len(more)
        if self._cut_off and self._told == len(self._story):
            self._paragraphs = [*self._paragraphs, "", self._cut_off]
        self.at_new_size()


def story_paragraphs(happening: Happening) -> list[Paragraph]:
    return [happening.sentence, *((f"  {what}", f"“{words}”") for what, words in happening.words)]
