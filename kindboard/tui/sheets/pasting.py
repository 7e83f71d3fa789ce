"""Several lines pasted into a new answer: one answer, or one each. What was typed beside them stays as it is."""

from collections.abc import Callable
from typing import Any

from kindboard.board.board import Draft
from kindboard.pasted import count_lines, each_its_own
from kindboard.tui.parts.boxes import TextBox
from kindboard.tui.session import Session
from kindboard.words.inert import shortened
from kindboard.workspace.workspace import Workspace

SHOWN = 2
"""Lines that the question quotes, to know them by."""
CHOICES = (("", "Keep them as one answer"), ("each", "One answer each"))


def offer(app: Session, event: TextBox.Pasted, each: Callable[[TextBox.Pasted], None]) -> None:
    """Ask whether each line is an answer of its own; on yes, `each`."""
    from kindboard.tui.sheets.dialogs import Choose

    def chosen(choice: str | None) -> None:
        if choice == "each":
            each(event)

    lines = each_its_own(event.text)
    quoted = [f"“{shortened(line, 60)}”" for line in lines[:SHOWN]]
    more = [f"and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else []
    question = f"You pasted {count_lines(event.text):,} lines. Is each an answer of its own?"
    app.push_screen(Choose(question, (*quoted, *more), CHOICES), chosen)


def kept_apart(work: Workspace, fields: dict[str, Any], event: TextBox.Pasted) -> list[Draft]:
    """A draft for what was typed beside the paste, if anything, and one for each line, with the same choices."""
    typed = (event.beside,) if event.beside.strip() else ()
    drafts: list[Draft] = []
    try:
        for text in (*typed, *each_its_own(event.text)):
            draft = work.new_draft("answer", fields | {"text": text})
            drafts.append(draft)
    except BaseException:
        # The editor still has every word: none is to be kept twice.
        for draft in drafts:
            work.discard(draft.key)
        raise
    return drafts
