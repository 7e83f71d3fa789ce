"""`/`: a line to type into; the list follows each letter."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from kindboard.tui.parts.boxes import LineBox
from kindboard.tui.parts.lines import Span
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.words import found_words
from kindboard.tui.session import Session

if TYPE_CHECKING:
    pass


class FilterLine(Horizontal):
    """Enter goes to the list with the filter kept; escape clears it."""

    app = getters.app(Session)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("down", "keep", show=False),
    ]
    DEFAULT_CSS = """
    FilterLine { height: 1; }
    FilterLine Lines { width: 9; }
    FilterLine LineBox { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
    """

    class Finished(Message):
        """The keys go back to the list."""

    def __init__(self, text: str, id: str) -> None:
        super().__init__(id=id)
        self._text = text

    def compose(self) -> ComposeResult:
        yield Lines((Span(" Filter: ", "strong"),))
        yield LineBox(self._text)
        yield Lines(id="found")

    def on_mount(self) -> None:
        self._say_what_was_found()

    @on(LineBox.Changed)
    def typed(self, event: LineBox.Changed) -> None:
        self.app.set_filter(event.value)
        self._say_what_was_found()

    def _say_what_was_found(self) -> None:
        """On the whole board: what stands elsewhere is found by going there with the filter."""
        app = self.app
        words = f"{found_words(app.filtered_board)} " if app.filter_text.strip() else ""
        found = self.query_one("#found", Lines)
        found.styles.width = len(words)
        found.show((Span(words, "muted"),))

    @on(LineBox.Submitted)
    def action_keep(self) -> None:
        self.post_message(self.Finished())

    def action_clear(self) -> None:
        self.app.set_filter("")
        self.post_message(self.Finished())
