"""An open clone: its refs and objects, its lock, and what is current on it."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from threading import RLock

from filelock import FileLock, Timeout

from kindboard.clone import person
from kindboard.clone.atomic import cannot_write
from kindboard.clone.here import Here
from kindboard.clone.settings import Settings
from kindboard.clone.worktree import WorkTree
from kindboard.errors import KindboardError
from kindboard.git import log, tree
from kindboard.git.index import Index
from kindboard.git.repository import QUEUE
from kindboard.git.run import Git, Objects
from kindboard.git.trust import check_settings
from kindboard.merge import Change, Entry

LOCK_SECONDS = 30


class Clone:
    """One clone on this computer. Git is first started when something is asked of it, after its settings were read."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self.repository, self.folder = here.repository, here.folder
        self.tree = WorkTree(here.repository.root, here.written)
        self._git: Git | None = None
        self._objects: Objects | None = None
        self._config: Mapping[str, str] = {}
        self._thread_lock = RLock()
        self._held = 0
        self._index: Index | None = None
        self._queued: tuple[str | None, dict[str, Entry | None]] = (None, {})

    # Git ---------------------------------------------------------------------------------------------------------

    @property
    def git(self) -> Git:
        if self._git is None:
            hooks = person.no_hooks()
            git = Git(hooks, self.repository.git_dir, self.repository.root)
            self._config = check_settings(Git(hooks), self.repository.common_dir, "this board's folder")
            self._git = git
        return self._git

    @property
    def objects(self) -> Objects:
        if self._objects is None:
            self._objects = Objects(self.git)
        return self._objects

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = Index(self.git)
        return self._index

    @property
    def config(self) -> Mapping[str, str]:
        """The repository's own settings by lower-case key. Read afresh each time: git may have changed them."""
        self._config = check_settings(self.git, self.repository.common_dir, "this board's folder")
        return self._config

    @property
    def remote_url(self) -> str | None:
        return self.config.get(f"remote.{self.settings.remote}.url")

    @property
    def settings(self) -> Settings:
        return self.here.settings

    # What is current ---------------------------------------------------------------------------------------------

    @property
    def tip(self) -> str | None:
        return self.objects.oid(self.settings.branch)

    @property
    def shows_the_board(self) -> bool:
        return self.here.shows_the_board

    def queued(self) -> Mapping[str, Entry | None]:
        """Files of no-name answers that wait to be sent: they lie over the tip, on this computer only."""
        oid = self.objects.oid(QUEUE)
        if oid != self._queued[0]:
            changes: dict[str, Entry | None] = {}
            if oid is not None:
                for commit in log.read(self.git, QUEUE, f"^{self.settings.branch}"):
                    changes |= {path: change.new for path, change in commit.changes.items()}
            self._queued = (oid, changes)
        return self._queued[1]

    def current(self, path: str) -> tuple[str | None, bytes | None]:
        """(oid, bytes) of a file as it stands: waiting in the queue, or else at the tip."""
        queued = self.queued()
        if path in queued:
            entry = queued[path]
            return (entry.oid, self.objects.blob(entry.oid)) if entry else (None, None)
        found = self.objects.get(f"{self.settings.branch}:{path}")
        return (found[0], found[2]) if found and found[1] == "blob" else (None, None)

    # No-name answers of this computer ------------------------------------------------------------------------------

    def remember_own(self, id: str) -> None:
        """Remember that a no-name answer was written here: only here can it be corrected."""
        with self.lock(), (self.folder / "own").open("a") as file:
            file.write(f"{id}\n")

    def wrote(self, id: str) -> bool:
        try:
            return id in (self.folder / "own").read_text().split()
        except FileNotFoundError:
            return False

    # What the work tree shows ------------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Bring the work tree to what is current, where a crash or another git left it behind. Holds for a moment."""
        if not self.shows_the_board:
            return
        with self.lock():
            shown, now = self._shown(), self._now()
            if shown == now:
                return
            tip, queue = shown
            paths: set[str] = set(self.queued())
            if tip and now[0]:
                paths |= set(tree.difference(self.git, tip, now[0]))
            elif now[0]:
                paths |= set(tree.listing(self.git, now[0], "boards")) | set(self.tree.written.oids())
            if queue and queue != now[1]:
                for commit in log.read(self.git, queue, f"^{now[0]}"):
                    paths |= set(commit.changes)
            self.show(paths)
            self.note_shown()

    def show(self, paths: Iterable[str]) -> None:
        """Bring some files to what is current, unless they were edited by hand."""
        if not self.shows_the_board:
            return
        divergence = {}
        for path in paths:
            oid, _ = self.current(path)
            entry = Entry("100644", oid) if oid else None
            divergence[path] = Change(entry, entry)
        self.follow(divergence)

    def note_shown(self) -> None:
        """Remember that the work tree shows what is current. Lost in a power cut, it is only worked out again."""
        if self.shows_the_board:
            tip, queue = self._now()
            part = self.folder / "shown.part"
            part.write_text(f"{tip or '-'} {queue or '-'}\n")
            part.replace(self.folder / "shown")

    def _now(self) -> tuple[str | None, str | None]:
        return self.tip, self.objects.oid(QUEUE)

    def _shown(self) -> tuple[str | None, str | None]:
        try:
            tip, queue = (self.folder / "shown").read_text().split()
        except (OSError, ValueError):
            return None, None
        return tuple(oid if oid != "-" and self.objects.oid(oid) else None for oid in (tip, queue))  # type: ignore[return-value]

    def listing(self, under: str) -> Mapping[str, Entry]:
        """Every file of the tip below a folder, by its path."""
        return tree.listing(self.git, self.settings.branch, under)

    # The lock ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def lock(self, name: str = "lock", seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Held for moments only: while the tip and the work tree move. Raises KindboardError when it can't be had."""
        with self._thread_lock if name == "lock" else contextlib.nullcontext():
            if name == "lock" and self._held:
                yield
                return
            try:
                self.folder.mkdir(exist_ok=True)
                file_lock = FileLock(self.folder / name, timeout=seconds)
                file_lock.acquire()
            except Timeout:
                raise KindboardError(
                    "busy", "Another kindboard is busy with this board. Your words are kept.", "Try again in a moment."
                ) from None
            except OSError as error:
                raise cannot_write(self.folder, error) from error
            self._held += name == "lock"
            try:
                yield
            finally:
                self._held -= name == "lock"
                file_lock.release()

    @contextlib.contextmanager
    def moving(self) -> Iterator[None]:
        """The lock, for moving the tip without a journal: the next start sees that it was cut short, if it is."""
        with self.lock():
            self.here.moving.touch()
            try:
                yield
            finally:
                self.here.moving.unlink(missing_ok=True)

    def close(self) -> None:
        if self._index is not None:
            self._index.finish()
        if self._objects is not None:
            self._objects.close()

    def follow(self, divergence: Mapping[str, Change]) -> None:
        """Bring the work tree and the index after the tip, where this work tree shows the board."""
        if self.shows_the_board:
            self.tree.follow(divergence, self.objects.blob)
            self.index.tell({path: change.new for path, change in divergence.items()})
