"""Rounds: begun one after another, moved from stage to stage, closed, looked at again; and begun by two at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from kindboard.board.pool import themes_now
from kindboard.board.rounds import (
    STAGE_WORDS,
    STAGES,
    changed_at_once,
    current_round,
    next_stage,
    offered_title,
    standing_of,
    titled,
)
from kindboard.cards.cards import Round
from kindboard.errors import WrongUse
from kindboard.workspace.workspace import Workspace
from tests.builders import DAY, ABoard, a_board, a_card
from tests.commands import done, kindboard, refused
from tests.teams import a_team, a_workspace

PLACE = {"principle": "kindness-counts", "question": "self"}
CLOSED = date(2027, 3, 3)
OLD = f"{DAY}-theme000"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    with a_workspace(tmp_path) as workspace:
        yield workspace


def now(workspace: Workspace) -> Round:
    round = workspace.board().round
    assert round is not None
    return round


# As values


def test_a_stage_leads_to_the_next_and_the_last_to_none() -> None:
    assert [next_stage(stage) for stage in STAGES] == ["pool", "plan", "review", None]
    assert tuple(STAGE_WORDS) == STAGES


@pytest.mark.parametrize(
    ("day", "there", "offered"),
    [
        (date(2026, 12, 5), (), "Winter 2026"),
        (date(2027, 4, 1), (), "Spring 2027"),
        (date(2026, 11, 23), (), "Autumn 2026, round 2"),
        (date(2026, 11, 23), ("autumn 2026,  ROUND 2",), "Autumn 2026, round 3"),
    ],
)
def test_a_title_is_offered_after_the_season_and_never_one_there_is(
    day: date, there: tuple[str, ...], offered: str
) -> None:
    made = a_board()
    for number, title in enumerate(there):
        made = made.with_round(f"r{number}", title=title)
    assert offered_title(made.build(), day) == offered
    assert titled(made.build(), offered) is None


def test_it_is_told_where_a_round_stands() -> None:
    made = a_board().with_round("old", title="Old", closed=CLOSED, started=date(2026, 1, 1))
    made = made.with_round("older", title="Older", started=date(2025, 1, 1)).build()
    stands = {round.id: standing_of(made, round) for round in made.rounds}
    assert stands == {
        "older": "still open, at Reflect",
        "old": "closed 3 Mar 2027",
        "2026-autumn": "now, at Reflect",
    }


def test_of_two_rounds_begun_on_one_day_the_open_one_is_the_later() -> None:
    board = a_board(0).with_round("a", started=CLOSED).with_round("b", started=CLOSED, closed=CLOSED).build()
    assert [round.id for round in board.rounds][1:] == ["b", "a"]


def two_rounds() -> ABoard:
    made = a_board().with_round("winter", title="Winter 2026", started=date(2026, 12, 5))
    made = made.with_answer("before", round="2026-autumn", theme=OLD, **PLACE).with_answer("of none", **PLACE)
    made = made.with_answer("now", round="winter", **PLACE).with_theme("Old", id=OLD, round="2026-autumn")
    return made.with_theme("Now", id=f"{DAY}-theme001", round="winter").with_theme("Of none", id=f"{DAY}-theme002")


def test_a_round_that_is_looked_at_shows_its_own_answers_themes_and_marks() -> None:
    board = two_rounds().build()
    assert [answer.text for answer in board.current] == ["of none", "now"]
    seen = replace(board, looking_at="2026-autumn")
    assert [answer.text for answer in seen.current] == ["before"]
    assert [theme.title for theme in themes_now(seen)] == ["Old"]
    assert seen.round is not None
    assert (seen.round.title, seen.coverage[0]) == ("Autumn 2026", 1)
    assert current_round(seen) == board.round


def test_a_round_that_is_looked_at_and_is_gone_is_the_board_as_it_is_now() -> None:
    board = replace(two_rounds().build(), looking_at="nowhere")
    assert [answer.text for answer in board.current] == ["of none", "now"]


# On disk


def test_starting_a_round_closes_the_open_one_and_both_are_taken_back_together(board: Workspace) -> None:
    old = now(board)
    new = board.start_round("Winter  2026")
    assert (new.id, new.title, new.stage, new.started) == ("winter-2026", "Winter 2026", "reflect", board.today)
    assert {round.id: round.closed for round in board.board().rounds} == {old.id: board.today, new.id: None}
    board.undo()
    assert now(board) == old
    assert len(board.board().rounds) == 1


def test_what_is_written_belongs_to_the_round_that_is_open_and_the_plan_to_none(board: Workspace) -> None:
    item = board.add("plan", {"column": "start", "title": "Tea"})
    board.start_round("Winter 2026")
    assert getattr(board.add("answer", PLACE | {"text": "Now"}), "round", "") == "winter-2026"
    assert board.board().plan == (item,)


@pytest.mark.parametrize("title", ["Autumn 2026", " autumn   2026 "])
def test_a_round_is_never_begun_under_a_title_that_is_there(board: Workspace, title: str) -> None:
    with pytest.raises(WrongUse, match='There is a round called "Autumn 2026" already'):
        board.start_round(title)
    with pytest.raises(WrongUse, match="title can't be empty"):
        board.start_round("  ")
    assert [round.closed for round in board.board().rounds] == [None]


def test_a_round_moves_on_and_back_is_closed_and_opened_again(board: Workspace) -> None:
    assert board.move_round(now(board), "plan").stage == "plan"
    assert board.move_round(now(board), "reflect").stage == "reflect"
    closed = board.close_round(now(board))
    assert closed.closed == board.today
    assert board.board().round is None
    assert board.open_round(closed).closed is None
    assert now(board).id == closed.id


# Two people


def test_two_people_who_begin_the_same_round_apart_have_one_and_lose_nothing(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        for person, text in ((sam, "from Sam"), (jo, "from Jo")):
            person.start_round("After the move")
            person.add("answer", PLACE | {"text": text})
        team.sync()
        for person in team:
            open_ = [round for round in person.board().rounds if round.closed is None]
            assert [(round.id, round.also) for round in open_] == [("after-the-move", ())]
            assert {answer.text for answer in person.board().current} == {"from Sam", "from Jo"}
            assert all(round.also == () for round in person.board().rounds)


def test_where_one_of_two_has_moved_the_same_round_on_already_it_has_moved_on(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.move_round(sam.start_round("After the move"), "pool")
        jo.start_round("After the move")
        team.sync()
        assert now(sam) == now(jo)
        assert (now(sam).stage, now(sam).also) == ("pool", ())


def test_of_two_stages_chosen_at_once_both_are_kept_until_somebody_settles_it(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.move_round(now(sam), "pool")
        jo.move_round(now(jo), "plan")
        team.sync()
        assert now(sam) == now(jo)
        assert changed_at_once(now(sam))
        assert {now(sam).stage, *(other.value for other in now(sam).also)} == {"pool", "plan"}
        jo.settle(now(jo), "stage", "keep")
        team.sync()
        assert not changed_at_once(now(sam))


def test_two_people_who_begin_different_rounds_apart_have_both_and_see_the_same_one(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.start_round("After the move")
        jo.start_round("Advent")
        team.sync()
        assert now(sam) == now(jo)
        open_ = [round.title for round in sam.board().rounds if round.closed is None]
        assert sorted(open_) == ["Advent", "After the move"]


def test_the_day_each_of_two_began_a_round_on_is_nobodys_choice() -> None:
    day = {"field": "started", "value": date(2026, 12, 1)}
    also = [type("Other", (), values)() for values in (day, {"field": "stage", "value": "pool"})]
    assert not changed_at_once(a_card("round", "r", also=tuple(also[:1])))  # type: ignore[arg-type]
    assert changed_at_once(a_card("round", "r", also=tuple(also)))  # type: ignore[arg-type]


# On the command line


def test_the_command_line_begins_moves_closes_and_opens_rounds(board: Workspace) -> None:
    at = board.root
    new = done("add", "round", "--title", "Winter 2026", at=at)
    assert (new["stage"], new["started"], new["closed"]) == ("reflect", "2026-11-23", None)
    assert done("list", "round", at=at)[0]["closed"] == "2026-11-23"
    assert done("set", "winter-2026", "stage=pool", at=at)["stage"] == "pool"
    assert done("set", "winter-2026", "closed=3 Dec", at=at)["closed"] == "2026-12-03"
    assert kindboard("list", "round", at=at).out == (
        "Rounds: 2\n  2026-autumn: Autumn 2026 (closed 23 Nov 2026)\n  winter-2026: Winter 2026 (closed 3 Dec 2026)\n"
    )
    assert done("set", "winter-2026", "closed=", at=at)["closed"] is None
    assert "winter-2026: Winter 2026 (now, at Pool)" in kindboard("list", "rounds", at=at).out


def test_the_command_line_refuses_a_title_that_is_there_and_a_stage_that_is_none(board: Workspace) -> None:
    at = board.root
    refused(kindboard("add", "round", "--title", "Autumn 2026", "--json", at=at), 2, "round-there")
    refused(kindboard("set", "2026-autumn", "stage=tea", "--json", at=at), 2, "wrong-value")
