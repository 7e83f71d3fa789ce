"""`/`: a line to type into; the list follows each letter."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from kindboard.tui.boxes import LineBox
from kindboard.tui.lines import Span
from kindboard.tui.painted import Lines
from kindboard.tui.words import found_words

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp
    from kindboard.tui.mode import ModeScreen


class FilterLine(Horizontal):
    """Enter goes to the list with the filter kept; escape clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("down", "keep", show=False),
    ]
    DEFAULT_CSS = """
    FilterLine { height: 1; }
    FilterLine Lines { width: 9; }
    FilterLine LineBox { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
    """

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
        cast("KindboardApp", self.app).set_filter(event.value)
        self._say_what_was_found()

    def _say_what_was_found(self) -> None:
        """On the whole board: what stands elsewhere is found by going there with the filter."""
        app = cast("KindboardApp", self.app)
        words = f"{found_words(app.filtered_board)} " if app.filter_text.strip() else ""
        found = self.query_one("#found", Lines)
        found.styles.width = len(words)
        found.show((Span(words, "muted"),))

    @on(LineBox.Submitted)
    def action_keep(self) -> None:
        cast("ModeScreen", self.screen).end_filter()

    def action_clear(self) -> None:
        cast("KindboardApp", self.app).set_filter("")
        cast("ModeScreen", self.screen).end_filter()
