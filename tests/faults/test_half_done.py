"""What somebody began with plain git in a board's folder and did not finish, or finished badly."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.kills import check_history
from tests.teams import Team, a_team

BEGUN = "We ask twice."


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, who have changed the same answer; Jo has sent it, and Sam's computer knows of it."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        for question in ("improve", "self"):
            sam.add("answer", {"principle": "walk-a-mile", "question": question, "text": BEGUN, "tags": ("rota",)})
        team.sync()
        jo.change(answer(jo), {"text": "Jo's words.", "tags": ("rota", "trust")})
        jo.sync()
        sam.change(answer(sam), {"text": "Sam's words.", "tags": ("rota", "time")})
        sam.clone.index.finish()
        plain(sam, "fetch", "--quiet", "origin")
        yield team


def answer(workspace: Workspace, question: str = "improve") -> Answer:
    return workspace.board().answers_to("walk-a-mile", question)[0]


def plain(workspace: Workspace, *arguments: str, fails: bool = False) -> None:
    """Sam at the keyboard with plain git."""
    who = {f"GIT_{role}_{what}": word for role in ("AUTHOR", "COMMITTER")
           for what, word in (("NAME", "Sam"), ("EMAIL", "sam@example.org"))}  # fmt: skip
    done = generated.by_hand(["git", *arguments], cwd=workspace.root, env=os.environ | who)
    assert (done.returncode != 0) == fails, done.stderr


def texts(card: Answer) -> set[object]:
    return {card.text} | {other.value for other in card.also if other.field == "text"}


def check(team: Team) -> None:
    team.sync()
    for person in team:
        assert texts(answer(person)) == {"Sam's words.", "Jo's words."}
        assert set(answer(person).tags) == {"rota", "time", "trust"}
        assert person.check() == ()
    check_history(team, merges=True)


def test_case_12_a_merge_left_half_done_is_finished_by_field(team: Team) -> None:
    sam, _ = team
    plain(sam, "merge", "origin/main", fails=True)
    assert "<<<<<<<" in (sam.root / answer(sam).path).read_text()
    assert sam.sync().state == "synced"
    assert not (sam.root / ".git/MERGE_HEAD").exists()
    check(team)


def test_case_12_a_save_goes_on_in_a_merge_left_half_done(team: Team) -> None:
    sam, _ = team
    plain(sam, "merge", "origin/main", fails=True)
    sam.change(answer(sam, "self"), {"text": "I listen."})
    check(team)
    assert [answer(person, "self").text for person in team] == ["I listen."] * 2


def test_case_12_what_was_settled_by_hand_in_a_merge_stands(team: Team) -> None:
    sam, _ = team
    plain(sam, "merge", "origin/main", fails=True)
    file = sam.root / answer(sam).path
    plain(sam, "checkout", "--theirs", "--", answer(sam).path)
    file.write_text(file.read_text().replace("Jo's words.", "Settled words."))
    plain(sam, "add", "--", answer(sam).path)
    team.sync()
    for person in team:
        assert answer(person).text == "Settled words."
        assert answer(person).tags == ("rota", "trust")  # Sam saw both, and took Jo's
    check_history(team, merges=True)


def test_case_12_a_file_beside_the_board_is_left_to_who_began_the_merge(team: Team) -> None:
    sam, jo = team
    for person, words in ((jo, "Jo's\n"), (sam, "Sam's\n")):
        (person.root / "notes.txt").write_text(words)
        plain(person, "add", "notes.txt")
        plain(person, "commit", "--quiet", "-m", "Notes")
    plain(jo, "push", "--quiet", "origin", "main")
    plain(sam, "fetch", "--quiet", "origin")
    plain(sam, "merge", "origin/main", fails=True)
    waits = sam.sync()
    assert waits.state == "busy"
    assert "saved on this computer" in waits.message
    (sam.root / "notes.txt").write_text("Both\n")
    plain(sam, "add", "notes.txt")
    check(team)
    assert [(person.root / "notes.txt").read_text() for person in team] == ["Both\n"] * 2


def test_case_12_during_a_rebase_sync_pauses_and_saving_goes_on(team: Team) -> None:
    sam, _ = team
    plain(sam, "rebase", "origin/main", fails=True)
    assert sam.sync().state == "busy"
    sam.change(answer(sam, "self"), {"text": "I listen."})
    assert answer(sam, "self").text == "I listen."
    sam.add("answer", {"principle": "walk-a-mile", "question": "organisation", "text": "In the middle of it."})
    plain(sam, "rebase", "--abort")
    check(team)
    assert [answer(person, "self").text for person in team] == ["I listen."] * 2
    assert [answer(person, "organisation").text for person in team] == ["In the middle of it."] * 2


def commit_markers(workspace: Workspace) -> None:
    plain(workspace, "merge", "origin/main", fails=True)
    plain(workspace, "add", "--all")
    plain(workspace, "commit", "--quiet", "--no-edit")
    assert "<<<<<<<" in (workspace.root / "boards" / answer_path(workspace)).read_text()


def answer_path(workspace: Workspace) -> str:
    (path,) = [path for path in (workspace.root / "boards").rglob("*.toml") if "<<<<<<<" in path.read_text()]
    return path.relative_to(workspace.root / "boards").as_posix()


@pytest.mark.parametrize("pushed", [False, True], ids=["on this computer", "and sent with plain git"])
def test_case_23_conflict_markers_in_a_card_give_way_to_both_sides_merged_by_field(team: Team, pushed: bool) -> None:
    sam, jo = team
    commit_markers(sam)
    if pushed:
        plain(sam, "push", "--quiet", "origin", "main")
        jo.sync()
        assert texts(answer(jo)) == {"Sam's words.", "Jo's words."}
    check(team)


def test_case_23_what_was_written_between_the_markers_is_kept_beside_the_card(team: Team) -> None:
    sam, _ = team
    plain(sam, "merge", "origin/main", fails=True)
    file = sam.root / "boards" / answer_path(sam)
    file.write_text(file.read_text().replace("=======", "Words of neither.\n=======", 1))
    plain(sam, "add", "--all")
    plain(sam, "commit", "--quiet", "--no-edit")
    team.sync()
    for person in team:
        assert texts(answer(person)) == {"Sam's words.", "Jo's words."}
        (kept,) = person.check()
        assert "Words of neither." in (person.root / kept.path).read_text()
    check_history(team, merges=True)


@pytest.mark.parametrize("saves", [False, True], ids=["at once", "and something is saved before the next sync"])
def test_case_23_markers_committed_without_a_merge_give_way_to_the_card_before(team: Team, saves: bool) -> None:
    sam, _ = team
    team.sync()
    card = answer(sam)
    (sam.root / card.path).write_bytes(b"<<<<<<< one\n" + card.raw + b"=======\n" + card.raw + b">>>>>>> two\n")
    plain(sam, "commit", "--quiet", "--all", "--message", "Oh dear")
    if saves:
        sam.add("plan", {"column": "stop", "title": "Rushing"})
    sam.sync()
    assert sam.board().find(card.id).raw == card.raw
    check(team)


def test_case_23_markers_of_a_merge_that_was_ended_before_git_noted_it_bring_nothing_new(team: Team) -> None:
    sam, _ = team
    plain(sam, "fetch", "--quiet", "origin")
    plain(sam, "merge", "origin/main", fails=True)
    plain(sam, "merge", "--quit")
    plain(sam, "commit", "--quiet", "--all", "--message", "Oh dear")
    check(team)


def test_case_21_a_shallow_clone_is_deepened_before_anything_is_merged(team: Team, tmp_path: Path) -> None:
    sam, jo = team
    sam.sync()
    lee = tmp_path / "Lee"
    plain(sam, "clone", "--quiet", "--depth", "1", team.shared.as_uri(), str(lee))
    jo.change(answer(jo, "self"), {"text": "Jo listens."})
    jo.sync()
    with kindboard.open(lee) as shallow:
        shallow.change(answer(shallow, "self"), {"text": "Lee listens."})
        assert shallow.sync().state == "synced"
        assert not (lee / ".git/shallow").exists()
        for person in (shallow, jo, sam):
            person.sync()
            assert texts(answer(person, "self")) == {"Lee listens.", "Jo listens."}
    check(team)
