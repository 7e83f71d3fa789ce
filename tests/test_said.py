"""What a verb says of itself: the same on the screens, on the command line and in plain lines, and true."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer, Card, PlanItem
from kindboard.cards.toml import dump, parse
from kindboard.verbs import cards, plan, themes
from kindboard.verbs.at_once import me_too
from kindboard.workspace.workspace import Workspace
from tests.commands import kindboard
from tests.plain.talks import a_talk
from tests.screens.live import opened, until_said
from tests.teams import a_team, a_workspace

PLACE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path, name="Sam") as workspace:
        yield workspace


def an_answer(board: Workspace, by: str = "Ann") -> Answer:
    card = board.add("answer", PLACE | {"text": "We ask people twice.", "by": by})
    assert isinstance(card, Answer)
    return card


def now(board: Workspace, card: Card) -> Card:
    return board.board().by_path[card.path]


def say_it_too_by_hand(board: Workspace, card: Card, person: str) -> None:
    """As a colleague's "me too" comes in."""
    file = board.root / card.path
    doc = parse(file.read_bytes())
    file.write_bytes(dump(doc | {"echoes": {**doc.get("echoes", {}), person: True}}, card.kind))


def test_me_too_is_said_and_taken_back(board: Workspace) -> None:
    card = an_answer(board)
    assert me_too(board, card).said == "You say it, too"
    assert me_too(board, now(board, card)).said == "“Me too” taken back"


def test_another_persons_me_too_is_not_taken_for_ones_own(board: Workspace) -> None:
    card = an_answer(board)
    say_it_too_by_hand(board, card, "p4k2")
    assert me_too(board, now(board, card)).said == "You say it, too"
    assert me_too(board, now(board, card)).said == "“Me too” taken back"
    assert getattr(now(board, card), "echoes", {}) == {"p4k2": True}


def test_me_too_to_a_version_from_before_ones_own_or_anothers_is_told_as_it_is_now(board: Workspace) -> None:
    old = an_answer(board)
    me_too(board, old)
    assert me_too(board, old).said == "You say it, too"  # as this window saw it, nobody had said so
    said = now(board, old)
    say_it_too_by_hand(board, said, "p4k2")
    assert me_too(board, said).said == "“Me too” taken back"


def test_what_two_people_changed_at_once_is_said_where_it_is_put_on_the_board(tmp_path: Path) -> None:
    with a_team(tmp_path, "Ann", "Bo") as (ann, bo):
        card = an_answer(ann)
        ann.sync(now=True)
        bo.sync(now=True)
        seen = now(bo, card)
        cards.change(ann, card, {"text": "We ask people once."})
        ann.sync(now=True)
        bo.sync(now=True)
        draft = bo.new_draft("answer", {"text": "We ask three times."}, seen)
        done = cards.post(bo, [draft], seen)
        assert done.sentence == "Put on the board. Somebody changed it at the same time: read it to see both."


@pytest.mark.parametrize("status", ["under way", "done"])
def test_a_mark_and_a_move_are_said_in_a_few_words(board: Workspace, status: str) -> None:
    item = board.add("plan", {"column": "stop", "title": "Late rotas"})
    assert isinstance(item, PlanItem)
    assert plan.mark(board, item, status).sentence == f"Marked as {status}."
    assert plan.move(board, item, "start").sentence == "Moved to START."


def test_a_theme_that_was_changed_meanwhile_is_said_to_stay(board: Workspace) -> None:
    one, other = board.new_theme("Rushed mornings"), board.new_theme("Early visits")
    board.change(one, {"summary": "Nobody has time."})
    done = themes.put_together(board, one, other)
    assert done.said == "Put together in “Early visits”"
    assert done.more == "Somebody changed “Rushed mornings” meanwhile, so its words stay."


async def test_the_screens_the_command_line_and_the_plain_lines_say_the_same(board: Workspace) -> None:
    answer = an_answer(board)
    said = me_too(board, answer).said
    me_too(board, now(board, answer))
    assert kindboard("echo", answer.id, at=board.root).out.startswith(f"{said}: “We ask people twice.”, {answer.id}.")
    me_too(board, now(board, answer))
    steps = (">Pool", ">Read all", ">Card 1", ">Say that a card is true", "q")
    assert f"{said}. u takes it back." in a_talk(board, *steps).text
    me_too(board, now(board, answer))
    async with opened(board) as pilot:
        await pilot.press("2", "right", "a")
        await until_said(pilot, f"{said}. u undo")
