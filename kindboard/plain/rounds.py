"""Rounds: begin one, move it on, close it, read an earlier one; and the questions one at a time."""

from msgspec.structs import replace

from kindboard.actions.actions import named
from kindboard.board.board import Board
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
from kindboard.cards.cards import QUESTIONS, Card, Round, Stage
from kindboard.plain import writing
from kindboard.plain.listed import Listed
from kindboard.plain.plan import open_due
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.terms import SETTLING, at_once_words, counted, other_words
from kindboard.verbs import rounds as verbs
from kindboard.verbs.cards import settle
from kindboard.words.inert import one_line

PAUSE = "Between two rounds: take your time. Start a round begins one."
STAYS = "Its answers stay, to be looked at. The plan goes on."


def open_rounds(session: Session) -> None:
    session.talk.menu(lambda: _told(session), lambda: _choices(session))


def _told(session: Session) -> list[str]:
    board = session.board
    now = current_round(board)
    return ["Rounds.", f"{one_line(now.title)}: {standing_of(board, now)}." if now else PAUSE]


def _choices(session: Session) -> list[Choice]:
    board = session.board
    now, closed, twice = current_round(board), _last_closed(board), _twice(board)
    none_open = "" if now else "There is no open round."
    return [
        Choice(named("start_round").label, lambda: _start(session), "start_round"),
        Choice(named("next_stage").label, lambda: _next(session), "next_stage", none_open),
        Choice(named("set_stage").label, lambda: _set(session), "set_stage", none_open),
        Choice(named("close_round").label, lambda: _close(session), "close_round", none_open),
        Choice(named("other_round").label, lambda: _look(session), "other_round",
               "" if any(round != now for round in board.rounds) else "There is no other round."),
        Choice(named("open_round").label, lambda: _open_again(session), "open_round",
               "" if closed else "No round is closed."),
        Choice(named("settle_round").label, lambda: _settle(session), "settle_round",
               "" if twice else "Nothing was changed twice."),
        Choice(named("ask").label, lambda: _Asking(session).go(), "ask",
               "" if board.principles else "There are no principles on this board."),
    ]  # fmt: skip


def _last_closed(board: Board) -> Round | None:
    return next((round for round in newest_first(board) if round.closed is not None), None)


def _twice(board: Board) -> Round | None:
    return next((round for round in newest_first(board) if round.also), None)


# Begin -----------------------------------------------------------------------------------------------------------


def _start(session: Session) -> None:
    board = session.board
    offered, now = offered_title(board, session.work.today), current_round(board)
    if now is not None:
        session.talk.say(f"{one_line(now.title)} is closed with it. {STAYS}")
    title = session.talk.line("What is the new round called? Type a title.", f'Enter alone calls it "{offered}".')
    title = title or offered
    if there := titled(board, title):
        session.talk.say(f"There is a round called {one_line(there.title)} already. Nothing was changed.")
        return
    if session.attempt(lambda: verbs.start(session.work, title)) and (due := session.board.due(session.work.today)):
        session.talk.say(f"Look at these first: the review of {counted(len(due), 'plan item')} is due.")
        open_due(session)


# From stage to stage ---------------------------------------------------------------------------------------------


def _next(session: Session) -> None:
    round = current_round(session.board)
    if round is None:
        return
    stage = next_stage(round.stage)
    if stage is not None:
        _move(session, round, stage)
    else:
        session.talk.say("Review is the last stage.")
        _close(session)


def _set(session: Session) -> None:
    round = current_round(session.board)
    if round is not None:
        title = f"{one_line(round.title)} is at {round.stage.capitalize()}. Which stage is it at from now on?"
        chosen = session.talk.pick(title, tuple(STAGE_WORDS.items()))
        _move(session, round, next(stage for stage in STAGES if stage == chosen))


def _move(session: Session, round: Round, stage: Stage) -> None:
    session.attempt(lambda: verbs.move(session.work, round, stage))


# Close, and open again -------------------------------------------------------------------------------------------


def _close(session: Session) -> None:
    round = current_round(session.board)
    if round is not None and session.talk.sure(f"Close {one_line(round.title)}? {STAYS}"):
        session.attempt(lambda: verbs.close(session.work, round))


def _open_again(session: Session) -> None:
    closed = [round for round in newest_first(session.board) if round.closed is not None]
    options = [(round.id, _line(session.board, round)) for round in closed]
    id = session.talk.pick("Which round is open again?", options)
    round = next(round for round in closed if round.id == id)
    session.attempt(lambda: verbs.open_again(session.work, round))


def _line(board: Board, round: Round) -> str:
    return f"{one_line(round.title)}, {standing_of(board, round)}"


def _settle(session: Session) -> None:
    round = _twice(session.board)
    if round is None:
        return
    other = round.also[0]
    session.talk.say(f"{one_line(round.title)}: {at_once_words(other, len(round.also))}")
    choice = session.talk.pick(other_words(other, session.board), SETTLING)
    session.attempt(lambda: settle(session.work, round, other.field, choice))


# An earlier round ------------------------------------------------------------------------------------------------


def _look(session: Session) -> None:
    now = current_round(session.board)
    others = [round for round in newest_first(session.board) if round != now]
    options = [(round.id, _line(session.board, round)) for round in others]
    id = session.talk.pick("Which round do you want to look at?", options)
    title = one_line(next(round.title for round in others if round.id == id))

    def look() -> tuple[Card, ...]:
        board = replace(session.board, looking_at=id)
        order = {principle.id: at for at, principle in enumerate(board.principles)}
        last = len(order)
        return tuple(sorted(board.current, key=lambda a: (order.get(a.principle, last), QUESTIONS.index(a.question))))

    listed = Listed(session, look)

    def told() -> list[str]:
        new = f"New answers go to {one_line(now.title)}." if now else "No round is open now."
        return [f"{title}, an earlier round, to read: {counted(len(look()), 'answer')}.", new]

    session.talk.menu(told, listed.choices)


# One question at a time ------------------------------------------------------------------------------------------


class _Asking:
    def __init__(self, session: Session) -> None:
        self._session, self._at = session, 0

    def go(self) -> None:
        self._session.talk.menu(self._told, self._choices)

    def _place(self) -> tuple[str, str]:
        principles = self._session.board.principles
        return principles[min(self._at // 4, len(principles) - 1)].id, QUESTIONS[self._at % 4]

    def _told(self) -> list[str]:
        board, (slug, question) = self._session.board, self._place()
        title = next(one_line(principle.title) for principle in board.principles if principle.id == slug)
        answers = len(board.answers_to(slug, question))
        return [
            f"Question {self._at % 4 + 1} of 4, principle {self._at // 4 + 1} of {len(board.principles)}: {title}",
            one_line(board.question_text(question)),
            f"{counted(answers, 'answer')} so far." if answers else "Nobody has answered this yet.",
        ]

    def _choices(self) -> list[Choice]:
        session, (slug, question) = self._session, self._place()
        last = self._at == 4 * len(session.board.principles) - 1
        answers = session.board.answers_to(slug, question)
        return [
            Choice(named("ask_next").label, lambda: self._go(1), "ask_next", "This is the last." if last else ""),
            Choice(named("ask_back").label, lambda: self._go(-1), "ask_back", "" if self._at else "This is the first."),
            Choice("Write a new answer", lambda: writing.new_answer(session, slug, question), "new_answer"),
            Choice("Read the answers so far", lambda: self._read(slug, question), "show_said",
                   "" if answers else "Nobody has answered this yet."),
            Choice(named("end_asking").label, lambda: True, "end_asking"),
        ]  # fmt: skip

    def _go(self, by: int) -> None:
        self._at += by

    def _read(self, slug: str, question: str) -> None:
        listed = Listed(self._session, lambda: self._session.board.answers_to(slug, question))
        self._session.talk.menu(lambda: ["The answers so far."], listed.choices)
