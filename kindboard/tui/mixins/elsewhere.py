"""Going to another board: one this computer knows, one begun beside this, or one in a folder of its own."""

from contextlib import suppress
from pathlib import Path

from kindboard.told import KnownBoard
from kindboard.tui.session import Elsewhere, Session
from kindboard.verbs.done import NOT_DONE, Done, why_not
from kindboard.words.inert import one_line

LONGEST = 40
"""Characters of a folder."""
ADD, OWN = "+", "*"
"""Choices that are no boards: a board in the list is a number."""


class GoingElsewhere(Session):
    """Mixed into the app."""

    going: Elsewhere | None = None

    def action_boards(self) -> None:
        from kindboard.starters import boards as starters_boards
        from kindboard.tui.sheets.dialogs import Choose

        work, title = self.work, one_line(self.board_shown.about.title)
        here = KnownBoard(str(work.root), work.slug, title)
        known = [board for board in starters_boards.known() if (board.root, board.slug) != (here.root, here.slug)]
        there = [board for board in known if board.there]
        lost = [f"Not found just now: {_short(board.root)}" for board in known if not board.there]
        words = [f"This one is {title}.", *lost]
        choices = [(str(n), f"{one_line(board.title)}, in {_short(board.root)}") for n, board in enumerate(there)]
        more = ((ADD, "Begin another board here, for the same people"), (OWN, "Start or join one in another folder"))

        def chosen(choice: str | None) -> None:
            if choice == ADD:
                self._ask_title()
            elif choice == OWN:
                self._leave_for(Elsewhere(None, here, work.name))
            elif choice:
                self._go_to_board(there[int(choice)])

        self.push_screen(Choose("Go to which board?", words, (*choices, *more, ("", "Stay here"))), chosen)

    def _ask_title(self) -> None:
        from kindboard.starters import boards as starters_boards
        from kindboard.tui.sheets.ask import AskLine

        words = "It lies beside this one and is shared with the same people, with principles and a round of its own."

        def titled(title: str | None) -> None:
            if not title or not title.strip():
                return
            slugs: list[str] = []

            def added() -> Done:
                slugs.append(starters_boards.add(self.work, title))
                return Done("Another board has begun", undo=False)

            if self.attempt(added):
                self._go_to_board(KnownBoard(str(self.work.root), slugs[0], title))

        self.push_screen(AskLine("What is the other board called?", (words,), "", "A title"), titled)

    def _go_to_board(self, board: KnownBoard) -> None:
        try:
            self.open_instead(board)
        except NOT_DONE as error:
            self.say(why_not(error))

    def open_instead(self, board: KnownBoard) -> None:
        """Close this one and open another. Raises what opening it can fail with; then this one stays open."""
        import kindboard

        self._leave_for(Elsewhere(kindboard.open(board.root, board.slug)))

    def _leave_for(self, there: Elsewhere) -> None:
        self.going = there
        self.close_soon()


def _short(folder: str) -> str:
    """The folder as a person would say it: from their own folder on, and of a long way its end."""
    with suppress(ValueError):
        folder = str(Path(folder).relative_to(Path.home()))
    return folder if len(folder) <= LONGEST else f"…{folder[1 - LONGEST :]}"
