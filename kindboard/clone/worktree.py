"""The work tree: a view of the tip that people may also edit by hand (design, section 4)."""

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kindboard.cards import SIZE_LIMIT, place_of
from kindboard.clone import atomic
from kindboard.clone.files import Signature, files, is_part, signature
from kindboard.clone.written import Written
from kindboard.merge import Change, Entry, blob_oid

FILE_MODES = ("100644", "100755")

MANY = 50
"""More files than this (a join, a month away) are not each waited for: what a power cut takes is laid out again."""

SECOND = 1_000_000_000


def _is_racy(changed: int, now: int) -> bool:
    """Whether a file could change again without its time of change telling: some disks know whole seconds only."""
    return now - changed < (SECOND // 10 if changed % SECOND else 3 * SECOND)


class WorkTree:
    """The files of one clone. Callers hold the clone's lock."""

    def __init__(self, root: Path, written: Written) -> None:
        self.root, self.written = root, written
        self._unedited: dict[str, Signature] = {}

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no plain file, or one too large to be a card."""
        try:
            if not self._safe(path):
                return None
            found = os.lstat(self.root / path)
            if not stat.S_ISREG(found.st_mode) or found.st_size > SIZE_LIMIT:
                return None
            return (self.root / path).read_bytes()
        except OSError:
            return None

    def exists(self, path: str) -> bool:
        return os.path.lexists(self.root / path)

    def is_as(self, path: str, oid: str | None) -> bool:
        """Whether a file is exactly this blob (None: is not there)."""
        return self._oid(path) == oid

    def follow(self, divergence: Mapping[str, Change], blob: Callable[[str], bytes]) -> None:
        """Bring files after the tip, path by path; one that was edited by hand meanwhile is left for the pick-up."""
        written = self.written.oids()
        ready = {}
        for path, change in divergence.items():
            if change.new is not None and change.new.mode not in FILE_MODES:
                continue
            current = self._oid(path)
            ours = {change.base.oid if change.base else None, written.get(path), change.new.oid if change.new else None}
            if current is None or current in ours:
                ready[path] = change.new
        self.write(ready, blob)

    def write(self, entries: Mapping[str, Entry | None], blob: Callable[[str], bytes]) -> None:
        """Write files as the tip has them (None: remove).

        What is written is recorded before, what is removed after: a crash in between leaves a file that equals its
        record, or a record without a file, and neither is taken for a hand edit.
        """
        safe = {path: entry for path, entry in entries.items() if self._safe(path)}
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
            if not stat.S_ISREG(found.st_mode) or found.st_size > SIZE_LIMIT:
                continue
            try:
                raw = Path(entry.path).read_bytes()
            except OSError:
                continue  # it is listed as needing attention
            if written.get(path) != blob_oid(raw):
                edits[path] = raw
            elif not _is_racy(found.st_mtime_ns, time.time_ns()):
                self._unedited[path] = mark
        return edits, [path for path in written if path not in seen and place_of(path) is not None]

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
        """Whether a path stays inside the work tree: no component is a link, or a file where a folder should be."""
        folder = self.root
        for part in path.split("/")[:-1]:
            folder = folder / part
            try:
                mode = os.lstat(folder).st_mode
            except FileNotFoundError:
                return True
            if not stat.S_ISDIR(mode) or (folder / ".git").exists():
                return False
        with contextlib.suppress(FileNotFoundError):
            return stat.S_ISREG(os.lstat(self.root / path).st_mode)
        return True

    def _drop_empty_folders(self, path: str) -> None:
        for folder in (self.root / path).parents:
            if folder == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
