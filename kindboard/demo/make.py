"""Making the example: every change goes through the same save as a person's, on the day it is said to be of.

What one person put on the board in one sitting is one save, so that the whole of it takes a second or two.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from kindboard.cards.paths import path_of, place_of
from kindboard.cards.toml import dump, parse
from kindboard.cards.toml_edit import edit
from kindboard.clone import change, person
from kindboard.clone.journal import Wanted
from kindboard.clone.making import drop
from kindboard.demo import answers, plan
from kindboard.demo.answers import Said
from kindboard.demo.plan import Item, Then
from kindboard.edits import edits
from kindboard.starters import starters
from kindboard.words.days import season
from kindboard.workspace.workspace import Workspace, open_workspace

FIRST_ROUND, REVIEWED, SECOND_ROUND = 295, 24, 21
"""Days before today: nine months lie between the rounds."""
VISITOR = "Visitor"


@contextmanager
def throw_away() -> Iterator[Workspace]:
    """The example in a folder that is gone afterwards, on a computer of its own: nothing of the person's is touched."""
    folder = Path(tempfile.mkdtemp(prefix="kindboard-example-"))
    try:
        with _at_a_computer_in(folder), _sent_nowhere():
            make(folder / "board", f"{answers.PURPOSE}\n\n{answers.THROWN_AWAY} {answers.TO_KEEP}").close()
            with open_workspace(folder / "board") as workspace:
                yield workspace
    finally:
        drop(folder)


def to_keep(directory: str) -> Path:
    """The example in a new folder that stays. Raises KindboardError."""
    folder = Path(tempfile.mkdtemp(prefix="kindboard-example-"))
    try:
        with _at_a_computer_in(folder), make(Path(directory)) as workspace:
            return workspace.root
    finally:
        drop(folder)


@contextmanager
def _at_a_computer_in(folder: Path) -> Iterator[None]:
    before = os.environ.get("KINDBOARD_HOME")
    os.environ["KINDBOARD_HOME"] = str(folder / "computer")
    try:
        yield
    finally:
        _set("KINDBOARD_HOME", before)


@contextmanager
def _sent_nowhere() -> Iterator[None]:
    os.environ[starters.EXAMPLE] = "1"
    try:
        yield
    finally:
        del os.environ[starters.EXAMPLE]


def _set(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def remove(folder: Path) -> None:
    """Take an example away."""
    drop(folder)


def make(directory: Path, purpose: str = answers.PURPOSE) -> Workspace:
    """Raises KindboardError."""
    today = person.now()
    now_was = os.environ.get("KINDBOARD_NOW")
    os.environ["KINDBOARD_NOW"] = _morning(today, FIRST_ROUND).isoformat()
    try:
        workspace = starters.init(directory, title=answers.NAME)
    finally:
        _set("KINDBOARD_NOW", now_was)
    made = _Example(workspace, today)
    made.first_round(purpose)
    made.in_between()
    made.second_round()
    # What a visitor takes back is their own, not the example's last day.
    (workspace.clone.folder / "undo.json").unlink(missing_ok=True)
    workspace.set_name(VISITOR)
    return workspace


def _morning(today: datetime, days: int) -> datetime:
    return datetime.combine(today.date() - timedelta(days=days), time(10), today.tzinfo)


class _Example:
    def __init__(self, workspace: Workspace, today: datetime) -> None:
        self._workspace, self._today = workspace, today
        self._raw: dict[str, bytes] = {}
        self._number = 0
        self._minutes: dict[int, int] = {}
        self._said: dict[Said, str] = {}
        self._themes: dict[str, str] = {}
        self._items: dict[str, str] = {}

    # The days

    def first_round(self, purpose: str) -> None:
        board = self._workspace.board()
        assert board.round is not None
        self._round = board.round.id
        about = {"purpose": purpose, "support": [*answers.SUPPORT]}
        self._raw |= {card.path: card.raw for card in (board.about, board.round)}
        self._save(FIRST_ROUND, "Asha", "Change the board", [self._changed(board.about.path, FIRST_ROUND, about)])
        self._answers(answers.FIRST, FIRST_ROUND - 2)
        self._themes_of(answers.THEMES, answers.FIRST, FIRST_ROUND - 14)
        self._plan(plan.FIRST, FIRST_ROUND - 21, self._changed(board.round.path, FIRST_ROUND - 21, {"stage": "plan"}))

    def in_between(self) -> None:
        sittings: dict[tuple[int, str], list[tuple[Item, Then]]] = {}
        for item in plan.FIRST:
            for then in item.later:
                sittings.setdefault((-then.days, then.by), []).append((item, then))
        for (before, by), sitting in sorted(sittings.items()):
            wanted = [self._became(self._items[item.title], then) for item, then in sitting]
            self._save(-before, by, "Change plan items", wanted)
        held = _morning(self._today, REVIEWED).date()
        review = edits.slug_of(str(held))
        wanted = [self._new("review", {"round": self._round, "held": held, "summary": plan.REVIEW.strip()}, REVIEWED,
                            id=review)]  # fmt: skip
        for item in plan.FIRST:
            if item.check is not None:
                found = {"review": review, "answer": item.check[0], "note": item.check[1]}
                wanted.append(self._changed(self._items[item.title], REVIEWED, {"checks": {self._id(REVIEWED): found}}))
        self._save(REVIEWED, "Asha", "Hold a review", wanted)

    def second_round(self) -> None:
        day = _morning(self._today, SECOND_ROUND).date()
        old = next(path for path in self._raw if path.endswith(f"rounds/{self._round}.toml"))
        title = season(day)
        self._round = "-".join(reversed(edits.slug_of(title).split("-")))
        closed = self._changed(old, SECOND_ROUND, {"closed": day, "stage": "review"})
        begun = self._new("round", {"title": title, "started": day}, SECOND_ROUND, id=self._round)
        self._save(SECOND_ROUND, "Asha", "Begin a round", [closed, begun])
        self._answers(answers.SECOND, SECOND_ROUND - 2)
        self._themes_of(answers.LATER_THEMES, answers.SECOND, 9)
        self._plan(plan.SECOND, 8)
        # Two people, each at a computer of their own, who both saw the card as it was before.
        path = self._items[plan.ASKING]
        both = [(by, self._changed(path, 5, {"when_then": line})) for by, line in plan.AT_ONCE]
        for by, wanted in both:
            self._save(5, by, "Change a plan item", [wanted])

    # What is written on them

    def _answers(self, said: Sequence[Said], days: int) -> None:
        """Each person puts theirs on the board on a day of their own; what has no name comes alone."""
        for place, by in enumerate(dict.fromkeys(one.by for one in said)):
            wanted = {one: self._answer(one, days - place) for one in said if one.by == by}
            self._said |= {one: answer.path for one, answer in wanted.items()}
            sittings = [[*wanted.values()]] if by else [[alone] for alone in wanted.values()]
            for sitting in sittings:
                self._save(days - place, by, "Add answers", sitting)
        # Said by others in the days after; who they were stands nowhere.
        echoed = [self._changed(self._said[one], days - 9, {"echoes": {f"example{n}": True for n in range(one.echoes)}})
                  for one in said if one.echoes]  # fmt: skip
        self._save(days - 9, None, "Say me too", echoed)

    def _answer(self, one: Said, days: int) -> Wanted:
        fields = {"principle": one.principle, "question": one.question, "round": self._round, "by": one.by,
                  "heard": one.heard, "text": one.text}  # fmt: skip
        return self._new("answer", fields, days, nameless=one.by is None)

    def _themes_of(self, themes: Mapping[str, tuple[str, str]], said: Sequence[Said], days: int) -> None:
        wanted = [self._new("theme", {"title": title, "summary": summary, "round": self._round}, days)
                  for title, summary in themes.values()]  # fmt: skip
        self._themes |= {key: place.path for key, place in zip(themes, wanted, strict=True)}
        grouped = [self._changed(self._said[one], days, {"theme": _id_of(self._themes[one.theme])})
                   for one in said if one.theme]  # fmt: skip
        self._save(days, "Dee", "Group answers", [*wanted, *grouped])

    def _plan(self, items: Sequence[Item], days: int, *more: Wanted) -> None:
        wanted = []
        for item in items:
            again = None if item.again is None else self._today.date() + timedelta(days=item.again)
            fields = {"column": item.column, "title": item.title, "owner": item.owner, "review_by": again,
                      "rank": edits.GAP * (len(self._items) + 1), "principles": item.principles,
                      "sources": tuple(_id_of(self._themes[theme]) for theme in item.themes)}  # fmt: skip
            wanted.append(self._new("plan", fields | item.fields, days))
            self._items[item.title] = wanted[-1].path
        self._save(days, "Asha", "Add plan items", [*wanted, *more])

    # One save

    def _save(self, days: int, by: str | None, subject: str, wanted: Sequence[Wanted]) -> None:
        when = self._when(days) if by else datetime.combine(self._when(days).date(), time(), self._today.tzinfo)
        made = change.make(
            self._workspace.clone, wanted, subject=subject, words="a change to the example", name=by, when=when
        )
        self._raw |= {path: raw for path, raw in made.items() if raw is not None}

    def _when(self, days: int) -> datetime:
        """A minute after what was last done on that day."""
        self._minutes[days] = self._minutes.get(days, 0) + 1
        return _morning(self._today, days) + timedelta(minutes=self._minutes[days])

    def _new(self, kind: str, fields: Mapping[str, Any], days: int, *, id: str = "", nameless: bool = False) -> Wanted:
        now = _morning(self._today, days)
        values = edits.checked(kind, {name: value for name, value in fields.items() if value not in (None, "", ())})
        written = datetime.combine(now.date(), time(), now.tzinfo) if nameless else now
        doc = edits.new_doc(kind, values, now.date(), written)
        return Wanted(path_of(self._workspace.slug, kind, id or self._id(days)), None, dump(doc, kind))

    def _changed(self, path: str, days: int, fields: Mapping[str, Any]) -> Wanted:
        place = place_of(path)
        assert place is not None
        raw = self._raw[path]
        own = {name: value for name, value in fields.items() if name in ("notes", "echoes", "checks")}
        values = edits.checked(place.kind, {name: v for name, v in fields.items() if name not in own}) | own
        doc = edits.edited_doc(place.kind, parse(raw), values, self._when(days))
        return Wanted(path, raw, edit(raw, doc, place.kind))

    def _became(self, path: str, then: Then) -> Wanted:
        fields = then.fields
        if then.note:
            note = {"text": then.note, "by": then.by}
            fields = {"notes": {**parse(self._raw[path]).get("notes", {}), self._id(then.days): note}}
        return self._changed(path, then.days, fields)

    def _id(self, days: int) -> str:
        """In the order of writing, so that cards of one day stand as they are told."""
        self._number += 1
        return f"{_morning(self._today, days).date()}-{self._number:08d}"


def _id_of(path: str) -> str:
    return Path(path).stem
