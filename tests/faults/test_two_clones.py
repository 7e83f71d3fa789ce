"""Two people change the same cards while neither can reach the other: what issue A says must be true afterwards."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer, Card, PlanItem
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.conftest import move_in
from tests.teams import Team, a_team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, with an answer and a plan item that both have."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, _ = team
        sam.add(
            "answer", {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice.", "tags": ("rota",)}
        )
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I listen."})
        sam.add("plan", {"column": "start", "title": "Ten quiet minutes"})
        team.sync()
        yield team


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Sam and Jo after both changed everything and one, the other and the first synced; only looked at."""
    folder = tmp_path_factory.mktemp("synced")
    with pytest.MonkeyPatch.context() as patch:
        move_in(folder, patch)
        with a_team(folder, "Sam", "Jo") as team:
            begin(team)
            both_change_everything(team)
            one_the_other_the_first(team)
            yield team


def begin(team: Team) -> None:
    sam, _ = team
    sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice.", "tags": ("rota",)})
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I listen."})
    sam.add("plan", {"column": "start", "title": "Ten quiet minutes"})
    team.sync()


def the_answer(workspace: Workspace) -> Answer:
    return workspace.board().answers_to("walk-a-mile", "improve")[0]


def the_other_answer(workspace: Workspace) -> Answer:
    return workspace.board().answers_to("walk-a-mile", "self")[0]


def the_plan_item(workspace: Workspace) -> PlanItem:
    return workspace.board().plan[0]


def both_change_everything(team: Team) -> None:
    """Offline: the same text and the same column, different tags, and one removes what the other edits."""
    sam, jo = team
    for person, text, column, tag in ((sam, "Sam's words.", "stop", "time"), (jo, "Jo's words.", "stay", "trust")):
        answer = the_answer(person)
        changed = person.change(answer, {"text": text})
        person.change(changed, {"tags": ("rota", tag)})
        person.place(the_plan_item(person), column)
    sam.remove(the_other_answer(sam))
    jo.change(the_other_answer(jo), {"text": "I listen, and say so."})


def one_the_other_the_first(team: Team) -> None:
    sam, jo = team
    for person in (sam, jo, sam):
        assert person.sync().state == "synced"


def others(card: Card, field: str) -> set[object]:
    return {other.value for other in card.also if other.field == field}


def test_both_stand_on_the_same_commit_after_one_the_other_and_the_first_have_synced(synced: Team) -> None:
    assert len(synced.tips()) == 1


def test_the_history_is_one_straight_line_and_whole(synced: Team) -> None:
    for folder in (synced.shared, *(member.root for member in synced)):
        graph = generated.git(folder, "log", "--graph", "--format=tformat:commit", "HEAD").decode().splitlines()
        assert set(graph) == {"* commit"}
        generated.git(folder, "fsck", "--full", "--strict")
    for folder in (member.root for member in synced):
        assert generated.git(folder, "status", "--porcelain") == b""


def test_both_texts_are_in_the_card(synced: Team) -> None:
    for person in synced:
        card = the_answer(person)
        assert {card.text} | others(card, "text") == {"Sam's words.", "Jo's words."}


def test_both_columns_are_in_the_plan_item(synced: Team) -> None:
    for person in synced:
        item = the_plan_item(person)
        kept = [other.value for other in item.also if other.field == "column"]
        assert {item.column} | {value["column"] for value in kept} == {"stop", "stay"}


def test_no_tag_is_lost(synced: Team) -> None:
    for person in synced:
        assert set(the_answer(person).tags) == {"rota", "time", "trust"}


def test_an_edit_outlives_a_removal(synced: Team) -> None:
    for person in synced:
        assert the_other_answer(person).text == "I listen, and say so."


@pytest.mark.parametrize(("choice", "stays"), [("keep", 0), ("other", 1)])
def test_settling_keeps_the_chosen_text_for_everybody(team: Team, choice: str, stays: int) -> None:
    both_change_everything(team)
    one_the_other_the_first(team)
    sam, _ = team
    card = the_answer(sam)
    texts = [card.text, *others(card, "text")]
    sam.settle(card, "text", choice)
    team.sync()
    for person in team:
        assert the_answer(person).text == texts[stays]
        assert others(the_answer(person), "text") == set()


def test_settling_for_both_keeps_both_texts(team: Team) -> None:
    both_change_everything(team)
    one_the_other_the_first(team)
    _, jo = team
    jo.settle(the_answer(jo), "text", "both")
    team.sync()
    for person in team:
        text = the_answer(person).text
        assert "Sam's words." in text
        assert "Jo's words." in text
        assert others(the_answer(person), "text") == set()


def test_the_history_reads_well_as_a_patch(synced: Team) -> None:
    patch = generated.git(synced.shared, "log", "-p", "HEAD").decode()
    changed = [line for line in patch.splitlines() if line.startswith(("+", "-"))]
    assert "Binary files" not in patch
    assert "-We ask twice." in changed
    assert "+Sam's words." in changed
    assert '+tags = ["rota", "time"]' in changed
    assert '+column = "stop"' in changed
    # One change of a text is a text line and the card's time, and nothing else of the card.
    path = the_answer(synced.members[0]).path
    first_change = generated.git(
        synced.shared, "log", "--reverse", "-2", "-p", "--skip=0", "--format=", "--", path
    ).decode()
    assert first_change.count("\n@@") <= 3


def test_the_words_of_a_card_are_in_no_commit_message(synced: Team) -> None:
    messages = generated.git(synced.shared, "log", "--format=%B", "HEAD").decode()
    assert not any(word in messages for word in ("listen", "words", "quiet", "rota"))


def test_git_itself_can_be_run_on_a_board_without_a_name_or_settings(team: Team) -> None:
    listed = subprocess.run(["git", "-C", team.members[0].root, "log", "--oneline"], capture_output=True, check=True)
    assert listed.stdout.count(b"\n") > 3
