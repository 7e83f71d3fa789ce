"""Principles of one's own, and the published wording of those that wait for it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kindboard.tui.ask import AskLine
from kindboard.tui.boxes import LineBox, TextBox
from kindboard.tui.dialogs import Sheet
from kindboard.tui.lines import Span
from kindboard.tui.painted import Lines
from kindboard.tui.rows import counted
from kindboard.tui.session import Session
from kindboard.verbs import board as verbs
from kindboard.verbs.done import Done

HOW = "Paste or type a line for each principle, in their order. Everybody who has the board will see them."
SOURCE = "Where it was published"
HINT = "ctrl+s Put on board   esc Back   tab The source"


class PasteWording(Sheet):
    """Gives "put", or None for escape; either way `lines` and `source` are what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "put", show=False, priority=True),
        Binding("tab,shift+tab", "other_box", show=False, priority=True),
    ]

    def __init__(self, wanted: int, lines: str, source: str) -> None:
        super().__init__("Paste the published wording", (HOW,), HINT, HINT)
        self._wanted = wanted
        self.lines, self.source = lines, source

    def below(self) -> ComposeResult:
        yield Lines(id="sheet-gap")
        yield TextBox(self.lines, id="sheet-lines", placeholder=f"{self._wanted} lines")
        yield LineBox(self.source, placeholder=SOURCE, id="sheet-typed")

    def below_height(self, room: int, low: bool) -> int:
        height = max(min(self._wanted + 1, room - (3 if low else 5)), 2)
        self.query_one("#sheet-lines").styles.height = height
        self._count()
        return height + 2

    def take_focus(self) -> None:
        if not isinstance(self.focused, TextBox | LineBox):
            self.query_one(TextBox).focus()

    def action_other_box(self) -> None:
        box = self.query_one(TextBox)
        (self.query_one(LineBox) if box.has_focus else box).focus()

    @property
    def wording(self) -> list[str]:
        return [line.strip() for line in self.lines.splitlines() if line.strip()]

    @on(TextBox.Changed)
    @on(LineBox.Changed)
    def typed(self) -> None:
        self.lines, self.source = self.query_one(TextBox).words, self.query_one(LineBox).value
        self._count()

    def _count(self) -> None:
        words = f"{counted(len(self.wording), 'line')} of {self._wanted}"
        self.query_one("#sheet-gap", Lines).show((Span(words, "muted"),))

    @on(LineBox.Submitted)
    def action_put(self) -> None:
        if len(self.wording) == self._wanted:
            self.dismiss("put")
        else:
            words = f"{counted(len(self.wording), 'line')} here, and {counted(self._wanted, 'principle')} on the board."
            self.query_one("#sheet-gap", Lines).show((Span(words, "warning"),))


class Wordings(Session):
    """Mixed into the app."""

    wording_begun = ("", "")
    """Lines and source that were typed and not put on the board yet."""

    def action_wording(self) -> None:
        screen = PasteWording(len(self.board_shown.principles), *self.wording_begun)

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
