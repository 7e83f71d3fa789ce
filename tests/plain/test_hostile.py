"""Text that chokes or fools programs, as what a colleague wrote and as what is typed: it is said, and never acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.workspace.workspace import Workspace
from tests.naughty import ACTING, TEXTS, text_of
from tests.plain.talks import a_talk, lines, process
from tests.teams import a_workspace

TITLE = "done [/x] [@click=app.quit]now \x1b[31mred\x1b[0m \u202eesrever"
PLACE = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    """Every field that somebody can fill says something hostile."""
    with a_workspace(tmp_path) as workspace:
        workspace.set_name("Sam [/] \x1b]0;x\x07")
        about = workspace.board().about
        workspace.change(about, {"title": TITLE, "support": [{"name": TITLE, "how": TITLE}]})
        for principle in workspace.board().principles[2:3]:
            workspace.change(principle, {"title": TITLE, "text": TEXTS[0], "source": TITLE})
        theme = workspace.add("theme", {"title": TITLE, "summary": TEXTS[1]})
        for text in TEXTS:
            answer = workspace.add("answer", PLACE | {"text": text, "theme": theme.id, "tags": (TITLE,)})
        workspace.note(answer, TEXTS[2])
        seen = workspace.add("plan", {"column": "start", "title": TITLE, "why": TEXTS[3], "owner": TITLE,
                                      "when_then": TITLE, "outcome": TEXTS[4], "sources": (theme.id,)})  # fmt: skip
        workspace.change(seen, {"title": f"{TITLE} one"})
        workspace.change(seen, {"title": f"{TITLE} two"})
        workspace.new_draft("answer", PLACE | {"text": TEXTS[0]})
        workspace.set_name("Dee")
        yield workspace


def test_nothing_that_is_read_anywhere_acts(board: Workspace) -> None:
    reflect = ("1", "3", "3", ">Card 1", ">What happened", ">Next card", "b", "b", ">Next principle", "m")
    plan = ("3", ">START", ">Card 1", ">What happened", ">Choose between", "b", ">Read what it came from", ">Card 1",
            "b", "b", "b", ">Write a new", TITLE, "b", "b", ">Hand over", "1", "b", "b")  # fmt: skip
    rest = (">Pool", ">Card 1", "b", "b", ">Kept", ">Put all", "b", ">Draft 1", "1", "b", "b", "b", ">Who to talk",
            ">This computer", ">Somebody else", "1", ">List", ">Look for", "b", ">Find words", TITLE, "b",
            "q")  # fmt: skip
    person = a_talk(board, *reflect, *plan, *rest)
    assert not ACTING.search(person.text)
    assert r"\x1b[31mred" in person.text
    assert "done [/x] [@click=app.quit]now" in person.text


def test_whatever_is_piped_in_is_on_the_board_as_it_was_typed(computer: Path) -> None:
    process(typed=lines("Sam", "1", "1", "q"))
    text = text_of("markup", "scripts", "server code", "right to left", "emoji", "zalgo", "git's marks", "SQL")
    ended = process(typed=lines("1", "1", "1", "1", text, ".", "1", "1", "q"))
    assert (ended.returncode, ended.stderr) == (0, b"")
    with kindboard.open() as workspace:
        (answer,) = workspace.board().answers
        assert isinstance(answer, Answer)
        assert answer.text == text


@pytest.mark.parametrize(
    "typed", [b"\xff\xfe\x00\n", b"\x1b[A\n", b"9" * 5000 + b"\n", b"-1\n", b"1.0\n", b"\xef\xbb\xbfq\n"]
)
def test_bytes_that_are_no_answer_are_answered_kindly(computer: Path, typed: bytes) -> None:
    process(typed=lines("Sam", "1", "1", "q"))
    ended = process(typed=typed)
    assert (ended.returncode, ended.stderr) == (0, b"")
    kindly = b"is not one of the answers here. Nothing was changed; please try again."
    assert (kindly in ended.stdout) == (not typed.endswith(b"q\n"))
    assert not ACTING.search(ended.stdout.decode())


def test_a_terminal_that_knows_few_letters_gets_those_it_knows(computer: Path) -> None:
    process(typed=lines("Sam", "1", "1", "q"))
    ended = process(typed=lines("1", "1", "1", "1", "Grüße", ".", "1", "1", "q"), PYTHONIOENCODING="ascii")
    assert ended.returncode == 0, ended.stderr
    with kindboard.open() as workspace:
        assert [answer.text for answer in workspace.board().answers] == ["Grüße"]
