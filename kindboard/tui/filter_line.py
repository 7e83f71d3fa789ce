"""`/`: a line to type into; the list follows each letter."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from kindboard.tui.lines import Span
from kindboard.tui.painted import Lines

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
    FilterLine Input { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
    """

    def __init__(self, text: str, id: str) -> None:
        super().__init__(id=id)
        self._text = text

    def compose(self) -> ComposeResult:
        yield Lines((Span(" Filter: ", "strong"),))
        box = Input(self._text, compact=True, select_on_focus=False)
        box.cursor_blink = False
        yield box

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        cast("KindboardApp", self.app).set_filter(event.value)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        cast("ModeScreen", self.screen).end_filter()

    def action_clear(self) -> None:
        cast("KindboardApp", self.app).set_filter("")
        cast("ModeScreen", self.screen).end_filter()
