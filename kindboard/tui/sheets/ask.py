"""A question that is answered with one line of typing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kindboard.tui.parts.boxes import LineBox
from kindboard.tui.parts.painted import Lines
from kindboard.tui.sheets.dialogs import Paragraph, Sheet


class AskLine(Sheet):
    """Gives what was typed, or None for escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "read(-1)", show=False, priority=True),
        Binding("down", "read(1)", show=False, priority=True),
    ]

    def __init__(self, question: str, paragraphs: Sequence[Paragraph], value: str, placeholder: str) -> None:
        super().__init__(question, paragraphs, "enter Done   esc Back", "down to read on   enter   esc Back")
        self._value, self._placeholder = value, placeholder

    def below(self) -> ComposeResult:
        yield Lines((), id="sheet-gap")
        yield LineBox(self._value, placeholder=self._placeholder, id="sheet-typed")

    def below_height(self, room: int, low: bool) -> int:
        self.query_one("#sheet-gap").display = not low
        return 1 if low else 2

    def take_focus(self) -> None:
        self.query_one(LineBox).focus()

    def action_read(self, by: int) -> None:
        self.query_one("#sheet-page").scroll_relative(y=by, animate=False)

    @on(LineBox.Submitted)
    def done(self, event: LineBox.Submitted) -> None:
        self.dismiss(event.value)
