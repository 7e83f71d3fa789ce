"""A question to which several things can be the answer: each is ticked, and a choice at the end goes on with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.rows import Row
from kindboard.tui.parts.ticked import Ticked
from kindboard.tui.sheets.dialogs import Choose, Paragraph

ALL, GO_ON = "all", "go on"
HINT = "enter or space ticks   esc Back"


class Tick(Choose):
    """Gives `go on`, or nothing; what is ticked stands in `ticked`, in the order of the options."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]
    LIST = Ticked

    def __init__(
        self,
        question: str,
        paragraphs: Sequence[Paragraph],
        options: Mapping[str, str],
        go_on: Callable[[int], str],
    ) -> None:
        """`options`: a key and its words. `go_on`: what the last choice says, by how many are ticked."""
        self._options, self._go_on = options, go_on
        self._chosen: set[str] = set()
        super().__init__(question, paragraphs, self._lines())
        self._hint = self._hint_on = HINT

    @property
    def ticked(self) -> list[str]:
        return [key for key in self._options if key in self._chosen]

    def _lines(self) -> list[tuple[str, str]]:
        count, every = len(self._options), set(self._options) == self._chosen
        all_of_them = [(ALL, f"{_box(every)} All {count}")] if count > 1 else []
        options = [(key, f"{_box(key in self._chosen)} {words}") for key, words in self._options.items()]
        return [*all_of_them, *options, (GO_ON, self._go_on(len(self._chosen)))]

    @on(Ticked.Clicked)
    def action_tick(self) -> None:
        row = self.query_one("#sheet-choices", CardList).in_hand
        if row is None or row.key == GO_ON:
            return
        if row.key == ALL:
            self._chosen = set() if set(self._options) == self._chosen else set(self._options)
        else:
            self._chosen ^= {row.key}
        self._choices = self._lines()
        self.at_new_size()

    def take(self, row: Row | None) -> None:
        if row is None or row.key != GO_ON:
            self.action_tick()
        elif self._chosen:
            super().take(row)


def _box(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"
