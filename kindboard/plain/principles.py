"""Reflect: the principles with their marks in words, their four questions, and the answers."""

from collections.abc import Sequence

from kindboard import as_text
from kindboard.board.board import Board, Draft, Mark
from kindboard.board.learn import background
from kindboard.cards.cards import QUESTIONS, Card, Principle
from kindboard.plain import learn, writing
from kindboard.plain.listed import Listed, write_out
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.terms import A_COURTESY, counted
from kindboard.verbs.cards import post
from kindboard.words.inert import one_line


def marks_words(board: Board, principle: str) -> str:
    """`answers to 1 and 2, nobody yet on 3 and 4, 1 kept here`."""
    marks = [*enumerate(board.marks(principle), 1)]
    answered = [number for number, mark in marks if mark is Mark.ANSWERED]
    nobody = [number for number, mark in marks if mark is Mark.NOBODY]
    kept = sum(len(board.drafts_to(principle, question)) for question in QUESTIONS)
    parts = [f"answers to {_numbers(answered)}"] if answered else []
    parts += [f"nobody yet{' on ' + _numbers(nobody) if nobody != [1, 2, 3, 4] else ''}"] if nobody else []
    return ", ".join([*parts, *([f"{kept:,} kept here"] if kept else [])])


def _numbers(numbers: Sequence[int]) -> str:
    if len(numbers) == len(QUESTIONS):
        return "all four"
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def count_words(board: Board, principle: str, question: str) -> str:
    """Empty where nobody has answered and nothing is kept here."""
    answers, kept = len(board.answers_to(principle, question)), len(board.drafts_to(principle, question))
    words = [counted(answers, "answer")] if answers else []
    return " and ".join([*words, *([f"{kept:,} kept here"] if kept else [])])


def open_principles(session: Session) -> None:
    def choices() -> list[Choice]:
        board = session.board
        return [
            Choice(
                f"{one_line(principle.title)}: {marks_words(board, principle.id)}",
                lambda slug=principle.id: _one_after_another(session, slug),  # type: ignore[misc]
            )
            for principle in board.principles
        ]

    session.talk.menu(lambda: ["Principles."], choices)


def _one_after_another(session: Session, slug: str) -> None:
    at: str | None = slug
    while at is not None:
        at = _Principle(session, at).go()


class _Principle:
    def __init__(self, session: Session, slug: str) -> None:
        self._session, self._slug = session, slug
        self._next: str | None = None

    def go(self) -> str | None:
        """The principle that is opened next; None for none."""
        self._session.talk.menu(self._told, self._choices)
        return self._next

    @property
    def _order(self) -> list[str]:
        return [principle.id for principle in self._session.board.principles]

    def _found(self) -> Principle | None:
        return self._session.board.principle(self._slug)

    def _told(self) -> list[str]:
        principle, order = self._found(), self._order
        if principle is None:
            return ["This principle is not on the board any more."]
        lines = [f"Principle {order.index(self._slug) + 1} of {len(order)}: {one_line(principle.title)}"]
        words = note(principle)
        return [*lines, *([principle.text] if principle.text else []), *([] if words in principle.text else [words])]

    def _choices(self) -> list[Choice]:
        board, order, principle = self._session.board, self._order, self._found()
        if principle is None:
            return []
        at = order.index(self._slug)
        before, after = order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""
        questions = [
            Choice(
                f"{one_line(board.question_text(key))} {count_words(board, self._slug, key) or 'Nobody yet'}.",
                lambda key=key: _questions(self._session, principle, key),  # type: ignore[misc]
            )
            for key in QUESTIONS
        ]
        return [
            *questions,
            Choice("Next principle", lambda: self._go(after), "next_principle", "" if after else "This is the last."),
            Choice("Principle before", lambda: self._go(before), "previous_principle",
                   "" if before else "This is the first."),
            Choice("Save everything under this principle as a text file", lambda: self._save(principle),
                   "save_to_file"),
            Choice("Read more about it, in Learn", lambda: learn.open_background(self._session, principle),
                   "background", "" if background(board, principle) else "There is no page about it."),
        ]  # fmt: skip

    def _go(self, slug: str) -> bool:
        self._next = slug
        return True

    def _save(self, principle: Principle) -> None:
        page = as_text.page_of_principle(self._session.board, principle, self._session.work.today)
        write_out(self._session, principle.title, page)


def note(principle: Principle) -> str:
    """Whose words a principle's text is."""
    if principle.wording == "working":
        return "Our own working words."
    if principle.wording == "missing":
        return "Its wording is missing. You can paste it under This computer and this board, and answer without it."
    return f"Source: {one_line(principle.source)}." if principle.source else "As published."


# One question ----------------------------------------------------------------------------------------------------


def _questions(session: Session, principle: Principle, question: str) -> None:
    at: str | None = question
    while at is not None:
        at = _Question(session, principle, at).go()


class _Question:
    def __init__(self, session: Session, principle: Principle, question: str) -> None:
        self._session, self._principle, self._question = session, principle, question
        self._listed = Listed(session, self._look)
        self._next: str | None = None

    def go(self) -> str | None:
        """The question that is opened next; None for none."""
        self._session.talk.menu(self._told, self._choices)
        return self._next

    def _look(self) -> Sequence[Card | Draft]:
        board, place = self._session.board, (self._principle.id, self._question)
        return (*(() if self._folded else board.answers_to(*place)), *board.drafts_to(*place))

    @property
    def _folded(self) -> bool:
        return self._session.folds(self._principle.id, self._question)

    def _told(self) -> list[str]:
        board = self._session.board
        count = count_words(board, self._principle.id, self._question) or "Nobody has answered this yet"
        if self._folded:
            answers = len(board.answers_to(self._principle.id, self._question))
            count = f"{counted(answers, 'answer')}, shown after yours. {A_COURTESY.rstrip('.')}"
        return [
            f"{one_line(self._principle.title)}, question {QUESTIONS.index(self._question) + 1} of 4:",
            f"{one_line(board.question_text(self._question))}",
            f"{count}.",
        ]

    def _choices(self) -> list[Choice]:
        session = self._session
        at = [*QUESTIONS].index(self._question)  # type: ignore[arg-type]
        before, after = QUESTIONS[at - 1] if at else "", QUESTIONS[at + 1] if at < 3 else ""
        kept = session.board.drafts_to(self._principle.id, self._question)
        return [
            Choice("Write a new answer", self._write, "new_answer"),
            Choice("Begin an answer with three small questions", lambda: self._write(stub=True), "story_stub"),
            Choice("See what others said before you answer it", self._unfold, "unfold",
                   "" if self._folded else "What others said is in the list already."),
            Choice("Next question", lambda: self._go(after), "next_question", "" if after else "This is the last."),
            Choice("Question before", lambda: self._go(before), "previous_question",
                   "" if before else "This is the first."),
            Choice("Put on the board what is kept here", lambda: put_all(session, kept), "put_on_board",
                   "" if kept else "Nothing is kept on this computer under this question."),
            Choice("Save this question and its answers as a text file", self._save, "save_to_file",
                   "" if self._look() or self._folded else "There is nothing to save yet."),
            *self._listed.choices(),
        ]  # fmt: skip

    def _go(self, question: str) -> bool:
        self._next = question
        return True

    def _unfold(self) -> None:
        self._session.unfolded.add((self._principle.id, self._question))

    def _write(self, *, stub: bool = False) -> None:
        writing.new_answer(self._session, self._principle.id, self._question, stub=stub)

    def _save(self) -> None:
        today = self._session.work.today
        page = as_text.page_of_question(self._session.board, self._principle, self._question, today)
        write_out(self._session, self._principle.title, page)


def put_all(session: Session, drafts: Sequence[Draft]) -> None:
    """Show what leaves with some drafts, and put them on the board together, or those that tell nothing of anybody."""
    session.talk.say(*writing.leaving_lines(session, list(drafts)))
    telling = {one.key for one in session.work.leaving(drafts) if one.details}
    options = [("all", writing.put_on_board(session, list(drafts)))]
    options += [("others", "Put only the others on the board")] if 0 < len(telling) < len(drafts) else []
    choice = session.talk.pick("Put them on the board?", [*options, ("", "Not yet: keep them on this computer")])
    chosen = [draft for draft in drafts if choice == "all" or draft.key not in telling]
    if choice:
        session.attempt(lambda: post(session.work, chosen))


def open_drafts(session: Session) -> None:
    """Everything that is kept on this computer."""
    listed = Listed(session, lambda: session.board.drafts)

    def told() -> list[str]:
        count = len(session.board.drafts)
        return [f"Kept on this computer, not on the board: {counted(count, 'draft')}."]

    def choices() -> list[Choice]:
        drafts = session.board.drafts
        put = Choice("Put all of it on the board", lambda: put_all(session, drafts), "put_on_board",
                     "" if drafts else "Nothing is kept on this computer.")  # fmt: skip
        return [put, *listed.choices()]

    session.talk.menu(told, choices)
