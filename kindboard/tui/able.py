"""Which actions do something to what is in hand: no other is offered."""

from typing import TYPE_CHECKING

from kindboard.board.board import Draft
from kindboard.board.learn import background
from kindboard.cards.cards import Answer, Card, PlanItem, Theme

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp


def able(app: "KindboardApp", name: str, in_hand: Card | Draft | None) -> bool:
    """Whether the action of this name does."""
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
    if name == "me_too" and isinstance(in_hand, Answer) and in_hand.by is not None:
        return in_hand.by != app.work.name
    if name in ("me_too", "note"):
        return isinstance(in_hand, Answer | Theme | PlanItem)
    if name in ("edit", "remove"):
        return isinstance(in_hand, Answer | Theme | PlanItem | Draft)
    if name == "only_mine":
        return app.work.name is not None and bool(app.board_shown.plan)
    if name == "sort_answers":
        return len(app.board_shown.current) > 1
    if name == "into_plan":
        return isinstance(in_hand, Answer | Theme)
    if name in ("move_item", "next_status", "move_up", "move_down"):
        return isinstance(in_hand, PlanItem)
    return in_hand is not None if name in ("read", "copy", "save_to_file", "story") else True
