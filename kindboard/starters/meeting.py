"""What lies at a place where a board is to be shared: nothing, this very board, another one, or something else."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from kindboard.cards.toml import parse
from kindboard.clone.clone import Clone
from kindboard.errors import KindboardError, NotReadable
from kindboard.git.address import Address, read
from kindboard.git.failed import Failed
from kindboard.git.remote import Remote
from kindboard.git.run import Git
from kindboard.git.trouble import RemoteTrouble, Trouble
from kindboard.words.inert import one_line

THERE = "refs/heads/there"
BESIDE_NOTHING = ("readme", "licen", "copying", ".git")
"""How the names of the files begin that hosts put into a repository that is new."""


def reach(git: Git, where: Address, hooks: Path) -> tuple[Address, dict[str, str], str | None]:
    """(the address, every branch there, the one that HEAD names) of a place that somebody named. Raises RemoteTrouble.

    Some hosts keep a board under its address with `.git` and point on to that: it is asked for at the same place, and
    nowhere else is gone to.
    """
    try:
        return where, *Remote(git, where, hooks).branches()
    except RemoteTrouble as trouble:
        url = where.url.rstrip("/")
        if trouble.kind is not Trouble.MOVED or url.endswith(".git"):
            raise
        try:
            there = read(f"{url}.git")
            return there, *Remote(git, there, hooks).branches()
        except (RemoteTrouble, KindboardError):
            raise trouble from None


def check(clone: Clone, remote: Remote, branches: Mapping[str, str], branch: str) -> None:
    """Raises KindboardError where another board, or something that is none, would be mixed with this one.

    `branches`: those that are there, with their tips; `branch`: the one that is looked at. Raises RemoteTrouble.
    """
    if clone.objects.get(branches[branch]) is not None:
        return
    with tempfile.TemporaryDirectory(prefix="kindboard-meeting-", ignore_cleanup_errors=True) as folder:
        git = Git(remote.hooks, Path(folder))
        git.make(Path(folder), bare=True)
        there = Remote(git, remote.address, remote.hooks)
        there.fetch(branch, THERE, tip_only=True)
        if any(clone.objects.get(parent) is not None for parent in _parents(git)):
            return  # somebody went on from what is here, even if they took the board away
        if found := boards_at(git, THERE):
            there.fetch(branch, THERE)
            roots = git.run("rev-list", "--max-parents=0", THERE).decode().split()
            if any(clone.objects.get(root) is not None for root in roots):
                return  # both come from one beginning
            titles = ", ".join(f"“{_title(git, file)}”" for file in found)
            raise KindboardError(
                "another-board",
                f"Another board is shared from there already: {titles}. Nothing was changed.",
                "Join that one instead, choose an empty place, or put both together with "
                '"kindboard connect --together".',
            )
        files = _files(git, THERE)
    if not all(file.lower().startswith(BESIDE_NOTHING) for file in files):
        raise KindboardError(
            "no-board",
            "Something else is kept there, and no board. Nothing was changed.",
            "Choose an empty place, such as a new folder.",
        )


def boards_at(git: Git, commit: str) -> list[str]:
    """The paths of the files that name the boards of a commit."""
    return [file for file in _files(git, commit, "boards") if file.endswith("/board.toml")]


def _files(git: Git, commit: str, *under: str) -> list[str]:
    listed = git.run("ls-tree", "-r", "-z", "--name-only", commit, "--", *under)
    return [file for file in listed.decode("utf-8", "surrogateescape").split("\0") if file]


def _parents(git: Git) -> list[str]:
    """Also those that were not fetched."""
    head = git.run("cat-file", "commit", THERE).partition(b"\n\n")[0].decode("utf-8", "replace")
    return [line.removeprefix("parent ") for line in head.split("\n") if line.startswith("parent ")]


def _title(git: Git, file: str) -> str:
    try:
        title = parse(git.run("cat-file", "blob", f"{THERE}:{file}")).get("title")
    except (Failed, NotReadable):
        title = None
    return one_line(title) if isinstance(title, str) and title else file.split("/")[1]
