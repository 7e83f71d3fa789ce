"""A theme in the writing: its title, and in a few sentences what its answers say."""

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget

from kindboard.board.board import Draft
from kindboard.cards.cards import Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.tui.parts.boxes import LineBox, TextBox
from kindboard.tui.parts.lines import Line, Span, cut
from kindboard.tui.parts.rows import counted
from kindboard.tui.sheets.naming import NO_TITLE, PLACEHOLDER
from kindboard.tui.sheets.writing import Writing, too_long

HINT = "What do these answers say together? A few sentences, in your own words."
IN_SIGHT = 3
"""So many of its answers stand over the summary."""


class ThemeEditor(Writing):
    """Changes a theme's title and summary."""

    AUTO_FOCUS = "#summary"

    def __init__(self, card: Theme, begun: Draft | None) -> None:
        super().__init__("theme", {"title": card.title, "summary": card.summary}, card, begun)

    def fields(self) -> Iterator[Widget]:
        self._title = LineBox(str(self._fields.get("title") or ""), placeholder=PLACEHOLDER, id="title")
        self._title_before = self._title.value
        self._box = TextBox(str(self._fields.get("summary") or ""), id="summary", placeholder=HINT)
        yield self._title
        yield self._box

    @property
    def title_words(self) -> str:
        return "A theme"

    def head(self, width: int, low: bool) -> list[Line]:
        theme = self._about
        answers = self.app.board_shown.grouped(theme) if isinstance(theme, Theme) else ()
        if low or not answers:
            return [(Span(cut("Its title, and under it what it says.", width), "muted"),)]
        lines: list[Line] = [(Span(cut(f"· {answer.text}", width)),) for answer in answers[:IN_SIGHT]]
        more = len(answers) - IN_SIGHT
        lines += [(Span(f"  and {counted(more, 'more answer')}", "muted"),)] if more > 0 else []
        return [(Span(cut("What people said; under it the theme's title and summary.", width), "muted"),), *lines]

    def now(self) -> dict[str, Any]:
        title = self._title.value
        changed = {"title": title} if title != self._title_before else {}
        return dict(self._fields) | changed | {"summary": self._box.words}

    def not_yet(self) -> str:
        title = self._title.value.strip()
        if not title or len(title) > LINE_LIMIT:
            self._title.focus()
            most = f"The title has {len(title):,} characters; {LINE_LIMIT} is the most. Write the rest under it."
            return most if title else NO_TITLE
        return too_long(self._box.words)
