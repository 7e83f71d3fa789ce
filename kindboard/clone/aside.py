"""Files that hold no card and never will: a power cut or a half-done merge left them. Kept, but out of the way."""

from contextlib import suppress

from kindboard.clone.clone import Clone
from kindboard.merge.merge import Entry, blob_oid


def set_aside(clone: Clone, path: str) -> None:
    """Keep a file's bytes in the board's own folder, and show again what the board has there."""
    raw = clone.tree.read(path)
    if raw is None:
        return
    folder = clone.folder / "aside"
    folder.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):
        (clone.repository.root / path).replace(folder / f"{path.replace('/', '.')}.{blob_oid(raw)[:8]}")
    oid, _ = clone.current(path)
    clone.tree.write({path: Entry("100644", oid) if oid else None}, clone.objects.blob)
