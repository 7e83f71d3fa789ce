"""Which actions do something to what is in hand: no other is offered."""

from collections.abc import Mapping

from kindboard.actions.actions import Action
from kindboard.board.board import Draft
from kindboard.board.learn import background
from kindboard.cards.cards import Card
from kindboard.terms import NOBODY_NAMED
from kindboard.tui.session import Session
from kindboard.verbs.at_once import refused
from kindboard.words.kinds import only_for

OF_DAYS = frozenset({"earlier", "later", "first_day", "back_to_today", "go_to_day"})


NOT_NOW: Mapping[str, str] = {
    "sign_in": "The shared board does not ask who you are just now.",
    "earlier": "Nothing happened on this board before that.",
    "first_day": "Nothing happened on this board before that.",
    "later": "There is no later day.",
    "back_to_today": "This is today already.",
    "previous_question": "This is the first question.",
    "next_question": "This is the last question.",
    "previous_principle": "This is the first principle.",
    "next_principle": "This is the last principle.",
    "unfold": "Nothing is folded here: what others said to this question is in sight.",
    "take_out": "It is in no theme.",
    "join_theme": "There is no other theme to put it together with.",
    "redo": "Nothing was taken back that could be brought again.",
    "filter": "There is nothing on this board yet to look through.",
    "put_on_board": "Nothing that could go on the board from here is kept on this computer.",
    "take_off_note": "There is no note on it.",
    "waiting": "There is nothing in the plan yet.",
    "take_off_support": NOBODY_NAMED,
    "hand_over": "No plan item has anybody's name on it.",
    "only_mine": "This computer knows no name, so nothing in the plan is yours.",
    "background": "Nothing in Learn belongs to it.",
    "boards": "This is an example. It is the only board here.",
}
"""Why some actions do nothing where they are offered at other times."""


def not_now(app: Session, action: Action, in_hand: Card | Draft | None) -> str:
    """Why an action that does nothing here does nothing, in a sentence; empty where there is no more to say."""
    if action.name == "story":
        return ""  # without a card it tells of the board
    if isinstance(in_hand, Card) and (words := refused(app.work, action.name, in_hand)):
        return words
    if action.on and (in_hand is None or in_hand.kind not in action.on or isinstance(in_hand, Draft)):
        return f"{only_for(action.on)} Choose one first." if in_hand is None else only_for(action.on)
    return NOT_NOW.get(action.name, "")


def able(app: Session, action: Action, in_hand: Card | Draft | None) -> bool:
    """Whether it does."""
    name = action.name
    if name in OF_DAYS:
        return app.can_go_to_day(name)
    if name in app.OF_ROUNDS:
        return app.can_round(name)
    if name == "redo":
        return app.can_redo
    if name == "sign_in":
        return app.wants_sign_in
    if name == "show_kept":
        return app.hides_drafts
    if name in ("room", "end_room"):
        return app.room == (name == "end_room")
    if name in ("several", "end_several"):
        return app.work.several == (name == "end_several")
    if name in ("sync", "connect"):
        return app.standing.shared == (name == "sync")
    if name == "filter":
        board = app.board_shown
        return bool(board.answers or board.drafts or board.themes or board.plan or board.learn)
    if name == "background":
        return bool(background(app.board_shown, in_hand))
    if name == "boards":
        return not app.is_example
    if name == "wording":
        return bool(app.board_shown.principles)
    if name == "waiting":
        return bool(app.board_shown.plan)
    if name == "take_off_support":
        return bool(app.board_shown.about.support)
    if name == "hand_over":
        return bool(app.owned)
    if name == "put_on_board":
        return any(draft.kind == app.kind_put for draft in app.board_shown.drafts)
    if name == "only_mine":
        return app.work.name is not None and bool(app.board_shown.plan)
    if name == "sort_answers":
        return len(app.board_shown.current) > 1
    if not action.on:
        return True
    if name == "take_off_note" and not getattr(in_hand, "notes", None):
        return False
    kind = "draft" if isinstance(in_hand, Draft) else in_hand.kind if in_hand is not None else ""
    return kind in action.on and not (isinstance(in_hand, Card) and refused(app.work, name, in_hand))
