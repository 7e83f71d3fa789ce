"""Holding a review: what is due and what was to be kept, one at a time; then what it all comes to."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kindboard.board.board import CLOSED
from kindboard.board.review import broken_off, may_not_know, to_ask, waits_again
from kindboard.cards.cards import CheckAnswer, PlanItem, Review
from kindboard.errors import WrongUse
from kindboard.review_words import (
    AGAIN_ASKED,
    AGAIN_HOW,
    FOUND,
    GO_ON_CHOICES,
    ON,
    THEY_KNOW,
    TOLD_ASKED,
    TOLD_CHOICES,
    asked_of,
    check_words,
    due_words,
    go_on_asked,
    words_asked,
)
from kindboard.terms import quoted
from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.dialogs import Choose, Paragraph
from kindboard.tui.sheets.one_key import OneKey
from kindboard.verbs.plan import look_at, sum_up
from kindboard.words.days import day_typed

SKIP = "skip"
KEYS = {"going": "g", "done": "d", "let go": "l", "kept": "k", "slipped": "s", SKIP: "n"}
EMPTY = "Enter alone leaves it empty."


class Found(Struct, frozen=True):
    """What a review has found of one item so far."""

    item: PlanItem
    answer: CheckAnswer
    review: Review | None = None
    """One of an earlier day that is gone on with."""
    words: str = ""
    again: date | None = None
    told: date | None = None


def hold(app: Session) -> None:
    board, today = app.board_shown, app.work.today
    review = broken_off(board, today)

    def chosen(choice: str | None) -> None:
        if choice is not None:
            _hold(app, review if choice == ON else None)

    if review is None:
        _hold(app, None)
    else:
        question, left = go_on_asked(review, len(to_ask(board, today, review)))
        app.push_screen(Choose(question, (left,), GO_ON_CHOICES), chosen)


def _hold(app: Session, review: Review | None) -> None:
    left = list(to_ask(app.board_shown, app.work.today, review))
    count = len(left)

    def following() -> None:
        if left:
            _ask(app, left.pop(0), f"{count - len(left)} of {count}", following, review)
        else:
            _sum_up(app, review)

    following()


def _ask(app: Session, item: PlanItem, place: str, then: Callable[[], None], review: Review | None) -> None:
    before = [("Last time", check_words(item.checks[key])) for key in sorted(item.checks)[-1:]]
    choices = (*FOUND, (SKIP, "Leave it for now"), ("", "End here"))

    def chosen(answer: str | None) -> None:
        if answer == SKIP:
            then()
        elif answer:
            _ask_words(app, Found(item, answer, review), then)  # type: ignore[arg-type]
        else:
            _sum_up(app, review)

    paragraphs: list[Paragraph] = [due_words(app.board_shown, item), *before, ""]
    app.push_screen(OneKey(f"{asked_of(item)} ({place})", paragraphs, choices, KEYS), chosen)


# Back to the board at any of these; what was found of the others is kept


def _ask_words(app: Session, found: Found, then: Callable[[], None]) -> None:
    def typed(words: str | None) -> None:
        if words is None:
            return
        said = replace(found, words=words)
        if found.answer in CLOSED:
            _ask_whether_told(app, said, then)
        elif waits_again(found.item, found.answer, app.work.today):
            _ask_again(app, said, "", AGAIN_HOW, then)
        else:
            _keep(app, said, then)

    app.push_screen(AskLine(words_asked(found.answer), [EMPTY], "", "A few words"), typed)


def _ask_again(app: Session, found: Found, value: str, how: str, then: Callable[[], None]) -> None:
    def typed(words: str | None) -> None:
        if words is None:
            return
        try:
            again = day_typed(words, app.work.today) if words.strip() else None
        except WrongUse as error:
            _ask_again(app, found, words, str(error), then)
        else:
            _keep(app, replace(found, again=again), then)

    app.push_screen(AskLine(AGAIN_ASKED, [quoted(found.item), how], value, "A day"), typed)


def _ask_whether_told(app: Session, found: Found, then: Callable[[], None]) -> None:
    def chosen(choice: str | None) -> None:
        if choice is not None:
            _keep(app, replace(found, told=app.work.today if choice == THEY_KNOW else None), then)

    if may_not_know(app.board_shown, found.item):
        app.push_screen(Choose(TOLD_ASKED, (quoted(found.item),), TOLD_CHOICES), chosen)
    else:
        _keep(app, found, then)


def _keep(app: Session, found: Found, then: Callable[[], None]) -> None:
    now = app.board_shown.cards.get(found.item.id)
    if not isinstance(now, PlanItem):
        app.say("Somebody took this plan item off the board meanwhile.")
    else:
        note, outcome = ("", found.words) if found.answer in CLOSED else (found.words, "")
        app.attempt(lambda: look_at(app.work, now, found.answer, note, outcome, found.again, found.told, found.review))
    then()


def _sum_up(app: Session, review: Review | None) -> None:
    def typed(words: str | None) -> None:
        if words and words.strip():
            app.attempt(lambda: sum_up(app.work, words, review))

    said = ["One sentence is enough. Enter alone leaves it empty."]
    app.push_screen(AskLine("What does the review come to?", said, "", "A sentence"), typed)
