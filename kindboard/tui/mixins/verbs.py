"""The verbs: what each action does to the card that was in hand when its key was pressed.

Whatever can't be done is said in the status line, in the words of the error; every change says what it did.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from kindboard.actions.actions import Action, named
from kindboard.board.board import Draft
from kindboard.cards.cards import Answer, Card, PlanItem, Theme
from kindboard.terms import TOO, WAIT, WAITING_CHOICES, WHY_IT_WAITS, quoted, waits
from kindboard.tui.modes.mode import TO_POOL
from kindboard.tui.parts.words import UNDO
from kindboard.tui.session import Session
from kindboard.verbs import cards as verbs
from kindboard.verbs.at_once import AT_ONCE, carried_out
from kindboard.verbs.done import NOT_DONE, Done, why_not

if TYPE_CHECKING:
    from kindboard.tui.modes.mode import ModeScreen
    from kindboard.tui.sheets.reading import Reading

TO_READ = "This is an earlier round, to read. esc goes back to now."
GONE_BY = "A day gone by is to read, and no more. esc goes back to today."


class Verbs(Session):
    """Mixed into the app. `do` finds a verb in the screen in hand first, then here."""

    planned: Card | Draft | None = None
    """A plan item that was made elsewhere: Plan takes it in hand when it is gone to."""

    async def action_do(self, name: str) -> None:
        if not self.may(named(name)):
            self.say(GONE_BY)
            return
        if self.looking_at is not None and name in TO_POOL:
            self.say(TO_READ)
            return
        own, not_now = getattr(self.screen, f"action_{name}", None), getattr(self.screen, "not_now", None)
        if not_now and (words := not_now(named(name))):
            self.say(words)
            return
        if name in AT_ONCE:
            self._do_at_once(named(name))
            return
        method = own or getattr(self, f"action_{name}")
        result = method()
        if hasattr(result, "__await__"):
            await result

    def _do_at_once(self, action: Action) -> None:
        card = self.card_in_hand
        if isinstance(card, Card) and card.kind in action.on:
            self.attempt(lambda: carried_out(self.work, action.name, card))

    @property
    def card_in_hand(self) -> Card | Draft | None:
        screen = cast("ModeScreen | Reading", self.screen)
        return screen.in_hand

    def attempt(self, change: Callable[[], Done], *, of_a_day: bool = False) -> bool:
        """Make a change on disk and say what it did; where it can't be made, say why. Whether it was made.

        `of_a_day`: it is about a day, and not about what stood on the board then.
        """
        if self.day is not None and not of_a_day:
            self.say(GONE_BY)  # a mouse drags without an action
            return False
        try:
            done = change()
        except NOT_DONE as error:
            self.say(why_not(error))
            return False
        self.can_redo = self.work.can_redo
        self.refresh_board()
        self.say(f"{done.sentence} {UNDO}" if done.undo else done.sentence)
        self.sync_soon()
        return True

    # Looking

    def action_read(self) -> None:
        screen = cast("ModeScreen", self.screen)
        card = screen.reading()
        if isinstance(card, Draft):
            self.action_edit()
        elif card is not None:
            from kindboard.tui.sheets.reading import Reading

            self.push_screen(Reading(card))

    def action_who(self) -> None:
        from kindboard.tui.sheets.pages import who_page

        def chosen(choice: str | None) -> None:
            if choice == "name":
                self.action_add_support()
            elif choice == "take off":
                self.action_take_off_support()

        self.push_screen(who_page(self.board_shown), chosen)

    def action_help(self) -> None:
        from kindboard.tui.sheets.pages import help_page

        screen = cast("ModeScreen | Reading", self.screen)
        self.push_screen(help_page(screen.place, screen.can, screen.not_now))

    def action_tour(self) -> None:
        from kindboard.tui.sheets.tour import show

        show(self)

    def action_palette(self) -> None:
        from kindboard.tui.sheets.palette import Palette

        self.push_screen(Palette(self.commands()), self._run_chosen)

    async def _run_chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_attention(self) -> None:
        from kindboard.tui.sheets.pages import attention_page

        troubles = dict.fromkeys(words for words in self.troubles.values() if words)
        self.push_screen(attention_page(self.board_shown, troubles))

    def action_sync(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self.say("Sending and fetching …")
                self.sync_by_itself(now=True, nameless=choice == TOO)

        if self.standing.known and not self.standing.shared:
            self.action_connect()
        elif self.standing.waiting:
            self.push_screen(Choose(waits(self.standing.waiting), (WHY_IT_WAITS,), WAITING_CHOICES), chosen)
        else:
            chosen(WAIT)

    def action_sign_in(self) -> None:
        from kindboard.tui.signing import sign_in

        if self.wants_sign_in:
            self.keep_everything()
            trouble = sign_in(self, self.work)
            self.say(str(trouble) if trouble else "You are signed in.")
            if trouble is None:
                self.sync_afresh()

    # Writing

    def _write(self, screen: Screen[Any]) -> None:
        self.push_screen(screen)

    def action_new_answer(self) -> None:
        from kindboard.tui.modes.asking import Asking
        from kindboard.tui.modes.reflect import Reflect
        from kindboard.tui.sheets.editor import Editor

        screen = self.screen
        if self.leave_earlier_round("new_answer"):
            return
        if isinstance(screen, Reflect | Asking) and screen.principle is not None:
            self._write(Editor.new_answer(screen.principle.id, screen.question, no_name=self.room))

    def action_edit(self) -> None:
        from kindboard.tui.sheets.editor import Editor
        from kindboard.tui.sheets.plan_editor import PlanEditor

        card = self.card_in_hand
        if isinstance(card, PlanItem):
            self._write(PlanEditor.of_item(card, self._begun(card, "plan")))
        elif isinstance(card, Theme):
            from kindboard.tui.sheets.theme_editor import ThemeEditor

            self._write(ThemeEditor(card, self._begun(card, "theme")))
        elif isinstance(card, Draft) and card.kind == "plan":
            self._write(PlanEditor.of_draft(card))
        elif isinstance(card, Draft):
            self._write(Editor.of_draft(card))
        elif isinstance(card, Answer):
            if self.work.wrote(card):
                self._write(Editor.of_answer(card, self._begun(card, "answer")))
            else:
                self._offer_note_first(card)

    def _begun(self, card: Card, kind: str) -> Draft | None:
        """What was begun on this card before and not finished."""
        drafts = self.board_shown.drafts
        about = ((card.id, None), (card.id, card.path))
        return next((draft for draft in drafts if (draft.card, draft.path) in about and draft.kind == kind), None)

    def _offer_note_first(self, card: Answer) -> None:
        from kindboard.tui.sheets.dialogs import Choose
        from kindboard.tui.sheets.editor import Editor

        def chosen(choice: str | None) -> None:
            if choice == "note":
                self._write(Editor.note_on(card, self._begun(card, "note")))
            elif choice == "correct":
                self._write(Editor.of_answer(card, self._begun(card, "answer")))

        whose = f"These are {card.by}'s words." if card.by else "Nobody gave a name to these words."
        choices = (("note", "Add a note under them"), ("correct", "Correct the words themselves"), ("", "Leave them"))
        self.push_screen(Choose(whose, (quoted(card),), choices), chosen)

    def action_note(self) -> None:
        from kindboard.tui.sheets.editor import Editor

        card = self.card_in_hand
        if isinstance(card, Answer | Theme | PlanItem):
            self._write(Editor.note_on(card, self._begun(card, "note")))

    def action_take_off_note(self) -> None:
        from kindboard.tui.sheets.notes import offer_to_take_off

        card = self.card_in_hand
        if isinstance(card, Answer | Theme | PlanItem) and card.notes:
            offer_to_take_off(self, card)

    # Taking away

    def action_remove(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        card = self.card_in_hand
        if isinstance(card, Draft):
            question, yes = "Throw away what is kept on this computer?", "Throw it away"
        elif isinstance(card, PlanItem):
            question, yes = "Take this plan item off the board, for everybody?", "Take it off the board"
        elif isinstance(card, Theme):
            question, yes = "Take this theme off the board, for everybody? Its answers stay.", "Take it off the board"
        elif isinstance(card, Answer):
            question, yes = "Take this answer off the board, for everybody?", "Take it off the board"
        else:
            return

        def chosen(choice: str | None) -> None:
            if choice == "yes":
                self._take_off(card)

        choices = (("", "No, leave it"), ("yes", yes))
        stays = () if isinstance(card, Draft) else ("", "The board's history keeps its words, and u brings it back.")
        self.push_screen(Choose(question, (quoted(card), *stays), choices), chosen)

    def _take_off(self, card: Card | Draft) -> None:
        from kindboard.tui.sheets.reading import Reading

        if isinstance(card, Draft):
            if self.attempt(lambda: verbs.throw_away(self.work, card)):
                self.thrown_away = card
        elif self.attempt(lambda: verbs.remove(self.work, card)):
            self.thrown_away = None
            if isinstance(self.screen, Reading):
                self.pop_screen()

    def action_kept(self) -> None:
        from kindboard.tui.sheets.kept import offer

        offer(self)

    def take_in_hand(self, key: str) -> None:
        """Take a card or a draft in hand where it stands, if this screen shows its kind."""
        board = self.board_shown
        drafts = {draft.key: draft for draft in board.drafts if draft.card is None}
        card = board.cards.get(key) or drafts.get(key)
        show = getattr(self.screen, "show_card", None)
        if card is not None and show is not None and card.kind == self.kind_put:
            show(card)

    # Putting on the board

    @property
    def kind_put(self) -> str:
        """The kind of card whose drafts `p` puts on the board here."""
        return {"plan": "plan", "pool": "theme"}.get(getattr(self.screen, "place", ""), "answer")

    def action_put_on_board(self) -> None:
        card = self.card_in_hand
        drafts = [draft for draft in self.board_shown.drafts if draft.kind == self.kind_put]
        if isinstance(card, Draft):
            self._ask_which(card, self.board_shown.drafts_beside(card), drafts)
        elif about := [draft for draft in drafts if isinstance(card, Card) and draft.card == card.id]:
            self.ask_to_put(about, self._put)
        elif drafts:
            self._ask_among(drafts)

    def _ask_which(self, draft: Draft, beside: tuple[Draft, ...], drafts: list[Draft]) -> None:
        """Where several drafts are kept: this one, all under its question, or some of all there are."""
        from kindboard.tui.sheets.dialogs import Choose

        def chosen(choice: str | None) -> None:
            if choice == "some":
                self._ask_among(drafts)
            elif choice:
                self.ask_to_put(list(beside) if choice == "all" else [draft], self._put)

        if len(drafts) < 2:
            self.ask_to_put([draft], self._put)
            return
        all_of_them = "Both" if len(beside) == 2 else f"All {len(beside)}"
        choices = [("one", "This one")]
        choices += [("all", f"{all_of_them} kept under this question")] if len(beside) > 1 else []
        choices += [("some", f"Choose among the {len(drafts)} that are kept here")] if len(drafts) > len(beside) else []
        self.push_screen(Choose("Put which on the board?", (quoted(draft),), choices), chosen)

    def _ask_among(self, drafts: list[Draft]) -> None:
        """What is not in hand is put on the board only where somebody ticks it."""
        from kindboard.tui.sheets.kept import among

        sheet = among(self.board_shown, drafts)

        def chosen(choice: str | None) -> None:
            if choice:
                kept = {draft.key: draft for draft in drafts}
                self.ask_to_put([kept[key] for key in sheet.ticked], self._put)

        self.push_screen(sheet, chosen)

    def ask_to_put(self, drafts: list[Draft], put: Callable[[list[Draft]], Any], *, always: bool = True) -> None:
        """Show exactly what leaves this computer; on yes, `put`.

        Not `always`: only where it was not shown before in this sitting, or something may tell who somebody is.
        """
        from kindboard.tui.sheets.leaving import ask

        def chosen(choice: str | None) -> None:
            if choice:
                self.shown_what_leaves = True
                telling = {one.key for one in leaving if one.details}
                put([draft for draft in drafts if choice == "yes" or draft.key not in telling])

        leaving = self.work.leaving(drafts)
        if always or not self.shown_what_leaves or any(one.details for one in leaving):
            self.push_screen(ask(self.board_shown, drafts, leaving), chosen)
        else:
            put(drafts)

    def _put(self, drafts: list[Draft]) -> None:
        self.attempt(lambda: verbs.post(self.work, drafts))
