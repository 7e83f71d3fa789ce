"""Learn: the background in our own words, a card at a time, with its source."""

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Markdown

from kindboard.actions.actions import Action
from kindboard.board.board import Draft
from kindboard.cards.cards import Card
from kindboard.cards.cards import Learn as LearnCard
from kindboard.tui.frame import indented
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, cut, hanging, spread, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row
from kindboard.words.inert import inert, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

NOTHING = "This board has no background to read."
NOT_FOUND = "No page holds those words. esc shows all of them again."


class Learn(ModeScreen):
    place = "learn"
    CSS_PATH = "learn.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("learn"),
        Binding("tab,shift+tab", "other_side", show=False),
        Binding("right,full_stop", "card(1)", show=False),
        Binding("left,comma", "card(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page = ""

    def body(self) -> ComposeResult:
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield CardList(id="cards")
            with Vertical(id="right"):
                yield Lines(id="head")
                with VerticalScroll(id="page"):
                    yield Markdown(parser_factory=_parser, open_links=False)
                yield Lines(id="source")

    @property
    def in_hand(self) -> Card | Draft | None:
        row = self.query_one("#cards", CardList).in_hand
        return row.value if row else None

    def does(self, action: Action) -> bool:
        if action.name == "back":
            return bool(self.app.came_from or self.app.filter_text or self.app.wanted_day)
        if action.name == "read_on":
            return self.in_hand is not None
        return super().does(action)

    async def action_back(self) -> None:
        """First out of the filter, then to where somebody came from."""
        app = self.app
        if app.filter_text:
            app.set_filter("")
        elif app.came_from:
            await app.action_mode(app.came_from)
        else:
            self.key_escape()

    @on(events.ScreenResume)
    def come_to(self) -> None:
        self.draw_footer()  # whether there is a way back depends on how it was come to

    def go_to(self, slug: str) -> None:
        """Open this page, with the keys on it: it is there to be read."""
        card = next((card for card in self.board.learn if card.id == slug), None)
        if card is not None:
            self.draw()
            self.query_one("#cards", CardList).go_to(card.id)
            self.moved()
            self.query_one("#page").focus()

    def reading(self) -> None:
        """A card is read where it stands: enter goes to its page."""
        self.query_one("#page").focus()

    def draw(self, *, mine: bool = False) -> None:
        self.shape_left()
        cards = self.query_one("#cards", CardList)
        cards.show(self._rows(self.left_width - 3), mine=mine)
        if self.focused is None or not self.focused.display:
            self.set_focus(self.query_one("#page") if self.narrow else cards)
        self._draw_page()

    def _rows(self, width: int) -> list[Row]:
        """Titles, each section's name over its first one."""
        rows: list[Row] = []
        section = ""
        for card in self.board.learn:
            lines: list[Line] = []
            if card.section != section:
                section = card.section
                lines = [
                    *([BLANK] if rows else []),
                    *((Span(line, "strong"),) for line in wrap(one_line(section), width, 3)),
                ]
            above = len(lines)
            titles = wrap(one_line(card.title), width, 3, follow=width - 2)
            lines += [(Span(line if n == 0 else f"  {line}"),) for n, line in enumerate(titles)]
            rows.append(Row(card.id, tuple(lines), card, above))
        return rows

    def _draw_page(self) -> None:
        card, width = self.in_hand, self.text_width
        head, source = self.query_one("#head", Lines), self.query_one("#source", Lines)
        if not isinstance(card, LearnCard):
            head.show(*indented(hanging("", NOT_FOUND if self.app.filter_text else NOTHING, width)))
            source.show()
            self._page = ""
            self.query_one(Markdown).update("")
            return
        cards = self.board.learn
        where = f"{[other.id for other in cards].index(card.id) + 1} of {len(cards)}" if card in cards else ""
        title = cut(card.title, width - len(where) - 2)
        head.show(*indented([spread((Span(title, "strong"),), (Span(where, "muted"),), width)]), ())
        words = [f"From: {card.source}" if card.source else "", card.url or ""]
        most = 1 if self.low else 3
        source.show((), *indented([line for text in words if text for line in hanging("", text, width, "muted", most)]))
        if card.text != self._page:
            self._page = card.text
            self.query_one(Markdown).update(inert(card.text))
            self.query_one("#page").scroll_home(animate=False)

    def action_read_on(self) -> None:
        """A screenful further; at the end of a page, the next page."""
        cards, page = self.query_one("#cards", CardList), self.query_one("#page")
        if page.scroll_offset.y < page.max_scroll_y:
            page.scroll_page_down(animate=False)
        elif cards.rows and self.in_hand is cards.rows[-1].value:
            self.app.say("That was the last page.")
        else:
            cards.action_move(1)

    def action_card(self, by: int) -> None:
        self.query_one("#cards", CardList).action_move(by)

    def action_other_side(self) -> None:
        cards, page = self.query_one("#cards", CardList), self.query_one("#page")
        (page if cards.has_focus or self.narrow else cards).focus()

    def moved(self) -> None:
        self._draw_page()
        self.draw_footer()

    @on(Markdown.LinkClicked)
    def link_clicked(self, event: Markdown.LinkClicked) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        address = one_line(event.href)
        if urlsplit(event.href).scheme not in ("http", "https"):
            self.app.say("Only addresses that begin with http or https can be opened.")
            return

        def chosen(choice: str | None) -> None:
            if choice == "open":
                self.app.open_url(event.href)

        choices = (("", "No, stay here"), ("open", "Open it in the browser"))
        self.app.push_screen(Choose("Open this address?", (address,), choices), chosen)


def _parser() -> "MarkdownIt":
    """Plain Markdown, without raw HTML and without pictures from anywhere."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable("image")
