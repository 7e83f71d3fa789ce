"""The verbs: what each action does to the card that was in hand when its key was pressed.

Whatever can't be done is said in the status line, in the words of the error; every change says what it did.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.screen import Screen

from kindboard.board import Draft
from kindboard.cards import Answer, Card
from kindboard.errors import KindboardError
from kindboard.plain_text import shortened
from kindboard.tui.rows import counted
from kindboard.tui.words import UNDO

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp
    from kindboard.tui.mode import ModeScreen
    from kindboard.tui.reading import Reading

NAMED = 60
"""Characters of a card's words that a question quotes."""


class Verbs(App[Any]):
    """Mixed into the app. `do` finds a verb in the screen in hand first, then here."""

    @property
    def _me(self) -> "KindboardApp":
        return cast("KindboardApp", self)

    async def action_do(self, name: str) -> None:
        method = getattr(self.screen, f"action_{name}", None) or getattr(self, f"action_{name}")
        result = method()
        if hasattr(result, "__await__"):
            await result

    @property
    def card_in_hand(self) -> Card | Draft | None:
        screen = cast("ModeScreen | Reading", self.screen)
        return screen.in_hand

    def attempt(self, change: Callable[[], str]) -> bool:
        """Make a change on disk and say what it did; where it can't be made, say why. Whether it was made."""
        try:
            said = change()
        except (KindboardError, OSError) as error:
            self._me.say(_words(error))
            return False
        self._me.refresh_board()
        self._me.say(said)
        self._me.sync_soon()
        return True

    # Looking

    def action_read(self) -> None:
        screen = cast("ModeScreen", self.screen)
        card = screen.reading()
        if isinstance(card, Draft):
            self.action_edit()
        elif card is not None:
            from kindboard.tui.reading import Reading

            self.push_screen(Reading(card))

    def action_who(self) -> None:
        from kindboard.tui.pages import who_page

        self.push_screen(who_page(self._me.board_shown))

    def action_help(self) -> None:
        from kindboard.tui.pages import help_page

        screen = cast("ModeScreen | Reading", self.screen)
        self.push_screen(help_page(screen.place, screen.can))

    def action_palette(self) -> None:
        from kindboard.tui.palette import Palette

        self.push_screen(Palette(self._me.commands()), self._run_chosen)

    async def _run_chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_attention(self) -> None:
        from kindboard.tui.pages import attention_page

        self.push_screen(attention_page(self._me.board_shown))

    def action_sync(self) -> None:
        self._me.say("Sending and fetching …")
        self._me.sync_by_itself(now=True)

    # Writing

    def _write(self, screen: Screen[Any]) -> None:
        self.push_screen(screen)

    def action_new_answer(self) -> None:
        from kindboard.tui.editor import Editor
        from kindboard.tui.reflect import Reflect

        screen = self.screen
        if isinstance(screen, Reflect) and screen.principle is not None:
            self._write(Editor.new_answer(screen.principle.id, screen.question))

    def action_edit(self) -> None:
        from kindboard.tui.editor import Editor

        card = self.card_in_hand
        if isinstance(card, Draft):
            self._write(Editor.of_draft(card))
        elif isinstance(card, Answer):
            if card.by is not None and card.by == self._me.work.name:
                self._write(Editor.of_answer(card, self._begun(card, "answer")))
            else:
                self._offer_note_first(card)

    def _begun(self, card: Card, kind: str) -> Draft | None:
        """What was begun on this card before and not finished."""
        drafts = self._me.board_shown.drafts
        return next((draft for draft in drafts if draft.card == card.id and draft.kind == kind), None)

    def _offer_note_first(self, card: Answer) -> None:
        from kindboard.tui.dialogs import Choose
        from kindboard.tui.editor import Editor

        def chosen(choice: str | None) -> None:
            if choice == "note":
                self._write(Editor.note_on(card, self._begun(card, "note")))
            elif choice == "correct":
                self._write(Editor.of_answer(card, self._begun(card, "answer")))

        whose = f"These are {card.by}'s words." if card.by else "Nobody gave a name to these words."
        choices = (("note", "Add a note under them"), ("correct", "Correct the words themselves"), ("", "Leave them"))
        self.push_screen(Choose(whose, (quoted(card),), choices), chosen)

    def action_note(self) -> None:
        from kindboard.tui.editor import Editor

        card = self.card_in_hand
        if isinstance(card, Answer):
            self._write(Editor.note_on(card, self._begun(card, "note")))

    def action_me_too(self) -> None:
        card = self.card_in_hand
        if isinstance(card, Answer):
            self.attempt(lambda: self._echoed(card))

    def _echoed(self, card: Answer) -> str:
        after = self._me.work.echo(card)
        said = isinstance(after, Answer) and len(after.echoes) >= len(card.echoes) and after.echoes != card.echoes
        return f"You say it, too. {UNDO}" if said else f'"Me too" taken back. {UNDO}'

    # Taking away

    def action_remove(self) -> None:
        from kindboard.tui.dialogs import Choose

        card = self.card_in_hand
        if isinstance(card, Draft):
            question, yes = "Throw away what is kept on this computer?", "Throw it away"
        elif isinstance(card, Answer):
            question, yes = "Take this answer off the board, for everybody?", "Take it off the board"
        else:
            return

        def chosen(choice: str | None) -> None:
            if choice == "yes":
                self.attempt(lambda: self._removed(card))

        choices = (("", "No, leave it"), ("yes", yes))
        self.push_screen(Choose(question, (quoted(card),), choices), chosen)

    def _removed(self, card: Card | Draft) -> str:
        from kindboard.tui.reading import Reading

        if isinstance(card, Draft):
            self._me.work.discard(card.key)
            self._me.thrown_away = card
            return f"Thrown away. {UNDO}"
        self._me.work.remove(card)
        self._me.thrown_away = None
        if isinstance(self.screen, Reading):
            self.pop_screen()
        return f"Taken off the board. {UNDO}"

    def action_undo(self) -> None:
        self.attempt(self._undone)

    def _undone(self) -> str:
        if self._me.thrown_away is not None:
            self._me.work.keep(self._me.thrown_away)
            self._me.thrown_away = None
            return "Kept on this computer again."
        undone = self._me.work.undo()
        seen = " Others may have seen it." if undone.seen else ""
        return f"{undone.sentence}{seen}"

    # Putting on the board

    def action_put_on_board(self) -> None:
        card = self.card_in_hand
        drafts = [draft for draft in self._me.board_shown.drafts if draft.kind == "answer"]
        if isinstance(card, Draft):
            drafts = [card]
        if drafts:
            self.ask_to_put(drafts, self._put)

    def ask_to_put(self, drafts: list[Draft], put: Callable[[list[Draft]], Any]) -> None:
        """Show exactly what leaves this computer; on yes, `put`."""
        from kindboard.tui.dialogs import Choose, leaving_words

        def chosen(choice: str | None) -> None:
            if choice == "yes":
                self._me.shown_what_leaves = True
                put(drafts)

        leaving = self._me.work.leaving(drafts)
        title = "This goes on the board:" if len(leaving) == 1 else f"These {len(leaving)} go on the board:"
        choices = (("yes", "Put on board"), ("", "Not yet: keep on this computer"))
        self.push_screen(Choose(title, leaving_words(leaving), choices), chosen)

    def _put(self, drafts: list[Draft]) -> None:
        self.attempt(lambda: self._posted(drafts))

    def _posted(self, drafts: list[Draft]) -> str:
        return put_words(self._me.work.post(draft.key for draft in drafts))


def put_words(cards: list[Card]) -> str:
    what = "Put on the board." if len(cards) == 1 else f"{counted(len(cards), 'answer')} put on the board."
    return f"{what} {UNDO}"


def quoted(card: Card | Draft) -> str:
    """The beginning of a card's words, in quotation marks, to name it by."""
    fields = card.fields if isinstance(card, Draft) else {}
    text = fields.get("text") or fields.get("title") or getattr(card, "text", "") or getattr(card, "title", "")
    return f"“{shortened(str(text), NAMED)}”"


def _words(error: Exception) -> str:
    if isinstance(error, KindboardError):
        return str(error)
    return "This computer could not save it just now. Nothing on the board has changed."
