"""Pool: the round's answers beside the themes they belong to; one of the two at a time where it is narrow."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from kindboard.actions.actions import Action, named
from kindboard.board.board import Board, Draft
from kindboard.board.pool import Pooled, pooled
from kindboard.cards.cards import Answer, Card, Theme
from kindboard.tui.frame import indented
from kindboard.tui.modes.grouping import Grouping
from kindboard.tui.modes.mode import TO_POOL, ModeScreen
from kindboard.tui.modes.pool_rows import (
    ALL,
    TITLES,
    UNGROUPED,
    Look,
    answer_row,
    empty_words,
    head_lines,
    marked_words,
    place_lines,
    place_words,
    teaching,
    theme_rows,
)
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, hanging, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row, counted
from kindboard.tui.parts.ticked import Ticked


class Pool(Grouping, ModeScreen):
    place = "pool"
    CSS_PATH = "pool.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("pool"),
        Binding("tab,shift+tab", "other_side", show=False),
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        """What the answers' side shows: the path of a theme, or one of the two lists before the themes."""
        self._marks: dict[str, None] = {}
        """The paths of answers, in the order they were marked."""
        self._themes_alone = False
        """Which of the two sides a narrow screen shows."""
        self._by_question = False
        self._last: tuple[Board, Board, bool, Pooled] | None = None
        self._made: dict[str, tuple[tuple[int, Look], Row]] = {}

    def body(self) -> ComposeResult:
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Lines(id="left-head")
                yield CardList(id="themes")
                yield Lines(id="left-foot")
            with Vertical(id="right"):
                yield Lines(id="head")
                yield Ticked(margin=1, quiet=True, id="answers")
                yield Lines(id="more")
                yield Lines(id="place")

    @property
    def themes(self) -> CardList:
        return self.query_one("#themes", CardList)

    @property
    def answers(self) -> Ticked:
        return self.query_one("#answers", Ticked)

    # What is in hand

    @property
    def in_hand(self) -> Card | Draft | None:
        row = (self.themes if self.themes.has_focus else self.answers).in_hand
        return row.value if row else None

    @property
    def shown_theme(self) -> Theme | None:
        return next((theme for theme in self.app.board_shown.themes if theme.path == self._key), None)

    @property
    def marked(self) -> list[Answer]:
        found = (self.app.board_shown.by_path.get(path) for path in self._marks)
        return [card for card in found if isinstance(card, Answer)]

    @property
    def _pool(self) -> Pooled:
        of = (self.app.board_shown, self.board, self._by_question)
        if self._last is None or any(was is not now for was, now in zip(self._last, of, strict=False)):
            self._last = (*of, pooled(of[0], of[1], by_question=of[2]))
        return self._last[3]

    def _answers_of(self, pool: Pooled) -> tuple[Answer, ...]:
        if self._key == ALL:
            return pool.answers
        return pool.ungrouped if self._key == UNGROUPED else pool.grouped.get(self._key, ())

    def does(self, action: Action) -> bool:
        if action.name in TO_POOL and self.app.only_read:
            return False
        return self.can_group(action.name) if action.name in self.OWN else super().does(action)

    # Drawing

    def draw(self, *, mine: bool = False, fresh: bool = False) -> None:
        pool = self._pool
        if not self._key:
            self._key = UNGROUPED if pool.ungrouped or not pool.answers else ALL
        if self._key not in TITLES and self.shown_theme is None:
            self._key, fresh = UNGROUPED, True
        self._shape()
        self._draw_themes(pool, mine)
        self._draw_answers(pool, mine, fresh)
        self._draw_place()
        if self.focused is None or not self.focused.is_on_screen:
            self.set_focus(self.first_focus())

    def _shape(self) -> None:
        left, right = self.query_one("#left"), self.query_one("#right")
        left.display = not self.narrow or self._themes_alone
        right.display = not self.narrow or not self._themes_alone
        left.set_class(self.narrow, "-alone")
        left.styles.width = self.size.width if self.narrow else self.left_width + 1

    def first_focus(self) -> Widget:
        empty = not self.answers.rows and not self.narrow
        return self.themes if self._themes_alone or empty else self.answers

    def _draw_themes(self, pool: Pooled, mine: bool) -> None:
        board, width = self.app.board_shown, self.size.width if self.narrow else self.left_width
        planned = frozenset(source for item in board.plan for source in item.sources)
        begun = frozenset(d.path for d in board.drafts if d.kind == "theme" and d.path is not None)
        head = (
            Span(f" Themes, {len(pool.themes):,}" if pool.themes else " Themes", "strong"),
            Span("   tab: answers" if self.narrow else "", "muted"),
        )
        self.query_one("#left-head", Lines).show(head)
        self.themes.show(theme_rows(pool, width - 3, planned, begun), mine=mine)
        self.themes.go_to(self._key)
        words = "" if self.app.only_read else teaching(board, len(pool.themes), self._filtered)
        foot = [(Span(f" {line}", "muted"),) for line in wrap(words, width - 2)] if words and not self.low else []
        self.query_one("#left-foot", Lines).show(*foot)

    @property
    def _filtered(self) -> bool:
        return bool(self.app.filter_text)

    def _draw_answers(self, pool: Pooled, mine: bool, fresh: bool) -> None:
        self._draw_head(pool)
        shown = self.answers
        shown.foot = None if self.low else self.query_one("#more", Lines)
        self.query_one("#more").display = not self.low
        shown.show(self._rows(self._answers_of(pool), self.text_width - CardList.MARK), fresh=fresh, mine=mine)
        shown.count_below(shown.size.height)

    def _draw_head(self, pool: Pooled) -> None:
        """What is shown, how much of it, and how many are marked."""
        width, theme, answers = self.text_width, self.shown_theme, self._answers_of(pool)
        where = f"{self._number(pool)} · " if self.narrow else ""
        count = f"{len(answers):,} found" if self._filtered else counted(len(answers), "answer")
        lines = head_lines(
            where + (theme.title if theme else TITLES[self._key]), theme, count, width, self._summary_high
        )
        to_read = self.app.only_read
        words = "" if to_read else marked_words(self.marked, answers, self.low, self.narrow)
        lines += (
            [(Span(line, "strong" if self.marked else "muted"),) for line in wrap(words, width, 2)] if words else []
        )
        if not answers:
            elsewhere = bool(pool.answers or pool.themes)
            text = empty_words(self.app.board_shown, self._key, self._filtered, elsewhere, to_read)
            lines += [*([] if self.low else [BLANK]), *(line for t in text for line in hanging("", t, width, "muted"))]
        air: list[Line] = [] if self.low else [BLANK]
        self.query_one("#head", Lines).show(*indented([*lines, *air]))

    @property
    def _summary_high(self) -> int:
        return 0 if self.low else 2 if self.size.height < 28 else 4

    def _number(self, pool: Pooled) -> str:
        keys = self._keys(pool)
        return f"{keys.index(self._key) + 1} of {len(keys)}" if self._key in keys else "1"

    def _rows(self, answers: tuple[Answer, ...], width: int) -> list[Row]:
        """Made again only for what looks different: a mark is one key press among thousands of answers."""
        board = self.app.board_shown
        titles = {theme.id: theme.title for theme in board.themes} if self._key == ALL else {}
        begun = {draft.path for draft in board.drafts if draft.card is not None}
        rows, above = [], ""
        made: dict[str, tuple[tuple[int, Look], Row]] = {}
        for answer in answers:
            place = place_words(board, answer)
            heading, above = "" if place == above and not self.low else place, place
            look = Look(answer.path in self._marks, heading, titles.get(answer.theme or "", ""), answer.path in begun)
            key, old = (width, look), self._made.get(answer.path)
            row = old[1] if old and old[0] == key and old[1].value is answer else answer_row(answer, width, look)
            made[answer.path] = key, row
            rows.append(row)
        self._made = made
        return rows

    def _draw_place(self) -> None:
        """The principle and the question of the answer in hand stay in sight."""
        row = self.answers.in_hand
        lines: list[Line] = []
        if row is not None and not self.low:
            lines = place_lines(self.app.board_shown, row.value, self.text_width, 2)
        self.query_one("#place", Lines).show(*indented(lines))

    def moved(self) -> None:
        self._draw_place()
        self.draw_footer()

    # Going about

    def _keys(self, pool: Pooled) -> list[str]:
        return [UNGROUPED, ALL, *(theme.path for theme in pool.themes)]

    def action_other_side(self) -> None:
        if self.narrow:
            self._themes_alone = not self._themes_alone
            self.draw()
            (self.themes if self._themes_alone else self.answers).focus()
        else:
            (self.answers if self.themes.has_focus else self.themes).focus()

    def on_descendant_focus(self) -> None:
        if self.focused is not None and self.focused.id in ("themes", "answers"):
            self._themes_alone = self.focused.id == "themes" and self.narrow
            self.draw_footer()

    def action_step(self, by: int) -> None:
        keys = self._keys(self._pool)
        at = keys.index(self._key) if self._key in keys else 0
        self.open(keys[max(0, min(at + by, len(keys) - 1))])

    def open(self, key: str) -> None:
        """Show the answers of a theme, or of one of the two lists."""
        if key != self._key:
            self._key = key
            self.draw(fresh=True)
            self.draw_footer()

    def action_sort_answers(self) -> None:
        self._by_question = not self._by_question
        self.draw()
        self.app.say(f"Sorted by {'question' if self._by_question else 'principle'}. v sorts the other way.")

    @on(CardList.Moved, "#themes")
    def theme_in_hand_changed(self, event: CardList.Moved) -> None:
        if event.cards.in_hand is not None and event.cards.has_focus:
            self.open(event.cards.in_hand.key)

    def show_card(self, card: Card | Draft) -> None:
        """Take a theme or an answer in hand where it stands now."""
        now = self.app.board_shown.by_path.get(card.path or "")
        if isinstance(now, Theme):
            self.open(now.path)
        elif isinstance(now, Answer):
            themes = {theme.id: theme.path for theme in self.app.board_shown.themes}
            if all(row.key != now.path for row in self.answers.rows):
                self.open(themes.get(now.theme or "", UNGROUPED))
            self.answers.go_to(now.path)

    def key_escape(self) -> None:
        if self._marks and not self._filtered:
            self.unmark()
        else:
            super().key_escape()

    # Marks

    @on(Ticked.Clicked)
    def ticked(self, event: Ticked.Clicked) -> None:
        if self.app.may(named("mark")):
            self._mark(event.row.value)

    def action_mark(self) -> None:
        row = self.answers.in_hand
        if row is not None and not self.themes.has_focus:
            self._mark(row.value)

    def _mark(self, answer: Answer) -> None:
        if answer.path in self._marks:
            del self._marks[answer.path]
        else:
            self._marks[answer.path] = None
        self._draw_mark(answer)

    def _draw_mark(self, answer: Answer) -> None:
        if answer.path not in self._made:  # somebody took it off meanwhile
            self._marks_changed()
            return
        (width, look), _ = self._made[answer.path]
        look = look._replace(marked=answer.path in self._marks)
        row = answer_row(answer, width, look)
        self._made[answer.path] = (width, look), row
        self.answers.change(row)
        self._draw_head(self._pool)
        self.draw_footer()

    def unmark(self) -> None:
        self._marks = {}
        self._marks_changed()

    def _marks_changed(self) -> None:
        self._draw_answers(self._pool, False, False)
        self.draw_footer()
