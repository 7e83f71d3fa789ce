"""One long-lived reader of what a repository holds."""

import subprocess
import threading
from pathlib import Path

from kindboard.git.failed import Failed
from kindboard.git.run import Git, end


class Objects:
    """Reads refs, commits and files through one `cat-file --batch`; safe to share between threads.

    A fresh process costs 3 ms, a question to a running one 0.1 ms. It sees objects and refs as they are at the time
    of the question, also after another process repacked them: it is started anew then, as git tells one `packed-refs`
    from the next by whole seconds, and two of the same second may show an old ref.
    """

    def __init__(self, git: Git, common_dir: Path) -> None:
        self._git, self._packed = git, common_dir / "packed-refs"
        self._process: subprocess.Popen[bytes] | None = None
        self._began_with: tuple[int, ...] = ()
        self._lock = threading.Lock()

    def get(self, name: str) -> tuple[str, str, bytes] | None:
        """(oid, type, content) of `name` (an oid, a ref, or `<commit>:<path>`); None where there is no such thing."""
        if "\n" in name:
            return None
        with self._lock:
            try:
                return self._ask(name)
            except (ValueError, OSError):
                self._close()
            try:
                return self._ask(name)
            except (ValueError, OSError):
                self._close()
                raise Failed(-1, f"unable to read {name}") from None

    def oid(self, name: str) -> str | None:
        found = self.get(name)
        return found[0] if found else None

    def blob(self, oid: str) -> bytes:
        """Raises Failed where the object is missing."""
        found = self.get(oid)
        if found is None:
            raise Failed(-1, f"missing object {oid}")
        return found[2]

    def _ask(self, name: str) -> tuple[str, str, bytes] | None:
        packed = _signature(self._packed)
        if self._process is None or self._process.poll() is not None or packed != self._began_with:
            self._close()
            self._process, self._began_with = self._git.start("cat-file", "--batch"), packed
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        stdin.flush()
        head = stdout.readline()
        if not head:
            raise BrokenPipeError
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        oid, kind, size = head.rsplit(b" ", 2)[0], *head.split()[-2:]
        content = stdout.read(int(size))
        stdout.read(1)
        return oid.decode(), kind.decode(), content

    def _close(self) -> None:
        if self._process is not None:
            end(self._process)
            self._process = None

    def close(self) -> None:
        with self._lock:
            self._close()


def _signature(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size)
