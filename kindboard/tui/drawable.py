"""Whether a screen has its parts. While an app closes they go one by one, and the screen may still hear of its size."""

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from kindboard.tui.in_order import InOrder


def drawable(screen: Screen[Any]) -> bool:
    return bool(screen.size) and screen.is_mounted and not cast("InOrder", screen.app).closing
