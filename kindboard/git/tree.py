"""Trees: what a commit holds, and what differs between two."""

from collections.abc import Iterator

from kindboard.git.run import Git
from kindboard.merge.merge import Change, Entry

NULL = "0" * 40


def text(raw: bytes) -> str:
    """A path as git stores it, which need not be UTF-8."""
    return raw.decode("utf-8", "surrogateescape")


def listing(git: Git, commit: str, *under: str) -> dict[str, Entry]:
    """Every file of a commit by its path; `under` narrows it to some folders."""
    out = git.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *under)
    entries = {}
    for line in out.split(b"\0"):
        head, tab, path = line.partition(b"\t")
        if tab:
            mode, _, oid = head.decode().split(" ")
            entries[text(path)] = Entry(mode, oid)
    return entries


def difference(git: Git, old: str | None, new: str) -> dict[str, Change]:
    """Every path that differs between two commits (or, with old None, from an empty tree)."""
    if old is None:
        return {path: Change(None, entry) for path, entry in listing(git, new).items()}
    out = git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", old, new)
    return dict(raw_changes(iter(out.split(b"\0"))))


def staged(git: Git, commit: str, *under: str) -> dict[str, Change]:
    """Every path that differs between a commit and the index."""
    out = git.run("diff-index", "--cached", "-z", "--raw", "--no-renames", "--no-abbrev", commit, "--", *under)
    return dict(raw_changes(iter(out.split(b"\0"))))


def raw_changes(fields: Iterator[bytes]) -> Iterator[tuple[str, Change]]:
    """Changes from git's NUL-separated raw format: `:<mode> <mode> <oid> <oid> <status>`, then the path."""
    for head in fields:
        if head.startswith(b":"):
            yield change(head, next(fields))


def change(head: bytes, path: bytes) -> tuple[str, Change]:
    old_mode, new_mode, old, new, _ = head[1:].decode().split(" ")
    return text(path), Change(_entry(old_mode, old), _entry(new_mode, new))


def _entry(mode: str, oid: str) -> Entry | None:
    return None if oid == NULL and mode == "000000" else Entry(mode, oid)
