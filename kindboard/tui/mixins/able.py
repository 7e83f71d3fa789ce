"""Which actions do something to what is in hand: no other is offered."""

from kindboard.actions.actions import Action
from kindboard.board.board import Draft
from kindboard.board.learn import background
from kindboard.cards.cards import Card
from kindboard.tui.session import Session
from kindboard.verbs.at_once import refused

OF_DAYS = frozenset({"earlier", "later", "first_day", "back_to_today", "go_to_day"})


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
