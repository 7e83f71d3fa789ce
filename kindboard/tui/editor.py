"""The editor: the question stays in sight, what is typed is kept by itself, and there are two named ways out."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, cast

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from kindboard.actions import Action, Place
from kindboard.board import Board, Draft
from kindboard.cards import QUESTIONS, Answer, Card
from kindboard.errors import KindboardError
from kindboard.fields import TEXT_LIMIT
from kindboard.tui.choice import Choice
from kindboard.tui.keys import bindings
from kindboard.tui.lines import Line, Span, cut, hanging, spread, wrap
from kindboard.tui.mode import LOW
from kindboard.tui.painted import Lines
from kindboard.tui.rows import HEARD
from kindboard.tui.verbs import put_words, quoted
from kindboard.workspace import Workspace

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp

KEEP_AFTER = 0.8
"""Seconds from the first key on, then what is typed is kept."""
HINT = "Write here. A sentence or two is enough."
NAMED, NAMELESS = "", "no name"


class Editor(Screen[None]):
    """Writes an answer, corrects one, or adds a note. Made by one of the four class methods."""

    place: ClassVar[Place] = "editor"
    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("editor", priority=True)]
    AUTO_FOCUS = "#text"

    def __init__(self, kind: str, fields: dict[str, Any], card: Card | None = None, draft: Draft | None = None) -> None:
        super().__init__()
        self._kind, self._card, self._draft = kind, card, draft
        self._begun = dict(fields)
        self._fields = fields | (draft.fields if draft else {})
        self._timer: Timer | None = None
        self._trouble = ""
        self._kept = ""
        self._heard: Choice | None = None
        self._with_name: Choice | None = None
        self._tags: Input | None = None

    @classmethod
    def new_answer(cls, principle: str, question: str) -> "Editor":
        return cls("answer", {"principle": principle, "question": question})

    @classmethod
    def of_draft(cls, draft: Draft) -> "Editor":
        return cls(draft.kind, dict(draft.fields), draft=draft)

    @classmethod
    def of_answer(cls, card: Answer, begun: Draft | None) -> "Editor":
        return cls("answer", {"text": card.text, "heard": card.heard, "tags": card.tags}, card, begun)

    @classmethod
    def note_on(cls, card: Card, begun: Draft | None) -> "Editor":
        return cls("note", {}, card, begun)

    @property
    def _app(self) -> "KindboardApp":
        return cast("KindboardApp", self.app)

    @property
    def _work(self) -> Workspace:
        return self._app.work

    # What is shown

    def _make_fields(self) -> None:
        """The fields, held by name: what is in them can be kept even while the screen is being taken down."""
        self._box = TextArea(
            str(self._fields.get("text") or ""), soft_wrap=True, compact=True, id="text", placeholder=HINT
        )
        self._box.cursor_blink = False
        self._box.highlight_cursor_line = False
        if self._kind == "answer" and self._question == "people-say":
            heard = [("", "not said"), *HEARD.items()]
            self._heard = Choice("How it was heard:", heard, str(self._fields.get("heard") or ""), id="heard")
        if self._is_new:
            self._with_name = self._name_choice()
        if self._kind == "answer":
            tags = ", ".join(self._fields.get("tags") or ())
            hint = "Tags, with commas between, if you like"
            self._tags = Input(tags, compact=True, id="tags", select_on_focus=False, placeholder=hint)
            self._tags.cursor_blink = False

    def compose(self) -> ComposeResult:
        self._make_fields()
        yield Lines(id="status")
        yield Lines(id="editor-head")
        yield self._box
        yield from (widget for widget in (self._heard, self._with_name, self._tags) if widget is not None)
        yield Lines(id="editor-trouble")
        yield Lines(id="footer")

    @property
    def _is_new(self) -> bool:
        """Whether a name goes with it: new words have a writer, a correction keeps the one it has."""
        return self._kind == "note" or (self._card is None and (self._draft is None or self._draft.card is None))

    def _name_choice(self) -> Choice:
        name = self._work.name
        options = [(NAMELESS, "none")] if name is None else [(NAMED, name), (NAMELESS, "none: nobody is named")]
        chosen = NAMELESS if self._fields.get("by") == "" else NAMED
        return Choice("Name with it:", options, chosen, id="name")

    @property
    def _question(self) -> str:
        card = self._about
        return str(self._fields.get("question") or (card.question if isinstance(card, Answer) else ""))

    @property
    def _about(self) -> Card | None:
        """The card this edits or is a note on."""
        board: Board = self._app.board_shown
        if self._card is not None or self._draft is None or self._draft.card is None:
            return self._card
        return board.cards.get(self._draft.card)

    @on(events.Resize)
    def at_new_size(self) -> None:
        if self.size:
            self.show_board()

    def show_board(self, *, mine: bool = False) -> None:
        low = self.size.height < LOW
        if self._tags is not None:
            self._tags.display = not low
        self.draw_status()
        self.query_one("#editor-head", Lines).show(*self._head(self.size.width - 2, low))
        self._draw_foot()

    def _head(self, width: int, low: bool) -> list[Line]:
        board, card = self._app.board_shown, self._about
        slug = self._fields.get("principle") or (card.principle if isinstance(card, Answer) else "")
        principle = board.principle(str(slug))
        lines: list[Line] = []
        if principle is not None:
            ids = [p.id for p in board.principles]
            where = f"{ids.index(principle.id) + 1} of {len(ids)}"
            title = cut(principle.title, width - len(where) - 2)
            lines.append(spread((Span(title, "strong"),), (Span(where, "muted"),), width))
        if self._question in QUESTIONS:
            number = QUESTIONS.index(self._question) + 1
            lines += hanging(f"{number} ", board.question_text(self._question), width, "", 2 if low else 4)
        if self._kind == "note" and card is not None:
            lines.append((Span(cut(f"A note on {quoted(card)}", width)),))
        elif not self._is_new:
            lines.append((Span("A correction. The earlier words stay in the board's history.", "muted"),))
        rule: Line = (Span("─" * self.size.width, "rule"),)
        return [*((Span(" "), *line) for line in lines), *([] if low else [rule])]

    def draw_status(self) -> None:
        width = self.size.width - 2
        title = {"note": "A note", "answer": "An answer" if self._is_new else "A correction"}[self._kind]
        right = self._kept or "Kept on this computer as you type"
        self.query_one("#status", Lines).show(
            (Span(" "), *spread((Span(title, "strong"),), (Span(cut(right, width - len(title) - 2), "muted"),), width))
        )

    def _draw_foot(self) -> None:
        width = self.size.width
        keys: list[Span] = [Span(" ")]
        for glyph, words, action in (
            ("ctrl+s", "Put on board", "put_this"),
            ("esc", "Keep on this computer" if width >= 60 else "Keep here", "keep_this"),
            ("tab", "Next field", ""),
        ):
            click = f"app.do('{action}')" if action else ""
            span = [Span(glyph, "key", click), Span(f" {words}   ", "", click)]
            if sum(len(s.text) for s in (*keys, *span)) <= width:
                keys += span
        self.query_one("#footer", Lines).show(tuple(keys))
        trouble = (
            [(Span(f" {line}", "warning"),) for line in wrap(self._trouble, width - 2, 4)] if self._trouble else []
        )
        self.query_one("#editor-trouble", Lines).show(*trouble)

    def can(self, action: Action) -> bool:
        return True

    # Keeping

    @property
    def _typed(self) -> str:
        return self._box.text

    def _now(self) -> dict[str, Any]:
        """The fields as they stand on the screen."""
        fields = dict(self._fields) | {"text": self._typed}
        if self._heard is not None:
            fields["heard"] = self._heard.value or None
        if self._tags is not None:
            fields["tags"] = tuple(tag.strip() for tag in self._tags.value.split(",") if tag.strip())
        if self._with_name is not None:
            fields.pop("by", None)
            if self._with_name.value == NAMELESS and self._work.name is not None:
                fields["by"] = ""
        return {name: value for name, value in fields.items() if value not in (None, ()) or name in self._begun}

    @property
    def _changed(self) -> bool:
        now = self._now()
        if self._is_new:
            return bool(now["text"].strip())
        return any(now.get(name) != value and (now.get(name) or value) for name, value in self._begun.items())

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(Choice.Changed)
    def typed(self) -> None:
        if self._trouble:
            self._trouble = ""
            self._draw_foot()
        # Not put off by further keys: whoever types on without a pause is kept up with, too.
        if self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> bool:
        """Keep what is typed on this computer. Whether something is kept now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        try:
            kept = self._kept_now()
        except (KindboardError, OSError) as error:
            self._tell(error)
            return False
        if kept:
            self._kept = f"Kept on this computer {self._work.now.astimezone():%H:%M}"
            self.draw_status()
        return kept

    def _kept_now(self) -> bool:
        if not self._changed:
            if self._draft is not None:
                self._work.discard(self._draft.key)
                self._draft = None
            return False
        fields = self._now()
        if self._draft is None:
            self._draft = self._work.new_draft(self._kind, fields, self._card)
        elif self._draft.fields != fields:
            self._draft = self._work.keep(replace(self._draft, fields=fields))
        return True

    def keep_before_leaving(self) -> None:
        self._keep()

    def on_unmount(self) -> None:
        """The app is going down with words in hand, and nothing can be shown any more."""
        if self._timer is not None:
            with suppress(KindboardError, OSError):
                self._kept_now()

    async def action_quit_editor(self) -> None:
        await self._app.action_quit()

    def _tell(self, error: Exception) -> None:
        words = str(error) if isinstance(error, KindboardError) else "This computer could not keep it just now."
        self._trouble = f"{words} What you wrote stays here."
        self._draw_foot()

    # The two ways out

    def action_keep_this(self) -> None:
        changed = self._changed
        kept = self._keep()
        if changed and not kept:
            return
        self._close("Kept on this computer. p puts it on the board." if kept and self._is_new and self._kind == "answer"
                    else "Your unfinished words are kept on this computer." if kept else "")  # fmt: skip

    def action_put_this(self) -> None:
        text = self._typed
        if not text.strip():
            self._tell(KindboardError("empty", "There is nothing written yet."))
            return
        if len(text) > TEXT_LIMIT:
            words = (
                f"It has {len(text):,} characters; a card holds {TEXT_LIMIT:,} at most. Shorten it, or make two cards."
            )
            self._tell(KindboardError("too-long", words))
            return
        if not self._changed:
            self._close("Nothing was changed.")
            return
        if not self._keep() or self._draft is None:
            return
        if self._app.shown_what_leaves:
            self._put([self._draft])
        else:
            self._app.ask_to_put([self._draft], self._put)

    def _put(self, drafts: list[Draft]) -> None:
        try:
            cards = self._work.post(draft.key for draft in drafts)
        except (KindboardError, OSError) as error:
            self._tell(error)
            return
        self._draft = None
        said = "Note added. u undo" if self._kind == "note" else put_words(cards)
        self._close(said, cards[0] if self._kind == "answer" else None)

    def _close(self, said: str, card: Card | None = None) -> None:
        from kindboard.tui.reflect import Reflect

        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        app = self._app
        app.pop_screen()
        app.refresh_board()
        if isinstance(card, Answer) and isinstance(app.screen, Reflect):
            app.screen.show_card(card)
        if said:
            app.say(said)
        if card is not None or said.startswith("Note"):
            app.sync_soon()
