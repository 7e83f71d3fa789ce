"""A made-up team's board of two years: 36 sittings, six people at two computers, three reviews, all by real saves.

`python -m tests.years.made FOLDER` makes one to look at: FOLDER/office is the board.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from kindboard.cards.cards import Answer, Card, PlanItem, Theme
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, at_the_computer_of

FIRST = datetime(2024, 11, 4, 9, 30, tzinfo=UTC)
SITTINGS, APART = 36, timedelta(days=20)
REVIEWS = {
    11: "Slower mornings hold. The rota does not.",
    23: "Half of it is habit by now.",
    34: "We say thank you more.",
}
"""The sittings in which a review is held, and what each came to."""
NEXT_ROUND = 18
PLACES = {"office": ("Ann", "Bo", "Cy", "Dee"), "day-room": ("Eve", "Fay")}
"""Made up. Each computer is used by several people."""
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)

PRINCIPLES = ("kindness-counts", "safe-to-say", "walk-a-mile", "look-after-each-other", "people-before-process")
SUBJECTS = (
    "the rota", "handover", "the tea round", "a first visit", "the form", "the night shift", "the lift", "supper",
)  # fmt: skip
MIDDLES = (
    "comes too late", "is kinder when two share it", "leaves no time to sit down", "is done to people, not with them",
)  # fmt: skip
ENDS = ("on Mondays", "when we are short", "since the summer", "for whoever is new")
DEEDS = (
    "Ask before we move", "Sit down first at", "Say thank you for", "Leave ten minutes after", "Stop two calls about",
)  # fmt: skip

Kind = TypeVar("Kind", bound=Card)


class Sitting(Struct, frozen=True):
    """What the board was when a sitting had ended: the bytes of each card by its path."""

    day: date
    cards: Mapping[str, bytes]


@contextmanager
def a_board_of_two_years(folder: Path, sittings: int = SITTINGS) -> Iterator[tuple[Workspace, Sequence[Sitting]]]:
    """Gives (the board in the office, its sittings), at the hour `NOW`."""
    was = os.environ.get("KINDBOARD_NOW")
    _at(FIRST)
    try:
        with a_team(folder, *PLACES) as team:
            made = _Made(folder, team)
            told = [made.sitting(number) for number in range(sittings)]
            _at(NOW)
            yield team.members[0], told
    finally:
        if was is None:
            del os.environ["KINDBOARD_NOW"]
        else:
            os.environ["KINDBOARD_NOW"] = was


def _at(when: datetime) -> None:
    os.environ["KINDBOARD_NOW"] = when.isoformat()


class _Made:
    """Everything by chance, and the same each time; nothing hangs on an id, which is another each time."""

    def __init__(self, folder: Path, team: Team) -> None:
        self._folder, self._team = folder, team
        self._chance = random.Random(7)
        self._ids: list[str] = []
        self._now = FIRST

    def sitting(self, number: int) -> Sitting:
        self._now = FIRST + number * APART
        _at(self._now)
        if number == NEXT_ROUND:
            self._in("office", "Ann", lambda work: [work.start_round("Autumn 2025")])
        for _ in range(self._chance.randint(2, 4)):
            place = self._chance.choice([*PLACES])
            who = self._chance.choice(PLACES[place])
            for _ in range(self._chance.randint(1, 3)):
                self._in(place, who, self._chance.choice(DOINGS[: 3 if number < 2 else len(DOINGS)]).__get__(self))
            self._now += timedelta(minutes=31)  # another sitting of its own
        if number in REVIEWS:
            self._in("office", "Ann", lambda work: self._review(work, REVIEWS[number]))
        self._team.sync()
        board = self._team.members[0].board()
        return Sitting(self._now.date(), {card.path: card.raw for card in board})

    def _in(self, place: str, who: str, doing: Callable[[Workspace], list[Card]]) -> None:
        """Some minutes later somebody does something at a computer."""
        self._now += timedelta(minutes=self._chance.randint(2, 6))
        _at(self._now)
        work = self._team.members[[*PLACES].index(place)]
        with at_the_computer_of(self._folder / f"{place}-computer"):
            work.set_name(who)
            self._ids += [card.id for card in doing(work) if card.id not in self._ids]

    # What people do

    def _answer(self, work: Workspace) -> list[Card]:
        question = self._chance.choice(("self", "organisation", "improve", "people-say"))
        fields = {"principle": self._chance.choice(PRINCIPLES), "question": question, "text": self._sentence()}
        if question == "people-say":
            fields["heard"] = self._chance.choice(("directly", "survey", "guess", "me"))
        return [work.add("answer", fields, no_name=self._chance.random() < 0.2)]

    def _item(self, work: Workspace) -> list[Card]:
        months = timedelta(days=self._chance.randint(40, 150))
        fields = {
            "column": self._chance.choice(("stop", "start", "start", "stay")),
            "title": f"{self._chance.choice(DEEDS)} {self._chance.choice(SUBJECTS)}",
            "owner": self._chance.choice((None, "Ann", "Bo", "Eve")),
            "review_by": (self._now + months).date(),
            "needs": self._chance.choice(((), (), ("staffing",), ("funding",))),
        }
        return [work.add("plan", {name: value for name, value in fields.items() if value})]

    def _theme(self, work: Workspace) -> list[Card]:
        loose = [card for card in self._there(work, Answer) if card.theme is None and card.by][:3]
        return [work.new_theme(f"{self._chance.choice(SUBJECTS).capitalize()} again", loose)] if loose else []

    def _reword(self, work: Workspace) -> list[Card]:
        own = [card for card in self._there(work, Answer) if card.by == work.name]
        if own:
            card = self._chance.choice(own)
            work.change(card, {"text": f"{card.text.rstrip('.')}, {self._chance.choice(ENDS)}."})
        return []

    def _note(self, work: Workspace) -> list[Card]:
        return self._to_any(work, lambda card: work.note(card, self._sentence()))

    def _me_too(self, work: Workspace) -> list[Card]:
        others = [card for card in self._there(work, Answer) if card.by not in (None, work.name)]
        if others:
            work.echo(self._chance.choice(others))
        return []

    def _move(self, work: Workspace) -> list[Card]:
        if items := self._open(work):
            work.place(self._chance.choice(items), self._chance.choice(("stop", "start", "stay")))
        return []

    def _mark(self, work: Workspace) -> list[Card]:
        if items := self._open(work):
            status = self._chance.choice(("under way", "under way", "done", "let go"))
            outcome = {"outcome": self._sentence()} if status == "done" else {}
            work.change(self._chance.choice(items), {"status": status, **outcome})
        return []

    def _take_off(self, work: Workspace) -> list[Card]:
        if len(themes := self._there(work, Theme)) > 2:
            work.remove(self._chance.choice(themes))
        return []

    def _bring_back(self, work: Workspace) -> list[Card]:
        gone = {card.id for card in work.removed()}
        for id in self._ids:
            if id in gone:
                work.restore(id)
                break
        return []

    def _by_hand(self, work: Workspace) -> list[Card]:
        """Somebody who knows git corrects a title in a file and sends it in their own way."""
        if items := self._there(work, PlanItem):
            card = self._chance.choice(items)
            file = work.root / card.path
            work.clone.index.finish()
            file.write_bytes(card.raw.replace(b"Ask before", b"Always ask before"))
            identity = ("-c", f"user.name={work.name}", "-c", "user.email=hand@example.org")
            when = {"GIT_AUTHOR_DATE": self._now.isoformat(), "GIT_COMMITTER_DATE": self._now.isoformat()}
            command = ["git", "-C", str(work.root), *identity, "commit", "--allow-empty", "-qam", "A better title"]
            generated.by_hand(command, env=os.environ | when)
        return []

    def _review(self, work: Workspace, summary: str) -> list[Card]:
        due = [item for item in self._open(work) if item in work.board().due(work.today)]
        kept = [item for item in self._open(work) if item.column == "stay" and item not in due]
        for item in due[:4]:
            found = self._chance.choice(("going", "done", "let go"))
            work.look_at(item, found, again=(self._now + timedelta(days=200)).date())
        for item in kept[:3]:
            work.look_at(item, self._chance.choice(("kept", "slipped")))
        work.sum_up(summary)
        return []

    # What they do it to

    def _there(self, work: Workspace, kind: type[Kind]) -> list[Kind]:
        """The cards of a kind, in the order of their making."""
        board = work.board()
        return [card for id in self._ids if isinstance(card := board.cards.get(id), kind)]

    def _open(self, work: Workspace) -> list[PlanItem]:
        return [item for item in self._there(work, PlanItem) if item.status in ("planned", "under way")]

    def _to_any(self, work: Workspace, do: Callable[[Card], object]) -> list[Card]:
        if cards := [*self._there(work, Answer), *self._there(work, PlanItem)]:
            do(self._chance.choice(cards))
        return []

    def _sentence(self) -> str:
        words = (self._chance.choice(SUBJECTS), self._chance.choice(MIDDLES), self._chance.choice(ENDS))
        return f"{words[0][0].upper()}{' '.join(words)[1:]}."


DOINGS = (
    _Made._answer, _Made._item, _Made._answer, _Made._theme, _Made._reword, _Made._note, _Made._me_too, _Made._move,
    _Made._mark, _Made._take_off, _Made._bring_back, _Made._by_hand, _Made._answer, _Made._note, _Made._mark,
)  # fmt: skip


if __name__ == "__main__":
    with a_board_of_two_years(Path(sys.argv[1])) as (office, _):
        print(office.root)
