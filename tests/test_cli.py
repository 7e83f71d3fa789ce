"""Every verb of the command line, on a real board on disk."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kindboard as package
from kindboard.cli.app import app
from tests.commands import done, kindboard, refused

PLACE = ("--principle", "walk-a-mile", "--question", "improve")


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new board of seven principles; Sam is at the computer, in an empty folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    done("init", tmp_path / "board", "--title", "Riverside", "--name", "Sam")
    return tmp_path / "board"


def an_answer(board: Path, text: str = "We ask people twice.", *more: str) -> dict[str, Any]:
    card: dict[str, Any] = done("add", "answer", *PLACE, "--text", text, *more, at=board)
    return card


def listed(board: Path, *kinds: str) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = done("list", *kinds, at=board)
    return cards


# A board and this computer


def test_a_new_board_has_the_seven_working_principles(board: Path) -> None:
    principles = listed(board, "principle")
    assert len(principles) == 7
    assert all(p["title"] and p["text"] and p["source"] and p["wording"] == "working" for p in principles)


def test_the_be_human_starter_invents_no_wording_and_takes_it_line_by_line(board: Path, tmp_path: Path) -> None:
    done("init", tmp_path / "human", "--starter", "be-human")
    missing = listed(tmp_path / "human", "principle")
    assert [(p["wording"], p["text"]) for p in missing] == [("missing", "")] * 7
    file = tmp_path / "seven.txt"
    file.write_text("\n".join(f"Line {number}" for number in range(1, 8)), "utf-8")
    done("wording", "--from", file, "--source", "A page", at=tmp_path / "human")
    filled = listed(tmp_path / "human", "principle")
    assert [p["text"] for p in filled] == [f"Line {number}" for number in range(1, 8)]
    assert {(p["wording"], p["source"]) for p in filled} == {("published", "A page")}


def test_wording_can_be_piped_in_and_the_wrong_number_of_lines_changes_nothing(board: Path) -> None:
    before = listed(board, "principle")
    refused(kindboard("wording", "--json", at=board, typed="one\ntwo\n"), 2, "wrong-count")
    assert listed(board, "principle") == before
    assert len(done("wording", at=board, typed="\n\n".join("abcdefg"))) == 7


def test_a_principle_of_the_teams_own_needs_no_published_wording(board: Path) -> None:
    done("add", "principle", "--title", "Our own", at=board)
    typed = "\n".join("abcdefg")
    assert len(done("wording", at=board, typed=typed)) == 7
    assert {p["title"]: p["wording"] for p in done("list", "principle", at=board)}["Our own"] == "working"
    assert len(done("wording", at=board, typed=f"{typed}\nh")) == 8, "it may have one, too"
    ran = kindboard("wording", "--json", at=board, typed="one\ntwo\n")
    refused(ran, 2, "wrong-count")


def test_check_names_what_two_people_changed_until_somebody_chooses(board: Path) -> None:
    card = done("add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", "Tea", at=board)
    file = board / card["path"]
    file.write_text(file.read_text() + '\n[[also]]\nfield = "text"\nvalue = "Coffee"\n')
    ran = kindboard("check", at=board)
    assert ran.status == 1
    assert ran.out.startswith(f"{card['path']}: Two people changed this at once.")
    done("settle", card["id"], "text", "keep", at=board)
    assert kindboard("check", at=board).out == "All is well.\n"


def test_wording_can_be_pasted_in_a_terminal(board: Path) -> None:
    ran = kindboard("wording", at=board, typed="a\nb\nc\nd\ne\nf\ng\nnot asked for\n", terminal=True)
    assert ran.status == 0
    assert [p["text"] for p in listed(board, "principles")] == list("abcdefg")


def test_two_people_share_a_board_through_a_folder(board: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    assert done("connect", shared, at=board)["remote"] == str(shared)
    an_answer(board, "from Sam")
    assert done("status", at=board)["unsent"] == 1
    assert done("sync", at=board) == {"state": "synced", "sent": 1, "received": 0, "message": "1 sent"}
    done("join", shared, tmp_path / "jo", "--name", "Jo")
    assert [card["text"] for card in listed(tmp_path / "jo", "answers")] == ["from Sam"]


def test_a_question_may_be_given_by_its_number(board: Path) -> None:
    for number, question in enumerate(("self", "organisation", "improve", "people-say"), 1):
        where = ("--principle", "walk-a-mile", "--question", str(number), "--text", "x")
        assert done("add", "answer", *where, at=board)["question"] == question
    refused(kindboard("add", "answer", *where[:2], "--question", "5", "--text", "x", at=board), 2)


def test_a_sync_says_that_an_answer_without_a_name_waits(board: Path, tmp_path: Path) -> None:
    done("connect", tmp_path / "shared", at=board)
    done("add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", "x", "--no-name", at=board)
    assert done("sync", at=board)["message"] == ("Nothing else is new. 1 answer without a name waits to be sent later")
    assert done("sync", "--now", at=board)["message"] == "1 sent"


def test_beginning_or_joining_a_second_board_says_which_one_opens_from_now_on(board: Path, tmp_path: Path) -> None:
    done("connect", tmp_path / "shared", at=board)
    for verb in (("init", tmp_path / "begun"), ("join", tmp_path / "shared", tmp_path / "joined")):
        last, place = done("status")["repo"], verb[-1]
        told = kindboard(*verb).out
        assert 'From now on "kindboard" by itself opens this board.' in told
        assert f'"kindboard -C {last}" opens "' in told
        assert done("status")["repo"] == str(place)
    assert done("status", at=board)["repo"] == str(board)


def test_the_folder_that_is_named_always_wins(board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done("init", tmp_path / "second", "--title", "Night team")
    monkeypatch.chdir(tmp_path / "second")
    assert done("status", at=board)["repo"] == str(board)
    assert done("status")["repo"] == str(tmp_path / "second")


def test_a_board_that_is_not_shared_syncs_to_nobody_and_that_is_no_failure(board: Path) -> None:
    assert done("sync", "--now", at=board)["state"] == "local"


def test_a_shared_board_out_of_reach_is_a_failure_told_in_words(board: Path, tmp_path: Path) -> None:
    done("connect", tmp_path / "shared", at=board)
    (tmp_path / "shared").rename(tmp_path / "moved")
    ran = kindboard("sync", "--json", at=board)
    assert ran.status == 1
    assert set(ran.document) == {"state", "sent", "received", "message"}
    assert ran.document["state"] in ("offline", "refused")
    assert ran.document["message"] in ran.err


def test_status_says_where_the_board_is_and_what_waits(board: Path) -> None:
    an_answer(board, "kept", "--draft")
    status = done("status", at=board)
    expected = {"repo": str(board), "board": "riverside", "remote": None, "unsent": 0, "drafts": 1, "attention": []}
    assert status == expected
    plain = kindboard("status", at=board).out
    assert "Board: Riverside\n" in plain
    assert "Drafts kept on this computer: 1\n" in plain


def test_check_lists_what_needs_attention_and_then_is_not_done(board: Path) -> None:
    assert done("check", at=board) == []
    (board / "boards/riverside/principles/kindness-counts.toml").write_text("<<<<<<< ours\n", "utf-8")
    ran = kindboard("check", "--json", at=board)
    assert ran.status == 1
    assert [set(item) for item in ran.document] == [{"path", "problem"}]
    assert "principles/kindness-counts.toml: " in kindboard("check", at=board).out
    assert len(listed(board, "principles")) == 7


def test_a_name_is_only_a_label_and_can_be_taken_off(board: Path) -> None:
    assert done("name", at=board) == {"name": "Sam"}
    assert done("name", "Sam Oak", at=board) == {"name": "Sam Oak"}
    assert an_answer(board)["by"] == "Sam Oak"
    assert done("name", "--none", at=board) == {"name": None}
    assert an_answer(board, "again")["by"] is None


# Where the board is


def test_the_folder_may_be_named_before_or_after_the_verb_or_by_the_environment(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kindboard("-C", board, "--json", "--board", "riverside", "list", "principle")
    after = kindboard("list", "principle", "-C", board, "--json", "--board", "riverside")
    monkeypatch.setenv("KINDBOARD_REPO", str(board))
    by_environment = kindboard("list", "principle", "--json")
    assert before.document == after.document == by_environment.document
    monkeypatch.setenv("KINDBOARD_REPO", str(board / "nowhere"))
    assert kindboard("-C", board, "list").status == 0


def test_inside_a_board_none_needs_to_be_named(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(board / "boards" / "riverside")
    assert len(done("list", "principle")) == 7


def test_outside_a_board_ones_own_is_meant(board: Path) -> None:
    assert len(done("list", "principle")) == 7


# List and show


def test_a_whole_listing_holds_every_kind_in_the_order_of_the_screen(board: Path) -> None:
    an_answer(board)
    an_answer(board, "kept", "--draft")
    kinds = list(dict.fromkeys(card["kind"] for card in listed(board)))
    assert kinds == ["board", "principle", "question", "answer", "draft", "round", "learn"]


def test_kinds_may_be_said_in_the_plural_and_several_at_once(board: Path) -> None:
    assert [card["kind"] for card in listed(board, "rounds", "Boards")] == ["round", "board"]
    assert listed(board, "principle") == listed(board, "principles")


def test_questions_are_listed_with_their_key_and_words(board: Path) -> None:
    questions = listed(board, "question")
    assert [question["id"] for question in questions] == ["self", "organisation", "improve", "people-say"]
    assert questions[2]["text"] == "What do I think needs to be improved?"
    assert all({"id", "kind", "path", "board", "also"} <= set(question) for question in questions)
    assert done("show", "improve", at=board) == questions[2]


def test_a_listing_can_be_of_one_round(board: Path) -> None:
    an_answer(board, "autumn")
    round = done("add", "round", "--title", "Spring 2027", at=board)
    an_answer(board, "spring", "--round", round["id"])
    of_round = done("list", "answers", "drafts", "--round", round["id"], at=board)
    assert [card["text"] for card in of_round] == ["spring"]
    assert len(listed(board, "answers")) == 2


def test_every_card_is_shown_with_every_field(board: Path) -> None:
    card = an_answer(board, "We ask twice.", "--tag", "rota", "night")
    head = {"id", "kind", "path", "board", "also", "schema", "created", "changed"}
    assert head | {"principle", "question", "round", "by", "heard", "theme", "tags", "text", "echoes", "notes"} <= set(
        card
    )
    assert card["path"] == f"boards/riverside/answers/2026-11/{card['id']}.toml"
    assert card["tags"] == ["night", "rota"]
    assert done("show", card["id"][-5:], at=board) == card | {"became": []}
    assert listed(board, "answer") == [card]


def test_plain_lines_are_label_and_value(board: Path) -> None:
    card = an_answer(board, "We ask twice.\nAnd then again.")
    done("note", card["id"], "It came up.", at=board)
    done("name", "Jo", at=board)
    done("echo", card["id"], at=board)
    lines = kindboard("show", card["id"], at=board).out.splitlines()
    assert lines == [
        f"Answer: {card['id']}",
        "Principle: We walk a mile in people's shoes",
        "Question: What do I think needs to be improved?",
        "Round: Autumn 2026",
        "Name: Sam",
        "Written: 23 Nov 2026",
        "Text: We ask twice.",
        "  And then again.",
        "Others say it too.",
        "Note, 23 Nov 2026, Sam: It came up.",
    ]


def test_escapes_and_turns_of_direction_are_shown_inert(board: Path) -> None:
    hostile = "\x1b[2J done [/x] [@click=app.quit]now \u202eoruk"
    card = done("add", "plan", "stop", "--title", hostile, "--why", hostile, at=board)
    assert card["why"] == hostile
    for verb in (("show", card["id"]), ("list", "plan"), ("remove", card["id"])):
        out = kindboard(*verb, at=board).out
        assert "\\x1b[2J done [/x] [@click=app.quit]now \\u202eoruk" in out
        assert "\x1b" not in out


# Add


def test_an_answer_goes_to_the_current_round_with_its_writers_name(board: Path) -> None:
    card = an_answer(board)
    assert (card["principle"], card["question"], card["by"]) == ("walk-a-mile", "improve", "Sam")
    assert card["round"] == listed(board, "round")[0]["id"]


@pytest.mark.parametrize("how", [("--text", "-"), ("-",)])
def test_an_answer_can_be_piped_in_over_several_lines(board: Path, how: tuple[str, ...]) -> None:
    card = done("add", "answer", *PLACE, *how, at=board, typed="\ufeffFirst café.\r\nSecond.\n".encode())
    assert card["text"] == "First café.\nSecond."


def test_text_may_begin_with_a_dash_or_look_like_an_option(board: Path) -> None:
    for text in ("-5 degrees in the hall", "--json", "--from here", "@Jo said"):
        assert an_answer(board, text)["text"] == text


def test_an_answer_without_a_name_carries_no_name_and_no_time_of_day(board: Path) -> None:
    card = an_answer(board, "quiet", "--no-name")
    assert card["by"] is None
    assert card["changed"].startswith("2026-11-23T00:00:00")


def test_what_may_tell_who_somebody_is_is_said_when_it_is_saved(board: Path) -> None:
    found = 'Look again, this may tell who somebody is: "07700 900123", a phone number.'
    ran = kindboard("add", "answer", *PLACE, "--text", "Ring Joan on 07700 900123.", at=board)
    assert found in ran.out.splitlines()
    (card,) = listed(board, "answer")
    assert found in kindboard("note", card["id"], "Or on 07700 900123.", at=board).out.splitlines()
    assert "Look again" not in kindboard("note", card["id"], "Two forms for 1 visit.", at=board).out


def test_what_people_say_can_carry_how_it_was_heard(board: Path) -> None:
    place = ("--principle", "mile", "--question", "people-say")
    card = done("add", "answer", *place, "--text", "Ring first", "--heard", "directly", at=board)
    assert card["heard"] == "directly"


def test_a_theme_takes_its_answers_at_once(board: Path) -> None:
    one, two = an_answer(board, "one"), an_answer(board, "two")
    theme = done("add", "theme", "--title", "Twice", "--card", one["id"], "--card", two["id"][-6:], at=board)
    assert {card["theme"] for card in listed(board, "answer")} == {theme["id"]}


def test_a_plan_item_carries_everything_a_person_gave(board: Path) -> None:
    answer = an_answer(board)
    item = done(
        *("add", "plan", "start", "--title", "Ask once", "--why", "It hurts", "--owner", "Ann"),
        *("--review-by", "30 Nov", "--from", answer["id"], "--barrier", "risk", "--needs", "training", "funding"),
        at=board,
    )
    assert (item["column"], item["title"], item["why"], item["owner"]) == ("start", "Ask once", "It hurts", "Ann")
    assert (item["review_by"], item["sources"], item["status"]) == ("2026-11-30", [answer["id"]], "planned")
    assert (item["barriers"], item["needs"]) == (["risk"], ["funding", "training"])


def test_a_round_and_a_principle_of_ones_own_get_an_id_from_their_title(board: Path) -> None:
    assert done("add", "round", "--title", "Spring 2027", at=board)["id"] == "spring-2027"
    principle = done("add", "principle", "--title", "Time to Listen", "--text", "We sit down.", at=board)
    assert (principle["id"], principle["order"]) == ("time-to-listen", 8)
    assert listed(board, "principles")[-1]["text"] == "We sit down."


# Change


def test_fields_are_set_cleared_and_added_to(board: Path) -> None:
    id = an_answer(board, "old", "--tag", "rota")["id"]
    card = done("set", id, "text=new = better", "tags+=night,early", "tags-=rota", "heard=guess", at=board)
    assert (card["text"], card["tags"], card["heard"]) == ("new = better", ["early", "night"], "guess")
    card = done("set", id, "heard=", "tags=", at=board)
    assert (card["heard"], card["tags"]) == (None, [])


def test_a_field_can_be_read_from_a_file_or_from_what_is_piped_in(board: Path, tmp_path: Path) -> None:
    id = an_answer(board)["id"]
    (tmp_path / "words.txt").write_text("From a file\nof two lines\n", "utf-8")
    assert done("set", id, f"text=@{tmp_path / 'words.txt'}", at=board)["text"] == "From a file\nof two lines"
    assert done("set", id, "text=-", at=board, typed="Piped in\n")["text"] == "Piped in"


def test_a_plan_item_can_be_moved_and_dated(board: Path) -> None:
    id = done("add", "plan", "start", "--title", "Tea", at=board)["id"]
    item = done("set", id, "column=stay", "review_by=in 6 weeks", "status=under way", at=board)
    assert (item["column"], item["review_by"], item["status"]) == ("stay", "2027-01-04", "under way")


def test_the_people_to_talk_to_are_set_a_line_each(board: Path) -> None:
    about = done("set", "riverside", "support=-", at=board, typed="Ann Lee: ring 0161 496 0000\nThe chaplain\n")
    assert about["support"] == [{"name": "Ann Lee", "how": "ring 0161 496 0000"}, {"name": "The chaplain", "how": ""}]


def test_answers_are_put_into_a_theme(board: Path) -> None:
    theme = done("add", "theme", "--title", "Twice", at=board)["id"]
    ids = [an_answer(board, text)["id"] for text in ("one", "two")]
    grouped = done("group", theme[-5:], *ids, at=board)
    assert [card["theme"] for card in grouped] == [theme, theme]


@pytest.mark.parametrize("text", ["-5 degrees", "--help", "--json", "-", "@Jo", "plain words", "--no-name"])
def test_a_note_is_taken_as_it_is(board: Path, text: str) -> None:
    id = an_answer(board)["id"]
    ran = kindboard("note", id, text, at=board)
    assert ran.status == 0
    (note,) = done("show", id, at=board)["notes"].values()
    assert note == {"text": text, "by": "Sam"}


@pytest.mark.parametrize("order", [("{id}", "hello", "--no-name"), ("--no-name", "{id}", "hello")])
def test_options_may_stand_on_either_side_of_a_note(board: Path, order: tuple[str, ...]) -> None:
    id = an_answer(board)["id"]
    card = done("note", *(word.format(id=id) for word in order), at=board)
    assert [note["text"] for note in card["notes"].values()] == ["hello"]
    assert [note["by"] for note in card["notes"].values()] == [None]


def test_the_ending_of_an_id_may_begin_with_its_dash(board: Path) -> None:
    id = an_answer(board)["id"]
    assert done("show", id[-9:], at=board)["id"] == id
    assert len(done("note", id[-9:], "-1", at=board)["notes"]) == 1


def test_me_too_is_said_and_taken_back(board: Path) -> None:
    id = done("add", "theme", "--title", "Rushed mornings", at=board)["id"]
    assert list(done("echo", id, at=board)["echoes"].values()) == [True]
    assert done("echo", id, at=board)["echoes"] == {}


def test_nobody_says_me_too_to_their_own_words(board: Path) -> None:
    refused(kindboard("echo", an_answer(board)["id"], "--json", at=board), 2, "refused")


def test_what_two_people_changed_at_once_is_shown_and_settled(board: Path, tmp_path: Path) -> None:
    id = an_answer(board, "first")["id"]
    done("connect", tmp_path / "shared", at=board)
    done("join", tmp_path / "shared", tmp_path / "jo", "--name", "Jo")
    done("set", id, "text=by Sam", at=board)
    done("set", id, "text=by Jo", at=tmp_path / "jo")
    done("sync", at=board)
    done("sync", at=tmp_path / "jo")
    card = done("show", id, at=tmp_path / "jo")
    assert {card["text"], card["also"][0]["value"]} == {"by Sam", "by Jo"}
    assert "Two people changed this at once: Text." in kindboard("show", id, at=tmp_path / "jo").out
    settled = done("settle", id, "text", "both", at=tmp_path / "jo")
    assert settled["also"] == []
    assert "by Sam" in settled["text"]
    assert "by Jo" in settled["text"]


# Drafts, removing, undo


def test_a_draft_stays_on_this_computer_until_it_is_posted(board: Path) -> None:
    draft = an_answer(board, "kept", "--draft")
    assert (draft["kind"], draft["of"], draft["draft"], draft["text"]) == ("draft", "answer", True, "kept")
    assert listed(board, "answer") == []
    assert [card["id"] for card in listed(board, "draft")] == [draft["id"]]
    (card,) = done("post", "--yes", at=board)
    assert (card["kind"], card["text"], card["by"]) == ("answer", "kept", "Sam")
    assert listed(board, "draft") == []


def test_posting_shows_exactly_what_leaves_and_asks(board: Path) -> None:
    an_answer(board, "kept", "--draft")
    ran = kindboard("post", at=board, typed="y\n", terminal=True)
    assert ran.status == 0
    for shown in ("Text: kept\n", "Name: Sam\n", "23 Nov 2026"):
        assert shown in ran.out
    assert "[y/N]" in ran.err
    assert [card["text"] for card in listed(board, "answer")] == ["kept"]


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_a_no_keeps_everything_on_this_computer(board: Path, typed: str) -> None:
    an_answer(board, "kept", "--draft")
    ran = kindboard("post", at=board, typed=typed, terminal=True)
    assert ran.status == 1
    assert "still kept on this computer" in ran.err
    assert (len(listed(board, "draft")), listed(board, "answer")) == (1, [])


def test_with_nobody_to_ask_posting_needs_a_yes(board: Path) -> None:
    an_answer(board, "kept", "--draft")
    ran = kindboard("post", "--json", at=board)
    assert (ran.status, ran.document["error"]["code"]) == (2, "needs-yes")
    assert len(listed(board, "draft")) == 1


def test_one_draft_of_several_can_be_posted(board: Path) -> None:
    one, _ = an_answer(board, "one", "--draft"), an_answer(board, "two", "--draft")
    assert [card["text"] for card in done("post", one["id"][-6:], "--yes", at=board)] == ["one"]
    assert [card["text"] for card in listed(board, "draft")] == ["two"]
    assert done("post", "--yes", at=board)[0]["text"] == "two"
    assert done("post", "--yes", at=board) == []


def test_a_draft_that_was_to_carry_no_name_is_posted_without_one(board: Path) -> None:
    assert an_answer(board, "quiet", "--draft", "--no-name")["by"] is None
    an_answer(board, "loud", "--draft")
    assert "Name: none" in kindboard("post", at=board, typed="n\n", terminal=True).out
    assert {card["text"]: card["by"] for card in done("post", "--yes", at=board)} == {"quiet": None, "loud": "Sam"}


def test_a_card_is_taken_off_the_board_and_brought_back(board: Path, tmp_path: Path) -> None:
    id = an_answer(board)["id"]
    done("connect", tmp_path / "shared", at=board)
    assert done("remove", id, at=board)["id"] == id
    assert listed(board, "answer") == []
    assert done("restore", id[-6:], at=board)["text"] == "We ask people twice."
    assert [card["id"] for card in listed(board, "answer")] == [id]


def test_what_was_taken_off_is_listed_to_be_brought_back(board: Path, tmp_path: Path) -> None:
    assert kindboard("restore", at=board).out == "Nothing was taken off this board.\n"
    first, second = an_answer(board, "One")["id"], an_answer(board, "Two")["id"]
    done("connect", tmp_path / "shared", at=board)
    for id in (first, second):
        done("remove", id, at=board)
    assert {card["id"] for card in done("restore", at=board)} == {first, second}
    assert f"Answer: {first}: One" in kindboard("restore", at=board).out.splitlines()
    done("restore", first, at=board)
    assert [card["id"] for card in done("restore", at=board)] == [second]


def test_a_card_that_was_never_sent_can_be_brought_back_too(board: Path) -> None:
    id = an_answer(board)["id"]
    done("remove", id, at=board)
    assert done("restore", id, at=board)["text"] == "We ask people twice."


def test_the_last_change_is_taken_back(board: Path) -> None:
    id = an_answer(board)["id"]
    done("set", id, "text=worse", at=board)
    undone = done("undo", at=board)
    assert undone["cards"] == [id]
    assert undone["message"]
    assert done("show", id, at=board)["text"] == "We ask people twice."


def test_what_was_taken_back_is_brought_again_and_it_is_said(board: Path) -> None:
    id = an_answer(board)["id"]
    assert kindboard("undo", at=board).out.startswith("Took back ")
    assert kindboard("redo", at=board).out.startswith("There again: ")
    assert [card["id"] for card in listed(board, "answer")] == [id]


# Opening the board


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Instead of drawing, remember which board was to be drawn."""
    opened: list[Any] = []
    module = ModuleType("kindboard.tui.app")
    module.run = lambda workspace, **_: opened.append(workspace)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kindboard.tui.app", module)
    monkeypatch.delenv("TERM", raising=False)
    return opened


def test_alone_it_opens_the_board(board: Path, screens: list[Any]) -> None:
    assert kindboard("-C", board, terminal=True).status == 0
    assert [workspace.root for workspace in screens] == [board]


def test_alone_with_no_board_yet_it_offers_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screens: list[Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kindboard(terminal=True).status == 0
    assert screens == [None]


def test_alone_and_without_a_terminal_it_says_what_to_do(
    board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screens: list[Any]
) -> None:
    assert "kindboard plain" in refused(kindboard("-C", board), 1)
    monkeypatch.setenv("KINDBOARD_HOME", str(tmp_path / "another-person"))
    monkeypatch.chdir(tmp_path)
    sentence = refused(kindboard(), 1)
    assert "kindboard init" in sentence
    assert "kindboard join" in sentence
    assert screens == []


# Real processes


def run(*args: str | Path, input: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m kindboard` as somebody's shell would start it."""
    root = Path(package.__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-m", "kindboard", *map(str, args)],
        input=input,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(root)} | env,
        check=False,
    )


def test_a_terminal_without_utf_8_gets_question_marks_and_json_stays_whole(board: Path) -> None:
    id = an_answer(board, "Café 👍")["id"]
    shown = run("-C", board, "show", id, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert b"Text: Caf? ?" in shown.stdout
    as_json = run("-C", board, "show", id, "--json", PYTHONIOENCODING="ascii")
    assert json.loads(as_json.stdout)["text"] == "Café 👍"


def test_a_reader_that_leaves_early_is_no_failure(board: Path) -> None:
    root = Path(package.__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-m", "kindboard", "-C", str(board), "list", "learn", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_ctrl_c_while_typing_saves_nothing_and_ends_with_130(board: Path) -> None:
    root = Path(package.__file__).parent.parent
    keyboard, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kindboard", "-C", str(board), "add", "answer", *PLACE, "-"],
        stdin=terminal,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert process.stderr is not None
    assert b"Type or paste the words" in process.stderr.readline()
    os.write(keyboard, b"half a line")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    os.close(keyboard)
    os.close(terminal)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert listed(board, "answers", "drafts") == []


def test_every_verb_explains_itself_without_gits_words() -> None:
    def verbs(group: Any, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        own = [(*before, name) for name in group.commands]
        return [
            *own,
            *(inner for name in own if hasattr(c := group.commands[name[-1]], "commands") for inner in verbs(c, name)),
        ]

    git = {"git", "commit", "push", "pull", "merge", "remote", "repository", "clone", "branch", "toml"}
    for verb in [(), *verbs(app)]:
        ran = kindboard(*verb, "--help")
        assert ran.status == 0
        words = set(ran.out.lower().replace(".", " ").replace(",", " ").replace(";", " ").split())
        assert words.isdisjoint(git), verb
        command: Any = app
        for name in verb:
            command = command.commands[name]
        unexplained = [p.name for p in command.params if p.param_type_name == "option" and not p.help]
        assert unexplained == []
