"""Cards and drafts in a list, a line each; a number opens one. What cards are saved as, outside the board."""

from collections.abc import Callable, Sequence

from kindboard import as_text
from kindboard.actions.actions import named
from kindboard.board.board import Draft
from kindboard.cards.cards import Answer, Card, PlanItem, Theme
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.terms import KEPT, answer_facts, counted, draft_words, plan_facts
from kindboard.verbs.done import Done
from kindboard.words.inert import shortened
from kindboard.words.kinds import only_for


class Listed:
    """Cards and drafts under numbers that stay theirs while their list is open; what is new comes last."""

    def __init__(self, session: Session, look: Callable[[], Sequence[Card | Draft]]) -> None:
        self._session, self._look = session, look
        self._known: dict[str, Card | Draft] = {}
        self._said: dict[int, str] = {}
        """What was said of the choices on a card: their numbers are the same on every one."""

    def choices(self) -> list[Choice]:
        there = {key(card): card for card in self._look()}
        self._known |= there
        count = len(there)
        places = {name: n for n, name in enumerate((name for name in self._known if name in there), 1)}
        return [
            Choice(
                line(self._session, there.get(name, card)),
                lambda name=name: self._open(name),  # type: ignore[misc]
                "read",
                "" if name in there else "It is not in this list any more.",
                f"{_named(card).capitalize()} {places.get(name, 0)} of {count}",
            )
            for name, card in self._known.items()
        ]

    def _open(self, name: str) -> None:
        """One after the other, until its person goes back."""
        at: str | None = name
        while at is not None:
            there = {key(card): card for card in self._look()}
            names = [known for known in self._known if known in there]
            if at not in there:
                return
            card = there[at]
            number = names.index(at)
            where = f"{_named(card).capitalize()} {number + 1} of {len(names)}."
            if isinstance(card, Draft):
                self._session.reader.open_draft(self._session, card, where)
                return
            around = (names[number - 1] if number else "", names[number + 1] if number + 1 < len(names) else "")
            at = self._session.reader.read(self._session, card, where, around, self._said)


def key(card: Card | Draft) -> str:
    return card.key if isinstance(card, Draft) else card.path


def _named(card: Card | Draft) -> str:
    return "draft" if isinstance(card, Draft) else "card"


def line(session: Session, card: Card | Draft) -> str:
    """A card in one line: its words, and what a person needs to know of it."""
    if isinstance(card, Draft):
        words = shortened(draft_words(card), 100)
        return f"{words}{_stop(words)} {KEPT}"
    words = shortened(getattr(card, "text", "") or getattr(card, "title", "") or card.id, 100)
    facts: Sequence[str] = ()
    if isinstance(card, Answer):
        facts = answer_facts(card)
    elif isinstance(card, PlanItem):
        facts = (*plan_facts(card, session.work.today), *(["two people changed this at once"] if card.also else []))
    elif isinstance(card, Theme):
        facts = (counted(len(session.board.grouped(card)), "answer"),)
    return f"{words}{_stop(words)} {'. '.join(fact[:1].upper() + fact[1:] for fact in facts)}." if facts else words


def _stop(words: str) -> str:
    return "" if words[-1:] in ".?!…" else "."


def only(name: str, card: Card) -> str:
    """Why an action does nothing to a card of this kind; nothing where it does."""
    return "" if card.kind in named(name).on else only_for(named(name).on)


def save(session: Session, card: Card | Draft) -> None:
    """As a text file in the person's own documents."""
    words = getattr(card, "title", "") or as_text.words_of(card)
    page = as_text.page_of(session.board, card, session.work.today)
    write_out(session, words, page)


def write_out(session: Session, words: str, page: str) -> None:
    name = as_text.file_name(words, session.work.today)
    session.attempt(lambda: Done(f"Saved as {session.work.write_out(name, page)}", undo=False))
