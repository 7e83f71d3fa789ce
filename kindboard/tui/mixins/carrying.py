"""Carrying words elsewhere: to the clipboard, to a text file; and the story of a card."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kindboard.as_text import file_name, page_of, page_of_principle, page_of_question, words_of
from kindboard.board.board import Board, Draft
from kindboard.cards.cards import QUESTIONS, Card
from kindboard.tui.session import Session
from kindboard.words.inert import one_line

if TYPE_CHECKING:
    from kindboard.tui.modes.mode import ModeScreen
    from kindboard.tui.sheets.reading import Reading


class Carrying(Session):
    """Mixed into the app."""

    @property
    def _carried(self) -> Card | Draft | None:
        return cast("ModeScreen | Reading", self.screen).in_hand

    def action_copy(self) -> None:
        card = self._carried
        if card is not None:
            self.copy_to_clipboard(words_of(card))
            self.say("Copied. f saves it to a file, too.")

    def action_story(self) -> None:
        from kindboard.tui.sheets.story_page import StoryPage

        self.push_screen(StoryPage(self.work, self._carried))

    def action_board_story(self) -> None:
        from kindboard.tui.sheets.story_page import StoryPage

        self.push_screen(StoryPage(self.work, None))

    def action_save_to_file(self) -> None:
        from kindboard.tui.modes.reflect import Reflect
        from kindboard.tui.sheets.dialogs import Choose

        card, screen = self._carried, self.screen
        board, today = self.board_shown, self.today
        ways: dict[str, tuple[str, Callable[[], tuple[str, str]]]] = {}
        if card is not None:
            one = card
            ways["card"] = "The card in hand", lambda: (page_of(board, one, today), _named(board, one))
        if isinstance(screen, Reflect) and (principle := screen.principle) is not None and screen.holds_something:
            question, title = screen.question, principle.title
            number = QUESTIONS.index(question) + 1
            ways["question"] = (
                "Everything under this question",
                lambda: (page_of_question(board, principle, question, today), f"{title} {number}"),
            )
            ways["principle"] = (
                "Everything under this principle",
                lambda: (page_of_principle(board, principle, today), title),
            )

        def chosen(choice: str | None) -> None:
            if choice:
                text, name = ways[choice][1]()
                self._write_out(file_name(name, today), text)

        if list(ways) == ["card"]:
            chosen("card")
        elif ways:
            said = "It becomes a text file on this computer. Nothing is sent."
            choices = [(way, words) for way, (words, _) in ways.items()]
            self.push_screen(Choose("Save what to a file?", (said,), choices), chosen)

    def _write_out(self, name: str, text: str) -> None:
        from kindboard.errors import KindboardError

        try:
            file = self.work.write_out(name, text)
        except KindboardError as error:
            self.say(str(error))
            return
        self.say(f"Saved in {_place(file)}, as {file.name}")


def _named(board: Board, card: Card | Draft) -> str:
    """What a card's file is called after: its principle, or its title."""
    slug = getattr(card, "principle", None) or (card.fields.get("principle") if isinstance(card, Draft) else None)
    principle = board.principle(str(slug)) if slug else None
    return principle.title if principle else getattr(card, "title", "") or "card"


def _place(file: Path) -> str:
    """Where a file lies, in words."""
    home = file.parent == Path.home()
    return "your own folder" if home else f"your folder {one_line(file.parent.name)}"
