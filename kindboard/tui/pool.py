"""Pool: the round's answers beside the themes they belong to. To read; grouping comes with the themes' own verbs."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from kindboard.board import Draft
from kindboard.cards import QUESTIONS, Answer, Card, Theme
from kindboard.tui.card_list import CardList
from kindboard.tui.keys import bindings
from kindboard.tui.lines import BLANK, Line, Span, cut, hanging, spread, wrap
from kindboard.tui.mode import ModeScreen, indented
from kindboard.tui.painted import Lines
from kindboard.tui.rows import Row, answer_row, counted, theme_row

UNGROUPED = "ungrouped"


class Pool(ModeScreen):
    place = "pool"
    CSS_PATH = "pool.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("pool"),
        Binding("tab,shift+tab", "other_side", show=False),
        Binding("right", "theme(1)", show=False),
        Binding("left", "theme(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._theme = UNGROUPED

    def body(self) -> ComposeResult:
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Lines(id="left-head")
                yield CardList(id="themes")
            with Vertical(id="right"):
                yield Lines(id="head")
                yield CardList(margin=1, id="answers")

    @property
    def in_hand(self) -> Card | Draft | None:
        row = self.query_one("#answers", CardList).in_hand
        return row.value if row else None

    def reading(self) -> Card | Draft | None:
        themes = self.query_one("#themes", CardList)
        row = themes.in_hand if themes.has_focus else None
        return row.value if row else self.in_hand

    @property
    def _theme_in_hand(self) -> Theme | None:
        return next((theme for theme in self.board.themes if theme.id == self._theme), None)

    def draw(self, *, mine: bool = False, fresh: bool = False) -> None:
        self._draw_themes(mine)
        board, theme, width = self.board, self._theme_in_hand, self.text_width
        answers = board.grouped(theme) if theme else board.ungrouped
        title = theme.title if theme else "Not in a theme yet"
        where = f"{self._place_in_order()} · " if self.narrow else ""
        count = counted(len(answers), "answer")
        lines: list[Line] = [
            spread((Span(cut(where + title, width - len(count) - 2), "strong"),), (Span(count, "muted"),), width)
        ]
        if theme and theme.summary:
            lines += [(Span(line),) for line in wrap(theme.summary, width, 3)]
        if not answers:
            words = (
                "Nothing is here. Answers come from Reflect: press 1."
                if theme is None
                else "Nothing is in this theme yet."
            )
            lines += [BLANK, *hanging("", words, width, "muted")]
        self.query_one("#head", Lines).show(*indented([*lines, BLANK]))
        rows = [self._row(answer, width - CardList.MARK) for answer in answers]
        shown = self.query_one("#answers", CardList)
        shown.show(rows, fresh=fresh, mine=mine)
        if self.focused is None:
            self.set_focus(shown if rows or self.narrow else self.query_one("#themes"))

    def _draw_themes(self, mine: bool) -> None:
        self.shape_left()
        if self.narrow:
            return
        width = self.left_width
        self.query_one("#left-head", Lines).show((Span(" Themes", "strong"),))
        count = (Span(counted(len(self.board.ungrouped), "answer"), "muted"),)
        rows = [Row(UNGROUPED, ((Span("Not in a theme yet"),), count))]
        rows += [theme_row(theme, len(self.board.grouped(theme)), width - 3) for theme in self.board.themes]
        themes = self.query_one("#themes", CardList)
        themes.show(rows, mine=mine)
        themes.go_to(self._theme)

    def _row(self, answer: Answer, width: int) -> Row:
        """An answer with its principle and question in sight."""
        row = answer_row(answer, width)
        principle = self.board.principle(answer.principle)
        words = f"Question {QUESTIONS.index(answer.question) + 1} · {principle.title if principle else 'no principle'}"
        return Row(row.key, ((Span(cut(words, width), "muted"),), *row.lines, BLANK), answer)

    def _place_in_order(self) -> str:
        keys = [UNGROUPED, *(theme.id for theme in self.board.themes)]
        return f"{keys.index(self._theme) + 1} of {len(keys)}" if self._theme in keys else ""

    def action_other_side(self) -> None:
        themes, answers = self.query_one("#themes", CardList), self.query_one("#answers", CardList)
        (answers if themes.has_focus or self.narrow else themes).focus()

    def action_theme(self, by: int) -> None:
        keys = [UNGROUPED, *(theme.id for theme in self.board.themes)]
        at = keys.index(self._theme) if self._theme in keys else 0
        self._open(keys[max(0, min(at + by, len(keys) - 1))])

    def _open(self, key: str) -> None:
        if key != self._theme:
            self._theme = key
            self.draw(fresh=True)
            self.draw_footer()

    @on(CardList.Moved, "#themes")
    def theme_in_hand_changed(self, event: CardList.Moved) -> None:
        if event.cards.in_hand is not None and event.cards.has_focus:
            self._open(event.cards.in_hand.key)
