"""What a shared board's history is to somebody who knows nothing of kindboard: read through GitPython's objects."""

from datetime import date
from pathlib import Path

from git import Repo

from kindboard.cards.cards import SCHEMA
from kindboard.cards.toml import parse
from tests.teams import a_team

WHERE = {"principle": "walk-a-mile", "question": "improve"}


def test_the_shared_history_is_one_line_of_its_writers_commits_and_holds_every_card(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        first = sam.add("answer", WHERE | {"text": "Sam's words"})
        jo.add("answer", WHERE | {"text": "Jo's words"})
        team.sync()
        sam.change(first, {"text": "Sam's other words"})
        jo.add("plan", {"column": "start", "title": "Ask first", "review_by": date(2026, 11, 30)})
        jo.add("answer", WHERE | {"text": "Nobody's words"}, no_name=True)
        team.sync()
        board = sam.board()
    with Repo(team.shared) as shared:
        line = list(shared.iter_commits(shared.active_branch))
        assert [len(commit.parents) for commit in line] == [1] * (len(line) - 1) + [0]
        assert {commit.author.name for commit in line} == {"Sam", "Jo", "kindboard"}
        save_ids = [str(commit.message).rpartition("Save-Id: ")[2].strip() for commit in line]
        assert len({*save_ids}) == len(line)
        assert [ref.path for ref in shared.refs] == [shared.active_branch.path]
        files = {
            str(blob.path): blob.data_stream.read()
            for blob in shared.head.commit.tree.traverse()
            if blob.type == "blob"
        }
    cards = {path: parse(raw) for path, raw in files.items() if path.endswith(".toml")}
    assert {doc.get("text") for path, doc in cards.items() if "/answers/" in path} == {a.text for a in board.answers}
    assert {doc["title"] for path, doc in cards.items() if "/plan/" in path} == {"Ask first"}
    assert {doc["schema"] for doc in cards.values()} == {SCHEMA}
