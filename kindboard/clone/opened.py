"""An open clone: its refs and objects, its lock, and what is current on it."""

import contextlib
from collections.abc import Iterator, Mapping
from threading import RLock

from filelock import FileLock, Timeout

from kindboard.clone import atomic, person
from kindboard.clone.atomic import cannot_write
from kindboard.clone.here import Here
from kindboard.clone.settings import Settings
from kindboard.clone.worktree import WorkTree
from kindboard.errors import KindboardError
from kindboard.git import log, tree
from kindboard.git.index import Index
from kindboard.git.log import Commit
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
            self._index = Index(self.git, self.folder / "indexed")
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
                for commit in self.waiting(oid):
                    changes |= {path: change.new for path, change in commit.changes.items()}
            self._queued = (oid, changes)
        return self._queued[1]

    def waiting(self, queue: str) -> list[Commit]:
        """The commits of a queue: what it has and neither the branch nor, now or ever, the shared board."""
        refs = [ref for ref in (self.settings.branch, self.settings.tracking) if self.objects.oid(ref)]
        return log.read(self.git, queue, "--not", *refs, "--glob=refs/kindboard/backup/*")

    def current(self, path: str) -> tuple[str | None, bytes | None]:
        """(oid, bytes) of a file as it stands: waiting in the queue, or else at the tip."""
        queued = self.queued()
        if path in queued:
            entry = queued[path]
            return (entry.oid, self.objects.blob(entry.oid)) if entry else (None, None)
        found = self.objects.get(f"{self.settings.branch}:{path}")
        return (found[0], found[2]) if found and found[1] == "blob" else (None, None)

    # What may have left this computer -----------------------------------------------------------------------------

    def offer(self, oid: str | None) -> None:
        """Remember a commit that is about to be sent; None: all that was sent is known to be with the others."""
        file = self.folder / "offered"
        if oid is None:
            file.unlink(missing_ok=True)
        else:
            atomic.write(file, oid.encode())

    def maybe_sent(self) -> set[str]:
        """The Save-Ids of what was being sent when a sync was cut short, or is just now."""
        try:
            oid = (self.folder / "offered").read_text()
        except FileNotFoundError:
            return set()
        if self.objects.oid(oid) is None:
            return set()
        sent = [f"^{self.settings.tracking}"] if self.objects.oid(self.settings.tracking) else []
        return log.save_ids(self.git, oid, *sent)

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
            shown, now = self.shown, self._now()
            if shown != now:
                self.tree.follow(self._divergence(*shown, now[0]), self.objects.blob)
                self.note_shown()
            if self.index.told != now[0]:
                self.tell_index()

    def _divergence(self, tip: str | None, queue: str | None, now: str | None) -> dict[str, Change]:
        """What the work tree may lack, or have too much of: path -> (as it was shown, as it is current)."""
        changes: dict[str, Change] = {}
        if now and tip:
            changes = dict(tree.difference(self.git, tip, now))
        elif now:
            there = tree.listing(self.git, now, "boards")
            changes = {path: Change(None, there.get(path)) for path in {*there, *self.here.written.oids()}}
        queued = self.queued()
        if queue:
            for commit in self.waiting(queue):
                for path, change in commit.changes.items():
                    oid, _ = self.current(path)
                    changes[path] = Change(change.new, Entry("100644", oid) if oid else None)
        return changes | {
            path: Change(changes[path].base if path in changes else None, entry) for path, entry in queued.items()
        }

    def note_shown(self) -> None:
        """Remember that the work tree shows what is current. Lost in a power cut, it is only worked out again."""
        if self.shows_the_board:
            tip, queue = self._now()
            part = self.folder / "shown.part"
            part.write_text(f"{tip or '-'} {queue or '-'}\n")
            part.replace(self.folder / "shown")

    def _now(self) -> tuple[str | None, str | None]:
        return self.tip, self.objects.oid(QUEUE)

    @property
    def shown(self) -> tuple[str | None, str | None]:
        """(tip, queue) that the work tree was last brought to; None where that is not known."""
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

    def follow(self, before: str | None, divergence: Mapping[str, Change]) -> None:
        """Bring the work tree and the index from the tip `before` to the one that differs from it so."""
        if not self.shows_the_board:
            return
        if self.shown[0] == before:
            self.tree.follow(divergence, self.objects.blob)
            self.note_shown()
            self.tell_index(before, {path: change.new for path, change in divergence.items()})
        # Where the work tree lagged before, or a waiting answer went out, there is more to bring.
        self.catch_up()

    def tell_index(self, since: str | None = None, writes: Mapping[str, Entry | None] | None = None) -> None:
        """Tell git's index what came since it was last told; `writes` is that, if the index knows of `since`."""
        self.index.finish()
        tip, told = self.tip, self.index.told
        if tip is None or told == tip or not self.shows_the_board:
            return
        if writes is not None and told == since:
            entries = writes
        elif told and self.objects.oid(told):
            entries = {path: change.new for path, change in tree.difference(self.git, told, tip).items()}
        else:
            under = ("boards",) if (self.repository.git_dir / "index").exists() else ()
            entries = {path: change.base for path, change in tree.staged(self.git, tip, *under).items()}
        self.index.tell(entries, tip)
