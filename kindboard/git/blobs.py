"""Many files of the history at once: asking for each by itself would take ten times as long."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing

from kindboard.git.failed import Failed
from kindboard.git.run import Git


def read(git: Git, oids: Iterable[str]) -> dict[str, bytes]:
    """oid -> content. Raises Failed where one is missing."""
    return dict(stream(git, list(dict.fromkeys(oids))))


def stream(git: Git, oids: Sequence[str]) -> Generator[tuple[str, bytes], None, None]:
    """(oid, content) of each, as they come. Raises Failed where one is missing."""
    if not oids:
        return
    asked = "".join(f"{oid}\n" for oid in oids).encode()
    with closing(git.stream("cat-file", "--batch", "--buffer", stdin=asked)) as parts:
        here, at = b"", 0
        for oid in oids:
            while (end := here.find(b"\n", at)) < 0:
                here, at = here[at:] + _more(parts, oid), 0
            head = here[at:end].split(b" ")
            if len(head) != 3:
                raise _missing(oid)
            size = int(head[2])
            while len(here) < end + size + 2:
                here, end, at = here[at:] + _more(parts, oid), end - at, 0
            yield oid, here[end + 1 : end + 1 + size]
            at = end + size + 2


def _more(parts: Generator[bytes, None, None], oid: str) -> bytes:
    part = next(parts, None)
    if part is None:
        raise _missing(oid)
    return part


def _missing(oid: str) -> Failed:
    return Failed(-1, f"missing object {oid}")
