"""One line to choose on: the value in words, changed with left, right or space. It needs no list to open."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from kindboard.tui.parts.lines import Span, fitted
from kindboard.tui.parts.painted import Painted


class Choice(Painted, can_focus=True):
    """`label  ‹ words of the value ›`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,enter", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]
    DEFAULT_CSS = "Choice { height: 1; width: 1fr; }"

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, label: str, options: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        """`options`: (value, its words)."""
        super().__init__(id=id)
        self._label, self._options = label, tuple(options)
        self._at = next((n for n, (name, _) in enumerate(options) if name == value), 0)

    @property
    def value(self) -> str:
        return self._options[self._at][0]

    def action_step(self, by: int) -> None:
        self._at = (self._at + by) % len(self._options)
        self.refresh()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        self.action_step(1)

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.region.offset + Offset(len(self._label) + 3 if self._label else 1, 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        words = self._options[self._at][1]
        value = f"‹ {words} ›"
        hint = "  space changes it" if self.has_focus and len(self._options) > 1 else ""
        line = (
            Span(f" {self._label}  " if self._label else " ", "muted"),
            Span(value, "strong" if self.has_focus else ""),
            Span(hint, "muted"),
        )
        over = "in hand" if self.has_focus else ""
        return self.paint(fitted(line, self.size.width), self.size.width, over)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh()
