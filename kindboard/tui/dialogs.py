"""Sheets over the board: a question with named choices, or a page to read. Keys alone are enough for both."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from kindboard.dates import spoken
from kindboard.tui.card_list import CardList
from kindboard.tui.lines import Line, Span, hanging, wrap
from kindboard.tui.painted import Lines
from kindboard.tui.rows import Row
from kindboard.workspace import Leaving

WIDEST = 76

Paragraph = str | tuple[str, str]
"""Some text, or a key (a name, a label) and what it does (who it is, what it says)."""


class Sheet(ModalScreen[str | None]):
    """A titled box of paragraphs; below it, in a question, the choices."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, title: str, paragraphs: Sequence[Paragraph], hint: str) -> None:
        super().__init__()
        self._title, self._paragraphs, self._hint = title, paragraphs, hint

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Lines(id="sheet-title")
            with VerticalScroll(id="sheet-page"):
                yield Lines(id="sheet-text")
            yield from self.below()
            yield Lines(id="sheet-hint")

    def below(self) -> ComposeResult:
        yield from ()

    def below_height(self) -> int:
        return 0

    @on(events.Resize)
    def at_new_size(self) -> None:
        if not self.size:
            return
        width = min(WIDEST, self.size.width - 2)
        inner = max(width - 4, 8)
        sheet = self.query_one("#sheet")
        sheet.styles.width = width
        title = [(Span(line, "strong"),) for line in wrap(self._title, inner, 4)]
        self.query_one("#sheet-title", Lines).show(*title, ())
        text = self._text(inner)
        self.query_one("#sheet-text", Lines).show(*text)
        page = self.query_one("#sheet-page")
        room = self.size.height - 2 - len(title) - 1 - self.below_height() - 2
        page.styles.height = max(min(len(text), room), 1)
        hint = self._hint if len(text) <= room else f"up and down to read on   {self._hint}"
        self.query_one("#sheet-hint", Lines).show((), *((Span(line, "muted"),) for line in wrap(hint, inner, 2)))
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
        super().__init__(title, paragraphs, "esc Back")


class Choose(Sheet):
    """A question; gives the name of the choice, or None for escape and for a choice without a name."""

    def __init__(self, question: str, paragraphs: Sequence[Paragraph], choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(question, paragraphs, "up and down, then enter   esc Back")
        self._choices = choices

    def below(self) -> ComposeResult:
        yield Lines((), id="sheet-gap")
        yield CardList(id="sheet-choices")

    def below_height(self) -> int:
        return len(self._choices) + 1

    def on_mount(self) -> None:
        choices = self.query_one("#sheet-choices", CardList)
        choices.styles.height = len(self._choices)
        choices.show([Row(name, tuple(hanging("", words, WIDEST, most=1)), name) for name, words in self._choices])

    def take_focus(self) -> None:
        self.query_one("#sheet-choices").focus()

    @on(CardList.Opened)
    def chosen(self, event: CardList.Opened) -> None:
        row = event.cards.in_hand
        self.dismiss(row.value or None if row else None)


def leaving_words(leaving: Sequence[Leaving]) -> tuple[Paragraph, ...]:
    """Exactly what leaves this computer: the words, the name or none, the day, and what stays."""
    parts: list[Paragraph] = []
    for one in leaving:
        parts += [one.text, "", ("Name", one.name or "none"), ("Day", spoken(one.day)), ""]
    sentences = [sentence for one in leaving for sentence in one.sentences]
    return (*parts, *dict.fromkeys(sentences))
