"""The boxes one types into: every character is kept as it came, and none that is in them acts on the terminal.

Textual's own end a line wherever Unicode could, so that rarer characters turn into line ends or are lost, and draw
what could act as it is. So what could act stands masked inside the box, one character for each.
"""

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from kindboard.cards.fields import TEXT_LIMIT
from kindboard.pasted import count_lines
from kindboard.words.inert import inert, one_line

_MAY_ACT = (*range(0x01, 0x20), *range(0x7F, 0xA0), 0x61C, *range(0x2000, 0x2070), 0xFEFF)
_ACTING = "".join(c for c in map(chr, _MAY_ACT) if inert(c) != c)
_MASKS = "".join(chr(0xDC00 + n) for n in range(len(_ACTING)))
"""Halves of a pair of characters: no text has them by themselves, so nothing anybody wrote is taken for a mask."""
_MASK, _UNMASK = str.maketrans(_ACTING, _MASKS), str.maketrans(_MASKS, _ACTING)
_TO_MASK = re.compile(f"[{re.escape(_ACTING)}]")
_PICTURES = str.maketrans(
    {mask: chr(0x2400 + ord(c)) if c < " " else "\ufffd" for c, mask in zip(_ACTING, _MASKS, strict=True)}
)


def masked(text: str) -> str:
    """Every line end as `\\n`, and what could act or end a line masked."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return plain.translate(_MASK) if _TO_MASK.search(plain) else plain


def unmasked(text: str) -> str:
    return text.translate(_UNMASK)


class TextBox(TextArea):
    """Some lines of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to_the_start", show=False),
        Binding("ctrl+end", "go_to_the_end", show=False),
    ]

    class Refused(Message):
        """What was pasted is more than a card holds; nothing of it was taken in."""

        def __init__(self, characters: int) -> None:
            super().__init__()
            self.characters = characters
            """How many there would have been in all."""

    class Pasted(Message):
        """Several lines were pasted; they are in the box by now."""

        def __init__(self, text: str, beside: str) -> None:
            super().__init__()
            self.text = text
            self.beside = beside
            """What was in the box before, without what the paste took the place of."""

    def __init__(self, text: str, *, id: str, placeholder: str) -> None:
        super().__init__(masked(text), soft_wrap=True, compact=True, id=id, placeholder=placeholder)
        self.cursor_blink = False
        self.highlight_cursor_line = False

    @property
    def words(self) -> str:
        """What was typed, to the character."""
        return unmasked(self.document.text)

    @property
    def selected_text(self) -> str:
        return unmasked(super().selected_text)

    def action_go_to_the_start(self) -> None:
        self.move_cursor(self.document.start)

    def action_go_to_the_end(self) -> None:
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        edit.text = masked(edit.text)
        return super().edit(edit)

    def get_line(self, line_index: int) -> Text:
        return Text(self.document.get_line(line_index).translate(_PICTURES), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        # A million characters would be held up at every key from then on.
        characters = len(self.words) - len(self.selected_text) + len(masked(event.text))
        if characters > TEXT_LIMIT:
            event.prevent_default()
            self.post_message(self.Refused(characters))
        elif count_lines(event.text) > 1:
            start, end = sorted(self.selection)
            before = self.get_text_range(self.document.start, start)
            beside = before + self.get_text_range(end, self.document.end)
            self.post_message(self.Pasted(event.text, unmasked(beside)))


class LineBox(Input):
    """One line of text. What could act is written out, as the rest of the screen shows it."""

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(one_line(text), compact=True, select_on_focus=False, placeholder=placeholder, id=id)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """However it came to be in here: typed, pasted, or from what was copied elsewhere on the screen."""
        return one_line(value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter goes; Textual's own is one cell further at the end of the line."""
        return super().cursor_screen_offset - Offset(int(self.cursor_at_end), 0)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own keeps the first of several lines only.
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *sorted(self.selection))
