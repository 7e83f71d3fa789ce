"""Two years of a team's board, made by real saves: what is told of them is what happened, no more and no less."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
UNSAID = {"stage": "reflect", "status": "planned"}
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


def versions_by_git(office: Workspace) -> Iterator[tuple[str, date, dict[str, Any], dict[str, Any]]]:
    """(card, day, its fields before, its fields after) of every change to a file, newest first, from the whole files
    that `git log -p` prints."""
    day = date.min
    for part in re.split(
        r"^(?=>\d{4}-|diff --git)",
        generated.git(
            office.root, "log", "-p", "-U99999", "--no-renames", "--date=short-local", "--format=>%ad"
        ).decode(),
        flags=re.MULTILINE,
    ):
        if part.startswith(">"):
            day = date.fromisoformat(part[1:11])
        elif path := re.match(r"diff --git a/\S+/([^/]+)\.toml b/", part):
            lines = part.partition("\n@@")[2].splitlines(keepends=True)[1:]
            before, after = ("".join(line[1:] for line in lines if line[0] in mark) for mark in (" -", " +"))
            yield path[1], day, fields(before.encode()), fields(after.encode())


Field = tuple[str, date, str]
"""Of a card, on a day."""


def told_by_day(changes: Iterable[tuple[Field, Any, Any]], seeds: Collection[str]) -> Mapping[Field, tuple[str, str]]:
    """What each field was when the day began and when it ended, where that is another. `changes`: oldest first."""
    first: dict[Field, Any] = {}
    last: dict[Field, Any] = {}
    for at, before, after in changes:
        before, after = (None if value == UNSAID.get(at[2]) else plain(value) for value in (before, after))
        first.setdefault(at, before)
        last[at] = after
    return {at: (str(first[at]), str(last[at])) for at in first if first[at] != last[at] and at[0] not in seeds}


def test_every_field_that_changed_on_a_day_is_told_with_what_it_was_and_became_and_no_other_is(
    office: Workspace,
) -> None:
    seeds = beginning(office)
    by_git = told_by_day(
        [
            ((card, day, field), before.get(field), after.get(field))
            for card, day, before, after in reversed([*versions_by_git(office)])
            for field in {*before, *after}
        ],
        seeds,
    )
    by_us = told_by_day(
        [
            ((card, happening.day, change.field), change.before, change.after)
            for card, told in told_in_order(office).items()
            for happening in told
            for change in happening.changes
        ],
        seeds,
    )
    assert len(by_git) > 300
    assert by_us == by_git


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
