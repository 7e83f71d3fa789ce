"""The terminal's own cursor follows the highlight and the focus, so that magnifiers and screen readers can, too.

Textual hides it and leaves it at the corner; after each drawing it is put where the focused widget says.
"""

from typing import Any

from textual.app import App
from textual.geometry import Offset

SHOW = "\x1b[?25h"


class VisibleCursor(App[Any]):
    """An app whose real cursor is seen, and stands still where the person is."""

    _cursor_shown = False

    def find_cursor_again(self, *_: object) -> None:
        """The screen was put aside: the terminal hides the cursor again."""
        self._cursor_shown = False

    @property
    def cursor_spot(self) -> Offset:
        """Cells from the top left of the screen."""
        focused = self.focused
        if focused is None:
            return Offset(0, 0)
        offset: Offset = getattr(focused, "cursor_screen_offset", focused.content_region.offset)
        return self.screen.outer_size.clamp_offset(offset)

    def post_display_hook(self) -> None:
        driver = self._driver
        if driver is None or driver.is_headless or not self._running or not self.screen_stack:
            return
        spot = self.cursor_spot
        if spot != self.cursor_position or not self._cursor_shown:
            self.cursor_position = spot
            driver.write(f"\x1b[{spot.y + 1};{spot.x + 1}H{SHOW}")
            driver.flush()
            self._cursor_shown = True
