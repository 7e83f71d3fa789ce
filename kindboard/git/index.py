"""Git's index, told what the work tree holds: plain git's view of the board, never a base of ours."""

import contextlib
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from kindboard.git.locks import Mark
from kindboard.git.run import Git
from kindboard.git.tree import NULL
from kindboard.merge.merge import Entry


class Index:
    """Told in the background; but soon, for where it lagged somebody's plain `git commit` would take our saves back.

    `index` is git's own file; `file` remembers the commit that it was last told of, so that a crash is made good later,
    and a second one beside it which files git was told to pass over.
    """

    def __init__(self, git: Git, index: Path, file: Path) -> None:
        self._git, self._index, self._file = git, index, file
        self._passed_over = file.with_name("passed-over")
        self._process: subprocess.Popen[bytes] | None = None
        self._mark: Mark | None = None
        self._tip = ""

    @property
    def told(self) -> str:
        """The commit that the index knows of, or is being told of; empty where nobody knows."""
        if self._process is not None:
            return self._tip
        try:
            return self._file.read_text()
        except OSError:
            return ""

    def tell(self, entries: Mapping[str, Entry | None], tip: str) -> None:
        """Start telling what changed up to the commit `tip` (None: the file is gone)."""
        self.finish()
        lines = b"".join(
            f"{entry.mode if entry else '0'} {entry.oid if entry else NULL}\t{path}\0".encode(
                "utf-8", "surrogateescape"
            )
            for path, entry in entries.items()
        )
        # Until it is known to be told, nobody knows what it holds: an undo may bring back the very tip of before.
        self._file.unlink(missing_ok=True)
        self._mark = self._git.mark()
        process = self._git.start("update-index", "-z", "--index-info")
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(lines)
            process.stdin.close()
        process.stdin = None
        self._process, self._tip = process, tip

    def pass_over(self, paths: Iterable[str]) -> None:
        """Have plain git take these files, and no others, as they are at the tip, whatever the work tree holds.

        Said again each time: what is told of a file afterwards takes it back.
        """
        now = set(paths)
        before = (
            set(self._passed_over.read_text("utf-8", "surrogateescape").split("\0"))
            if self._passed_over.exists()
            else set()
        )
        if not now and not before:
            return
        self.finish()
        if now:
            self._passed_over.write_text("\0".join(now), "utf-8", "surrogateescape")
        for how, which in (("--skip-worktree", now), ("--no-skip-worktree", before - now)):
            if which:
                names = "".join(f"{path}\0" for path in which).encode("utf-8", "surrogateescape")
                self._git.ok("update-index", how, "-z", "--stdin", stdin=names)
        if not now:
            self._passed_over.unlink()

    def compare(self) -> None:
        """Have the next telling look at what the index holds, whatever it was told."""
        self.finish()
        self._file.unlink(missing_ok=True)

    def finish(self) -> None:
        """Wait until it has been told. Where another git holds it, it is told again later."""
        if self._process is None:
            return
        _, said = self._process.communicate()
        with contextlib.suppress(OSError):
            if self._process.returncode == 0:
                self._file.write_text(self._tip)
            elif b"index file" in said:
                # It is damaged, and only a view: the next telling makes it anew.
                self._index.unlink()
        if self._mark is not None:
            self._mark.done(cut_short=self._process.returncode < 0)
        self._process = None
