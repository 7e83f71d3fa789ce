"""What happened to a card, in plain words: who, which day, what, and the words before."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kindboard.cards.cards import Also, Card, Note, PlanItem
from kindboard.story import compared, told
from tests import generated
from tests.builders import a_card
from tests.commands import done, kindboard, refused
from tests.teams import a_team, a_workspace

WHEN = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
WHERE = {"principle": "walk-a-mile", "question": "improve", "text": "We ask twice."}
NOTE = {"2026-11-24-z8m2c5v1": Note(by="Jo", text="Came up again.")}
ID = "2026-11-23-00000001"


def an_answer(**fields: Any) -> Card:
    return a_card("answer", ID, **fields)


def an_item(**fields: Any) -> Card:
    return a_card("plan", ID, **fields)


@pytest.mark.parametrize(
    ("before", "after", "what", "verb"),
    [
        ({}, {"text": "Other words."}, "changed the words", "changed"),
        ({}, {"by": "Jo"}, "changed the name", "changed"),
        ({}, {"theme": "t"}, "put it into a theme", "grouped"),
        ({"theme": "t"}, {"theme": "u"}, "put it into another theme", "grouped"),
        ({"theme": "t"}, {}, "took it out of its theme", "grouped"),
        ({}, {"notes": NOTE}, "added a note", "noted"),
        ({"notes": NOTE}, {}, "took a note away", "noted"),
        ({}, {"echoes": {"p4k2": True}}, 'said "me too"', "echoed"),
        ({"echoes": {"p4k2": True}}, {}, 'took "me too" back', "echoed"),
        ({}, {"also": (Also(field="text", value="x"),)}, "two people changed it at once", "changed"),
        ({"also": (Also(field="text", value="x"),)}, {}, "settled what two people changed at once", "settled"),
        ({}, {}, "saved it again, with the same words", "changed"),
        ({}, {"text": "New.", "notes": NOTE}, "changed the words and added a note", "changed"),
        (
            {},
            {"text": "New.", "tags": ("a",), "notes": NOTE},
            "changed the tags, changed the words and added a note",
            "changed",
        ),
    ],
)
def test_a_change_to_an_answer_is_told_in_words(
    before: dict[str, Any], after: dict[str, Any], what: str, verb: str
) -> None:
    change = compared(an_answer(**before), an_answer(**after))
    assert (change.what, change.verb) == (what, verb)


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ({"column": "stop", "rank": 3}, "moved it from START to STOP"),
        ({"rank": 3}, "moved it within its column"),
        ({"status": "done"}, "marked it done"),
        ({"status": "let go"}, "let it go"),
        ({"status": "under way"}, "began it"),
        ({"owner": "Bo"}, "gave it to Bo"),
        ({"review_by": date(2026, 12, 1)}, "set the review date to 1 Dec 2026"),
    ],
)
def test_a_change_to_a_plan_item_is_told_in_words(after: dict[str, Any], what: str) -> None:
    assert compared(an_item(), an_item(**after)).what == what


def test_every_field_of_a_plan_item_has_words() -> None:
    """None is told by the name it has in the file where that is no English."""
    words: dict[str, Any] = {"when_then": "If so", "owner": "Ann", "why": "So", "outcome": "Good", "sources": ("a",)}
    for name, value in words.items():
        assert "_" not in compared(an_item(), an_item(**{name: value})).what, name
        assert hasattr(PlanItem, name)


def test_the_words_before_are_told_of_what_was_changed_or_taken_off_and_not_of_what_was_added() -> None:
    changed = told(an_answer(), an_answer(text="New."), WHEN, "Jo")
    assert list(changed.words_before) == [("text", "We ask people twice.")]
    assert list(told(an_answer(), None, WHEN, "Jo").words_before) == [("text", "We ask people twice.")]
    assert list(told(None, an_answer(), WHEN, "Jo").words_before) == []


def test_it_says_who_and_which_day() -> None:
    assert told(None, an_answer(), WHEN, "Jo").sentence == "23 Nov 2026, Jo: added it."
    assert told(an_answer(), an_answer(text="New."), WHEN, None).sentence == "23 Nov 2026, no name: changed the words."
    assert told(None, an_answer(), WHEN, "Jo", again=True).what == "brought it back"


def test_me_too_is_told_without_who_and_without_codes() -> None:
    happening = told(an_answer(), an_answer(echoes={"p4k2": True}), WHEN, "Jo")
    assert (happening.who, happening.when, happening.changes) == (None, WHEN.date(), ())
    assert happening.sentence == '23 Nov 2026: somebody said "me too".'


def test_of_an_answer_without_a_name_no_name_and_no_time_is_told() -> None:
    nameless = an_answer(by=None)
    for before, after in ((None, nameless), (nameless, an_answer(by=None, text="New.")), (nameless, None)):
        happening = told(before, after, WHEN, "Sam")
        assert (happening.who, happening.when) == (None, date(2026, 11, 23))
    assert told(nameless, an_answer(by="Sam"), WHEN, "Sam").who is None


def test_a_note_on_it_has_the_name_it_is_signed_with() -> None:
    nameless = an_answer(by=None)
    assert told(nameless, an_answer(by=None, notes=NOTE), WHEN, "Sam").who == "Jo"
    unsigned = {"2026-11-24-z8m2c5v1": Note(text="So.")}
    assert told(nameless, an_answer(by=None, notes=unsigned), WHEN, "Sam").who is None
    # A change of the words with it is the writer's, and stays without a name.
    assert told(nameless, an_answer(by=None, notes=NOTE, text="New."), WHEN, "Sam").who is None


# Out of the history


def test_a_cards_story_is_told_newest_first(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.add("answer", WHERE)
        sam.sync(now=True)
        jo.sync(now=True)
        card = jo.change(jo.board().answers[0], {"text": "We ask three times."})
        card = jo.note(card, "Still so.")
        jo.sync(now=True)
        jo.remove(card)
        jo.sync(now=True)
        removed = jo.story(card.id[-8:])
        jo.restore(card.id)
        jo.sync(now=True)
        sam.sync(now=True)
        (card,) = sam.board().answers
        story = sam.story(card)
    assert [(h.who, h.what) for h in story] == [
        ("Jo", "brought it back"),
        ("Jo", "took it off"),
        ("Jo", "added a note"),
        ("Jo", "changed the words"),
        ("Sam", "added it"),
    ]
    assert removed == story[1:]
    assert ("text", "We ask twice.") in story[3].words_before
    assert next(iter(story[1].words_before)) == ("text", "We ask three times.")


def test_a_no_name_answer_that_waits_to_be_sent_has_a_story_too(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", WHERE, no_name=True)
        (added,) = workspace.story(card)
    assert (added.who, added.what) == (None, "added it")
    assert not isinstance(added.when, datetime)


def test_what_nobody_could_read_is_passed_over(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", WHERE)
        file = workspace.root / card.path
        whole = file.read_bytes()
        for words in (b"text = [", whole.replace(b"twice", b"once")):
            file.write_bytes(words)
            identity = ("-c", "user.name=Jo", "-c", "user.email=j@a.example")
            generated.by_hand(["git", "-C", str(workspace.root), *identity, "commit", "-qam", "By hand"])
        story = workspace.story(card)
    assert [(h.who, h.what) for h in story] == [("Jo", "changed the words"), ("Sam", "added it")]


# On the command line


def test_the_command_line_tells_it_in_plain_lines_and_as_json(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", WHERE)
        workspace.change(card, {"text": "We ask three times."})
        at = workspace.root
    told = kindboard("story", card.id[-8:], at=at)
    today = card.created
    day = f"{today.day} {today:%b} {today.year}"
    assert told.out.splitlines() == [
        f"{day}, Sam: changed the words.",
        "  Text before: We ask twice.",
        f"{day}, Sam: added it.",
    ]
    newest, oldest = done("story", card.id, at=at)
    assert list(newest) == ["when", "who", "verb", "what", "card", "changes"]
    assert newest["changes"] == [{"field": "text", "before": "We ask twice.", "after": "We ask three times."}]
    assert (oldest["verb"], oldest["who"], oldest["card"]) == ("added", "Sam", card.id)
    assert datetime.fromisoformat(newest["when"]).tzinfo is not None
    refused(kindboard("story", "nowhere", at=at), 2)
