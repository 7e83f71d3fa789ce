"""What kindboard last wrote to each card file: the base that tells a hand edit from a file that merely lags."""

import os
from collections.abc import Mapping
from pathlib import Path

from kindboard.clone import atomic


class Written:
    """path -> oid of the blob as kindboard last wrote it; shared by every kindboard on this clone.

    A file of lines, added to and flushed to disk before each card is written, and made short again now and then.
    Callers hold the clone's lock while they write.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._oids: dict[str, str] = {}
        self._read: tuple[int, int] = (0, 0)
        self._lines = 0

    def oids(self) -> Mapping[str, str]:
        """As it is now, also when another process has added to it."""
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return self._oids
        inode, offset = self._read
        if inode != found.st_ino or offset > found.st_size:
            self._oids, self._lines, offset = {}, 0, 0
        if offset < found.st_size:
            with self._file.open("rb") as file:
                file.seek(offset)
                added = file.read()
            complete = added.rfind(b"\n") + 1
            self._take(added[:complete])
            offset += complete
        self._read = (found.st_ino, offset)
        return self._oids

    def _take(self, lines: bytes) -> None:
        for line in lines.decode("utf-8", "surrogateescape").split("\n"):
            oid, space, path = line.partition(" ")
            if not space:
                continue
            self._lines += 1
            if oid == "-":
                self._oids.pop(path, None)
            else:
                self._oids[path] = oid

    def add(self, oids: Mapping[str, str | None]) -> None:
        """Record what is about to be written (None: removed), on disk when this returns. Raises KindboardError."""
        current = self.oids()
        new = {path: oid for path, oid in oids.items() if current.get(path) != oid}
        if not new:
            return
        if self._lines + len(new) > 2 * len(current) + 2000 or not self._file.exists():
            self._shorten({**current, **new})
            return
        lines = "".join(f"{oid or '-'} {path}\n" for path, oid in new.items())
        try:
            with self._file.open("r+b") as file:
                # A half line left by a crash is overwritten.
                file.seek(self._read[1])
                file.truncate()
                file.write(lines.encode("utf-8", "surrogateescape"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise atomic.cannot_write(self._file.parent, error) from error

    def _shorten(self, oids: Mapping[str, str | None]) -> None:
        lines = "".join(f"{oid} {path}\n" for path, oid in oids.items() if oid)
        atomic.write(self._file, lines.encode("utf-8", "surrogateescape"))
        self._read = (0, 0)
