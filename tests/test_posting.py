"""What is put on the board from a draft is put there once, also where the computer died before the draft was gone."""

from pathlib import Path

import msgspec
import pytest

from kindboard.board.board import Draft
from kindboard.workspace.workspace import Workspace
from tests.teams import a_workspace

ANSWER = {"principle": "walk-a-mile", "question": "improve", "text": "Tea first."}


def outlives_its_posting(workspace: Workspace, draft: Draft, monkeypatch: pytest.MonkeyPatch, **fields: str) -> None:
    """The draft is there again on another day, with what was changed in it since."""
    workspace.post([draft.key])
    workspace.keep(msgspec.structs.replace(draft, fields=draft.fields | fields))
    monkeypatch.setenv("KINDBOARD_NOW", "2031-01-01T10:00:00Z")
    workspace.post([draft.key])


@pytest.mark.parametrize("text", ["Tea first.", "Tea and cake."])
@pytest.mark.parametrize("name", ["Sam", None])
def test_a_new_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, name: str | None) -> None:
    with a_workspace(tmp_path, name=name) as workspace:
        draft = workspace.new_draft("answer", ANSWER)
        outlives_its_posting(workspace, draft, monkeypatch, text=text)
        assert [answer.text for answer in workspace.board().answers] == [text]
        assert workspace.drafts() == ()


@pytest.mark.parametrize("text", ["Bo says so, too.", "Bo and Dee say so, too."])
def test_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", ANSWER)
        draft = workspace.new_draft("note", {"text": "Bo says so, too."}, card)
        outlives_its_posting(workspace, draft, monkeypatch, text=text)
        (answer,) = workspace.board().answers
        assert [note.text for note in answer.notes.values()] == [text]
        assert "also" not in answer.raw.decode()


def test_a_note_without_a_name_is_signed_by_nobody(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", ANSWER)
        workspace.post([workspace.new_draft("note", {"text": "Bo says so, too.", "by": ""}, card).key])
        (answer,) = workspace.board().answers
        assert [note.by for note in answer.notes.values()] == [None]
        assert workspace.story(answer)[0].who is None
