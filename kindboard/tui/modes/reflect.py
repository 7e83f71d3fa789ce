"""Reflect: take a principle and answer its four questions.

Left the principles with their marks; right the four questions, of which the open one shows its answers. Heads and
questions stay where they are: only the answers scroll.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from kindboard.actions.actions import Action
from kindboard.board.board import Draft, Mark
from kindboard.cards.cards import QUESTIONS, Answer, Card, Principle
from kindboard.tui.frame import TALL, indented
from kindboard.tui.modes.mode import ModeScreen
from kindboard.tui.modes.shape import FILTERED, FOR_A_ROOM, LEGEND, SHAPES, WHO, Shape, principle_text
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import BLANK, Line, Span, hanging, spread, width_of, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row, answer_row, draft_row, principle_row, to_read
from kindboard.tui.parts.words import FOLDED, NOTHING_TO_THIS, count_words, empty_words, found_elsewhere, found_under

INDENT = 2
"""Cells that answers stand in from their question."""


class Reflect(ModeScreen):
    place = "reflect"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("reflect"),
        Binding("tab,shift+tab", "other_side", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._principle: str | None = None
        self._question = 0
        self._rows: dict[str, tuple[Card | Draft, Row]] = {}
        self._row_width = 0
        self._begun: set[str | None] = set()
        self._lent = False
        """The principles have the keys only because the open question has no answers."""
        self._chose_left = False

    # What is in hand

    @property
    def principle(self) -> Principle | None:
        principles = self.board.principles
        found = next((p for p in principles if p.id == self._principle), None)
        return found or (principles[0] if principles else None)

    @property
    def question(self) -> str:
        return QUESTIONS[self._question]

    @property
    def answers(self) -> CardList:
        return self.query_one("#answers", CardList)

    @property
    def in_hand(self) -> Card | Draft | None:
        row = None if self._on_the_left else self.answers.in_hand
        return row.value if row else None

    @property
    def subject(self) -> Card | None:
        return self.principle

    @property
    def _on_the_left(self) -> bool:
        """Whether the keys are with the principles by choice: then no answer is in hand."""
        return self.query_one("#principles").has_focus and not self._lent

    def reading(self) -> Card | Draft | None:
        return self.principle if self.query_one("#principles").has_focus else self.in_hand

    # Drawing

    def body(self) -> ComposeResult:
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Lines(id="left-head")
                yield CardList(id="principles")
                yield Lines(id="left-foot")
            with Vertical(id="right"):
                yield Lines(id="head")
                yield Lines(id="above")
                yield CardList(margin=1 + INDENT, quiet=True, apart=True, id="answers")
                yield Lines(id="more")
                yield Lines(id="empty")
                yield Lines(id="below")

    def draw(self, *, mine: bool = False, fresh: bool = False) -> None:
        """`fresh`: another question than was shown."""
        self._draw_left()
        self._draw_right(mine=mine, fresh=fresh)
        given_back = mine and self._lent and self.focused is not None and self.focused.id == "principles"
        if fresh or self.focused is None or given_back:
            self._place_focus()
        elif self._chose_left and not self.narrow:
            self.query_one("#principles").focus()  # a narrow screen had no place for them

    def _draw_left(self) -> None:
        self.shape_left()
        if self.narrow:
            return
        width = self.left_width
        spaced = width > 30
        head = spread((Span("Principles", "strong"),), (Span("questions", "marks"),), width - 2)
        tall = self.room >= TALL - 5
        self.query_one("#left-head", Lines).show((Span(" "), *head), *([BLANK] if tall else []))
        principles = self.query_one("#principles", CardList)
        on_one = spaced and all(len(p.title) + 10 <= width - 3 for p in self.board.principles)
        rows = [
            principle_row(p.id, p.title, self._marks(p.id), width - 3, spaced=spaced, on_one=on_one)
            for p in self.board.principles
        ]
        if tall and sum(len(row.lines) + 1 for row in rows) < self.room - 7:
            rows = [Row(row.key, (*row.lines, BLANK), row.value) for row in rows]
        principles.show(rows)
        if self.principle:
            principles.go_to(self.principle.id)
        legend = FILTERED if self.app.filter_text else LEGEND
        foot = [*legend, BLANK, WHO] if tall else [*legend]
        if not tall and sum(len(row.lines) for row in rows) + 3 > self.room:
            foot = []
        self.query_one("#left-foot", Lines).show(*foot)

    def _marks(self, principle: str) -> str:
        if self.app.filter_text:
            return found_under(self.board, principle)
        return "".join(mark.value for mark in self.board.marks(principle))

    def _draw_right(self, *, mine: bool, fresh: bool) -> None:
        principle, width = self.principle, self.text_width
        if principle is None:
            self._draw_no_principles()
            return
        rows = self._answer_rows(principle.id, width - INDENT - CardList.MARK)
        if rows:
            empty_of: tuple[str, ...] = ()
        elif self.app.filter_text:
            here = found_under(self.board, principle.id) != "····"
            empty_of = (NOTHING_TO_THIS if here else found_elsewhere(self.board), "esc shows every answer again.")
        elif self.app.folds(principle.id, self.question):
            empty_of = FOLDED
        else:
            empty_of = empty_words(self.question, self.app.only_read)
        teach = [line for words in empty_of for line in hanging("    ", words, width, "muted")]
        wanted = sum(len(row.lines) for row in rows) or len(teach)
        tall = self.room >= TALL - 5
        head, heads, room = self._shape(principle, width, wanted)
        if len(rows) > 1 and tall and wanted + len(rows) <= room:
            rows = [*(Row(row.key, (*row.lines, BLANK), row.value) for row in rows[:-1]), rows[-1]]
            wanted += len(rows) - 1
        if tall and all(heads):
            room -= self._open_others(heads, principle.id, width, room - wanted)
        above = [line for lines in heads[: self._question + 1] for line in lines]
        below = [line for lines in heads[self._question + 1 :] for line in lines]
        self.query_one("#head", Lines).show(*indented(head))
        self.query_one("#above", Lines).show(*indented(above))
        self.query_one("#below", Lines).show(*indented(below))
        empty, answers = self.query_one("#empty", Lines), self.answers
        empty.show(*indented(teach[: max(room, 1)]))
        answers.foot = self.query_one("#more", Lines)
        answers.show(rows, fresh=fresh, mine=mine)
        empty.display, answers.display = not answers.rows, bool(answers.rows)
        more = answers.line_count > room and not self.low
        answers.foot.display = more
        height = max(min(room - more, answers.line_count), 1)
        answers.styles.height = height
        answers.count_below(height)

    def _draw_no_principles(self) -> None:
        for id in ("#above", "#below", "#head"):
            self.query_one(id, Lines).show()
        self.answers.show([], fresh=True)
        self.answers.display = False
        words = 'This board has no principles yet. ctrl+p, then "principle", gives it one.'
        self.query_one("#empty", Lines).show(*indented(hanging("", words, self.text_width)))

    def _answers(self, principle: str, question: str) -> tuple[Answer, ...]:
        """Those in sight."""
        return () if self.app.folds(principle, question) else self.board.answers_to(principle, question)

    def _answer_rows(self, principle: str, width: int) -> list[Row]:
        """The open question's rows; a card that has not changed keeps the very row it had."""
        if width != self._row_width:
            self._rows, self._row_width = {}, width
        made: dict[str, tuple[Card | Draft, Row]] = {}
        begun = {draft.path or draft.card for draft in self.board.drafts}
        if begun != self._begun:
            self._rows, self._begun = {}, begun
        for answer in self._answers(principle, self.question):
            known = self._rows.get(answer.path)
            if known is None or known[0] is not answer:
                known = (answer, answer_row(answer, width, not begun.isdisjoint((answer.path, answer.id))))
            made[answer.path] = known
        for draft in self.board.drafts_to(principle, self.question):
            made[draft.key] = (draft, draft_row(draft, width))
        self._rows = made
        return [row for _, row in made.values()]

    def _shape(self, principle: Principle, width: int, wanted: int) -> tuple[list[Line], list[list[Line]], int]:
        """The head, the lines of each question, and the lines that are left for the answers of the open one."""
        least = min(max(wanted, 3), max(self.room * 2 // 5, 3))
        shapes = FOR_A_ROOM if self.app.room else SHAPES
        for shape in shapes:
            head = self._head(principle, width, shape)
            air = [BLANK] if shape.air and shape.others else []
            heads = [
                [*(air if n else []), *self._question_head(n, width)] if shape.others or n == self._question else []
                for n in range(4)
            ]
            room = self.room - len(head) - sum(map(len, heads))
            if room >= least or shape is shapes[-1]:
                break
        return head, heads, max(room, 1)

    def _open_others(self, heads: list[list[Line]], principle: str, width: int, free: int) -> int:
        """Where lines are free, what was said to the other questions stands under them, the next one's first, to read
        and to click. How many lines were taken."""
        taken, board = 0, self.board
        for nth in sorted(set(range(4)) - {self._question}, key=lambda nth: (nth < self._question, nth)):
            said: list[Answer | Draft] = [*self._answers(principle, QUESTIONS[nth])]
            said += board.drafts_to(principle, QUESTIONS[nth])
            lines = to_read(said, INDENT, width - INDENT - CardList.MARK, free - taken)
            heads[nth] += self._opens(lines, nth)
            taken += len(lines)
        return taken

    @staticmethod
    def _opens(lines: list[Line], nth: int) -> list[Line]:
        """A click on them opens that question."""
        return [tuple(span._replace(click=f"screen.open_question({nth})") for span in line) for line in lines]

    def _head(self, principle: Principle, width: int, shape: Shape) -> list[Line]:
        ids = [p.id for p in self.board.principles]
        where, lines = f"{ids.index(principle.id) + 1} of {len(ids)}", list[Line]()
        if self.narrow:
            marks = self._marks(principle.id)
            title = f" · {principle.title}" if not shape.title else ""
            keys = (Span(",", "key", "screen.previous_principle"), Span(" before  "),
                    Span(".", "key", "screen.next_principle"), Span(" next"))  # fmt: skip
            lines.append(spread((Span(f"{where} · {marks}{title}"),), keys, width))
            where = ""
        if shape.title:
            titles = wrap(principle.title, width - len(where) - 2 if where else width, 3)
            lines.append(spread((Span(titles[0], "strong"),), (Span(where, "muted"),) if where else (), width))
            lines += [(Span(line, "strong"),) for line in titles[1:]]
        if shape.text:
            lines += [(Span(line),) for line in principle_text(principle, width + 1, shape.text)]
        return [*lines, BLANK] if shape.text or shape.air else lines

    def _question_head(self, nth: int, width: int) -> list[Line]:
        principle = self.principle
        key = QUESTIONS[nth]
        slug = principle.id if principle else ""
        answers, drafts = len(self.board.answers_to(slug, key)), len(self.board.drafts_to(slug, key))
        folded = self.app.folds(slug, key)
        count = count_words(answers, drafts, filtered=bool(self.app.filter_text), folded=folded)
        role = "strong" if nth == self._question else ""
        lines = self._opens(hanging("• ", self.board.question_text(key), width, role, 4), nth)
        tail = (Span(count, "muted"),)
        if width_of(lines[-1]) + 2 + len(count) > width:
            lines.append(())
        lines[-1] = spread(lines[-1], tail, width)
        return lines

    # Keys

    def does(self, action: Action) -> bool:
        at = [p.id for p in self.board.principles].index(self.principle.id) if self.principle else 0
        somewhere = {
            "new_answer": self.principle is not None,
            "read": self.reading() is not None,
            "unfold": self.principle is not None and self.app.folds(self.principle.id, self.question),
            "save_to_file": self.holds_something,
            "previous_question": self._question > 0,
            "next_question": self._question < 3,
            "previous_principle": at > 0,
            "next_principle": at < len(self.board.principles) - 1,
        }
        return somewhere.get(action.name, super().does(action))

    @property
    def holds_something(self) -> bool:
        board, principle = self.app.board_shown, self.principle
        return principle is not None and any(mark is not Mark.NOBODY for mark in board.marks(principle.id))

    def _place_focus(self) -> None:
        """On the answers; where there are none, on the principles, so that up and down always do something.

        Whoever came there by an empty question goes back to the answers with the next; who went there by choice stays.
        """
        target: Widget | None = self.answers if self.answers.rows else None
        if self.focused is not None and self.focused.id == "principles" and not self.narrow:
            if target is None or not self._lent:
                return
        elif target is None and not self.narrow:
            target = self.query_one("#principles", CardList)
            self._lent = True
        self.set_focus(target)

    def on_descendant_focus(self) -> None:
        if not self.narrow:
            self._chose_left = self._on_the_left
        self.draw_footer()

    def first_focus(self) -> Widget | None:
        return self.answers if self.answers.rows else self.query_one("#principles")

    def end_filter(self) -> None:
        """Where nothing here holds the words, go to the first place that has them."""
        board = self.board
        places = [(principle.id, n) for principle in board.principles for n in range(4)]
        held = [(p, n) for p, n in places if board.answers_to(p, QUESTIONS[n]) or board.drafts_to(p, QUESTIONS[n])]
        here = (self.principle.id if self.principle else "", self._question)
        if self.app.filter_text and held and here not in held:
            self._principle, self._question = next((place for place in held if place[0] == here[0]), held[0])
            self._fresh()
        super().end_filter()

    def action_other_side(self) -> None:
        principles = self.query_one("#principles", CardList)
        self._lent = False
        if principles.has_focus and self.answers.rows:
            self.answers.focus()
        elif not self.narrow:
            principles.focus()

    def action_unfold(self) -> None:
        if self.principle is not None:
            self.app.unfolded.add((self.principle.id, self.question))
            self._lent = True
            self._fresh()

    def action_next_question(self) -> None:
        self.action_open_question(min(self._question + 1, 3))

    def action_previous_question(self) -> None:
        self.action_open_question(max(self._question - 1, 0))

    def action_open_question(self, nth: int) -> None:
        """Whoever goes to another question goes to its answers."""
        self._lent = True
        self.open_question(nth)

    def open_question(self, nth: int) -> None:
        if nth != self._question:
            self._question = nth
            self._fresh()

    def action_next_principle(self) -> None:
        self._step(1)

    def action_previous_principle(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        ids = [p.id for p in self.board.principles]
        if self.principle and ids:
            self.open_principle(ids[max(0, min(ids.index(self.principle.id) + by, len(ids) - 1))])

    def open_principle(self, slug: str) -> None:
        if self.principle is None or slug != self.principle.id:
            self._principle = slug
            self._fresh()

    def _fresh(self) -> None:
        self.draw(fresh=True)
        self.draw_footer()

    def show_card(self, card: Card | Draft) -> None:
        """Go where this answer, or the draft of a new one, stands, and take it in hand."""
        if isinstance(card, Draft) and card.kind == "answer":
            where, question, key = str(card.fields["principle"]), card.fields["question"], card.key
        elif isinstance(card, Answer):
            where, question, key = card.principle, card.question, card.path
        else:
            return
        self._principle, self._question = where, QUESTIONS.index(question)
        self.draw(mine=True)
        self.answers.go_to(key)
        self.set_focus(self.answers if self.answers.rows else None)  # enter reads it, and u is about it

    @on(CardList.Moved, "#principles")
    def principle_in_hand(self, event: CardList.Moved) -> None:
        row = event.cards.in_hand
        if row is not None and event.cards.has_focus:
            if self.principle is not None and row.key != self.principle.id:
                self._lent = False
            self.open_principle(row.key)
