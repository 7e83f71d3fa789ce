"""Git's index, told what the work tree holds: plain git's view of the board, never a base of ours."""

import contextlib
import subprocess
from collections.abc import Mapping

from kindboard.git.run import Git
from kindboard.git.tree import NULL
from kindboard.merge import Entry


class Index:
    """Told in the background; but soon, for where it lagged somebody's plain `git commit` would take our saves back."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._waiting: dict[str, Entry | None] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def tell(self, entries: Mapping[str, Entry | None]) -> None:
        """Start telling (None: the file is gone). What could not be told before, as another git held it, goes along."""
        self.finish()
        self._waiting |= entries
        if not self._waiting:
            return
        lines = b"".join(
            f"{entry.mode if entry else '0'} {entry.oid if entry else NULL}\t{path}\0".encode(
                "utf-8", "surrogateescape"
            )
            for path, entry in self._waiting.items()
        )
        process = self._git.start("update-index", "-z", "--index-info")
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(lines)
            process.stdin.close()
        process.stdin = None
        self._process = process

    def finish(self) -> None:
        """Wait until it has been told."""
        if self._process is not None:
            self._process.communicate()
            if self._process.returncode == 0:
                self._waiting = {}
            self._process = None
