"""Two people at the same themes and plan items at once, on clones of their own; and each change taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kindboard.cards.cards import Card, PlanItem, Theme, as_json
from kindboard.workspace.workspace import Workspace
from tests.teams import Team, a_team, a_workspace
from tests.test_pooling import answered, themed


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def theme(workspace: Workspace, title: str) -> Theme:
    (found,) = [theme for theme in workspace.board().themes if theme.title == title]
    return found


def item(workspace: Workspace, title: str = "Tea") -> PlanItem:
    (found,) = [item for item in workspace.board().plan if item.title == title]
    return found


def alike(team: Team) -> None:
    """Everybody has the same commit, and the same board."""
    team.sync()
    assert len(team.tips()) == 1
    one, *others = [[as_json(card) for card in member.board()] for member in team]
    assert all(other == one for other in others)


# Plan


def test_an_item_moved_to_two_columns_stands_in_one_and_tells_the_other(team: Team) -> None:
    sam, jo = team
    sam.add("plan", {"column": "stop", "title": "Tea"})
    team.sync()
    sam.place(item(sam), "start")
    jo.place(item(jo), "stay")
    alike(team)
    now = item(sam)
    ((field, value),) = [(also.field, also.value) for also in now.also]
    assert (field, {now.column, value["column"]}) == ("column", {"start", "stay"})
    jo.settle(item(jo), "column", "other")
    alike(team)
    assert {item(sam).column, now.column} == {"start", "stay"}
    assert item(sam).also == ()


def test_one_marks_it_done_while_the_other_moves_it_and_both_stand(team: Team) -> None:
    sam, jo = team
    sam.add("plan", {"column": "stop", "title": "Tea"})
    team.sync()
    sam.change(item(sam), {"status": "done", "outcome": "Calmer"})
    jo.place(item(jo), "stay")
    alike(team)
    assert (item(sam).status, item(sam).outcome, item(sam).column, item(sam).also) == ("done", "Calmer", "stay", ())


def test_an_item_taken_off_while_somebody_plans_on_it_comes_back_with_their_words(team: Team) -> None:
    sam, jo = team
    sam.add("plan", {"column": "stop", "title": "Tea"})
    team.sync()
    sam.remove(item(sam))
    jo.change(item(jo), {"why": "We miss it"})
    alike(team)
    assert item(sam).why == "We miss it"


# Pool


def test_two_people_who_put_the_same_two_themes_together_do_it_once(team: Team) -> None:
    sam, jo = team
    sam.new_theme("Mornings", answered(sam, "One"))
    sam.new_theme("Rush", answered(sam, "Two"))
    team.sync()
    for member in team:
        member.join_themes(theme(member, "Rush"), theme(member, "Mornings"))
    alike(team)
    assert themed(jo) == {"Mornings": {"One", "Two"}}
    assert [answer.also for answer in jo.board().answers] == [(), ()]


def test_a_theme_put_together_with_two_others_tells_both(team: Team) -> None:
    sam, jo = team
    for title, text in (("Mornings", "One"), ("Evenings", "Two"), ("Rush", "Three")):
        sam.new_theme(title, answered(sam, text))
    team.sync()
    sam.join_themes(theme(sam, "Rush"), theme(sam, "Mornings"))
    jo.join_themes(theme(jo, "Rush"), theme(jo, "Evenings"))
    alike(team)
    (three,) = [answer for answer in sam.board().answers if answer.text == "Three"]
    places = {theme(sam, "Mornings").id, theme(sam, "Evenings").id}
    assert {three.theme, *(also.value for also in three.also)} == places
    assert three.text in {text for texts in themed(sam).values() for text in texts}


def test_two_themes_put_together_crosswise_lose_no_answer_and_both_titles_can_be_brought_back(team: Team) -> None:
    sam, jo = team
    sam.new_theme("Mornings", answered(sam, "One"))
    sam.new_theme("Rush", answered(sam, "Two"))
    team.sync()
    gone = {theme(sam, title).id for title in ("Mornings", "Rush")}
    sam.join_themes(theme(sam, "Rush"), theme(sam, "Mornings"))
    jo.join_themes(theme(jo, "Mornings"), theme(jo, "Rush"))
    alike(team)
    board = sam.board()
    assert {answer.text for answer in board.answers} == {"One", "Two"}
    shown = {text for texts in themed(sam).values() for text in texts} | {answer.text for answer in board.ungrouped}
    assert shown == {"One", "Two"}
    for id in gone - {theme.id for theme in board.themes}:
        sam.restore(id)
    assert set(themed(sam)) == {"Mornings", "Rush"}
    alike(team)


def test_a_theme_taken_off_while_somebody_fills_it_leaves_their_answers_in_no_theme(team: Team) -> None:
    sam, jo = team
    sam.new_theme("Rush")
    answered(sam, "One")
    team.sync()
    sam.remove(theme(sam, "Rush"))
    jo.group(theme(jo, "Rush"), jo.board().answers)
    alike(team)
    assert themed(jo) == {}
    assert [answer.text for answer in jo.board().ungrouped] == ["One"]
    sam.undo()
    alike(team)
    assert themed(jo) == {"Rush": {"One"}}, "it is still in it"


# Taken back


def _tea(board: Workspace) -> PlanItem:
    return item(board)


def _rush(board: Workspace) -> Theme:
    return theme(board, "Rush")


VERBS: dict[str, Callable[[Workspace], object]] = {
    "status": lambda board: board.change(_tea(board), {"status": "done"}),
    "outcome": lambda board: board.change(_tea(board), {"outcome": "Calmer"}),
    "another column": lambda board: board.place(_tea(board), "stay"),
    "another place": lambda board: board.place(_tea(board), "stop"),
    "owner and date": lambda board: board.change(_tea(board), {"owner": "Ann", "review_by": "2027-01-01"}),
    "principles": lambda board: board.change(_tea(board), {"principles": ("walk-a-mile",)}),
    "handing over": lambda board: board.hand_over([item(board, "Coffee")], "Jo"),
    "a note on an item": lambda board: board.note(_tea(board), "Still so"),
    "me too on an item": lambda board: board.echo(_tea(board)),
    "taking an item off": lambda board: board.remove(_tea(board)),
    "a new item": lambda board: board.add("plan", {"column": "start", "title": "New", "sources": (_rush(board).id,)}),
    "renaming": lambda board: board.change(_rush(board), {"title": "Rushed mornings"}),
    "a summary": lambda board: board.change(_rush(board), {"summary": "Before nine."}),
    "a note on a theme": lambda board: board.note(_rush(board), "Since spring"),
    "me too on a theme": lambda board: board.echo(_rush(board)),
    "a new theme": lambda board: board.new_theme("Twice", board.board().ungrouped),
    "grouping": lambda board: board.group(_rush(board), board.board().ungrouped),
    "taking out": lambda board: board.ungroup(board.board().grouped(_rush(board))),
    "putting together": lambda board: board.join_themes(_rush(board), theme(board, "Mornings")),
    "taking a theme off": lambda board: board.remove(_rush(board)),
}


def shown(board: Workspace) -> list[dict[str, Any]]:
    """All that is on the board, but when it was last changed."""

    def said(card: Card) -> dict[str, Any]:
        return {name: value for name, value in as_json(card).items() if name != "changed"}

    return [said(card) for card in board.board()]


@pytest.mark.parametrize("verb", VERBS)
def test_every_change_to_themes_and_to_the_plan_is_taken_back_whole_and_brought_again(
    tmp_path: Path, verb: str
) -> None:
    with a_workspace(tmp_path) as board:
        board.new_theme("Rush", answered(board, "One", "Two"))
        board.new_theme("Mornings", answered(board, "Three"))
        answered(board, "Four", "Five")
        board.add("plan", {"column": "stop", "title": "Tea"})
        board.add("plan", {"column": "stop", "title": "Coffee", "owner": "Ann"})
        before = shown(board)
        VERBS[verb](board)
        after = shown(board)
        assert after != before
        board.undo()
        assert shown(board) == before
        board.redo()
        assert shown(board) == after
