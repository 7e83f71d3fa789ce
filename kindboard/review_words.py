"""What a look back says, in headings and sentences: the same on the screen, in plain lines and in what is exported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from kindboard.board.board import CLOSED, Board
from kindboard.board.review import (
    LookBack,
    coverage,
    coverage_by_round,
    heard,
    last_check,
    reviews_since,
    statuses,
    unheard,
    untold,
)
from kindboard.cards.cards import (
    COLUMNS,
    QUESTIONS,
    Answer,
    Check,
    CheckAnswer,
    Column,
    PlanItem,
    Question,
    Review,
    Status,
    Theme,
)
from kindboard.terms import NEEDS_WORDS, counted
from kindboard.words.days import spoken
from kindboard.words.inert import one_line, sentence

CHECK_WORDS = {
    "going": "still going", "done": "done", "let go": "let go", "kept": "kept", "slipped": "slipped",
}  # fmt: skip
FOUND: tuple[tuple[CheckAnswer, str], ...] = (
    ("going", "Still going"), ("done", "Done"), ("let go", "Let it go"), ("kept", "We kept it"),
    ("slipped", "It slipped"),
)  # fmt: skip
"""What a review may find of a plan item."""
KEEP_ASKED, STAND_ASKED = "Did we keep it?", "How does it stand?"
NOTE_ASKED: dict[CheckAnswer, str] = {"kept": "Why does it work?", "slipped": "What got in its way?"}
OUTCOME_ASKED = "What came of it?"
AGAIN_ASKED = "When do you look at it again?"
AGAIN_HOW = 'Such as "in 6 weeks". Enter alone leaves it as it is.'
NAME_HOW = "Such as “before the inspection”. Everybody who has the board can come back to it by that name."
NOT_YET, THEY_KNOW = "not yet", "they know"
TOLD_ASKED = "Have those who raised it been told?"
TOLD_CHOICES = ((NOT_YET, "Not yet"), (THEY_KNOW, "Yes, they know what came of it"))
HEARD_WORDS = {
    "me": "said by people who draw on care themselves", "directly": "heard directly", "survey": "from a survey",
    "guess": "a guess", "not-asked": "not asked yet",
}  # fmt: skip
ENDED: dict[Column, str] = {"stop": "Stopped", "start": "Started, and done", "stay": "Kept, and done"}
NOTHING_MOVED = "Nothing in the plan has moved."
TALKED_ABOUT = "What has been talked about"
EACH_QUESTION = "How many answers each question has"
ALL_ANSWERED = "Every question of every principle has an answer."


ON, ANEW = "on", "anew"
GO_ON_CHOICES = ((ON, "Go on with it"), (ANEW, "Begin a new review"))


def go_on_asked(review: Review, left: int) -> tuple[str, str]:
    """Whether to go on with a review that was broken off: the question, and what it is about."""
    asked = f"{counted(left, 'plan item')} {'was' if left == 1 else 'were'} not asked about yet."
    return f"Go on with the review of {spoken(review.held)}?", asked


class Section(Struct, frozen=True):
    """A heading and what stands under it, a sentence a line."""

    heading: str
    lines: tuple[str, ...]


def sections(look: LookBack) -> tuple[Section, ...]:
    """What there is to say; a section with nothing in it is left out."""
    parts = (
        (_when(look), _numbers(look)),
        ("What moved", _moved(look)),
        ("Due, and not done", (due_words(look.now, item) for item in look.due)),
        (KEEP_ASKED, (_to_keep(item) for item in look.to_keep)),
        (TOLD_ASKED, _untold(look.now)),
        (TALKED_ABOUT, _talked_about(look.now)),
        ("Whose voice is missing?", _voices(look.now)),
        ("What kindness alone cannot fix", _needs(look.now)),
    )
    return tuple(Section(heading, found) for heading, lines in parts if (found := tuple(lines)))


def _when(look: LookBack) -> str:
    since, until = spoken(look.since), spoken(look.until)
    return f"On {until}" if since == until else f"From {since} to {until}"


def quoted(item: PlanItem) -> str:
    return f"“{one_line(item.title)}”"


def open_words(board: Board, item: PlanItem) -> str:
    """`open for 3 reviews`; "" where no review has been held since."""
    reviews = reviews_since(board, item)
    return f"open for {counted(reviews, 'review')}" if reviews else ""


def due_words(board: Board, item: PlanItem) -> str:
    owner = one_line(item.owner) if item.owner else "nobody yet"
    was = f"was due {spoken(item.review_by)}" if item.review_by else ""
    facts = [item.column.upper(), owner, was, open_words(board, item)]
    return f"{quoted(item)}: {', '.join(fact for fact in facts if fact)}."


def asked_of(item: PlanItem) -> str:
    """What a review asks first of a plan item."""
    return KEEP_ASKED if item.column == "stay" else STAND_ASKED


def words_asked(found: CheckAnswer) -> str:
    """And then, to be answered in a few words or none."""
    return OUTCOME_ASKED if found in CLOSED else NOTE_ASKED.get(found, "A note for the next review?")


def check_words(check: Check) -> str:
    note = f" {sentence(one_line(check.note))}" if check.note else ""
    return f"{CHECK_WORDS[check.answer]}.{note}"


class Beside(Struct, frozen=True):
    """One plan item, or one principle, on two days, in words."""

    title: str
    then: str
    now: str

    @property
    def sentence(self) -> str:
        return sentence(f"{self.title}: {self.then}, now {self.now}")


def side_by_side(look: LookBack) -> Sequence[tuple[str, Sequence[Beside]]]:
    """(heading, rows) of both days: the plan, under the column that each item stands in now, or stood in last; and how
    much each principle was talked about.
    """
    before = {item.id: item for item in look.then.plan}
    after = {item.id: item for item in look.now.plan}
    rows: dict[Column, list[Beside]] = {column: [] for column in COLUMNS}
    for item in (*look.now.plan, *look.gone):
        rows[item.column].append(Beside(quoted(item), *_both(before.get(item.id), after.get(item.id))))
    groups = [(column.upper(), found) for column, found in rows.items()]
    return [(heading, found) for heading, found in (*groups, (TALKED_ABOUT, _principles(look))) if found]


def _principles(look: LookBack) -> list[Beside]:
    then = {principle.id: _answered(row) for principle, row in coverage(look.then)}
    return [
        Beside(f"“{one_line(principle.title)}”", then.get(principle.id, "not there yet"), _answered(row))
        for principle, row in coverage(look.now)
    ]


def _answered(row: Mapping[Question, int]) -> str:
    return f"{sum(number > 0 for number in row.values())} of {counted(len(row), 'question')}"


def _both(then: PlanItem | None, now: PlanItem | None) -> tuple[str, str]:
    """How an item stood, and how it stands; each in words, and the column it came from where that is another."""
    moved = then is not None and now is not None and then.column != now.column
    was = "not there yet" if then is None else f"{then.column.upper()}, {then.status}" if moved else then.status
    outcome = f".{_outcome(now)}" if now is not None and now.outcome else ""
    return was, f"{now.status}{outcome}" if now is not None else "taken off the board"


def _numbers(look: LookBack) -> Iterator[str]:
    new = ((look.added(kind), name) for kind, name in ((Answer, "answer"), (Theme, "theme"), (PlanItem, "plan item")))
    yield "New on the board: " + ", ".join(counted(number, name) for number, name in new) + "."
    before, after = statuses(look.then), statuses(look.now)
    if look.now.plan:
        yield f"The plan then: {_statuses(before)}."
        yield f"The plan now: {_statuses(after)}."


def standing_words(day: date, found: Mapping[Status, int]) -> str:
    """How the plan stood on a day."""
    return f"{spoken(day)}: {_statuses(found)}."


def round_words(title: str, answered: int, of: int) -> str:
    """How many questions had an answer in a round."""
    return f"{one_line(title)}: {answered} of {of}."


def each_question(board: Board) -> list[tuple[str, Sequence[int]]]:
    """(a principle, how many answers each of its questions has), silence as much as answers."""
    return [(one_line(principle.title), [*row.values()]) for principle, row in coverage(board)]


def questions_numbered(board: Board) -> list[str]:
    """`1 How do I …`"""
    return [f"{number} {one_line(board.question_text(question))}" for number, question in enumerate(QUESTIONS, 1)]


def _statuses(found: Mapping[Status, int]) -> str:
    return _listed((number, status) for status, number in found.items())


def _listed(numbers: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number} {name}" for number, name in numbers)


def _moved(look: LookBack) -> Iterator[str]:
    said = set()
    for column, words in ENDED.items():
        for item in look.ended(column):
            said.add(item.id)
            yield f"{words}: {quoted(item)}.{_outcome(item)}"
        for item in look.ended(column, "let go"):
            said.add(item.id)
            yield f"Let go: {quoted(item)}.{_outcome(item)}"
    for moved in look.moved:
        if moved.now.id in said:
            continue
        if moved.then is None:
            yield f"New in {moved.now.column.upper()}: {quoted(moved.now)}."
        elif moved.then.column != moved.now.column:
            yield f"Moved from {moved.then.column.upper()} to {moved.now.column.upper()}: {quoted(moved.now)}."
        else:
            yield f"Now {moved.now.status}: {quoted(moved.now)}."
    for moved in look.changed:
        if moved.then is not None and (more := _changed(moved.then, moved.now, moved.now.id in said)):
            yield f"Changed: {quoted(moved.now)}. {' '.join(more)}"
    for item in look.gone:
        yield f"Taken off the board: {quoted(item)}."
    if not look.moved and not look.changed and not look.gone and look.now.plan:
        yield NOTHING_MOVED


def _changed(then: PlanItem, now: PlanItem, ended: bool) -> list[str]:
    """What is another now, a sentence each; of what has ended, its outcome is told already."""
    words = []
    if then.title != now.title:
        words.append(f"It was called {quoted(then)}.")
    if then.owner != now.owner:
        words.append(f"{one_line(now.owner or '') or 'Nobody'} looks after it now.")
    if then.review_by != now.review_by and not ended:
        again = f"It is looked at again on {spoken(now.review_by)}." if now.review_by else "It has no review date now."
        words.append(again)
    if then.outcome != now.outcome and not ended:
        words.append(f"What came of it: {sentence(one_line(now.outcome or '')) or 'no longer said.'}")
    return words


def _outcome(item: PlanItem) -> str:
    return f" {sentence(one_line(item.outcome))}" if item.outcome else ""


def _to_keep(item: PlanItem) -> str:
    check = last_check(item)
    return f"{quoted(item)}: {f'at the last review {check_words(check)}' if check else 'not asked yet.'}"


def _untold(board: Board) -> Iterator[str]:
    for item in untold(board):
        yield f"Not that we know: {quoted(item)}, {item.status}."


def _talked_about(board: Board) -> Iterator[str]:
    answered, places = board.coverage
    yield f"{answered} of {counted(places, 'question')} have an answer."
    for title, with_answer, of in coverage_by_round(board):
        yield round_words(title, with_answer, of)
    silent = [(p, [q for q, number in row.items() if not number]) for p, row in coverage(board)]
    if places and not any(questions for _, questions in silent):
        yield ALL_ANSWERED
    for principle, questions in silent:
        if questions:
            asked = " ".join(one_line(board.question_text(question)) for question in questions)
            yield f"Nobody has said anything yet on “{one_line(principle.title)}”: {asked}"


def _voices(board: Board) -> Iterator[str]:
    found = {way: number for way, number in heard(board).items() if number}
    if found:
        yield (
            "What people with care and support needs say: "
            + _listed((n, HEARD_WORDS[w]) for w, n in found.items())
            + "."
        )
    elif board.principles:
        yield "Nothing of what people with care and support needs say is on the board yet."
    if titles := [f"“{one_line(principle.title)}”" for principle in unheard(board)]:
        yield f"Nobody who draws on support has been heard directly on {', '.join(titles)}."


def _needs(board: Board) -> Iterator[str]:
    for need, items in board.waiting.items():
        titles = ", ".join(map(quoted, items))
        yield f"{counted(len(items), 'plan item')} can't move without {NEEDS_WORDS[need]}: {titles}."
