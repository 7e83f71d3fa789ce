"""Text that chokes or fools programs (case 34): kept exactly by save and merge, and inert wherever it is shown."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer
from kindboard.edits.edits import clean
from kindboard.words.inert import inert
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.commands import kindboard
from tests.naughty import ACTING, CATEGORIES, LINES, TEXTS
from tests.teams import Team, a_team, a_workspace, at_the_computer_of


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def every_field_of_a_board(sam: Workspace, text: str) -> None:
    """Cards of every kind with the text in every place that takes one."""
    line = " ".join(clean(text).split()) or "x"
    answer = sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text, "tags": (line[:60],)})
    sam.note(answer, text)
    sam.add("theme", {"title": line[:100], "summary": text})
    sam.add("plan", {"column": "start", "title": line[:100], "why": text, "owner": line[:60], "when_then": line[:100]})


def test_case_34_text_that_would_act_is_inert_and_complete_on_the_command_line(team: Team) -> None:
    sam, jo = team
    for text in TEXTS:
        every_field_of_a_board(sam, text)
    team.sync()
    with at_the_computer_of(jo.root.parent / "Jo-computer"):
        for verb in (["list"], ["list", "answers"], ["list", "plan"], ["list", "themes"], ["status"], ["check"]):
            ran = kindboard(*verb, at=jo.root)
            assert ran.status == 0, verb
            assert not ACTING.search(ran.out + ran.err), verb
        listed = {answer["text"] for answer in json.loads(kindboard("list", "answers", "--json", at=jo.root).out)}
        for answer in jo.board().answers:
            shown = kindboard("show", answer.id, at=jo.root)
            assert shown.status == 0
            assert not ACTING.search(shown.out)
            assert words(inert(answer.text)) in words(shown.out)
    assert listed == {answer.text for answer in jo.board().answers} == {*TEXTS}
    assert {note.text for answer in jo.board().answers for note in answer.notes.values()} == {*TEXTS}


@pytest.mark.parametrize("name", CATEGORIES["terminals"] + CATEGORIES["tricks of Unicode"], ids=ascii)
def test_case_34_a_name_that_would_act_is_inert(tmp_path: Path, name: str) -> None:
    with a_workspace(tmp_path) as sam:
        sam.set_name(f"Sam {name}")
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "x"})
        ran = kindboard("list", "answers", at=sam.root)
        assert ran.status == 0
        assert not ACTING.search(ran.out)


def words(text: str) -> str:
    return " ".join(text.split())


def test_case_34_a_file_name_and_an_author_that_would_act_are_inert(team: Team) -> None:
    sam, _ = team
    name = "\x1b]0;gotcha\x07[@click=app.quit].toml"
    (sam.root / "boards/riverside/principles" / name).write_bytes(b"not a card")
    ran = kindboard("check", at=sam.root)
    assert ran.status == 1
    assert not ACTING.search(ran.out)
    assert "[@click=app.quit].toml" in ran.out
    assert json.loads(kindboard("check", "--json", at=sam.root).out)[0]["path"].endswith(name)
    sam.set_name("\x1b[31mSam\x07 [/x]")
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "x"})
    assert b"\x1b" not in generated.git(sam.root, "log", "-1", "--format=%an%n%cn%n%B")


def test_every_naughty_line_goes_through_save_and_merge_unchanged(team: Team) -> None:
    sam, jo = team
    lines = [clean(line) for line in LINES]
    text = "\n".join(["First line.", *lines, "Last line."])
    sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
    team.sync()
    for person, change in ((sam, ("First line.", "Sam's first line.")), (jo, ("Last line.", "Jo's last line."))):
        card = the_answer(person)
        person.change(card, {"text": card.text.replace(*change)})
    team.sync()
    expected = "\n".join(["Sam's first line.", *lines, "Jo's last line."])
    for person in team:
        assert the_answer(person).text == expected
        assert the_answer(person).also == ()
        (listed,) = json.loads(kindboard("list", "answers", "--json", at=person.root).out)
        assert listed["text"] == expected
        assert not ACTING.search(kindboard("show", listed["id"], at=person.root).out)


def the_answer(workspace: Workspace) -> Answer:
    (answer,) = workspace.board().answers
    return answer
