"""Whatever is typed wrong ends in one plain sentence with the next step, exit 1 or 2, and nothing half done."""

import os
from pathlib import Path

import pytest

from kindboard.cards.fields import TEXT_LIMIT
from kindboard.cli.app import app
from tests.commands import done, kindboard, refused
from tests.test_cli import PLACE, an_answer, board, run

__all__ = ["board"]

ANSWER = ("add", "answer")


def as_it_was(board: Path) -> tuple[object, bytes]:
    """Everything on the board, and where its history stands."""
    return done("list", at=board), (board / ".git/refs/heads/main").read_bytes()


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ((*ANSWER, "--principle", "nope", "--question", "self", "--text", "x"), "unknown-principle", "walk-a-mile"),
        ((*ANSWER, "--principle", "walk-a-mile", "--question", "why", "--text", "x"), "wrong-value", "people-say"),
        ((*ANSWER, *PLACE, "--text", ""), "empty", "can't be empty"),
        ((*ANSWER, *PLACE, "--text", " \n "), "empty", "can't be empty"),
        ((*ANSWER, *PLACE), "empty", "--text"),
        ((*ANSWER, *PLACE, "--text", "x" * (TEXT_LIMIT + 1)), "too-long", "20,000"),
        ((*ANSWER, *PLACE, "--text", "x", "--heard", "gossip"), "wrong-value", "not-asked"),
        ((*ANSWER, *PLACE, "--text", "x", "--round", "nope"), "unknown-round", "2026-autumn"),
        ((*ANSWER, *PLACE, "unquoted"), "too-many-words", "quotes"),
        (("add", "plan", "later", "--title", "x"), "wrong-value", "stop, start, stay"),
        (("add", "plan", "start", "--title", ""), "empty", "can't be empty"),
        (("add", "plan", "start", "--title", "x", "--review-by", "31 Nov"), "not-a-date", "in 6 weeks"),
        (("add", "plan", "start", "--title", "x", "--review-by", ""), "not-a-date", "in 6 weeks"),
        (("add", "plan", "start", "--title", "x", "--from", "zzzzz"), "unknown-id", "kindboard list"),
        (("add", "plan", "start", "--title", "x", "--needs", "love"), "wrong-value", "funding"),
        (("add", "plan", "start", "--title", "x", "--barrier", "rain"), "wrong-value", "regulation"),
        (("add", "plan", "start", "--title", "x" * 301), "too-long", "300"),
        (("add", "theme", "--title", "x", "--card", "zzzzz"), "unknown-id", "kindboard list"),
        (("add",), "missing", "kindboard add --help"),
        (("add", "poem"), "unknown-verb", "kindboard add --help"),
        (("show", "zzzzz"), "unknown-id", "kindboard list"),
        (("list", "poems"), "unknown-kind", "principle"),
        (("list", "--round", "nope"), "unknown-id", "round"),
        (("note", "zzzzz", "hello"), "unknown-id", "kindboard list"),
        (("note", "walk-a-mile", "hello"), "unknown-id", "answer"),
        (("echo", "walk-a-mile"), "unknown-id", "answer"),
        (("restore", "zzzzz"), "unknown-id", "id"),
        (("post", "zzzzz"), "unknown-id", "draft"),
        (("remove", "riverside"), "not-removable", "board"),
        (("wording", "--from", "no-such-file"), "no-file", "no-such-file"),
        (("dance",), "unknown-verb", "kindboard --help"),
        (("list", "--dance"), "unknown-option", "--dance"),
        (("show", "--dance", "x"), "unknown-option", "--dance"),
        (("show",), "missing", "ID"),
        (("show", "a", "b"), "too-many-words", "quotes"),
        (("set", "walk-a-mile"), "missing", "FIELD=VALUE"),
        ((*ANSWER, "--principle", "walk-a-mile"), "missing", "--question"),
        (("init", "elsewhere-new", "--starter", "nope"), "unknown-starter", "be-human"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_wrong_usage_is_told_in_one_sentence_and_changes_nothing(
    board: Path, typed: tuple[str, ...], code: str, words: str
) -> None:
    before = as_it_was(board)
    plain, with_json = kindboard(*typed, at=board), kindboard(*typed, "--json", at=board)
    assert words in refused(plain, 2)
    assert plain.out == ""
    assert refused(with_json, 2, code) == plain.err
    assert as_it_was(board) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("nofield=x", "unknown-field"),
        ("id=x", "unknown-field"),
        ("schema=2", "unknown-field"),
        ("changed=2026-01-01", "unknown-field"),
        ("notes=x", "wrong-use"),
        ("echoes+=x", "wrong-use"),
        ("text", "wrong-use"),
        ("=x", "unknown-field"),
        ("text=", "empty"),
        ("text= ", "empty"),
        ("principle=", "empty"),
        ("principle=nope", "unknown-principle"),
        ("round=nope", "unknown-round"),
        ("theme=nope", "unknown-theme"),
        ("question=why", "wrong-value"),
        ("text+=more", "not-a-set"),
        ("text-=more", "not-a-set"),
        ("heard+=guess", "not-a-set"),
        ("text=@no-such-file", "no-file"),
        (f"text={'x' * (TEXT_LIMIT + 1)}", "too-long"),
    ],
    ids=lambda value: value[:30],
)
def test_a_wrong_change_is_refused_and_the_card_stays(board: Path, change: str, code: str) -> None:
    id = an_answer(board)["id"]
    before = as_it_was(board)
    refused(kindboard("set", id, "tags+=ok", change, "--json", at=board), 2, code)
    assert as_it_was(board) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("review_by=soon", "not-a-date"),
        ("column=later", "wrong-value"),
        ("column=", "empty"),
        ("rank=first", "wrong-value"),
        ("needs+=love", "wrong-value"),
        ("sources+=zzzzz", "unknown-id"),
        ("principles=nope", "unknown-id"),
        ("status=maybe", "wrong-value"),
    ],
)
def test_a_wrong_change_of_a_plan_item_is_refused(board: Path, change: str, code: str) -> None:
    id = done("add", "plan", "start", "--title", "Tea", at=board)["id"]
    refused(kindboard("set", id, change, "--json", at=board), 2, code)


def test_text_of_exactly_the_limit_is_taken(board: Path) -> None:
    assert len(an_answer(board, "x" * TEXT_LIMIT)["text"]) == TEXT_LIMIT


def test_an_ending_that_fits_two_cards_is_refused(board: Path) -> None:
    an_answer(board, "one")
    refused(kindboard("show", "e", "--json", at=board), 2, "ambiguous-id")


def test_what_is_piped_in_must_be_text(board: Path) -> None:
    refused(kindboard(*ANSWER, *PLACE, "--text", "-", "--json", at=board, typed=b"\xff\xfe\x00"), 2, "not-text")
    refused(kindboard(*ANSWER, *PLACE, "--text", "-", "--json", at=board, typed=""), 2, "empty")


def test_typed_bytes_that_are_no_text_are_refused(board: Path) -> None:
    ran = run("-C", board, "add", "answer", *PLACE, "--text", os.fsdecode(b"caf\xe9"), PYTHONUTF8="1")
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_pipe_that_breaks_between_us_and_git_is_no_reader_that_has_gone(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("kindboard.workspace.workspace.Workspace.add", breaks)
    monkeypatch.setenv("KINDBOARD_DEBUG", "")
    ran = kindboard(*ANSWER, *PLACE, "--text", "We ask twice.", at=board)
    assert "What was saved is safe." in refused(ran, 1)
    assert ran.out == ""


def test_a_note_without_its_text_is_refused(board: Path) -> None:
    assert "TEXT" in refused(kindboard("note", "zzzzz", at=board), 2)
    refused(kindboard("note", "--json", "zzzzz", at=board), 2, "missing")


def test_an_option_without_its_word_is_refused(board: Path) -> None:
    for typed in ((*ANSWER, *PLACE, "--text"), ("list", "--round"), ("list", "-C")):
        sentence = refused(kindboard(*typed, at=board), 2)
        assert f'"{typed[-1]}" needs a word after it.' in sentence


def test_settling_what_nobody_changed_is_refused(board: Path) -> None:
    id = an_answer(board)["id"]
    refused(kindboard("settle", id, "text", "keep", "--json", at=board), 2, "nothing-to-settle")
    refused(kindboard("settle", id, "text", "perhaps", "--json", at=board), 2, "unknown-choice")


def test_with_nothing_to_take_back_undo_says_so(board: Path) -> None:
    refused(kindboard("undo", "--json", at=board), 1, "nothing-to-undo")


# Folders, addresses, git


def test_a_folder_that_is_no_board(board: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for folder in (tmp_path / "photos", tmp_path / "nowhere"):
        sentence = refused(kindboard("list", "--json", at=folder), 1, "no-board")
        assert "kindboard init" in sentence


def test_a_board_name_that_is_none(board: Path) -> None:
    ran = kindboard("list", "--board", "nope", at=board)
    assert ran.status in (1, 2)
    assert "nope" in refused(ran, ran.status)


@pytest.mark.parametrize("verb", ["connect", "join"])
@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c touch",
        "fd::7",
        "ssh://-oProxyCommand=x/y",
        "http://example.org/x",
        "https://127.0.0.1:1/x",
        "",
        "photos",
    ],
)
def test_an_address_no_board_can_be_shared_at(board: Path, tmp_path: Path, verb: str, address: str) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "one.jpg").write_bytes(b"x")
    before = as_it_was(board)
    where = str(photos) if address == "photos" else address
    ran = kindboard(verb, where, *([tmp_path / "new"] if verb == "join" else []), "--json", at=board)
    refused(ran, ran.status)
    assert ran.status in (1, 2)
    assert set(ran.document["error"]) == {"code", "message", "next"}
    assert not (tmp_path / "new").exists()
    assert as_it_was(board) == before
    assert done("status", at=board)["remote"] is None
    assert sorted(photos.iterdir()) == [photos / "one.jpg"]


@pytest.mark.parametrize("verb", ["connect", "join"])
@pytest.mark.parametrize("words", [("-oProxyCommand=x",), ("--", "-oProxyCommand=x"), ("--upload-pack=x",)])
def test_an_address_that_begins_with_a_dash(board: Path, verb: str, words: tuple[str, ...]) -> None:
    ran = kindboard(verb, *words, at=board)
    refused(ran, ran.status)
    assert ran.status in (1, 2)
    assert done("status", at=board)["remote"] is None


def test_a_folder_that_holds_other_things_is_no_place_for_a_board(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "photo.jpg").write_bytes(b"x")
    refused(kindboard("init", tmp_path / "full", "--json"), 1, "not-empty")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["photo.jpg"]


def test_a_second_board_in_the_same_folder_is_refused(board: Path) -> None:
    refused(kindboard("init", board, "--json"), 1, "already")


def test_without_git_it_says_what_to_install(board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kindboard.git.run import executable

    executable.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    sentence = refused(kindboard("init", tmp_path / "new", "--json"), 1, "no-git")
    executable.cache_clear()
    assert "Install git" in sentence
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    ran = kindboard("init", tmp_path / "file" / "board", "--json")
    refused(ran, 1, "cannot-write")


def test_a_home_that_cannot_be_written_to(board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("KINDBOARD_HOME", str(tmp_path / "file" / "home"))
    ran = kindboard(*ANSWER, *PLACE, "--text", "x", "--draft", "--json", at=board)
    refused(ran, 1, "cannot-write")


# How a run ends


def test_a_fault_of_our_own_is_told_plainly_and_shown_whole_to_whoever_asks(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app.commands["status"], "callback", fails)
    with pytest.raises(ZeroDivisionError):
        kindboard("status", at=board)
    monkeypatch.setenv("KINDBOARD_DEBUG", "")
    sentence = refused(kindboard("status", "--json", at=board), 1, "own-fault")
    assert "What you saved is safe." in sentence


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied", "x"), OSError(28, "No space left")])
def test_a_computer_that_refuses_is_told_plainly(board: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def fails() -> None:
        raise error

    monkeypatch.setattr(app.commands["status"], "callback", fails)
    monkeypatch.setenv("KINDBOARD_DEBUG", "")
    sentence = refused(kindboard("status", "--json", at=board), 1, "computer")
    assert "Errno" not in sentence


def test_ctrl_c_ends_with_130_and_a_word(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app.commands["status"], "callback", interrupted)
    ran = kindboard("status", at=board)
    assert (ran.status, ran.out) == (130, "")
    assert "safe" in ran.err


def test_control_characters_in_what_was_typed_are_inert_in_the_answer(board: Path) -> None:
    ran = kindboard("show", "\x1b[2J", at=board)
    assert "\x1b" not in ran.err
    assert "\\x1b[2j" in ran.err


def test_a_draft_under_a_principle_that_was_taken_off_is_told_by_check(board: Path) -> None:
    draft = done("add", "answer", *PLACE, "--text", "Half a thought", "--draft", at=board)["id"]
    assert kindboard("check", at=board).status == 0
    done("remove", "walk-a-mile", at=board)
    told = kindboard("check", at=board)
    assert (told.status, told.out.strip()) == (
        1, f"{draft}: It is kept on this computer, and the principle it belongs to was taken off the board."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("lst",), 'Did you mean "kindboard list"?'),
        (("shwo", "x"), 'Did you mean "kindboard show"?'),
        (("add", "anser"), 'Did you mean "kindboard add answer"?'),
        (("zebra",), 'See "kindboard --help"'),
    ],
)
def test_a_mistyped_verb_is_guessed_at(board: Path, typed: tuple[str, ...], meant: str) -> None:
    assert meant in refused(kindboard(*typed, "--json", at=board), 2, "unknown-verb")
