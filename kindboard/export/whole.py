"""The whole board as one page: what was said, what it comes to, the plan, and what moved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kindboard.board.board import Board
from kindboard.board.review import LookBack, coverage
from kindboard.cards.cards import COLUMNS, QUESTIONS, Answer, PlanItem, Status
from kindboard.cards.written import written
from kindboard.export.blocks import Block, Bullets, Chart, Heading, Page, Quote, Table, Text
from kindboard.review_words import check_words, quoted, sections
from kindboard.terms import NEEDS_WORDS, answer_facts, counted
from kindboard.words.days import spoken
from kindboard.words.fields import label
from kindboard.words.inert import inert, one_line

OverTime = Sequence[tuple[date, Mapping[Status, int]]]


def whole(look: LookBack, over_time: OverTime) -> Page:
    board = look.now
    parts: tuple[Iterator[Block], ...] = (_review(look, over_time), _plan(board), _themes(board), _answers(board))
    blocks = tuple(block for part in parts for block in part)
    return Page(one_line(board.about.title), f"The board as it was on {spoken(look.until)}.", blocks)


def _review(look: LookBack, over_time: OverTime) -> Iterator[Block]:
    yield Heading("Then and now")
    for section in sections(look):
        yield Heading(section.heading, 3)
        yield Bullets(section.lines)
    if look.now.plan and over_time:
        yield status_chart(over_time)
    yield coverage_table(look.now)


def status_chart(over_time: OverTime) -> Chart:
    """How the plan stood on some days."""
    names = tuple(str(status) for status in over_time[0][1])
    rows = tuple((spoken(day), tuple(found.values())) for day, found in over_time)
    table = Table(
        "How the plan stood, in plan items", ("Day", *names), tuple((day, *map(str, parts)) for day, parts in rows)
    )
    return Chart(table, names, rows)


def coverage_table(board: Board) -> Table:
    head = ("Principle", *(board.question_text(question) for question in QUESTIONS))
    rows = tuple(
        (one_line(principle.title), *(str(row[question] or "nobody yet") for question in QUESTIONS))
        for principle, row in coverage(board)
    )
    return Table("How many answers each question has", head, rows)


def _plan(board: Board) -> Iterator[Block]:
    if board.plan:
        yield Heading("The plan")
    for column in COLUMNS:
        if items := board.lane(column):
            yield Heading(f"{column.upper()}: {one_line(board.plan_question_text(column))}", 3)
            for item in items:
                yield Text(f"{quoted(item)}: {one_line(item.owner or 'nobody yet')}, {item.status}.")
                if facts := tuple(_facts(board, item)):
                    yield Bullets(facts)


def _facts(board: Board, item: PlanItem) -> Iterator[str]:
    for name in written("plan"):
        if name != "title" and (value := getattr(item, name)):
            yield f"{label(name)}: {one_line(value)}"
    if item.told:
        yield f"Those who raised it were told: {spoken(item.told)}"
    if item.review_by:
        yield f"Look again: {spoken(item.review_by)}"
    if item.needs:
        yield f"It needs more than kindness: {', '.join(NEEDS_WORDS[need] for need in item.needs)}"
    for key in sorted(item.checks):
        yield f"At a review: {check_words(item.checks[key])}"


def _themes(board: Board) -> Iterator[Block]:
    if board.themes:
        yield Heading("What it comes to")
    for theme in board.themes:
        yield Heading(one_line(theme.title), 3)
        if theme.summary:
            yield Text(one_line(theme.summary))
        yield Text(f"From {counted(len(board.grouped(theme)), 'answer')}.")


def _answers(board: Board) -> Iterator[Block]:
    if board.answers:
        yield Heading("What was said")
    for principle in board.principles:
        said = [answer for answer in board.answers if answer.principle == principle.id]
        if said:
            yield Heading(one_line(principle.title), 3)
        for question in QUESTIONS:
            answers = [answer for answer in said if answer.question == question]
            if answers:
                yield Text(one_line(board.question_text(question)))
            yield from map(_quoted, answers)
    known = {principle.id for principle in board.principles}
    if others := [answer for answer in board.answers if answer.principle not in known]:
        yield Heading("On principles that are no longer here", 3)
        yield from map(_quoted, others)


def _quoted(answer: Answer) -> Quote:
    facts = ", ".join(one_line(fact) for fact in (*answer_facts(answer), spoken(answer.created)))
    notes = "".join(f"\nNote: {inert(note.text)}" for _, note in sorted(answer.notes.items()))
    return Quote(inert(answer.text) + notes, facts)
