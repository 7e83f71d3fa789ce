"""Themes: made, filled, split, put together, each change one that can be taken back; and by two people at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.board.pool import pooled, standing
from kindboard.cards.cards import Answer, PlanItem, Theme
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests.builders import a_board
from tests.teams import a_team, a_workspace


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def answered(workspace: Workspace, *texts: str, no_name: bool = False) -> list[Answer]:
    where = {"principle": "walk-a-mile", "question": "improve"}
    made = [workspace.add("answer", {"text": text} | where, no_name=no_name) for text in texts]
    return [card for card in made if isinstance(card, Answer)]


def themed(workspace: Workspace) -> dict[str, set[str]]:
    """The answers' words by the title of their theme."""
    board = workspace.board()
    return {theme.title: {answer.text for answer in board.grouped(theme)} for theme in board.themes}


def test_a_theme_is_made_of_answers_in_one_change(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One", "Two"))
    assert themed(board) == {"Rushed": {"One", "Two"}}
    board.undo()
    assert themed(board) == {}
    assert len(board.board().ungrouped) == 2
    board.redo()
    assert themed(board) == {"Rushed": {"One", "Two"}}


def test_an_answer_without_a_name_that_still_waits_can_be_grouped_and_keeps_waiting_apart(board: Workspace) -> None:
    board.new_theme("Rushed", [*answered(board, "One"), *answered(board, "Two", no_name=True)])
    assert themed(board) == {"Rushed": {"One", "Two"}}
    (nameless,) = [answer for answer in board.board().answers if answer.by is None]
    assert nameless.changed.hour == 0


def test_answers_are_taken_out_in_one_change(board: Workspace) -> None:
    board.new_theme("Rushed", answered(board, "One", "Two", "Three"))
    board.ungroup([answer for answer in board.board().answers if answer.text != "Two"])
    assert themed(board) == {"Rushed": {"Two"}}
    board.undo()
    assert themed(board) == {"Rushed": {"One", "Two", "Three"}}


def test_two_themes_put_together_keep_all_that_was_in_both(board: Workspace) -> None:
    kept = board.new_theme("Mornings", answered(board, "One"))
    gone = board.new_theme("Rush", answered(board, "Two"))
    board.change(kept, {"summary": "Before nine."})
    noted = board.note(board.change(gone, {"summary": "Nobody sits down."}), "Since spring.")
    assert isinstance(noted, Theme)
    board.add("plan", {"column": "stop", "title": "Rushing", "sources": (gone.id,)})
    (now,) = [theme for theme in board.board().themes if theme.id == kept.id]
    assert board.join_themes(noted, now)
    after = board.board()
    (theme,) = after.themes
    assert themed(board) == {"Mornings": {"One", "Two"}}
    assert theme.summary == "Before nine.\n\nNobody sits down."
    assert [note.text for note in theme.notes.values()] == ["Since spring."]
    assert after.plan[0].sources == (kept.id,)
    board.undo()
    assert themed(board) == {"Mornings": {"One"}, "Rush": {"Two"}}
    plan = board.board().plan[0]
    assert isinstance(plan, PlanItem)
    assert plan.sources == (gone.id,)


def test_a_theme_cannot_be_put_together_with_itself_or_one_that_is_gone(board: Workspace) -> None:
    theme, gone = board.new_theme("Mornings"), board.new_theme("Rush")
    with pytest.raises(KindboardError, match="same theme"):
        board.join_themes(theme, theme)
    board.remove(gone)
    for change in (lambda: board.join_themes(theme, gone), lambda: board.group(gone, answered(board, "One"))):
        with pytest.raises(KindboardError, match="Somebody took this theme off the board"):
            change()


# Two people at once


def test_two_people_grouping_other_answers_into_one_theme_keep_both(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.new_theme("Rushed")
        answered(sam, "One", "Two")
        team.sync()
        for member, text in ((sam, "One"), (jo, "Two")):
            (theme,) = member.board().themes
            member.group(theme, [answer for answer in member.board().answers if answer.text == text])
        (theme,) = jo.board().themes
        jo.change(theme, {"summary": "Before nine."})
        (theme,) = sam.board().themes
        sam.change(theme, {"title": "Rushed mornings"})
        team.sync()
        for member in team:
            assert themed(member) == {"Rushed mornings": {"One", "Two"}}
            assert member.board().themes[0].summary == "Before nine."


def test_one_answer_grouped_by_two_people_into_two_themes_keeps_both_choices(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        answered(team.members[0], "One")
        team.sync()
        for member in team:
            member.new_theme(f"By {member.name}", member.board().answers)
        team.sync()
        for member in team:
            (answer,) = member.board().answers
            titles = {theme.id: theme.title for theme in member.board().themes}
            assert {titles[answer.theme or ""], titles[str(answer.also[0].value)]} == {"By Sam", "By Jo"}
            assert answer.also[0].field == "theme"


def test_an_answer_put_into_a_theme_that_somebody_put_together_meanwhile_is_ungrouped_not_lost(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.new_theme("Mornings", answered(sam, "One"))
        sam.new_theme("Rush", answered(sam, "Two"))
        answered(sam, "Three")
        team.sync()
        mornings, rush = sam.board().themes
        if mornings.title == "Rush":
            mornings, rush = rush, mornings
        assert sam.join_themes(rush, mornings)
        (theirs,) = [theme for theme in jo.board().themes if theme.title == "Rush"]
        jo.group(theirs, [answer for answer in jo.board().answers if answer.text == "Three"])
        team.sync()
        for member in team:
            assert themed(member) == {"Mornings": {"One", "Two"}}
            assert [answer.text for answer in member.board().ungrouped] == ["Three"]


def test_a_theme_changed_by_somebody_while_it_was_put_together_stays_with_their_words(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        sam.new_theme("Mornings", answered(sam, "One"))
        sam.new_theme("Rush", answered(sam, "Two"))
        team.sync()
        themes = {theme.title: theme for theme in sam.board().themes}
        sam.join_themes(themes["Rush"], themes["Mornings"])
        (theirs,) = [theme for theme in jo.board().themes if theme.title == "Rush"]
        jo.change(theirs, {"summary": "Nobody sits down."})
        team.sync()
        for member in team:
            assert themed(member) == {"Mornings": {"One", "Two"}, "Rush": set()}
            assert {theme.summary for theme in member.board().themes} == {"", "Nobody sits down."}


# What Pool shows


def test_pool_stands_in_the_order_of_principles_and_questions() -> None:
    made = a_board().with_answer("b", principle="walk-a-mile", question="improve")
    made = made.with_answer("a", principle="walk-a-mile", question="self")
    board = made.with_answer("first", principle="kindness-counts", question="people-say").build()
    assert [answer.text for answer in pooled(board, board).answers] == ["first", "a", "b"]


def test_an_answer_in_a_theme_that_the_filter_hides_is_still_grouped() -> None:
    made = a_board().with_theme("Quiet", id="2026-11-23-theme000")
    board = made.with_answer("Tea first", theme="2026-11-23-theme000").with_answer("Tea last").build()
    seen = pooled(board, board.matching("tea"))
    assert [answer.text for answer in seen.ungrouped] == ["Tea last"]
    assert [theme.title for theme in seen.themes] == ["Quiet"]
    assert [theme.title for theme in pooled(board, board.matching("last")).themes] == []


def test_a_theme_that_holds_the_words_itself_shows_all_that_is_in_it() -> None:
    made = a_board().with_theme("Quiet", id="2026-11-23-theme000")
    board = made.with_answer("Tea first", theme="2026-11-23-theme000").build()
    seen = pooled(board, board.matching("quiet"))
    assert [answer.text for answer in seen.grouped[seen.themes[0].path]] == ["Tea first"]


def test_themes_of_an_earlier_round_are_shown_only_with_an_answer_of_now() -> None:
    made = a_board().with_round("2026-spring", title="Spring", closed="2026-06-01", started=None)
    made = made.with_theme("Old", id="2026-11-23-theme000", round="2026-spring")
    assert pooled(made.build(), made.build()).themes == ()
    board = made.with_answer("Still so", theme="2026-11-23-theme000").build()
    assert [theme.title for theme in pooled(board, board).themes] == ["Old"]


@pytest.mark.parametrize(
    ("ungrouped", "grouped", "words"),
    [
        (0, 0, ""),
        (0, 2, "Every answer is in a theme."),
        (1, 0, "1 of 1 answer is in no theme yet."),
        (1, 2, "1 of 3 answers is in no theme yet."),
        (2, 1, "2 of 3 answers are in no theme yet."),
    ],
)
def test_what_is_ungrouped_is_said_in_words(ungrouped: int, grouped: int, words: str) -> None:
    made = a_board().with_theme(id="2026-11-23-theme000")
    for _ in range(ungrouped):
        made = made.with_answer()
    for _ in range(grouped):
        made = made.with_answer(theme="2026-11-23-theme000")
    assert standing(made.build()) == words


def test_a_plan_item_in_the_writing_can_be_put_on_the_board_after_what_it_came_from_was_taken_off(
    board: Workspace,
) -> None:
    (answer,) = answered(board, "We ask twice.")
    theme = board.new_theme("Asking", [answer])
    fields = {"column": "start", "title": "Ask once", "sources": (theme.id, answer.id)}
    draft = board.keep(board.new_draft("plan", fields))
    board.remove(theme)
    (item,) = board.post([draft.key])
    assert isinstance(item, PlanItem)
    assert item.sources == (answer.id,)


def test_two_themes_are_put_together_though_something_a_plan_item_came_from_is_gone(board: Workspace) -> None:
    gone, stays = answered(board, "We ask twice.", "We ask again.")
    theme, into = board.new_theme("Asking", [stays]), board.new_theme("Questions")
    item = board.add("plan", {"column": "start", "title": "Ask once", "sources": (theme.id, gone.id)})
    board.remove(board.board().cards[gone.id])
    assert board.join_themes(theme, into)
    now = board.board().cards[item.id]
    assert isinstance(now, PlanItem)
    assert now.sources == (into.id,)
