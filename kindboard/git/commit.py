"""Writing commits: one `fast-import` with explicit parents, and refs moved only from the value we saw."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kindboard.errors import Unworded
from kindboard.git.failed import Failed
from kindboard.git.run import EMAIL, NOBODY, Git
from kindboard.merge.merge import Entry

SAVE_ID = "Save-Id"


class LostRace(Unworded):
    """Somebody else moved the ref first; nothing was changed."""


class LockHeld(LostRace):
    """Another git keeps the ref locked, or did when it was killed; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, as git writes it. `date` is `<seconds> <zone>`."""

    name: str
    email: str
    date: str

    @classmethod
    def of(cls, name: str | None, when: datetime) -> "Signature":
        # A clock from before 1970 would make a commit that no other git takes in.
        return cls(name or NOBODY, EMAIL, f"{max(0, int(when.timestamp()))} +0000")

    def line(self) -> bytes:
        return f"{_bare(self.name) or NOBODY} <{_bare(self.email)}> {self.date}".encode()


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to be written. `writes`: path -> entry (None: the file goes); `blobs`: content of the new entries."""

    author: Signature
    committer: Signature
    message: bytes
    writes: Mapping[str, Entry | None]
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    merges: Sequence[str] = ()


def message(subject: str, save_id: str) -> bytes:
    """A commit message never quotes a card: forgetting a card's words must not leave them here."""
    return f"{subject}\n\n{SAVE_ID}: {save_id}\n".encode()


def write(git: Git, ref: str, parent: str | None, commits: Sequence[NewCommit]) -> str:
    """Write `commits` one after another on top of `parent` and point `ref` at the last; returns its oid.

    Raises LostRace where `ref` has meanwhile moved away from `parent` (fast-import moves a ref only forwards).
    """
    stream: list[bytes] = [b"feature done\n"]
    for number, commit in enumerate(commits, 1):
        stream += _commit(ref, parent if number == 1 else None, number, commit)
    stream.append(f"get-mark :{len(commits)}\ndone\n".encode())
    try:
        out = git.run("fast-import", "--quiet", "--done", "--date-format=raw-permissive", stdin=stream)
    except Failed as failed:
        raise _lost(failed) from None
    return out.decode().strip()


def _commit(ref: str, parent: str | None, mark: int, commit: NewCommit) -> Iterable[bytes]:
    yield f"commit {ref}\nmark :{mark}\n".encode()
    yield b"author " + commit.author.line() + b"\n"
    yield b"committer " + commit.committer.line() + b"\n"
    yield _data(commit.message)
    if parent:
        yield f"from {parent}\n".encode()
    for other in commit.merges:
        yield f"merge {other}\n".encode()
    # Removals first, so that a file may take the place of a folder.
    for path in sorted(path for path, entry in commit.writes.items() if entry is None):
        yield b"D " + _quoted(path) + b"\n"
    for path in sorted(path for path, entry in commit.writes.items() if entry is not None):
        entry = commit.writes[path]
        assert entry is not None
        content = commit.blobs.get(entry.oid)
        if content is None:
            yield f"M {entry.mode} {entry.oid} ".encode() + _quoted(path) + b"\n"
        else:
            yield f"M {entry.mode} inline ".encode() + _quoted(path) + b"\n" + _data(content)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _quoted(path: str) -> bytes:
    """A path as fast-import reads it back exactly, whatever is in it."""
    raw = path.encode("utf-8", "surrogateescape")
    return b'"' + b"".join(_octal(byte) if byte < 32 or byte in b'"\\' else bytes([byte]) for byte in raw) + b'"'


def _octal(byte: int) -> bytes:
    return b"\\%03o" % byte


def _bare(name: str) -> str:
    """A name without what git's commit header can't hold: control characters and angle brackets."""
    return " ".join("".join(c if c.isprintable() and c not in "<>" else " " for c in name).split())


def move_refs(git: Git, moves: Mapping[str, tuple[str | None, str | None]]) -> None:
    """Move refs, all or none: ref -> (new, old). new None deletes it; old None: whatever it was.

    Raises LostRace where one no longer has its old value.
    """
    lines = ["start"]
    for ref, (new, old) in moves.items():
        if new is None:
            lines.append(f"delete {ref}{f' {old}' if old else ''}")
        else:
            lines.append(f"update {ref} {new}{f' {old}' if old else ''}")
    try:
        git.run("update-ref", "--stdin", stdin="\n".join([*lines, "commit", ""]).encode())
    except Failed as failed:
        raise _lost(failed) from None


def _lost(failed: Failed) -> Exception:
    """A race for a ref, or a lock on it, told from a disk that takes nothing more."""
    if failed.disk_is_full or re.search(r"Permission denied|Read-only", failed.stderr):
        return failed
    if re.search(r"\.lock': File exists", failed.stderr):
        return LockHeld()
    return LostRace() if re.search(r"Not updating|cannot lock ref", failed.stderr) else failed
