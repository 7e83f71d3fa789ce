"""What each person saw and saved: from it follows which words must still be on the board, whatever happened since.

Every value that a test saves has a word of its own. A save that put a word in fewer places of a card than its writer
saw it in has replaced or removed it knowingly. Every other word must be somewhere on the board, if only in `also`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kindboard.clone import journal
from kindboard.clone.journal import Intent

WORD = re.compile(rb"\bword\d+(?:x\d+)?\b")
"""No id of a card has such a word in it: none of its letters is an o."""

Versions = tuple[bytes | None, bytes | None]
"""One file of a save: as its writer saw it, and as they want it."""


def words(*texts: bytes | str | None) -> set[bytes]:
    return set(_counted(texts))


def _counted(texts: Iterable[bytes | str | None]) -> Counter[bytes]:
    raw = (text.encode() if isinstance(text, str) else text for text in texts)
    return Counter(word for text in raw if text for word in WORD.findall(text))


@dataclass(eq=False)
class Record:
    """One save: the words it brought, and those its writer saw and took away.

    `stands`: False once it was taken back; None where it was being saved, or taken back, when the process ended.
    """

    saved: set[bytes]
    gone: set[bytes]
    stands: bool | None = True

    @classmethod
    def of(cls, changes: Iterable[Versions]) -> "Record":
        changes = list(changes)
        seen, new = _counted(seen for seen, _ in changes), _counted(new for _, new in changes)
        return cls(set(new - seen), set(seen - new))

    def excuses(self) -> set[bytes]:
        """The words that may be missing because of this save."""
        return (self.gone if self.stands is not False else set()) | (self.saved if not self.stands else set())


@dataclass
class Ledger:
    records: list[Record] = field(default_factory=list)

    def add(self, record: Record) -> Record:
        self.records.append(record)
        return record

    def saved(self) -> set[bytes]:
        return set().union(*(record.saved for record in self.records))

    def excused(self) -> set[bytes]:
        return set().union(*(record.excuses() for record in self.records))

    def lost(self, there: set[bytes]) -> set[bytes]:
        """The words that should be there and are not."""
        return self.saved() - there - self.excused()


@contextmanager
def watching(tell: Callable[[Intent], None]) -> Iterator[None]:
    """Tell each save just before its journal is written. It looks and changes nothing."""
    write = journal.write

    def watched(folder: Path, intent: Intent) -> Path:
        tell(intent)
        return write(folder, intent)

    journal.write = watched
    try:
        yield
    finally:
        journal.write = write


def versions(intent: Intent) -> list[Versions]:
    return [(change.seen, change.new) for change in intent.changes]
