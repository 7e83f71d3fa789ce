"""What a person is shown before something goes on the board is all that leaves, and nothing else."""

from datetime import UTC, date, datetime

from kindboard.board.board import Draft
from kindboard.leaving.leaving import told
from tests.builders import a_board

DAY = date(2026, 11, 23)


def test_what_leaves_without_a_name_says_so_and_what_it_can_not_promise() -> None:
    (draft,) = a_board().with_draft(text="Hard to say.").build().drafts
    named, unnamed = (told(draft, name, DAY) for name in ("Sam", None))
    assert any("Sam" in sentence for sentence in named.sentences)
    assert any("No name" in sentence for sentence in unnamed.sentences)
    assert any("people may still guess" in sentence for sentence in unnamed.sentences)
    assert named.text == unnamed.text == "Hard to say."


def test_everything_beside_the_text_is_told_too() -> None:
    (draft,) = a_board().with_draft(text="Words.", heard="directly", tags=("rota", "room 12")).build().drafts
    leaving = told(draft, "Sam", DAY)
    assert leaving.fields == (("heard", "directly"), ("tags", ("rota", "room 12")))
    assert [(detail.what, detail.words) for detail in leaving.details] == [("a room or flat", "room 12")]


def test_a_plan_item_goes_whole_and_with_no_promise_about_its_time() -> None:
    fields = {"column": "stop", "title": "Forms", "why": "Two", "owner": "Ann", "needs": ["funding"], "outcome": "Calm"}
    draft = Draft("d", "plan", None, None, fields, datetime(2026, 11, 23, tzinfo=UTC))
    leaving = told(draft, None, DAY)
    assert leaving.text == "Forms"
    assert leaving.fields == (("why", "Two"), ("owner", "Ann"), ("needs", ["funding"]), ("outcome", "Calm"))
    assert leaving.sentences[1] == "No name goes with it."
    assert not any("time of day" in sentence for sentence in leaving.sentences)


def test_what_is_chosen_tells_nobodys_birthday() -> None:
    fields = {"column": "stop", "title": "Forms", "review_by": "2027-01-04", "sources": ["2026-11-23-00000001"]}
    draft = Draft("d", "plan", None, None, fields, datetime(2026, 11, 23, tzinfo=UTC))
    assert told(draft, "Sam", DAY).details == ()


def test_a_correction_promises_no_name_under_the_words() -> None:
    fields = {"text": "Two forms."}
    draft = Draft("d", "answer", "2026-11-23-00000001", None, fields, datetime(2026, 11, 23, tzinfo=UTC))
    leaving = told(draft, "Dee", DAY)
    assert leaving.corrects
    assert "Its story tells that Dee changed it" in leaving.sentences[1]
