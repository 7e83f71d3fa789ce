"""The board as it stood on any day, and what happened on the whole of it."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kindboard.cards.cards import Card
from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.verbs.board import name_day
from kindboard.workspace.workspace import Workspace, open_workspace
from tests import generated
from tests.commands import done, kindboard, refused
from tests.teams import a_team, a_workspace

WHERE = {"principle": "walk-a-mile", "question": "improve"}


def on(monkeypatch: pytest.MonkeyPatch, day: str, hour: int = 10) -> datetime:
    now = datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    monkeypatch.setenv("KINDBOARD_NOW", now.isoformat())
    return now


def words(workspace: Workspace, when: date) -> list[str]:
    return [answer.text for answer in workspace.at(when).answers]


@pytest.fixture
def months(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begun in March; an answer in April, changed in June, taken off in September; a plan item done in October."""
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        starters.connect(workspace, str(tmp_path / "shared"))
        on(monkeypatch, "2026-04-10")
        card: Card = workspace.add("answer", {**WHERE, "text": "We ask twice."})
        item: Card = workspace.add("plan", {"column": "start", "title": "Ten quiet minutes"})
        on(monkeypatch, "2026-06-15")
        card = workspace.change(card, {"text": "We ask once."})
        workspace.add("review", {"held": date(2026, 6, 15)})
        workspace.sync(now=True)
        on(monkeypatch, "2026-09-01")
        workspace.remove(card)
        on(monkeypatch, "2026-10-05")
        workspace.change(item, {"column": "stay", "status": "done", "owner": "Bo"})
        on(monkeypatch, "2026-11-23")
        return workspace.root


def test_the_day_an_item_was_done_or_let_go_is_the_last_on_which_it_came_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def marked(team: Workspace, item: Card, status: str, day: str) -> None:
        on(monkeypatch, day)
        team.change(team.board().cards[item.id], {"status": status})
        team.sync(now=True)

    on(monkeypatch, "2026-03-02")
    with a_team(tmp_path, "Ann", "Bo") as (ann, bo):
        kept, left, open_, first = (
            ann.add("plan", {"column": "start", "title": status, "status": status})
            for status in ("planned", "let go", "under way", "done")
        )
        ann.sync(now=True)
        bo.sync(now=True)
        marked(ann, kept, "done", "2026-04-10")
        bo.sync(now=True)
        marked(bo, kept, "under way", "2026-05-10")
        bo.note(bo.board().cards[open_.id], "Also today.")
        marked(ann, left, "planned", "2026-05-12")
        marked(bo, kept, "done", "2026-06-10")
        marked(ann, left, "let go", "2026-06-12")
        ann.sync(now=True)
        bo.sync(now=True)
        for team in (ann, bo):
            assert team.ended(team.board().plan) == {
                kept.id: date(2026, 6, 10), left.id: date(2026, 6, 12), first.id: date(2026, 3, 2)
            }  # fmt: skip
            before = date(2026, 6, 1)
            assert team.ended(team.at(before).plan, before) == {first.id: date(2026, 3, 2)}
            before = date(2026, 4, 30)
            assert team.ended(team.at(before).plan, before)[kept.id] == date(2026, 4, 10)


def test_when_an_answers_words_were_corrected_is_told_and_what_else_was_done_to_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        answer = workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I lisen."})
        on(monkeypatch, "2026-03-03")
        workspace.note(answer, "So do I.")
        assert workspace.corrected(answer) is None
        on(monkeypatch, "2026-04-10")
        workspace.change(workspace.board().cards[answer.id], {"text": "I listen."})
        on(monkeypatch, "2026-05-10")
        workspace.note(workspace.board().cards[answer.id], "Still.")
        assert workspace.corrected(answer) == date(2026, 4, 10)
        assert workspace.corrected(answer, date(2026, 4, 9)) is None
        shutil.rmtree(workspace.root / ".git" / "objects")
        assert workspace.corrected(answer) is None


def test_what_was_put_on_a_board_on_its_first_day_is_new_when_it_is_looked_back_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-03-02T09:00:00+00:00")
    with a_workspace(tmp_path) as workspace:
        monkeypatch.setenv("KINDBOARD_NOW", "2026-03-02T10:00:00+00:00")
        workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "I listen."})
        for evening in ("2026-03-02T18:00:00+00:00", "2026-05-02T18:00:00+00:00"):
            monkeypatch.setenv("KINDBOARD_NOW", evening)
            look = workspace.look_back()
            assert (look.since, len(look.now.answers) - len(look.then.answers)) == (date(2026, 3, 2), 1)


def test_where_the_history_cannot_be_read_no_day_is_told(months: Path) -> None:
    with open_workspace(months) as workspace:
        (item,) = workspace.board().plan
        assert workspace.ended([item]) == {item.id: date(2026, 10, 5)}
        shutil.rmtree(months / ".git" / "objects")
        assert workspace.ended([item]) == {}


def test_the_board_stands_as_it_did_at_the_end_of_any_day(months: Path) -> None:
    with open_workspace(months) as workspace:
        assert words(workspace, date(2026, 4, 9)) == []
        assert words(workspace, date(2026, 4, 10)) == words(workspace, date(2026, 6, 14)) == ["We ask twice."]
        assert words(workspace, date(2026, 6, 15)) == ["We ask once."]
        assert words(workspace, date(2026, 9, 1)) == []
        assert [item.column for item in workspace.at(date(2026, 10, 4)).plan] == ["start"]
        assert workspace.at(date(2026, 11, 23)) is workspace.board()
        assert workspace.days() == tuple(
            date.fromisoformat(day) for day in ("2026-03-02", "2026-04-10", "2026-06-15", "2026-09-01", "2026-10-05")
        )


def test_before_it_began_there_was_no_board(months: Path) -> None:
    refused(kindboard("list", "--at", "1 March 2026", at=months), 1)
    told = kindboard("list", "--at", "1 March 2026", at=months)
    assert told.err.startswith("On 1 Mar 2026 there was no board yet. It began on 2 Mar 2026.")


def test_list_and_show_take_a_day(months: Path) -> None:
    (answer,) = done("list", "answer", "--at", "last review", at=months)
    assert answer["text"] == "We ask once."
    assert done("show", answer["id"], "--at", "30 April", at=months)["text"] == "We ask twice."
    refused(kindboard("show", answer["id"], at=months), 2)
    refused(kindboard("list", "--at", "tomorrow", at=months), 2)


def test_the_story_of_the_board_calls_each_card_by_its_name(months: Path) -> None:
    told = [line for line in kindboard("story", "--since", "1 April", at=months).out.splitlines() if line[0] != " "]
    assert told == [
        "5 Oct 2026, Sam: moved the plan item “Ten quiet minutes” from START to STAY, gave it to Bo and marked it "
        "done. It had been open for 1 review.",
        "1 Sep 2026, Sam: took the answer “We ask once.” off.",
        "15 Jun 2026, Sam: added the review of 15 Jun 2026.",
        "15 Jun 2026, Sam: changed the words of the answer “We ask once.”.",
        "10 Apr 2026, Sam: added the plan item “Ten quiet minutes”.",
        "10 Apr 2026, Sam: added the answer “We ask twice.”.",
    ]
    newest = done("story", at=months)[0]
    assert set(newest) == {"when", "who", "verb", "what", "card", "changes"}
    assert kindboard("story", "--since", "20 Nov", at=months).out == "Nothing to tell yet.\n"


def test_a_story_is_told_from_one_day_until_another(months: Path) -> None:
    told = done("story", "--since", "2026-04-10", "--until", "2026-06-15", at=months)
    assert {happening["when"][:10] for happening in told} == {"2026-04-10", "2026-06-15"}
    assert done("story", "--until", "2026-03-01", at=months) == []
    refused(kindboard("story", "--until", "someday", "--json", at=months), 2, "not-a-date")


def test_what_was_written_on_the_road_stands_on_the_board_from_the_day_it_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam", "Jo") as (sam, jo):
        first = datetime.now(UTC) + timedelta(days=1)
        for who, text, days in ((jo, "On the road.", 0), (sam, "In the office.", 10)):
            monkeypatch.setenv("KINDBOARD_NOW", (first + timedelta(days=days)).isoformat())
            who.add("answer", {**WHERE, "text": text})
        sam.sync(now=True)
        monkeypatch.setenv("KINDBOARD_NOW", (first + timedelta(days=20)).isoformat())
        jo.sync(now=True)
        assert words(jo, (first + timedelta(days=5)).date()) == []
        assert sorted(words(jo, (first + timedelta(days=10)).date())) == ["In the office.", "On the road."]


def test_a_clock_that_ran_ahead_hides_no_day_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        on(monkeypatch, "2036-01-01")
        workspace.add("answer", {**WHERE, "text": "Said by a wrong clock."})
        on(monkeypatch, "2026-04-01")
        workspace.add("answer", {**WHERE, "text": "Said in April."})
        on(monkeypatch, "2026-11-23")
        assert words(workspace, date(2026, 3, 2)) == ["Said by a wrong clock."]
        assert len(words(workspace, date(2026, 4, 1))) == 2


def test_a_file_that_nobody_could_read_then_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-03-02")
    with a_workspace(tmp_path) as workspace:
        card = workspace.add("answer", {**WHERE, "text": "We ask twice."})
        workspace.clone.index.finish()
        (workspace.root / card.path).write_bytes(b"text = [")
        generated.git(workspace.root, "commit", "-qam", "By hand")
        with pytest.raises(KindboardError, match="there was no board yet"):
            workspace.at(date(2020, 1, 1))
        monkeypatch.setenv("KINDBOARD_NOW", (datetime.now(UTC) + timedelta(days=2)).isoformat())
        then = workspace.at((datetime.now(UTC) + timedelta(days=1)).date())
        assert (then.answers, [item.path for item in then.attention]) == ((), [card.path])


def test_a_day_may_have_a_name_that_every_verb_takes(months: Path) -> None:
    told = kindboard("name-day", "10 April", "The first visit", at=months)
    assert "10 Apr 2026 is called “The first visit” now" in told.out
    assert "We ask twice." in kindboard("list", "answer", "--at", "the first visit", at=months).out
    refused(kindboard("name-day", "1 May", "the FIRST visit", "--json", at=months), 2, "name-taken")
    refused(kindboard("name-day", "1 May", "yesterday", "--json", at=months), 2, "says-a-day")
    refused(kindboard("name-day", "1 May", " ", "--json", at=months), 2, "empty")
    with open_workspace(months) as workspace:
        assert [one.name for one in workspace.board().about.days.values()] == ["The first visit"]
        workspace.undo()
        assert not workspace.board().about.days


def test_two_people_may_name_two_days_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-11-23")
    with a_team(tmp_path, "Ann", "Bo") as (ann, bo):
        name_day(ann, date(2026, 11, 23), "Before")
        name_day(bo, date(2026, 11, 23), "After")
        for who in (ann, bo, ann):
            who.sync(now=True)
        assert {one.name for one in ann.board().about.days.values()} == {"Before", "After"}
        assert not ann.board().about.also
