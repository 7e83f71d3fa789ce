"""The editor: the question stays in sight, what is typed is kept by itself, and there are two named ways out."""

from collections.abc import Iterator, Sequence
from typing import Any

from textual import on
from textual.widget import Widget

from kindboard.board.board import Draft
from kindboard.cards.cards import QUESTIONS, Answer, Card
from kindboard.pasted import MOST, count_lines
from kindboard.terms import WHO_THERE_IS, WISH_NONE, WISHES, quoted
from kindboard.tui.parts.boxes import LineBox, TextBox
from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.lines import Line, Span, cut, spread, wrap
from kindboard.tui.parts.rows import HEARD, counted
from kindboard.tui.sheets.pasting import kept_apart, offer
from kindboard.tui.sheets.writing import Writing, too_long
from kindboard.verbs.done import NOT_DONE
from kindboard.words.stub import STUB, without_the_unanswered

HINT = "Write here. A sentence or two is enough."
NAMED, NAMELESS = "", "no name"


class Editor(Writing):
    """Writes an answer, corrects one, or adds a note. Made by one of the four class methods."""

    AUTO_FOCUS = "#text"

    def __init__(self, kind: str, fields: dict[str, Any], card: Card | None = None, draft: Draft | None = None) -> None:
        super().__init__(kind, fields, card, draft)
        self._heard: Choice | None = None
        self._with_name: Choice | None = None
        self._wish: Choice | None = None
        self._tags: LineBox | None = None
        self._tags_before = ""
        self._stub = self._offers = False

    @classmethod
    def new_answer(cls, principle: str, question: str, *, no_name: bool = False) -> "Editor":
        fields = {"principle": principle, "question": question}
        return cls("answer", fields | {"by": ""} if no_name else fields)

    @classmethod
    def of_draft(cls, draft: Draft) -> "Editor":
        return cls(draft.kind, dict(draft.fields), draft=draft)

    @classmethod
    def of_answer(cls, card: Answer, begun: Draft | None) -> "Editor":
        fields = {name: getattr(card, name) for name in ("text", "heard", "wish", "tags")}
        return cls("answer", fields, card, begun)

    @classmethod
    def note_on(cls, card: Card, begun: Draft | None) -> "Editor":
        return cls("note", {}, card, begun)

    # What is shown

    def fields(self) -> Iterator[Widget]:
        self._box = TextBox(str(self._fields.get("text") or ""), id="text", placeholder=HINT)
        if self._kind == "answer" and self._question == "people-say":
            heard = [("", "not said"), *HEARD.items()]
            self._heard = Choice("How it was heard:", heard, str(self._fields.get("heard") or ""), id="heard")
        if self._is_new:
            self._with_name = self._name_choice()
        if self._kind == "answer":
            tags = ", ".join(self._fields.get("tags") or ())
            self._tags = LineBox(tags, id="tags", placeholder="Tags, with commas between, if you like")
            self._tags_before = self._tags.value
            wishes = [("", WISH_NONE), *WISHES.items()]
            self._wish = Choice("What it asks for:", wishes, str(self._fields.get("wish") or ""), id="wish")
        yield self._box
        yield from (widget for widget in (self._heard, self._with_name, self._tags, self._wish) if widget is not None)

    @property
    def _is_new(self) -> bool:
        """Whether a name goes with it: new words have a writer, a correction keeps the one it has."""
        return self._kind == "note" or super()._is_new

    def _name_choice(self) -> Choice:
        name = self._work.name
        options = [(NAMELESS, "none")] if name is None else [(NAMED, name), (NAMELESS, "none: nobody is named")]
        chosen = NAMELESS if self._fields.get("by") == "" else NAMED
        return Choice("Name with it:", options, chosen, id="name")

    @property
    def _question(self) -> str:
        card = self._about
        return str(self._fields.get("question") or (card.question if isinstance(card, Answer) else ""))

    def show_board(self, *, mine: bool = False) -> None:
        for beside in (self._tags, self._wish):
            if beside is not None:
                beside.display = not self.low
        super().show_board(mine=mine)

    def head(self, width: int, low: bool) -> list[Line]:
        board, card = self.app.board_shown, self._about
        slug = self._fields.get("principle") or (card.principle if isinstance(card, Answer) else "")
        principle = board.principle(str(slug))
        lines: list[Line] = []
        if principle is not None:
            ids = [p.id for p in board.principles]
            where = f"{ids.index(principle.id) + 1} of {len(ids)}"
            title = cut(principle.title, width - len(where) - 2)
            lines.append(spread((Span(title, "strong"),), (Span(where, "muted"),), width))
        if self._question in QUESTIONS:
            lines += [(Span(line),) for line in wrap(board.question_text(self._question), width, 2 if low else 4)]
        if self._kind == "note" and card is not None:
            lines.append((Span(cut(f"A note on {quoted(card)}", width)),))
        elif not self._is_new:
            lines.append((Span("A correction. The earlier words stay in the board's history.", "muted"),))
        return lines

    @property
    def title_words(self) -> str:
        return {"note": "A note", "answer": "An answer" if self._is_new else "A correction"}[self._kind]

    # What is written

    def now(self) -> dict[str, Any]:
        fields = dict(self._fields) | {"text": self._words}
        if self._heard is not None:
            fields["heard"] = self._heard.value or None
        if self._wish is not None:
            fields["wish"] = self._wish.value or None
        if self._tags is not None and self._tags.value != self._tags_before:
            fields["tags"] = tuple(tag.strip() for tag in self._tags.value.split(",") if tag.strip())
        if self._with_name is not None:
            fields.pop("by", None)
            if self._with_name.value == NAMELESS and self._work.name is not None:
                fields["by"] = ""
        return {name: value for name, value in fields.items() if value not in (None, ()) or name in self._begun}

    @property
    def changed(self) -> bool:
        return bool(self._words.strip()) if self._is_new else super().changed

    @property
    def _words(self) -> str:
        return without_the_unanswered(self._box.words) if self._stub else self._box.words

    def not_yet(self) -> str:
        text = self._words
        return too_long(text) if text.strip() else "There is nothing written yet."

    def kept_words(self) -> str:
        if self.app.room:
            return "Kept on this computer, and not shown to the room."
        if self._is_new and self._kind == "answer":
            return "Kept on this computer. p puts it on the board."
        return super().kept_words()

    def put_words(self) -> str:
        return f"{WHO_THERE_IS} w names them." if self.now().get("wish") else ""

    # Three small questions

    def keys_beside(self) -> Sequence[tuple[str, str, str]]:
        return (("ctrl+t", "Three questions", "story_stub"),) if self._is_empty else ()

    @on(TextBox.Changed)
    def begun_or_emptied(self) -> None:
        if self._offers != bool(self.keys_beside()):
            self.draw_foot()

    def draw_foot(self) -> None:
        self._offers = bool(self.keys_beside())
        super().draw_foot()

    @property
    def _is_empty(self) -> bool:
        return self._kind == "answer" and self._is_new and not self._box.words.strip()

    def action_story_stub(self) -> None:
        if not self._is_empty:
            super().action_story_stub()
            return
        self._stub = True
        self._box.load_text(STUB)
        self._box.move_cursor((1, 0))
        self._box.focus()
        self.draw_foot()

    # Several lines pasted

    @on(TextBox.Pasted)
    def several_pasted(self, event: TextBox.Pasted) -> None:
        if self._kind == "answer" and self._is_new and count_lines(event.text) <= MOST:
            self._keep()
            offer(self.app, event, self._each_its_own)

    def _each_its_own(self, event: TextBox.Pasted) -> None:
        try:
            drafts = kept_apart(self._work, self.now(), event)
            if self._draft is not None:
                self._work.discard(self._draft.key)
        except NOT_DONE as error:
            self._tell(error)
            return
        self._draft = None
        self._close(f"{counted(len(drafts), 'answer')} are kept on this computer. p puts them on the board.", drafts[0])
