"""What is shown before something goes on the board: exactly what leaves, and what in it may tell who somebody is."""

from collections.abc import Sequence

from kindboard.board.board import Board, Draft
from kindboard.leaving.words import title, where_words, whose, words
from kindboard.tui.sheets.dialogs import Choose
from kindboard.workspace.workspace import Leaving

PUT, NOT_YET = ("yes", "Put on board"), ("", "Not yet: keep on this computer")
CHANGE, AS_IT_IS = ("", "Not yet: I will change it first"), ("yes", "Put on board as it is")
OTHERS = ("others", "Put only the others on the board")


def ask(board: Board, drafts: Sequence[Draft], leaving: Sequence[Leaving]) -> Choose:
    """The question before some drafts go on the board; gives `yes`, `others` for those without details, or nothing."""
    # Where a number of somebody's was found, enter by itself puts nothing on the board.
    telling = sum(bool(one.details) for one in leaving)
    choices = [CHANGE, *([OTHERS] if telling < len(leaving) else []), AS_IT_IS] if telling else [PUT, NOT_YET]
    return sheet(board, [where_words(board, draft) for draft in drafts], leaving, choices)


def sheet(board: Board, where: Sequence[str], leaving: Sequence[Leaving], choices: Sequence[tuple[str, str]]) -> Choose:
    """What leaves, to read on in; the name and the day that go with it stay in sight above."""
    names = {whose(one) for one in leaving}
    above = "\n".join([title(leaving), *(names if len(names) == 1 else ())])
    return Choose(above, words(board, where, leaving, named=len(names) > 1), choices)
