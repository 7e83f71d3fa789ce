"""Writing: an answer, a note, a correction. Kept on this computer from the first line on, shown whole before it leaves.

What is begun here can be finished on the screens, and the other way round: both keep the same drafts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from kindboard.board.board import Draft
from kindboard.cards.cards import Answer, Card, Theme
from kindboard.cards.fields import TEXT_LIMIT
from kindboard.leaving import words as leaving_words
from kindboard.pasted import count_lines, each_its_own
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice, Left
from kindboard.terms import HEARD, KEPT, WHO_THERE_IS, WISH_NONE, WISHES, counted
from kindboard.verbs.cards import post
from kindboard.words.stub import PROMPTS

KEPT_NOW = "Kept on this computer, not on the board. You find it under Kept on this computer."
ASKED = {
    "summary": "What do these answers say together?",
    "why": "Why does it matter?",
    "outcome": "What came of it?",
}


class Writing:
    """One thing that is being written: its draft always has what there is of it."""

    def __init__(
        self, session: Session, kind: str, fields: dict[str, Any], card: Card | None = None, draft: Draft | None = None
    ) -> None:
        self.session, self.kind, self.card = session, kind, card
        self.draft = draft
        self.fields = fields | (draft.fields if draft else {})
        self.put = False
        self._begun = frozenset(fields)

    @property
    def is_new(self) -> bool:
        return self.card is None and (self.draft is None or self.draft.card is None)

    @property
    def about(self) -> Card | None:
        """The card it is a note on, or corrects."""
        if self.card is None and self.draft is not None and self.draft.card is not None:
            board = self.session.board
            return board.by_path.get(self.draft.path or "") or board.cards.get(self.draft.card)
        return self.card

    def keep(self, **changes: Any) -> Draft:
        """Keep it with these fields as they are now."""
        fields = self.fields | changes
        self.fields = {name: value for name, value in fields.items() if value is not None or name in self._begun}
        work = self.session.work
        with self.session.talk.undisturbed():
            # A draft that is on the disk is one that its writer is told of.
            if self.draft is None:
                self.draft = work.new_draft(self.kind, self.fields, self.card)
            else:
                self.draft = work.keep(replace(self.draft, fields=self.fields))
        return self.draft

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whoever leaves in the middle is told that their words stay here."""
        try:
            yield
        except (Left, KeyboardInterrupt):
            if self.draft is not None and not self.put:
                self.session.talk.say(KEPT_NOW)
            raise

    # The words

    def ask_text(self, question: str, name: str = "text", before: str = "") -> None:
        """`before`: what the new lines come after."""
        start = f"{before}\n" if before else ""
        words = self.session.talk.text(question, lambda typed: self._keep_text(name, start + typed))
        self._keep_text(name, start + words if words.strip() else before)

    def _keep_text(self, name: str, words: str) -> None:
        if words.strip():
            self.keep(**{name: words})

    def change_text(self, name: str = "") -> None:
        """Anew, more at the end, or one line of it. Of a theme, its summary: a title has a verb of its own."""
        talk, name = self.session.talk, name or ("summary" if self.kind == "theme" else "text")
        words = str(self.fields.get(name) or "")
        if not words:
            self.ask_text(ASKED.get(name, "Write it now."), name)
            return
        talk.tell("So far", words)
        one = [("line", "Change one line")] if "\n" in words else []
        ways = [("more", "Add to the end"), *one, ("anew", "Write it all anew")]
        way = talk.pick("What would you like to change?", ways)
        if way == "line":
            lines = words.split("\n")
            at = int(talk.pick("Which line?", [(str(n), line or "(empty)") for n, line in enumerate(lines)]))
            lines[at] = talk.line("Type the new line.", "Enter alone takes the line out.")
            kept = [line for n, line in enumerate(lines) if line or n != at]
            self._keep_text(name, "\n".join(kept))
        else:
            self.ask_text("Go on writing." if way == "more" else "Write it now.", name, words if way == "more" else "")

    def ask_stub(self) -> None:
        words = ""
        for prompt in PROMPTS:
            if typed := self.session.talk.line(prompt, "Enter alone leaves it out."):
                words = f"{words}\n\n{prompt}\n{typed}".strip()
                self._keep_text("text", words)

    def ask_heard(self) -> None:
        options = [*HEARD.items(), ("", "not said")]
        self.keep(heard=self.session.talk.pick("How do you know what people say?", options) or None)

    def ask_wish(self) -> None:
        options = [("", WISH_NONE), *((wish, f"{words}: nobody need act on it") for wish, words in WISHES.items())]
        self.keep(wish=self.session.talk.pick("What does it ask for?", options) or None)

    def ask_name(self) -> None:
        """With a name or without; on a computer without one, and before a room, there is nothing to ask."""
        name = self.session.work.name
        if name is None or self.session.room:
            return
        options = (("name", f"With your name, {name}"), ("none", "No name: nobody is named"))
        choice = self.session.talk.pick("Does your name go with it?", options)
        self.fields.pop("by", None)
        self.keep(**({"by": ""} if choice == "none" else {}))

    def ask_tags(self) -> None:
        typed = self.session.talk.line("Type tags, with commas between.", "Enter alone leaves none.")
        self.keep(tags=tuple(tag.strip() for tag in typed.split(",") if tag.strip()))

    # The two ways out

    def finish(self) -> bool:
        """Show what leaves, then put it on the board, keep it, or go on with it. Whether it is on the board."""
        if self.draft is None:
            self.session.talk.say("Nothing was written.")
            return False
        with self.kept():
            self.session.talk.menu(self._leaving, self._ways)
        if not self.put:
            self.session.talk.say(KEPT_NOW)
        return self.put

    def _leaving(self) -> list[str]:
        assert self.draft is not None
        return leaving_lines(self.session, [self.draft])

    def _ways(self) -> list[Choice]:
        assert self.draft is not None
        is_answer = self.kind == "answer"
        about = self.about
        question = self.fields.get("question") or (about.question if isinstance(about, Answer) else "")
        lines = count_lines(str(self.fields.get("text") or ""))
        named = self.session.work.name is not None and (self.is_new or self.kind == "note")
        return [
            Choice(put_on_board(self.session, [self.draft]), self._put, "put_this"),
            Choice("Keep it on this computer for now", lambda: True, "keep_this"),
            Choice("Change the words", self.change_text),
            Choice("Choose again whether your name goes with it", self.ask_name, "", "" if named else "No name goes."),
            Choice("Add or change its tags", self.ask_tags, "", "" if is_answer else "Only answers have tags."),
            Choice("Say how you know what people say", self.ask_heard, "",
                   "" if is_answer and question == "people-say" else "Only the fourth question asks that."),
            Choice("Say what it asks for: to be talked about, or just to be heard", self.ask_wish, "",
                   "" if is_answer else "Only answers ask for something."),
            Choice("Make each line an answer of its own", self._apart, "",
                   "" if is_answer and self.is_new and lines > 1 else "It has one line only."),
        ]  # fmt: skip

    def _put(self) -> bool | None:
        assert self.draft is not None
        draft, seen = self.draft, self.card
        if len(str(self.fields.get("text") or "")) > TEXT_LIMIT:
            self.session.talk.say(f"A card holds {TEXT_LIMIT:,} characters at most. Shorten it, or make two cards.")
            return None
        self.put = self.session.attempt(lambda: post(self.session.work, [draft], seen))
        self.session.shown_what_leaves |= self.put
        if self.put and self.fields.get("wish"):
            self.session.talk.say(f"{WHO_THERE_IS} Who to talk to, in the main list, names them.")
        return self.put or None

    def _apart(self) -> bool:
        assert self.draft is not None
        lines = each_its_own(str(self.fields["text"]))
        for line in lines:
            self.session.work.new_draft("answer", self.fields | {"text": line})
        self.session.work.discard(self.draft.key)
        self.session.talk.say(f"Now there are {counted(len(lines), 'answer')}. {KEPT}")
        return True


def put_on_board(session: Session, drafts: list[Draft]) -> str:
    telling = any(one.details for one in session.work.leaving(drafts))
    return "Put on the board as it is" if telling else "Put on the board"


def leaving_lines(session: Session, drafts: list[Draft]) -> list[str]:
    """Exactly what would leave this computer, as lines."""
    board = session.board
    where = [leaving_words.where_words(board, draft) for draft in drafts]
    leaving = session.work.leaving(drafts)
    # Who can read it and what stays holds for every card: once a sitting is enough.
    known = session.sentences_heard.copy()
    session.sentences_heard |= {sentence for one in leaving for sentence in one.sentences}
    news = [replace(one, sentences=tuple(s for s in one.sentences if s not in known)) for one in leaving]
    parts = leaving_words.words(session.board, where, news)
    lines = [part if isinstance(part, str) else f"{part[0]}: {part[1]}" for part in parts]
    return [leaving_words.title(leaving), *(line for line in lines if line)]


# What is written -------------------------------------------------------------------------------------------------


def new_answer(session: Session, principle: str, question: str, *, stub: bool = False) -> None:
    """`stub`: begun with three small questions."""
    fields = {"principle": principle, "question": question} | ({"by": ""} if session.room else {})
    writing = Writing(session, "answer", fields)
    with writing.kept():
        if stub:
            writing.ask_stub()
        else:
            writing.ask_text("Write your answer. A sentence or two is enough.")
        if writing.draft is not None and question == "people-say":
            writing.ask_heard()
        if writing.draft is not None:
            writing.ask_name()
    writing.finish()


def note_on(session: Session, card: Card) -> None:
    writing = Writing(session, "note", {"by": ""} if session.room else {}, card, begun(session, card, "note"))
    if writing.draft is None:
        with writing.kept():
            writing.ask_text("Write your note.")
            if writing.draft is not None:
                writing.ask_name()
    writing.finish()


def correct(session: Session, card: Answer | Theme) -> None:
    """Change an answer's or a theme's words."""
    names = ("text", "heard", "tags") if isinstance(card, Answer) else ("title", "summary")
    fields = {name: getattr(card, name) for name in names}
    writing = Writing(session, card.kind, fields, card, begun(session, card, card.kind))
    if writing.draft is None:
        with writing.kept():
            writing.change_text()
    writing.finish()


def begun(session: Session, card: Card, kind: str) -> Draft | None:
    """What was begun on this card before and not finished."""
    about = ((card.id, None), (card.id, card.path))
    drafts = (draft for draft in session.board.drafts if draft.kind == kind)
    return next((draft for draft in drafts if (draft.card, draft.path) in about), None)
