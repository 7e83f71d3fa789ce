"""From a theme or an answer into the plan: asking which part, then the form."""

from kindboard.board.pool import plan_fields
from kindboard.cards.cards import COLUMNS, Answer, Theme
from kindboard.terms import quoted
from kindboard.tui.frame import NARROW
from kindboard.tui.session import Session
from kindboard.tui.sheets.dialogs import Choose


def offer(app: Session, source: Theme | Answer) -> None:
    from kindboard.tui.sheets.plan_editor import PlanEditor

    board = app.board_shown
    fields = plan_fields(board, source)

    def chosen(column: str | None) -> None:
        if column:
            app.push_screen(PlanEditor.new_item(column, **fields))

    room = app.size.width >= NARROW
    asks = {column: f": {board.plan_question_text(column)}" if room else "" for column in COLUMNS}
    choices = [(column, f"{column.upper()}{asks[column]}") for column in COLUMNS]
    words = (quoted(source), "Something to do comes of it. The plan keeps where it came from.")
    app.push_screen(Choose("Into which part of the plan?", words, choices), chosen)
