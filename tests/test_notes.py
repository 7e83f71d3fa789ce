"""A note is taken off a card: by its person, beside what others do, and never for good."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.cards.cards import Answer, Card
from kindboard.cards.ids import ID, id_after
from kindboard.workspace.workspace import Workspace
from tests.commands import done, kindboard, refused
from tests.plain.talks import a_talk
from tests.teams import a_team, a_workspace
from tests.test_pooling import answered


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path, name="Sam") as workspace:
        yield workspace


def notes(board: Workspace) -> list[str]:
    (answer,) = board.board().answers
    return sorted(note.text for note in answer.notes.values())


def noted(board: Workspace, *texts: str) -> Answer:
    (card,) = answered(board, "The rota comes too late")
    for text in texts:
        board.note(now(board, card), text)
    return now(board, card)


def now(board: Workspace, card: Card) -> Answer:
    found = board.board().by_path[card.path]
    assert isinstance(found, Answer)
    return found


def test_an_only_note_is_taken_off_by_command_and_undo_brings_it_back(board: Workspace) -> None:
    card = noted(board, "Came up again.")
    told = kindboard("take-off-note", card.id, at=board.root)
    assert told.out.startswith("Note taken off: “The rota comes too late”")
    assert notes(board) == []
    kindboard("undo", at=board.root)
    assert notes(board) == ["Came up again."]


def test_one_of_several_is_named_by_the_ending_of_its_id(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    card = noted(board, "One.", "Two.")
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:15:00Z")
    refused(kindboard("take-off-note", card.id, "--json", at=board.root), 2, "unknown-note")
    refused(kindboard("take-off-note", card.id, "zzzzzz", "--json", at=board.root), 2, "unknown-note")
    key = next(key for key, note in card.notes.items() if note.text == "One.")
    assert [note["text"] for note in done("take-off-note", card.id, key[-6:], at=board.root)["notes"].values()] == [
        "Two."
    ]
    assert "took a note away." in " ".join(happening.sentence for happening in board.story(card))


def test_a_note_that_a_colleague_adds_at_the_same_time_stays(tmp_path: Path) -> None:
    with a_team(tmp_path, "Ann", "Bo") as team:
        ann, bo = team
        card = noted(ann, "Came up again.")
        team.sync()
        (key,) = now(ann, card).notes
        ann.take_off_note(now(ann, card), key)
        bo.note(now(bo, card), "And today.")
        team.sync()
        team.sync()
        assert notes(ann) == notes(bo) == ["And today."]


def test_a_note_that_a_colleague_changed_by_hand_meanwhile_is_not_lost(tmp_path: Path) -> None:
    with a_team(tmp_path, "Ann", "Bo") as team:
        ann, bo = team
        card = noted(ann, "Came up again.")
        team.sync()
        file = bo.root / card.path
        file.write_bytes(file.read_bytes().replace(b"Came up again.", b"Came up again, and again."))
        (key,) = now(ann, card).notes
        ann.take_off_note(now(ann, card), key)
        team.sync()
        team.sync()
        assert notes(ann) == notes(bo)
        assert b"and again" in b"".join(answer.raw for answer in bo.board().answers)


def test_in_plain_lines_it_is_chosen_by_its_number(board: Workspace) -> None:
    noted(board, "One.")
    told = a_talk(board, ">Pool", ">Read all", ">Card 1", ">Take a note off", "1", "q").text
    assert "Note taken off. u takes it back." in told
    assert notes(board) == []


def test_notes_of_one_day_stand_in_the_order_in_which_they_came(board: Workspace) -> None:
    texts = [f"Note {number}." for number in range(40)]
    card = noted(board, *texts)
    assert [card.notes[key].text for key in sorted(card.notes)] == texts
    shown = kindboard("show", card.id, at=board.root).out
    assert [line.rpartition(": ")[2] for line in shown.splitlines() if line.startswith("Note, ")] == texts


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.dates(date(2026, 1, 1), date(2026, 1, 3)))
def test_an_id_comes_after_all_of_its_day_and_a_draft_has_the_same_one_again(drafts: list[str], day: date) -> None:
    there: list[str] = []
    for draft in drafts:
        key = f"2026-01-01-000{draft * 5}"
        id = id_after(there, day, key)
        assert ID.fullmatch(id)
        assert (id in there) == any(old.endswith(draft * 5) for old in there)
        if id not in there:
            assert all(old < id for old in there)
            there.append(id)
    assert id_after([*there, f"{day}-zzzzzzzz"], day) >= f"{day}-zzz"
