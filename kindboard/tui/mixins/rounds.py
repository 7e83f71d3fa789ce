"""Rounds on the screens: begin one, move it on, close it, look at an earlier one; and one question at a time."""

from functools import partial
from typing import ClassVar

from msgspec.structs import replace

from kindboard.board.board import Board
from kindboard.board.folding import is_folded
from kindboard.board.rounds import (
    STAGE_WORDS,
    STAGES,
    current_round,
    newest_first,
    next_stage,
    offered_title,
    standing_of,
    titled,
)
from kindboard.cards.cards import Round, Stage
from kindboard.tui.mixins.whose import Whose
from kindboard.verbs import rounds as verbs
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line

ONE_SITTING = "A round is one sitting of the exercise. Everybody who has the board sees its title."
WHO_LOOKS = "Who looks at this screen?"
LOOKING = (
    "One question at a time, large, for one screen that several people look at.",
    "For a room, what is kept on this computer is hidden, and new answers carry no name.",
    "",
    "In most terminals ctrl and + make the letters larger.",
)
CLOSING = "Its answers stay, to be looked at. The plan goes on."


class Rounds(Whose):
    """Mixed into the app."""

    OF_ROUNDS: ClassVar[frozenset[str]] = frozenset(
        {
            *("ask", "start_round", "next_stage", "set_stage", "close_round"),
            *("other_round", "this_round", "open_round", "settle_round"),
        }
    )
    looking_at: str | None = None
    """The id of an earlier round, while it is looked at."""

    def folds(self, principle: str, question: str) -> bool:
        """Whether others' answers to a question wait for one's own."""
        if self.filter_text or self.only_read or self.room or self.is_example or (principle, question) in self.unfolded:
            return False
        return is_folded(self.board_shown, principle, question, self.work.name, self.work.own_nameless)

    @property
    def _now(self) -> Round | None:
        """The round that is open, whichever is looked at."""
        return current_round(self.board_shown)

    def can_round(self, name: str) -> bool:
        """Whether an action of rounds does something now."""
        board = self.board_shown
        if name == "ask":
            return bool(board.principles)
        if name == "other_round":
            return bool(self._others)
        if name == "this_round":
            return board.looked_at is not None
        if name == "open_round":
            return self._to_open is not None
        if name == "settle_round":
            return self._twice is not None
        return name == "start_round" or (self._now is not None and board.looked_at is None)

    # An earlier round

    def in_sight(self, board: Board) -> Board:
        board = super().in_sight(board)
        if self.looking_at is None:
            return board
        board = replace(board, looking_at=self.looking_at)
        if board.looked_at is None:
            return replace(board, looking_at=None)  # somebody took it off meanwhile
        # What is begun here is for the round that is open.
        return replace(board, drafts=tuple(d for d in board.drafts if d.card is not None or d.kind == "plan"))

    @property
    def _others(self) -> list[Round]:
        board = self.board_shown
        return [round for round in newest_first(board) if round not in (self._now, board.looked_at)]

    def action_other_round(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        board = self.board_shown
        choices = [(round.id, f"{one_line(round.title)}, {standing_of(board, round)}") for round in self._others]
        words = "Its answers and themes are shown to read. The plan is the same in every round."
        self.push_screen(Choose("Which round do you want to look at?", (words,), choices), self._look_chosen)

    def _look_chosen(self, id: str | None) -> None:
        if id is not None:
            self.look_at(id)
            if getattr(self.screen, "place", "") not in ("reflect", "pool", "review"):
                self.switch_mode("reflect")

    def look_at(self, id: str | None) -> None:
        """Look at a round, or, with None, at the one that is open again."""
        if id != self.looking_at:
            self.looking_at = id
            self.say("")  # what was said of the other round
            self.show_again()

    def action_this_round(self) -> None:
        self.look_at(None)

    def leave_earlier_round(self, go_on: str) -> bool:
        """Where an earlier round is looked at, ask whether to go back to now. Whether it is one.

        `go_on`: the action that is done then.
        """
        from kindboard.tui.sheets.dialogs import Choose

        seen, now = self.board_shown.looked_at, self._now
        if seen is None:
            return False

        async def chosen(choice: str | None) -> None:
            if choice:
                self.look_at(None)
                await self.action_do(go_on)

        title = one_line(seen.title)
        to = f"for {one_line(now.title)}" if now else "now, between rounds"
        choices = (("yes", f"Write an answer {to}"), ("", f"Read on in {title}"))
        self.push_screen(Choose(f"{title} is an earlier round, to read.", (), choices), chosen)
        return True

    # Begin

    def action_start_round(self) -> None:
        board = self.board_shown
        self._ask_round_title(offered_title(board, self.work.today), ())

    def _ask_round_title(self, title: str, first: tuple[str, ...]) -> None:
        from kindboard.tui.sheets.ask import AskLine

        open_ = self._now
        closes = f"{one_line(open_.title)} is closed with it; its answers stay, to be looked at." if open_ else ""
        words = (*first, ONE_SITTING, *([closes] if closes else []))
        self.push_screen(AskLine("What is the new round called?", words, title, "A title"), self._round_title_typed)

    def _round_title_typed(self, typed: str | None) -> None:
        title = " ".join((typed or "").split())
        if not title:
            return
        if there := titled(self.board_shown, title):
            self._ask_round_title(title, (f"There is a round called {one_line(there.title)} already.", ""))
        elif self.attempt(partial(self._started_round, title)):
            self._open_with_what_is_due(title)

    def _started_round(self, title: str) -> Done:
        done = verbs.start(self.work, title)
        self.looking_at = None
        return done

    def _open_with_what_is_due(self, title: str) -> None:
        from kindboard.tui.sheets.due_first import DueFirst

        self.switch_mode("reflect")
        if self.board_shown.due(self.work.today):
            self.push_screen(DueFirst(title))

    # From stage to stage

    def action_next_stage(self) -> None:
        round = self._now
        if round is None:
            return
        stage = next_stage(round.stage)
        if stage is not None:
            self._move_now(round, stage)
            return

        self._ask_to_close(round, f"Review is the last stage. Close {one_line(round.title)}?")

    def action_set_stage(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        round = self._now
        if round is None:
            return

        def chosen(choice: str | None) -> None:
            stage = next((stage for stage in STAGES if stage == choice), None)
            if stage is not None and stage != round.stage:
                self._move_now(round, stage)

        words = f"{one_line(round.title)} is at {round.stage.capitalize()}. The board opens there for everybody."
        self.push_screen(Choose("Which stage is the round at?", (words,), tuple(STAGE_WORDS.items())), chosen)

    def _move_now(self, round: Round, stage: Stage) -> None:
        if self.attempt(lambda: verbs.move(self.work, round, stage)):
            self.switch_mode(stage)

    # Close, and open again

    def action_close_round(self) -> None:
        round = self._now
        if round is not None:
            self._ask_to_close(round, f"Close {one_line(round.title)}?")

    def _ask_to_close(self, round: Round, question: str) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        def chosen(choice: str | None) -> None:
            if choice:
                self.attempt(lambda: verbs.close(self.work, round))

        choices = (("", "No, leave it open"), ("yes", "Close the round"))
        self.push_screen(Choose(question, (CLOSING,), choices), chosen)

    @property
    def _to_open(self) -> Round | None:
        """The closed round that is looked at; between rounds, the last one."""
        board = self.board_shown
        found = board.looked_at or (newest_first(board)[0] if board.rounds and self._now is None else None)
        return found if found is not None and found.closed is not None else None

    def action_open_round(self) -> None:
        round = self._to_open
        if round is None:
            return

        def opened() -> Done:
            done = verbs.open_again(self.work, round)
            self.looking_at = None
            return done

        self.attempt(opened)

    # Two people changed it at once

    @property
    def _twice(self) -> Round | None:
        return next((round for round in newest_first(self.board_shown) if round.also), None)

    def action_settle_round(self) -> None:
        from kindboard.tui.sheets.reading import Reading

        if self._twice is not None:
            self.push_screen(Reading(self._twice))

    # One question at a time

    def action_ask(self) -> None:
        from kindboard.tui.sheets.dialogs import Choose

        self.look_at(None)
        if self.room:
            self._ask_questions("room")
            return
        choices = (("room", "A room of people"), ("me", "Only whoever writes here"))
        self.push_screen(Choose(WHO_LOOKS, LOOKING, choices), self._ask_questions)

    def _ask_questions(self, choice: str | None) -> None:
        from kindboard.tui.modes.asking import Asking
        from kindboard.tui.modes.reflect import Reflect

        if choice is None:
            return
        self.room = choice == "room"
        self.say("")  # the view says itself that it is shown to a room
        self.show_again()
        below = self.screen
        here = below if isinstance(below, Reflect) and below.principle is not None else None
        principles = self.board_shown.principles
        principle = here.principle if here is not None else None
        self.push_screen(Asking((principle or principles[0]).id, here.question if here else "self"))
