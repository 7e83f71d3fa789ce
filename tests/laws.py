"""What must be true when everybody has synced: equal boards, a whole history, every value where it belongs."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import kindboard
from kindboard.git.repository import QUEUE
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.sound import left_lying
from tests.ledger import words

MARKERS = re.compile(rb"^(?:<{7}|\|{7}|>{7})(?:\s|$)|^={7}\r?$", re.MULTILINE)
"""What plain git writes between two versions of a file."""


def all_are_equal(shared: Path, members: Iterable[Workspace]) -> None:
    """All stand at the shared tip, show the same, in the work tree and in an open window, and nothing lies about."""
    first: dict[str, bytes] | None = None
    tip = generated.git(shared, "rev-parse", "main").decode().strip()
    for member in members:
        assert member.clone.tip == tip, f"{member.root} stands elsewhere"
        member.clone.index.finish()
        status = generated.git(member.root, "status", "--porcelain").decode()
        assert status == "", f"In {member.root} the files are not those of the tip: {status}"
        shown = {card.path: card.raw for card in member.board()}
        first = shown if first is None else first
        assert shown == first, f"{member.root} shows another board"
        with kindboard.open(member.root) as fresh:
            assert shown == {card.path: card.raw for card in fresh.board()}, "A window opened now shows another board"
            assert bad_files(fresh) == bad_files(member), "A window opened now flags other files"
        left = [*left_lying(member.clone.folder), *(member.root / "boards").rglob(".*.part")]
        assert left == [], f"Left lying about: {left}"
        refs = generated.git(member.root, "for-each-ref", "refs/kindboard/candidate", QUEUE).decode()
        assert refs == "", f"Left lying about: {refs}"


def bad_files(workspace: Workspace) -> set[str]:
    """What needs attention, but for what the clock makes of it."""
    return {item.path for item in workspace.check() if "clock" not in item.problem}


def history_is_whole(shared: Path, roots: Iterable[Path], *, merged: bool) -> None:
    """`merged`: somebody's plain git made a merge commit, so that it can't be one line."""
    if not merged:
        assert not generated.git(shared, "rev-list", "--merges", "--all"), "History is no longer one line"
    saves = generated.git(shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "main").split()
    assert [save for save, times in Counter(saves).items() if times > 1] == [], "A save was made twice"
    for place in (shared, *roots):
        generated.git(place, "fsck", "--full", "--strict")


def files(root: Path) -> dict[str, bytes]:
    """The files of a work tree's boards by their path."""
    found = {file.relative_to(root).as_posix(): file for file in (root / "boards").rglob("*") if file.is_file()}
    return {path: file.read_bytes() for path, file in found.items()}


def words_in(root: Path) -> set[bytes]:
    return words(*files(root).values())


def markers_in(root: Path) -> list[str]:
    """The files of a work tree with what plain git writes between two versions.

    One kept beside a card because its words are nowhere else is no card, and the board says that it needs a look.
    """
    return [path for path, raw in files(root).items() if MARKERS.search(raw) and ".broken-" not in path]


def every_object(folder: Path) -> bytes:
    """All that a repository holds, reachable or not."""
    return generated.git(folder, "cat-file", "--batch-all-objects", "--batch", "--unordered")
