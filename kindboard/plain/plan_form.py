"""A plan item being written: its fields under numbers, each asked for when it is chosen. Only the title is needed."""

from datetime import date
from typing import Any

from kindboard.board.board import Draft
from kindboard.board.pool import plan_fields
from kindboard.cards.cards import COLUMNS, Answer, PlanItem, Theme
from kindboard.cli.lines import value_words
from kindboard.errors import WrongUse
from kindboard.forms import form_of
from kindboard.plain.listed import line
from kindboard.plain.naming import short_line
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.plain.writing import Writing, begun, leaving_lines, put_on_board
from kindboard.verbs.cards import post
from kindboard.words.days import day_typed, spoken
from kindboard.words.inert import one_line, shortened

FORM = {asked.name: asked for asked in form_of("plan")}
LONGER = "Write the rest under Why."
EMPTY = "Enter alone leaves it as it is, - clears it."


def new_item(session: Session, column: str, **more: Any) -> None:
    """Ask for the title, then offer the other fields. A title among `more` is what enter alone takes."""
    title = more.pop("title", "")
    form = _Form(Writing(session, "plan", {"column": column} | more))
    with form.writing.kept():
        session.talk.say(session.board.plan_question_text(column))
        empty = f'Enter alone takes "{one_line(title)}".' if title else ""
        form.writing.keep(
            title=short_line(session, session.talk.line(FORM["title"].words.asked, empty) or title, LONGER)
        )
    form.fill()


def from_card(session: Session, card: Theme | Answer) -> None:
    """A new item that keeps the answer, or the theme and its answers, as its sources."""
    columns = [(column, f"{column.upper()}: {session.board.plan_question_text(column)}") for column in COLUMNS]
    column = session.talk.pick("For which column?", columns)
    new_item(session, column, **plan_fields(session.board, card))


def change(session: Session, item: PlanItem) -> None:
    fields = {name: getattr(item, name) for name in FORM}
    _Form(Writing(session, "plan", fields, item, begun(session, item, "plan"))).fill()


def of_draft(session: Session, draft: Draft) -> None:
    _Form(Writing(session, "plan", dict(draft.fields), draft=draft)).fill()


class _Form:
    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self._session, self._talk = writing.session, writing.session.talk

    def fill(self) -> None:
        with self.writing.kept():
            self._talk.menu(self._told, self._choices)
        if self.writing.draft is not None and not self.writing.put:
            self._talk.say("Kept on this computer, not on the board. You find it under Kept on this computer.")

    def _told(self) -> list[str]:
        title = one_line(str(self.writing.fields.get("title") or "no title yet"))
        return [f"Plan item: {title}", "Choose what else you want to say about it, then put it on the board."]

    def _choices(self) -> list[Choice]:
        fields = self.writing.fields
        written = "" if self.writing.draft is not None else "Nothing was changed yet."
        return [
            Choice("Put it on the board: first shows what leaves", self._put, "put_this", written),
            Choice("Keep it on this computer for now", lambda: True, "keep_this", written),
            *(
                Choice(
                    f"{FORM[name].words.label}: {self._shown(name, fields.get(name))}",
                    lambda name=name: self._ask(name),  # type: ignore[misc]
                )
                for name in FORM
            ),
        ]

    def _shown(self, name: str, value: Any) -> str:
        if not value:
            return "nothing yet"
        board = self._session.board
        if options := FORM[name].options:
            return ", ".join(options.get(part, part) for part in ([value] if isinstance(value, str) else value))
        if name == "sources":
            return "; ".join(shortened(line(self._session, card), 60) for card in board.known(value))
        if name == "principles":
            return ", ".join(one_line(p.title) for p in board.principles if p.id in value)
        if name == "review_by":
            return _day(value)
        return value_words(value)

    def _ask(self, name: str) -> None:
        talk, keep, asked = self._talk, self.writing.keep, FORM[name]
        if asked.input == "text":
            self.writing.change_text(name)
        elif asked.input == "one of":
            keep(**{name: talk.pick(asked.words.asked or f"{asked.words.label}: which?", [*asked.options.items()])})
        elif asked.input == "some of":
            keep(**{name: talk.several(f"{asked.words.label}: which of these?", [*asked.options.items()])})
        elif name == "principles":
            principles = [(p.id, one_line(p.title)) for p in self._session.board.principles]
            keep(principles=talk.several(asked.words.asked, principles))
        elif name == "sources":
            self._ask_sources()
        elif asked.input == "day":
            self._ask_day()
        else:
            question = asked.words.asked or f"{asked.words.label}: type one line."
            typed = talk.line(question, EMPTY if name != "title" else "Enter alone leaves it as it is.")
            if typed:
                keep(**{name: None if typed == "-" and name != "title" else short_line(self._session, typed, LONGER)})

    def _ask_sources(self) -> None:
        board = self._session.board
        cards: list[Answer | Theme] = [*board.themes, *board.current]
        if not cards:
            self._talk.say("There are no answers and no themes yet that it could come from.")
            return
        found = [(card.id, line(self._session, card)) for card in cards]
        self.writing.keep(sources=self._talk.several("Which cards does it come from?", found))

    def _ask_day(self) -> None:
        while typed := self._talk.line('When do you look again? Type a day, like "30 Nov" or "in 6 weeks".', EMPTY):
            if typed == "-":
                self.writing.keep(review_by=None)
                return
            try:
                day = day_typed(typed, self._session.work.today)
            except WrongUse as error:
                self._talk.say(str(error))
                continue
            self.writing.keep(review_by=day)
            self._talk.say(f"That is {day:%A}, {spoken(day)}.")
            return

    def _put(self) -> bool | None:
        draft = self.writing.draft
        assert draft is not None
        if not str(self.writing.fields.get("title") or "").strip():
            self._talk.say("It has no title yet. One line is enough.")
            return None
        self._talk.say(*leaving_lines(self._session, [draft]))
        options = (("yes", put_on_board(self._session, [draft])), ("", "Not yet"))
        if self._talk.pick("Put it on the board?", options) != "yes":
            return None
        self.writing.put = self._session.attempt(lambda: post(self._session.work, [draft], self.writing.card))
        return self.writing.put or None


def _day(value: Any) -> str:
    """A draft has its day as text."""
    try:
        return spoken(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
