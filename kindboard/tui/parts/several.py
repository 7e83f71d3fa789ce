"""Some things of which several can be chosen, a line each: up and down move, space chooses."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.strip import Strip

from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.lines import Span, fitted
from kindboard.tui.parts.painted import Painted


class Several(Painted, can_focus=True):
    """`[x] words of one`, `[ ] words of another`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space,enter", "choose", show=False),
    ]
    DEFAULT_CSS = "Several { height: auto; width: 1fr; }"

    def __init__(self, options: Mapping[str, str], chosen: Collection[str], *, id: str) -> None:
        """`options`: a value and its words. What is chosen and no option (of a newer kindboard) stays chosen."""
        super().__init__(id=id)
        self._options = tuple(options.items())
        self._chosen = set(chosen)
        self._at = 0

    @property
    def value(self) -> tuple[str, ...]:
        return tuple(sorted(self._chosen))

    def action_move(self, by: int) -> None:
        self._at = max(0, min(self._at + by, len(self._options) - 1))
        self.refresh()
        self.scroll_visible(animate=False)

    def action_choose(self) -> None:
        self._chosen ^= {self._options[self._at][0]}
        self.refresh()
        self.post_message(Choice.Changed())

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self._options):
            self._at = event.y
            self.action_choose()

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.region.offset + Offset(2, self._at)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._options)

    def render_line(self, y: int) -> Strip:
        if y >= len(self._options):
            return Strip.blank(self.size.width, self.rich_style)
        name, words = self._options[y]
        mine = self.has_focus and y == self._at
        hint = "  space chooses it" if mine and name not in self._chosen else "  space takes it out" if mine else ""
        mark = "[x]" if name in self._chosen else "[ ]"
        line = fitted((Span(f" {mark} {words}"), Span(hint, "muted")), self.size.width)
        return self.paint(line, self.size.width, "in hand" if mine else "")

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh()
