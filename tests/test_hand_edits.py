"""People may edit cards by hand, stage them, delete them: what was meant is taken in, what merely lags is refreshed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.merge.merge import blob_oid
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import a_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def an_answer(workspace: Workspace, text: str = "We ask twice.") -> Answer:
    card = workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
    assert isinstance(card, Answer)
    workspace.clone.index.finish()
    return card


def rewrite(workspace: Workspace, card: Answer, old: str, new: str) -> Path:
    path = workspace.root / card.path
    path.write_text(path.read_text().replace(old, new))
    return path


def commits(workspace: Workspace) -> list[str]:
    return generated.git(workspace.root, "log", "--format=%s").decode().splitlines()


def found(workspace: Workspace, id: str) -> Answer:
    card = workspace.board().find(id)
    assert isinstance(card, Answer)
    return card


def test_comments_written_by_hand_outlive_an_edit_in_the_app(workspace: Workspace) -> None:
    card = an_answer(workspace)
    path = rewrite(workspace, card, "schema = 1", "# Ask Jo about this one\nschema = 1")
    workspace.change(found(workspace, card.id), {"tags": ("rota",)})
    assert "# Ask Jo about this one" in path.read_text()
    assert 'tags = ["rota"]' in path.read_text()


def test_a_file_that_lags_is_refreshed_and_its_old_state_is_not_saved_again(workspace: Workspace) -> None:
    card = an_answer(workspace)
    path = workspace.root / card.path
    old = path.read_bytes()
    workspace.change(card, {"text": "We ask once."})
    path.write_bytes(old)
    before = commits(workspace)
    workspace.sync()
    assert commits(workspace) == before
    assert found(workspace, card.id).text == "We ask once."


def test_a_card_written_by_hand_from_nothing_is_taken_in(workspace: Workspace) -> None:
    path = workspace.root / f"boards/{workspace.slug}/answers/2026-11/2026-11-20-00000001.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'schema = 1\nprinciple = "walk-a-mile"\nquestion = "self"\nby = "Jo"\ncreated = 2026-11-20\n'
        'changed = 2026-11-20T10:00:00Z\ntext = "By hand."\n'
    )
    workspace.sync()
    assert b"By hand." in generated.git(workspace.root, "show", f"HEAD:{path.relative_to(workspace.root)}")


def test_a_plain_commit_is_shown_by_a_board_that_was_open_meanwhile(workspace: Workspace) -> None:
    card = an_answer(workspace)
    rewrite(workspace, card, "twice", "by plain git")
    workspace.clone.index.finish()
    identity = ("-c", "user.name=Jo", "-c", "user.email=jo@example.invalid")
    generated.by_hand(["git", "-C", str(workspace.root), *identity, "commit", "-qam", "By hand"]).check_returncode()
    workspace.change(found(workspace, card.id), {"tags": ("rota",)})
    assert found(workspace, card.id).text == "We ask by plain git."
    assert commits(workspace)[:2] == ["Change an answer", "By hand"]


def test_a_second_window_sees_the_first_ones_save(workspace: Workspace) -> None:
    with kindboard.open(workspace.root) as second:
        second.board()
        assert not second.moved()
        card = an_answer(workspace)
        assert second.moved()
        assert found(second, card.id).text == "We ask twice."


def test_a_removed_card_does_not_come_back_when_the_work_tree_lagged(workspace: Workspace) -> None:
    card = an_answer(workspace)
    path = workspace.root / card.path
    workspace.remove(card)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(card.raw)
    (workspace.clone.folder / "shown").unlink()
    workspace.clone.tree.written.add({card.path: blob_oid(card.raw)})
    with kindboard.open(workspace.root) as again:
        again.sync()
        assert card.id not in again.board().cards
    assert not path.exists()
