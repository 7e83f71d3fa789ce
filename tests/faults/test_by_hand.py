"""Files that somebody edits by hand, while colleagues change them, too: on the board and beside it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.sound import check_clone, check_team, plain, subjects, tip
from tests.teams import Team, a_team, a_workspace

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice.\nEvery time.\nAnd again."}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, with one answer that both have, and a file beside the board."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        sam.add("answer", FIELDS)
        beside(sam, "rota.txt", "Monday\nTuesday\nWednesday\n")
        team.sync()
        yield team


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        workspace.add("answer", FIELDS)
        yield workspace


def the_answer(workspace: Workspace) -> Answer:
    (card,) = workspace.board().answers
    return card


def rewrite(workspace: Workspace, old: str, new: str, *, staged: bool = False) -> Path:
    path = workspace.root / the_answer(workspace).path
    path.write_text(path.read_text().replace(old, new))
    if staged:
        stage(workspace, path)
    return path


def stage(workspace: Workspace, path: Path) -> None:
    workspace.clone.index.finish()
    generated.git(workspace.root, "add", "--", str(path))


def beside(workspace: Workspace, name: str, words: str | None) -> None:
    """A person of the team commits a file that is no card, and sends it."""
    file = workspace.root / name
    workspace.clone.index.finish()
    if words is None:
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(words)
    generated.git(workspace.root, "add", "-A", "--", name)
    generated.git(workspace.root, "commit", "--quiet", "-m", "Beside the board", "--", name)
    assert workspace.sync().state == "synced"


# Cards -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("staged", [False, True], ids=["not staged", "staged"])
def test_case_59_a_hand_edit_is_shown_saved_and_merged_by_field(team: Team, staged: bool) -> None:
    sam, jo = team
    card = the_answer(sam)
    before = tip(team.shared)
    rewrite(sam, "And again.", "And by hand.", staged=staged)
    assert the_answer(sam).text == "We ask twice.\nEvery time.\nAnd by hand."
    jo.change(the_answer(jo), {"text": "We ask once.\nEvery time.\nAnd again.", "tags": ("rota",)})
    jo.sync()
    result = sam.sync()
    assert (result.sent, result.received) == (1, 1)
    assert subjects(team.shared, f"{before}..main") == ["Change an answer", "Edit a card by hand"]
    check_team(team)
    for person in team:
        now = the_answer(person)
        assert (now.id, now.text, now.tags) == (card.id, "We ask once.\nEvery time.\nAnd by hand.", ("rota",))
        assert now.also == ()


@pytest.mark.parametrize("staged", [False, True], ids=["not staged", "staged"])
def test_case_59_a_save_onto_a_hand_edited_card_keeps_both(workspace: Workspace, staged: bool) -> None:
    card = the_answer(workspace)
    rewrite(workspace, "And again.", "And by hand.", staged=staged)
    workspace.change(card, {"tags": ("rota",)})
    now = the_answer(workspace)
    assert (now.text, now.tags) == ("We ask twice.\nEvery time.\nAnd by hand.", ("rota",))
    check_clone(workspace)


@pytest.mark.parametrize("staged", [False, True], ids=["not staged", "staged"])
def test_case_59_one_that_is_not_yet_valid_is_kept_as_it_is_and_flagged_until_it_is(team: Team, staged: bool) -> None:
    sam, jo = team
    card, before = the_answer(sam), tip(sam.root)
    path = rewrite(sam, 'And again.\n"""', "And half by ha", staged=staged)
    half = path.read_bytes()
    for _ in range(2):
        assert sam.sync().state == "synced"
        assert tip(sam.root) == before
    jo.change(the_answer(jo), {"text": "We ask once.\nEvery time.\nAnd again."})
    jo.sync()
    assert sam.sync().received == 1
    with kindboard.open(sam.root) as again:
        assert path.read_bytes() == half
        assert the_answer(again).raw == the_answer(jo).raw
        (attention,) = again.check()
        assert attention.path == card.path
        plain(attention.problem)
        tagged = again.change(the_answer(again), {"tags": ("rota",)})
        assert path.read_bytes() == half
        assert the_answer(again).raw == tagged.raw
    path.write_bytes(half.rstrip() + b'nd.\n"""\n')
    assert sam.sync().sent == 2
    check_team(team)
    for person in team:
        now = the_answer(person)
        assert (now.text, now.tags) == ("We ask once.\nEvery time.\nAnd half by hand.", ("rota",))
        assert person.check() == ()


def lagging(sam: Workspace, jo: Workspace, *, plain: bool = False) -> Path:
    """Sam's file of the answer is half edited, and Jo has since changed the answer: her change is not in the file.

    `plain`: she committed it with plain git.
    """
    path = rewrite(sam, 'And again.\n"""', "And half by ha")
    half = path.read_bytes()
    changed = jo.change(the_answer(jo), {"text": "We ask once.\nEvery time.\nAnd again.", "tags": ("rota",)})
    if plain:
        jo.undo()
        jo.clone.index.finish()
        (jo.root / changed.path).write_bytes(changed.raw)
        generated.git(jo.root, "commit", "--quiet", "-am", "By Jo's hand")
    jo.sync()
    assert sam.sync().state == "synced"
    assert path.read_bytes() == half
    sam.clone.index.finish()
    return path


@pytest.mark.parametrize("plain", [False, True], ids=["saved", "committed with plain git"])
def test_case_59_what_plain_git_commits_while_it_lags_takes_no_colleagues_words_back(team: Team, plain: bool) -> None:
    sam, jo = team
    path = lagging(sam, jo, plain=plain)
    path.write_text(path.read_text().replace("And half by ha", 'And by hand.\n"""'))
    generated.git(sam.root, "commit", "--quiet", "-am", "By hand")
    team.sync()
    check_team(team)
    for person in team:
        now = the_answer(person)
        assert (now.text, now.tags, now.also) == ("We ask once.\nEvery time.\nAnd by hand.", ("rota",), ())


def test_case_59_a_half_edited_card_that_plain_git_commits_gives_way_and_its_words_are_kept(team: Team) -> None:
    sam, jo = team
    path = lagging(sam, jo)
    half = path.read_bytes()
    generated.git(sam.root, "commit", "--quiet", "-am", "Half of it")
    team.sync()
    check_team(team)
    for person in team:
        now = the_answer(person)
        assert (now.text, now.tags) == ("We ask once.\nEvery time.\nAnd again.", ("rota",))
        (attention,) = person.check()
        assert (person.root / attention.path).read_bytes() == half


def test_case_59_what_plain_git_commits_half_edited_and_is_finished_by_hand_takes_nothing_back(team: Team) -> None:
    sam, jo = team
    path = lagging(sam, jo)
    generated.git(sam.root, "commit", "--quiet", "-am", "Half of it")
    path.write_text(path.read_text().replace("And half by ha", 'And by hand.\n"""'))
    team.sync()
    check_team(team)
    for person in team:
        now = the_answer(person)
        assert (now.text, now.tags, now.also) == ("We ask once.\nEvery time.\nAnd by hand.", ("rota",), ())


# Beside the board --------------------------------------------------------------------------------------------------


def test_case_66_a_file_beside_the_board_that_a_colleague_changed_is_taken_in(team: Team) -> None:
    sam, jo = team
    for name, words in (("rota.txt", "Monday\n"), ("plans/new.txt", "New\n"), ("plans/new.txt", None)):
        beside(jo, name, words)
        assert sam.sync().state == "synced"
        assert ((sam.root / name).read_text() if (sam.root / name).exists() else None) == words
    check_team(team)


def test_case_66_what_both_changed_and_committed_in_different_lines_is_joined(team: Team) -> None:
    sam, jo = team
    generated.git(team.shared, "config", "receive.denyDeletes", "true")
    beside(jo, "rota.txt", "Monday, Jo\nTuesday\nWednesday\n")
    (sam.root / "rota.txt").write_text("Monday\nTuesday\nWednesday, Sam\n")
    sam.clone.index.finish()
    generated.git(sam.root, "commit", "--quiet", "-am", "Beside the board")
    check_team(team)
    for person in team:
        assert (person.root / "rota.txt").read_text() == "Monday, Jo\nTuesday\nWednesday, Sam\n"


EDITED = {
    "changed": ("rota.txt", "Monday, Jo\n", "Monday, mine\n"),
    "taken away": ("rota.txt", None, "Monday, mine\n"),
    "new": ("new.txt", "Jo's\n", "mine\n"),
    "deleted here": ("rota.txt", "Monday, Jo\n", None),
}


@pytest.mark.parametrize("staged", [False, True], ids=["not staged", "staged"])
@pytest.mark.parametrize("what", EDITED)
def test_case_66_with_an_edit_of_ours_that_is_not_committed_it_waits_and_overwrites_nothing(
    team: Team, what: str, staged: bool
) -> None:
    sam, jo = team
    name, theirs, ours = EDITED[what]
    file = sam.root / name
    was = file.read_text() if file.exists() else None
    if ours is None:
        file.unlink()
    else:
        file.write_text(ours)
    sam.clone.index.finish()
    if staged:
        generated.git(sam.root, "add", "-A", "--", name)
    status = generated.git(sam.root, "status", "--porcelain")
    beside(jo, name, theirs)
    before = tip(team.shared)
    sam.change(the_answer(sam), {"tags": ("rota",)})
    saved = tip(sam.root)
    for _ in range(2):
        result = sam.sync()
        assert result.state == "busy"
        assert "Nothing is lost" in plain(result.message)
    sam.clone.index.finish()
    assert (file.read_text() if file.exists() else None) == ours
    assert generated.git(sam.root, "status", "--porcelain") == status
    assert (tip(sam.root), tip(team.shared)) == (saved, before)

    # Our edit taken back, or committed, it goes on.
    subprocess.run(["git", "-C", sam.root, "reset", "-q", "--", name], capture_output=True, check=False, timeout=60)
    if was is None:
        file.unlink()
    else:
        file.write_text(was)
    assert sam.sync().state == "synced"
    check_team(team)
    assert (file.read_text() if file.exists() else None) == theirs
    assert the_answer(jo).tags == ("rota",)


def test_case_66_the_same_edit_made_here_does_not_hold_anything_up(team: Team) -> None:
    sam, jo = team
    beside(jo, "rota.txt", "Monday, the same\n")
    (sam.root / "rota.txt").write_text("Monday, the same\n")
    assert sam.sync().state == "synced"
    check_team(team)


def test_case_66_a_link_beside_the_board_is_left_to_git_and_holds_nothing_up(team: Team) -> None:
    sam, jo = team
    (jo.root / "latest").symlink_to("rota.txt")
    generated.git(jo.root, "add", "latest")
    generated.git(jo.root, "commit", "--quiet", "-m", "A link")
    jo.sync()
    assert sam.sync().state == "synced"
    generated.git(sam.root, "checkout", "--", "latest")
    (jo.root / "latest").unlink()
    (jo.root / "latest").symlink_to("elsewhere.txt")
    generated.git(jo.root, "commit", "--quiet", "-am", "Another link")
    jo.sync()
    assert sam.sync().state == "synced"
    assert (sam.root / "latest").readlink() == Path("rota.txt")
    generated.git(sam.root, "checkout", "--", "latest")
    check_team(team)
