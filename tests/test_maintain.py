"""A clone and its shared folder stay small."""

from pathlib import Path

import pytest

from kindboard.git import maintain
from tests import generated
from tests.teams import a_team


def loose(folder: Path) -> int:
    counted = generated.git(folder, "count-objects", "-v").decode().splitlines()
    return int(counted[0].removeprefix("count: "))


def test_many_small_files_are_packed_at_a_sync_here_and_in_the_shared_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as team:
        sam = team.members[0]
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I listen."})
        team.sync()
        assert loose(sam.root) > 0
        monkeypatch.setattr(maintain, "LOOSE", 0)
        sam.sync()
        assert loose(sam.root) == loose(team.shared) == 0
        assert [answer.text for answer in sam.board().answers] == ["I listen."]
