"""A question that is answered by one key."""

from collections.abc import Mapping, Sequence

from textual import events

from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.lines import Span, cut
from kindboard.tui.parts.rows import Row
from kindboard.tui.sheets.dialogs import Choose, Paragraph

FREE = "   "


class OneKey(Choose):
    """Like any question; and each choice that has a key before it is taken by that key, too."""

    def __init__(
        self,
        question: str,
        paragraphs: Sequence[Paragraph],
        choices: Sequence[tuple[str, str]],
        keys: Mapping[str, str],
    ) -> None:
        """`keys`: of each choice by its name, one letter."""
        super().__init__(question, paragraphs, choices)
        self._keys = keys
        self._hint = "a letter, or up and down, then enter   esc Back"

    def draw_below(self, width: int) -> None:
        room = width - CardList.MARK - len(FREE)
        self.query_one("#sheet-choices", CardList).show(
            [
                Row(name, ((Span(f"{self._keys.get(name, ''):{len(FREE)}}", "key"), Span(cut(words, room))),), name)
                for name, words in self._choices
            ]
        )

    def on_key(self, event: events.Key) -> None:
        name = next((name for name, key in self._keys.items() if key == event.key), None)
        if name is not None and self.is_current:
            event.stop()
            self.dismiss(name)
