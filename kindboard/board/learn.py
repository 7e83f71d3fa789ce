"""What there is to read behind a card: the Learn cards about a principle, or about what is in the way. Pure."""

from kindboard.board.board import Board, Draft
from kindboard.cards.cards import Answer, Card, Learn, PlanItem, Principle


def background(board: Board, card: Card | Draft | None) -> tuple[Learn, ...]:
    """Of a plan item first what is in its way, then its principles; of an answer its principle; as Learn has them."""
    barriers = {f"barrier-{barrier}" for barrier in card.barriers} if isinstance(card, PlanItem) else set()
    principles = _principles(card)
    more = {slug for principle in board.principles if principle.id in principles for slug in principle.background}
    first = [page for page in board.learn if page.id in barriers]
    return (*first, *(page for page in board.learn if page.id in more - barriers))


def _principles(card: Card | Draft | None) -> tuple[str, ...]:
    if isinstance(card, PlanItem):
        return card.principles
    if isinstance(card, Principle):
        return (card.id,)
    return (card.principle,) if isinstance(card, Answer) else ()
