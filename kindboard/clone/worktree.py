"""The work tree: a view of the tip that people may also edit by hand (design, section 4)."""

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kindboard.cards.paths import ATTRIBUTES, place_of
from kindboard.clone import atomic
from kindboard.clone.files import Signature, files, is_part, plain_bytes, signature
from kindboard.clone.written import Written
from kindboard.merge.merge import Change, Entry, blob_oid
from kindboard.merge.names import is_safe

FILE_MODES = ("100644", "100755")
LINK = "120000"

MANY = 50
"""More files than this (a join, a month away) are not each waited for: what a power cut takes is laid out again."""

SETTLED_SECONDS = 60.0

ON_WINDOWS = os.name == "nt"

SECOND = 1_000_000_000


def _is_racy(changed: int, now: int) -> bool:
    """Whether a file could change again without its time of change telling: some disks know whole seconds only."""
    return now - changed < (SECOND // 10 if changed % SECOND else 3 * SECOND)


def laid_out(path: str, entry: Entry) -> Entry | None:
    """What a file of a tip is in a work tree. Of links and submodules there is nothing, as they lead elsewhere; but one
    that stands where a card should is the line that it holds, so that everybody is told that it is no card."""
    if entry.mode == LINK and place_of(path) is not None:
        return Entry(FILE_MODES[0], entry.oid)
    return entry if entry.mode in FILE_MODES else None


class WorkTree:
    """The files of one clone. Callers hold the clone's lock."""

    def __init__(self, root: Path, written: Written) -> None:
        self.root, self.written = root, written
        self._unedited: dict[str, Signature] = {}
        self.blocked = False
        """Whether something that is no file lay where a file was to be written: it is to be tried again."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no plain file, or one too large to be a card."""
        try:
            if not self._safe(path):
                return None
            return plain_bytes(self.root / path)
        except OSError:
            return None

    def exists(self, path: str) -> bool:
        return os.path.lexists(self.root / path)

    def is_as(self, path: str, oid: str | None) -> bool:
        """Whether a file is exactly this blob (None: is not there)."""
        return self._oid(path) == oid

    def follow(
        self, divergence: Mapping[str, Change], blob: Callable[[str], bytes], was_ever: Callable[[str, str], bool]
    ) -> None:
        """Bring files after the tip, path by path; one that was edited by hand meanwhile is left for the pick-up.

        `was_ever` says whether the board ever had a blob at a path: somebody's plain git wrote it, or an old kindboard.
        """
        written = self.written.oids()
        ready: dict[str, Entry | None] = {}
        there: dict[str, str | None] = {}
        for path, change in divergence.items():
            entry = change.new and laid_out(path, change.new)
            if change.new is not None and entry is None:
                continue
            current = self._oid(path)
            base, last, new = (change.base and change.base.oid, written.get(path), change.new and change.new.oid)
            if current == new and last not in (None, base, new):
                continue  # plain git committed a file that lagged: what its writer never saw is brought back
            if current is not None and current == new:
                there[path] = current
            elif current in (None, base, last) or was_ever(path, current):
                ready[path] = entry
        self.written.add(there)
        self.write(ready, blob)

    def take_as_written(self, oids: Mapping[str, str]) -> None:
        """Of files edited by hand that are these blobs: they are on the board now, and no edits any more."""
        self.written.add({path: oid for path, oid in oids.items() if self.is_as(path, oid)})

    def write(self, entries: Mapping[str, Entry | None], blob: Callable[[str], bytes]) -> None:
        """Write files as the tip has them (None: remove).

        What is written is recorded before, what is removed after: a crash in between leaves a file that equals its
        record, or a record without a file, and neither is taken for a hand edit.
        """
        safe = {path: entry for path, entry in entries.items() if self._safe(path)}
        self.blocked = self.blocked or any(is_safe(path, on_windows=ON_WINDOWS) for path in entries if path not in safe)
        removed = [path for path, entry in safe.items() if entry is None]
        for path in removed:
            with contextlib.suppress(FileNotFoundError, PermissionError):
                (self.root / path).unlink()
            self._drop_empty_folders(path)
        kept = {path: entry for path, entry in safe.items() if entry is not None}
        durable = len(kept) <= MANY
        self.written.add({path: entry.oid for path, entry in kept.items()} | dict.fromkeys(removed))
        for path, entry in kept.items():
            if self._oid(path) != entry.oid:
                mode = 0o777 if entry.mode == "100755" else 0o666
                atomic.write(self.root / path, blob(entry.oid), mode, durable=durable)

    def edited(self, paths: Iterable[str] | None = None) -> tuple[dict[str, bytes], list[str]]:
        """(card files that are not as kindboard wrote them, with their bytes; cards it wrote that are missing)."""
        written = self.written.oids()
        if paths is not None:
            present = [path for path in paths if self.exists(path)]
            missing = [path for path in paths if path in written and not self.exists(path)]
            return {path: raw for path in present if (raw := self._edit(path, written)) is not None}, missing
        edits: dict[str, bytes] = {}
        seen = set()
        for path, entry in files(self.root):
            if is_part(entry):
                # Nobody else writes while the lock is held: its writer was cut short.
                Path(entry.path).unlink(missing_ok=True)
                continue
            seen.add(path)
            found = entry.stat(follow_symlinks=False)
            mark = signature(found)
            if self._unedited.get(path) == mark or place_of(path) is None:
                continue
            try:
                raw = plain_bytes(Path(entry.path))
            except OSError:
                continue  # it is listed as needing attention
            if written.get(path) != blob_oid(raw):
                edits[path] = raw
            elif not _is_racy(found.st_mtime_ns, time.time_ns()):
                self._unedited[path] = mark
        return edits, [
            path for path in written if path not in seen and (place_of(path) is not None or path == ATTRIBUTES)
        ]

    def lost_to_a_power_cut(self, path: str, raw: bytes) -> bool:
        """Whether a file is empty or holds NULs, as files do whose bytes never reached the disk (fault 26).

        One of a moment ago may be one that somebody's editor is just writing.
        """
        return (not raw or b"\0" in raw) and time.time() - os.lstat(self.root / path).st_mtime > SETTLED_SECONDS

    def _edit(self, path: str, written: Mapping[str, str]) -> bytes | None:
        raw = self.read(path)
        return None if raw is None or written.get(path) == blob_oid(raw) else raw

    def _oid(self, path: str) -> str | None:
        """The blob a file would be, however large; None where there is no plain file."""
        try:
            if self._safe(path) and stat.S_ISREG(os.lstat(self.root / path).st_mode):
                return blob_oid((self.root / path).read_bytes())
        except OSError:
            pass
        return None

    def _safe(self, path: str) -> bool:
        """Whether a path stays inside the work tree: no component is a link, or a file where a folder should be.

        Neither may its names mean something else on another system.
        """
        if not is_safe(path, on_windows=ON_WINDOWS):
            return False
        folder = str(self.root)  # as text: with thousands of files, pathlib takes most of the time
        *folders, name = path.split("/")
        for part in folders:
            folder = f"{folder}{os.sep}{part}"
            try:
                mode = os.lstat(folder).st_mode
            except FileNotFoundError:
                return True
            if not stat.S_ISDIR(mode) or os.access(f"{folder}{os.sep}.git", os.F_OK):
                return False
        with contextlib.suppress(FileNotFoundError):
            return stat.S_ISREG(os.lstat(f"{folder}{os.sep}{name}").st_mode)
        return True

    def _drop_empty_folders(self, path: str) -> None:
        for folder in (self.root / path).parents:
            if folder == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
