"""A board with things in it that no board should have opens all the same, and says what needs attention."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.paths import path_of
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.bench.screens import KINDBOARD
from tests.bench.terminal import Terminal
from tests.test_house import ROOT, run

HOSTILE = "done [/x] [@click=app.quit]now"
BROKEN, LINKED, HUGE, ODD = (generated.numbered_id(number) for number in (0, 1, 2, 7))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty cards: one broken, one a link to a secret, one of 20 MB, one with a title that is a program's markup."""
    files = generated.board(40)
    broken, linked, huge = (path_of(generated.SLUG, "answer", id) for id in (BROKEN, LINKED, HUGE))
    odd = path_of(generated.SLUG, "plan", ODD)
    files[odd] = files[odd].replace(b"Plan 7: ten quiet minutes after a hard call", HOSTILE.encode())
    files[broken] = b'schema = 1\nprinciple = "walk-a-mile\n'
    files[huge] = files[huge].replace(b'text = """\n', b'text = """\n' + b"Far too long. " * 1_500_000)
    secret = tmp_path / "secret.toml"
    secret.write_bytes(files.pop(linked).replace(b'text = """\n', b'text = """\nA secret. '))
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / linked).parent.mkdir(parents=True)
    (folder / linked).symlink_to(secret)
    generated.git(folder, "init", "--quiet", "-b", "main")
    generated.write(folder, files)
    generated.commit(folder, "A board with odd things in it")
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with kindboard.open(folder) as workspace:
        yield workspace


def test_the_rest_of_a_hostile_board_is_shown(workspace: Workspace) -> None:
    board = workspace.board()
    assert {card.id for card in board} >= {generated.numbered_id(n) for n in range(40)} - {BROKEN, LINKED, HUGE}
    assert "A secret." not in str(board.answers)


def test_what_needs_attention_on_a_hostile_board_is_listed_with_its_file_and_why(workspace: Workspace) -> None:
    flagged = {flag.path: flag.problem for flag in workspace.check()}
    assert set(flagged) == {path_of(generated.SLUG, "answer", id) for id in (BROKEN, LINKED, HUGE)}
    assert all(len(problem) > 10 for problem in flagged.values())


def test_a_hostile_board_can_be_written_on_and_keeps_the_odd_files_as_they_are(workspace: Workspace) -> None:
    paths = [workspace.root / path_of(generated.SLUG, "answer", id) for id in (BROKEN, HUGE)]
    before = [path.read_bytes() for path in paths]
    link = workspace.root / path_of(generated.SLUG, "answer", LINKED)
    workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Still here."})
    workspace.sync()
    assert [path.read_bytes() for path in paths] == before
    assert link.is_symlink()
    assert any(answer.text == "Still here." for answer in workspace.board().answers)


def test_a_title_that_is_markup_is_shown_as_it_is_by_the_command_line(folder: Path) -> None:
    ended = run("-c", "from kindboard.cli.app import main; main()", "-C", str(folder), "show", ODD)
    assert ended.returncode == 0, ended.stderr
    assert HOSTILE in ended.stdout


def test_check_on_a_hostile_board_ends_with_one_and_names_three_files(folder: Path) -> None:
    ended = run("-c", "from kindboard.cli.app import main; main()", "-C", str(folder), "check", "--json")
    assert ended.returncode == 1
    assert len(json.loads(ended.stdout)) == 3


def test_the_screens_open_a_hostile_board_and_show_the_title_as_it_is(folder: Path) -> None:
    with Terminal((*KINDBOARD, "-C", str(folder)), env={"PYTHONPATH": str(ROOT)}, columns=120, lines=30) as terminal:
        terminal.until("Riverside Day Team")
        terminal.settle()
        terminal.press(b"3")
        terminal.until(r"done \[/x\] \[@click=app.quit\]now")
