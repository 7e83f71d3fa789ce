"""Principles of one's own, and the published wording of those that wait for it."""

from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.paste_wording import PasteWording
from kindboard.verbs import board as verbs
from kindboard.verbs.done import Done


class Wordings(Session):
    """Mixed into the app."""

    wording_begun = ("", "")
    """Lines and source that were typed and not put on the board yet."""

    def action_wording(self) -> None:
        screen = PasteWording(len(self.board_shown.brought), *self.wording_begun)

        def done(choice: str | None) -> None:
            self.wording_begun = (screen.lines, screen.source)
            if choice and self.attempt(lambda: self._filled(screen)):
                self.wording_begun = ("", "")

        self.push_screen(screen, done)

    def _filled(self, screen: PasteWording) -> Done:
        return verbs.fill_in(self.work, screen.wording, screen.source.strip() or None)

    def action_add_principle(self) -> None:
        """Its title, then more about it."""

        def titled(title: str | None) -> None:
            if title and title.strip():
                ask = AskLine(
                    title.strip(), ("What does it mean to you? Leave it empty, if you like.",), "", "A sentence"
                )
                self.push_screen(ask, lambda text: self._add(title, text))

        words = "A few words that your team stands by. It comes after the others."
        self.push_screen(AskLine("Which principle is missing?", (words,), "", "A few words"), titled)

    def _add(self, title: str, text: str | None) -> None:
        if text is not None:
            self.attempt(lambda: verbs.add_principle(self.work, title, text))
