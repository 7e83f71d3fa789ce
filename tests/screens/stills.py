"""Apps that show one board value and start no thread: for frames that are the same in every run."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from textual.pilot import Pilot

from kindboard.board.board import Board
from kindboard.board.review import LookBack
from kindboard.cards.cards import Also, Card, Note, Stage, Support
from kindboard.tui.app import KindboardApp
from kindboard.tui.background import PastSeen
from kindboard.tui.parts.words import Standing
from kindboard.workspace.workspace import Workspace
from tests.builders import NOW, ABoard, a_board, a_card

HOSTILE = "done [/x] [@click=app.quit]now"
ACTING = "\x1b[31mred\x1b[0m \u202eesrever\u202c \x07 [b]$a[/b] {c}"
INERT = "\\x1b[31mred\\x1b[0m \\u202eesrever\\u202c \\x07 [b]$a[/b] {c}"
"""`ACTING` as it is to be shown: every character in sight, none acting."""
STANDING = Standing(shared=True, unsent=2, state="synced", news=datetime(2026, 11, 23, 9, 12))


@dataclass
class StillWorkspace:
    """As much of a workspace as drawing asks for."""

    shown: Board
    name: str | None = "Sam"
    now: datetime = NOW
    today: date = date(2026, 11, 23)
    several: bool = False

    def board(self) -> Board:
        return self.shown

    @property
    def latest(self) -> Board:
        return self.shown

    def wrote(self, card: Card) -> bool:
        return getattr(card, "by", None) == self.name

    def own_nameless(self) -> Collection[str]:
        return ()

    def is_mine_too(self, card: Card) -> bool:
        return False

    def corrected(self, card: Card, until: date | None = None) -> date | None:
        return None

    def ended(self, items: Iterable[Card], until: date | None = None) -> Mapping[str, date]:
        return dict.fromkeys((item.id for item in items), date(2026, 5, 12))


class StillApp(KindboardApp):
    def __init__(self, board: Board, standing: Standing = STANDING) -> None:
        super().__init__(cast(Workspace, StillWorkspace(board)))
        self.standing = standing

    def _begin(self) -> None:
        """No looking out, no sync."""

    def say_at_start(self) -> None:
        """The status line stays free for where things stand."""

    def read_past(self) -> None:
        """At once, in no thread: then was as now."""
        look = LookBack(self.whole, self.whole, date(2026, 6, 1), date(2026, 11, 23))
        self.past = PastSeen(self.whole, self.day, look, ())

    def see(self, board: Board) -> None:
        """Somebody else saved: as the lookout would say it."""
        cast(StillWorkspace, self.workspace).shown = board
        self._show(board)


@asynccontextmanager
async def a_still(
    board: Board, size: tuple[int, int] = (80, 24), standing: Standing = STANDING, name: str = "Sam"
) -> AsyncIterator[Pilot[None]]:
    app = StillApp(board, standing)
    cast(StillWorkspace, app.workspace).name = name
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


GIST = "What it means to us. Our own working words."
TEXTS = {
    "kindness-counts": "Empathy is valued beside every other skill. Our own working words.",
    "walk-a-mile": "People who draw on care bring their experience into how we learn. Our own working words.",
}


def riverside(stage: Stage = "reflect") -> Board:
    """The board of the design's own picture of Reflect."""
    made = _bare(stage, {"walk-a-mile": (1, 1, 1, 0), "kindness-counts": (1, 1, 1, 1), "safe-to-say": (1, 0, 1, 1),
                         "people-before-process": (1, 1, 0, 1), "never-instead-of-care": (0, 0, 1, 0),
                         "look-after-each-other": (1, 0, 0, 0)})  # fmt: skip
    where = {"principle": "walk-a-mile", "question": "improve"}
    story = (
        "We ask people to tell their story again each time a new worker visits. "
        "Last week one gentleman told it five times."
    )
    made = made.with_answer("I sit down before I open the folder.", principle="walk-a-mile", question="self")
    made = made.with_answer(story, id="2026-11-23-00000000", echoes={"p4k2": True}, **where)
    made = made.with_answer("Two forms for one incident; I finish them at home.", by=None, **where)
    made = made.with_draft(text="Nobody tells us when the rota changes.", **where)
    return made.with_draft(principle="look-after-each-other", question="improve", text="A quiet room.").build()


def _bare(stage: Stage, answered: dict[str, tuple[int, ...]]) -> ABoard:
    made = a_board(support=(Support(name="Ann, our manager", how="in the office on weekdays"),))
    cards = tuple(
        a_card("round", card.id, stage=stage) if card.kind == "round"
        else a_card("principle", card.id, title=card.title, order=card.order, text=TEXTS.get(card.id, GIST))
        if card.kind == "principle" else card
        for card in made.cards
    )  # fmt: skip
    made = ABoard(cards, _number=len(cards))
    for principle, counts in answered.items():
        for question, count in zip(("self", "organisation", "improve", "people-say"), counts, strict=True):
            if count and (principle, question) != ("walk-a-mile", "improve"):
                made = made.with_answer("We talked about it over tea.", principle=principle, question=question)
    return made


def pooling() -> Board:
    """Answers to some questions, three of them in a theme, and a theme that is empty as yet."""
    made = _bare("pool", {})
    theme = "2026-11-23-theme000"
    said: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("walk-a-mile", "improve", "We ask people to tell their story again each time a new worker visits. "
         "Last week one gentleman told it five times.", {"echoes": {"p4k2": True}}),
        ("walk-a-mile", "improve", "Two forms for one incident; I finish them at home.", {"by": None}),
        ("walk-a-mile", "people-say", "They say we are always looking at the clock.", {"heard": "directly"}),
        ("kindness-counts", "self", "I sit down before I open the folder.", {"by": "Jo"}),
        ("kindness-counts", "improve", "Thank people while it is still the same week.", {"by": "Bo"}),
        ("look-after-each-other", "organisation", "Nobody takes a break on a double shift.", {"by": "Dee"}),
        ("people-before-process", "improve", "Four visits before nine are too many.", {"theme": theme, "by": "Ann"}),
        ("people-before-process", "improve", "The first hour is all keys and codes.", {"theme": theme}),
        ("walk-a-mile", "people-say", "Breakfast comes when the rota says so.", {"theme": theme, "heard": "survey"}),
    )  # fmt: skip
    for number, (principle, question, text, more) in enumerate(said, 1):
        made = made.with_answer(text, f"2026-11-23-0000000{number}", principle=principle, question=question, **more)
    made = made.with_theme("Rushed mornings", id=theme, summary="Nobody has time before nine.")
    return made.with_theme("What keeps us well", id="2026-11-23-theme001").build()


def planned() -> Board:
    """The board of the design's own picture of Plan."""
    made = _bare("plan", {})
    note = Note(by="Dee", text="it takes two minutes.")
    sources = ("2026-11-23-00000001", "2026-11-23-00000002")
    for n in (1, 2):
        made = made.with_answer(f"Mornings are rushed, {n}.", id=f"2026-11-23-0000000{n}", theme="2026-11-23-theme000")
    made = made.with_theme("Rushed mornings", id="2026-11-23-theme000", summary="Nobody has time before nine.")
    made = made.with_plan_item("stop", "Rushing morning visits", owner="Ann", sources=sources, rank=1)
    made = made.with_plan_item("stop", "Two forms for one incident", needs=("rule-change",), rank=2)
    made = made.with_plan_item(
        "start", "Ask 'what matters today?' at the start of each visit", owner="Ann", status="under way", rank=1,
        when_then="If a visit begins, then we ask before opening the folder.", review_by=date(2026, 11, 30),
        barriers=("risk",), sources=sources, notes={"2026-11-20-n0te0000": note},
    )  # fmt: skip
    made = made.with_plan_item("start", owner="Dee", review_by=date(2026, 11, 3), rank=2)
    made = made.with_plan_item("stay", "Tea before paperwork", owner="Bo", rank=1)
    made = made.with_review(held=date(2026, 3, 2), summary="The tea stays. The forms are still two.")
    learned = "They can't take away **kindness**.\n\n- one\n- two"
    source = "The power of empathy"
    return made.with_learn("squeezed", title="Kindness gets squeezed", text=learned, source=source).build()


def hostile(line: str = HOSTILE, long: str = f"{HOSTILE} {ACTING}") -> Board:
    """Every text on it is `line` or `long`."""
    note = {"2026-11-20-n0te0000": Note(by=line, text=long)}
    where = {"principle": "walk-a-mile", "question": "self"}
    support = (Support(name=line, how=long),)
    made = ABoard((a_card("board", "team", title=line, support=support, source=line, purpose=long),))
    made = made.with_round(title=line)
    made = made.with_principle("walk-a-mile", title=line, text=long, source=line, wording="published")
    told = {"by": line, "tags": (line,), "notes": note, "theme": "2026-11-23-theme000"}
    made = made.with_answer(long, id="2026-11-23-00000001", also=(Also(field=line, value=long),), **told, **where)
    made = made.with_answer(long, id="2026-11-23-00000002", by=line, **where)
    made = made.with_draft(text=long, **where)
    made = made.with_theme(line, id="2026-11-23-theme000", summary=long)
    made = made.with_theme(line, id="2026-11-23-theme001", summary=long)
    made = made.with_plan_item(
        "stop", line, owner=line, why=long, outcome=long, when_then=line, notes=note,
        review_by=date(2026, 1, 1), sources=("2026-11-23-00000001",), needs=("funding",),
    )  # fmt: skip
    made = made.with_draft("plan", column="stop", title=line, why=long, owner=line, when_then=line, outcome=long)
    made = made.with_review(held=date(2026, 3, 2), summary=long)
    url = f"https://a.example/{line}"
    made = made.with_learn("learn", section=line, title=line, text=long, source=line, url=url)
    return made.needing_attention(line, long).build()
