"""Widgets that draw ready lines: no layout of text, no markup, one style a role."""

from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kindboard.tui.parts.lines import Line
from kindboard.words.inert import one_line


@lru_cache(maxsize=8)
def roles(app: App[Any], theme: str) -> dict[str, Style]:
    """Each role's style in a theme. Component classes would say it, too, but cost a fifth of the first paint."""
    colours = app.theme_variables
    quiet, warn = colours["quiet"], colours["warn"]
    return {
        "": Style(),
        "muted": Style(color=quiet),
        "strong": Style(bold=True),
        "key": Style(color=colours["primary"], bold=True),
        "here": Style(bold=True, reverse=True),
        "kept": Style(color=quiet),
        "rule": Style(color=colours["rule"]),
        "marks": Style(bold=True),
        "warning": Style(color=warn, bold=True),
        "in hand": Style(color=colours["foreground"], bgcolor=colours["hand"]),
        "focused": Style(color=colours["on-focus"], bgcolor=colours["focus"]),
    }


class Painted(Widget):
    """Draws spans in the colours of their roles."""

    def paint(self, line: Line, width: int, over: str = "") -> Strip:
        """The line as a strip of `width` cells; the role `over` is laid over every other (the highlight).

        Here text meets the terminal: whatever it is and wherever it came from, nothing in it acts.
        """
        styles = roles(self.app, self.app.theme)
        base, top = self.rich_style, styles[over]
        segments = []
        for text, role, click in line:
            style = base + styles[role] + top
            if click:
                style += Style(meta={"@click": click})
            segments.append(Segment(text if text.isprintable() else one_line(text), style))
        return Strip(segments).adjust_cell_length(width, base + top)


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
