"""Learn and Review: what there is to read."""

from itertools import groupby

from kindboard.board.board import Board
from kindboard.board.learn import background
from kindboard.cards.cards import Card, Learn
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.words.inert import one_line


def open_learn(session: Session) -> None:
    def told() -> list[str]:
        return ["Learn: the background." if session.board.learn else "This board has no background to read."]

    def choices() -> list[Choice]:
        return [
            Choice(f"{section}: {one_line(card.title)}", lambda card=card: _read(session, card))  # type: ignore[misc]
            for section, group in groupby(session.board.learn, lambda card: one_line(card.section))
            for card in group
        ]

    session.talk.menu(told, choices)


def open_background(session: Session, card: Card) -> None:
    """What there is to read behind a card."""

    def choices() -> list[Choice]:
        return [
            Choice(one_line(page.title), lambda page=page: _read(session, page))  # type: ignore[misc]
            for page in background(session.board, card)
        ]

    session.talk.menu(lambda: ["Read more about it."], choices)


def _read(session: Session, card: Learn) -> None:
    at: Learn | None = card
    while at is not None:
        at = _page(session, at)


def _page(session: Session, card: Learn) -> Learn | None:
    """One page; gives the one that is read next."""
    following: list[Learn] = []
    board: Board = session.board
    at = [other.id for other in board.learn].index(card.id)

    def go(to: int) -> bool:
        following.append(board.learn[to])
        return True

    def told() -> list[str]:
        source = [f"From: {one_line(card.source)}"] if card.source else []
        address = [f"Address: {one_line(card.url)}"] if card.url else []
        return [f"Page {at + 1} of {len(board.learn)}: {one_line(card.title)}", card.text, *source, *address]

    def choices() -> list[Choice]:
        last = "" if at + 1 < len(board.learn) else "This is the last page."
        return [
            Choice("Next page", lambda: go(at + 1), "", last),
            Choice("Page before", lambda: go(at - 1), "", "" if at else "This is the first page."),
        ]

    session.talk.menu(told, choices)
    return following[0] if following else None
