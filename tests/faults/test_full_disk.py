"""A disk that is full, a folder that is only read: nothing moves by halves, and it is said in plain words."""

import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import check_clone, check_team, left_lying, plain, tip
from tests.screens.live import opened, until_said
from tests.servers.place import fill, small_disk
from tests.teams import Team, a_team, a_workspace, at_the_computer_of

pytestmark = pytest.mark.slow

FIELDS = {"principle": "walk-a-mile", "question": "improve"}
LEFT = (0, 4, 8, 12, 16, 24, 32, 48, 64)
"""Room for some of the steps of a save, in KB: each amount stops it at another."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    needs("root")
    with small_disk(tmp_path / "disk", "2m") as disk:
        yield disk


class Filler:
    """Takes all the room of a disk but some, and gives it back."""

    def __init__(self, disk: Path) -> None:
        self.disk, self.file = disk, disk / "filler"

    def leave(self, kilobytes: int) -> None:
        self.give_back()
        fill(self.disk)
        with self.file.open("r+b") as file:
            file.truncate(max(0, self.file.stat().st_size - kilobytes * 1024))

    def give_back(self) -> None:
        self.file.unlink(missing_ok=True)


def texts(workspace: Workspace) -> list[str]:
    return sorted(answer.text for answer in workspace.board().answers)


def the_answer(workspace: Workspace) -> Answer:
    return next(answer for answer in workspace.board().answers if answer.text.startswith("Words"))


def refusal(work: Callable[[], object]) -> KindboardError | None:
    try:
        work()
    except KindboardError as error:
        return error
    return None


def half_written(workspace: Workspace) -> list[Path]:
    """What gits left that found the disk full."""
    inside = workspace.root / ".git"
    return [*inside.glob("fast_import_crash_*"), *inside.rglob("tmp_*"), *inside.rglob("*.lock")]


def save(board: Workspace, number: int, text: str) -> None:
    if number <= len(LEFT):
        board.change(the_answer(board), {"text": text})
    else:
        board.add("answer", FIELDS | {"text": text})


@pytest.mark.parametrize("start", [False, True], ids=["an open window", "a new start"])
def test_case_43_on_a_full_disk_a_save_is_whole_or_not_at_all_and_says_which(disk: Path, start: bool) -> None:
    filler = Filler(disk)
    with at_the_computer_of(disk / "home"), a_workspace(disk) as workspace:
        workspace.add("answer", FIELDS | {"text": "Words 0"})
        refused = 0
        for number, kilobytes in enumerate(LEFT * 2, 1):
            workspace.clone.index.finish()
            before, was = tip(workspace.root), texts(workspace)
            filler.leave(kilobytes)
            board = kindboard.open(workspace.root) if start else workspace
            wanted = f"Words {number}" if number <= len(LEFT) else f"More {number}"
            error = refusal(lambda: save(board, number, wanted))  # noqa: B023
            if error is None:
                assert wanted in texts(board), kilobytes
                assert tip(workspace.root, "main~1") == before, kilobytes
            else:
                refused += 1
                assert "full" in plain(str(error)), kilobytes
                assert tip(workspace.root) == before, kilobytes
                assert texts(board) == was, kilobytes
            generated.git(workspace.root, "fsck", "--full", "--strict")
            now = texts(board)
            filler.give_back()
            if board is not workspace:
                board.close()
            with kindboard.open(workspace.root) as again:
                assert texts(again) == now, kilobytes  # nothing comes late, and nothing goes
                again.sync()
                assert texts(again) == now
                if error is not None and number > len(LEFT):
                    again.add("answer", FIELDS | {"text": wanted})
                    assert texts(again).count(wanted) == 1  # who tries again has it once
        assert 3 < refused < 2 * len(LEFT)
        workspace.change(the_answer(workspace), {"text": "Words with room"})
        check_clone(workspace)
        assert half_written(workspace) == []


@pytest.mark.parametrize(
    "step",
    ["clone.journal.write", "git.commit.write", "clone.clone.Clone.note_shown", "clone.clone.Clone.tell_index"],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_case_43_a_disk_that_fills_up_in_the_middle_of_a_save_leaves_it_whole_or_not_begun(
    disk: Path, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    filler = Filler(disk)
    with at_the_computer_of(disk / "home"), a_workspace(disk) as workspace:
        workspace.add("answer", FIELDS | {"text": "Words 0"})
        workspace.clone.index.finish()
        before = tip(workspace.root)
        real = pkgutil.resolve_name(f"kindboard.{step.replace('.Clone', ':Clone')}")

        def filling(*arguments: object, **more: object) -> object:
            if when == "before":
                filler.leave(0)
            result = real(*arguments, **more)
            filler.leave(0)
            return result

        with monkeypatch.context() as patch:
            patch.setattr(f"kindboard.{step}", filling)
            error = refusal(lambda: workspace.change(the_answer(workspace), {"text": "Words 1"}))
        saved = error is None
        assert saved or "full" in plain(str(error))
        assert tip(workspace.root, "main~1" if saved else "main") == before
        assert texts(workspace) == ["Words 1" if saved else "Words 0"]
        filler.give_back()
        with kindboard.open(workspace.root) as again:
            again.sync()
            assert texts(again) == ["Words 1" if saved else "Words 0"]
            again.change(the_answer(again), {"text": "Words with room"})
        check_clone(workspace)


def test_case_43_on_a_full_disk_what_comes_in_waits_and_what_was_there_stays(tmp_path: Path, disk: Path) -> None:
    filler = Filler(disk)
    with a_team(tmp_path, "Jo") as alone:
        (jo,) = alone
        with at_the_computer_of(disk / "home"):
            sam = starters.join(str(alone.shared), disk / "Sam", name="Sam")
        team = Team(alone.shared, (jo, sam))
        try:
            states, rooms = set(), (0, 12, 24, 48, 200)
            for number, kilobytes in enumerate(rooms):
                sam.add("answer", FIELDS | {"text": f"Words of Sam's {number}"})
                jo.add("answer", FIELDS | {"text": f"Words of Jo's {number}" + " and more" * 500})
                jo.sync()
                sam.clone.index.finish()
                before, was, shared = tip(sam.root), texts(sam), tip(team.shared)
                filler.leave(kilobytes)
                result = sam.sync()
                states.add(result.state)
                if result.state != "synced":
                    assert "disk of this computer is full" in plain(result.message)
                    assert tip(sam.root) == before
                    assert texts(sam) == was
                generated.git(sam.root, "fsck", "--full", "--strict")
                assert set(was) <= set(texts(sam))
                assert generated.git(team.shared, "merge-base", "--is-ancestor", shared, "main") == b""
                filler.give_back()
                assert sam.sync().state == "synced", kilobytes
            assert len(states) > 1, states
            check_team(team)
            assert half_written(sam) == []
            assert len(texts(sam)) == 2 * len(rooms)
        finally:
            sam.close()


def test_case_43_on_a_full_disk_nothing_is_begun_nor_joined_and_nothing_is_left_of_it(
    tmp_path: Path, disk: Path
) -> None:
    filler = Filler(disk)
    with a_team(tmp_path, "Jo") as team:
        for kilobytes in (0, 20, 60, 120):
            filler.leave(kilobytes)
            for work in (
                lambda: starters.init(disk / "new", title="Riverside", name="Sam"),
                lambda: starters.join(str(team.shared), disk / "joined", name="Sam"),
            ):
                error = refusal(work)
                assert error is not None, kilobytes
                assert "full" in plain(str(error)) or "can't be written to" in plain(str(error)), kilobytes
                assert [path.name for path in disk.iterdir()] == ["filler"]
        filler.give_back()
        starters.join(str(team.shared), disk / "joined", name="Sam").close()


def test_case_43_on_a_full_disk_the_last_good_draft_stays(tmp_path: Path, disk: Path) -> None:
    filler = Filler(disk)
    with at_the_computer_of(disk / "home"), a_workspace(tmp_path) as workspace:
        draft = workspace.new_draft("answer", FIELDS | {"text": "Begun."})
        filler.leave(0)
        longer = draft.__class__(**{name: getattr(draft, name) for name in draft.__struct_fields__} | {
            "fields": FIELDS | {"text": "Begun, " + "and much longer. " * 500}
        })  # fmt: skip
        with pytest.raises(KindboardError) as error:
            workspace.keep(longer)
        assert "full" in plain(str(error.value))
        assert [kept.fields["text"] for kept in workspace.drafts()] == ["Begun."]
        filler.give_back()
        workspace.keep(longer)
        assert [kept.fields for kept in workspace.drafts()] == [longer.fields]
        assert left_lying(workspace.clone.folder) == []


async def test_case_43_on_a_full_disk_the_text_stays_on_screen_until_there_is_room(disk: Path) -> None:
    filler = Filler(disk)
    with at_the_computer_of(disk / "home"), a_workspace(disk) as workspace:
        before = tip(workspace.root)
        async with opened(workspace) as pilot:
            await pilot.press("n", *"Precious words")
            filler.leave(0)
            await pilot.press("ctrl+s", "enter")
            await until_said(pilot, "The disk is full")
            await until_said(pilot, "Precious words")
            assert tip(workspace.root) == before
            assert texts(workspace) == []
            filler.give_back()
            await pilot.press("ctrl+s", "enter")
            await until_said(pilot, "Put on the board")
        assert texts(workspace) == ["Precious words"]
        check_clone(workspace)
