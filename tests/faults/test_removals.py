"""What is taken off a board, what only looks so, and what somebody else did to it meanwhile."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer, Card
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.sound import check_clone, check_team, plain, subjects, tip
from tests.teams import Team, a_team, a_workspace

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice.\nEvery time.\nAnd again."}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, with one answer that both have."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        team.members[0].add("answer", FIELDS)
        team.sync()
        yield team


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def add(workspace: Workspace, **fields: object) -> Answer:
    card = workspace.add("answer", FIELDS | fields)
    assert isinstance(card, Answer)
    workspace.clone.index.finish()
    return card


EDITS: dict[str, Callable[[Workspace, Card], Card]] = {
    "text": lambda board, card: board.change(card, {"text": "We ask once."}),
    "tags": lambda board, card: board.change(card, {"tags": ("rota",)}),
    "note": lambda board, card: board.note(card, "Thank you."),
    "me too": lambda board, card: board.echo(card),
    "by hand": lambda board, card: by_hand(board, card),
}


def by_hand(workspace: Workspace, card: Card) -> Card:
    file = workspace.root / card.path
    file.write_text(file.read_text().replace("We ask twice.", "We ask by hand."))
    workspace.sync()
    return workspace.board().find(card.id)


@pytest.mark.parametrize("first", ["the removal", "the edit"])
def test_case_35_an_edit_outlives_a_removal_whoever_sends_first(team: Team, first: str) -> None:
    sam, jo = team
    cards = {"by hand": sam.board().answers[0]} | {name: add(sam) for name in EDITS if name != "by hand"}
    team.sync()
    edited = {}
    for name, card in cards.items():
        sam.remove(sam.board().find(card.id))
        if name != "by hand":
            edited[name] = EDITS[name](jo, jo.board().find(card.id))
    if first == "the removal":
        sam.sync()
    edited["by hand"] = EDITS["by hand"](jo, jo.board().find(cards["by hand"].id))
    check_team(team)
    for name, card in cards.items():
        for person in team:
            assert person.board().find(card.id).raw == edited[name].raw, name
    # And those who had removed it may do so again, now that they have seen it.
    sam.remove(sam.board().find(cards["text"].id))
    check_team(team)
    assert cards["text"].id not in jo.board().cards


def test_case_35_what_two_people_remove_is_removed_once(team: Team) -> None:
    sam, jo = team
    card = sam.board().answers[0]
    before = tip(team.shared)
    for person in team:
        person.remove(person.board().find(card.id))
    check_team(team)
    assert subjects(team.shared, f"{before}..main") == ["Remove an answer"]
    for person in team:
        assert card.id not in person.board().cards
        assert not (person.root / card.path).exists()
    assert jo.restore(card.id).id == card.id
    check_team(team)
    assert sam.board().find(card.id).id == card.id


def test_case_35_a_removal_of_what_has_changed_since_it_was_seen_says_so(workspace: Workspace) -> None:
    card = add(workspace)
    with kindboard.open(workspace.root) as second:
        second.change(second.board().find(card.id), {"text": "We ask once."})
    with pytest.raises(KindboardError) as error:
        workspace.remove(card)
    assert "stays" in plain(str(error.value))
    check_clone(workspace)
    assert workspace.board().answers[0].text == "We ask once."


@pytest.mark.parametrize("first", [0, 1], ids=["the removal first", "the edit first"])
def test_case_36_a_card_like_the_removed_one_takes_nothing_of_an_edit_of_that_one(team: Team, first: int) -> None:
    sam, jo = team
    old = sam.board().answers[0]
    sam.remove(old)
    like = add(sam)
    edited = jo.change(jo.board().find(old.id), {"text": "Jo's own words.\nEvery time.\nAnd again.", "tags": ("jo",)})
    team.members[first].sync()
    check_team(team)
    for person in team:
        assert person.board().find(old.id).raw == edited.raw
        assert person.board().find(like.id).raw == like.raw


# Files that are gone, and yet not removed --------------------------------------------------------------------------


def deleted(workspace: Workspace, card: Card) -> None:
    (workspace.root / card.path).unlink()


def folder_deleted(workspace: Workspace, card: Card) -> None:
    shutil.rmtree(workspace.root / "boards" / workspace.slug / "answers")


def all_but_the_board_deleted(workspace: Workspace, card: Card) -> None:
    for name in ("answers", "principles", "rounds"):
        shutil.rmtree(workspace.root / "boards" / workspace.slug / name)


def all_boards_deleted(workspace: Workspace, card: Card) -> None:
    shutil.rmtree(workspace.root / "boards")


def deleted_and_staged(workspace: Workspace, card: Card) -> None:
    generated.git(workspace.root, "rm", "--quiet", card.path)


def icloud(workspace: Workspace, card: Card) -> None:
    file = workspace.root / card.path
    file.rename(file.with_name("real"))
    file.with_name("real").unlink()
    file.with_name(f".{file.name}.icloud").write_bytes(b"bplist00\xd3\x01\x02 not downloaded")


@pytest.mark.parametrize(
    "gone",
    [deleted, folder_deleted, all_but_the_board_deleted, all_boards_deleted, deleted_and_staged, icloud],
    ids=lambda gone: gone.__name__.replace("_", " "),
)
def test_case_60_a_card_file_that_is_gone_is_restored_and_never_taken_for_a_removal(
    workspace: Workspace, gone: Callable[[Workspace, Card], None]
) -> None:
    card, other = add(workspace), add(workspace, text="Another.")
    before = tip(workspace.root)
    gone(workspace, card)
    assert workspace.board().find(card.id).raw == card.raw
    with kindboard.open(workspace.root) as again:
        assert again.board().find(card.id).raw == card.raw
        again.note(again.board().find(other.id), "Saved beside it.")
        again.sync()
        assert again.board().find(card.id).raw == card.raw
        assert len(again.board().principles) == 7
        assert subjects(again.root, f"{before}..main") == ["Add a note"]
    assert (workspace.root / card.path).read_bytes() == card.raw
    for placeholder in (workspace.root / card.path).parent.glob("*.icloud"):
        placeholder.unlink()
    check_clone(workspace)


@pytest.mark.parametrize("placeholder", [b"", bytes(200)], ids=["empty", "zeros"])
def test_case_60_a_placeholder_without_the_words_is_flagged_and_the_board_shows_them(
    workspace: Workspace, placeholder: bytes
) -> None:
    card = add(workspace)
    before = tip(workspace.root)
    (workspace.root / card.path).write_bytes(placeholder)
    with kindboard.open(workspace.root) as again:
        again.sync()
        assert again.board().find(card.id).raw == card.raw
        (attention,) = again.check()
        assert attention.path == card.path
        plain(attention.problem)
        assert tip(again.root) == before
        again.note(again.board().find(card.id), "Saved onto it.")
        assert [note.text for note in again.board().find(card.id).notes.values()] == ["Saved onto it."]
    (workspace.root / card.path).unlink()
    workspace.sync()
    check_clone(workspace)
    assert (workspace.root / card.path).read_bytes() == workspace.board().find(card.id).raw


def test_case_60_what_a_sparse_checkout_hides_is_neither_restored_nor_removed(team: Team) -> None:
    sam, jo = team
    card = sam.board().answers[0]
    sam.clone.index.finish()
    before = tip(sam.root)
    board = f"boards/{sam.slug}"
    generated.git(sam.root, "update-index", "--refresh")
    generated.git(sam.root, "sparse-checkout", "set", "--no-cone", "/*", f"!/{board}/answers/")
    assert not (sam.root / card.path).exists()
    assert generated.git(sam.root, "status", "--porcelain") == b""
    assert sam.sync().state == "synced"
    assert tip(sam.root) == before
    with kindboard.open(sam.root) as again:
        assert again.board().find(card.id).raw == card.raw
        again.change(again.board().principles[0], {"text": "Words of ours."})
        assert not (again.root / card.path).exists()
        again.sync()
        jo.sync()
        jo.change(jo.board().find(card.id), {"text": "We ask once."})
        jo.sync()
        again.sync()
        assert again.board().find(card.id).raw == jo.board().find(card.id).raw
        again.note(again.board().find(card.id), "Seen.")
        again.sync()
    assert subjects(sam.root, f"{before}..main") == ["Change a principle", "Change an answer", "Add a note"]
    generated.git(sam.root, "sparse-checkout", "disable")
    check_team(team)
    assert (sam.root / card.path).read_bytes() == jo.board().find(card.id).raw
