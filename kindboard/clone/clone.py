"""An open clone: its refs and objects, its lock, and what is current on it."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from threading import RLock

import msgspec
from filelock import FileLock, Timeout

from kindboard.cards.paths import place_of
from kindboard.clone import person, remotes
from kindboard.clone.atomic import cannot_write
from kindboard.clone.here import Here
from kindboard.clone.own import Own
from kindboard.clone.sending import Sending
from kindboard.clone.settings import Settings
from kindboard.clone.taken_back import put_back
from kindboard.clone.worktree import WorkTree
from kindboard.errors import KindboardError
from kindboard.git import address, leavings, locks, log, tree
from kindboard.git.commit import LostRace
from kindboard.git.damage import Damaged
from kindboard.git.failed import Failed
from kindboard.git.index import Index
from kindboard.git.log import Commit
from kindboard.git.objects import Objects
from kindboard.git.repository import QUEUE
from kindboard.git.run import Git
from kindboard.git.trust import check_settings
from kindboard.merge.merge import Change, Entry, merge_card

LOCK_SECONDS = 30


class Clone(Sending):
    """One clone on this computer. Git is first started when something is asked of it, after its settings were read."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self.repository, self.folder = here.repository, here.folder
        self.tree = WorkTree(here.repository.root, here.written)
        self.own = Own(here.folder, here.repository.common_dir)
        self._git: Git | None = None
        self._objects: Objects | None = None
        self._thread_lock = RLock()
        self._held = 0
        self._index: Index | None = None
        self._queued: tuple[tuple[str | None, str | None], dict[str, Entry | None]] = ((None, None), {})

    # Git ---------------------------------------------------------------------------------------------------------

    @cached_property
    def hooks(self) -> Path:
        """No hooks: the folder of whoever opened the clone. A thread that is still at work when the board is closed
        makes nothing on the computer of the next (the example board's visitor is one)."""
        return person.no_hooks(self.here.opener)

    @property
    def git(self) -> Git:
        if self._git is None:
            self._check_settings()
            here = self.repository
            self._git = Git(self.hooks, here.git_dir, here.root, guard=self._check_settings)
        return self._git

    def _check_settings(self) -> Mapping[str, str]:
        here = self.repository
        return check_settings(Git(self.hooks), here.common_dir, "this board's folder", here.git_dir)

    @property
    def objects(self) -> Objects:
        if self._objects is None:
            self._objects = Objects(self.git, self.repository.common_dir)
        return self._objects

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = Index(self.git, self.repository.git_dir / "index", self.folder / "indexed")
        return self._index

    @property
    def config(self) -> Mapping[str, str]:
        """The repository's own settings by lower-case key. Read afresh each time: git may have changed them."""
        return self._check_settings()

    @property
    def remote_url(self) -> str | None:
        """Where the board is shared."""
        config = self.config
        name = remotes.name_of(config, self.settings)
        url = config[f"remote.{name}.url"] if name else ""
        if (seen := (name or self.settings.remote, url)) != (self.settings.remote, self.settings.shared):
            with contextlib.suppress(KindboardError):  # a clone that can't be written to can still be read
                self.here.change_settings(msgspec.structs.replace(self.settings, remote=seen[0], shared=url))
        return address.from_folder(url, self.repository.root) if name else None

    @property
    def settings(self) -> Settings:
        return self.here.settings

    # What is current ---------------------------------------------------------------------------------------------

    @property
    def tip(self) -> str | None:
        """The commit the board stands on; None before its first. Raises Damaged where there must be one."""
        oid = self.objects.oid(self.settings.branch)
        if oid is None and (self.shown[0] or (self.repository.common_dir / "logs" / self.settings.branch).exists()):
            raise Damaged(self.settings.branch)
        return oid

    def check_refs(self) -> None:
        """Raises Damaged where the file of a ref that kindboard keeps beside the branch holds no commit."""
        for ref in (self.settings.tracking, QUEUE):
            if self.repository.is_broken(ref):
                raise Damaged(ref)

    @property
    def shows_the_board(self) -> bool:
        return self.here.shows_the_board

    def queued(self) -> Mapping[str, Entry | None]:
        """Files of no-name answers that wait to be sent: they lie over the tip, on this computer only."""
        queue, tip = self.objects.oid(QUEUE), self.objects.oid(self.settings.branch)
        if (queue, tip) != self._queued[0]:
            waiting = self.waiting(queue) if queue else []
            last = {path: change.new for commit in waiting for path, change in commit.changes.items()}
            over = {path: self._over(f"{waiting[0].oid}^", path, entry) for path, entry in last.items()}
            self._queued = ((queue, tip), over)
        return self._queued[1]

    def _over(self, root: str, path: str, entry: Entry | None) -> Entry | None:
        """A file that waits, with what the branch did to it since `root`, where the queue began."""
        was, now = (self.objects.get(f"{at}:{path}") for at in (root, self.settings.branch))
        place = place_of(path)
        if now is None or now == was or entry is None or place is None or entry.oid == now[0]:
            return entry
        merged = merge_card(place.kind, was and was[2], now[2], self.objects.blob(entry.oid)).raw or b""
        return Entry(entry.mode, self.git.run("hash-object", "-w", "--stdin", stdin=merged).decode().strip())

    def waiting(self, queue: str) -> list[Commit]:
        """The commits of a queue: what it has and neither the branch nor, now or ever, the shared board."""
        refs = [ref for ref in (self.settings.branch, self.settings.tracking) if self.objects.oid(ref)]
        kept = self.git.run("for-each-ref", "--format=%(refname)", "refs/kindboard/backup").decode().split()
        return log.lacking(self.git, queue, [*refs, *kept])

    def current(self, path: str) -> tuple[str | None, bytes | None]:
        """(oid, bytes) of a file as it stands: waiting in the queue, or else at the tip."""
        queued = self.queued()
        if path in queued:
            entry = queued[path]
            return (entry.oid, self.objects.blob(entry.oid)) if entry else (None, None)
        found = self.objects.get(f"{self.settings.branch}:{path}")
        if found is None and self._is_in_tree(path):
            raise Damaged(path)
        return (found[0], found[2]) if found and found[1] == "blob" else (None, None)

    def _is_in_tree(self, path: str) -> bool:
        """Whether the tip names a file, whose content then must be somewhere."""
        folder, _, name = path.rpartition("/")
        found = self.objects.get(f"{self.settings.branch}:{folder}")
        if found is None:
            return folder != "" and self._is_in_tree(folder)
        return found[1] == "tree" and f" {name}\0".encode("utf-8", "surrogateescape") in found[2]

    def kept(self, path: str) -> bytes | None:
        """The bytes of a file as it stands; None, too, where git's folder is damaged: what can be read is shown."""
        try:
            return self.current(path)[1]
        except Failed:
            return None

    def was_ever(self, path: str, oid: str) -> bool:
        """Whether the board ever had this blob at this path: then a file of it lags, and nobody edited it."""
        # Most such bytes git has never seen, which it tells at once; history takes a second where it is long.
        return self.objects.oid(oid) is not None and oid in self.versions(path, self.settings.branch, QUEUE)

    def versions(self, path: str, *refs: str) -> set[str]:
        """Every blob that some refs, of those there are, ever had at a path."""
        refs = tuple(ref for ref in refs if self.objects.oid(ref))
        return log.versions(self.git, path, *refs)

    # What the work tree shows ------------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Bring the work tree to what is current, where a crash or another git left it behind. Holds for a moment."""
        if not self.shows_the_board:
            return
        with self.lock():
            shown, now = self.shown, self._now()
            if shown[0] != now[0]:
                self.here.moved.touch()
                if shown[0] is not None:
                    try:
                        if put_back(self.git, self.objects, self.tree, self.settings.branch, shown[0]):
                            self.index.compare()
                    except LostRace:
                        return  # another git is at it just now: whoever looks next sees what it has done
                    now = self._now()
            if shown != now:
                try:
                    divergence = self._divergence(*shown, now[0])
                except Failed:  # somebody's git has pruned what was shown
                    divergence = self._divergence(None, None, now[0])
                self.tree.follow(divergence, self.objects.blob, self.was_ever)
                self.note_shown(now)
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

    def note_shown(self, at: tuple[str | None, str | None]) -> None:
        """Remember the tip and the queue that the work tree was brought to, past which another git may have gone.

        Lost in a power cut, it is only worked out again.
        """
        if self.tree.blocked:
            self.tree.blocked = False
            (self.folder / "shown").unlink(missing_ok=True)
        elif self.shows_the_board:
            tip, queue = at
            part = self.folder / "shown.part"
            part.write_text(f"{tip or '-'} {queue or '-'}\n")
            part.replace(self.folder / "shown")
            self.here.lagging.clear()
            self._keep_back()

    def _keep_back(self) -> None:
        """Keep plain git from taking along what waits to be sent without a name."""
        known = self._waiting_corrections()
        self.own.hide(path for path in self.queued() if path not in known)
        self.index.pass_over(known)

    def _waiting_corrections(self) -> set[str]:
        """Files that wait to be sent without a name and that the tip has, too."""
        return {path for path in self.queued() if self.objects.oid(f"{self.settings.branch}:{path}")}

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

    def release_locks(self) -> None:
        """Take away the locks of gits of ours that were killed, here and in the folder that we were sending to."""
        locks.release(self.repository, self._offered())

    def sweep(self) -> None:
        """Take away what gits of ours left half written on a full disk."""
        self.index.finish()
        leavings.sweep(self.repository)

    @contextlib.contextmanager
    def moving(self) -> Iterator[None]:
        """The lock, for moving the tip without a journal: the next start sees that it was cut short, if it is."""
        with self.lock():
            self.here.moving.touch()
            try:
                yield
            finally:
                self.here.moving.unlink(missing_ok=True)

    def start_afresh(self) -> None:
        """Read refs and objects anew: what lay in git's folder has been changed behind its back."""
        self.close()
        self._queued = ((None, None), {})

    def close(self) -> None:
        if self._index is not None:
            self._index.finish()
        if self._objects is not None:
            self._objects.close()

    def follow(self, tips: tuple[str, str], divergence: Mapping[str, Change]) -> None:
        """Bring the work tree and the index from one tip to another, which differs from it so."""
        before, after = tips
        if not self.shows_the_board:
            return
        with self.lagging(divergence):
            if self.shown == (before, None) and self.objects.oid(QUEUE) is None:
                self.tree.follow(divergence, self.objects.blob, self.was_ever)
                self.note_shown((after, None))
                self.tell_index(before, {path: change.new for path, change in divergence.items()})
            # Where the work tree lagged before, or answers wait and lie over the tip, there is more to bring.
            self.catch_up()

    @contextlib.contextmanager
    def lagging(self, paths: Iterable[str]) -> Iterator[None]:
        """Show these files. The tip has moved: where the disk takes no more, they follow when it can."""
        try:
            yield
        except (OSError, KindboardError):
            self.here.lagging.update(paths)

    def tell_index(self, since: str | None = None, writes: Mapping[str, Entry | None] | None = None) -> None:
        """Tell git's index what came since it was last told; `writes` is that, if the index knows of `since`."""
        self.index.finish()
        tip, told = self.tip, self.index.told
        if tip is None or told == tip or not self.shows_the_board:
            return
        if (self.repository.git_dir / "index.lock").exists():
            self.release_locks()
        self.index.tell(writes if writes is not None and told == since else self._untold(told, tip), tip)
        if waiting := self._waiting_corrections():
            self.index.pass_over(waiting)

    def tell_index_again(self, entries: Mapping[str, Entry | None]) -> None:
        """Tell git's index of files that it may hold otherwise: somebody staged their removal."""
        tip = self.tip
        self.tell_index()
        self.index.finish()
        if tip is not None and self.index.told == tip:
            queued = self.queued()  # git's own commit must not take those along
            self.index.tell({path: entry for path, entry in entries.items() if path not in queued}, tip)

    def _untold(self, told: str, tip: str) -> Mapping[str, Entry | None]:
        if told:
            try:
                return {path: change.new for path, change in tree.difference(self.git, told, tip).items()}
            except Failed:  # somebody's git has pruned the commit that it was told of
                pass
        under = ("boards",) if (self.repository.git_dir / "index").exists() else ()
        return {path: change.base for path, change in tree.staged(self.git, tip, *under).items()}
