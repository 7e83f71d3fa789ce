"""Many files of the history at once: asking for each by itself would take ten times as long."""

from collections.abc import Iterable, Iterator

from kindboard.git.failed import Failed
from kindboard.git.run import Git

CHUNK = 2_000
"""Files held in memory at a time; a card is a few hundred bytes."""


def read(git: Git, oids: Iterable[str]) -> dict[str, bytes]:
    """oid -> content. Raises Failed where one is missing."""
    wanted = list(dict.fromkeys(oids))
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        found |= _chunk(git, wanted[start : start + CHUNK])
    return found


def _chunk(git: Git, oids: list[str]) -> Iterator[tuple[str, bytes]]:
    out = git.run("cat-file", "--batch", "--buffer", stdin="".join(f"{oid}\n" for oid in oids).encode())
    at = 0
    for oid in oids:
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        if len(head) != 3:
            raise Failed(-1, f"missing object {oid}")
        size = int(head[2])
        yield oid, out[end + 1 : end + 1 + size]
        at = end + size + 2
