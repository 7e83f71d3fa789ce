"""The past where its history is none that kindboard would write: cut off, rewritten, by wrong clocks, hardly begun."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.story.sittings import Believed
from kindboard.tui import app as app_module
from kindboard.workspace.workspace import Workspace, open_workspace
from tests import generated
from tests.commands import done, kindboard, refused
from tests.screens.frames import text
from tests.screens.live import of, opened, until_said
from tests.teams import a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", f"{day}T10:00:00+00:00")


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Begun in March, something in April and in June; shared."""
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        starters.connect(workspace, str(tmp_path / "shared"))
        on(monkeypatch, "2026-04-10")
        workspace.add("answer", {**WHERE, "text": "Said in April."})
        on(monkeypatch, "2026-06-15")
        workspace.add("answer", {**WHERE, "text": "Said in June."})
        workspace.sync(now=True)
        on(monkeypatch, "2026-11-23")
        yield workspace


def sentences(workspace: Workspace) -> list[str]:
    return [happening.sentence for happening in workspace.story()]


def words(workspace: Workspace, when: date) -> list[str]:
    return sorted(answer.text for answer in workspace.at(when).answers)


# Wrong clocks

INSTANTS = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(st.lists(INSTANTS), INSTANTS)
def test_no_day_that_is_told_is_still_to_come_or_lies_before_the_first(whens: list[datetime], now: datetime) -> None:
    found = [*map(Believed(now), whens)]
    assert len(found) == len(whens)
    assert all(when <= now for when in found)
    first = next((when.date() for when in whens if when <= now), now.date())
    right = [at for at, when in enumerate(whens) if when <= now and when.date() >= first]
    assert [found[at] for at in right] == [whens[at] for at in right]
    assert all(found[at].date() >= first for at in range(len(whens)))


def test_what_a_wrong_clock_wrote_is_told_on_the_day_of_what_came_before(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, said in (("2036-01-01", "Ahead."), ("1999-12-31", "Behind."), ("2026-07-01", "Right.")):
        on(monkeypatch, day)
        board.add("answer", {**WHERE, "text": said})
    on(monkeypatch, "2026-11-23")
    told = sentences(board)
    assert told[0] == "1 Jul 2026, Sam: added the answer “Right.”."
    assert {*told[1:3]} == {f"15 Jun 2026, Sam: added the answer “{which}.”." for which in ("Ahead", "Behind")}
    assert max(board.days()) == date(2026, 7, 1)


# A history that is cut off, or was rewritten


@pytest.fixture
def shallow(board: Workspace, tmp_path: Path) -> Path:
    """As somebody's plain git fetched it: June alone."""
    folder = tmp_path / "shallow"
    generated.git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/shared", str(folder))
    return folder


def test_where_the_past_is_cut_off_nothing_is_made_up_and_a_sync_brings_it(shallow: Path) -> None:
    told = kindboard("story", at=shallow)
    assert told.out == (
        "What came before is not on this computer. Sync once while the shared board can be reached, and its whole "
        "past is here.\n"
    )
    refused(kindboard("list", "--at", "1 May 2026", "--json", at=shallow), 1, "past-elsewhere")
    done("sync", at=shallow)
    assert "10 Apr 2026, Sam: added the answer “Said in April.”." in kindboard("story", at=shallow).out
    assert "Said in April." in kindboard("list", "answer", "--at", "1 May 2026", at=shallow).out


async def test_the_screen_says_what_is_not_known_of_a_story(shallow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "SYNC_AFTER_START", 3600.0)  # a sync brings the rest of the past
    with open_workspace(shallow) as workspace:
        async with opened(workspace, (100, 30)) as pilot:
            await pilot.press("ctrl+p", *"what happened on", "enter")
            await until_said(pilot, "What came before is not on this computer.")
            await pilot.press("escape", "4")
            await until_said(pilot, "Earlier")
            await pilot.press("left_curly_bracket")
            await until_said(pilot, "As it was on 15 Jun 2026")


def test_the_past_of_a_history_that_somebody_rewrote_is_the_rewritten_one(board: Workspace) -> None:
    tree = generated.git(board.root, "rev-parse", "HEAD^{tree}").decode().strip()
    one = generated.git(board.root, "commit-tree", tree, "-m", "All of it anew").decode().strip()
    generated.git(board.root, "reset", "--soft", one)
    (told,) = sentences(board)
    assert told.endswith("Plain Git: added the board “Riverside Day Team”.")
    assert words(board, date.today()) == ["Said in April.", "Said in June."]
    with pytest.raises(KindboardError, match="no board yet"):
        board.at(date(2026, 5, 1))


# Hardly begun, and long


def test_what_was_forgotten_in_a_rewritten_history_is_told_nowhere_and_the_list_of_it_is_no_card(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `forget` is to leave a history: without the card, from its first commit on, and with its id in a list."""
    said = next(answer for answer in board.board().answers if answer.text == "Said in April.")
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")  # or git waits ten seconds for second thoughts
    forgotten = f'ids = ["{said.id}"]'
    script = f"git rm -q --cached --ignore-unmatch {said.path}"
    generated.git(board.root, "filter-branch", "-f", "--index-filter", script, "main")
    (board.root / f"boards/{board.slug}/forgotten.toml").write_text(f"{forgotten}\n")
    generated.git(board.root, "add", "boards")
    generated.git(board.root, "commit", "-qm", "Forget")
    with open_workspace(board.root) as again:
        assert words(again, date(2026, 5, 1)) == []
        assert words(again, date(2026, 6, 30)) == ["Said in June."]
        told = " ".join(sentences(again))
        assert "Said in June." in told
        assert "April" not in told
        assert "forgotten" not in told.lower()
        assert again.check() == ()


def test_who_is_called_otherwise_now_is_told_under_the_name_of_each_day(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-07-01")
    board.set_name("Samira")
    board.add("answer", {**WHERE, "text": "Said in July."})
    told = sentences(board)
    assert told[0] == "1 Jul 2026, Samira: added the answer “Said in July.”."
    assert told[1] == "15 Jun 2026, Sam: added the answer “Said in June.”."


def test_a_board_of_one_commit_has_one_day_and_nothing_to_step_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        count = generated.git(workspace.root, "rev-list", "--count", "HEAD")
        assert count == b"1\n"
        assert sentences(workspace) == ["2 Mar 2026, Sam: added the board “Riverside Day Team”."]
        assert workspace.days() == (date(2026, 3, 2),)
        assert workspace.look_back().since == date(2026, 3, 2)
        assert [day for day, _ in workspace.plan_over_time(date(2026, 3, 2))] == [date(2026, 3, 2)]


async def test_on_a_board_of_one_day_there_is_no_day_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        async with opened(workspace, (100, 30)) as pilot:
            await pilot.press("4")
            await until_said(pilot, "On 2 Mar 2026 > New")
            await pilot.press("left_square_bracket", "left_curly_bracket")
            await pilot.pause()
            assert (of(pilot).day, "Earlier" in text(of(pilot))) == (None, False)


@pytest.mark.slow
def test_a_history_of_twenty_thousand_commits_is_told_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = generated.with_history(tmp_path / "long", 100, 20_000)
    monkeypatch.setenv("KINDBOARD_NOW", (datetime.now(UTC) + timedelta(days=1)).isoformat())
    with open_workspace(folder) as workspace:
        told = workspace.story()
        assert sum(happening.verb == "changed" for happening in told) >= 85
        assert {happening.card for happening in told} >= {card.id for card in workspace.board().answers}
        assert len(workspace.days()) >= 1


# Two lines of a history that plain git brought together

TITLE, OWNER = "Rushing the morning visits", "Nobody yet"


def test_where_plain_git_brought_two_lines_together_each_change_is_told_once_and_none_is_invented(
    board: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KINDBOARD_NOW")
    item = board.add("plan", {"column": "stop", "title": TITLE, "owner": OWNER, "why": "It helps nobody."})
    board.clone.index.finish()
    file, git = board.root / item.path, partial(generated.git, board.root)
    begun = file.read_text()

    def written(words: str, *changes: tuple[str, str]) -> None:
        text = begun
        for was, now in changes:
            text = text.replace(was, now)
        file.write_text(text)
        git("commit", "-q", "-a", "-m", words)

    git("switch", "-q", "-c", "aside")
    written("Aside", (OWNER, "Bo"))
    git("switch", "-q", "main")
    written("Here", (TITLE, "Hurrying"))
    git("merge", "-q", "--no-commit", "-s", "ours", "aside")
    written("Together", (TITLE, "Hurrying"), (OWNER, "Bo"), ("It helps nobody.", "It hurts."))
    for told in (board.story(item.id), board.story()):
        changes = [change for one in told if one.card == item.id and one.verb != "added" for change in one.changes]
        assert sorted((change.field, change.before, change.after) for change in changes) == [
            ("owner", OWNER, "Bo"),
            ("title", TITLE, "Hurrying"),
            ("why", "It helps nobody.", "It hurts."),
        ]


def test_what_one_of_two_lines_took_off_is_told_once(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KINDBOARD_NOW")
    (first, second) = board.board().answers
    board.clone.index.finish()
    git = partial(generated.git, board.root)
    git("switch", "-q", "-c", "aside")
    git("rm", "-q", first.path)
    git("commit", "-q", "-m", "Aside")
    git("switch", "-q", "main")
    git("commit", "-q", "--allow-empty", "-m", "Here")
    git("merge", "-q", "--no-commit", "aside")
    git("rm", "-q", second.path)
    git("commit", "-q", "-m", "Together")
    removed = [one.card for one in board.story() if one.verb == "removed"]
    assert sorted(removed) == sorted((first.id, second.id))
