"""Holding a review: what is due and what was to be kept, one at a time; then what it all comes to."""

from collections.abc import Callable

from kindboard.board.review import to_ask
from kindboard.cards.cards import CheckAnswer, PlanItem
from kindboard.review_words import FOUND, check_words, due_words
from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.dialogs import Choose, Paragraph
from kindboard.verbs.plan import look_at, sum_up

SKIP = "skip"


def hold(app: Session) -> None:
    left = list(to_ask(app.board_shown, app.work.today))
    count = len(left)

    def following() -> None:
        if left:
            _ask(app, left.pop(0), f"{count - len(left)} of {count}", following)
        else:
            _sum_up(app)

    following()


def _ask(app: Session, item: PlanItem, place: str, then: Callable[[], None]) -> None:
    question = "Did we keep it?" if item.column == "stay" else "How does it stand?"
    before = [("Last time", check_words(item.checks[key])) for key in sorted(item.checks)[-1:]]
    choices = (*FOUND, (SKIP, "Leave it for now"), ("", "End here"))

    def chosen(found: str | None) -> None:
        if found == SKIP:
            then()
        elif found:
            _ask_words(app, item, found, then)  # type: ignore[arg-type]
        else:
            _sum_up(app)

    paragraphs: list[Paragraph] = [due_words(app.board_shown, item), *before, ""]
    app.push_screen(Choose(f"{question} ({place})", paragraphs, choices), chosen)


def _ask_words(app: Session, item: PlanItem, found: CheckAnswer, then: Callable[[], None]) -> None:
    ended = found in ("done", "let go")
    question = "What came of it?" if ended else "A note for the next review?"

    def typed(words: str | None) -> None:
        if words is None:
            return  # back to the board; what was found of the others is kept
        now = app.board_shown.cards.get(item.id)
        if not isinstance(now, PlanItem):
            app.say("Somebody took this plan item off the board meanwhile.")
        else:
            note, outcome = ("", words) if ended else (words, "")
            app.attempt(lambda: look_at(app.work, now, found, note, outcome))
        then()

    app.push_screen(AskLine(question, ["Enter alone leaves it empty."], "", "A few words"), typed)


def _sum_up(app: Session) -> None:
    def typed(words: str | None) -> None:
        if words and words.strip():
            app.attempt(lambda: sum_up(app.work, words))

    said = ["One sentence is enough. Enter alone leaves it empty."]
    app.push_screen(AskLine("What does the review come to?", said, "", "A sentence"), typed)
