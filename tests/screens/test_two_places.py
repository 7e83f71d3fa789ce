"""One id in two places (`faults.md`, 31): both rows are shown, and each verb acts on the one in hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kindboard.cards.cards import Answer
from kindboard.tui.parts.card_list import CardList
from kindboard.workspace.workspace import Workspace
from tests.screens.frames import text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    """A board on which somebody copied a card's file into another month's folder and changed its words there."""
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", WHERE | {"text": "In its place"})
        copy = workspace.root / card.path.replace("/2026-", "/2025-", 1)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(card.raw.replace(b"In its place", b"In two places"))
        workspace.sync()
        yield workspace


async def take_in_hand(pilot: Pilot[None], words: str) -> Answer:
    cards = pilot.app.screen.query_one("#answers", CardList)
    await until(pilot, lambda: len(cards.rows) == 2, "both rows")
    await pilot.press("home")
    if cards.in_hand and cards.in_hand.value.text != words:
        await pilot.press("down")
    assert cards.in_hand is not None
    answer = cards.in_hand.value
    assert isinstance(answer, Answer)
    assert answer.text == words
    return answer


def texts(board: Workspace) -> dict[str, str]:
    return {answer.path.split("/")[3]: answer.text for answer in board.board().answers}


@pytest.mark.parametrize("words", ["In its place", "In two places"])
async def test_each_verb_acts_on_the_copy_in_hand(board: Workspace, words: str) -> None:
    (other,) = {"In its place", "In two places"} - {words}
    board.set_name("Jo")
    async with opened(board) as pilot:
        await pilot.press("v")
        card = await take_in_hand(pilot, words)
        await pilot.press("a")
        await until_said(pilot, "You say it, too.")
        await pilot.press("enter")
        await until_said(pilot, f"An answer You say it, too. u undo Kindness counts How do I personally embody this "
                                f"principle in my work? {'─' * 80} {words}")  # fmt: skip
        await pilot.press("escape", "t", *"Noted.", "ctrl+s", "enter")
        await until_said(pilot, "Note added.")
        board.set_name("Sam")
        await pilot.press("e", *"Mine: ", "ctrl+s")
        await until_said(pilot, f"> Mine: {words}")
        changed = board.board().by_path[card.path]
        assert isinstance(changed, Answer)
        assert (changed.text, len(changed.echoes), len(changed.notes)) == (f"Mine: {words}", 1, 1)
        await pilot.press("x", "down", "enter")
        await until_said(pilot, "Taken off the board.")
        assert other in text(of(pilot))
    (left,) = board.board().answers
    assert (left.text, left.echoes, left.notes) == (other, {}, {})


async def test_unfinished_words_stay_with_their_copy(board: Workspace) -> None:
    async with opened(board) as pilot:
        card = await take_in_hand(pilot, "In two places")
        await pilot.press("e", *"Begun. ", "escape")
        await until_said(pilot, "Your unfinished words are kept")
        assert text(of(pilot)).count("Unfinished words about it are kept here") == 1
        assert [draft.path for draft in board.drafts()] == [card.path]
        await take_in_hand(pilot, "In its place")
        await pilot.press("e")
        await pilot.pause()
        assert "Begun" not in text(of(pilot))
        await pilot.press("escape")
    board.post()
    assert set(texts(board).values()) == {"In its place", "Begun. In two places"}
