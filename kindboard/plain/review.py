"""Review: then and now, what happened, what is due asked one at a time, and the board written down."""

from datetime import date

from kindboard.as_text import file_name
from kindboard.board.board import CLOSED
from kindboard.board.dates import named_days, past_day
from kindboard.board.review import broken_off, coverage_by_round, may_not_know, to_ask, waits_again
from kindboard.cards.cards import CheckAnswer, PlanItem, Review
from kindboard.cli.story import story_lines
from kindboard.errors import WrongUse
from kindboard.export.written import Form, Reader, written
from kindboard.plain.plan import open_due
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.review_words import (
    AGAIN_ASKED,
    AGAIN_HOW,
    EACH_QUESTION,
    FOUND,
    GO_ON_CHOICES,
    NAME_HOW,
    ON,
    THEY_KNOW,
    TOLD_ASKED,
    TOLD_CHOICES,
    asked_of,
    due_words,
    each_question,
    go_on_asked,
    questions_numbered,
    round_words,
    sections,
    side_by_side,
    standing_words,
    words_asked,
)
from kindboard.terms import counted
from kindboard.verbs.board import name_day
from kindboard.verbs.done import Done
from kindboard.verbs.plan import look_at, sum_up
from kindboard.words.days import day_typed, spoken
from kindboard.words.inert import one_line

WAYS: dict[str, tuple[str, Form, Reader]] = {
    "page": ("A page of the whole board, for a browser or to print", "html", "team"),
    "people": ("One page for people who draw on support, without names", "html", "people"),
    "sheet": ("A sheet of the four questions to print and write on", "html", "nobody yet"),
    "text": ("The whole board as text, in Markdown", "md", "team"),
    "table": ("A table of all cards, for a spreadsheet", "csv", "team"),
    "document": ("A document for another program, in JSON", "json", "team"),
}


def open_review(session: Session) -> None:
    """Where the exercise stands; who answered how often is told nowhere."""

    def told() -> list[str]:
        board = session.board
        answered, places = board.coverage
        lines = [f"{answered} of {places} questions have an answer in this round."]
        lines += [f"{counted(len(board.due(session.work.today)), 'plan item')} due to be looked at again."]
        lines += [
            f"Round: {one_line(r.title)}{', closed' if r.closed else f', in its {r.stage} stage'}" for r in board.rounds
        ]
        lines += [f"Review of {spoken(r.held)}: {r.summary or 'nothing was written'}" for r in board.reviews]
        return ["Review.", *lines]

    def choices() -> list[Choice]:
        waiting = to_ask(session.board, session.work.today)
        return [
            Choice("What is due", lambda: open_due(session), "waiting"),
            Choice("Then and now: what moved since some day", lambda: _look_back(session), "look_back"),
            Choice("What happened on the board", lambda: _story(session), "board_story"),
            Choice("Give a day a name, to come back to", lambda: _name_day(session), "name_day"),
            Choice("How it went over time", lambda: _over_time(session), "over_time"),
            Choice(f"Hold a review: {counted(len(waiting), 'plan item')}, one at a time", lambda: _hold(session),
                   "hold_review", "" if waiting else "Nothing is due, and there is nothing under STAY."),
            Choice("Write the board down, to print or to send", lambda: _write(session), "export"),
        ]  # fmt: skip

    session.talk.menu(told, choices)


def _look_back(session: Session) -> None:
    typed = session.talk.line(
        'Since which day? Such as "30 June", or the name of a day.', "Enter alone: the last review."
    )
    try:
        since = past_day(typed, session.board, session.work.today) if typed else None
    except WrongUse as wrong:
        session.talk.say(str(wrong))
        return
    look = session.work.look_back(since)
    for part in sections(look):
        session.talk.say(part.heading, *part.lines)
    for heading, rows in side_by_side(look):
        session.talk.say(f"{heading}, then and now", *(row.sentence for row in rows))


def _name_day(session: Session) -> None:
    for one in named_days(session.board):
        session.talk.tell(one_line(one.name), spoken(one.day))
    typed = session.talk.line('Which day? Such as "30 June" or "today".')
    try:
        day = past_day(typed, session.board, session.work.today)
    except WrongUse as wrong:
        session.talk.say(str(wrong))
        return
    name = session.talk.line(f"What is {spoken(day)} called? {NAME_HOW}")
    session.attempt(lambda: name_day(session.work, day, name))


def _over_time(session: Session) -> None:
    board = session.board
    plan = [standing_words(*one) for one in session.work.plan_over_time(session.work.today)] if board.plan else []
    rounds = [round_words(*one) for one in coverage_by_round(board)]
    session.talk.say(*(["How the plan stood.", *plan] if plan else ["There is nothing in the plan yet."]))
    session.talk.say(*(["How many questions had an answer.", *rounds] if rounds else []))
    told = [f"{title}: {', '.join(map(str, numbers))}." for title, numbers in each_question(board)]
    session.talk.say(*([f"{EACH_QUESTION}, in this order:", *questions_numbered(board), *told] if told else []))


def _story(session: Session) -> None:
    session.talk.say(*story_lines(session.work, session.work.story()))


def _hold(session: Session) -> None:
    today = session.work.today
    review = broken_off(session.board, today)
    if review is not None:
        question, left = go_on_asked(review, len(to_ask(session.board, today, review)))
        session.talk.say(left)
        review = review if session.talk.pick(question, GO_ON_CHOICES) == ON else None
    for item in to_ask(session.board, today, review):
        session.talk.say(due_words(session.board, item))
        found = session.talk.pick(asked_of(item), [*FOUND, ("", "Leave it for now")])
        if found:
            _ask(session, item, found, review)  # type: ignore[arg-type]
    summary = session.talk.line("What does the review come to?", "Enter alone: nothing.")
    if summary:
        session.attempt(lambda: sum_up(session.work, summary, review))


def _ask(session: Session, item: PlanItem, found: CheckAnswer, review: Review | None) -> None:
    words = session.talk.line(words_asked(found), "Enter alone: nothing.")
    note, outcome = ("", words) if found in CLOSED else (words, "")
    again = _again(session) if waits_again(item, found, session.work.today) else None
    told = None
    if found in CLOSED and may_not_know(session.board, item):
        told = session.work.today if session.talk.pick(TOLD_ASKED, TOLD_CHOICES) == THEY_KNOW else None
    session.attempt(lambda: look_at(session.work, item, found, note, outcome, again, told, review))


def _again(session: Session) -> date | None:
    while typed := session.talk.line(AGAIN_ASKED, AGAIN_HOW):
        try:
            return day_typed(typed, session.work.today)
        except WrongUse as wrong:
            session.talk.say(str(wrong))
    return None


def _write(session: Session) -> None:
    way = session.talk.pick("As what?", [(name, words) for name, (words, _, _) in WAYS.items()])
    _, form, reader = WAYS[way]
    today = session.work.today

    def change() -> Done:
        name = file_name(f"{session.board.about.title} {way}", today)
        file = session.work.write_out(name, written(session.work, form, today, reader), form)
        return Done(f"Written to {file}", undo=False)

    session.attempt(change)
