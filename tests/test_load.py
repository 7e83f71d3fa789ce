"""Reading today's board while others change its folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kindboard
from kindboard.clone import load
from tests.teams import a_workspace

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
