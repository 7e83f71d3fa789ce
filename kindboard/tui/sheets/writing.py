"""What everything that is written shares: it is kept by itself as it is typed, and there are two named ways out."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from kindboard.actions.actions import Action, Place
from kindboard.board.board import Board, Draft
from kindboard.cards.cards import Card
from kindboard.cards.fields import TEXT_LIMIT
from kindboard.errors import KindboardError
from kindboard.tui.drawable import drawable
from kindboard.tui.frame import LOW, indented, rule
from kindboard.tui.parts.boxes import LineBox, TextBox
from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.keys import bindings
from kindboard.tui.parts.lines import Line, Span, cut, spread, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.words import UNDO
from kindboard.tui.session import SessionScreen
from kindboard.verbs.cards import post
from kindboard.verbs.done import NOT_DONE
from kindboard.workspace.workspace import Workspace

KEEP_AFTER = 0.2
KEEP_EVERY = 20
"""What is typed is kept after so many seconds without a key; and at so many keys, however fast they come."""
TAKEN_OFF = "Somebody took this card off the board meanwhile. If you put your words on the board, it comes back."
CHANGED = "Somebody changed this card meanwhile. Their words are not lost, and neither are yours: both will be kept."


class Writing(SessionScreen[None]):
    """A card, or a part of one, in the writing. What is in its fields can be kept while it is being taken down."""

    place: ClassVar[Place] = "editor"
    CSS_PATH = "writing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("editor", priority=True)]
    tells_what_is_said = False

    def __init__(self, kind: str, fields: dict[str, Any], card: Card | None = None, draft: Draft | None = None) -> None:
        super().__init__()
        self._kind, self._card, self._draft = kind, card, draft
        self._begun = dict(fields)
        self._fields = fields | (draft.fields if draft else {})
        self._timer: Timer | None = None
        self._typed = 0
        self._put_away = self._keeping = False
        self._trouble = ""
        self._kept = ""

    # What a kind of writing gives

    def fields(self) -> Iterator[Widget]:
        """Makes the fields, and holds them by name."""
        yield from ()

    def now(self) -> dict[str, Any]:
        """The fields as they stand on the screen, beside those that have none there."""
        return dict(self._fields)

    @property
    def changed(self) -> bool:
        """Whether there is something to keep."""
        now = self.now()
        return any(now.get(name) != value and (now.get(name) or value) for name, value in self._begun.items())

    @property
    def title_words(self) -> str:
        return "A correction"

    def head(self, width: int, low: bool) -> list[Line]:
        """What stays in sight over the fields."""
        return []

    def not_yet(self) -> str:
        """Why it can't be put on the board as it is, in a sentence."""
        return ""

    def keys_beside(self) -> Sequence[tuple[str, str, str]]:
        """(key, words, action) of what the foot offers more, where there is room."""
        return ()

    def kept_words(self) -> str:
        """What is said when it is left for later."""
        return "Your unfinished words are kept on this computer."

    def put_words(self) -> str:
        """What is said more, once it is on the board."""
        return ""

    # What is shown

    @property
    def _work(self) -> Workspace:
        return self.app.work

    def compose(self) -> ComposeResult:
        yield Lines(id="status")
        yield Lines(id="editor-head")
        yield from self.fields()
        yield Lines(id="editor-trouble")
        yield Lines(id="footer")

    @property
    def _is_new(self) -> bool:
        """Whether it is no card's correction."""
        return self._card is None and (self._draft is None or self._draft.card is None)

    @property
    def _about(self) -> Card | None:
        """The card this edits or is a note on."""
        board: Board = self.app.board_shown
        if self._card is not None or self._draft is None or self._draft.card is None:
            return self._card
        return board.by_path.get(self._draft.path or "") or board.cards.get(self._draft.card)

    @on(events.Resize)
    def at_new_size(self) -> None:
        if drawable(self):
            self.show_board()

    @property
    def low(self) -> bool:
        return self.size.height < LOW

    def show_board(self, *, mine: bool = False) -> None:
        self.draw_status()
        lines = indented(self.head(self.size.width - 2, self.low))
        self.query_one("#editor-head", Lines).show(*lines, *([] if self.low else [rule(self.size.width)]))
        self.draw_foot()

    def draw_status(self) -> None:
        width, title = self.size.width - 2, self.title_words
        right = self._kept or "Kept on this computer as you type"
        self.query_one("#status", Lines).show(
            (Span(" "), *spread((Span(title, "strong"),), (Span(cut(right, width - len(title) - 2), "muted"),), width))
        )

    def draw_foot(self) -> None:
        width, more = self.size.width, self.keys_beside()
        keys: list[Span] = [Span(" ")]
        for glyph, words, action in (
            ("ctrl+s", "Put on board", "put_this"),
            ("esc", "Keep on this computer" if width >= (90 if more else 60) else "Keep here", "keep_this"),
            ("tab", "Next field", ""),
            *more,
        ):
            click = f"app.do('{action}')" if action else ""
            span = [Span(glyph, "key", click), Span(f" {words}", "", click)]
            if sum(len(s.text) for s in (*keys, *span)) <= width:
                keys += [*span, Span("   ")]
        self.query_one("#footer", Lines).show(tuple(keys))
        words = self._trouble or self._meanwhile
        trouble = [(Span(f" {line}", "warning"),) for line in wrap(words, width - 2, 4)] if words else []
        self.query_one("#editor-trouble", Lines).show(*trouble)

    @property
    def _meanwhile(self) -> str:
        """What others did to the card since its writer saw it, in words; nothing is lost by either."""
        seen = self._card
        if seen is None:
            return ""
        now = self.app.board_shown.by_path.get(seen.path)
        if now is None:
            return TAKEN_OFF
        changed = any(getattr(now, name, None) != getattr(seen, name, None) for name in self._begun)
        changed = changed or (self._draft is not None and self._draft.seen not in (None, seen.raw))
        return CHANGED if changed else ""

    def can(self, action: Action) -> bool:
        return True

    def not_now(self, action: Action) -> str:
        """Nothing that is not offered here belongs here."""
        return ""

    # Keeping

    @on(TextBox.Refused)
    def not_pasted(self, event: TextBox.Refused) -> None:
        words = f"With that it would have {event.characters:,} characters; a card holds {TEXT_LIMIT:,} at most."
        self._trouble = f"{words} Nothing was pasted: paste a part of it, or make two cards."
        self.draw_foot()

    @on(TextBox.Changed)
    @on(LineBox.Changed)
    @on(Choice.Changed)
    def typed(self) -> None:
        if self._put_away:
            return  # news of the last key may come after what it wrote was put on the board
        if self._trouble:
            self._trouble = ""
            self.draw_foot()
        self._typed += 1
        if self._typed >= KEEP_EVERY:
            self._keep()
        elif self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self._keep)
        else:
            self._timer.reset()

    def _keep(self) -> bool:
        """Keep what is typed on this computer. Whether something is kept now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._typed = 0
        try:
            kept = self._kept_now()
        except NOT_DONE as error:
            self._tell(error)
            return False
        if kept:
            self._kept = f"Kept on this computer {self._work.now.astimezone():%H:%M}"
            self.draw_status()
        return kept

    def _kept_now(self) -> bool:
        if self._put_away:
            return False  # a timer that was due already comes after what is on the board, or kept line by line
        if not self.changed:
            if self._draft is not None:
                self._work.discard(self._draft.key)
                self._draft = None
            return False
        fields = self.now()
        if self._draft is None:
            self._draft = self._work.begun(self._kind, self._card)
        if self._draft.fields == fields:
            return True
        # A terminal that goes asks for the same while it is being done: it is written once more, as the same draft.
        within, self._keeping = self._keeping, True
        try:
            if not within and self._is_another_windows(self._work.drafts()):
                # Another window goes on with the same words: from here on there are two of them.
                self._draft = self._work.new_draft(self._kind, fields, self._card)
            self._draft = self._work.keep(replace(self._draft, fields=fields))
        finally:
            self._keeping = within
        return True

    def _is_another_windows(self, drafts: Collection[Draft]) -> bool:
        mine = self._draft
        return mine is not None and any(d.key == mine.key and d.saved != mine.saved for d in drafts)

    def keep_before_leaving(self) -> None:
        self._keep()

    def on_unmount(self) -> None:
        """The app is going down with words in hand, and nothing can be shown any more."""
        if self._timer is not None:
            with suppress(*NOT_DONE):
                self._kept_now()

    async def action_quit_editor(self) -> None:
        await self.app.action_quit()

    def action_story_stub(self) -> None:
        self._tell_here("Three small questions are for a new answer that is empty yet.")

    def _tell_here(self, words: str) -> None:
        self._trouble = words
        self.draw_foot()

    def _tell(self, error: Exception) -> None:
        words = str(error) if isinstance(error, KindboardError) else "This computer could not keep it just now."
        self._tell_here(f"{words} What you wrote stays here.")

    # The two ways out

    def action_keep_this(self) -> None:
        changed = self.changed
        kept = self._keep()
        if changed and not kept:
            return
        self._close(self.kept_words() if kept else "", self._draft if self._about is None else None)

    def action_put_this(self) -> None:
        if words := self.not_yet():
            self._tell(KindboardError("not-yet", words))
            return
        if not self.changed:
            self._close("Nothing was changed.")
            return
        if not self._keep() or self._draft is None:
            return
        self.app.ask_to_put([self._draft], self._put, always=False)

    def _put(self, drafts: list[Draft]) -> None:
        try:
            done = post(self._work, drafts, self._card)
        except NOT_DONE as error:
            self._tell(error)
            return
        self._draft = None
        said = " ".join(part for part in (done.sentence, self.put_words(), UNDO) if part)
        self._close(said, done.cards[0])

    def _close(self, said: str, written: Card | Draft | None = None) -> None:
        """`written`: what the screen below takes in hand."""
        self._put_away = True
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        app = self.app
        app.pop_screen()
        app.refresh_board()
        show = getattr(app.screen, "show_card", None)
        if written is not None and written.kind == self._kind and show is not None:
            show(written)
        if said:
            app.say(said)
        if written is not None and not isinstance(written, Draft):
            app.sync_soon()


def too_long(text: str) -> str:
    """That a text is longer than a card holds, in words; nothing where it is not."""
    if len(text) <= TEXT_LIMIT:
        return ""
    return f"It has {len(text):,} characters; a card holds {TEXT_LIMIT:,} at most. Shorten it, or make two cards."
