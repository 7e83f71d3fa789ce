"""Words carried elsewhere: copied, saved as a text file; and what happened to a card."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kindboard.as_text import file_name, page_of, page_of_principle, page_of_question, words_of
from kindboard.board.board import Draft
from kindboard.cards.cards import Note
from kindboard.clone import outside
from kindboard.errors import KindboardError
from kindboard.tui.sheets import story_page
from kindboard.words.inert import inert
from kindboard.workspace.workspace import Workspace
from tests import naughty
from tests.builders import NOW, a_board
from tests.screens.frames import FOLDER, REGOLD, same_as_golden, text
from tests.screens.live import of, opened, until_as_golden, until_said
from tests.screens.stills import ACTING, HOSTILE, INERT, a_still, planned, riverside
from tests.screens.test_frames import TO_THE_PICTURE, named
from tests.teams import a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
TODAY = NOW.date()


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(outside, "folder", lambda: folder)
    return folder


# As plain text


def as_golden(words: str, name: str) -> None:
    file = FOLDER / f"{name}.txt"
    if REGOLD:
        file.write_text(words, encoding="utf-8")
    assert words == file.read_text(encoding="utf-8")


def test_a_principle_as_text_looks_as_drawn() -> None:
    board = riverside()
    principle = board.principle("walk-a-mile")
    assert principle is not None
    as_golden(page_of_principle(board, principle, TODAY), "saved-principle")


def test_a_question_as_text_holds_its_answers_and_no_other() -> None:
    board = riverside()
    principle = board.principle("walk-a-mile")
    assert principle is not None
    page = page_of_question(board, principle, "improve", TODAY)
    assert "Two forms for one incident" in page
    assert "I sit down before I open the folder" not in page


def test_a_plan_item_as_text_looks_as_drawn() -> None:
    board = planned()
    as_golden(page_of(board, board.lane("start")[0], TODAY), "saved-plan-item")


def test_a_draft_says_that_it_is_not_on_the_board() -> None:
    (draft, *_) = riverside().drafts
    for words in (words_of(draft), page_of(riverside(), draft, TODAY)):
        assert "Nobody tells us when the rota changes." in words
        assert "Kept on this computer, not on the board" in words


def test_an_answer_has_its_notes_and_who_or_no_name() -> None:
    note = {"2026-11-20-n0te0000": Note(by="Jo", text="one\ntwo")}
    board = a_board().with_answer("Tea", by=None, notes=note).build()
    page = page_of(board, board.answers[0], TODAY)
    assert "  No name. 1 note. 23 Nov 2026." in page
    assert "  Note, 20 Nov, Jo: one\n    two" in page


def test_nothing_in_it_acts_and_nothing_is_left_out() -> None:
    for lines in naughty.TEXTS:
        board = a_board().with_answer(lines, tags=()).with_draft(text=lines).build()
        for words in (words_of(board.answers[0]), page_of(board, board.answers[0], TODAY), words_of(board.drafts[0])):
            assert inert(lines.strip("\n")) in words
            assert inert(words) == words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We walk a mile in people's shoes", "kindboard-we-walk-a-mile-in-people-s-shoes-2026-11-23"),
        ("../../etc/passwd", "kindboard-etc-passwd-2026-11-23"),
        ('CON: <a>|"b"\x1b[31m', "kindboard-con-a-b-x1b-31m-2026-11-23"),
        ("Müde", "kindboard-mude-2026-11-23"),
        ("…", "kindboard-2026-11-23"),
        ("", "kindboard-2026-11-23"),
    ],
)
def test_a_files_name_is_one_that_every_system_takes(words: str, name: str) -> None:
    assert file_name(words, TODAY) == name


@pytest.mark.parametrize("lines", naughty.TEXTS, ids=range(len(naughty.TEXTS)))
def test_a_files_name_is_short_and_stays_in_its_folder(lines: str) -> None:
    name = file_name(lines, TODAY)
    assert re.fullmatch(r"kindboard-[\w-]+", name)
    assert len(name) < 100


# Copying


async def test_c_copies_the_words_of_the_card_in_hand() -> None:
    async with a_still(riverside()) as pilot:
        await pilot.press(*TO_THE_PICTURE, "down", "c")
        await pilot.pause()
        assert of(pilot).clipboard == "Two forms for one incident; I finish them at home."
        assert "Copied." in text(of(pilot))
        await pilot.press("down", "c")
        assert "not on the board" in of(pilot).clipboard


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (("2", "c"), "Mornings are rushed, 1."),
        (("2", "tab", "end", "c"), "Rushed mornings\nNobody has time before nine."),
        (("3", "c"), "Rushing morning visits"),
        (("3", "enter", "c"), "Rushing morning visits"),
    ],
    ids=["pool", "pool, a theme", "plan", "reading"],
)
async def test_c_copies_in_pool_plan_and_reading_view_too(keys: tuple[str, ...], copied: str) -> None:
    board = planned()
    async with a_still(board) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert of(pilot).clipboard == copied


async def test_what_is_copied_acts_on_no_terminal() -> None:
    board = a_board().with_answer(ACTING, principle="kindness-counts", question="self").build()
    async with a_still(board) as pilot:
        await pilot.press("c")
        assert of(pilot).clipboard == INERT


async def test_where_no_card_is_in_hand_there_is_nothing_to_copy() -> None:
    async with a_still(a_board().build()) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert of(pilot).clipboard == ""
        assert len(of(pilot).screen_stack) == 1


# Saving to a file


@pytest.mark.parametrize(
    ("downs", "there", "not_there"),
    [(0, ("One",), ("Two", "Three")), (1, ("One", "Two"), ("Three",)), (2, ("One", "Two", "Three"), ())],
    ids=["card", "question", "principle"],
)
async def test_f_saves_the_card_the_question_or_the_principle(
    board: Workspace, documents: Path, downs: int, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    for words, question in (("One", "self"), ("Two", "self"), ("Three", "improve")):
        board.add("answer", WHERE | {"text": words, "question": question})
    # Answers of one day stand in the order of their random ids.
    own = [answer.text for answer in board.board().answers if answer.question == "self"]
    async with opened(board) as pilot:
        await pilot.press(*["down"] * own.index("One"), "f", *["down"] * downs, "enter")
        await pilot.pause()
        (file,) = documents.iterdir()
        assert f"Saved in your folder Documents, as {file.name}" in text(of(pilot))
    saved = file.read_text(encoding="utf-8")
    assert "Kindness counts" in saved
    assert all(words in saved for words in there)
    assert not any(words in saved for words in not_there)


async def test_a_file_that_is_there_is_never_written_over(board: Workspace, documents: Path) -> None:
    board.add("answer", WHERE | {"text": "One"})
    async with opened(board) as pilot:
        for _ in range(3):
            await pilot.press("enter", "f", "escape")
            await pilot.pause()
    names = sorted(file.stem for file in documents.iterdir())
    assert len(names) == 3
    assert [name.removeprefix(names[0]) for name in names] == ["", "-2", "-3"]


@pytest.mark.parametrize("error", [OSError(28, "full"), PermissionError(13, "no"), OSError(30, "read-only")])
async def test_a_disk_that_takes_nothing_is_one_sentence_and_leaves_no_half_file(
    board: Workspace, documents: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fails(descriptor: int) -> None:
        raise error

    board.add("answer", WHERE | {"text": "One"})
    async with opened(board, (120, 30)) as pilot:
        monkeypatch.setattr(outside.os, "fsync", fails)
        await pilot.press("f", "enter")
        await pilot.pause()
        said = of(pilot).said
    assert "this was not saved" in said
    assert list(documents.iterdir()) == []


def test_without_documents_it_lies_in_the_persons_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "gone"))
    assert outside.folder() == tmp_path
    assert outside.write("a", "words\n") == tmp_path / "a.txt"
    (tmp_path / "gone").mkdir()
    assert outside.folder() == tmp_path / "gone"


# The story


async def test_h_tells_what_happened_and_the_words_before(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-22T10:15:00Z")
    card = board.add("answer", WHERE | {"text": "One"})
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    card = board.change(card, {"text": "Two"})
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T15:15:00Z")
    board.note(card, "So")
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("h")
        await until_said(pilot, "Sam: changed the words.")
        shown = text(of(pilot))
        assert "Text before “One”" in shown
        assert shown.index("added a note") < shown.index("changed the words") < shown.rindex("Sam: added it.")
        await pilot.press("escape", "enter", "h")
        await until_said(pilot, "Sam: changed the words.")


async def test_a_draft_has_no_story_yet_and_says_so(board: Workspace) -> None:
    board.new_draft("answer", WHERE | {"text": "One"})
    async with opened(board) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "not on the board yet" in text(of(pilot))


async def test_a_history_that_can_not_be_read_is_one_sentence(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(card: Any, **_: Any) -> None:
        raise KindboardError("x", "not now")

    board.add("answer", WHERE | {"text": "One"})
    monkeypatch.setattr(board, "story", fails)
    async with opened(board) as pilot:
        await pilot.press("h")
        await until_said(pilot, "can't be read just now")


async def test_a_card_that_the_history_does_not_know_says_so(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    board.add("answer", WHERE | {"text": "One"})
    monkeypatch.setattr(board, "story", lambda card, **_: ())
    async with opened(board, (100, 30)) as pilot:
        await pilot.press("h")
        await until_said(pilot, story_page.NOTHING)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=named)
async def test_the_story_and_the_saving_look_as_drawn(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", WHERE | {"text": "We ask people to tell their story again each time."})
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:15:00Z")
        card = workspace.change(card, {"text": "We ask people to tell their story twice."})
        workspace.echo(workspace.note(card, "It came up at the carers' group, too."))
        async with opened(workspace, size) as pilot:
            await pilot.press("f")
            await pilot.pause()
            same_as_golden(of(pilot), f"save-{named(size)}")
            await pilot.press("escape", "h")
            await until_said(pilot, "said")
            await until_as_golden(pilot, f"story-{named(size)}")


async def test_a_hostile_story_is_inert(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-22T10:15:00Z")
    card = board.add("answer", WHERE | {"text": f"{HOSTILE} {ACTING}"})
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    board.note(board.change(card, {"text": "Two"}), HOSTILE)
    async with opened(board, (100, 40)) as pilot:
        await pilot.press("h")
        await until_said(pilot, f"before “{HOSTILE}")
        assert not naughty.ACTING.search(text(of(pilot)))
        assert isinstance(of(pilot).screen, story_page.StoryPage)


def test_a_draft_of_a_plan_item_can_be_copied() -> None:
    draft = Draft("k", "plan", None, None, {"title": "Tea", "why": "So"}, NOW)
    assert words_of(draft) == "Tea\nSo\n(Kept on this computer, not on the board)"
