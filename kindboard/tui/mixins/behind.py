"""From a card to what there is to read behind it, and back again."""

from typing import TYPE_CHECKING, cast

from kindboard.board.learn import background
from kindboard.tui.session import Session

if TYPE_CHECKING:
    from kindboard.tui.modes.learn import Learn
    from kindboard.tui.modes.mode import ModeScreen
    from kindboard.tui.sheets.reading import Reading


class Behind(Session):
    """Mixed into the app."""

    came_from: str | None = None
    """The mode that escape in Learn leads back to, for whoever came there from a card."""

    async def action_background(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        subject = cast("ModeScreen | Reading", self.screen).subject
        pages = background(self.board_shown, subject)
        if len(pages) < 2:
            await self._go_to(pages[0].id if pages else None)
            return
        choices = [(page.id, page.title) for page in pages]
        self.push_screen(Choose("Read more about this", (), choices), self._go_to)

    async def _go_to(self, slug: str | None) -> None:
        if slug is None:
            return
        came_from = self.current_mode
        self.set_filter("")
        await self.switch_mode("learn")
        self.came_from = came_from
        cast("Learn", self.screen).go_to(slug)
