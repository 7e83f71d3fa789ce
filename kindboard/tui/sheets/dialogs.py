"""Sheets over the board: a question with named choices, or a page to read. Keys alone are enough for both."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from kindboard.tui.drawable import drawable
from kindboard.tui.frame import LOW
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.lines import Line, Span, cut, hanging, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row

WIDEST = 76

Paragraph = str | tuple[str, str]
"""Some text, or a key (a name, a label) and what it does (who it is, what it says)."""


class Sheet(ModalScreen[str | None]):
    """A titled box of paragraphs; below it, in a question, the choices."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, title: str, paragraphs: Sequence[Paragraph], hint: str, hint_on: str) -> None:
        """`hint_on`: where there is more to read than there is room for."""
        super().__init__()
        self._title, self._paragraphs, self._hint, self._hint_on = title, paragraphs, hint, hint_on

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Lines(id="sheet-title")
            with VerticalScroll(id="sheet-page"):
                yield Lines(id="sheet-text")
            yield from self.below()
            yield Lines(id="sheet-hint")

    def below(self) -> ComposeResult:
        yield from ()

    def draw_below(self, width: int) -> None:
        """Draw what stands below the page, in so many cells."""

    def below_height(self, room: int, low: bool) -> int:
        """Make what stands below the page fit; its lines. `room`: lines for both."""
        return 0

    @property
    def more_below(self) -> bool:
        return False

    @on(events.Resize)
    def at_new_size(self) -> None:
        if not drawable(self):
            return
        width = min(WIDEST, self.size.width - 2)
        inner = max(width - 4, 8)
        sheet = self.query_one("#sheet")
        sheet.styles.width = width
        low = self.size.height < LOW
        air = 0 if low else 1
        title = [(Span(line, "strong"),) for line in wrap(self._title, inner, 2 if low else 4)]
        self.query_one("#sheet-title", Lines).show(*title, *[()] * air)
        text = self._text(inner)
        room = self.size.height - 2 - len(title) - 2 * air - 1
        self.draw_below(inner)
        room -= self.below_height(room, low)
        goes_on = len(text) > room
        if goes_on:
            text = self._text(inner - 2)  # beside the bar
        page = self.query_one("#sheet-page")
        self.query_one("#sheet-text", Lines).show(*text)
        page.styles.height, page.display = max(min(len(text), room), 1), bool(text)
        hint = self._hint_on if goes_on or self.more_below else self._hint
        self.query_one("#sheet-hint", Lines).show(*[()] * air, (Span(cut(hint, inner), "muted"),))
        self.take_focus()

    def take_focus(self) -> None:
        self.query_one("#sheet-page").focus()

    def _text(self, width: int) -> list[Line]:
        lines: list[Line] = []
        column = max((len(p[0]) for p in self._paragraphs if isinstance(p, tuple)), default=0) + 2
        for paragraph in self._paragraphs:
            if isinstance(paragraph, tuple):
                lines += _pair(*paragraph, min(column, width // 2), width)
            else:
                lines += [(Span(line),) for line in wrap(paragraph, width)]
        return lines


def _pair(key: str, words: str, column: int, width: int) -> list[Line]:
    """Side by side; one above the other where it is narrow."""
    if width < 50:
        return [*((Span(line, "key"),) for line in wrap(key, width)), *hanging("  ", words, width)]
    texts = wrap(words, width - column)
    keys = wrap(key, column - 2)
    lines: list[Line] = []
    for n in range(max(len(texts), len(keys))):
        left = keys[n] if n < len(keys) else ""
        lines.append((Span(left, "key"), Span(" " * (column - len(left))), Span(texts[n] if n < len(texts) else "")))
    return lines


class Page(Sheet):
    """Something to read. Escape closes it."""

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__(title, paragraphs, "esc Back", "up and down to read on   esc Back")


class Choose(Sheet):
    """A question; gives the name of the choice, or None for escape and for a choice without a name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    LIST: ClassVar[type[CardList]] = CardList

    def __init__(self, question: str, paragraphs: Sequence[Paragraph], choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(question, paragraphs, "up and down, then enter   esc Back", "down for more   enter   esc Back")
        self._choices = choices
        self._high = len(choices)

    def below(self) -> ComposeResult:
        yield Lines((), id="sheet-gap")
        yield self.LIST(id="sheet-choices")

    def below_height(self, room: int, low: bool) -> int:
        text, gap = bool(self._paragraphs), bool(self._paragraphs) and not low
        self.query_one("#sheet-gap").display = gap
        self._high = min(len(self._choices), max(room - text - gap, 2))
        self.query_one("#sheet-choices").styles.height = self._high
        return self._high + gap

    @property
    def more_below(self) -> bool:
        return self._high < len(self._choices)

    def action_step(self, by: int) -> None:
        """Down reads on to the end, then goes through the choices; up comes back the same way."""
        page, choices = self.query_one("#sheet-page"), self.query_one("#sheet-choices", CardList)
        at_first = choices.in_hand is not None and choices.in_hand.key == self._choices[0][0]
        if by > 0 and page.scroll_y < page.max_scroll_y:
            page.scroll_down(animate=False)
        elif by < 0 and at_first:
            page.scroll_up(animate=False)
        else:
            choices.action_move(by)

    def on_mount(self) -> None:
        self.draw_below(WIDEST)

    def draw_below(self, width: int) -> None:
        choices, room = self.query_one("#sheet-choices", CardList), width - CardList.MARK
        choices.show([Row(name, ((Span(cut(words, room)),),), name) for name, words in self._choices])

    def take_focus(self) -> None:
        self.query_one("#sheet-choices").focus()

    @on(CardList.Opened)
    def chosen(self, event: CardList.Opened) -> None:
        if not self.is_current:
            return  # the second half of a double click: it is answered already
        self.take(event.cards.in_hand)

    def take(self, row: Row | None) -> None:
        self.dismiss(row.value or None if row else None)
