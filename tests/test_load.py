"""Reading today's board while others change its folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kindboard
from kindboard.board.board import Board
from kindboard.clone import change, load
from kindboard.workspace.workspace import Workspace
from tests.teams import a_team, a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.mark.parametrize("seen_before", [True, False])
def test_a_card_that_another_window_takes_off_while_the_folder_is_read_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen_before: bool
) -> None:
    with a_workspace(tmp_path) as board, kindboard.open(board.root) as other:
        stays = board.add("answer", WHERE | {"text": "It stays."})
        goes = board.add("answer", WHERE | {"text": "It goes."})
        if seen_before:
            other.board()
        look = load.files

        def taken_off_meanwhile(*where: Any) -> Iterator[Any]:
            entries = list(look(*where))
            monkeypatch.setattr(load, "files", look)
            board.remove(goes)
            yield from entries

        monkeypatch.setattr(load, "files", taken_off_meanwhile)
        assert [answer.id for answer in other.board().answers] == [stays.id]
        assert other.board().attention == ()


def words(board: Board) -> list[str]:
    return [answer.text for answer in board.answers]


def test_what_was_saved_here_is_on_the_latest_board_and_no_other_file_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, saves = load.files, change.make

    def look(*where: Any) -> Iterator[Any]:
        raise AssertionError("the whole folder was looked at")

    def save(*arguments: Any, **more: Any) -> dict[str, bytes | None]:
        saved = saves(*arguments, **more)
        monkeypatch.setattr(load, "files", look)
        return saved

    def latest(board: Workspace) -> Board:
        found = board.latest
        monkeypatch.setattr(load, "files", looks)
        return found

    monkeypatch.setattr(change, "make", save)
    with a_workspace(tmp_path) as board:
        board.board()
        first = board.add("answer", WHERE | {"text": "One"})
        assert words(latest(board)) == ["One"]
        second = board.add("answer", WHERE | {"text": "Two"})
        assert sorted(words(latest(board))) == ["One", "Two"]
        board.change(first, {"text": "Once"})
        assert sorted(words(latest(board))) == ["Once", "Two"]
        board.remove(second)
        assert words(latest(board)) == ["Once"]
        assert board.latest is board.latest
        board.new_draft("answer", WHERE | {"text": "A draft"})
        assert [draft.fields["text"] for draft in board.latest.drafts] == ["A draft"]


def test_the_latest_board_and_the_next_look_are_the_same(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        board.board()
        card = board.add("answer", WHERE | {"text": "One"})
        board.remove(board.add("answer", WHERE | {"text": "Two"}))
        board.note(card, "Came up again.")
        latest = board.latest
        assert board.board() is latest
        with kindboard.open(board.root) as other:
            assert list(other.board()) == list(latest)
            assert other.board().attention == latest.attention == ()


def test_what_another_window_saved_is_on_the_latest_board_after_the_next_look(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board, kindboard.open(board.root) as other:
        board.board()
        board.add("answer", WHERE | {"text": "Mine"})
        other.add("answer", WHERE | {"text": "Theirs"})
        assert words(board.latest) == ["Mine"]
        assert sorted(words(board.board())) == sorted(words(board.latest)) == ["Mine", "Theirs"]


def test_what_is_taken_back_and_what_a_sync_brings_is_on_the_latest_board(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as (sam, jo):
        sam.board()
        jo.add("answer", WHERE | {"text": "Theirs"})
        jo.sync()
        sam.add("answer", WHERE | {"text": "Mine"})
        sam.undo()
        assert words(sam.latest) == []
        sam.sync()
        assert words(sam.board()) == words(sam.latest) == ["Theirs"]


@pytest.mark.parametrize("odd", ["link", "broken", "gone"])
def test_a_file_that_is_odd_at_the_moment_it_was_saved_is_told_as_by_a_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    """Another program may have its hand on it just then."""
    with a_workspace(tmp_path) as board:
        board.board()
        make = change.make

        def meddled(*arguments: Any, **more: Any) -> dict[str, bytes | None]:
            saved = make(*arguments, **more)
            for path in saved:
                file = board.root / path
                if odd == "broken":
                    file.write_bytes(b"text = [")
                else:
                    file.unlink()
                    if odd == "link":
                        file.symlink_to(board.root / "elsewhere")
            return saved

        monkeypatch.setattr(change, "make", meddled)
        board.add("answer", WHERE | {"text": "One"})
        latest = board.latest
        assert words(latest) == ["One"]
        assert latest.attention == board.board().attention
        assert bool(latest.attention) == (odd != "gone")
