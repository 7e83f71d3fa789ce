"""The example team's board: whole, labelled as made up, made by real saves, and gone without a trace."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import kindboard as package
from kindboard.board.board import Mark
from kindboard.cards.cards import QUESTIONS
from kindboard.clone.making import drop
from kindboard.demo.make import throw_away, to_keep
from kindboard.errors import KindboardError
from kindboard.leaving.leaving import identifying
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.commands import done, kindboard, refused
from tests.plain.talks import ROOT


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return to_keep(str(tmp_path_factory.mktemp("kept") / "example"))


@pytest.fixture
def example(kept: Path) -> Iterator[Workspace]:
    with package.open(kept) as workspace:
        yield workspace


def test_it_says_that_it_is_made_up(example: Workspace) -> None:
    about = example.board().about
    assert about.title.startswith("Made-up example")
    assert "made up, people included" in about.purpose
    assert all("made up" in person.name for person in about.support)


def test_two_rounds_nine_months_apart_have_answers_on_every_principle(example: Workspace) -> None:
    board = example.board()
    first, second = board.rounds
    assert first.started is not None
    assert second.started is not None
    assert timedelta(days=270) < second.started - first.started < timedelta(days=280)
    assert first.closed == second.started
    assert board.round == second
    for round in board.rounds:
        answered = {(a.principle, a.question) for a in board.answers if a.round == round.id}
        assert {principle for principle, _ in answered} == {principle.id for principle in board.principles}
    assert {question for _, question in answered} == set(QUESTIONS)
    assert any(Mark.NOBODY in board.marks(principle.id) for principle in board.principles)


def test_its_plan_has_things_done_overdue_let_go_and_needed_and_its_review_is_told(example: Workspace) -> None:
    board = example.board()
    assert {item.status for item in board.plan} == {"planned", "under way", "done", "let go"}
    assert {item.column for item in board.plan} == {"stop", "start", "stay"}
    assert len(board.due(example.today)) >= 3
    assert {"funding", "staffing", "rule-change"} <= set(board.waiting)
    (review,) = board.reviews
    assert {check.review for item in board.plan for check in item.checks.values()} == {review.id}
    assert {check.answer for item in board.plan for check in item.checks.values()} == {
        "going", "done", "let go", "kept", "slipped",
    }  # fmt: skip


def test_every_link_leads_somewhere_and_nothing_needs_attention(example: Workspace) -> None:
    board = example.board()
    assert example.check() == ()
    themes = {theme.id for theme in board.themes}
    assert {answer.theme for answer in board.answers} - {None} == themes
    assert all(len(board.known(item.sources)) == len(item.sources) for item in board.plan)
    assert all(board.principle(slug) for item in board.plan for slug in item.principles)


def test_two_people_changed_one_thing_and_it_can_be_settled(example: Workspace) -> None:
    (item,) = [item for item in example.board().plan if item.also]
    assert [also.field for also in item.also] == ["when_then"]


def test_its_history_is_one_straight_line_with_past_days(kept: Path) -> None:
    log = generated.git(kept, "log", "--format=%ct %P").decode().splitlines()
    times = [int(line.split()[0]) for line in log]
    assert times == sorted(times, reverse=True)
    assert max(len(line.split()) for line in log) == 2
    assert times[0] - times[-1] > 280 * 86_400
    assert generated.git(kept, "status", "--porcelain") == b""
    assert generated.git(kept, "remote") == b""


def test_what_happened_to_a_card_is_told_with_its_days_and_names(example: Workspace) -> None:
    item = next(item for item in example.board().plan if item.status == "let go")
    assert [happening.who for happening in example.story(item)] == ["Asha", "Jo", "Asha"]
    nameless = next(answer for answer in example.board().answers if answer.by is None)
    assert {happening.who for happening in example.story(nameless)} <= {None, "Dee"}


def test_nothing_in_it_tells_who_somebody_is(example: Workspace) -> None:
    board = example.board()
    written = [{"text": getattr(card, "text", ""), "title": getattr(card, "title", "")} for card in board]
    assert [fields for fields in written if identifying(fields)] == []


def test_a_visitor_takes_nothing_of_the_examples_back(example: Workspace) -> None:
    with pytest.raises(KindboardError, match="nothing to take back"):
        example.undo()


def test_thrown_away_it_leaves_nothing_and_touches_nothing_of_the_persons(
    computer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    home = os.environ["KINDBOARD_HOME"]
    with throw_away() as workspace:
        folder = workspace.root.parent
        assert folder.parent == tmp_path
        workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Only looking."})
        assert workspace.name == "Visitor"
    assert os.environ["KINDBOARD_HOME"] == home
    assert not folder.exists()
    assert [*Path(home).rglob("*")] == []


def test_a_board_that_is_still_at_work_makes_nothing_on_the_computer_of_the_next_person(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_one = tmp_path / "the next one's"
    with package.open(kept) as workspace:
        monkeypatch.setenv("KINDBOARD_HOME", str(next_one))
        workspace.board()
        assert workspace.sync(now=True).state == "local"
    assert [*next_one.rglob("*")] == []


def test_a_fault_while_it_is_open_takes_it_away_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt), throw_away():
        raise KeyboardInterrupt
    assert [*tmp_path.glob("kindboard-example-*")] == []


def test_the_command_makes_one_that_stays_and_says_where(computer: Path, tmp_path: Path) -> None:
    assert done("demo", tmp_path / "example") == {"repo": str(tmp_path / "example")}
    assert [*Path(os.environ["KINDBOARD_HOME"]).rglob("*")] == []
    assert len(json.loads(kindboard("list", "plan", "--json", at=tmp_path / "example").out)) == 15
    refused(kindboard("demo", tmp_path / "example", "--json"), 1, "already")


def test_without_a_terminal_it_says_how_to_read_one() -> None:
    assert "kindboard demo --plain" in refused(kindboard("demo"), 1)
    refused(kindboard("demo", "--json"), 2, "missing")
    refused(kindboard("demo", "somewhere", "--plain"), 2)


def test_thrown_away_it_is_never_shared_and_kept_it_can_be(tmp_path: Path, kept: Path) -> None:
    with throw_away() as workspace:
        assert "goes away when you close it" in workspace.board().about.purpose
        with pytest.raises(KindboardError, match="An example is not shared"):
            starters.connect(workspace, str(tmp_path / "shared"))
        with package.open(workspace.root) as beside, pytest.raises(KindboardError, match="An example is not shared"):
            starters.connect(beside, str(tmp_path / "shared"))
    assert not (tmp_path / "shared").exists()
    with package.open(to_keep(str(tmp_path / "own"))) as workspace:
        assert "goes away" not in workspace.board().about.purpose
        starters.connect(workspace, str(tmp_path / "shared"))
        assert workspace.status().remote == str(tmp_path / "shared")


def test_in_plain_lines_it_says_what_it_is_and_leaves_nothing(computer: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "kindboard", "demo", "--plain"],
        input=b"3\n2\nq\n",
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = ended.stdout.decode()
    assert told.startswith("Everything on this board is made up, people included")
    assert "Two people changed this at once." in told
    assert told.endswith('nothing of it was sent. "kindboard demo DIR" makes one that stays.\n')
    assert [*tmp_path.glob("kindboard-example-*")] == []
    assert [*Path(os.environ["KINDBOARD_HOME"]).rglob("*")] == []


def test_an_example_into_which_something_still_writes_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "example"
    late = iter(range(5))

    def and_then_another_writes(of: Path, **how: Any) -> None:
        remove_all(of, **how)
        if next(late, None) is not None:
            (folder / "board").mkdir(parents=True)
            (folder / "board" / "late").write_text("written by a git that is only just ending")

    remove_all = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", and_then_another_writes)
    (folder / "board").mkdir(parents=True)
    drop(folder)
    assert not folder.exists()
