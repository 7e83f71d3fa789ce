"""What must be true after any fault, whatever it was: the history, the files beside it, and the words for it."""

import re
from pathlib import Path

from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.kills import check_history
from tests.teams import Team

JARGON = re.compile(
    r"\b(?:commits?|branch(?:es)?|merg\w+|rebas\w+|refs?|HEAD|index|push\w*|fetch\w*|remotes?|repositor\w+|clones?"
    r"|fatal|errno|traceback|stderr|stash|checkout|[0-9a-f]{12,40})\b",
    re.IGNORECASE,
)


def plain(words: str) -> str:
    """The words, which a care worker must understand: sentences, and none of git's own terms."""
    assert words.strip()
    assert words.strip()[-1] in ".!?", words
    assert not (found := JARGON.findall(words)), (found, words)
    return words


def check_team(team: Team) -> None:
    """Everybody syncs; then all stand on one commit of one straight line, and nothing is left lying about."""
    team.sync()
    assert len(team.tips()) == 1
    check_history(team)
    boards = [[(card.path, card.raw) for card in member.board().cards.values()] for member in team]
    assert all(board == boards[0] for board in boards)
    for member in team:
        check_clone(member)


def check_clone(workspace: Workspace) -> None:
    """One straight line, whole and shown as it is; no journal, no candidate, no half-written file."""
    workspace.clone.catch_up()
    workspace.clone.index.finish()
    root, folder = workspace.root, workspace.clone.folder
    assert generated.git(root, "rev-list", "--merges", workspace.clone.settings.branch) == b""
    generated.git(root, "fsck", "--full", "--strict")
    assert generated.git(root, "status", "--porcelain") == b""
    assert (left := left_lying(folder)) == [], left
    assert generated.git(root, "for-each-ref", "refs/kindboard/candidate") == b""
    assert list((root / "boards").rglob(".*.part")) == []


def left_lying(folder: Path) -> list[str]:
    """What a save or sync that was cut short would have left in kindboard's own folder."""
    left = [path for name in ("journal", "at-work") for path in (folder / name).glob("*")]
    left += [folder / name for name in ("moving", "offered") if (folder / name).exists()]
    return sorted(path.relative_to(folder).as_posix() for path in left)


def subjects(folder: Path, of: str = "main") -> list[str]:
    """The first line of every commit, oldest first."""
    return generated.git(folder, "log", "--reverse", "--format=%s", of).decode().splitlines()


def tip(folder: Path, of: str = "main") -> str:
    return generated.git(folder, "rev-parse", of).decode().strip()
