"""What happened to a card, in plain words: who, which day, what, and the words before."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kindboard.cards.cards import Also, Card, Check, CheckAnswer, Note, PlanItem
from kindboard.story.earlier import earlier
from kindboard.story.reworded import reworded
from kindboard.story.sittings import SITTING, Step, in_sittings
from kindboard.story.story import called, compared, told
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


def a_step(
    before: Card | None, after: Card | None, who: str | None = "Jo", *, when: datetime = WHEN, **more: Any
) -> Step:
    return Step("p", when, who, before, after, **more)


@pytest.mark.parametrize(
    ("before", "after", "what", "verb"),
    [
        ({}, {"text": "Other words."}, "changed the words", "changed"),
        ({}, {"by": "Jo"}, "changed the name", "changed"),
        ({}, {"wish": "just-heard"}, "asked that it be just heard", "changed"),
        ({"wish": "just-heard"}, {}, "asked that it be talked about", "changed"),
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
        ({"outcome": "They are asked."}, "said what came of it"),
        ({"status": "done", "outcome": "They are asked."}, "marked it done and said what came of it"),
    ],
)
def test_a_change_to_a_plan_item_is_told_in_words(after: dict[str, Any], what: str) -> None:
    assert compared(an_item(), an_item(**after)).what == what


def test_a_theme_is_called_by_its_title_where_that_is_known() -> None:
    plain, grouped = an_answer(), an_answer(theme="t")
    assert compared(plain, grouped, theme="Rotas").what == "put it into the theme “Rotas”"
    assert compared(grouped, an_answer(theme="u"), theme="Tea").what == "put it into the theme “Tea”"
    assert compared(grouped, plain, theme="Rotas").what == "took it out of the theme “Rotas”"


def test_every_field_of_a_plan_item_has_words() -> None:
    """None is told by the name it has in the file where that is no English."""
    words: dict[str, Any] = {"when_then": "If so", "owner": "Ann", "why": "So", "outcome": "Good", "sources": ("a",)}
    for name, value in words.items():
        assert "_" not in compared(an_item(), an_item(**{name: value})).what, name
        assert hasattr(PlanItem, name)


def test_the_words_before_are_told_of_what_was_changed_or_taken_off_and_not_of_what_was_added() -> None:
    changed = told(a_step(an_answer(), an_answer(text="New.")))
    assert list(changed.words) == [("Text before", "We ask people twice.")]
    assert list(told(a_step(an_answer(), None)).words) == [("Text before", "We ask people twice.")]
    assert list(told(a_step(None, an_answer())).words) == []


def found(answer: CheckAnswer, note: str = "", key: str = "2026-11-23-a1b2c3d4") -> dict[str, Check]:
    return {key: Check(review=ID, answer=answer, note=note)}


def test_what_was_said_to_a_card_later_on_is_told_in_its_own_words() -> None:
    assert list(told(a_step(an_answer(), an_answer(notes=NOTE))).words) == [("Note", "Came up again.")]
    ended = told(a_step(an_item(), an_item(outcome="They are asked.")))
    assert list(ended.words) == [("What came of it", "They are asked.")]
    taken = told(a_step(an_answer(notes=NOTE), an_answer()))
    assert list(taken.words) == [("Notes before", "Came up again.")]
    assert list(told(a_step(None, an_answer(notes=NOTE))).words) == [], "it is on the card that was added"


def test_what_a_review_found_is_told_once_and_with_its_note() -> None:
    looked = told(a_step(an_item(), an_item(checks=found("kept", "The rota holds."))))
    assert looked.what == "looked at it in a review: kept"
    assert list(looked.words) == [("Note", "The rota holds.")]
    assert list(told(a_step(an_item(), an_item(checks=found("going")))).words) == []
    done = told(a_step(an_item(), an_item(status="done", checks=found("done"))))
    assert done.what == "marked it done and looked at it in a review"
    twice = an_item(checks=found("kept") | found("slipped", key="2026-11-24-a1b2c3d4"))
    assert told(a_step(an_item(), twice)).what == "looked at it in a review"


def test_a_card_is_called_by_its_words_and_never_by_its_id() -> None:
    assert called(an_item()) == "the plan item “Ten quiet minutes after a hard call”"
    assert called(a_card("review", ID, held=date(2026, 9, 15))) == "the review of 15 Sep 2026"
    assert called(a_card("review", ID, summary="We say thank you more.")) == "the review “We say thank you more.”"
    assert called(an_answer(text="")) == "the answer"


def test_where_most_of_the_words_stayed_it_is_told_word_by_word() -> None:
    changed = told(a_step(an_answer(), an_answer(text="We ask people three times.")))
    assert list(changed.words) == [("Text", "We ask people [was: twice., now: three times.]")]


def test_it_says_who_and_which_day() -> None:
    assert told(a_step(None, an_answer())).sentence == "23 Nov 2026, Jo: added it."
    assert (
        told(a_step(an_answer(), an_answer(text="New."), None)).sentence == "23 Nov 2026, no name: changed the words."
    )
    assert told(a_step(None, an_answer(), again=True)).what == "brought it back"


def test_me_too_is_told_without_who_and_without_codes() -> None:
    happening = told(a_step(an_answer(), an_answer(echoes={"p4k2": True})))
    assert (happening.who, happening.when, happening.changes) == (None, WHEN.date(), ())
    assert happening.sentence == '23 Nov 2026: somebody said "me too".'


def test_of_an_answer_without_a_name_no_name_and_no_time_is_told() -> None:
    nameless = an_answer(by=None)
    for before, after in ((None, nameless), (nameless, an_answer(by=None, text="New.")), (nameless, None)):
        happening = told(a_step(before, after, "Sam"))
        assert (happening.who, happening.when) == (None, date(2026, 11, 23))
    assert told(a_step(nameless, an_answer(by="Sam"), "Sam")).who is None


def test_a_note_on_it_has_the_name_it_is_signed_with() -> None:
    nameless = an_answer(by=None)
    assert told(a_step(nameless, an_answer(by=None, notes=NOTE), "Sam")).who == "Jo"
    unsigned = {"2026-11-24-z8m2c5v1": Note(text="So.")}
    assert told(a_step(nameless, an_answer(by=None, notes=unsigned), "Sam")).who is None
    # A change of the words with it is the writer's, and stays without a name.
    assert told(a_step(nameless, an_answer(by=None, notes=NOTE, text="New."), "Sam")).who is None


# Word by word


@pytest.mark.parametrize(
    ("before", "after", "told_as"),
    [
        ("We ask twice.", "We always ask twice.", "We [new: always] ask twice."),
        ("We always ask twice.", "We ask twice.", "We [gone: always] ask twice."),
        ("one two three", "one 2 three", "one [was: two, now: 2] three"),
        ("a\n\nb", "a\nb", None),
        (f"start {'so ' * 20}end", f"begin {'so ' * 20}close", f"[was: start, now: begin] {'so ' * 6}… {'so ' * 6}"
         "[was: end, now: close]"),
        (f"{'so ' * 20}end", f"{'so ' * 20}close", f"… {'so ' * 6}[was: end, now: close]"),
        (f"a {'so ' * 20}", f"b {'so ' * 20}", f"[was: a, now: b] {'so ' * 6}…"),
        ("We ask twice.", "Nothing of that is so.", None),
        ("word other " * 600, "other word " * 600, None),
    ],
)  # fmt: skip
def test_words_that_changed_are_told_word_by_word(before: str, after: str, told_as: str | None) -> None:
    assert reworded(before, after) == told_as


# One sitting


def steps(*cards: Card | None, who: str | None = "Jo", minutes: int = 10) -> list[Step]:
    after = timedelta(minutes=minutes)
    pairs = zip((None, *cards), cards, strict=False)
    return [Step("p", WHEN + after * n, who, before, now) for n, (before, now) in enumerate(pairs)]


def test_several_saves_of_one_sitting_by_one_person_are_told_as_one() -> None:
    (one,) = in_sittings(steps(an_item(), an_item(title="B"), an_item(title="C", column="stay")))
    assert (told(one).what, one.saves) == ("added it", 3)
    line = steps(an_item(), an_item(title="B"), an_item(title="C", column="stay"))
    (one,) = in_sittings(line[1:])
    assert told(one).what == "moved it from START to STAY and changed the title"
    assert [(c.field, c.before, c.after) for c in told(one).changes if c.field == "title"] == [
        ("title", an_item().title, "C")  # type: ignore[attr-defined]
    ]


def test_what_was_changed_and_changed_back_says_so() -> None:
    (one,) = in_sittings(steps(an_item(), an_item(title="B"), an_item())[1:])
    assert told(one).sentence == "23 Nov 2026, Jo: changed it and took that back."


def test_another_person_another_card_a_pause_and_a_clock_set_back_begin_a_new_sitting() -> None:
    first, second = steps(an_item(), an_item(title="B"))
    assert len(in_sittings([first, replace(second, who="Sam")])) == 2
    assert len(in_sittings([first, replace(second, path="q")])) == 2
    assert len(in_sittings([first, replace(second, when=first.when + SITTING)])) == 1
    assert len(in_sittings([first, replace(second, when=first.when + SITTING + timedelta(seconds=1))])) == 2
    assert len(in_sittings([first, replace(second, when=first.when - timedelta(seconds=1))])) == 2


def test_what_came_in_between_is_nobody_elses_doing() -> None:
    first, second = steps(an_item(), an_item(title="B"))
    assert len(in_sittings([first, replace(second, before=an_item(title="A colleague's, merged"))])) == 2


def test_taking_off_bringing_back_and_me_too_stay_by_themselves() -> None:
    assert len(in_sittings(steps(an_item(), None, an_item()))) == 3
    echoed = an_answer(echoes={"p4k2": True})
    line = in_sittings(steps(an_answer(), echoed, an_answer(echoes={"p4k2": True}, text="New.")))
    assert [told(step).what for step in line] == ["added it", 'said "me too"', "changed the words"]
    assert [told(step).who for step in line] == ["Jo", None, "Jo"]


def test_two_notes_of_one_sitting_are_notes() -> None:
    more = {**NOTE, "2026-11-24-z8m2c5v2": Note(by="Jo", text="And again.")}
    assert compared(an_answer(), an_answer(notes=more)).what == "added notes"


# Earlier wordings


def test_every_wording_a_card_had_is_found_once_newest_first_and_not_the_one_it_has() -> None:
    texts = ["A", "B", "A", "C", "B"]
    line = [
        told(a_step(an_answer(text=was), an_answer(text=now), when=WHEN + timedelta(days=n)))
        for n, (was, now) in enumerate(pairwise(texts))
    ]
    found = earlier(reversed(line), an_answer(text="B"))
    assert [(one.field, one.words, one.until.day) for one in found] == [("text", "C", 26), ("text", "A", 25)]


def test_only_what_somebody_worded_is_an_earlier_wording() -> None:
    change = told(a_step(an_item(status="planned", owner="Bo", why="So"), an_item(status="done", owner="Ann")))
    assert [(one.field, one.words) for one in earlier([change], an_item())] == [("why", "So")]


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
        ("Jo", "changed the words and added a note"),
        ("Sam", "added it"),
    ]
    assert removed == story[1:]
    assert list(story[2].words) == [("Text", "We ask [was: twice., now: three times.]"), ("Note", "Still so.")]
    assert next(iter(story[1].words)) == ("Text before", "We ask three times.")


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
        workspace.clone.index.finish()  # or plain git takes the card for one that is gone
        for words in (b"text = [", whole.replace(b"twice", b"once")):
            file.write_bytes(words)
            identity = ("-c", "user.name=Jo", "-c", "user.email=j@a.example")
            generated.by_hand(["git", "-C", str(workspace.root), *identity, "commit", "-qam", "By hand"])
        story = workspace.story(card)
    assert [(h.who, h.what) for h in story] == [("Jo", "changed the words"), ("Sam", "added it")]


# On the command line


def test_the_command_line_tells_it_in_plain_lines_and_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_workspace(tmp_path) as workspace:
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
        card = workspace.add("answer", WHERE)
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:15:00Z")
        workspace.change(card, {"text": "We ask three times."})
        at = workspace.root
    told = kindboard("story", card.id[-8:], at=at)
    assert told.out.splitlines() == [
        "24 Nov 2026, Sam: changed the words.",
        "  Text: We ask [was: twice., now: three times.]",
        "23 Nov 2026, Sam: added it.",
    ]
    newest, oldest = done("story", card.id, at=at)
    assert list(newest) == ["when", "who", "verb", "what", "card", "changes"]
    assert newest["changes"] == [{"field": "text", "before": "We ask twice.", "after": "We ask three times."}]
    assert (oldest["verb"], oldest["who"], oldest["card"]) == ("added", "Sam", card.id)
    assert datetime.fromisoformat(newest["when"]).tzinfo is not None
    refused(kindboard("story", "nowhere", at=at), 2)
