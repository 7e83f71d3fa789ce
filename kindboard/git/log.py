"""The history, from one `git log --raw`."""

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from kindboard.git.commit import SAVE_ID, Signature
from kindboard.git.failed import Failed
from kindboard.git.run import Git
from kindboard.git.tree import change, text
from kindboard.merge.merge import Change

_FORMAT = "%x01%m%x00%H%x00%P%x00%an%x00%ae%x00%ad%x00%cn%x00%ce%x00%cd%x00%B%x00"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit and what it changed against its (first) parent. `side`: `<` ours, `>` theirs, `-` a boundary."""

    side: str
    oid: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: bytes
    changes: dict[str, Change]

    @property
    def save_id(self) -> str | None:
        """The save this commit came from, whoever re-made it since."""
        for line in reversed(self.message.decode("utf-8", "replace").splitlines()):
            name, colon, value = line.partition(": ")
            if colon and name == SAVE_ID:
                return value.strip()
        return None

    @property
    def when(self) -> datetime:
        return instant_of(self.author.date)


def instant_of(date: str) -> datetime:
    """The instant of `<seconds> <zone>`, as git has it, whatever a clock or another program wrote there."""
    seconds = re.match(r"-?\d+", date)
    return _BEGINNING + timedelta(seconds=min(max(int(seconds[0]), _EARLIEST), _LATEST)) if seconds else _BEGINNING


_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -62_135_500_000, 253_402_200_000
"""Seconds: the years 1 to 9999."""


def read(git: Git, *arguments: str, under: Sequence[str] = ()) -> list[Commit]:
    """The commits of a range, oldest first, each with its changes; merges against their first parent.

    `under`: only those that changed one of these files, and only what they changed in them.
    """
    return list(_commits(iter(git.run(*_log(arguments, under)).split(b"\0"))))


def stream(git: Git, *arguments: str, under: Sequence[str] = ()) -> Generator[Commit, None, None]:
    """The same as they come. Without `under` the first comes at once; with it, git looks at all of them first."""
    return _commits(_fields(git.stream(*_log(arguments, under))))


def _log(arguments: Sequence[str], under: Sequence[str]) -> tuple[str, ...]:
    return (
        "log", "--topo-order", "--reverse", "--raw", "-z", "--no-renames", "--no-abbrev", "--diff-merges=first-parent",
        "--date=raw", "--encoding=UTF-8", f"--format={_FORMAT}", *arguments, "--",
        *(f":(top,literal){path}" for path in under),
    )  # fmt: skip


def versions(git: Git, path: str, *refs: str) -> set[str]:
    """Every blob that some refs ever had at a path."""
    out = git.run("log", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m", *refs, "--", path)
    return {oid for line in out.decode("utf-8", "surrogateescape").splitlines() for oid in line.split()[2:4]}


def lacking(git: Git, tip: str, others: Sequence[str]) -> list[Commit]:
    """The commits of `tip` that none of the `others` has, oldest first."""
    line = read(git, tip, *_beyond(git, tip, others))
    return _without(git, line, others)


def count_lacking(git: Git, tip: str, others: Sequence[str]) -> int:
    return int(git.run("rev-list", "--count", tip, *_beyond(git, tip, others), "--"))


def apart(git: Git, one: str, other: str) -> tuple[list[Commit], list[Commit]]:
    """(the commits of `one` that `other` lacks, those of `other` that `one` lacks), each oldest first."""
    both = read(git, "--left-right", f"{one}...{other}")
    mine, theirs = ([commit for commit in both if commit.side == side] for side in "<>")
    return _without(git, mine, [other]), _without(git, theirs, [one])


def _beyond(git: Git, tip: str, others: Sequence[str]) -> list[str]:
    """The arguments that leave out what others have. Git alone looks by date, and where clocks are wrong it stops too
    early: it lists commits that the others have, back to the first. Below a merge base it need not look.
    """
    if not others:
        return []
    try:
        bases = git.run("merge-base", "--all", tip, *others).decode().split()
    except Failed:
        bases = []
    return [f"^{commit}" for commit in (*others, *bases)]


def _without(git: Git, line: list[Commit], others: Sequence[str]) -> list[Commit]:
    """`line` without what others have: where it is no straight line, there are ways round a merge base."""
    if not others or all(len(commit.parents) < 2 for commit in line):
        return line
    there = set(git.run("rev-list", *others, "--").decode().split())
    return [commit for commit in line if commit.oid not in there]


def _fields(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What stands between the NULs, wherever the parts were cut."""
    begun = b""
    for part in parts:
        *whole, begun = (begun + part).split(b"\0")
        yield from whole
    yield begun


def _commits(fields: Iterator[bytes]) -> Generator[Commit, None, None]:
    head = next(fields, None)
    while head is not None:
        if not head.startswith(b"\x01"):
            head = next(fields, None)
            continue
        oid, parents, an, ae, ad, cn, ce, cd, body = islice(fields, 9)
        side, changes = head[1:].decode(), dict[str, Change]()
        head = next(fields, None)
        while head is not None and not head.startswith(b"\x01"):
            if (line := head.lstrip(b"\n")).startswith(b":"):
                path, what = change(line, next(fields))
                changes[path] = what
            head = next(fields, None)
        yield Commit(
            side,
            oid.decode(),
            tuple(parents.decode().split()),
            Signature(text(an), text(ae), ad.decode()),
            Signature(text(cn), text(ce), cd.decode()),
            body,
            changes,
        )


def save_ids(git: Git, *arguments: str) -> set[str]:
    """The Save-Ids of a range of commits."""
    out = git.run("log", f"--format=%(trailers:key={SAVE_ID},valueonly,separator=%x2C)", *arguments, "--")
    return {part for line in out.decode("utf-8", "replace").splitlines() for part in line.split(",") if part}
