"""What a board says of itself."""

from datetime import date

import pytest

from kindboard.board.board import PLAN_QUESTION_TEXT, QUESTION_TEXT, Mark, assemble, key_of
from kindboard.cards.cards import QUESTIONS, Support, Worded
from kindboard.errors import WrongUse
from tests.builders import SLUG, a_board, a_card

ANSWERED, NOBODY, KEPT = Mark.ANSWERED, Mark.NOBODY, Mark.KEPT


def texts(answers: object) -> list[str]:
    return [answer.text for answer in answers]  # type: ignore[attr-defined]


def titles(cards: object) -> list[str]:
    return [card.title for card in cards]  # type: ignore[attr-defined]


# Order and single cards


def test_principles_stand_in_their_order_whatever_order_they_were_read_in() -> None:
    cards = [a_card("principle", slug, order=order) for slug, order in (("b", 2), ("c", 3), ("a", 1))]
    assert [principle.id for principle in assemble(SLUG, cards).principles] == ["a", "b", "c"]


def test_answers_stand_oldest_first() -> None:
    later, earlier = date(2026, 11, 24), date(2026, 11, 2)
    board = a_board().with_answer("later", created=later).with_answer("earlier", created=earlier).build()
    assert texts(board.answers) == ["earlier", "later"]


def test_the_plan_stands_by_column_then_rank() -> None:
    made = a_board().with_plan_item("stay", "d").with_plan_item("start", "c", rank=2)
    board = made.with_plan_item("start", "b", rank=1).with_plan_item("stop", "a").build()
    assert titles(board.plan) == ["a", "b", "c", "d"]
    assert titles(board.lane("start")) == ["b", "c"]


def test_a_board_whose_own_file_cannot_be_read_is_named_by_its_slug() -> None:
    board = assemble(SLUG, [a_card("principle", "walk-a-mile")])
    assert board.about.title == SLUG
    assert len(board.principles) == 1


def test_every_card_has_a_key_though_two_kinds_share_a_slug() -> None:
    board = a_board().with_round("autumn").with_review("autumn").build()
    assert {"round:autumn", "review:autumn"} <= board.cards.keys()
    assert all(board.cards[key_of(card)] is card for card in board)


def test_of_one_id_in_two_places_both_are_shown_and_the_proper_place_is_meant() -> None:
    proper = a_card("answer", "2026-11-23-00000001", text="proper")
    stray = a_card("answer", "2026-11-23-00000001", text="stray", path=f"boards/{SLUG}/answers/2026-01/x.toml")
    for cards in ([proper, stray], [stray, proper]):
        board = assemble(SLUG, cards)
        assert len(board.answers) == 2
        assert board.cards[proper.id] is proper


def test_a_card_is_found_by_any_ending_that_only_it_has() -> None:
    board = a_board().with_answer(id="2026-11-23-k7f3m9q2").with_answer(id="2026-11-23-00000002").build()
    for ending in ("2026-11-23-k7f3m9q2", "k7f3m9q2", "-k7f3m9q2", "Q2", " 9q2 "):
        assert board.find(ending).id == "2026-11-23-k7f3m9q2"


def test_an_ending_of_two_cards_is_refused_and_both_are_named() -> None:
    board = a_board().with_answer(id="2026-11-23-aaaaaa22").with_answer(id="2026-11-23-bbbbbb22").build()
    with pytest.raises(WrongUse, match=r"aaaaaa22.*bbbbbb22") as refused:
        board.find("22")
    assert refused.value.code == "ambiguous-id"


def test_a_whole_slug_is_found_though_another_ends_in_it() -> None:
    board = a_board(principles=0).with_principle("care").with_principle("never-instead-of-care").build()
    assert board.find("care").id == "care"


@pytest.mark.parametrize("ending", ["zzzz", "", "   ", "*"])
def test_an_ending_of_no_card_is_refused(ending: str) -> None:
    with pytest.raises(WrongUse, match="There is no card") as refused:
        a_board().with_answer().build().find(ending)
    assert refused.value.code == "unknown-id"


def test_a_card_is_looked_for_only_among_the_kinds_asked_for() -> None:
    board = a_board().with_answer(id="2026-11-23-aaaaaaaa").with_theme(id="2026-11-23-baaaaaaa").build()
    assert board.find("aaaaaaa", {"theme"}).kind == "theme"
    with pytest.raises(WrongUse, match="no theme"):
        board.find("aaaaaaaa", {"theme"})


def test_a_draft_is_found_by_its_ending() -> None:
    board = a_board().with_draft().with_draft(text="Tea").build()
    assert board.find_draft("-1").fields["text"] == "Tea"
    with pytest.raises(WrongUse, match="no draft"):
        board.find_draft("7")


def test_ids_that_point_nowhere_count_as_absent() -> None:
    board = a_board().with_answer(id="2026-11-23-aaaaaaaa").build()
    assert [card.id for card in board.known(["2026-11-23-gggggggg", "2026-11-23-aaaaaaaa"])] == ["2026-11-23-aaaaaaaa"]


# Words


def test_the_questions_are_the_articles_unless_the_board_has_its_own() -> None:
    board = a_board(questions=(Worded(key="improve", text="What would help?"),)).build()
    assert board.question_text("improve") == "What would help?"
    assert board.question_text("self") == QUESTION_TEXT["self"]
    assert board.plan_question_text("stay") == PLAN_QUESTION_TEXT["stay"] == "What do we need to keep doing?"


def test_every_question_has_the_articles_words() -> None:
    assert tuple(QUESTION_TEXT) == QUESTIONS
    assert QUESTION_TEXT["people-say"] == "What do people with care and support needs say needs to be improved?"


# The round and its answers


def test_the_current_round_is_the_latest_that_is_not_closed() -> None:
    made = a_board().with_round("spring", started=date(2027, 3, 1)).with_round("summer", started=date(2027, 6, 1))
    assert made.build().round.id == "summer"  # type: ignore[union-attr]
    closed = made.with_round("winter", started=date(2028, 1, 1), closed=date(2028, 2, 1))
    assert closed.build().round.id == "summer"  # type: ignore[union-attr]


def test_the_stage_is_the_current_rounds_and_reflect_without_one() -> None:
    assert a_board().with_round("later", started=date(2027, 1, 1), stage="plan").build().stage == "plan"
    assert assemble(SLUG, []).stage == "reflect"


def test_a_question_shows_the_answers_of_this_round_and_of_none() -> None:
    made = a_board().with_round("now", started=date(2027, 1, 1)).with_answer("this", round="now")
    made = made.with_answer("earlier", round="2026-autumn").with_answer("none").with_answer("lost", round="gone")
    assert texts(made.build().answers_to("walk-a-mile", "improve")) == ["this", "none", "lost"]


def test_without_a_current_round_every_answer_is_shown() -> None:
    closed = date(2027, 1, 1)
    made = assemble(SLUG, [a_card("round", "old", closed=closed), a_card("answer", "2026-11-23-00000001", round="old")])
    assert made.round is None
    assert len(made.answers_to("walk-a-mile", "improve")) == 0
    assert len(made.answers_to(None, "improve")) == 1


def test_an_answer_whose_principle_is_gone_is_still_somewhere() -> None:
    board = a_board().with_answer("homeless", principle="gone").build()
    assert texts(board.answers_to(None, "improve")) == ["homeless"]


def test_the_marks_tell_answered_from_kept_from_nobody() -> None:
    made = a_board().with_answer(question="self").with_draft(question="self").with_draft(question="people-say")
    assert made.build().marks("walk-a-mile") == (ANSWERED, NOBODY, NOBODY, KEPT)
    assert made.build().marks("kindness-counts") == (NOBODY, NOBODY, NOBODY, NOBODY)


def test_an_answer_of_an_earlier_round_is_no_answer_now() -> None:
    made = a_board().with_round("now", started=date(2027, 1, 1)).with_answer(question="self", round="2026-autumn")
    assert made.build().marks("walk-a-mile")[0] is NOBODY


def test_an_unfinished_edit_is_no_new_answer() -> None:
    board = a_board().with_draft(card="2026-11-23-aaaaaaaa", question="self").with_draft("note").build()
    assert board.marks("walk-a-mile")[0] is NOBODY
    assert board.drafts_to("walk-a-mile", "self") == ()


def test_coverage_counts_places_not_answers() -> None:
    made = a_board().with_answer(question="self").with_answer(question="self").with_answer(question="improve")
    assert made.with_answer(principle="gone").build().coverage == (2, 28)


# Themes and plan


def test_a_theme_holds_its_answers_and_the_rest_are_ungrouped() -> None:
    theme = "2026-11-23-tttttttt"
    made = a_board().with_theme(id=theme).with_answer("in", theme=theme).with_answer("out")
    board = made.with_answer("its theme is gone", theme="2026-11-23-gggggggg").build()
    assert texts(board.grouped(board.themes[0])) == ["in"]
    assert texts(board.ungrouped) == ["out", "its theme is gone"]


def test_due_is_what_is_open_and_has_reached_its_day_longest_first() -> None:
    day = date(2026, 11, 30)
    made = a_board().with_plan_item(title="today", review_by=day).with_plan_item(title="never")
    made = made.with_plan_item("stay", "long ago", review_by=date(2026, 1, 1)).with_plan_item(
        title="later", review_by=date(2026, 12, 1)
    )
    made = made.with_plan_item(title="done", review_by=day, status="done").with_plan_item(
        title="let go", review_by=day, status="let go"
    )
    assert titles(made.build().due(day)) == ["long ago", "today"]


def test_what_kindness_cannot_give_is_gathered_by_need() -> None:
    made = a_board().with_plan_item(title="a", needs=("funding", "training")).with_plan_item(title="b")
    board = made.with_plan_item(title="c", needs=("funding",)).with_plan_item(
        title="d", needs=("staffing",), status="done"
    )
    waiting = board.build().waiting
    assert {need: titles(items) for need, items in waiting.items()} == {"funding": ["a", "c"], "training": ["a"]}


# Filter and change


@pytest.mark.parametrize("typed", ["café", "CAFE", "cafe morning", "morning  café "])
def test_the_filter_knows_no_case_and_no_accents(typed: str) -> None:
    board = a_board().with_answer("Mornings at the Café").with_answer("Tea").build()
    assert texts(board.matching(typed).answers) == ["Mornings at the Café"]


def test_the_filter_looks_at_titles_tags_notes_names_and_drafts_and_leaves_the_principles() -> None:
    from kindboard.cards.cards import Note

    noted = {"2026-11-23-nnnnnnnn": Note(text="the rota again")}
    made = a_board().with_plan_item(title="Rota by Friday").with_theme("No rota").with_answer("x", tags=("rota",))
    made = made.with_answer("y", notes=noted).with_answer("z", by="Rota Ann").with_answer("no").with_draft(text="rota")
    board = made.build().matching("rota")
    assert texts(board.answers) == ["x", "y", "z"]
    assert (len(board.plan), len(board.themes), len(board.drafts), len(board.principles)) == (1, 1, 1, 7)


def test_an_empty_filter_is_the_whole_board() -> None:
    board = a_board().with_answer().build()
    assert board.matching("  ") is board


def test_a_draft_without_a_name_is_told_from_one_that_says_nothing_of_it() -> None:
    made = a_board().with_draft(by="").with_draft(by=None).with_draft(by="Sam").with_draft()
    assert [draft.no_name for draft in made.build().drafts] == [True, True, False, False]


def test_support_and_attention_are_carried_as_they_are() -> None:
    made = a_board(support=(Support(name="Ann", how="ring"),)).needing_attention("a.toml", "It is a link.")
    assert made.build().attention[0].problem == "It is a link."
    assert made.build().about.support[0].name == "Ann"
