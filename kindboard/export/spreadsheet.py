"""The cards as CSV, a card a row: opens as it should in any spreadsheet, and no cell is a formula."""

import csv
import io
from datetime import date
from typing import Any

from kindboard.board.board import Board
from kindboard.cards.cards import Card
from kindboard.cards.written import written

EXPORTED = ("answer", "theme", "plan", "round", "review", "principle")
_FIRST = (
    "kind", "id", "created", "round", "principle", "question", "column", "status", "title", "text", "by", "heard",
    "theme", "owner", "review_by", "why", "when_then", "outcome", "told", "summary", "needs", "barriers", "tags",
    "notes",
)  # fmt: skip
COLUMNS = (*_FIRST, *(name for name in written(*EXPORTED) if name not in _FIRST))
BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes the file for one of another century."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell that is a formula begins with (OWASP: CSV injection)."""


def spreadsheet(board: Board) -> str:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_cell(card, name) for name in COLUMNS] for card in board if card.kind in EXPORTED)
    return BYTE_ORDER_MARK + out.getvalue()


def _cell(card: Card, name: str) -> str:
    value: Any = card.kind if name == "kind" else getattr(card, name, None)
    if name == "notes":
        value = tuple(note.text for _, note in sorted((value or {}).items()))
    if isinstance(value, tuple):
        value = "; ".join(value)
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return f"'{text}" if text.startswith(FORMULA) else text.replace("\0", "")
