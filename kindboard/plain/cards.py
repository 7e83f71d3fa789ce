"""One card with everything on it and all that can be done with it; the numbers are the same on every card."""

from msgspec.structs import replace

from kindboard import moves
from kindboard.actions.actions import named
from kindboard.board.board import CLOSED, Draft
from kindboard.board.learn import background
from kindboard.board.pool import became
from kindboard.board.review import is_untold
from kindboard.cards.cards import Answer, Card, PlanItem, Theme
from kindboard.cli.lines import card_lines, draft_lines
from kindboard.cli.story import story_lines
from kindboard.plain import learn, plan_form, pool, writing
from kindboard.plain.listed import Listed, line, only, save
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.review_words import OUTCOME_ASKED, STAND_ASKED, THEY_KNOW, TOLD_ASKED, TOLD_CHOICES
from kindboard.story import earlier
from kindboard.terms import (
    SETTLING,
    STATUSES,
    at_once_words,
    note_line,
    other_words,
)
from kindboard.verbs import cards as verbs
from kindboard.verbs import plan as plan_verbs
from kindboard.verbs.at_once import AT_ONCE, carried_out, refused
from kindboard.words.days import spoken
from kindboard.words.inert import shortened

KINDS = {"answer": "An answer", "theme": "A theme", "plan": "A plan item"}


class Read:
    """Reading one card. `around`: the names of the cards before and after it in its list."""

    def __init__(self, session: Session, card: Card, where: str, around: tuple[str, str]) -> None:
        self._session, self._card, self._where, self._around = session, card, where, around
        self._next: str | None = None

    def go(self, known: dict[int, str]) -> str | None:
        """The name of the card that is read next; None for none. `known`: what was said of the list of choices."""
        self._session.talk.menu(self._told, self._choices, known)
        return self._next

    def _told(self) -> list[str]:
        session = self._session
        now = session.now(self._card)
        self._card = card = now or self._card
        gone = [] if now else ["It was taken off the board meanwhile."]
        ended = session.work.ended(became(session.board, card))
        _, *lines = card_lines(session.board, replace(card, also=()), ended)
        if isinstance(card, Theme):
            lines += [f"Answer: {line(session, answer)}" for answer in pool.answers_of(session, card)]
        if card.also:
            lines += [at_once_words(card.also[0], len(card.also)), other_words(card.also[0], session.board)]
        if isinstance(card, Answer):
            # Whoever goes through many wants to hear what was said, and then by whom and where.
            lines.sort(key=lambda told: not told.startswith("Text: "))
        return [f"{self._where} {KINDS.get(card.kind, card.kind.capitalize())}.", *gone, *lines]

    def _choices(self) -> list[Choice]:
        session, card = self._session, self._card
        before, after = self._around
        begun = any(draft.card == card.id for draft in session.board.drafts)
        is_plan, is_theme = isinstance(card, PlanItem), isinstance(card, Theme)
        gone = "" if session.now(card) else "It was taken off the board. Taking back your last change may bring it."
        settle = "" if card.also else "Nobody changed it at the same time as somebody else."
        return [
            Choice("Next card", lambda: self._go(after), "read", "" if after else "This is the last card of its list."),
            Choice("Card before", lambda: self._go(before), "read", "" if before else "This is the first of its list."),
            *self._at_once(gone),
            Choice("Add a note", lambda: writing.note_on(session, card), "note", gone),
            Choice("Take a note off it", self._take_off_note, "take_off_note",
                   gone or only("take_off_note", card) or ("" if getattr(card, "notes", None) else "It has no notes.")),
            Choice(f"Change it{', or go on with what you began' if begun else ''}",
                   lambda: change(session, card), "edit", gone),
            Choice("Take it off the board", self._remove, "remove", gone),
            Choice("What happened to it", self._story, "story"),
            Choice("Bring an earlier wording back", self._reword, "reword", gone or only("reword", card)),
            Choice("Save it as a text file", lambda: save(session, card), "save_to_file"),
            Choice("Choose between what two people wrote", self._settle, "settle", gone or settle),
            Choice("Move it", self._move, "move_item", gone or only("move_item", card)),
            Choice("Say how it stands", self._mark, "move_item", gone or only("move_item", card)),
            Choice("Put it into a theme", self._group, "group", gone or only("group", card)),
            Choice("Make a plan item from it", self._plan, "into_plan" if is_theme else "new_plan_item",
                   gone or ("It is a plan item." if is_plan else "")),
            Choice("Read more about it, in Learn", lambda: learn.open_background(session, card), "background",
                   "" if background(session.board, card) else "There is no page about it."),
            Choice("Read what it came from", self._sources, "read",
                   "" if is_plan and session.board.known(getattr(card, "sources", ())) else "It came from no card."),
            *pool.verbs(session, card, gone),
        ]  # fmt: skip

    def _go(self, name: str) -> bool:
        self._next = name
        return True

    def _at_once(self, gone: str) -> list[Choice]:
        """The verbs that need nothing but the card."""
        session, card = self._session, self._card
        return [
            Choice(
                named(name).label,
                lambda name=name: self._do_at_once(name),  # type: ignore[misc]
                name,
                gone or only(name, card) or refused(session.work, name, card),
            )
            for name in AT_ONCE
        ]

    def _do_at_once(self, name: str) -> None:
        self._session.attempt(lambda: carried_out(self._session.work, name, self._card))

    def _take_off_note(self) -> None:
        session, card, notes = self._session, self._card, getattr(self._card, "notes", {})
        lines = [(key, note_line(key, notes[key], session.work.today)) for key in sorted(notes)]
        key = session.talk.pick("Take which note off, for everybody?", [*lines, ("", "None, leave them")])
        if key:
            session.attempt(lambda: verbs.take_off_note(session.work, card, key))

    def _remove(self) -> bool | None:
        session, card = self._session, self._card
        session.talk.tell("It says", shortened(getattr(card, "text", "") or getattr(card, "title", ""), 100))
        stays = "The board's history keeps its words, and it can be brought back."
        if not session.talk.sure(f"Take it off the board, for everybody? {stays}"):
            return None

        if not session.attempt(lambda: verbs.remove(session.work, card)):
            return None
        session.thrown_away = None
        return True

    def _story(self) -> None:
        work = self._session.work
        self._session.talk.say(*story_lines(work, work.story(self._card)))

    def _reword(self) -> None:
        session, card = self._session, self._card
        wordings = earlier.earlier(session.work.story(card), card)
        if not wordings:
            session.talk.say(earlier.NEVER_OTHERWISE)
            return
        lines = [(str(nth), earlier.line(one, session.work.today)) for nth, one in enumerate(wordings)]
        nth = session.talk.pick(earlier.WHICH, [*lines, ("", "None, leave it as it is")])
        if not nth:
            return
        one = wordings[int(nth)]
        session.talk.tell("It said", one.words)
        if session.talk.sure(earlier.SURE):
            session.attempt(lambda: verbs.reword(session.work, card, one))

    def _settle(self) -> None:
        card = self._card
        choice = self._session.talk.pick(other_words(card.also[0], self._session.board), SETTLING)
        self._session.attempt(lambda: verbs.settle(self._session.work, card, card.also[0].field, choice))

    # The plan

    def _move(self) -> None:
        item = self._card
        assert isinstance(item, PlanItem)
        lane = self._session.board.lane(item.column)
        ways = [(way, words) for way, words in moves.choices(item, lane) if way not in STATUSES]
        goal = moves.goal(item, self._session.talk.pick("Where to?", ways), lane, lane)
        if goal is not None:
            column, before = goal
            self._session.attempt(lambda: plan_verbs.move(self._session.work, item, column, before))

    def _mark(self) -> None:
        session, item = self._session, self._card
        assert isinstance(item, PlanItem)
        status = session.talk.pick(STAND_ASKED, moves.marks(item))
        if status in moves.TOLD:
            session.attempt(lambda: plan_verbs.tell(session.work, item))
            return
        if session.attempt(lambda: plan_verbs.mark(session.work, item, status)) and status in CLOSED:
            self._after_the_end(item)

    def _after_the_end(self, item: PlanItem) -> None:
        """What came of it, if nobody has said so; then whether those who raised it know."""
        session, talk = self._session, self._session.talk
        if not item.outcome:
            came = talk.line(f"{OUTCOME_ASKED} One line, for when you look back.", "Enter alone leaves it.")
            now = session.now(item)
            if came and isinstance(now, PlanItem):
                session.attempt(lambda: plan_verbs.tell_outcome(session.work, now, came))
        then = session.now(item)
        if isinstance(then, PlanItem) and is_untold(then) and talk.pick(TOLD_ASKED, TOLD_CHOICES) == THEY_KNOW:
            session.attempt(lambda: plan_verbs.tell(session.work, then))

    def _plan(self) -> None:
        if isinstance(self._card, Answer | Theme):
            plan_form.from_card(self._session, self._card)

    def _sources(self) -> None:
        found = Listed(self._session, lambda: self._session.board.known(getattr(self._card, "sources", ())))
        self._session.talk.menu(lambda: ["It came from these."], found.choices)

    def _group(self) -> None:
        if isinstance(self._card, Answer):
            pool.put_into_a_theme(self._session, [self._card])


# Drafts ----------------------------------------------------------------------------------------------------------


def open_draft(session: Session, draft: Draft, where: str) -> None:
    def told() -> list[str]:
        _, *lines = draft_lines(session.board, draft)
        return [f"{where} Written {spoken(draft.saved.astimezone().date())}.", *lines]

    def go_on() -> bool:
        if draft.kind == "plan":
            plan_form.of_draft(session, draft)
        else:
            writing.Writing(session, draft.kind, dict(draft.fields), draft=draft).finish()
        return True

    def throw_away() -> bool | None:
        if not session.talk.sure("Throw away what is kept on this computer?"):
            return None

        if not session.attempt(lambda: verbs.throw_away(session.work, draft)):
            return None
        session.thrown_away = draft
        return True

    def choices() -> list[Choice]:
        return [
            Choice("Go on with it, or put it on the board", go_on, "put_on_board"),
            Choice("Throw it away", throw_away, "remove"),
            Choice("Save it as a text file", lambda: save(session, draft), "save_to_file"),
        ]

    session.talk.menu(told, choices)


def change(session: Session, card: Card) -> None:
    """Change a card's words; to somebody else's a note is offered first."""
    if isinstance(card, PlanItem):
        plan_form.change(session, card)
    elif isinstance(card, Theme) or (isinstance(card, Answer) and session.work.wrote(card)):
        writing.correct(session, card)
    elif isinstance(card, Answer):
        whose = f"These are {card.by}'s words." if card.by else "Nobody gave a name to these words."
        options = (("note", "Add a note under them"), ("correct", "Correct the words themselves"))
        if session.talk.pick(whose, options) == "note":
            writing.note_on(session, card)
        else:
            writing.correct(session, card)


class Reader:
    """Opens what stands in a list."""

    def read(
        self, session: Session, card: Card, where: str, around: tuple[str, str], known: dict[int, str]
    ) -> str | None:
        return Read(session, card, where, around).go(known)

    def open_draft(self, session: Session, draft: Draft, where: str) -> None:
        open_draft(session, draft, where)
