"""Plan: STOP, START, STAY; what is due, and what kindness alone cannot fix."""

from collections.abc import Sequence

from kindboard.board.board import CLOSED, Draft
from kindboard.cards.cards import COLUMNS, Card, Column, PlanItem
from kindboard.plain import plan_form
from kindboard.plain.listed import Listed
from kindboard.plain.principles import put_all
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.terms import ALONE, DUE, NEEDS_WORDS, counted
from kindboard.verbs.plan import hand_over
from kindboard.words.inert import one_line


def open_plan(session: Session) -> None:
    def choices() -> list[Choice]:
        board = session.board
        columns = [
            Choice(
                f"{column.upper()}: {one_line(board.plan_question_text(column))} "
                f"{counted(len(board.lane(column)), 'plan item')}.",
                lambda column=column: _open_column(session, column),  # type: ignore[misc]
            )
            for column in COLUMNS
        ]
        due, alone = len(board.due(session.work.today)), sum(map(len, board.waiting.values()))
        owned = [item for item in board.plan if item.owner and item.status not in CLOSED]
        return [
            *columns,
            Choice(f"What is due: {counted(due, 'plan item')}", lambda: open_due(session), "waiting",
                   "" if due else "Nothing is due."),
            Choice(f"{ALONE}: {counted(alone, 'plan item')}", lambda: _open_needs(session), "waiting",
                   "" if alone else "No plan item says that it needs more than kindness."),
            Choice("Hand over somebody's plan items to somebody else", lambda: _hand_over(session, owned), "hand_over",
                   "" if owned else "Nobody has taken anything on that is not done."),
        ]  # fmt: skip

    session.talk.menu(lambda: ["Plan."], choices)


def _open_column(session: Session, column: Column) -> None:
    def look() -> Sequence[Card | Draft]:
        return (*session.board.lane(column), *session.board.drafts_in(column))

    def choices() -> list[Choice]:
        kept = session.board.drafts_in(column)
        return [
            Choice("Write a new plan item", lambda: plan_form.new_item(session, column), "new_plan_item"),
            Choice("Put on the board what is kept here", lambda: put_all(session, kept), "put_on_board",
                   "" if kept else "Nothing is kept on this computer for this column."),
            *listed.choices(),
        ]  # fmt: skip

    listed = Listed(session, look)
    session.talk.menu(lambda: [f"{column.upper()}: {one_line(session.board.plan_question_text(column))}"], choices)


def open_due(session: Session) -> None:
    listed = Listed(session, lambda: session.board.due(session.work.today))

    def told() -> list[str]:
        return [f"{DUE}." if session.board.due(session.work.today) else "Nothing is due."]

    session.talk.menu(told, listed.choices)


def _open_needs(session: Session) -> None:
    def items() -> list[PlanItem]:
        return [*{item.path: item for items in session.board.waiting.values() for item in items}.values()]

    def told() -> list[str]:
        waiting = session.board.waiting
        lines = [
            f"They need {NEEDS_WORDS[need]}: {'; '.join(one_line(i.title) for i in waiting[need])}" for need in waiting
        ]
        return [f"{ALONE}.", *lines] if lines else ["Nothing here says that it needs more than kindness."]

    listed = Listed(session, items)
    session.talk.menu(told, listed.choices)


def _hand_over(session: Session, owned: Sequence[PlanItem]) -> None:
    owners = sorted({item.owner for item in owned if item.owner})
    owner = session.talk.pick("Whose plan items?", [(name, name) for name in owners])
    items = [item for item in owned if item.owner == owner]
    session.talk.say(*(f"Plan item: {one_line(item.title)}" for item in items))
    to = session.talk.line(f"Who takes these on from {owner}? Type a name.")
    session.attempt(lambda: hand_over(session.work, items, to))
