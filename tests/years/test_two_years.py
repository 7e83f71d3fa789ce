"""Two years of a team's board, made by real saves: what is told of them is what happened, no more and no less."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kindboard.story.story import Happening
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.commands import kindboard
from tests.screens.frames import REGOLD
from tests.years.made import SITTINGS, Sitting

pytestmark = pytest.mark.slow

UNTOLD = {"schema", "created", "changed", "echoes", "also"}
UNSAID = {"stage": "reflect"}
"""What a file leaves out, because every card of its kind begins so."""


def test_the_board_at_any_commits_date_is_the_one_that_was_loaded_then(
    office: Workspace, made: tuple[Workspace, Sequence[Sitting]]
) -> None:
    sittings = made[1]
    assert len(sittings) == SITTINGS
    for sitting in sittings:
        assert {card.path: card.raw for card in office.at(sitting.day)} == sitting.cards


# The story


def told_in_order(office: Workspace) -> Mapping[str, list[Happening]]:
    """What was told of each card, oldest first."""
    told: dict[str, list[Happening]] = {}
    for happening in reversed(office.story()):
        told.setdefault(happening.card, []).append(happening)
    return told


def fields(raw: bytes) -> dict[str, Any]:
    """A card's fields as its file has them, notes and checks each by itself: read without any code of ours."""
    found: dict[str, Any] = {}
    for name, value in tomllib.loads(raw.decode()).items():
        if name in ("notes", "checks"):
            found |= {f"{name}.{key}": entry.get("text") or entry.get("note") or entry["answer"]
                      for key, entry in value.items()}  # fmt: skip
        elif name not in UNTOLD and value not in ("", []):
            found[name] = value
    return found


def plain(value: Any) -> Any:
    return [*value] if isinstance(value, tuple) else value.strip() if isinstance(value, str) else value


def beginning(office: Workspace) -> set[str]:
    """The cards that the board began with: nobody added them."""
    root = generated.git(office.root, "rev-list", "--max-parents=0", "HEAD").decode().strip()
    begun = generated.git(office.root, "ls-tree", "-r", "--name-only", root).decode().split()
    return {office.slug, *(Path(path).stem for path in begun)}


def test_what_is_told_of_a_card_leads_from_nothing_to_what_it_is_step_by_step(office: Workspace) -> None:
    """So no change is told twice, none is left out, and none is invented."""
    now = {card.id: fields(card.raw) for card in office.board()}
    told = told_in_order(office)
    assert len(told) > 60
    for card in told.keys() - beginning(office):
        became: dict[str, Any] = {}
        for happening in told[card]:
            for change in happening.changes:
                assert plain(became.get(change.field)) == plain(change.before), (card, happening)
                became[change.field] = change.after
        left = {field: plain(value) for field, value in became.items() if value not in (None, UNSAID.get(field))}
        assert left == {field: plain(value) for field, value in now.get(card, {}).items()}, card


def by_git(office: Workspace) -> Iterator[tuple[str, str, date]]:
    """(card, author, day) of every change to a file, as `git log -p` prints it."""
    log = generated.git(office.root, "log", "-p", "--no-renames", "--date=short-local", "--format=>%an>%ad").decode()
    author = day = ""
    for line in log.splitlines():
        if head := re.fullmatch(r">(.*)>(\d{4}-\d\d-\d\d)", line):
            author, day = head.groups()
        elif path := re.fullmatch(r"diff --git a/\S+/([^/]+)\.toml b/\S+", line):
            yield path[1], author, date.fromisoformat(day)


def test_every_commit_that_changed_a_card_is_told_and_nothing_else_is(office: Workspace) -> None:
    seeds = beginning(office)
    told = {(h.card, h.day, h.who) for h in office.story() if h.card not in seeds}
    days = {(card, day) for card, _, day in by_git(office) if card not in seeds}
    assert {(card, day) for card, day, _ in told} == days
    authors = {(card, day, who) for card, who, day in by_git(office)}
    assert {one for one in told if one[2] is not None} <= authors


def test_a_story_names_nobody_who_gave_no_name_and_tells_no_time_of_theirs(office: Workspace) -> None:
    nameless = {card.id for card in office.board() if tomllib.loads(card.raw.decode()).get("by", "") == ""}
    told = [h for h in office.story() if h.card in nameless and h.verb == "added" and "answer" in h.what]
    assert len(told) > 3
    assert {h.who for h in told} == {None}
    assert {type(h.when) for h in told} == {date}


# As it is read


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("story", ("story",)),
        ("review", ("review",)),
        ("then-and-now", ("review", "--since", "30 June 2025", "--until", "30 June 2026")),
    ],
)
def test_it_reads_as_it_did(office: Workspace, name: str, arguments: tuple[str, ...]) -> None:
    golden, out = Path(__file__).with_name(f"{name}.txt"), kindboard(*arguments, at=office.root).out
    if REGOLD:
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")
