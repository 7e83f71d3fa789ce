"""The form of a plan item: what, why, who, until when, and what it needs. Only the title is asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from kindboard.board.board import Draft
from kindboard.cards.cards import COLUMNS, Card, PlanItem
from kindboard.errors import WrongUse
from kindboard.forms import Asked, form_of
from kindboard.tui.parts.boxes import LineBox, TextBox
from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.lines import Line, Span, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import counted
from kindboard.tui.parts.several import Several
from kindboard.tui.sheets.writing import Writing, too_long
from kindboard.words.days import day_typed, spoken
from kindboard.words.inert import one_line

FORM = tuple(asked for asked in form_of("plan") if asked.name != "sources")
"""What an item comes from is kept, and not chosen here."""
LABEL = 12
"""Cells for what a field is called."""
PASSED = " It has passed."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Held(NamedTuple):
    """A field on the screen: what it says now, and what it said at first."""

    say: Callable[[], Any]
    first: Any


class PlanEditor(Writing):
    """Writes a plan item or changes one. Made by one of the three class methods."""

    AUTO_FOCUS = "#title"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, fields: dict[str, Any], card: PlanItem | None = None, draft: Draft | None = None) -> None:
        super().__init__("plan", fields, card, draft)
        self._held: dict[str, Held] = {}
        self._day = Lines(id="day")
        self._labels: list[tuple[Lines, str]] = []
        self._taken_as_given = False
        self._passed: date | None = None
        """A day that has passed, of which its writer has been told."""

    @classmethod
    def new_item(cls, column: str, **more: Any) -> "PlanEditor":
        """`more`: what is known of it already, such as its sources."""
        return cls({"column": column} | more)

    @classmethod
    def of_draft(cls, draft: Draft) -> "PlanEditor":
        return cls(dict(draft.fields), draft=draft)

    @classmethod
    def of_item(cls, card: PlanItem, begun: Draft | None) -> "PlanEditor":
        return cls({asked.name: getattr(card, asked.name) for asked in FORM}, card, begun)

    # What is shown

    def fields(self) -> Iterator[Widget]:
        rows: list[Widget] = []
        for asked in FORM:
            widget = self._made(asked)
            if widget is None:
                continue
            label = Lines(classes="label")
            self._labels.append((label, asked.words.label))
            rows.append(Horizontal(label, widget, classes="field"))
            if asked.input == "day":
                rows.append(Horizontal(Lines(classes="label"), self._day, classes="field"))
        yield VerticalScroll(*rows, id="form", can_focus=False)

    def _made(self, asked: Asked) -> Widget | None:
        """What a field is typed or chosen in; None where there is nothing to choose from."""
        name, value = asked.name, self._fields.get(asked.name)
        if asked.input == "text":
            text = TextBox(str(value or ""), id=name, placeholder=asked.words.hint)
            return self._hold(name, text, lambda: text.words)
        if asked.input == "one of":
            choice = Choice("", [*asked.options.items()], str(value or next(iter(asked.options))), id=name)
            return self._hold(name, choice, lambda: choice.value)
        if asked.input in ("some of", "cards"):
            options = asked.options or self._principles
            several = Several(options, value or (), id=name)
            return self._hold(name, several, lambda: several.value) if options else None
        typed = _shown_day(value) if asked.input == "day" and value else str(value or "")
        line = LineBox(typed, placeholder=asked.words.hint, id=name)
        return self._hold(name, line, lambda: line.value)

    def _hold(self, name: str, widget: Widget, say: Callable[[], Any]) -> Widget:
        self._held[name] = Held(say, say())
        return widget

    @property
    def _principles(self) -> Mapping[str, str]:
        return {principle.id: one_line(principle.title) for principle in self.app.board_shown.principles}

    def on_mount(self) -> None:
        for label, words in self._labels:
            label.show(*((Span(f" {line}", "muted"),) for line in wrap(words, LABEL - 2)))

    @property
    def title_words(self) -> str:
        return "A new plan item" if self._is_new else "A change to a plan item"

    def head(self, width: int, low: bool) -> list[Line]:
        about = self._about
        column = about.column if isinstance(about, PlanItem) else str(self._fields.get("column") or COLUMNS[0])
        words = f"{column.upper()} · {self.app.board_shown.plan_question_text(column)}"
        lines: list[Line] = [(Span(line, "strong"),) for line in wrap(words, width, 1 if low else 2)]
        sources = self.app.board_shown.known(self._fields.get("sources") or ())
        if sources and not low:
            lines.append((Span(f"It keeps the {counted(len(sources), 'card')} it comes from.", "muted"),))
        return lines

    @on(LineBox.Changed, "#review_by")
    def day_typed(self) -> None:
        self._show_day()

    @on(events.Resize)
    @on(events.DescendantBlur)
    def day_left(self) -> None:
        self._show_day()

    def _show_day(self) -> None:
        """Which day that is, in words, or why it is none; nobody is told so while they still type it."""
        day, why_not = self._review_by()
        if self.query_one("#review_by").has_focus and not self._trouble:
            why_not = ""
        if day:
            why_not = PASSED if self._has_passed(day) else ""
        words = f"That is {_in_full(day)}.{why_not}" if day else why_not
        lines = wrap(words, max(self.size.width - LABEL - 2, 10), 3) if words else []
        self._day.show(*((Span(f" {line}", "warning" if why_not else "muted"),) for line in lines))

    def on_descendant_focus(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def action_page(self, by: int) -> None:
        self.query_one("#form").scroll_relative(y=by * 5, animate=False)

    # What is written

    def _said(self, name: str) -> Any:
        return self._held[name].say()

    def _review_by(self) -> tuple[date | None, str]:
        """The day that is typed, and why it is none."""
        typed = str(self._said("review_by")).strip()
        try:
            return (day_typed(typed, self._work.today), "") if typed else (None, "")
        except WrongUse as error:
            return None, str(error)

    def _has_passed(self, day: date) -> bool:
        """Whether a day that was typed here lies behind us: the year may be wrong."""
        return day < self._work.today and self._said("review_by") != self._held["review_by"].first

    def now(self) -> dict[str, Any]:
        fields = dict(self._fields)
        for name, held in self._held.items():
            if (value := held.say()) != held.first:
                fields[name] = value
        if self._said("review_by") != self._held["review_by"].first:
            # A day is kept as that day ("in 6 weeks" counts from today); what is none yet, as it was typed.
            fields["review_by"] = self._review_by()[0] or self._said("review_by").strip() or None
        return {name: value for name, value in fields.items() if value not in (None, "", ()) or name in self._begun}

    @property
    def changed(self) -> bool:
        if not self._is_new:
            return super().changed
        if self._draft is None and self.now() == self._begun and not self._taken_as_given:
            return False  # nothing was typed into what a theme filled in
        return any(value for name, value in self.now().items() if name in self._held and name != "status")

    def action_put_this(self) -> None:
        self._taken_as_given = True
        super().action_put_this()

    def not_yet(self) -> str:
        if not self._said("title").strip():
            self.query_one("#title").focus()
            return "It has no title yet. One line is enough."
        for asked in FORM:
            if asked.input == "line" and asked.limit is not None and len(self._said(asked.name)) > asked.limit:
                self.query_one(f"#{asked.name}").focus()
                words = (
                    f"{asked.words.label} has {len(self._said(asked.name)):,} characters; {asked.limit} is the most."
                )
                return f"{words} Shorten it, or write the rest under Why."
        day, why_not = self._review_by()
        if day and self._has_passed(day) and self._passed != day:
            self._passed = day
            why_not = f"{_in_full(day)}, has passed. If that is what you mean, press ctrl+s again."
        if why_not:
            self.query_one("#review_by").focus()
            return why_not
        return next((words for a in FORM if a.input == "text" and (words := too_long(self._said(a.name)))), "")

    def _close(self, said: str, written: Card | Draft | None = None) -> None:
        self.app.planned = written if self._is_new else None
        super()._close(said, written)

    def kept_words(self) -> str:
        return "Kept on this computer. p puts it on the board." if self._is_new else super().kept_words()


def _in_full(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {spoken(day)}"


def _shown_day(value: Any) -> str:
    """A draft has its day as text: a day of the calendar, or what was typed and is none yet."""
    try:
        return spoken(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
