"""The no-name answers of this computer: which were written here, and keeping those that wait from plain git."""

import contextlib
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from kindboard.clone import atomic

_WAITING, _TO_HERE = "# kindboard: waits to be sent without a name\n", "# kindboard: to here\n"
_BLOCK = re.compile(f"{_WAITING}.*?{_TO_HERE}", re.DOTALL)
"""Lines of git's own list of files to leave alone, which is this computer's only."""


class Own:
    """`folder`: kindboard's own in the clone; `common_dir`: git's."""

    def __init__(self, folder: Path, common_dir: Path) -> None:
        self._file, self._exclude = folder / "own", common_dir / "info" / "exclude"

    def remember(self, id: str) -> None:
        """Note that an answer was written here: only here can it be corrected. Raises KindboardError."""
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w") as file:
                if hasattr(os, "fchmod"):
                    os.fchmod(descriptor, 0o600)  # an older kindboard let everybody on this computer read it
                file.write(f"{id}\n")
            self.known.add(id)
        except OSError as error:
            raise atomic.cannot_write(self._file.parent, error) from error

    def wrote(self, id: str) -> bool:
        try:
            return id in self._file.read_text().split()
        except FileNotFoundError:
            return False

    @cached_property
    def known(self) -> set[str]:
        """What was written here, read once: for what is drawn with every key. `wrote` knows of other windows, too."""
        try:
            return {*self._file.read_text().split()}
        except OSError:
            return set()

    def hide(self, paths: Iterable[str]) -> None:
        """Keep plain git from taking along these new files, which wait to be sent."""
        with contextlib.suppress(OSError):
            before = self._exclude.read_text("utf-8", "surrogateescape") if self._exclude.exists() else ""
            rest, lines = _BLOCK.sub("", before), "".join(f"/{path}\n" for path in sorted(paths))
            if (after := f"{rest}{_WAITING}{lines}{_TO_HERE}" if lines else rest) != before:
                self._exclude.parent.mkdir(exist_ok=True)
                atomic.write(self._exclude, after.encode("utf-8", "surrogateescape"), durable=False)
