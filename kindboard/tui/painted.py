"""Widgets that draw ready lines: no layout of text, no markup, one style a role."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kindboard.tui.lines import Line

ROLES = ("muted", "strong", "key", "here", "kept", "marks", "warning")


class Painted(Widget):
    """Draws spans in the colours of their roles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"as--{role}" for role in ROLES}

    def paint(self, line: Line, width: int, over: Style | None = None) -> Strip:
        """The line as a strip of `width` cells; `over` is laid over every role (the highlight)."""
        segments = []
        base = self.rich_style
        for text, role, click in line:
            style = base + self.get_component_rich_style(f"as--{role}", partial=True) if role else base
            if over is not None:
                style += over
            if click:
                style += Style(meta={"@click": click})
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, base + over if over is not None else base)


class Lines(Painted):
    """Some lines, as high as they are many."""

    DEFAULT_CSS = "Lines { height: auto; width: 1fr; }"

    def __init__(self, *lines: Line, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = lines

    def show(self, *lines: Line) -> None:
        """Draws again only what changed, and lays out again only where the height did."""
        if lines == self._lines:
            return
        layout = len(lines) != len(self._lines)
        self._lines = lines
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        if y < len(self._lines):
            return self.paint(self._lines[y], self.size.width)
        return Strip.blank(self.size.width, self.rich_style)
