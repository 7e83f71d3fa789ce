"""What happened to one card, or on the board, newest first. The history is read in a thread: no key waits for it."""

from collections.abc import Sequence
from threading import Thread

from textual import on
from textual.message import Message

from kindboard.board.board import Draft
from kindboard.cards.cards import Card
from kindboard.story import Happening
from kindboard.terms import counted, quoted
from kindboard.tui.dialogs import Page, Paragraph
from kindboard.workspace.workspace import Workspace

TITLE = "What happened to this card"
OF_THE_BOARD = "What happened on this board"
MOST = 200
"""Changes that a page tells; more than that nobody reads with the arrow keys."""
READING = "Looking through the board's history …"
NOT_YET = "It is kept on this computer and not on the board yet, so there is nothing to tell. p puts it on the board."
NOTHING = "There is nothing to tell yet: the board's history does not know this card."
FAILED = "The board's history can't be read just now. The card itself is safe. Try again in a moment."


class StorySeen(Message):
    """The history was read; None where it could not be."""

    def __init__(self, story: tuple[Happening, ...] | None) -> None:
        super().__init__()
        self.story = story


class StoryPage(Page):
    def __init__(self, work: Workspace, card: Card | Draft | None) -> None:
        """`card`: None for the whole board."""
        told = NOT_YET if isinstance(card, Draft) else READING
        self._about = [quoted(card), ""] if card is not None else []
        super().__init__(TITLE if card is not None else OF_THE_BOARD, [*self._about, told])
        self._work, self._card = work, card

    def on_mount(self) -> None:
        if not isinstance(self._card, Draft):
            Thread(target=self._read, args=(self._card,), daemon=True, name="story").start()

    def _read(self, card: Card | None) -> None:
        try:
            story = self._work.story(card)
        except Exception:
            # A thread that ends with a traceback would print over the screen.
            self.post_message(StorySeen(None))
            return
        self.post_message(StorySeen(story))

    @on(StorySeen)
    def seen(self, message: StorySeen) -> None:
        told = [FAILED] if message.story is None else story_paragraphs(message.story)
        self._paragraphs = [*self._about, *told]
        self.at_new_size()


def story_paragraphs(story: Sequence[Happening]) -> list[Paragraph]:
    parts: list[Paragraph] = []
    for happening in story[:MOST]:
        parts += ([""] if parts else []) + [happening.sentence]
        parts += [("  Before", f"“{words}”") for _, words in happening.words_before]
    if len(story) > MOST:
        parts += ["", f"“kindboard story” tells {counted(len(story) - MOST, 'earlier change')}, too."]
    return parts or [NOTHING]
