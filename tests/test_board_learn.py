"""What there is to read behind a card."""

from kindboard.board.learn import background
from tests.builders import a_board

PAGES = ("squeezed", "barrier-risk", "barrier-radical", "shoes")


def test_a_principle_an_answer_and_a_plan_item_lead_to_their_pages() -> None:
    made = a_board(0).with_principle("walk", background=("shoes", "gone", "barrier-risk")).with_principle("other")
    for page in PAGES:
        made = made.with_learn(page)
    made = made.with_answer(principle="walk").with_plan_item(principles=("walk",), barriers=("radical", "risk"))
    made = made.with_plan_item(principles=("other",)).with_theme()
    board = made.build()
    behind = {card.id: [page.id for page in background(board, card)] for card in board}
    item, plain = board.plan
    assert behind["walk"] == ["barrier-risk", "shoes"], "in Learn's order; a page that is gone counts as absent"
    assert behind[board.answers[0].id] == behind["walk"]
    assert behind[item.id] == ["barrier-risk", "barrier-radical", "shoes"], "what is in the way first, each once"
    assert behind["other"] == behind[plain.id] == behind[board.themes[0].id] == []
    assert background(board, None) == ()


def test_a_filter_keeps_the_pages_that_hold_every_word() -> None:
    board = a_board().with_learn("a", title="Fear of risk", text="A short walk.").with_learn("b", text="Tea.").build()
    assert [page.id for page in board.matching("WALK risk").learn] == ["a"]
    assert len(board.matching("").learn) == 2
