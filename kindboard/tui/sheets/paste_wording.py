"""A line for each principle, pasted or typed, and where it was published."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kindboard.tui.parts.boxes import LineBox, TextBox
from kindboard.tui.parts.lines import Span
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import counted
from kindboard.tui.sheets.dialogs import Sheet

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
