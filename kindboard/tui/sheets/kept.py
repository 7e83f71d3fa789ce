"""Everything that is kept on this computer and not on the board, also what would stand nowhere now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from textual.screen import Screen

from kindboard.as_text import words_of
from kindboard.board.board import Board, Draft
from kindboard.cards.cards import QUESTIONS, Answer, Card, PlanItem, Theme
from kindboard.leaving.words import where_words
from kindboard.terms import quoted
from kindboard.tui.session import Session
from kindboard.tui.sheets.dialogs import Choose
from kindboard.tui.sheets.ticking import Tick
from kindboard.verbs.cards import post, throw_away
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line

NOTHING = "Nothing is kept on this computer that is not on the board."
HIDDEN = "What is kept on this computer is hidden just now."
KINDS = {"answer": "Answer", "note": "Note", "theme": "Theme", "plan": "Plan item"}
WHICH = "They are kept on this computer only. Tick those that the team may read."
NOWHERE = "Its principle was taken off the board, so it stands nowhere just now."


def offer(app: Session) -> None:
    drafts = {draft.key: draft for draft in app.board_shown.drafts}
    if not drafts:
        app.say(HIDDEN if app.hides_drafts or app.room else NOTHING)
        return

    def chosen(key: str | None) -> None:
        if key is not None:
            _ask(app, drafts[key])

    words = "Nobody else sees it. Choose one to go on with it, to copy it, or to throw it away."
    choices = [(key, _line(app.board_shown, draft)) for key, draft in drafts.items()]
    app.push_screen(Choose("What is kept on this computer", (words,), choices), chosen)


def among(board: Board, drafts: Sequence[Draft]) -> Tick:
    """Which of what is kept goes on the board? `ticked`: the keys of those chosen. In the order of the board."""
    principles = [principle.id for principle in board.principles]

    def place(draft: Draft) -> tuple[int, int, str, datetime]:
        principle, question = draft.fields.get("principle"), draft.fields.get("question")
        at = principles.index(principle) if principle in principles else len(principles)
        nth = QUESTIONS.index(question) if question in QUESTIONS else len(QUESTIONS)
        return at, nth, where_words(board, draft), draft.saved

    options = {draft.key: _line(board, draft) for draft in sorted(drafts, key=place)}
    return Tick("Put which on the board?", (WHICH,), options, _go_on)


def _go_on(ticked: int) -> str:
    return f"Go on with the {ticked if ticked > 1 else 'one'} ticked" if ticked else "Nothing is ticked yet"


def _line(board: Board, draft: Draft) -> str:
    where = where_words(board, draft)
    return f"{KINDS.get(draft.kind, 'Card')}: {quoted(draft)}{f', {where}' if where else ''}"


def _ask(app: Session, draft: Draft) -> None:
    editor, nowhere = _editor(app, draft), draft in app.board_shown.standing_nowhere
    choices = [("go_on", "Go on with it")] if editor is not None and not nowhere else []
    choices += [("put", "Put it on the board")] if editor is None else []
    choices += [("elsewhere", "Put it under another principle")] if nowhere and app.board_shown.principles else []
    choices += [("copy", "Copy its words"), ("throw", "Throw it away"), ("", "Leave it as it is")]

    def chosen(choice: str | None) -> None:
        if choice == "go_on" and editor is not None:
            app.push_screen(editor)
        elif choice == "put":
            app.ask_to_put([draft], lambda drafts: app.attempt(lambda: post(app.work, drafts)))
        elif choice == "elsewhere":
            _ask_principle(app, draft)
        elif choice == "copy":
            app.copy_to_clipboard(words_of(draft))
            app.say("Copied.")
        elif choice == "throw" and app.attempt(lambda: throw_away(app.work, draft)):
            app.thrown_away = draft

    app.push_screen(Choose(_line(app.board_shown, draft), (NOWHERE,) if nowhere else (), choices), chosen)


def _ask_principle(app: Session, draft: Draft) -> None:
    principles = {principle.id: one_line(principle.title) for principle in app.board_shown.principles}

    def chosen(id: str | None) -> None:
        if id is not None:
            app.attempt(lambda: _put_under(app, draft, id, principles[id]))

    app.push_screen(Choose("Under which principle?", (quoted(draft),), [*principles.items()]), chosen)


def _put_under(app: Session, draft: Draft, id: str, title: str) -> Done:
    app.work.keep(replace(draft, fields=draft.fields | {"principle": id}))
    return Done(f"It is kept under “{title}” now, on this computer", undo=False)


def _editor(app: Session, draft: Draft) -> Screen[Any] | None:
    """Where it is gone on with; None for the title of a new theme, which is asked for anew."""
    from kindboard.tui.sheets.editor import Editor
    from kindboard.tui.sheets.plan_editor import PlanEditor
    from kindboard.tui.sheets.theme_editor import ThemeEditor

    board = app.board_shown
    card: Card | None = board.by_path.get(draft.path or "") or board.cards.get(draft.card or "")
    if draft.kind == "plan":
        return PlanEditor.of_item(card, draft) if isinstance(card, PlanItem) else PlanEditor.of_draft(draft)
    if draft.kind == "theme":
        return ThemeEditor(card, draft) if isinstance(card, Theme) else None
    if draft.kind == "note" and card is not None:
        return Editor.note_on(card, draft)
    return Editor.of_answer(card, draft) if isinstance(card, Answer) else Editor.of_draft(draft)
